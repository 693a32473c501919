//! Rules 9.17 to 9.19.

use crate::model::{Model, OFFERED, id, identity};
use accounts::{
    key::{ApiKey, Scopes},
    letter::{Credential, LetterKind},
    login_change::{ChangeState, Decide, DecideBy, DecideChange, UNDO_SECONDS, UndoChange},
    password::PasswordHash,
    recovery::{Recovery, RecoveryKind},
    username::{RenameRequest, Username},
};
use contract::{
    Code, Purpose, Timestamp,
    account::AuditKind,
    consequence::Consequence,
    event::EventKind,
    identity::Identity,
    session::{Installation, SessionKind},
};
use uuid::Uuid;

/// The command by which an identity takes back the change that replaced it.
pub fn undo(model: &mut Model, who: &str) -> UndoChange {
    UndoChange {
        proof: model.proof(Purpose::UndoLogin, who, None),
        partner: None,
        recovery_code: None,
        session: None,
        installation: Installation {
            id: "old-laptop".to_owned(),
            name: "Old laptop".to_owned(),
        },
        accounts: vec![id(1), id(2)],
        two_factor: OFFERED,
    }
}

fn key(number: u8, made_at: Timestamp) -> ApiKey {
    ApiKey {
        id: Uuid::from_bytes([number; 16]),
        holder: id(1),
        owner: Some(id(1)),
        description: format!("key {number}"),
        hash: [number; 32],
        ending: "abcd".to_owned(),
        scopes: Scopes::default(),
        packages: vec!["*".to_owned()],
        made_at,
        expires_at: made_at.plus_secs(86_400 * 365),
        used_at: None,
        revoked_at: None,
    }
}

#[test]
fn rule_9_17_the_identity_from_before_gets_the_account_back_and_a_session() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    model.take_mails();
    let command = undo(&mut model, "anna");
    let opened = model.run(&command).answer;
    assert_eq!(model.live(1), Some("anna"));
    assert_eq!(model.state(1), ChangeState::Undone);
    assert_eq!(opened.account.login_change_until, None);
    assert_eq!(opened.session.kind, SessionKind::Full);
    assert_eq!(opened.account.login.unwrap().identity, identity("anna"));
    let live = model.live_sessions();
    assert_eq!(live.len(), 2, "ben's and the new one: {live:?}");
    assert!(!live.contains(&1));
    assert_eq!(
        model.audit_of(1)[1..],
        [AuditKind::LoginChangeUndone, AuditKind::SignedIn]
    );
    assert!(model.events.contains(&(id(1), EventKind::LoginChanged)));
    let expected = LetterKind::LoginChangeUndone {
        to: Some("anna <anna@identity.example>".to_owned()),
        address: None,
    };
    assert_eq!(model.take_mails(), [("anna@contact.example".to_owned(), expected)]);
    assert!(model.all.mailed_acts.is_empty());
}

#[test]
fn rule_9_17_to_the_microsecond_and_only_the_identity_that_was_replaced() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let end = model.now.plus_secs(UNDO_SECONDS);
    for who in ["new", "ben", "nobody"] {
        let command = undo(&mut model, who);
        assert_eq!(model.refused(&command), (Code::LoginChangeNotOpen, "9.17"), "{who}");
    }
    model.now = end;
    let command = undo(&mut model, "anna");
    assert_eq!(model.refused(&command), (Code::LoginChangeNotOpen, "9.17"));
    model.now = Timestamp::from_micros(end.as_micros() - 1);
    let command = undo(&mut model, "anna");
    model.run(&command);
}

#[test]
fn rule_9_17_a_proof_for_signing_in_undoes_nothing() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let command = UndoChange {
        proof: model.proof(Purpose::SignIn, "anna", None),
        ..undo(&mut model, "anna")
    };
    assert_eq!(model.refused(&command), (Code::ProofInvalid, "2.1"));
}

#[test]
fn rule_9_17_with_two_factor_on_it_takes_a_second_factor() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    model.account_mut(1).two_factor = true;
    let command = undo(&mut model, "anna");
    assert_eq!(model.refused(&command), (Code::SecondFactorRequired, "9.27"));
    let with_factor = Identity {
        second_factor: true,
        ..identity("anna")
    };
    let proof = model.proof_with(Purpose::UndoLogin, "anna", None, with_factor);
    model.run(&UndoChange { proof, ..command });
}

