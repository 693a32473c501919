//! What an operator decides about a frozen account (rule 16.11).

use crate::{
    frozen::{changed, decided, freeze},
    model::id,
    swap_undone::swapped_and_frozen_twice,
    undo::undo,
};
use accounts::login_change::{Decide, DecideByOperator, UNDO_SECONDS};
use contract::{Code, account::AuditKind};

#[test]
fn rule_16_11_an_operator_gives_a_frozen_account_back_or_leaves_it_for_good() {
    for (decide, live) in [(Decide::Undo, "anna"), (Decide::Keep, "new")] {
        let mut model = changed();
        freeze(&mut model, 1);
        model.take_mails();
        // Long after the 72 hours it is still frozen.
        model.advance(UNDO_SECONDS * 100);
        model.run(&decided("Anna ", decide));
        assert_eq!(model.live(1), Some(live));
        assert_eq!(model.account(1).frozen_at, None);
        assert_eq!(model.account(1).login_change_until, None);
        let audit = model.audit_of(1);
        for kind in [AuditKind::AccountUnfrozen, AuditKind::DecidedByOperator] {
            assert!(audit.contains(&kind), "{kind:?}");
        }
        assert_eq!(model.take_mails().len(), 1, "the contact address is told");
        let command = undo(&mut model, "anna");
        assert_eq!(model.refused(&command), (Code::LoginChangeNotOpen, "9.17"));
        assert_eq!(
            model.refused(&decided("anna", decide)),
            (Code::LoginChangeNotOpen, "16.11")
        );
    }
}

#[test]
fn rule_16_11_an_operator_decides_about_a_swap_as_a_whole() {
    for (decide, anna) in [(Decide::Undo, "anna"), (Decide::Keep, "ben")] {
        let mut model = swapped_and_frozen_twice();
        model.run(&decided("anna", decide));
        assert_eq!(model.live(1), Some(anna));
        for number in [1, 2] {
            assert_eq!(model.account(number).frozen_at, None);
            assert!(model.audit_of(number).contains(&AuditKind::DecidedByOperator));
        }
    }
}

#[test]
fn rule_16_11_an_operator_decides_nothing_that_its_owner_still_can() {
    let mut model = changed();
    let open = decided("anna", Decide::Undo);
    assert_eq!(model.refused(&open), (Code::LoginChangeNotOpen, "16.11"));
    assert_eq!(
        model.refused(&decided("nobody", Decide::Undo)),
        (Code::NotFound, "16.11")
    );
    freeze(&mut model, 1);
    let unnamed = DecideByOperator {
        reason: " ".to_owned(),
        ..decided("anna", Decide::Undo)
    };
    assert_eq!(model.refused(&unnamed), (Code::ReasonInvalid, "16.11"));
    let elsewhere = DecideByOperator {
        accounts: vec![id(2)],
        ..decided("anna", Decide::Undo)
    };
    assert_eq!(model.refused(&elsewhere).0, Code::Stale);
}
