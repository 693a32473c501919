//! Rules 12.1 to 12.19 in sentences, without any storage.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use accounts::{
    Changes, Command, Guard, Need, Snapshot, Write,
    account::PasswordHash,
    contact::{self, AddressChange},
    conversion::{
        AcceptConversion, CancelConversion, Conversion, RejectByLink, RejectConversion, RequestConversion,
        StopConversion, TakeEffect, Took, for_administrator, view,
    },
    digest,
    email::EmailAddress,
    key::ApiKey,
    letter::LetterKind,
    login::IdentityKey,
    login_change::{ChangeState, Dormant, LoginChange, Means},
    mailed_act::{self, ActKind, MailedAct},
    operator_list::OperatorList,
    organization::Invitation,
    proof::{Binding, Completed, Freshness, Proof},
    recovery::{Recovery, RecoveryKind},
    recovery_code::{self, RecoveryCode},
    two_factor::Policy,
};
use contract::{
    Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    event::EventKind,
    identity::IdentityKind,
    session::SessionKind,
};
use support::{
    DAY, TENANT, before, caller, conversion, decide, entropy, has, hearing, hears, id, invitation, key, login, mails,
    member, now, organization, person, refused, row, told, with,
};
use uuid::Uuid;

/// Anna wants to become an organization that Ben administers; Cara looks on.
fn both() -> Snapshot {
    let mut snapshot = with(vec![person(1, "anna"), person(2, "ben"), person(3, "cara")]);
    snapshot.logins = vec![login(1, IdentityKind::Personal, "personal")];
    snapshot
}

/// The same, and it was asked for.
fn asked() -> Snapshot {
    Snapshot {
        conversions: vec![conversion(1, 2)],
        ..both()
    }
}

/// The same, asked for in a recovery session of an account without a login, and accepted.
fn waiting() -> Snapshot {
    let mut snapshot = asked();
    snapshot.logins.clear();
    snapshot.conversions[0].from_recovery = true;
    snapshot.conversions[0].accepted_at = Some(now());
    snapshot.conversions[0].effective_at = Some(now().plus_secs(3 * DAY));
    snapshot
}

fn secret() -> Secret {
    Secret::new("the attempt secret".to_owned())
}

fn proof(by: &IdentityKey) -> Proof {
    Proof {
        id: ProofId::from_bytes([1; 16]),
        purpose: Purpose::ConvertAccount,
        attempt_hash: digest::of_text(secret().expose()),
        challenge: [2; 32],
        bound_to: Some(Binding {
            session: SessionId::from_bytes([1; 16]),
            account: id(1),
        }),
        caller: [3; 32],
        begun_at: now(),
        wrong_tokens: 0,
        completed: Some(Completed {
            at: now(),
            key: by.clone(),
            identity: login(1, IdentityKind::Personal, "personal").identity,
            linked: true,
            freshness: Freshness::Shown,
        }),
        spent_at: None,
    }
}

/// The same snapshot with a proof of who signs in to the first account.
fn proved(mut snapshot: Snapshot) -> Snapshot {
    snapshot.proofs = vec![proof(&login(1, IdentityKind::Personal, "personal").key)];
    snapshot
}

fn request(administrator: &str) -> RequestConversion {
    RequestConversion {
        caller: caller(1),
        administrator: administrator.to_owned(),
        proof: Some((ProofId::from_bytes([1; 16]), secret())),
        recovery_code: None,
        previewing: false,
        two_factor: Policy::default(),
    }
}

fn accept(by: u8) -> AcceptConversion {
    AcceptConversion {
        caller: caller(by),
        account: id(1),
    }
}

fn reject(by: u8) -> RejectConversion {
    RejectConversion {
        caller: caller(by),
        account: id(1),
    }
}

fn cancel(by: u8) -> CancelConversion {
    CancelConversion { caller: caller(by) }
}

fn take_effect() -> TakeEffect {
    TakeEffect {
        conversion: conversion(1, 2).id,
        account: id(1),
    }
}

/// Makes a condition not hold.
type Breaking = fn(&mut Snapshot);

/// Breaks one condition of rule 12.2 or 12.3 after another on the first account.
fn unfit() -> Vec<(Code, Breaking)> {
    vec![
        (Code::EmailUnconfirmed, |s| row(s, 1).confirmed_email = None),
        (Code::AccountLocked, |s| row(s, 1).locked = true),
        (Code::AlreadyOrganization, |s| {
            row(s, 1).kind = AccountKind::Organization
        }),
        (Code::ConversionIsMember, |s| s.members.push(member(9, 1, false))),
        (Code::ConversionIsMember, |s| {
            s.invitations.push(invitation(9, 1, false))
        }),
        (Code::AccountFrozen, |s| row(s, 1).frozen_at = Some(now())),
        (Code::DeletionPending, |s| row(s, 1).deletion_at = Some(now())),
        (Code::LoginChangeOpen, |s| {
            row(s, 1).login_change_until = Some(now().plus_secs(1))
        }),
    ]
}

