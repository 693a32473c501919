//! The audit of an account, and the operator's lock.

use crate::scene::{account, confirm, decide, entropy, linked, now, open, waiting};
use accounts::{
    Command, Guard, Snapshot, Write,
    account::{AccountRow, ClaimedName},
    operator::{LockAccount, UnlockAccount},
};
use contract::{Code, account::AuditKind, event::EventKind};

#[test]
fn rule_6_1_every_change_of_an_account_has_its_audit_row() {
    let (waiting, code) = waiting();
    let confirmed = decide(&confirm(&waiting, code.expose()), &waiting).unwrap().0;
    let opened = decide(&open(), &linked()).unwrap().0;
    for changes in [confirmed, opened] {
        assert!(!changes.audit.is_empty() && !changes.events.is_empty());
    }
}

fn lock(username: &str, reason: &str) -> LockAccount {
    LockAccount {
        username: username.to_owned(),
        reason: reason.to_owned(),
    }
}

fn named(account: AccountRow) -> Snapshot {
    let name = ClaimedName {
        username: account.username.clone(),
        account: Some(account.id),
    };
    Snapshot {
        accounts: vec![account],
        names: vec![name],
        ..Snapshot::default()
    }
}

#[test]
fn an_operator_locks_and_unlocks_an_account_with_a_reason_that_its_owner_reads() {
    let mut row = account(1, "Anna");
    let (changes, view) = lock(" ANNA", " Asked for by its owner ")
        .decide(&named(row.clone()), now(), &mut entropy())
        .unwrap();
    assert!(view.locked);
    let (account, version) = (row.id, row.version);
    assert_eq!(changes.guards, [Guard::ChangesAccount { account, version }]);
    assert!(matches!(&changes.writes[..], [Write::UpdateAccount(row)] if row.id == account && row.locked));
    assert_eq!(changes.audit[0].entry.kind, AuditKind::Locked);
    assert_eq!(
        changes.audit[0].entry.subject.as_deref(),
        Some("Asked for by its owner")
    );
    assert_eq!(changes.events[0].event.what, EventKind::AccountChanged);

    row.locked = true;
    let unlock = UnlockAccount {
        username: "anna".to_owned(),
    };
    let (changes, view) = unlock.decide(&named(row), now(), &mut entropy()).unwrap();
    assert!(!view.locked);
    assert!(matches!(&changes.writes[..], [Write::UpdateAccount(row)] if row.id == account && !row.locked));
    assert_eq!(changes.audit[0].entry.kind, AuditKind::Unlocked);
}

#[test]
fn a_lock_takes_an_account_that_is_not_locked_and_a_reason_in_one_line() {
    let row = account(1, "Anna");
    let refused = |command: LockAccount, row: &AccountRow| {
        command
            .decide(&named(row.clone()), now(), &mut entropy())
            .unwrap_err()
            .code
    };
    assert_eq!(refused(lock("ben", "x"), &row), Code::NotFound);
    let long = "x".repeat(201);
    for reason in [
        "",
        "  ",
        "two\nlines",
        "two\u{2029}lines",
        "senil \u{202e}owt",
        "\u{200d}",
        &long,
    ] {
        assert_eq!(refused(lock("anna", reason), &row), Code::ReasonInvalid);
    }
    let unlock = UnlockAccount {
        username: "anna".to_owned(),
    };
    let refusal = unlock.decide(&named(row.clone()), now(), &mut entropy()).unwrap_err();
    assert_eq!(refusal.code, Code::BadRequest);
    let mut locked = row;
    locked.locked = true;
    assert_eq!(refused(lock("anna", "x"), &locked), Code::BadRequest);
}
