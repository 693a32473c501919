use crate::scene::{
    ADDRESS, account, audits, begin, begun, code, code_text, entropy, hash, installation, just_before, letters, linked,
    named, now, other_than, put, recovery_codes, refusal, refusal_at, request_hash, secret, session, snapshot, updated,
    with_password,
};
use accounts::{
    Command, Snapshot, Write,
    account::AccountRow,
    email::EmailAddress,
    letter::{Credential, LetterKind},
    mailed_act::ActKind,
    operator_list::OperatorList,
    recovery::{BeginRecovery, ConfirmRecovery, Confirmed, RecoveryKind, ResetPassword},
};
use contract::{
    Code, Secret,
    account::{AccountKind, AuditKind},
    event::EventKind,
    session::SessionKind,
};

fn reset(code: &Secret) -> ResetPassword {
    ResetPassword {
        request_secret: secret("request"),
        code: code.clone(),
        new_password: secret("Correct9Horse"),
        recovery_code: None,
        hash: Some(hash("new")),
        passwords: true,
    }
}

fn confirm(code: &Secret) -> ConfirmRecovery {
    ConfirmRecovery {
        request_secret: secret("request"),
        code: code.clone(),
        recovery_code: None,
        wait: false,
        installation: installation(),
    }
}

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

#[test]
fn what_is_not_8_digits_is_no_try() {
    let (found, _) = begun(RecoveryKind::Login, linked(account()));
    for text in ["", "1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"] {
        let refused = refusal(&confirm(&secret(text)), &found);
        assert_eq!((refused.code, refused.tries_left), (Code::CodeWrong, Some(5)), "{text}");
        assert!(refused.remember.is_none());
    }
}

#[test]
fn a_code_works_for_15_minutes_and_its_request_for_60() {
    let (found, right) = begun(RecoveryKind::Login, linked(account()));
    let (code_ends, request_ends) = (now().plus_secs(900), now().plus_secs(3600));
    let at = |at| {
        confirm(&right)
            .decide(&found, at, &mut entropy())
            .map(|_| ())
            .map_err(|refusal| refusal.code)
    };
    assert_eq!(at(just_before(code_ends)), Ok(()));
    assert_eq!(at(code_ends), Err(Code::CodeExpired));
    assert_eq!(at(just_before(request_ends)), Err(Code::CodeExpired));
    assert_eq!(at(request_ends), Err(Code::RecoveryInvalid));
}

#[test]
fn a_code_is_bound_to_its_request_its_kind_its_account_and_its_address() {
    let (found, right) = begun(RecoveryKind::Login, linked(account()));
    let stranger = ConfirmRecovery {
        request_secret: secret("another"),
        ..confirm(&right)
    };
    assert_eq!(refusal(&stranger, &found).code, Code::RecoveryInvalid);
    assert_eq!(refusal(&reset(&right), &found).code, Code::RecoveryInvalid);
    let mut moved = found;
    moved.accounts[0].confirmed_email = Some(EmailAddress::parse("new@example.org").unwrap());
    assert_eq!(refusal(&confirm(&right), &moved).code, Code::CodeWrong);
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
    assert_eq!(refusal(&confirm(&right), &found).code, Code::AccountFrozen);
    found.accounts.clear();
    assert_eq!(refusal(&confirm(&right), &found).code, Code::CodeWrong);
}

#[test]
fn the_right_code_opens_a_recovery_session_and_every_app_hears_of_it() {
    let (found, right) = begun(RecoveryKind::Login, linked(account()));
    let (changes, confirmed) = confirm(&right).decide(&found, now(), &mut entropy()).unwrap();
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
    assert_eq!(refusal(&confirm(&right), &found).code, Code::CodeExpired);
}

#[test]
fn the_hash_of_a_request_is_that_of_its_secret() {
    assert_eq!(request_hash().len(), 43);
}