#[test]
fn rules_12_2_and_12_3_what_stands_in_the_way_of_an_account_is_said_in_order_when_asking_and_when_accepting() {
    for (at, (code, break_it)) in unfit().iter().enumerate() {
        // All that comes later in the order is broken, too.
        let mut snapshot = proved(asked());
        for (_, later) in &unfit()[at..] {
            later(&mut snapshot);
        }
        assert_eq!(refused(&request("ben"), &snapshot).0, *code);
        assert_eq!(refused(&accept(2), &snapshot).0, *code);
        let mut alone = proved(asked());
        break_it(&mut alone);
        assert_eq!(refused(&request("ben"), &alone).0, *code);
        assert_eq!(view::own(&alone, id(1), now()).obstacle, Some(*code));
    }
    assert_eq!(view::own(&both(), id(1), now()).obstacle, None);
}

#[test]
fn rule_12_2_invitations_and_changes_of_the_login_that_ran_out_stand_in_nobodys_way() {
    let mut snapshot = proved(both());
    snapshot.invitations = vec![invitation(9, 1, false)];
    snapshot.invitations[0].expires_at = now();
    row(&mut snapshot, 1).login_change_until = Some(now());
    assert!(decide(&request("ben"), &snapshot).is_ok());
}

#[test]
fn rule_12_1_an_address_instead_of_a_username_is_refused_before_everything_else() {
    let mut snapshot = both();
    row(&mut snapshot, 1).confirmed_email = None;
    assert_eq!(
        refused(&request("ben@example.org"), &snapshot),
        (Code::UsernameIsEmail, "1.3")
    );
    assert_eq!(refused(&request(""), &snapshot), (Code::UsernameInvalid, "1.1"));
}

#[test]
fn rule_12_4_the_administrator_is_another_confirmed_individual() {
    let mut snapshot = proved(both());
    snapshot.accounts.push(organization(4, "team"));
    let cases: [(&str, Code, Breaking); 4] = [
        ("nobody", Code::AccountUnknown, |_| ()),
        ("ANNA", Code::AdministratorIsSame, |_| ()),
        ("ben", Code::AdministratorUnconfirmed, |s| {
            row(s, 2).confirmed_email = None;
            row(s, 2).kind = AccountKind::Organization;
        }),
        ("cara", Code::AdministratorIsOrganization, |s| {
            row(s, 3).kind = AccountKind::Organization
        }),
    ];
    for (name, code, break_it) in cases {
        break_it(&mut snapshot);
        assert_eq!(refused(&request(name), &snapshot), (code, "12.4"), "{name}");
    }
    // A lock, mail that is not wanted and a missing login do not matter.
    let mut snapshot = proved(both());
    row(&mut snapshot, 2).locked = true;
    row(&mut snapshot, 2).mail.from_others = false;
    assert!(decide(&request("ben"), &snapshot).is_ok());
}

#[test]
fn rule_12_5_a_full_session_proves_the_identity_that_signs_in_to_the_account() {
    let missing = RequestConversion {
        proof: None,
        ..request("ben")
    };
    assert_eq!(refused(&missing, &both()), (Code::ProofInvalid, "12.5"));
    assert_eq!(refused(&request("ben"), &both()).0, Code::ProofInvalid);
    let mut snapshot = both();
    snapshot.proofs = vec![proof(&login(2, IdentityKind::Personal, "personal").key)];
    assert_eq!(
        refused(&request("ben"), &snapshot),
        (Code::CurrentIdentityWrong, "12.5")
    );
    snapshot = proved(both());
    snapshot.proofs[0].bound_to = None;
    assert_eq!(refused(&request("ben"), &snapshot), (Code::ProofInvalid, "2.1"));
    snapshot = proved(both());
    snapshot.logins.clear();
    assert_eq!(refused(&request("ben"), &snapshot), (Code::LoginMissing, "12.5"));
    // A preview comes before the browser.
    let preview = RequestConversion {
        previewing: true,
        ..missing
    };
    assert!(!decide(&preview, &both()).unwrap().0.consequences.is_empty());
    let (changes, _) = decide(&request("ben"), &proved(both())).unwrap();
    let spent = Write::SpendProof {
        proof: ProofId::from_bytes([1; 16]),
        at: now(),
    };
    assert!(has(&changes, &spent));
}

