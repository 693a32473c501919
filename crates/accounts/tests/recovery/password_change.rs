//! Changing and removing a password (rules 10.12, 10.18 and 10.19).

use crate::{
    compared::{failed, verdict},
    scene::{
        ADDRESS, account, audits, caller, code, entropy, hash, letters, linked, now, refusal, secret, session,
        snapshot, updated, with_password,
    },
};
use accounts::{
    Command, Snapshot, Write,
    account::AccountRow,
    letter::{Credential, LetterKind},
    password::{ChangePassword, PasswordVerdict, RemovePassword, Shown, check_new},
    session::SessionRow,
};
use contract::{Code, account::AuditKind, consequence::Consequence, session::SessionKind};

/// Rule 10.12.
#[test]
fn a_new_password_has_8_to_64_characters_with_upper_lower_and_digit() {
    let longest = format!("Aa1{}", "x".repeat(61));
    for good in ["Correct9", "aaaaaaA1", "Pa ss w0rd with spaces", "Ünïcode9X", &longest] {
        assert!(check_new(&secret(good)).is_ok(), "{good}");
    }
    let too_long = format!("{longest}x");
    let huge = "Aa1".repeat(100_000);
    // The last but one has seven UTF-16 code units, the last four digits that are none of ASCII.
    for bad in [
        "",
        "Corre9t",
        "correct9",
        "CORRECT9",
        "Correcta",
        "ÜÜÜÜäää9",
        "Correct9\n",
        &too_long,
        &huge,
        "Aa1\u{1f600}\u{1f600}",
        "Aaaaa٣٣٣٣",
    ] {
        let refusal = check_new(&secret(bad)).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.field),
            (Code::PasswordInvalid, Some("new_password"))
        );
    }
}

fn change(row: &accounts::session::SessionRow, right: bool) -> ChangePassword {
    ChangePassword {
        caller: caller(row),
        verdict: Some(verdict(right)),
        new_password: secret("Correct9Horse"),
        hash: Some(hash("new")),
        passwords: true,
    }
}

#[test]
fn the_present_password_allows_another_and_ends_what_it_opened() {
    let (full, restricted) = (session(5, SessionKind::Full), session(6, SessionKind::Recovery));
    let found = Snapshot {
        sessions: vec![full.clone(), restricted.clone()],
        ..linked(failed(3, now()))
    };
    let (changes, _) = change(&full, true).decide(&found, now(), &mut entropy()).unwrap();
    let row = updated(&changes);
    assert_eq!((row.password, row.failed_passwords), (Some(hash("new")), 0));
    assert!(changes.writes.contains(&Write::EndSession {
        session: restricted.id,
        at: now()
    }));
    let added = LetterKind::CredentialAdded {
        what: Credential::Password,
    };
    assert_eq!(letters(&changes), [(ADDRESS, &added)]);
}

#[test]
fn a_wrong_present_password_counts_and_locks_like_a_sign_in() {
    let full = session(5, SessionKind::Full);
    let with = |account| Snapshot {
        sessions: vec![full.clone()],
        ..linked(account)
    };
    let refused = refusal(&change(&full, false), &with(with_password()));
    assert_eq!(refused.code, Code::PasswordWrong);
    assert_eq!(updated(&refused.remember.unwrap()).failed_passwords, 1);
    assert_eq!(
        code(&change(&full, true), &with(failed(10, now()))),
        Code::PasswordLockedOut
    );
}

#[test]
fn who_may_not_change_the_password() {
    let (full, restricted) = (session(5, SessionKind::Full), session(6, SessionKind::Recovery));
    let with = |account| Snapshot {
        sessions: vec![full.clone(), restricted.clone()],
        ..linked(account)
    };
    let good = with_password();
    assert_eq!(
        code(&change(&restricted, true), &with(good.clone())),
        Code::FullSessionRequired
    );
    assert_eq!(code(&change(&full, true), &with(account())), Code::PasswordMissing);
    let off = ChangePassword {
        passwords: false,
        ..change(&full, true)
    };
    assert_eq!(code(&off, &with(good.clone())), Code::PasswordLoginUnsupported);
    let weak = ChangePassword {
        new_password: secret("weak"),
        ..change(&full, true)
    };
    assert_eq!(code(&weak, &with(good.clone())), Code::PasswordInvalid);
    for (row, expected) in [
        (
            AccountRow {
                frozen_at: Some(now()),
                ..good.clone()
            },
            Code::AccountFrozen,
        ),
        (
            AccountRow {
                deletion_at: Some(now().plus_secs(1)),
                ..good.clone()
            },
            Code::DeletionPending,
        ),
    ] {
        assert_eq!(code(&change(&full, true), &with(row)), expected);
    }
    let without_hash = ChangePassword {
        hash: None,
        ..change(&full, true)
    };
    assert_eq!(code(&without_hash, &with(good)), Code::Stale);
}

