//! Another username.

use super::support::{Run, account, at, is_held_up_by_an_open_change};
use contract::{
    Code,
    account::Account,
    consequence::Consequence,
    contact::UsernameRequest,
    desktop::wizard::{Choice, FieldName, ListName, Step, WaitsFor},
};
use wizards::{Answer, Input, Machine, Request, call::ContactRequest, username::Username};

fn request() -> UsernameRequest {
    UsernameRequest {
        wanted: "anna".to_owned(),
        reason: "A typo.".to_owned(),
        made_at: at(-60),
        revision: "seen".to_owned(),
    }
}

fn begun() -> Run<Username> {
    let mut run = Run::of(Username::default());
    run.refuses(Code::NotFound).tells(account());
    run
}

fn waiting() -> Run<Username> {
    let mut run = Run::of(Username::default());
    run.answers(Answer::UsernameRequest(request())).tells(account());
    assert_eq!(run.step(), Step::UsernameWaiting);
    run
}

#[test]
fn what_a_new_name_means_is_read_before_one_is_asked_for_and_then_the_operator_is_waited_for() {
    let mut run = begun();
    assert_eq!(run.lines(ListName::RenameMeans).len(), 5);
    run.chooses(Choice::Continue);
    run.types(FieldName::Username, "anna")
        .types(FieldName::Reason, "A typo.");
    run.chooses(Choice::Continue).foresees(&[Consequence::NameReserved {
        username: "ana".to_owned(),
    }]);
    run.chooses(Choice::RequestUsername).answers(Answer::Done);
    run.answers(Answer::UsernameRequest(request()));
    assert_eq!(run.step(), Step::UsernameWaiting);
    assert_eq!(run.machine.waits_for(), WaitsFor::Operator);
    assert_eq!(run.machine.goes_on(), Some(ListName::StillWaits));
}

#[test]
fn a_name_is_judged_on_its_own_page_and_the_page_with_the_consequences_comes_with_them() {
    let mut run = begun();
    run.chooses(Choice::Continue)
        .types(FieldName::Username, "anna")
        .chooses(Choice::Continue);
    assert_eq!(run.step(), Step::UsernameName);
    run.foresees(&[]);
    assert_eq!(run.step(), Step::UsernameCheck);
}

#[test]
fn a_name_or_reason_that_is_refused_leads_back_to_its_field() {
    for (code, field) in [
        (Code::UsernameTaken, "username"),
        (Code::UsernameInvalid, "username"),
        (Code::UsernameIsEmail, "username"),
        (Code::BadRequest, "reason"),
        (Code::ReasonInvalid, "reason"),
    ] {
        let mut run = begun();
        run.chooses(Choice::Continue)
            .types(FieldName::Username, "anna")
            .chooses(Choice::Continue);
        run.refuses(code);
        assert_eq!(run.step(), Step::UsernameName, "{code:?}");
        assert_eq!(run.refusal().unwrap().field.as_deref(), Some(field));
        assert_eq!(run.sheet().fields[0].text, "anna");
    }
}

#[test]
fn a_locked_account_is_told_so_and_asked_nothing() {
    let mut run = Run::of(Username::default());
    run.refuses(Code::NotFound).tells(Account {
        locked: true,
        ..account()
    });
    assert_eq!(run.lines(ListName::Blockers)[0].code, Some(Code::AccountLocked));
    assert_eq!(run.sheet().offers[0].choice, Choice::LookAgain);
}

#[test]
fn a_wish_that_waits_is_withdrawn() {
    let mut run = waiting();
    run.chooses(Choice::WithdrawUsername);
    assert_eq!(
        run.request(),
        Request::Contact(ContactRequest::WithdrawUsername {
            revision: Some("seen".to_owned())
        })
    );
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::UsernameWithdrawn);
}

fn checked() -> Run<Username> {
    let mut run = begun();
    run.chooses(Choice::Continue)
        .types(FieldName::Username, "Ana.Bell")
        .types(FieldName::Reason, "I married.")
        .chooses(Choice::Continue);
    run
}

fn asked(revision: &str) -> Request {
    Request::Contact(ContactRequest::RequestUsername {
        wanted: "Ana.Bell".to_owned(),
        reason: "I married.".to_owned(),
        revision: Some(revision.to_owned()),
    })
}