#[test]
fn rule_9_27_with_two_factor_on_the_proof_for_a_conversion_needs_a_second_factor() {
    let mut snapshot = proved(both());
    row(&mut snapshot, 1).two_factor = true;
    let command = RequestConversion {
        two_factor: Policy {
            offered: true,
            enforced: false,
        },
        ..request("ben")
    };
    assert_eq!(refused(&command, &snapshot), (Code::SecondFactorRequired, "9.27"));
    snapshot.proofs[0].completed.as_mut().unwrap().identity.second_factor = true;
    assert!(decide(&command, &snapshot).is_ok());
}

#[test]
fn rule_12_5_a_recovery_session_converts_an_account_without_a_login_and_proves_nothing() {
    let mut snapshot = both();
    snapshot.sessions[0].kind = SessionKind::Recovery;
    let without = RequestConversion {
        proof: None,
        ..request("ben")
    };
    assert_eq!(refused(&without, &snapshot), (Code::LoginPresent, "12.5"));
    snapshot.logins.clear();
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

#[test]
fn rule_12_6_a_request_waits_7_days_and_both_sides_are_told() {
    let (changes, answer) = decide(&request("BEN"), &proved(both())).unwrap();
    assert_eq!(
        (answer.account.as_str(), answer.administrator.as_str()),
        ("anna", "ben")
    );
    assert_eq!(answer.expires_at, now().plus_secs(7 * DAY));
    let [
        ("ben@example.org", LetterKind::ConversionRequested { reference, .. }),
        ("anna@example.org", LetterKind::ConversionInitiated { .. }),
    ] = mails(&changes)[..]
    else {
        panic!("{:?}", mails(&changes))
    };
    let acts = changes.writes.iter().filter_map(|write| match write {
        Write::InsertMailedAct(act) => Some(act),
        _ => None,
    });
    let acts: Vec<_> = acts.collect();
    assert_eq!(acts[0].hash, mailed_act::hash_of(reference.expose()));
    assert_eq!((acts.len(), acts[0].kind), (1, ActKind::Conversion));
    let kind = AuditKind::ConversionRequested;
    assert_eq!(told(&changes), [(id(1), kind, None), (id(2), kind, Some("anna"))]);
    let account = "anna".to_owned();
    assert!(hears(&changes, 2, &EventKind::ConversionRequested { account }));
    // Nobody is signed out before it takes effect (rule 12.15).
    assert!(
        !changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::EndSessionsOf { .. }))
    );
    for number in [1, 2] {
        assert!(changes.guards.contains(&Guard::ChangesAccount {
            account: id(number),
            version: i64::from(number)
        }));
    }
    // Who wants no mail from others finds the request in the app alone; who asks is told in any case.
    let mut silent = proved(both());
    row(&mut silent, 1).mail.from_others = false;
    row(&mut silent, 2).mail.from_others = false;
    let (changes, _) = decide(&request("ben"), &silent).unwrap();
    assert!(matches!(mails(&changes)[..], [("anna@example.org", _)]));
}

#[test]
fn rule_12_7_a_new_request_takes_the_place_of_the_earlier_one_whose_administrator_is_told_the_same_one_too() {
    for (earlier, name, address) in [(3, "ben", "cara@example.org"), (2, "ben", "ben@example.org")] {
        let mut snapshot = proved(both());
        let row = conversion(1, earlier);
        snapshot.conversions = vec![row.clone()];
        let (changes, _) = decide(&request(name), &snapshot).unwrap();
        let (to, letter) = mails(&changes)[0];
        assert_eq!(to, address);
        assert_eq!(letter, &LetterKind::ConversionEnded { by: "anna".to_owned() });
        assert!(has(&changes, &Write::RemoveMailedActs(row.id)));
        assert_eq!(
            told(&changes)[0],
            (id(earlier), AuditKind::ConversionCancelled, Some("anna"))
        );
        // Of one that had run out nobody is told.
        snapshot.conversions[0].expires_at = now();
        let (changes, _) = decide(&request(name), &snapshot).unwrap();
        assert_eq!(mails(&changes).len(), 2);
    }
}

#[test]
fn rule_12_8_only_the_named_administrator_answers_a_request_that_is_there() {
    let gone = (Code::ConversionNotFound, "12.8");
    assert_eq!(refused(&accept(2), &both()), gone);
    for by in [1, 3] {
        assert_eq!(refused(&accept(by), &asked()), gone);
        assert_eq!(refused(&reject(by), &asked()), gone);
    }
    for by in [2, 3] {
        assert_eq!(refused(&cancel(by), &asked()), gone);
    }
    // A stranger does not learn what stands in the way of the account.
    let mut locked = asked();
    row(&mut locked, 1).locked = true;
    assert_eq!(refused(&accept(3), &locked), gone);
    // Nor is one that was accepted accepted again.
    assert_eq!(refused(&accept(2), &waiting()), gone);
    let mut recovery = asked();
    recovery.sessions[1].kind = SessionKind::Recovery;
    assert_eq!(refused(&accept(2), &recovery), (Code::FullSessionRequired, "3.7"));
}

