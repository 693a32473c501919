//! The link that freezes an account (rules 9.9, 9.21 and 9.36).

use crate::{
    frozen::{by_mail, changed, freeze, frozen_by, kept, link_of, mailed_code, to_anna},
    model::id,
    undo::undo,
};
use accounts::{
    letter::FreezeReason,
    login_change::{ChangeState, Decide, FinaliseChange, FreezeAccount, UNDO_SECONDS},
    mailed_act::hash_of,
};
use contract::{Code, Timestamp, account::AuditKind, event::EventKind};

#[test]
fn rule_9_21_the_link_freezes_the_account_and_works_once() {
    let mut model = changed();
    model.session(11, 1);
    model.take_mails();
    let command = link_of(&model, 1);
    model.run(&command);
    assert_eq!(model.account(1).frozen_at, Some(model.now));
    assert_eq!(model.state(1), ChangeState::Frozen);
    assert_eq!(model.live_sessions(), [2]);
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::AccountFrozen));
    assert!(model.events.contains(&(id(1), EventKind::SessionEnded)));
    let mails = model.take_mails();
    assert_eq!(mails, [to_anna(frozen_by(FreezeReason::Link))]);
    assert_eq!(model.refused(&command), (Code::NotFound, "9.21"));
}

#[test]
fn rule_9_21_the_link_works_as_long_as_the_change_can_be_undone() {
    let mut model = changed();
    let command = link_of(&model, 1);
    let end = model.now.plus_secs(UNDO_SECONDS);
    model.now = end;
    assert_eq!(model.refused(&command), (Code::NotFound, "9.21"));
    model.now = Timestamp::from_micros(end.as_micros() - 1);
    model.run(&command);
}

#[test]
fn rule_9_21_another_reference_or_another_kind_of_link_freezes_nothing() {
    let mut model = changed();
    let command = link_of(&model, 1);
    let wrong = FreezeAccount {
        act: hash_of("guessed"),
        ..link_of(&model, 1)
    };
    assert_eq!(model.refused(&wrong), (Code::NotFound, "9.21"));
    model.all.mailed_acts[0].kind = accounts::mailed_act::ActKind::Recover;
    assert_eq!(model.refused(&command), (Code::NotFound, "9.21"));
}

#[test]
fn rule_9_9_a_frozen_account_stays_frozen_after_the_window() {
    let mut model = changed();
    freeze(&mut model, 1);
    model.advance(30 * 86_400);
    let finalise = FinaliseChange {
        change: model.change_of(1).id,
    };
    model.run(&finalise);
    assert_eq!(model.state(1), ChangeState::Frozen);
    let command = undo(&mut model, "anna");
    model.run(&command);
    assert_eq!(model.live(1), Some("anna"));
}

#[test]
fn rule_9_36_a_lock_blocks_neither_freezing_nor_deciding_nor_undoing() {
    let mut model = changed();
    model.account_mut(1).locked = true;
    freeze(&mut model, 1);
    let code = mailed_code(&mut model, "s");
    model.run(&by_mail("anna", Decide::Keep, "s", &code));
    let until = model.change_of(1).ends_at;
    assert_eq!(model.take_mails(), [to_anna(kept("new", Some(until)))]);
    let command = undo(&mut model, "anna");
    model.run(&command);
    assert_eq!(model.live(1), Some("anna"));
}
