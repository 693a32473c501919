//! What a mailed code is good for, and for how long (rules 10.14 and 10.21).

use crate::{
    reset::reset,
    scene::{
        account, audits, begin, begun, entropy, just_before, linked, now, other_than, put, refusal, request_hash,
        secret, snapshot, with_password,
    },
    waiting::confirm,
};
use accounts::{
    Command, Snapshot, Write,
    email::EmailAddress,
    recovery::{ConfirmRecovery, Confirmed, RecoveryKind, ResetPassword},
};
use contract::{Code, account::AuditKind, event::EventKind, session::SessionKind};

#[test]
fn five_wrong_codes_use_a_request_up_also_one_that_is_nobodys() {
    let (mine, right) = begun(RecoveryKind::Password, snapshot(account()));
    let (changes, _) = begin(RecoveryKind::Password)
        .decide(&Snapshot::default(), now(), &mut entropy())
        .unwrap();
    let nobodys = Snapshot {
        recoveries: vec![put(&changes)],
        ..Snapshot::default()
    };
    for mut found in [mine, nobodys] {
        let is_mine = found.recoveries[0].account.is_some();
        let wrong = reset(&other_than(&right));
        for left in [4, 3, 2, 1] {
            let refused = refusal(&wrong, &found);
            assert_eq!((refused.code, refused.tries_left), (Code::CodeWrong, Some(left)));
            assert!(matches!(
                refused.remember.unwrap().writes[..],
                [Write::CountWrongRecoveryCode { seen, .. }] if seen == left + 1
            ));
            found.recoveries[0].tries_left = left;
        }
        let last = refusal(&wrong, &found);
        assert_eq!((last.code, last.tries_left), (Code::CodeExpired, None));
        assert_eq!(last.remember.unwrap().audit.len(), usize::from(is_mine));
        found.recoveries[0].tries_left = 0;
        assert_eq!(refusal(&reset(&right), &found).code, Code::CodeExpired);
    }
}

/// Rule 10.14.
#[test]
fn what_is_not_8_digits_is_no_try() {
    let (found, _) = begun(RecoveryKind::Login, linked(account()));
    for text in ["", "1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"] {
        let refused = refusal(&confirm(&secret(text), None, false), &found);
        assert_eq!((refused.code, refused.tries_left), (Code::CodeWrong, Some(5)), "{text}");
        assert!(refused.remember.is_none());
    }
}

/// Rule 10.14.
#[test]
fn a_code_works_for_15_minutes_and_its_request_for_60() {
    let (found, right) = begun(RecoveryKind::Login, linked(account()));
    let (code_ends, request_ends) = (now().plus_secs(900), now().plus_secs(3600));
    let at = |at| {
        confirm(&right, None, false)
            .decide(&found, at, &mut entropy())
            .map(|_| ())
            .map_err(|refusal| refusal.code)
    };
    assert_eq!(at(just_before(code_ends)), Ok(()));
    assert_eq!(at(code_ends), Err(Code::CodeExpired));
    assert_eq!(at(just_before(request_ends)), Err(Code::CodeExpired));
    assert_eq!(at(request_ends), Err(Code::RecoveryInvalid));
}

/// Rule 10.14.
#[test]
fn a_code_is_bound_to_its_request_its_kind_its_account_and_its_address() {
    let (found, right) = begun(RecoveryKind::Login, linked(account()));
    let stranger = ConfirmRecovery {
        request_secret: secret("another"),
        ..confirm(&right, None, false)
    };
    assert_eq!(refusal(&stranger, &found).code, Code::RecoveryInvalid);
    assert_eq!(refusal(&reset(&right), &found).code, Code::RecoveryInvalid);
    let mut moved = found;
    moved.accounts[0].confirmed_email = Some(EmailAddress::parse("new@example.org").unwrap());
    assert_eq!(refusal(&confirm(&right, None, false), &moved).code, Code::CodeWrong);
}

#[test]
fn what_changed_since_the_mail_is_judged_again() {
    let (mut found, right) = begun(RecoveryKind::Password, snapshot(with_password()));
    let off = ResetPassword {
        passwords: false,
        ..reset(&right)
    };
    assert_eq!(refusal(&off, &found).code, Code::PasswordLoginUnsupported);
    found.accounts[0].frozen_at = Some(now());
    assert_eq!(refusal(&reset(&right), &found).code, Code::AccountFrozen);
    let (mut found, right) = begun(RecoveryKind::Login, linked(account()));
    found.accounts[0].frozen_at = Some(now());
    assert_eq!(refusal(&confirm(&right, None, false), &found).code, Code::AccountFrozen);
    found.accounts.clear();
    assert_eq!(refusal(&confirm(&right, None, false), &found).code, Code::CodeWrong);
}

#[test]
fn the_right_code_opens_a_recovery_session_and_every_app_hears_of_it() {
    let (found, right) = begun(RecoveryKind::Login, linked(account()));
    let (changes, confirmed) = confirm(&right, None, false)
        .decide(&found, now(), &mut entropy())
        .unwrap();
    let Confirmed::Opened(opened) = confirmed else {
        panic!("not opened")
    };
    assert_eq!(opened.answer.session.kind, SessionKind::Recovery);
    assert_eq!(audits(&changes), [AuditKind::RecoveryStarted]);
    let events: Vec<_> = changes.events.iter().map(|row| &row.event.what).collect();
    assert!(events.contains(&&EventKind::RecoveryStarted));
    assert!(matches!(events[0], EventKind::SignedIn { new_place: true, .. }));
    let used = put(&changes);
    assert_eq!((used.tries_left, used.session), (0, Some(opened.answer.session.id)));
    let found = Snapshot {
        recoveries: vec![used],
        ..found
    };
    assert_eq!(refusal(&confirm(&right, None, false), &found).code, Code::CodeExpired);
}

#[test]
fn the_hash_of_a_request_is_that_of_its_secret() {
    assert_eq!(request_hash().len(), 43);
}