#[test]
fn rule_12_6_a_request_runs_out_to_the_microsecond() {
    let mut snapshot = asked();
    for session in &mut snapshot.sessions {
        session.seen_at = now().plus_secs(DAY);
    }
    let ends = now().plus_secs(7 * DAY);
    assert!(accept(2).decide(&snapshot, before(ends), &mut entropy()).is_ok());
    let code = |refusal: accounts::Refusal| refusal.code;
    let accepted = accept(2).decide(&snapshot, ends, &mut entropy()).map_err(code);
    assert_eq!(accepted.unwrap_err(), Code::ConversionNotFound);
    let rejected = reject(2).decide(&snapshot, ends, &mut entropy()).map_err(code);
    assert_eq!(rejected.unwrap_err(), Code::ConversionNotFound);
    let cancelled = cancel(1).decide(&snapshot, ends, &mut entropy()).map_err(code);
    assert_eq!(cancelled.unwrap_err(), Code::ConversionNotFound);
}

#[test]
fn rule_12_10_the_administrator_is_judged_again_when_accepting() {
    let mut snapshot = asked();
    row(&mut snapshot, 2).confirmed_email = None;
    assert_eq!(refused(&accept(2), &snapshot), (Code::AdministratorUnconfirmed, "12.4"));
    let mut snapshot = asked();
    row(&mut snapshot, 2).kind = AccountKind::Organization;
    assert_eq!(
        refused(&accept(2), &snapshot),
        (Code::AdministratorIsOrganization, "12.4")
    );
    let mut snapshot = asked();
    row(&mut snapshot, 2).deletion_at = Some(now());
    assert_eq!(refused(&accept(2), &snapshot), (Code::DeletionPending, "14.1"));
    let mut snapshot = asked();
    snapshot.conversions[0].from_recovery = true;
    assert_eq!(refused(&accept(2), &snapshot), (Code::LoginPresent, "12.5"));
}

#[test]
fn rule_12_19_whose_the_administrators_account_is_must_be_beyond_doubt_when_accepting() {
    let cases: [(Code, Breaking); 3] = [
        (Code::AccountFrozen, |s| row(s, 2).frozen_at = Some(now())),
        (Code::DeletionPending, |s| row(s, 2).deletion_at = Some(now())),
        (Code::LoginChangeOpen, |s| {
            row(s, 2).login_change_until = Some(now().plus_secs(1));
        }),
    ];
    for (code, unfit) in cases {
        for mut snapshot in [asked(), {
            let mut waits = waiting();
            waits.conversions[0].accepted_at = None;
            waits.conversions[0].effective_at = None;
            waits
        }] {
            unfit(&mut snapshot);
            assert_eq!(refused(&accept(2), &snapshot).0, code);
        }
    }
    // An operator's lock does not keep anybody from administering (rule 12.4), and a change that is final nobody.
    let mut snapshot = asked();
    row(&mut snapshot, 2).locked = true;
    row(&mut snapshot, 2).login_change_until = Some(now());
    assert!(decide(&accept(2), &snapshot).is_ok());
}

#[test]
fn rule_12_11_more_than_was_shown_is_not_accepted() {
    let worse = (Code::ConsequencesChanged, "12.11");
    // What the account's owner is shown is kept with the request.
    let mut snapshot = proved(both());
    snapshot.keys = vec![key(1, 1, None)];
    let (changes, _) = decide(&request("ben"), &snapshot).unwrap();
    let kept = changes.writes.iter().find_map(|write| match write {
        Write::PutConversion(row) => Some(row.clone()),
        _ => None,
    });
    snapshot.conversions = vec![kept.unwrap()];
    assert!(decide(&accept(2), &snapshot).is_ok());
    // Another key that keeps working is nothing worse, another that stops working is.
    snapshot.keys.push(key(2, 1, Some(1)));
    assert!(decide(&accept(2), &snapshot).is_ok());
    snapshot.keys.push(key(3, 1, None));
    assert_eq!(refused(&accept(2), &snapshot), worse);
    snapshot.keys.clear();
    assert!(decide(&accept(2), &snapshot).is_ok());
    // So is a tenant that the account's owner was not told of.
    snapshot.logins.push(login(2, IdentityKind::WorkOrSchool, TENANT));
    snapshot.listed = vec![(OperatorList::TenantPair, format!("example.org {TENANT}"))];
    assert_eq!(refused(&accept(2), &snapshot), worse);
    snapshot.conversions[0].shown = String::new();
    snapshot.listed.clear();
    assert!(decide(&accept(2), &snapshot).is_ok());
}

