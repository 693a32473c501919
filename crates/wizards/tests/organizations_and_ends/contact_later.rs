//! The contact e-mail while a change of the login can still be undone: it waits, and the person is told.

use super::support::{Run, account, at};
use contract::{
    Code,
    account::Account,
    desktop::wizard::{Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
};
use wizards::{Input, Machine, contact_email::ContactEmail};

fn changed() -> Account {
    Account {
        login_change_until: Some(at(500)),
        ..account()
    }
}

/// Begun from the receipt of the change.
fn held_up() -> Run<ContactEmail> {
    let mut run = Run::of(ContactEmail::default());
    run.tells(changed());
    assert_eq!(run.step(), Step::ContactEmailLater);
    run
}

/// The person wants to be told.
fn reminding() -> Run<ContactEmail> {
    let mut run = held_up();
    run.types(FieldName::Email, "new@example.org").chooses(Choice::Remind);
    assert!(run.machine.reminds());
    run
}

fn pressed(choice: Choice) -> Input {
    Input::Chose { choice, target: None }
}

#[test]
fn a_change_that_can_be_undone_is_waited_out_and_what_was_typed_is_there_afterwards() {
    let mut run = reminding();
    assert_eq!(run.machine.waits_for(), WaitsFor::Time { until: at(500) });
    assert!(!run.machine.is_untouched() && !run.machine.is_over());
    assert_eq!(run.sheet().facts.other_address.as_deref(), Some("new@example.org"));
    run.feed(Input::Resumed).tells(account());
    assert!(!run.machine.reminds());
    assert_eq!(run.step(), Step::ContactEmailAddress);
    assert_eq!(run.sheet().fields[0].text, "new@example.org");
}

#[test]
fn nothing_is_asked_of_the_gallery_before_it_is_possible() {
    let mut run = held_up();
    // Neither is offered; a press from before it was held up comes to nothing.
    run.types(FieldName::Email, "new@example.org")
        .feed(pressed(Choice::Continue));
    assert!(run.wants_nothing());
    assert_eq!(run.step(), Step::ContactEmailLater);
    run.chooses(Choice::Remind);
    assert!(run.wants_nothing());
    // It still is not.
    run.feed(Input::Resumed).tells(changed());
    assert!(run.machine.reminds());
}

#[test]
fn a_time_that_has_come_is_over_although_the_gallery_has_not_tidied_up() {
    let mut run = reminding();
    run.scene.now = at(500);
    run.feed(Input::Resumed).tells(changed());
    assert_eq!(run.step(), Step::ContactEmailAddress);
}

#[test]
fn as_long_as_anything_else_holds_it_up_nobody_is_told_that_it_is_possible() {
    let mut run = reminding();
    let frozen = Account {
        frozen_at: Some(at(10)),
        ..changed()
    };
    run.feed(Input::Resumed).tells(frozen);
    assert!(run.machine.reminds());
    run.feed(Input::AccountChanged).tells(account());
    assert!(!run.machine.reminds());
}

#[test]
fn who_did_not_change_the_login_finds_the_way_to_undo_it_here_too() {
    for run in [held_up(), reminding()] {
        let helps = run.sheet().helps;
        assert_eq!(helps[0].starts, Some(WizardKind::UndoLogin));
    }
}

#[test]
fn where_something_else_stands_in_the_way_too_all_of_it_is_said_and_nothing_is_promised() {
    let mut run = Run::of(ContactEmail::default());
    run.tells(Account {
        locked: true,
        ..changed()
    });
    assert_eq!(run.step(), Step::ContactEmailAddress);
    let codes: Vec<_> = run
        .lines(ListName::Blockers)
        .iter()
        .filter_map(|line| line.code)
        .collect();
    assert_eq!(codes, [Code::AccountLocked, Code::LoginChangeOpen]);
    run.feed(pressed(Choice::Remind));
    assert!(!run.machine.reminds());
}
