//! What stands in the way of changing a login, seen before anything is asked (rules 3.8, 9.1, 9.8, 9.9).

use contract::{
    Code,
    account::Account,
    desktop::wizard::{Facts, Line, Offer, WizardKind},
};

/// All of it, each with what helps where this app can help.
#[must_use]
pub fn of(account: &Account) -> Vec<Line> {
    let undo = || Offer::starting(WizardKind::UndoLogin).about(account.username.clone());
    let mut lines = Vec::new();
    let mut add = |stands: bool, code: Code, offers: Vec<Offer>| {
        if stands {
            lines.push(Line {
                facts: Facts {
                    username: Some(account.username.clone()),
                    until: account.login_change_until,
                    ..Facts::default()
                },
                says: None,
                code: Some(code),
                good: false,
                offers,
            });
        }
    };
    add(account.locked, Code::AccountLocked, Vec::new());
    add(account.frozen_at.is_some(), Code::AccountFrozen, vec![undo()]);
    add(account.deletion_at.is_some(), Code::DeletionPending, Vec::new());
    add(account.login.is_none(), Code::LoginMissing, Vec::new());
    add(
        account.login_change_until.is_some() && account.frozen_at.is_none(),
        Code::LoginChangeOpen,
        vec![undo()],
    );
    lines
}