/// An account with everything that a conversion touches.
fn full() -> Snapshot {
    let mut snapshot = asked();
    let account = row(&mut snapshot, 1);
    account.two_factor = true;
    account.password = Some(PasswordHash::new("hash".to_owned()));
    account.failed_passwords = 3;
    account.failed_password_at = Some(now());
    account.recovery_codes_left = 9;
    account.login_change_until = Some(now());
    snapshot.keys = vec![
        key(1, 1, Some(1)),
        key(2, 1, None),
        key(3, 1, Some(9)),
        key(4, 2, Some(2)),
    ];
    snapshot.login_changes = vec![LoginChange {
        id: Uuid::from_bytes([50; 16]),
        account: id(1),
        partner: None,
        made_at: Timestamp::from_secs(0),
        ends_at: now(),
        means: Means::Identity,
        replaced: Some(Dormant {
            login: Uuid::from_bytes([51; 16]),
            key: login(5, IdentityKind::Personal, "personal").key,
            identity: login(5, IdentityKind::Personal, "personal").identity,
            linked_at: now(),
        }),
        login: Uuid::from_bytes([1; 16]),
        state: ChangeState::Open,
    }];
    snapshot.recoveries = vec![Recovery {
        id: Uuid::from_bytes([52; 16]),
        account: Some(id(1)),
        kind: RecoveryKind::Login,
        request_hash: [0; 32],
        code_hash: [0; 32],
        made_at: now(),
        code_made_at: now(),
        tries_left: 5,
        confirmed_at: None,
        waits_until: None,
        session: None,
    }];
    snapshot.conversions.push(conversion(3, 1));
    snapshot
}

#[test]
fn rule_12_14_the_same_row_becomes_an_organization_that_nobody_signs_in_to() {
    let snapshot = full();
    let before = snapshot.account(id(1)).unwrap();
    let (changes, answer) = decide(&accept(2), &snapshot).unwrap();
    assert_eq!((answer.account.as_str(), answer.effective_at), ("anna", None));
    let after = changes.writes.iter().find_map(|write| match write {
        Write::UpdateAccount(row) => Some(row),
        _ => None,
    });
    let after = after.unwrap();
    assert_eq!(
        *after,
        accounts::account::AccountRow {
            version: 2,
            kind: AccountKind::Organization,
            two_factor: false,
            password: None,
            failed_passwords: 0,
            failed_password_at: None,
            recovery_codes_left: 0,
            login_change_until: None,
            ..before.clone()
        }
    );
    for write in [
        Write::RemoveLogin(Uuid::from_bytes([1; 16])),
        Write::RemoveLogin(Uuid::from_bytes([51; 16])),
        Write::ReplaceRecoveryCodes {
            account: id(1),
            codes: Vec::new(),
        },
        Write::RemoveRecovery(Uuid::from_bytes([52; 16])),
        Write::EndSessionsOf {
            account: id(1),
            except: None,
            since: None,
            at: now(),
        },
        Write::RemoveConversion(snapshot.conversions[0].id),
        Write::RemoveMailedActs(snapshot.conversions[0].id),
    ] {
        assert!(has(&changes, &write), "{write:?}");
    }
    let finished = changes
        .writes
        .iter()
        .any(|write| matches!(write, Write::UpdateLoginChange(change) if change.state == ChangeState::Final));
    assert!(finished);
    let members: Vec<_> = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::InsertMember(member) => Some((member.organization, member.account, member.administrator)),
            _ => None,
        })
        .collect();
    assert_eq!(members, [(id(1), id(2), true)]);
    assert!(mails(&changes).iter().any(|(to, letter)| {
        *to == "anna@example.org"
            && matches!(letter, LetterKind::ConversionDone { administrator } if administrator == "ben")
    }));
}

#[test]
fn rule_12_14_keys_for_its_own_packages_move_and_all_others_of_its_keys_go() {
    let (changes, _) = decide(&accept(2), &full()).unwrap();
    let moved = ApiKey {
        holder: id(2),
        ..key(1, 1, Some(1))
    };
    let of_keys: Vec<_> = changes
        .writes
        .iter()
        .filter(|write| matches!(write, Write::UpdateKey(_) | Write::RemoveKey(_)))
        .collect();
    assert_eq!(
        of_keys,
        [
            &Write::UpdateKey(moved),
            &Write::RemoveKey(key(2, 1, None).id),
            &Write::RemoveKey(key(3, 1, None).id)
        ]
    );
    let rows = changes.audit.iter().filter(|row| row.entry.kind == AuditKind::KeyMoved);
    let subjects: Vec<_> = rows.map(|row| (row.account, row.entry.subject.as_deref())).collect();
    assert_eq!(subjects, [(id(1), Some("key 1")), (id(2), Some("key 1"))]);
}

