//! Wrong passwords, and the lock that they lead to (rules 10.6 to 10.8).

use crate::{
    compared::{failed, sign_in, verdict},
    scene::{
        account, audits, code, entropy, hash, just_before, now, refusal, refusal_at, snapshot, updated, with_password,
    },
};
use accounts::{
    Command, Refusal, Snapshot, Write,
    account::AccountRow,
    password::{PasswordVerdict, SignInWithPassword, UnknownName},
};
use contract::{
    Code,
    account::{AccountKind, AuditKind},
};

/// The same where there was no hash to compare with.
fn uncompared() -> SignInWithPassword {
    SignInWithPassword {
        verdict: Some(PasswordVerdict {
            for_hash: None,
            ..verdict(false)
        }),
        ..sign_in(false)
    }
}

/// The failures of a name that nobody has, as they are from now on and as they were seen.
fn counted(refusal: Refusal) -> (u32, u32) {
    match refusal.remember.unwrap().writes.as_slice() {
        [Write::CountUnknownName { name, seen }] => (name.failures, seen.as_ref().map_or(0, |seen| seen.failures)),
        other => panic!("{other:?}"),
    }
}

/// Rule 10.6.
#[test]
fn an_unknown_name_an_organization_and_a_wrong_password_are_answered_alike() {
    let nobody = SignInWithPassword {
        name: "nobody".to_owned(),
        ..uncompared()
    };
    let organization = AccountRow {
        kind: AccountKind::Organization,
        ..account()
    };
    let unknown = refusal(&nobody, &snapshot(with_password()));
    let of_organization = refusal(&uncompared(), &snapshot(organization));
    let wrong = refusal(&sign_in(false), &snapshot(with_password()));
    for refusal in [&unknown, &of_organization, &wrong] {
        assert_eq!(
            (refusal.code, refusal.rule, refusal.tries_left, refusal.retry_after),
            (Code::CredentialsWrong, "10.6", None, None)
        );
    }
    for refusal in [unknown, of_organization] {
        assert_eq!(counted(refusal), (1, 0));
    }
    let changes = wrong.remember.unwrap();
    assert_eq!(updated(&changes).failed_passwords, 1);
    assert_eq!(updated(&changes).failed_password_at, Some(now()));
    assert_eq!(audits(&changes), [AuditKind::PasswordSignInFailed]);
}

/// Rule 10.30.
#[test]
fn a_name_that_nobody_has_is_locked_out_like_an_account() {
    let unknown = |failures, failed_at| Snapshot {
        unknown_name: Some(UnknownName {
            key: uncompared().name_key,
            failures,
            failed_at,
        }),
        ..Snapshot::default()
    };
    assert_eq!(counted(refusal(&uncompared(), &unknown(9, now()))), (10, 9));
    let last = now().plus_secs(-30);
    let found = unknown(10, last);
    let locked = refusal(&uncompared(), &found);
    let known = refusal(&sign_in(false), &snapshot(failed(10, last)));
    for refusal in [&locked, &known] {
        assert_eq!(
            (
                refusal.code,
                refusal.rule,
                refusal.retry_after,
                refusal.remember.is_none()
            ),
            (Code::PasswordLockedOut, "10.7", Some(60), true)
        );
    }
    let refused = uncompared().before_verifying(&found, now()).unwrap_err();
    assert_eq!(refused.code, Code::PasswordLockedOut);
    let end = last.plus_secs(60);
    assert_eq!(
        refusal_at(&uncompared(), &found, just_before(end)).code,
        Code::PasswordLockedOut
    );
    assert_eq!(refusal_at(&uncompared(), &found, end).code, Code::CredentialsWrong);
    // Another name at the same place waits for the lock-out to end, and takes the place then.
    let mut key = uncompared().name_key;
    key[31] = 9;
    let other = SignInWithPassword {
        name_key: key,
        ..uncompared()
    };
    let waits = refusal(&other, &found);
    assert_eq!(waits.code, Code::CredentialsWrong);
    assert!(waits.remember.unwrap().writes.is_empty());
    assert_eq!(counted(refusal_at(&other, &found, end)), (1, 10));
}

#[test]
fn an_account_that_went_while_its_password_was_compared_is_no_failure_of_nobody() {
    let refusal = refusal(&sign_in(false), &Snapshot::default());
    assert_eq!(refusal.code, Code::Stale);
    assert!(refusal.remember.is_none());
}

