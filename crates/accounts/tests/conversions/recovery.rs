//! A conversion that is asked for in a recovery session, by an account without a login (rules 12.5 and 12.10).

use crate::{
    scene::{accept, asked, both, request, waiting},
    support::{DAY, decide, entropy, has, id, mails, now, refused, row},
};
use accounts::{
    Changes, Command, Snapshot, Write,
    conversion::{Conversion, RequestConversion, TakeEffect, Took, view},
    letter::LetterKind,
    recovery::{Recovery, RecoveryKind},
    recovery_code::{self, RecoveryCode},
};
use contract::{Code, Secret, SessionId, session::SessionKind};
use uuid::Uuid;

/// Rule 12.20, too.
#[test]
fn rule_12_5_a_recovery_session_converts_an_account_without_a_login_and_proves_nothing() {
    let mut snapshot = both();
    snapshot.sessions[0].kind = SessionKind::Recovery;
    let without = RequestConversion {
        proof: None,
        ..request("ben")
    };
    assert_eq!(refused(&without, &snapshot), (Code::LoginPresent, "12.5"));
    // It is told before anybody asks (rule 12.20), and only in such a session.
    let obstacle = |snapshot: &Snapshot, kind| view::own(snapshot, id(1), kind, now()).obstacle;
    assert_eq!(obstacle(&snapshot, SessionKind::Recovery), Some(Code::LoginPresent));
    assert_eq!(obstacle(&snapshot, SessionKind::Full), None);
    snapshot.logins.clear();
    assert_eq!(obstacle(&snapshot, SessionKind::Recovery), None);
    let (changes, answer) = decide(&without, &snapshot).unwrap();
    assert!(answer.waits);
    let put = changes.writes.iter().find_map(|write| match write {
        Write::PutConversion(row) => Some(row),
        _ => None,
    });
    assert!(put.unwrap().from_recovery);
}

/// Anna's account lost its login, as by a move whose deletion was cancelled; two-factor stayed on.
fn with_two_factor_and_no_login() -> Snapshot {
    let mut snapshot = both();
    snapshot.logins.clear();
    snapshot.sessions[0].kind = SessionKind::Recovery;
    row(&mut snapshot, 1).two_factor = true;
    row(&mut snapshot, 1).recovery_codes_left = 1;
    snapshot.recovery_codes = vec![RecoveryCode {
        account: id(1),
        number: 1,
        hash: recovery_code::hash_of(id(1), &typed_code()),
        used_at: None,
    }];
    snapshot
}

fn typed_code() -> Secret {
    recovery_code::derive(&Secret::new("the right one".to_owned()), &[0; 32], id(1), 1)
}

fn from_recovery(code: Option<Secret>) -> RequestConversion {
    RequestConversion {
        proof: None,
        recovery_code: code,
        ..request("ben")
    }
}

fn requested(changes: &Changes) -> &Conversion {
    let mut writes = changes.writes.iter();
    let found = writes.find_map(|write| match write {
        Write::PutConversion(row) => Some(row),
        _ => None,
    });
    found.expect("nothing was requested")
}

#[test]
fn rule_12_5_with_two_factor_on_a_password_alone_converts_nothing() {
    let snapshot = with_two_factor_and_no_login();
    assert_eq!(
        refused(&from_recovery(None), &snapshot),
        (Code::RecoveryCodeWrong, "10.22")
    );
    let wrong = recovery_code::derive(&Secret::new("another".to_owned()), &[0; 32], id(1), 1);
    assert_eq!(
        refused(&from_recovery(Some(wrong)), &snapshot),
        (Code::RecoveryCodeWrong, "9.14")
    );
    // What it would change is shown, as that changes nothing.
    let preview = RequestConversion {
        previewing: true,
        ..from_recovery(None)
    };
    assert!(decide(&preview, &snapshot).is_ok());
}

#[test]
fn rule_12_5_with_a_recovery_code_it_does_and_the_code_is_used_up() {
    let snapshot = with_two_factor_and_no_login();
    let (changes, _) = decide(&from_recovery(Some(typed_code())), &snapshot).unwrap();
    assert!(requested(&changes).second_shown);
    let used = Write::UseRecoveryCode {
        account: id(1),
        number: 1,
        at: now(),
    };
    assert!(has(&changes, &used));
    assert!(
        changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::UpdateAccount(row) if row.id == id(1) && row.recovery_codes_left == 0))
    );
    assert!(mails(&changes).contains(&("anna@example.org", &LetterKind::RecoveryCodes { used: true, left: 0 })));
}

#[test]
fn rule_12_5_a_session_opened_by_mail_has_shown_it_or_waited_before() {
    let mut snapshot = with_two_factor_and_no_login();
    snapshot.recoveries = vec![Recovery {
        id: Uuid::from_bytes([8; 16]),
        account: Some(id(1)),
        kind: RecoveryKind::Login,
        request_hash: [8; 32],
        code_hash: [8; 32],
        made_at: now(),
        code_made_at: now(),
        tries_left: 0,
        confirmed_at: Some(now()),
        waits_until: None,
        session: Some(SessionId::from_bytes([1; 16])),
    }];
    let (changes, _) = decide(&from_recovery(None), &snapshot).unwrap();
    assert!(requested(&changes).second_shown);
    // That of another session, or a reset of the password, shows nothing.
    snapshot.recoveries[0].session = Some(SessionId::from_bytes([2; 16]));
    assert_eq!(refused(&from_recovery(None), &snapshot).0, Code::RecoveryCodeWrong);
    snapshot.recoveries[0].session = Some(SessionId::from_bytes([1; 16]));
    snapshot.recoveries[0].kind = RecoveryKind::Password;
    assert_eq!(refused(&from_recovery(None), &snapshot).0, Code::RecoveryCodeWrong);
}

#[test]
fn rule_12_10_a_request_that_showed_nothing_is_as_good_as_none_once_two_factor_is_on() {
    let mut snapshot = asked();
    snapshot.logins.clear();
    snapshot.conversions[0].from_recovery = true;
    assert!(decide(&accept(2), &snapshot).is_ok());
    row(&mut snapshot, 1).two_factor = true;
    assert_eq!(refused(&accept(2), &snapshot).0, Code::ConversionNotFound);
    snapshot.conversions[0].second_shown = true;
    assert!(decide(&accept(2), &snapshot).is_ok());
    let mut snapshot = waiting();
    row(&mut snapshot, 1).two_factor = true;
    let effect = TakeEffect {
        conversion: snapshot.conversions[0].id,
        account: id(1),
    };
    let at = now().plus_secs(3 * DAY);
    let (_, took) = effect.decide(&snapshot, at, &mut entropy()).unwrap();
    assert_eq!(took, Took::Nothing);
}