#[test]
fn rule_12_14_who_named_the_account_as_administrator_has_to_name_another() {
    let (changes, _) = decide(&accept(2), &full()).unwrap();
    assert!(has(&changes, &Write::RemoveConversion(conversion(3, 1).id)));
    assert!(mails(&changes).contains(&(
        "cara@example.org",
        &LetterKind::ConversionEnded { by: "anna".to_owned() }
    )));
    assert!(hearing(&changes).contains(&id(3)));
}

#[test]
fn rule_12_14_two_accounts_that_name_each_other_are_guarded_once_each() {
    let mut snapshot = asked();
    snapshot.conversions.push(conversion(2, 1));
    let (changes, _) = decide(&accept(2), &snapshot).unwrap();
    let mut guarded: Vec<_> = changes
        .guards
        .iter()
        .filter_map(|guard| match guard {
            Guard::ChangesAccount { account, .. } => Some(*account),
            _ => None,
        })
        .collect();
    guarded.sort();
    assert_eq!(guarded, [id(1), id(2)]);
}

#[test]
fn rule_12_9_the_owner_sees_all_consequences_and_the_administrator_not_who_signs_in() {
    let mut snapshot = proved(full());
    snapshot.conversions.remove(0);
    let (changes, _) = decide(&request("ben"), &snapshot).unwrap();
    let identity = login(1, IdentityKind::Personal, "personal").identity;
    let username = || "anna".to_owned();
    let all = [
        Consequence::BecomesOrganization {
            username: username(),
            administrator: "ben".to_owned(),
        },
        Consequence::LoginRemoved {
            username: username(),
            identity: identity.clone(),
        },
        Consequence::PasswordRemoved,
        Consequence::RecoveryCodesRemoved { count: 9 },
        Consequence::KeysMoved {
            count: 1,
            to: "ben".to_owned(),
        },
        Consequence::KeysRevoked {
            count: 2,
            of_others: Vec::new(),
        },
        Consequence::SessionsEnd { count: 1 },
        Consequence::RequestsWithdrawn { count: 1 },
    ];
    assert_eq!(changes.consequences, all);
    let (changes, _) = decide(&accept(2), &full()).unwrap();
    assert_eq!(changes.consequences, for_administrator(all.to_vec()));
    let text = format!("{:?}", changes.consequences);
    assert!(!text.contains("somebody@outlook.com") && !text.contains("SessionsEnd"));
}

#[test]
fn rule_12_14_the_tenant_policy_comes_with_the_conversion_where_the_pair_is_listed() {
    let cases = [
        (None, true, false),
        (Some((IdentityKind::WorkOrSchool, TENANT)), true, true),
        (Some((IdentityKind::WorkOrSchool, TENANT)), false, false),
        (Some((IdentityKind::Personal, TENANT)), true, false),
    ];
    for (identity, listed, applies) in cases {
        let mut snapshot = proved(both());
        snapshot
            .logins
            .extend(identity.map(|(kind, tenant)| login(2, kind, tenant)));
        if listed {
            snapshot.listed = vec![(OperatorList::TenantPair, format!("example.org {TENANT}"))];
        }
        let (changes, _) = decide(&request("ben"), &snapshot).unwrap();
        let tenant = TENANT.to_owned();
        let shown = changes
            .consequences
            .contains(&Consequence::TenantPolicyApplies { tenant });
        assert_eq!(shown, applies);
        let kept = changes.writes.iter().find_map(|write| match write {
            Write::PutConversion(row) => Some(row.clone()),
            _ => None,
        });
        snapshot.conversions = kept.into_iter().collect();
        let (changes, _) = decide(&accept(2), &snapshot).unwrap();
        let policy = changes.writes.iter().find_map(|write| match write {
            Write::UpdateAccount(row) => Some(row.required_tenant.is_some()),
            _ => None,
        });
        assert_eq!(policy, Some(applies));
        assert_eq!(
            told(&changes)
                .iter()
                .any(|(_, kind, _)| *kind == AuditKind::TenantPolicySet),
            applies
        );
    }
}

