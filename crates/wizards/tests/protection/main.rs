//! Recovery codes and two-factor: every page, refusal and way out.

mod lost;
mod recovery_codes;
#[path = "../stage/mod.rs"]
mod stage;
#[path = "../support/mod.rs"]
mod support;
mod two_factor;

use contract::account::Account;
use wizards::{Answer, call::recovery::RecoveryAnswer};

fn is(account: Account) -> Answer {
    Answer::Account(Box::new(account))
}

fn made() -> Answer {
    Answer::Recovery(RecoveryAnswer::CodesMade)
}
