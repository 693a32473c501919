//! Undoing a swap, and deciding about a frozen one (rules 9.19, 9.21, 9.22 and 8.3).

use crate::{
    codes::make,
    frozen::by_mail,
    frozen::freeze,
    frozen::frozen_by,
    frozen::kept,
    frozen::link_of,
    frozen::mailed_code,
    model::{Model, id},
    swap::swap,
    undo::undo,
};
use accounts::{
    Guard,
    letter::{FreezeReason, LetterKind},
    login_change::{ChangeState, Decide, DecideBy, DecideChange, UndoChange},
};
use contract::{Code, Purpose, account::AuditKind};

fn undo_swap(model: &mut Model) -> UndoChange {
    UndoChange {
        partner: Some(model.proof(Purpose::UndoLogin, "ben", None)),
        ..undo(model, "anna")
    }
}

#[test]
fn rule_9_19_a_swap_is_undone_as_a_whole_with_proofs_of_both_identities() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let command = swap(&mut model);
    model.run(&command);
    let alone = undo(&mut model, "anna");
    assert_eq!(model.refused(&alone), (Code::UndoContested, "9.19"));
    let wrong = UndoChange {
        partner: Some(model.proof(Purpose::UndoLogin, "nobody", None)),
        ..undo(&mut model, "anna")
    };
    assert_eq!(model.refused(&wrong), (Code::CurrentIdentityWrong, "9.19"));
    let by_code = DecideChange {
        username: "anna".to_owned(),
        decide: Decide::Undo,
        by: DecideBy::RecoveryCode(codes[0].clone()),
        accounts: vec![id(1), id(2)],
    };
    assert_eq!(model.refused(&by_code), (Code::UndoContested, "9.19"));
    assert_eq!(model.live(1), Some("ben"), "nothing was changed by all this");
    let both = undo_swap(&mut model);
    let opened = model.run(&both);
    assert_eq!(opened.answer.account.username, "anna");
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), Some("ben")));
    assert_eq!(
        (model.state(1), model.state(2)),
        (ChangeState::Undone, ChangeState::Undone)
    );
    assert_eq!(model.account(2).login_change_until, None);
}

#[test]
fn rule_9_21_the_link_of_either_account_freezes_both_halves_of_a_swap() {
    let mut model = Model::with_anna_and_ben();
    let command = swap(&mut model);
    model.run(&command);
    let other = link_of(&model, 1);
    model.take_mails();
    freeze(&mut model, 2);
    let expected = [
        ("ben@contact.example".to_owned(), frozen_by(FreezeReason::Link)),
        ("anna@contact.example".to_owned(), frozen_by(FreezeReason::Exchange)),
    ];
    assert_eq!(model.take_mails(), expected, "nobody used Anna's link");
    assert!(model.account(1).frozen_at.is_some() && model.account(2).frozen_at.is_some());
    assert_eq!(
        (model.state(1), model.state(2)),
        (ChangeState::Contested, ChangeState::Frozen)
    );
    // The other side can still object itself.
    model.run(&other);
    assert_eq!(model.state(1), ChangeState::Frozen);
    let both = undo_swap(&mut model);
    model.run(&both);
    assert_eq!(model.live(1), Some("anna"));
}

