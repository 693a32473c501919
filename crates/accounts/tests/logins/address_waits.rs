//! The time of an address that can be put back, while a change of the login is undecided (rules 5.30 and 5.38).

use crate::{
    codes::make,
    frozen::{by_code, by_mail, decided, freeze, request},
    model::{Model, id},
    undo::undo,
};
use accounts::{
    contact::{self, AddressChange, LEFT_SECONDS, UNDO_SECONDS, UndoAddress},
    email::EmailAddress,
    letter::{AddressReplaced, LetterKind},
    login_change::{Decide, RequestDecision},
    mailed_act::{ActKind, MailedAct},
};
use contract::{Code, Secret, Timestamp};
use uuid::Uuid;

const BEFORE: &str = "anna@before.example";

/// Replaces the address of `anna`, which was another one, with the link that puts that one back.
fn replace_address(model: &mut Model) -> UndoAddress {
    let change = AddressChange {
        id: Uuid::from_bytes([9; 16]),
        account: id(1),
        previous: EmailAddress::parse(BEFORE).unwrap(),
        made_at: model.now,
        ends_at: model.now.plus_secs(UNDO_SECONDS),
    };
    let mut entropy = accounts::Entropy::new([9; 32]);
    let kind = ActKind::UndoAddress;
    let (act, _) = MailedAct::issue(kind, id(1), change.id, UNDO_SECONDS, model.now, &mut entropy);
    let command = UndoAddress {
        act: act.hash,
        account: id(1),
        change: change.id,
    };
    model.all.mailed_acts.push(act);
    model.all.address_changes.push(change);
    command
}

fn change_login(model: &mut Model) {
    let change = model.change(1, "anna", "new");
    model.run(&change);
}

/// An address that was replaced, and a login that was changed ten minutes before the address can no longer be put back.
fn late() -> (Model, UndoAddress) {
    let mut model = Model::with_anna_and_ben();
    let link = replace_address(&mut model);
    model.advance(UNDO_SECONDS - 600);
    change_login(&mut model);
    model.take_mails();
    (model, link)
}

fn lasting(model: &Model) -> &str {
    contact::lasting_address(&model.all, model.account(1), model.now)
        .unwrap()
        .as_str()
}

fn link_works(model: &Model, link: &UndoAddress) -> bool {
    let mut acts = model.all.mailed_acts.iter();
    acts.any(|act| act.hash == link.act && act.works(&model.all, model.now))
}

fn to(model: &mut Model) -> Vec<String> {
    let mut to: Vec<_> = model.take_mails().into_iter().map(|(to, _)| to).collect();
    to.sort();
    to.dedup();
    to
}

#[test]
fn rule_5_38_an_account_that_was_frozen_while_its_address_could_be_put_back_is_decided_by_that_address_also_later() {
    let (mut model, link) = late();
    freeze(&mut model, 1);
    model.take_mails();
    model.advance(30 * 86_400);
    model.run(&request("anna", "thief"));
    assert!(
        model.take_mails().is_empty(),
        "the address that came last decides nothing"
    );
    let ask = RequestDecision {
        address: BEFORE.to_owned(),
        ..request("anna", "owner")
    };
    model.run(&ask);
    let mails = model.take_mails();
    assert_eq!(mails[0].0, BEFORE);
    let code = mails[0].1.code().unwrap().clone();
    assert!(link_works(&model, &link));
    model.run(&by_mail("anna", Decide::Undo, "owner", &code));
    assert_eq!(model.live(1), Some("anna"));
    assert_eq!(to(&mut model), [BEFORE, "anna@contact.example"]);
}

#[test]
fn rule_5_38_the_link_puts_the_address_back_as_long_as_the_account_is_frozen() {
    let (mut model, link) = late();
    freeze(&mut model, 1);
    model.advance(30 * 86_400);
    model.run(&link);
    assert_eq!(model.account(1).confirmed_email.as_ref().unwrap().as_str(), BEFORE);
    assert!(!link_works(&model, &link), "once");
}

#[test]
fn rule_5_38_the_address_can_be_put_back_until_the_change_of_the_login_is_final_to_the_microsecond() {
    let (mut model, link) = late();
    let end = model.change_of(1).ends_at;
    model.now = Timestamp::from_micros(end.as_micros() - 1);
    assert_eq!((lasting(&model), link_works(&model, &link)), (BEFORE, true));
    model.now = end;
    assert_eq!(lasting(&model), "anna@contact.example");
    assert!(!link_works(&model, &link));
    assert_eq!(model.refused(&link), (Code::NotFound, "5.17"));
}

