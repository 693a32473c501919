//! Setting a new password with the mailed code (rules 10.16 and 10.22).

use crate::scene::{
    ADDRESS, account, audits, begin, begun, code_text, entropy, hash, letters, linked, now, other_than, recovery_codes,
    refusal, secret, session, snapshot, updated, with_password,
};
use accounts::{
    Command, Write,
    account::AccountRow,
    letter::{Credential, LetterKind},
    recovery::{RecoveryKind, ResetPassword},
};
use contract::{Code, Secret, account::AuditKind, session::SessionKind};

pub fn reset(code: &Secret) -> ResetPassword {
    ResetPassword {
        request_secret: secret("request"),
        code: code.clone(),
        new_password: secret("Correct9Horse"),
        recovery_code: None,
        hash: Some(hash("new")),
        passwords: true,
    }
}

#[test]
fn the_right_code_sets_the_password_clears_the_lock_and_ends_recovery_sessions() {
    let locked_out = AccountRow {
        failed_passwords: 25,
        failed_password_at: Some(now()),
        ..with_password()
    };
    let (mut found, code) = begun(RecoveryKind::Password, linked(locked_out));
    let (full, restricted) = (session(5, SessionKind::Full), session(6, SessionKind::Recovery));
    found.sessions = vec![full, restricted.clone()];
    let spaced = secret(&format!("{} - {}", &code.expose()[..4], &code.expose()[4..]));
    let (changes, ()) = reset(&spaced).decide(&found, now(), &mut entropy()).unwrap();
    let row = updated(&changes);
    assert_eq!(row.password, Some(hash("new")));
    assert_eq!((row.failed_passwords, row.failed_password_at), (0, None));
    let ended = changes.writes.iter().filter_map(|write| match write {
        Write::EndSession { session, .. } => Some(*session),
        _ => None,
    });
    assert_eq!(ended.collect::<Vec<_>>(), [restricted.id]);
    assert!(changes.writes.contains(&Write::RemoveRecovery(found.recoveries[0].id)));
    assert_eq!(audits(&changes), [AuditKind::PasswordSet]);
    let added = LetterKind::CredentialAdded {
        what: Credential::Password,
    };
    assert_eq!(letters(&changes), [(ADDRESS, &added)]);
}

#[test]
fn a_password_that_breaks_the_rule_uses_no_try_up() {
    let (found, code) = begun(RecoveryKind::Password, snapshot(account()));
    let weak = ResetPassword {
        new_password: secret("weak"),
        ..reset(&other_than(&code))
    };
    let refused = refusal(&weak, &found);
    assert_eq!(refused.code, Code::PasswordInvalid);
    assert!(refused.remember.is_none());
}

#[test]
fn rule_10_22_with_two_factor_on_a_reset_takes_a_recovery_code_and_leaves_it_for_the_link() {
    let guarded = AccountRow {
        two_factor: true,
        recovery_codes_left: 2,
        ..account()
    };
    let (mut found, code) = begun(RecoveryKind::Password, linked(guarded));
    found.recovery_codes = recovery_codes(&["one", "two"]);
    let without = refusal(&reset(&code), &found);
    assert_eq!((without.code, without.rule), (Code::RecoveryCodeWrong, "10.22"));
    assert!(without.remember.is_none(), "nothing was typed");
    assert!(!reset(&code).is_allowed(&found, now()));
    let with = |recovery_code: Secret| ResetPassword {
        recovery_code: Some(recovery_code),
        ..reset(&code)
    };
    assert_eq!(refusal(&with(secret("short")), &found).code, Code::RecoveryCodeMistyped);
    let wrong = refusal(&with(code_text("none")), &found);
    assert_eq!(
        (wrong.code, wrong.field, wrong.tries_left),
        (Code::RecoveryCodeWrong, Some("recovery_code"), Some(4))
    );
    let (changes, ()) = with(code_text("two")).decide(&found, now(), &mut entropy()).unwrap();
    let row = updated(&changes);
    assert_eq!((row.password, row.recovery_codes_left), (Some(hash("new")), 2));
    let uses = |write: &Write| matches!(write, Write::UseRecoveryCode { .. });
    assert!(!changes.writes.iter().any(uses));
}

#[test]
fn rule_10_15_with_another_code_the_link_of_the_mail_before_ends() {
    for kind in [RecoveryKind::Password, RecoveryKind::Login] {
        let (found, _) = begun(kind, linked(account()));
        let (changes, _) = begin(kind).decide(&found, now(), &mut entropy()).unwrap();
        let [Write::RemoveMailedActs(earlier), .., Write::InsertMailedAct(_)] = &changes.writes[..] else {
            panic!("{:?}", changes.writes)
        };
        assert_eq!(*earlier, found.recoveries[0].id);
    }
}

#[test]
fn a_password_is_hashed_only_for_the_right_code() {
    let (found, code) = begun(RecoveryKind::Password, snapshot(account()));
    assert!(reset(&code).is_allowed(&found, now()));
    assert!(!reset(&other_than(&code)).is_allowed(&found, now()));
    let unhashed = ResetPassword {
        hash: None,
        ..reset(&code)
    };
    assert_eq!(refusal(&unhashed, &found).code, Code::Stale);
}
