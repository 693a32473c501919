//! Changing logins, recovery codes and two-factor, in sentences and without any storage. The numbers are those of
//! `docs/rules.md`, section 9.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod address_waits;
mod change;
mod change_refused;
mod codes;
mod deciding;
mod deciding_by_mail;
mod freezing;
mod frozen;
mod given_back;
mod model;
#[path = "../support/needed.rs"]
mod needed;
mod operator;
mod own_login;
mod relocate;
mod sign_in;
mod swap;
mod swap_undone;
mod two_factor;
mod undated;
mod undated_code;
mod undated_spent;
mod undated_undo;
mod undated_wrong;
mod undo;