#[test]
fn rule_12_13_either_side_ends_a_request_and_the_other_is_told() {
    let (rejected, ()) = decide(&reject(2), &asked()).unwrap();
    let ended = |by: &str| LetterKind::ConversionEnded { by: by.to_owned() };
    assert_eq!(mails(&rejected), [("anna@example.org", &ended("ben"))]);
    let kind = AuditKind::ConversionRejected;
    assert_eq!(told(&rejected), [(id(1), kind, Some("ben")), (id(2), kind, None)]);
    let (cancelled, ()) = decide(&cancel(1), &asked()).unwrap();
    assert_eq!(mails(&cancelled), [("ben@example.org", &ended("anna"))]);
    let kind = AuditKind::ConversionCancelled;
    assert_eq!(told(&cancelled), [(id(1), kind, None), (id(2), kind, Some("anna"))]);
    for changes in [rejected, cancelled] {
        let row = conversion(1, 2);
        assert_eq!(
            changes.writes,
            [Write::RemoveConversion(row.id), Write::RemoveMailedActs(row.id)]
        );
        assert_eq!(hearing(&changes), [id(1), id(2)]);
    }
    // A lock does not keep anybody from it, and neither does a recovery session.
    let mut snapshot = asked();
    row(&mut snapshot, 1).locked = true;
    snapshot.sessions[0].kind = SessionKind::Recovery;
    snapshot.sessions[1].kind = SessionKind::Recovery;
    row(&mut snapshot, 2).mail.from_others = false;
    assert!(decide(&cancel(1), &snapshot).unwrap().0.mails.is_empty());
    assert!(decide(&reject(2), &snapshot).is_ok());
    // As long as an accepted one waits, too.
    assert!(decide(&cancel(1), &waiting()).is_ok());
    assert!(decide(&reject(2), &waiting()).is_ok());
}

#[test]
fn rule_12_13_the_mailed_link_rejects_what_it_is_about() {
    let mut snapshot = asked();
    let about = snapshot.conversions[0].id;
    let (act, reference) = MailedAct::issue(ActKind::Conversion, id(1), about, 7 * DAY, now(), &mut entropy());
    snapshot.mailed_acts = vec![act];
    let by_link = |reference: &str| RejectByLink {
        act: mailed_act::hash_of(reference),
        conversion: about,
    };
    let (changes, ()) = decide(&by_link(reference.expose()), &snapshot).unwrap();
    assert_eq!(told(&changes)[0], (id(1), AuditKind::ConversionRejected, Some("ben")));
    assert_eq!(refused(&by_link("another"), &snapshot).0, Code::ConversionNotFound);
    // It is not the link that stops an accepted one.
    let stop = StopConversion {
        act: mailed_act::hash_of(reference.expose()),
        conversion: about,
    };
    assert_eq!(refused(&stop, &snapshot).0, Code::ConversionNotFound);
}

#[test]
fn rule_12_12_from_a_recovery_session_it_waits_72_hours_and_every_address_gets_a_link_that_stops_it() {
    let mut snapshot = asked();
    snapshot.logins.clear();
    snapshot.conversions[0].from_recovery = true;
    row(&mut snapshot, 1).mail.from_others = false;
    row(&mut snapshot, 2).mail.from_others = false;
    let (changes, answer) = decide(&accept(2), &snapshot).unwrap();
    let at = now().plus_secs(72 * 3600);
    assert_eq!(answer.effective_at, Some(at));
    assert!(changes.consequences.contains(&Consequence::UndoUntil { at }));
    let Write::PutConversion(accepted) = &changes.writes[0] else {
        panic!("{:?}", changes.writes)
    };
    assert_eq!((accepted.accepted_at, accepted.effective_at), (Some(now()), Some(at)));
    assert!(
        !changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::UpdateAccount(_)))
    );
    let links: Vec<_> = mails(&changes)
        .into_iter()
        .map(|(to, letter)| (to, letter.reference().unwrap().expose().to_owned()))
        .collect();
    assert_eq!(
        links.iter().map(|(to, _)| *to).collect::<Vec<_>>(),
        ["anna@example.org", "ben@example.org"]
    );
    assert_ne!(links[0].1, links[1].1);
    // Either link stops it; both sides hear.
    let mut waiting = waiting();
    waiting.mailed_acts = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::InsertMailedAct(act) => Some(act.clone()),
            _ => None,
        })
        .collect();
    for (_, reference) in links {
        let stop = StopConversion {
            act: mailed_act::hash_of(&reference),
            conversion: accepted.id,
        };
        let (changes, ()) = decide(&stop, &waiting).unwrap();
        assert!(has(&changes, &Write::RemoveConversion(accepted.id)));
        assert_eq!(mails(&changes).len(), 2);
        let late = stop.decide(&waiting, at, &mut entropy()).unwrap_err();
        assert_eq!(late.code, Code::ConversionNotFound);
    }
}

#[test]
fn rule_5_20_an_address_that_can_still_be_put_back_gets_a_link_that_stops_a_conversion_too() {
    let mut snapshot = asked();
    snapshot.logins.clear();
    snapshot.conversions[0].from_recovery = true;
    snapshot.address_changes.push(AddressChange {
        id: Uuid::from_bytes([9; 16]),
        account: id(1),
        previous: EmailAddress::parse("before@example.org").unwrap(),
        made_at: now(),
        ends_at: now().plus_secs(contact::UNDO_SECONDS),
    });
    let (changes, _) = decide(&accept(2), &snapshot).unwrap();
    let to: Vec<&str> = mails(&changes).into_iter().map(|(to, _)| to).collect();
    assert_eq!(to, ["anna@example.org", "before@example.org", "ben@example.org"]);
    for account in [1, 2] {
        assert!(accept(2).needs(now()).contains(&Need::AddressChangesOf(id(account))));
    }
}

