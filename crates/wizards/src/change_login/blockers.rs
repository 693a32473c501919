//! What stands in the way of changing a login, seen before anything is asked (rules 3.8, 9.1, 9.8, 9.9).

use crate::page;
use contract::{
    Code,
    account::Account,
    desktop::wizard::{Facts, Line},
};

/// All of it, each with what helps where this app can help.
#[must_use]
pub fn of(account: &Account) -> Vec<Line> {
    let frozen = account.frozen_at.is_some();
    let found = [
        (account.locked, Code::AccountLocked),
        (frozen, Code::AccountFrozen),
        (account.deletion_at.is_some(), Code::DeletionPending),
        (account.login.is_none(), Code::LoginMissing),
        (account.login_change_until.is_some() && !frozen, Code::LoginChangeOpen),
    ];
    let facts = |code: Code| Facts {
        username: Some(account.username.clone()),
        until: match code {
            Code::DeletionPending => account.deletion_at,
            _ => account.login_change_until,
        },
        ..Facts::default()
    };
    let standing = found.into_iter().filter(|(stands, _)| *stands).map(|(_, code)| code);
    let line = |code| page::blocker(code, facts(code), page::remedy(code, &account.username));
    standing.map(line).collect()
}
