//! Signing in with a password: what it opens, and for whom (rules 10.5, 10.6, 10.9 and 10.11).

use crate::{
    compared::{failed, sign_in},
    scene::{ADDRESS, audits, code, entropy, just_before, linked, now, session, snapshot, with_password},
};
use accounts::{
    Command, Snapshot, account::AccountRow, operator_list::OperatorList, password::SignInWithPassword,
    session::RECOVERY_SECONDS,
};
use contract::{Code, account::AuditKind, recovery::NextStep, session::SessionKind};

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

/// Rule 10.11.
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

/// Rule 10.9.
#[test]
fn an_account_with_a_login_is_told_to_sign_in_with_it() {
    let (_, opened) = sign_in(true)
        .decide(&linked(with_password()), now(), &mut entropy())
        .unwrap();
    assert_eq!(opened.answer.next, NextStep::SignIn);
    let login = opened.answer.account.login.unwrap();
    assert_eq!(login.identity.address.as_deref(), Some("lost@outlook.com"));
}

/// Rule 10.9.
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

/// Rule 10.9.
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
fn rule_10_5_an_account_without_any_address_is_excepted_by_nothing() {
    let row = AccountRow {
        confirmed_email: None,
        pending_email: None,
        ..with_password()
    };
    let command = SignInWithPassword {
        passwords: false,
        ..sign_in(true)
    };
    for text in ["", "anna", &ADDRESS.to_lowercase()] {
        let found = listed(OperatorList::PasswordException, text, snapshot(row.clone()));
        assert_eq!(code(&command, &found), Code::PasswordLoginUnsupported, "{text:?}");
    }
}
