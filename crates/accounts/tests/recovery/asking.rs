//! Asking for a code by mail (rules 10.13, 10.15 and 10.17).

use crate::{
    reset::reset,
    scene::{
        ADDRESS, account, audits, begin, begun, code, entropy, just_before, letters, linked, named, now, put,
        refusal_at, snapshot, with_password,
    },
};
use accounts::{
    Command, Snapshot, Write,
    account::AccountRow,
    email::EmailAddress,
    mailed_act::ActKind,
    operator_list::OperatorList,
    recovery::{BeginRecovery, RecoveryKind},
};
use contract::{
    Code,
    account::{AccountKind, AuditKind},
};

#[test]
fn a_code_of_8_digits_is_mailed_to_the_confirmed_address() {
    for (kind, audit) in [
        (RecoveryKind::Password, AuditKind::PasswordResetRequested),
        (RecoveryKind::Login, AuditKind::RecoveryRequested),
    ] {
        let (changes, answer) = begin(kind).decide(&linked(account()), now(), &mut entropy()).unwrap();
        assert_eq!(answer.code_expires_at, now().plus_secs(900));
        let (to, letter) = letters(&changes)[0];
        assert_eq!(to, ADDRESS);
        assert_eq!(letter.code().unwrap().expose().len(), 8);
        assert!(letter.reference().is_some());
        assert_eq!(audits(&changes), [audit]);
        let acts = changes.writes.iter().filter_map(|write| match write {
            Write::InsertMailedAct(act) => Some((act.kind, act.expires_at)),
            _ => None,
        });
        assert_eq!(acts.collect::<Vec<_>>(), [(ActKind::Recover, now().plus_secs(3600))]);
    }
}

/// Rule 10.17.
#[test]
fn who_is_not_mailed_is_answered_alike_and_their_request_is_kept_alike() {
    let unconfirmed = AccountRow {
        pending_email: Some(EmailAddress::parse(ADDRESS).unwrap()),
        ..named(1, "anna", None)
    };
    let organization = AccountRow {
        kind: AccountKind::Organization,
        ..account()
    };
    let frozen = AccountRow {
        frozen_at: Some(now()),
        ..account()
    };
    for kind in [RecoveryKind::Password, RecoveryKind::Login] {
        let expected = begin(kind).decide(&linked(account()), now(), &mut entropy()).unwrap().1;
        for found in [
            Snapshot::default(),
            snapshot(unconfirmed.clone()),
            snapshot(organization.clone()),
            snapshot(frozen.clone()),
        ] {
            let (changes, answer) = begin(kind).decide(&found, now(), &mut entropy()).unwrap();
            assert_eq!(answer, expected);
            assert!(changes.mails.is_empty() && changes.audit.is_empty());
            assert_eq!(put(&changes).account, None);
        }
    }
}

/// Rule 10.17.
#[test]
fn a_recovery_needs_the_whole_confirmed_address_and_a_reset_a_gallery_with_passwords() {
    for address in [Some("other@example.org"), Some(""), None] {
        let command = BeginRecovery {
            address: address.map(str::to_owned),
            ..begin(RecoveryKind::Login)
        };
        let (changes, _) = command.decide(&linked(account()), now(), &mut entropy()).unwrap();
        assert!(changes.mails.is_empty(), "{address:?}");
    }
    let off = BeginRecovery {
        passwords: false,
        ..begin(RecoveryKind::Password)
    };
    let (changes, _) = off.decide(&linked(account()), now(), &mut entropy()).unwrap();
    assert!(changes.mails.is_empty());
    let excepted = Snapshot {
        listed: vec![(OperatorList::PasswordException, ADDRESS.to_lowercase())],
        ..linked(account())
    };
    let (changes, _) = off.decide(&excepted, now(), &mut entropy()).unwrap();
    assert_eq!(changes.mails.len(), 1);
}

#[test]
fn a_reset_may_be_asked_for_by_address_a_recovery_by_username_only() {
    let by_address = |kind| {
        let command = BeginRecovery {
            name: ADDRESS.to_owned(),
            ..begin(kind)
        };
        let (changes, _) = command.decide(&linked(account()), now(), &mut entropy()).unwrap();
        changes.mails.len()
    };
    assert_eq!(
        (by_address(RecoveryKind::Password), by_address(RecoveryKind::Login)),
        (1, 0)
    );
}

#[test]
fn a_request_hash_that_is_none_is_refused_for_everybody() {
    let command = BeginRecovery {
        request_hash: "short".to_owned(),
        ..begin(RecoveryKind::Password)
    };
    for found in [Snapshot::default(), linked(account())] {
        assert_eq!(code(&command, &found), Code::BadRequest);
    }
}

#[test]
fn the_same_request_again_gets_another_code_and_no_more_time() {
    let (found, first) = begun(RecoveryKind::Password, snapshot(with_password()));
    let later = now().plus_secs(3000);
    let (changes, answer) = begin(RecoveryKind::Password)
        .decide(&found, later, &mut accounts::Entropy::new([8; 32]))
        .unwrap();
    assert_eq!(answer.code_expires_at, now().plus_secs(3600));
    let again = put(&changes);
    assert_eq!((again.id, again.made_at), (found.recoveries[0].id, now()));
    assert_eq!(again.tries_left, 5);
    assert!(audits(&changes).is_empty());
    let second = changes.mails[0].letter.kind.code().unwrap().clone();
    let found = Snapshot {
        recoveries: vec![again],
        ..found
    };
    assert_eq!(refusal_at(&reset(&first), &found, later).code, Code::CodeWrong);
    assert!(reset(&second).decide(&found, later, &mut entropy()).is_ok());
}

#[test]
fn a_request_that_is_over_begins_anew() {
    let (found, _) = begun(RecoveryKind::Password, snapshot(with_password()));
    let end = now().plus_secs(3600);
    let at = |at| {
        put(&begin(RecoveryKind::Password)
            .decide(&found, at, &mut entropy())
            .unwrap()
            .0)
    };
    assert_eq!(at(just_before(end)).made_at, now());
    assert_eq!(at(end).made_at, end);
}

#[test]
fn another_name_under_the_same_secret_gets_no_more_time_whoever_was_named_before() {
    let later = now().plus_secs(3000);
    for kind in [RecoveryKind::Password, RecoveryKind::Login] {
        let (mailed, _) = begun(kind, linked(account()));
        let (unmailed, _) = begin(kind).decide(&Snapshot::default(), now(), &mut entropy()).unwrap();
        let nobodys = Snapshot {
            recoveries: vec![put(&unmailed)],
            ..linked(account())
        };
        for found in [mailed, nobodys] {
            for name in ["anna", "invented"] {
                let command = BeginRecovery {
                    name: name.to_owned(),
                    ..begin(kind)
                };
                let (changes, answer) = command.decide(&found, later, &mut entropy()).unwrap();
                assert_eq!(answer.code_expires_at, now().plus_secs(3600), "{name}");
                assert_eq!(put(&changes).made_at, now(), "{name}");
            }
        }
    }
}