#[test]
fn rule_9_18_a_wish_for_another_username_ends_whenever_it_was_made() {
    let mut model = Model::with_anna_and_ben();
    let wish = |number: u8, wanted: &str, made_at: Timestamp| RenameRequest {
        account: id(number),
        wanted: Username::parse(wanted).unwrap(),
        reason: "rebranding".to_owned(),
        made_at,
    };
    let bens = wish(2, "benjamin", model.now);
    model.all.rename_requests = vec![wish(1, "thief-1", model.now), bens.clone()];
    model.advance(60);
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let command = undo(&mut model, "anna");
    let (changes, _) = model.decide(&command).unwrap();
    let withdrawn = Consequence::RequestsWithdrawn { count: 1 };
    assert!(changes.consequences.contains(&withdrawn));
    model.run(&command);
    assert_eq!(model.all.rename_requests, [bens]);
    assert!(model.audit_of(1).contains(&AuditKind::RenameRequestEnded));
}

#[test]
fn rule_9_18_keys_that_were_made_since_are_revoked_and_older_ones_stay() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    let at = model.now;
    model.run(&change);
    let before = Timestamp::from_micros(at.as_micros() - 1);
    model.all.keys = vec![key(1, before), key(2, at), key(3, at.plus_secs(60))];
    model.all.keys.push(ApiKey {
        holder: id(2),
        ..key(4, at)
    });
    model.advance(120);
    let command = undo(&mut model, "anna");
    let (changes, _) = model.decide(&command).unwrap();
    let revoked = Consequence::KeysRevoked {
        count: 2,
        of_others: Vec::new(),
    };
    assert!(changes.consequences.contains(&revoked));
    model.apply(changes);
    let removed = |(_, kind): &(String, LetterKind)| matches!(kind, LetterKind::CredentialRemoved { .. });
    assert_eq!(model.take_mails().iter().filter(|mail| removed(mail)).count(), 2);
    let live: Vec<_> = model.all.keys.iter().map(|key| key.revoked_at.is_none()).collect();
    assert_eq!(live, [true, false, false, true]);
    let count = model
        .audit_of(1)
        .into_iter()
        .filter(|kind| *kind == AuditKind::KeyRevoked);
    assert_eq!(count.count(), 2);
}

fn request(number: u8, kind: RecoveryKind, at: Timestamp) -> Recovery {
    Recovery {
        id: Uuid::from_bytes([number; 16]),
        account: Some(id(1)),
        kind,
        request_hash: [number; 32],
        code_hash: [number; 32],
        made_at: at,
        code_made_at: at,
        tries_left: 5,
        confirmed_at: None,
        waits_until: None,
        session: None,
    }
}

/// Anna's login was changed, and who did it asks for a new password and waits with a recovery.
fn changed_with_other_ways_in() -> Model {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let waiting = Recovery {
        confirmed_at: Some(model.now),
        waits_until: Some(model.now.plus_secs(7 * 86_400)),
        ..request(8, RecoveryKind::Login, model.now)
    };
    model.all.recoveries = vec![request(7, RecoveryKind::Password, model.now), waiting];
    model.account_mut(1).password = Some(PasswordHash::new("set by mail".to_owned()));
    model.take_mails();
    model
}

fn must_have_ended(model: &mut Model) {
    assert!(model.all.recoveries.is_empty());
    assert_eq!(model.account(1).password, None);
    let mails = model.take_mails();
    let gone = LetterKind::CredentialRemoved {
        what: Credential::Password,
    };
    assert!(mails.iter().any(|(_, kind)| *kind == gone));
    for kind in [AuditKind::RecoveryStopped, AuditKind::PasswordRemoved] {
        assert!(model.audit_of(1).contains(&kind), "{kind:?}");
    }
}

#[test]
fn rules_9_18_and_10_24_undoing_leaves_no_password_set_since_and_no_request_to_get_in_otherwise() {
    let mut model = changed_with_other_ways_in();
    let command = undo(&mut model, "anna");
    let (changes, _) = model.decide(&command).unwrap();
    assert!(changes.consequences.contains(&Consequence::PasswordRemoved));
    model.apply(changes);
    must_have_ended(&mut model);
}

#[test]
fn rules_9_18_and_10_24_so_does_a_recovery_code_that_decides() {
    let mut model = changed_with_other_ways_in();
    let made = crate::codes::add(&mut model, 1);
    let command = DecideChange {
        username: "anna".to_owned(),
        decide: Decide::Undo,
        by: DecideBy::RecoveryCode(made),
        accounts: vec![id(1), id(2)],
    };
    model.run(&command);
    must_have_ended(&mut model);
}
