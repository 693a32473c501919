//! Moving an identity, which begins the deletion of the other account (rule 9.16).

use crate::model::{Model, OFFERED, id, identity};
use accounts::{
    letter::LetterKind,
    login_change::{ChangeState, Current, MoveLogin, UNDO_SECONDS},
    package::{Owner, Package},
};
use contract::{Code, Purpose, account::AuditKind, consequence::Consequence, identity::Identity};

pub const WEEK: i64 = 7 * 86_400;

pub fn relocate(model: &mut Model, username: &str) -> MoveLogin {
    MoveLogin {
        caller: model.caller(1),
        current: Current::Proof(model.proof(Purpose::ChangeLogin, "anna", Some(1))),
        new: model.proof(Purpose::ChangeLogin, "ben", Some(1)),
        username: username.to_owned(),
        other: Some(id(2)),
        unlist_orphans: true,
        grace_seconds: WEEK,
        two_factor: OFFERED,
    }
}

#[test]
fn rule_9_16_a_move_frees_the_identity_at_once_and_begins_the_deletion_of_the_other_account() {
    let mut model = Model::with_anna_and_ben();
    model.session(12, 2);
    let command = relocate(&mut model, "Ben");
    let account = model.run(&command);
    assert_eq!(account.login.unwrap().identity, identity("ben"));
    assert_eq!((model.live(1), model.live(2)), (Some("ben"), None));
    assert_eq!(model.account(2).deletion_at, Some(model.now.plus_secs(WEEK)));
    let deletion = &model.all.deletions[0];
    assert_eq!((deletion.account, deletion.login_moved_to), (id(2), Some(id(1))));
    assert!(deletion.unlist_orphans);
    assert_eq!(model.live_sessions(), [1]);
    assert_eq!(model.audit_of(2), [AuditKind::DeletionRequested]);
    let mails = model.take_mails();
    let of_deletion = mails
        .iter()
        .find(|(_, letter)| matches!(letter, LetterKind::DeletionRequested { login_moved: true, .. }));
    assert_eq!(of_deletion.unwrap().0, "ben@contact.example");
}

#[test]
fn rule_9_16_a_move_says_what_happens_to_the_other_account() {
    let mut model = Model::with_anna_and_ben();
    model.all.packages.push(Package {
        id: "Left.Pad".to_owned(),
        folded: "left.pad".to_owned(),
        listed: true,
        has_versions: true,
        registered_at: model.now,
    });
    model.all.owners.push(Owner {
        package: "left.pad".to_owned(),
        account: id(2),
        since: model.now,
    });
    let command = relocate(&mut model, "ben");
    let (changes, _) = model.decide(&command).unwrap();
    let expected = [
        Consequence::AccountDeleted {
            username: "ben".to_owned(),
            at: model.now.plus_secs(WEEK),
        },
        Consequence::NameReserved {
            username: "ben".to_owned(),
        },
        Consequence::PackageOrphaned {
            package: "Left.Pad".to_owned(),
            unlisted: true,
        },
    ];
    for consequence in expected {
        assert!(changes.consequences.contains(&consequence), "{consequence:?}");
    }
}

#[test]
fn rule_9_16_an_account_that_never_confirmed_an_address_is_gone_at_once() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(2).confirmed_email = None;
    let command = relocate(&mut model, "ben");
    model.run(&command);
    assert_eq!(model.live(1), Some("ben"));
    assert!(model.all.account(id(2)).is_none());
}

#[test]
fn rule_9_16_a_move_takes_the_other_account_s_name_and_is_refused_where_that_may_not_go() {
    let mut model = Model::with_anna_and_ben();
    let wrong = relocate(&mut model, "bem");
    let refusal = model.decide(&wrong).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.field),
        (Code::ConfirmationWrong, Some("username"))
    );
    let command = relocate(&mut model, "ben");
    model.account_mut(2).locked = true;
    let refusal = model.decide(&command).unwrap_err();
    assert_eq!((refusal.code, refusal.field), (Code::AccountLocked, Some("other")));
    model.account_mut(2).locked = false;
    let soon = model.now.plus_secs(1);
    model.account_mut(2).login_change_until = Some(soon);
    assert_eq!(model.refused(&command).0, Code::LoginChangeOpen);
    model.account_mut(2).login_change_until = None;
    model.account_mut(2).two_factor = true;
    assert_eq!(model.refused(&command), (Code::SecondFactorRequired, "9.27"));
    let with_factor = Identity {
        second_factor: true,
        ..identity("ben")
    };
    let new = model.proof_with(Purpose::ChangeLogin, "ben", Some(1), with_factor);
    model.run(&MoveLogin { new, ..command });
}

#[test]
fn rule_9_16_a_change_of_the_other_account_that_has_ended_does_not_stand_in_the_way() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(2, "ben", "newben");
    model.run(&change);
    model.advance(UNDO_SECONDS);
    let mut command = relocate(&mut model, "ben");
    command.new = model.proof(Purpose::ChangeLogin, "newben", Some(1));
    model.run(&command);
    assert_eq!((model.live(1), model.state(2)), (Some("newben"), ChangeState::Final));
}
