use crate::scene::{
    ADDRESS, account, audits, caller, code, entropy, hash, installation, just_before, letters, linked, now, refusal,
    refusal_at, secret, session, snapshot, updated, with_password,
};
use accounts::{
    Command, Refusal, Snapshot, Write,
    account::AccountRow,
    letter::{Credential, LetterKind},
    operator_list::OperatorList,
    password::{ChangePassword, PasswordVerdict, RemovePassword, SignInWithPassword, UnknownName, check_new},
    session::RECOVERY_SECONDS,
};
use contract::{
    Code, Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    recovery::NextStep,
    session::SessionKind,
};

fn verdict(right: bool) -> PasswordVerdict {
    PasswordVerdict {
        for_hash: Some(hash("stored")),
        right,
        rewritten: None,
    }
}

fn sign_in(right: bool) -> SignInWithPassword {
    SignInWithPassword {
        name: "anna".to_owned(),
        name_key: [8; 32],
        verdict: Some(verdict(right)),
        installation: installation(),
        passwords: true,
        secret: None,
    }
}

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

fn failed(count: u32, at: Timestamp) -> AccountRow {
    AccountRow {
        failed_passwords: count,
        failed_password_at: Some(at),
        ..with_password()
    }
}

fn listed(list: OperatorList, text: &str, snapshot: Snapshot) -> Snapshot {
    Snapshot {
        listed: vec![(list, text.to_owned())],
        ..snapshot
    }
}

#[test]
fn a_right_password_opens_a_recovery_session_of_30_minutes() {
    let (changes, opened) = sign_in(true)
        .decide(&snapshot(with_password()), now(), &mut entropy())
        .unwrap();
    let session = &opened.answer.session;
    assert_eq!(session.kind, SessionKind::Recovery);
    assert_eq!(session.expires_at, now().plus_secs(RECOVERY_SECONDS));
    assert_eq!(opened.answer.next, NextStep::Link);
    assert_eq!(audits(&changes), [AuditKind::PasswordSignIn]);
}

#[test]
fn a_recovery_session_ends_after_30_minutes_however_much_it_is_used() {
    let mut row = session(5, SessionKind::Recovery);
    row.opened_at = now();
    row.seen_at = now().plus_secs(1700);
    let end = now().plus_secs(1800);
    assert!(row.is_live(just_before(end)) && !row.is_live(end));
}

#[test]
fn the_confirmed_address_names_the_account_too_in_any_case() {
    let by_address = SignInWithPassword {
        name: " anna.old@EXAMPLE.org ".to_owned(),
        ..sign_in(true)
    };
    assert!(
        by_address
            .decide(&snapshot(with_password()), now(), &mut entropy())
            .is_ok()
    );
}

#[test]
fn an_account_with_a_login_is_told_to_sign_in_with_it() {
    let (_, opened) = sign_in(true)
        .decide(&linked(with_password()), now(), &mut entropy())
        .unwrap();
    assert_eq!(opened.answer.next, NextStep::SignIn);
    let login = opened.answer.account.login.unwrap();
    assert_eq!(login.identity.address.as_deref(), Some("lost@outlook.com"));
}

#[test]
fn who_must_convert_is_told_so_unless_a_login_is_there() {
    let text = ADDRESS.to_lowercase();
    let forced = listed(OperatorList::ForcedConversion, &text, snapshot(with_password()));
    let (_, opened) = sign_in(true).decide(&forced, now(), &mut entropy()).unwrap();
    assert_eq!(opened.answer.next, NextStep::Convert);
    let forced = listed(OperatorList::ForcedConversion, &text, linked(with_password()));
    let (_, opened) = sign_in(true).decide(&forced, now(), &mut entropy()).unwrap();
    assert_eq!(opened.answer.next, NextStep::SignIn);
}

#[test]
fn a_password_is_discontinued_by_address_or_domain_unless_it_is_excepted() {
    let address = ADDRESS.to_lowercase();
    let discontinued = |lists: &[(OperatorList, &str)]| {
        let found = Snapshot {
            listed: lists.iter().map(|(list, text)| (*list, (*text).to_owned())).collect(),
            ..snapshot(with_password())
        };
        let (_, opened) = sign_in(true).decide(&found, now(), &mut entropy()).unwrap();
        opened.answer.password_discontinued
    };
    let by_address = (OperatorList::PasswordDiscontinued, address.as_str());
    let by_domain = (OperatorList::PasswordDiscontinuedDomain, "example.org");
    let excepted = (OperatorList::PasswordException, address.as_str());
    assert!(!discontinued(&[]));
    assert!(discontinued(&[by_address]) && discontinued(&[by_domain]));
    assert!(!discontinued(&[by_address, by_domain, excepted]));
    assert!(!discontinued(&[(OperatorList::PasswordDiscontinuedDomain, "le.org")]));
}

#[test]
fn where_passwords_are_off_nobody_learns_who_there_is() {
    for name in ["anna", "nobody", ADDRESS] {
        let command = SignInWithPassword {
            name: name.to_owned(),
            passwords: false,
            ..sign_in(true)
        };
        let found = snapshot(failed(99, now()));
        assert_eq!(code(&command, &found), Code::PasswordLoginUnsupported, "{name}");
        assert_eq!(
            command.before_verifying(&found, now()).unwrap_err().code,
            Code::PasswordLoginUnsupported
        );
    }
}

#[test]
fn an_exception_holds_whichever_name_is_typed() {
    let text = ADDRESS.to_lowercase();
    for name in ["ANNA", ADDRESS] {
        let command = SignInWithPassword {
            name: name.to_owned(),
            passwords: false,
            ..sign_in(true)
        };
        let found = listed(OperatorList::PasswordException, &text, snapshot(with_password()));
        assert!(command.decide(&found, now(), &mut entropy()).is_ok(), "{name}");
    }
}

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

#[test]
fn a_password_is_removed_with_a_mail_and_says_so_before() {
    let full = session(5, SessionKind::Full);
    let found = Snapshot {
        sessions: vec![full.clone()],
        ..linked(failed(12, now()))
    };
    let command = RemovePassword { caller: caller(&full) };
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

#[test]
fn the_last_way_to_sign_in_is_not_removed() {
    let full = session(5, SessionKind::Full);
    let command = RemovePassword { caller: caller(&full) };
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
    let command = RemovePassword {
        caller: caller(&restricted),
    };
    assert_eq!(code(&command, &found), Code::FullSessionRequired);
}
