//! Deciding about a changed login with a recovery code or an identity (rules 9.5, 9.20 and 9.22).

use crate::{
    codes::make,
    frozen::{by_code, by_mail, changed, freeze, frozen_by, kept, mailed_code, to_anna},
    model::{Model, OFFERED},
    undo::undo,
};
use accounts::{
    Command,
    letter::FreezeReason,
    login_change::{ChangeLogin, ChangeState, Current, Decide, DecideChange, UNDO_SECONDS},
};
use contract::{Code, Purpose, Secret, Timestamp, account::AuditKind};

#[test]
fn rule_9_22_a_recovery_code_restores_a_frozen_account() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&change);
    freeze(&mut model, 1);
    model.run(&by_code("ANNA", Decide::Undo, &codes[3]));
    assert_eq!((model.live(1), model.state(1)), (Some("anna"), ChangeState::Undone));
    assert_eq!(model.account(1).frozen_at, None);
    assert_eq!(model.account(1).recovery_codes_left, 9);
    assert_eq!(model.live_sessions(), [2], "a code opens no session");
    assert!(model.audit_of(1).contains(&AuditKind::AccountUnfrozen));
}

#[test]
fn rule_9_22_a_recovery_code_undoes_a_change_that_nobody_froze() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let keep = by_code("anna", Decide::Keep, &codes[0]);
    assert_eq!(
        model.refused(&keep),
        (Code::LoginChangeNotOpen, "9.17"),
        "nothing to free"
    );
    model.run(&by_code("anna", Decide::Undo, &codes[0]));
    assert_eq!(model.live(1), Some("anna"));
    let again = by_code("anna", Decide::Undo, &codes[1]);
    assert_eq!(model.refused(&again), (Code::LoginChangeNotOpen, "9.17"));
}

#[test]
fn rule_9_22_keeping_a_change_frees_the_account_and_leaves_the_window_open() {
    let mut model = changed();
    freeze(&mut model, 1);
    let code = mailed_code(&mut model, "s");
    model.run(&by_mail("anna", Decide::Keep, "s", &code));
    assert_eq!((model.live(1), model.state(1)), (Some("new"), ChangeState::Open));
    assert_eq!(model.account(1).frozen_at, None);
    assert!(model.account(1).login_change_until.is_some());
    assert!(model.all.decision_codes.is_empty());
    let until = model.change_of(1).ends_at;
    assert_eq!(model.take_mails(), [to_anna(kept("new", Some(until)))]);
    let command = undo(&mut model, "anna");
    model.run(&command);
    assert_eq!(model.live(1), Some("anna"), "the identity from before can still object");
}

#[test]
fn rule_9_20_a_change_made_with_a_recovery_code_is_not_undone_by_the_identity_alone() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..change
    });
    model.take_mails();
    let command = undo(&mut model, "anna");
    assert_eq!(model.refused(&command), (Code::UndoContested, "9.20"));
    assert_eq!(model.state(1), ChangeState::Contested);
    assert!(model.account(1).frozen_at.is_some());
    assert_eq!(model.live_sessions(), [2]);
    let mails = model.take_mails();
    assert_eq!(
        mails,
        [to_anna(frozen_by(FreezeReason::Contested))],
        "nobody used a link"
    );
    // Again it is refused alike, and nothing more happens.
    assert_eq!(model.refused(&command), (Code::UndoContested, "9.20"));
    assert_eq!(model.take_mails(), []);

    // With another code, the same proof gets the account back.
    let used = accounts::login_change::UndoChange {
        recovery_code: Some(codes[0].clone()),
        ..undo(&mut model, "anna")
    };
    assert_eq!(model.refused(&used), (Code::RecoveryCodeWrong, "9.14"));
    let decided = accounts::login_change::UndoChange {
        recovery_code: Some(codes[1].clone()),
        ..command
    };
    model.run(&decided);
    assert_eq!((model.live(1), model.account(1).recovery_codes_left), (Some("anna"), 8));
    assert_eq!(model.account(1).frozen_at, None);
}

#[test]
fn rule_9_22_keeping_a_contested_change_settles_it_for_good() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..change
    });
    let command = undo(&mut model, "anna");
    model.refused(&command);
    let code = mailed_code(&mut model, "s");
    model.run(&by_mail("anna", Decide::Keep, "s", &code));
    assert_eq!((model.live(1), model.state(1)), (Some("new"), ChangeState::Final));
    assert_eq!(model.take_mails(), [to_anna(kept("new", None))]);
    assert_eq!(model.account(1).login_change_until, None);
    assert_eq!(model.refused(&command), (Code::LoginChangeNotOpen, "9.17"));
}

#[test]
fn rule_9_22_undoing_a_first_link_leaves_the_account_without_a_login() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&change);
    // As after a recovery of an account that had no Microsoft login.
    model.forget_replaced(1);
    freeze(&mut model, 1);
    let nobody = undo(&mut model, "anna");
    assert_eq!(model.refused(&nobody), (Code::LoginChangeNotOpen, "9.17"));
    model.run(&by_code("anna", Decide::Undo, &codes[0]));
    assert_eq!(model.live(1), None);
    assert_eq!(model.account(1).frozen_at, None);
}

#[test]
fn rule_9_22_who_keeps_a_change_after_its_time_is_told_of_no_time_to_undo_it() {
    let mut model = changed();
    freeze(&mut model, 1);
    model.advance(UNDO_SECONDS);
    let code = mailed_code(&mut model, "s");
    model.run(&by_mail("anna", Decide::Keep, "s", &code));
    assert_eq!(model.take_mails(), [to_anna(kept("new", None))]);
}

#[test]
fn rule_9_5_an_identity_of_a_frozen_account_is_not_linked_elsewhere() {
    let mut model = changed();
    freeze(&mut model, 1);
    let change = model.change(2, "ben", "anna");
    let refusal = model.decide(&change).err().unwrap();
    assert_eq!((refusal.code, refusal.rule), (Code::AccountFrozen, "9.5"));
    // It is not the account that is changed of which this is said.
    assert_eq!(refusal.field, Some("elsewhere"));
}

#[test]
fn a_decision_sees_the_rows_of_both_accounts() {
    let command = by_code("anna", Decide::Undo, &Secret::new("x".to_owned()));
    assert!(command.needs(Timestamp::from_secs(0)).len() > 10);
    let mut model = changed();
    let stale = DecideChange {
        accounts: Vec::new(),
        ..command
    };
    assert_eq!(model.refused(&stale).0, Code::Stale);
    let proof = model.proof(Purpose::UndoLogin, "anna", None);
    let stale = accounts::login_change::UndoChange {
        accounts: Vec::new(),
        proof,
        ..undo(&mut model, "anna")
    };
    assert_eq!(model.refused(&stale).0, Code::Stale);
    assert_eq!(OFFERED, stale.two_factor);
}