#[test]
fn rule_12_16_what_was_accepted_takes_effect_when_its_time_has_come() {
    let at = now().plus_secs(3 * DAY);
    let snapshot = waiting();
    let early = take_effect().decide(&snapshot, before(at), &mut entropy()).unwrap_err();
    assert_eq!(early.code, Code::ConversionNotFound);
    let (changes, took) = take_effect().decide(&snapshot, at, &mut entropy()).unwrap();
    assert_eq!(took, Took::Effect);
    assert!(has(&changes, &Write::RemoveConversion(conversion(1, 2).id)));
    assert!(
        changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::UpdateAccount(_)))
    );
    // An invitation that came meanwhile is withdrawn with it.
    let mut invited = waiting();
    invited.accounts.push(organization(9, "team"));
    invited.invitations = vec![invitation(9, 1, true)];
    let (changes, took) = take_effect().decide(&invited, at, &mut entropy()).unwrap();
    assert_eq!(took, Took::Effect);
    assert!(has(&changes, &Write::RemoveInvitation(invited.invitations[0].id)));
}

#[test]
fn rules_11_22_and_11_25_the_members_of_an_organization_hear_that_a_conversion_ended_its_invitation() {
    let mut snapshot = waiting();
    snapshot.accounts.extend([organization(9, "team"), person(4, "dora")]);
    snapshot.members.push(member(9, 4, true));
    snapshot.invitations = vec![Invitation {
        invited_by: id(4),
        ..invitation(9, 1, true)
    }];
    let at = now().plus_secs(3 * DAY);
    let (changes, _) = take_effect().decide(&snapshot, at, &mut entropy()).unwrap();
    assert!(hears(&changes, 4, &EventKind::AccountChanged));
    assert!(changes.guards.contains(&Guard::ChangesAccount {
        account: id(9),
        version: 9
    }));
    assert!(take_effect().needs(at).contains(&Need::InvitingMembers(id(1))));
}

#[test]
fn rule_12_16_what_may_no_longer_be_ends_without_effect() {
    let at = now().plus_secs(3 * DAY);
    let broken: [(Option<Code>, Breaking); 6] = [
        (Some(Code::AccountLocked), |s| row(s, 1).locked = true),
        (Some(Code::ConversionIsMember), |s| s.members.push(member(9, 1, false))),
        (Some(Code::LoginPresent), |s| {
            s.logins = vec![login(1, IdentityKind::Personal, "personal")]
        }),
        (Some(Code::AdministratorUnconfirmed), |s| {
            let administrator = row(s, 2);
            administrator.pending_email = administrator.confirmed_email.take();
        }),
        (Some(Code::AccountFrozen), |s| row(s, 2).frozen_at = Some(now())),
        (None, |s| {
            s.conversions[0].shown = "keys 0".to_owned();
            s.keys = vec![key(1, 1, None)];
        }),
    ];
    for (why, break_it) in broken {
        let mut snapshot = waiting();
        break_it(&mut snapshot);
        let (changes, took) = take_effect().decide(&snapshot, at, &mut entropy()).unwrap();
        assert_eq!(took, Took::Nothing);
        assert!(has(&changes, &Write::RemoveConversion(conversion(1, 2).id)));
        assert!(
            !changes
                .writes
                .iter()
                .any(|write| matches!(write, Write::UpdateAccount(_)))
        );
        // Nobody withdrew it: both sides read that the service ended it, and why.
        let letter = LetterKind::ConversionStopped { why };
        assert_eq!(
            mails(&changes),
            [("anna@example.org", &letter), ("ben@example.org", &letter)]
        );
        let kind = AuditKind::ConversionStopped;
        assert_eq!(told(&changes), [(id(1), kind, None), (id(2), kind, None)]);
    }
}

#[test]
fn rule_12_18_the_administrator_sees_what_waits_the_latest_first() {
    let mut snapshot = both();
    let mut later = conversion(3, 2);
    later.made_at = now().plus_secs(1);
    let mut gone = conversion(1, 2);
    gone.id = Uuid::from_bytes([60; 16]);
    gone.expires_at = now();
    snapshot.conversions = vec![conversion(1, 2), later, gone];
    let rows = view::waiting_for(&snapshot, id(2), now());
    assert_eq!(rows.iter().map(|row| row.account).collect::<Vec<_>>(), [id(3), id(1)]);
    let own = view::own(&snapshot, id(1), now());
    assert_eq!(own.request.unwrap().administrator, "ben");
}
