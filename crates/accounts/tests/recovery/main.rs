//! Passwords and recovery in sentences (rules 10.1 to 10.31), without any storage.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod asking;
mod assistance;
mod compared;
mod discontinued;
mod link;
mod link_refused;
mod linked;
mod lists;
mod lockout;
mod mailed_code;
mod moved;
mod moved_address;
mod moved_told;
mod password;
mod password_change;
mod reset;
mod scene;
mod wait;
mod wait_stopped;
mod waiting;