#[test]
fn rule_5_38_an_address_whose_time_had_passed_before_does_not_come_back() {
    let mut model = Model::with_anna_and_ben();
    let link = replace_address(&mut model);
    model.advance(UNDO_SECONDS);
    change_login(&mut model);
    freeze(&mut model, 1);
    assert_eq!(lasting(&model), "anna@contact.example");
    assert_eq!(model.refused(&link), (Code::NotFound, "5.17"));
}

#[test]
fn rule_5_38_who_gets_the_account_back_has_a_day_to_put_the_address_back_and_is_told_so() {
    let (mut model, link) = late();
    let replaced_at = model.all.address_changes[0].made_at;
    freeze(&mut model, 1);
    model.advance(30 * 86_400);
    model.take_mails();
    let command = undo(&mut model, "anna");
    model.run(&command);
    let until = model.now.plus_secs(LEFT_SECONDS);
    let told = model.take_mails();
    let expected = LetterKind::LoginChangeUndone {
        to: Some("anna <anna@identity.example>".to_owned()),
        address: Some(AddressReplaced { at: replaced_at, until }),
    };
    let both = [
        ("anna@contact.example".to_owned(), expected.clone()),
        (BEFORE.to_owned(), expected),
    ];
    assert_eq!(told, both);
    model.now = Timestamp::from_micros(until.as_micros() - 1);
    assert_eq!((lasting(&model), link_works(&model, &link)), (BEFORE, true));
    model.now = until;
    assert_eq!(
        (lasting(&model), link_works(&model, &link)),
        ("anna@contact.example", false)
    );
}

#[test]
fn rule_5_38_more_time_is_given_once_and_never_takes_any() {
    let mut model = Model::with_anna_and_ben();
    replace_address(&mut model);
    let first = model.all.address_changes[0].ends_at;
    change_login(&mut model);
    let command = undo(&mut model, "anna");
    model.run(&command);
    assert_eq!(model.all.address_changes[0].ends_at, first, "there was more left");
    model.now = first.plus_secs(-60);
    let again = |model: &mut Model, session: u8| {
        model.session(session, 1);
        let change = model.change(session, "anna", "new");
        model.run(&change);
        model.advance(10);
        let command = undo(model, "anna");
        model.run(&command);
        model.all.address_changes[0].ends_at
    };
    let longer = again(&mut model, 3);
    assert_eq!(longer, model.now.plus_secs(LEFT_SECONDS));
    model.advance(3600);
    model.take_mails();
    assert_eq!(again(&mut model, 4), longer, "only once");
    model.now = longer.plus_secs(-5);
    again(&mut model, 5);
    let told = model.take_mails().pop().unwrap().1;
    assert!(matches!(told, LetterKind::LoginChangeUndone { address: None, .. }));
    assert_eq!(lasting(&model), "anna@contact.example");
}

#[test]
fn rule_5_38_a_change_that_is_kept_for_good_ends_the_time_of_the_address_and_the_address_hears_of_it() {
    let (mut model, _) = late();
    freeze(&mut model, 1);
    model.advance(30 * 86_400);
    model.take_mails();
    model.run(&decided("anna", Decide::Keep));
    assert_eq!(to(&mut model), [BEFORE, "anna@contact.example"]);
    assert_eq!(lasting(&model), "anna@contact.example");
}

#[test]
fn rule_5_38_a_recovery_code_that_frees_the_account_ends_no_time_that_was_left() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    replace_address(&mut model);
    change_login(&mut model);
    freeze(&mut model, 1);
    model.run(&by_code("anna", Decide::Keep, &codes[0]));
    assert_eq!(lasting(&model), BEFORE);
}

#[test]
fn rule_5_30_a_code_that_was_mailed_to_another_address_than_the_lasting_one_does_not_work() {
    let (mut model, _) = late();
    freeze(&mut model, 1);
    let ask = RequestDecision {
        address: BEFORE.to_uppercase(),
        ..request("anna", "s")
    };
    model.take_mails();
    model.run(&ask);
    let code: Secret = model.take_mails()[0].1.code().unwrap().clone();
    let waiting = std::mem::take(&mut model.all.address_changes);
    let command = by_mail("anna", Decide::Undo, "s", &code);
    assert_eq!(model.refused(&command), (Code::CodeWrong, "9.23"));
    assert_eq!(
        model.all.decision_codes[0].tries_left, 4,
        "it counts like any wrong code"
    );
    model.all.address_changes = waiting;
    model.run(&command);
    assert_eq!(model.live(1), Some("anna"));
}