fn remove(by: &SessionRow, shown: Option<Shown>) -> RemovePassword {
    RemovePassword {
        caller: caller(by),
        shown,
        previewing: false,
    }
}

fn typed(right: bool) -> Option<Shown> {
    Some(Shown::Password(Some(verdict(right))))
}

/// Rule 10.19.
#[test]
fn a_password_is_not_removed_by_who_has_nothing_but_a_session() {
    let full = session(5, SessionKind::Full);
    let found = Snapshot {
        sessions: vec![full.clone()],
        ..linked(with_password())
    };
    assert_eq!(code(&remove(&full, None), &found), Code::PasswordWrong);
    let wrong = refusal(&remove(&full, typed(false)), &found);
    assert_eq!(
        (wrong.code, wrong.field),
        (Code::PasswordWrong, Some("current_password"))
    );
    // It counts as anywhere (rule 10.8).
    let remembered = wrong.remember.unwrap();
    assert_eq!(updated(&remembered).failed_passwords, 1);
    let locked_out = Snapshot {
        sessions: vec![full.clone()],
        ..linked(failed(10, now()))
    };
    assert_eq!(code(&remove(&full, typed(true)), &locked_out), Code::PasswordLockedOut);
    let refused = remove(&full, None).before_verifying(&locked_out, now()).unwrap_err();
    assert_eq!(refused.code, Code::PasswordLockedOut);
    // What it would change is told without either (rule 7.32).
    let preview = RemovePassword {
        previewing: true,
        ..remove(&full, None)
    };
    assert!(preview.decide(&found, now(), &mut entropy()).is_ok());
    let older = Some(Shown::Password(Some(PasswordVerdict {
        for_hash: Some(hash("older")),
        ..verdict(true)
    })));
    assert_eq!(code(&remove(&full, older), &found), Code::Stale);
}

/// Rule 10.19.
#[test]
fn a_password_is_removed_with_a_mail_and_says_so_before() {
    let full = session(5, SessionKind::Full);
    let found = Snapshot {
        sessions: vec![full.clone()],
        ..linked(failed(9, now()))
    };
    let command = remove(&full, typed(true));
    let (changes, view) = command.decide(&found, now(), &mut entropy()).unwrap();
    assert!(!view.has_password);
    assert_eq!(updated(&changes).failed_passwords, 0);
    assert_eq!(audits(&changes), [AuditKind::PasswordRemoved]);
    let removed = LetterKind::CredentialRemoved {
        what: Credential::Password,
    };
    assert_eq!(letters(&changes), [(ADDRESS, &removed)]);
    assert!(changes.consequences.contains(&Consequence::PasswordRemoved));
}

/// Rule 10.19.
#[test]
fn the_last_way_to_sign_in_is_not_removed() {
    let full = session(5, SessionKind::Full);
    let command = remove(&full, typed(true));
    let with = |found: Snapshot| Snapshot {
        sessions: vec![full.clone()],
        ..found
    };
    assert_eq!(code(&command, &with(snapshot(with_password()))), Code::LastLogin);
    assert_eq!(code(&command, &with(linked(account()))), Code::PasswordMissing);
    let in_deletion = AccountRow {
        deletion_at: Some(now().plus_secs(1)),
        ..with_password()
    };
    assert_eq!(code(&command, &with(linked(in_deletion))), Code::DeletionPending);
    let restricted = session(6, SessionKind::Recovery);
    let found = Snapshot {
        sessions: vec![restricted.clone()],
        ..linked(with_password())
    };
    let command = remove(&restricted, typed(true));
    assert_eq!(code(&command, &found), Code::FullSessionRequired);
    let alone = Snapshot {
        logins: Vec::new(),
        ..found
    };
    assert_eq!(code(&command, &alone), Code::LastLogin);
}
