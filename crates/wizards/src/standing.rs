//! What is true of the account, as the gallery tells it before anything is asked of the person.

use contract::{Code, Timestamp, account::Account};
use serde::{Deserialize, Serialize};

/// What stands in the way of making recovery codes, all of it at once (rule 9.15).
#[must_use]
pub fn against_making_codes(account: &Account, now: Timestamp) -> Vec<Code> {
    let mut found = against_anything(account);
    found.extend(is_changing(account, now).then_some(Code::LoginChangeOpen));
    found
}

/// What stands in the way of switching two-factor on (rule 9.28): the same, as a change of the login that can be undone
/// holds both up (rule 9.8).
#[must_use]
pub fn against_two_factor_on(account: &Account, now: Timestamp) -> Vec<Code> {
    against_making_codes(account, now)
}

/// What stands in the way of switching two-factor off (rule 9.29).
#[must_use]
pub fn against_two_factor_off(account: &Account, enforced: bool, now: Timestamp) -> Vec<Code> {
    let mut found = against_anything(account);
    found.extend(account.locked.then_some(Code::AccountLocked));
    found.extend(is_changing(account, now).then_some(Code::LoginChangeOpen));
    found.extend(enforced.then_some(Code::TwoFactorEnforced));
    found
}

fn against_anything(account: &Account) -> Vec<Code> {
    let conditions = [
        (account.frozen_at.is_some(), Code::AccountFrozen),
        (account.deletion_at.is_some(), Code::DeletionPending),
        (account.login.is_none(), Code::LoginMissing),
    ];
    let holding = conditions.into_iter().filter(|(holds, _)| *holds);
    holding.map(|(_, code)| code).collect()
}

fn is_changing(account: &Account, now: Timestamp) -> bool {
    account.login_change_until.is_some_and(|until| now < until)
}

/// What the gallery told: nothing yet, or what stands in the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// What stands in the way, once the gallery has told.
    pub blockers: Option<Vec<Code>>,
}

impl Looked {
    /// Whether something stands in the way.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.blockers.as_ref().is_some_and(|blockers| !blockers.is_empty())
    }
}