#[test]
fn a_wish_that_was_made_elsewhere_meanwhile_is_not_replaced_unseen_and_what_was_typed_stays() {
    for is_pressed in [false, true] {
        let mut run = checked();
        assert_eq!(run.request(), asked(""));
        if is_pressed {
            run.foresees(&[]).chooses(Choice::RequestUsername);
            assert_eq!(run.request(), asked(""));
        }
        run.refuses(Code::Stale);
        run.answers(Answer::UsernameRequest(request())).tells(account());
        assert_eq!(run.step(), Step::UsernameName);
        assert_eq!(run.refusal().unwrap().code, Code::Stale);
        let texts: Vec<_> = run.sheet().fields.iter().map(|field| field.text.clone()).collect();
        assert_eq!(texts, ["Ana.Bell", "I married."]);
        run.chooses(Choice::Continue);
        assert_eq!(run.request(), asked("seen"), "now it was seen");
    }
}

#[test]
fn the_consequences_are_asked_for_anew_where_another_wish_waits_by_now() {
    let mut run = checked();
    run.foresees(&[]);
    assert_eq!(run.step(), Step::UsernameCheck);
    run.feed(Input::AccountChanged);
    run.answers(Answer::UsernameRequest(request())).tells(account());
    assert_eq!(run.request(), asked("seen"));
    run.foresees(&[Consequence::UsernameRequestReplaced {
        wanted: "anna".to_owned(),
    }]);
    assert_eq!(run.step(), Step::UsernameCheck);
}

#[test]
fn another_wish_than_the_one_that_was_seen_is_not_withdrawn_with_the_same_press() {
    let mut run = waiting();
    run.chooses(Choice::WithdrawUsername).refuses(Code::Stale);
    let other = UsernameRequest {
        wanted: "Another".to_owned(),
        revision: "later".to_owned(),
        ..request()
    };
    run.answers(Answer::UsernameRequest(other)).tells(account());
    assert_eq!(
        (run.step(), run.sheet().facts.other.as_deref()),
        (Step::UsernameWaiting, Some("Another"))
    );
    run.chooses(Choice::WithdrawUsername);
    let revision = Some("later".to_owned());
    assert_eq!(
        run.request(),
        Request::Contact(ContactRequest::WithdrawUsername { revision })
    );
}

#[test]
fn when_the_operator_grants_it_the_wizard_is_done() {
    let mut run = waiting();
    run.feed(Input::AccountChanged).refuses(Code::NotFound);
    run.tells(Account {
        username: "anna".to_owned(),
        ..account()
    });
    assert_eq!(run.step(), Step::UsernameDone);
    assert!(run.machine.is_over());
}

#[test]
fn when_the_operator_refuses_it_the_wizard_says_so() {
    let mut run = waiting();
    run.feed(Input::AccountChanged).refuses(Code::NotFound).tells(account());
    assert_eq!(run.step(), Step::UsernameRefused);
    assert_eq!(run.sheet().facts.other.as_deref(), Some("anna"));
}

#[test]
fn back_loses_nothing() {
    let mut run = begun();
    run.chooses(Choice::Continue)
        .types(FieldName::Username, "anna")
        .types(FieldName::Reason, "Why not");
    run.chooses(Choice::Continue).feed(Input::Back).feed(Input::Back);
    assert_eq!(run.step(), Step::UsernameIntro);
    run.chooses(Choice::Continue);
    let texts: Vec<_> = run.sheet().fields.iter().map(|field| field.text.clone()).collect();
    assert_eq!(texts, ["anna", "Why not"]);
}

/// Rule 9.8.
#[test]
fn a_name_is_not_asked_for_while_a_change_of_the_login_can_be_undone_and_is_said_until_when() {
    let told = |until: i64| {
        let mut run = Run::of(Username::default());
        run.refuses(Code::NotFound).tells(Account {
            login_change_until: Some(at(until)),
            ..account()
        });
        run
    };
    let can_go_on = |run: &Run<Username>| run.offers().iter().any(|offer| offer.choice == Choice::Continue);
    is_held_up_by_an_open_change(told, can_go_on);
}