#[test]
fn nothing_but_the_hash_is_asked_for_before_a_password_is_compared() {
    let found = snapshot(with_password());
    let before = |name: &str| {
        let command = SignInWithPassword {
            name: name.to_owned(),
            verdict: None,
            ..sign_in(true)
        };
        command.before_verifying(&found, now()).unwrap()
    };
    assert_eq!(before("anna"), Some(hash("stored")));
    assert_eq!(before("nobody"), None);
}

/// Rule 10.10.
#[test]
fn a_verdict_about_another_hash_does_not_count() {
    let changed = AccountRow {
        password: Some(hash("another")),
        ..account()
    };
    for right in [true, false] {
        let refusal = refusal(&sign_in(right), &snapshot(changed.clone()));
        assert_eq!(refusal.code, Code::Stale);
        assert!(refusal.remember.is_none());
    }
    let none_yet = SignInWithPassword {
        verdict: None,
        ..sign_in(true)
    };
    assert_eq!(code(&none_yet, &snapshot(with_password())), Code::Stale);
}

#[test]
fn an_account_without_a_password_counts_failures_like_any() {
    let command = SignInWithPassword {
        verdict: Some(PasswordVerdict {
            for_hash: None,
            ..verdict(false)
        }),
        ..sign_in(false)
    };
    let refusal = refusal(&command, &snapshot(account()));
    assert_eq!(refusal.code, Code::CredentialsWrong);
    assert_eq!(updated(&refusal.remember.unwrap()).failed_passwords, 1);
}

#[test]
fn success_clears_the_failures_and_stores_the_rewritten_hash() {
    let command = SignInWithPassword {
        verdict: Some(PasswordVerdict {
            rewritten: Some(hash("rewritten")),
            ..verdict(true)
        }),
        ..sign_in(true)
    };
    let found = snapshot(failed(8, now()));
    let (changes, _) = command.decide(&found, now(), &mut entropy()).unwrap();
    let row = updated(&changes);
    assert_eq!((row.failed_passwords, row.failed_password_at), (0, None));
    assert_eq!(row.password, Some(hash("rewritten")));
}

#[test]
fn a_locked_out_account_is_refused_before_the_password_is_looked_at_and_nothing_counts() {
    let last = now().plus_secs(-30);
    let found = snapshot(failed(10, last));
    for right in [true, false] {
        let refusal = refusal(&sign_in(right), &found);
        assert_eq!((refusal.code, refusal.retry_after), (Code::PasswordLockedOut, Some(60)));
        assert!(refusal.remember.is_none());
    }
    let refused = sign_in(true).before_verifying(&found, now()).unwrap_err();
    assert_eq!(refused.code, Code::PasswordLockedOut);
    let end = last.plus_secs(60);
    assert_eq!(
        refusal_at(&sign_in(true), &found, just_before(end)).code,
        Code::PasswordLockedOut
    );
    assert!(sign_in(true).decide(&found, end, &mut entropy()).is_ok());
}

#[test]
fn a_lock_of_the_operator_does_not_keep_a_password_out_but_a_freeze_does_and_only_its_owner_learns() {
    let locked = AccountRow {
        locked: true,
        ..with_password()
    };
    assert!(sign_in(true).decide(&snapshot(locked), now(), &mut entropy()).is_ok());
    let frozen = AccountRow {
        frozen_at: Some(now()),
        ..with_password()
    };
    assert_eq!(code(&sign_in(true), &snapshot(frozen.clone())), Code::AccountFrozen);
    assert_eq!(code(&sign_in(false), &snapshot(frozen)), Code::CredentialsWrong);
}

#[test]
fn rule_10_5_an_account_for_which_no_password_is_taken_is_told_that_one_was_typed() {
    let not_taken = || SignInWithPassword {
        passwords: false,
        verdict: None,
        ..sign_in(false)
    };
    let refused = refusal(&not_taken(), &snapshot(with_password()));
    assert_eq!(refused.code, Code::PasswordLoginUnsupported);
    let changes = refused.remember.unwrap();
    assert_eq!(audits(&changes), [AuditKind::PasswordSignInUnsupported]);
    assert!(changes.writes.is_empty(), "nothing is counted");
    let nobody = SignInWithPassword {
        name: "nobody".to_owned(),
        ..not_taken()
    };
    let refused = refusal(&nobody, &snapshot(with_password()));
    assert_eq!(refused.code, Code::PasswordLoginUnsupported);
    assert!(audits(&refused.remember.unwrap()).is_empty());
}
