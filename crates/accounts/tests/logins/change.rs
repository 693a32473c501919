//! A change of the login, and what follows from it (rules 9.3, 9.5 to 9.8 and 9.24).

use crate::model::{Model, id, identity, key};
use accounts::{
    email::EmailAddress,
    letter::LetterKind,
    login_change::{ChangeLogin, ChangeState, FinaliseChange, Means, UNDO_SECONDS},
    password::PasswordHash,
};
use contract::{Purpose, account::AuditKind, consequence::Consequence, event::EventKind, identity::Identity};

#[test]
fn rule_9_6_a_change_acts_at_once_and_can_be_undone_for_72_hours() {
    let mut model = Model::with_anna_and_ben();
    model.session(11, 1);
    model.account_mut(1).password = Some(PasswordHash::new("hash".to_owned()));
    model.account_mut(1).failed_passwords = 7;
    let command = model.change(1, "anna", "new");
    let account = model.run(&command);

    let until = model.now.plus_secs(UNDO_SECONDS);
    assert_eq!(model.live(1), Some("new"));
    assert_eq!(account.login.unwrap().identity, identity("new"));
    assert_eq!(account.login_change_until, Some(until));
    assert!(!account.has_password && model.account(1).failed_passwords == 0);
    assert_eq!(model.live_sessions(), [1, 2], "this session and those of others go on");
    let change = model.change_of(1);
    assert_eq!(
        (change.means, change.ends_at, change.state),
        (Means::Identity, until, ChangeState::Open)
    );
    assert_eq!(change.replaced.as_ref().unwrap().key, key("anna"));
    assert_eq!(model.audit_of(1), [AuditKind::LoginChanged, AuditKind::PasswordRemoved]);
    assert!(model.events.contains(&(id(1), EventKind::LoginChanged)));
    assert!(model.events.contains(&(id(1), EventKind::AccountChanged)));
}

#[test]
fn rule_9_7_the_contact_address_gets_a_link_and_the_old_identity_s_address_a_notice() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "new");
    model.run(&command);
    let mails = model.take_mails();
    assert_eq!(mails.len(), 2);
    let (to, letter) = &mails[0];
    assert_eq!(to, "anna@contact.example");
    let LetterKind::LoginChanged { from, to, .. } = letter else {
        panic!("{letter:?}")
    };
    assert_eq!(from.as_deref(), Some("anna <anna@identity.example>"));
    assert_eq!(to, "new <new@identity.example>");
    assert!(letter.reference().is_some());
    assert_eq!(mails[1].0, "anna@identity.example");
    assert!(matches!(mails[1].1, LetterKind::LoginReplaced { .. }) && mails[1].1.reference().is_none());
}

#[test]
fn rule_9_7_who_never_confirmed_an_address_gets_no_link_and_an_identity_without_an_address_no_notice() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(1).confirmed_email = None;
    model.account_mut(1).pending_email = Some(EmailAddress::parse("someone@else.example").unwrap());
    model.all.logins[0].identity.address = Some("+1 425 555 0100".to_owned());
    let command = model.change(1, "anna", "new");
    model.run(&command);
    assert_eq!(model.take_mails(), []);
    assert!(model.all.mailed_acts.is_empty());
}

#[test]
fn what_is_foreseen_is_what_happens() {
    let mut model = Model::with_anna_and_ben();
    model.session(11, 1);
    model.session(12, 1);
    model.account_mut(1).password = Some(PasswordHash::new("hash".to_owned()));
    let command = model.change(1, "anna", "new");
    let (changes, _) = model.decide(&command).unwrap();
    assert_eq!(
        changes.consequences,
        [
            Consequence::LoginReplaced {
                username: "anna".to_owned(),
                from: Some(identity("anna")),
                to: identity("new"),
            },
            Consequence::SessionsEnd { count: 2 },
            Consequence::PasswordRemoved,
            Consequence::UndoUntil {
                at: model.now.plus_secs(UNDO_SECONDS)
            },
            Consequence::Told {
                addresses: vec!["anna@contact.example".to_owned(), "anna@identity.example".to_owned()]
            },
        ]
    );
}

#[test]
fn rule_9_3_the_present_identity_again_only_refreshes_how_it_is_described() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "anna");
    let renamed = Identity {
        name: Some("Anna M.".to_owned()),
        ..identity("anna")
    };
    let new = model.proof_with(Purpose::ChangeLogin, "anna", Some(1), renamed.clone());
    let account = model.run(&ChangeLogin { new, ..command });
    assert_eq!(account.login.unwrap().identity, renamed);
    assert_eq!(account.login_change_until, None);
    assert!(model.all.login_changes.is_empty() && model.take_mails().is_empty());
    assert_eq!(model.live_sessions(), [1, 2]);
}

#[test]
fn rule_9_24_a_change_that_ended_becomes_final_and_its_identity_is_free() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "new");
    model.run(&command);
    let finalise = FinaliseChange {
        change: model.change_of(1).id,
    };
    model.advance(UNDO_SECONDS - 1);
    model.run(&finalise);
    assert_eq!(model.state(1), ChangeState::Open, "not yet");
    model.advance(1);
    model.run(&finalise);
    assert_eq!(model.state(1), ChangeState::Final);
    assert_eq!(model.account(1).login_change_until, None);
    assert!(model.all.mailed_acts.is_empty());
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::LoginChangeFinal));
    model.run(&finalise);
    assert_eq!(model.audit_of(1).len(), 2, "once");
    let command = model.change(2, "ben", "anna");
    model.run(&command);
    assert_eq!(model.live(2), Some("anna"));
}

#[test]
fn rule_9_5_linking_an_identity_that_was_replaced_elsewhere_makes_that_change_final() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "new");
    model.run(&command);
    let command = model.change(2, "ben", "anna");
    model.run(&command);
    assert_eq!((model.live(1), model.live(2)), (Some("new"), Some("anna")));
    assert_eq!(model.state(1), ChangeState::Final);
    assert_eq!(model.account(1).login_change_until, None);
    assert!(model.audit_of(1).contains(&AuditKind::LoginChangeFinal));
}