#[test]
fn rule_9_22_who_was_frozen_by_the_other_side_of_a_swap_cannot_wave_that_away_but_can_give_in() {
    let mut model = Model::with_anna_and_ben();
    let (annas, bens) = (make(&mut model, 1, "anna"), make(&mut model, 2, "ben"));
    let command = swap(&mut model);
    model.run(&command);
    freeze(&mut model, 2);
    let decide = |username: &str, decide, code: &contract::Secret| DecideChange {
        username: username.to_owned(),
        decide,
        by: DecideBy::RecoveryCode(code.clone()),
        accounts: vec![id(1), id(2)],
    };
    let wave_away = decide("anna", Decide::Keep, &annas[0]);
    assert_eq!(model.refused(&wave_away), (Code::UndoContested, "9.22"));
    model.take_mails();
    model.run(&decide("ben", Decide::Keep, &bens[0]));
    let until = Some(model.change_of(1).ends_at);
    let of_freedom = model.take_mails().into_iter();
    let of_freedom = of_freedom.filter(|(_, letter)| matches!(letter, LetterKind::LoginChangeKept { .. }));
    let expected = [
        ("ben@contact.example".to_owned(), kept("anna", until)),
        ("anna@contact.example".to_owned(), kept("ben", until)),
    ];
    assert_eq!(of_freedom.collect::<Vec<_>>(), expected);
    assert_eq!((model.state(1), model.state(2)), (ChangeState::Open, ChangeState::Open));
    assert_eq!(model.account(1).frozen_at, None);

    freeze(&mut model, 1);
    model.run(&decide("ben", Decide::Undo, &bens[1]));
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), Some("ben")));
}

#[test]
fn rule_9_22_where_both_sides_of_a_swap_objected_both_have_to_give_way() {
    let mut model = Model::with_anna_and_ben();
    let (annas, bens) = (make(&mut model, 1, "anna"), make(&mut model, 2, "ben"));
    let command = swap(&mut model);
    model.run(&command);
    freeze(&mut model, 1);
    freeze(&mut model, 2);
    let keep = |username: &str, code: &contract::Secret| DecideChange {
        username: username.to_owned(),
        decide: Decide::Keep,
        by: DecideBy::RecoveryCode(code.clone()),
        accounts: vec![id(1), id(2)],
    };
    model.run(&keep("anna", &annas[0]));
    assert_eq!(
        (model.state(1), model.state(2)),
        (ChangeState::Contested, ChangeState::Frozen)
    );
    assert!(model.account(1).frozen_at.is_some());
    assert_eq!(model.account(1).recovery_codes_left, 9);
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::ObjectionWithdrawn));
    assert_eq!(model.refused(&keep("anna", &annas[1])), (Code::UndoContested, "9.22"));
    model.run(&keep("ben", &bens[0]));
    assert_eq!(model.account(1).frozen_at, None);
    assert_eq!(model.account(2).frozen_at, None);
}

/// A swap that both sides have frozen by their links.
pub fn swapped_and_frozen_twice() -> Model {
    let mut model = Model::with_anna_and_ben();
    let command = swap(&mut model);
    model.run(&command);
    freeze(&mut model, 1);
    freeze(&mut model, 2);
    model
}

#[test]
fn rule_9_22_a_mailed_code_withdraws_an_objection_once_and_leaves_others_that_were_mailed() {
    let mut model = swapped_and_frozen_twice();
    let (first, second) = (mailed_code(&mut model, "s"), mailed_code(&mut model, "t"));
    model.run(&by_mail("anna", Decide::Keep, "s", &first));
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::ObjectionWithdrawn));
    assert!(!model.audit_of(2).contains(&AuditKind::ObjectionWithdrawn));
    assert!(model.account(1).frozen_at.is_some());
    let again = by_mail("anna", Decide::Undo, "s", &first);
    assert_eq!(model.refused(&again), (Code::CodeWrong, "9.23"));
    model.run(&by_mail("anna", Decide::Undo, "t", &second));
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), Some("ben")));
    assert!(model.all.decision_codes.is_empty());
}

#[test]
fn rule_8_3_of_two_sides_of_a_swap_that_give_way_at_once_one_decides_on_what_the_other_left() {
    let mut model = swapped_and_frozen_twice();
    let code = mailed_code(&mut model, "s");
    let (changes, ()) = model.decide(&by_mail("anna", Decide::Keep, "s", &code)).unwrap();
    let versions = [1, 2].map(|number| model.account(number).version);
    assert_eq!(
        changes.guards,
        [
            Guard::ChangesAccount {
                account: id(1),
                version: versions[0],
            },
            Guard::AccountUnchanged {
                account: id(2),
                version: versions[1],
            },
        ]
    );
}
