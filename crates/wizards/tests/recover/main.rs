//! Getting back into an account: every page, refusal and way out.

mod finding;
mod keep;
mod link;
mod mailed_code;
mod password;
mod scene;
#[path = "../support/mod.rs"]
mod support;
mod wait;
