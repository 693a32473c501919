//! Another contact e-mail of an account with a password that nobody knows any more: by a sign-in (rule 5.11).

use super::support::{Run, account};
use contract::{
    Code, Purpose,
    account::Account,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WaitsFor},
};
use wizards::{
    Input, Machine, Request, SessionOf, Slot, Want, call::ContactRequest, contact_email::ContactEmail, proofs::Asking,
};

const NEW: &str = "new@example.org";

fn with_password() -> Account {
    Account {
        has_password: true,
        ..account()
    }
}

fn pending() -> Account {
    Account {
        pending_email: Some(NEW.to_owned()),
        ..with_password()
    }
}

/// At the page for the address and the password, with the address typed.
fn begun() -> Run<ContactEmail> {
    let mut run = Run::of(ContactEmail::default());
    run.tells(with_password());
    run.types(FieldName::Email, NEW);
    run
}

/// The browser is open.
fn asked() -> Run<ContactEmail> {
    let mut run = begun();
    run.chooses(Choice::ProveInstead);
    assert_eq!(run.step(), Step::ContactEmailProof);
    run.chooses(Choice::OpenBrowser);
    run
}

/// At the decision.
fn proved() -> Run<ContactEmail> {
    let mut run = asked();
    run.comes_back("ana").foresees(&[]);
    assert_eq!(run.step(), Step::ContactEmailCheck);
    run
}

fn fields(run: &Run<ContactEmail>) -> Vec<FieldName> {
    run.sheet().fields.iter().map(|field| field.name).collect()
}

fn offers(run: &Run<ContactEmail>, choice: Choice) -> bool {
    run.offers().iter().any(|offer| offer.choice == choice)
}

/// What the request shows: whether a password, and which sign-in.
fn shows(run: &Run<ContactEmail>) -> (bool, Option<Slot>) {
    let Request::Contact(ContactRequest::ChangeEmail { password, proof, .. }) = run.request() else {
        panic!("{:?}", run.request())
    };
    (password, proof)
}

/// Back at the page for the address, with everything as it was typed.
fn asks_for_the_password_again(run: &Run<ContactEmail>) {
    assert_eq!(run.step(), Step::ContactEmailAddress);
    assert_eq!(fields(run), [FieldName::Email, FieldName::Password]);
    assert_eq!(run.sheet().fields[0].text, NEW);
    assert!(offers(run, Choice::ProveInstead));
}

#[test]
fn who_does_not_know_the_password_signs_in_instead_and_goes_on_by_coming_back() {
    let mut run = asked();
    let asking = Asking {
        slot: Slot::Current,
        purpose: Purpose::ChangeEmail,
        second_factor: false,
        session: SessionOf::Account,
    };
    assert_eq!(run.machine.wants(), Want::Browser(asking));
    assert_eq!(run.machine.waits_for(), WaitsFor::Browser);
    let facts = run.sheet().facts;
    assert_eq!(facts.person.as_deref(), Some("ana@outlook.com"));
    assert_eq!(facts.other_address.as_deref(), Some(NEW));

    run.comes_back("ana");
    assert_eq!(run.step(), Step::ContactEmailProof, "the address is judged there");
    assert_eq!(shows(&run), (false, Some(Slot::Current)));
    run.foresees(&[]);
    assert_eq!(run.step(), Step::ContactEmailCheck);
    run.chooses(Choice::ChangeEmail);
    assert!(run.request().typed().is_empty() && run.request().slots() == [Slot::Current]);
    run.tells(pending());
    assert_eq!(run.step(), Step::ContactEmailCode);
}

#[test]
fn who_has_no_password_or_nobody_to_sign_in_as_is_not_sent_to_the_browser() {
    let nobody = Account {
        login: None,
        ..with_password()
    };
    for account in [account(), nobody] {
        let mut run = Run::of(ContactEmail::default());
        run.tells(account).types(FieldName::Email, NEW);
        assert!(!offers(&run, Choice::ProveInstead));
        let target = None;
        run.feed(Input::Chose {
            choice: Choice::ProveInstead,
            target,
        });
        assert_eq!(run.step(), Step::ContactEmailAddress);
    }
}

#[test]
fn what_needs_no_sign_in_or_is_no_address_is_said_before_the_browser_is_opened() {
    let mut run = begun();
    run.types(FieldName::Email, "nobody").chooses(Choice::ProveInstead);
    assert_eq!(run.step(), Step::ContactEmailAddress);
    let refusal = run.refusal().unwrap();
    assert_eq!(
        (refusal.code, refusal.field.as_deref()),
        (Code::EmailInvalid, Some("email"))
    );
    run.types(FieldName::Email, "ANA@example.org")
        .chooses(Choice::ProveInstead);
    assert_eq!((run.step(), run.refusal()), (Step::ContactEmailAddress, None));
    let mut run = Run::of(ContactEmail::default());
    run.tells(pending()).chooses(Choice::AnotherAddress);
    run.types(FieldName::Email, NEW).chooses(Choice::ProveInstead);
    assert_eq!(run.step(), Step::ContactEmailCode);
}

#[test]
fn somebody_else_is_told_to_be_the_wrong_one_and_of_no_use() {
    let mut run = asked();
    run.comes_back("Ben");
    assert_eq!(run.step(), Step::ContactEmailWrongPerson);
    assert!(run.wants_nothing());
    let came_back = |block: &Block| {
        matches!(
            block,
            Block::Identity {
                list: ListName::CameBack,
                ..
            }
        )
    };
    assert!(run.sheet().blocks.iter().any(came_back));
    let mut again = run.clone();
    again.chooses(Choice::OpenBrowser).comes_back("ana").foresees(&[]);
    assert_eq!(again.step(), Step::ContactEmailCheck);
    run.feed(Input::Back);
    assert_eq!(run.step(), Step::ContactEmailProof);
    run.feed(Input::Back);
    asks_for_the_password_again(&run);
    // The gallery may know better who opens the account.
    let mut run = asked();
    run.comes_back("ana").refuses(Code::CurrentIdentityWrong);
    assert_eq!(run.step(), Step::ContactEmailWrongPerson);
    run.feed(Input::Back).feed(Input::Back);
    asks_for_the_password_again(&run);
}

#[test]
fn who_goes_back_from_the_browser_types_the_password_after_all() {
    let mut run = asked();
    run.feed(Input::Back);
    asks_for_the_password_again(&run);
    assert!(run.wants_nothing());
    run.chooses(Choice::Continue);
    assert_eq!(shows(&run), (false, None));
    run.foresees(&[]).chooses(Choice::ChangeEmail);
    assert_eq!(shows(&run), (true, None));
}

#[test]
fn a_sign_in_that_the_gallery_does_not_take_is_done_once_more() {
    for code in [Code::ProofExpired, Code::ProofInvalid, Code::SignInNotFresh] {
        let mut run = asked();
        run.comes_back("ana").refuses(code);
        assert_eq!(run.step(), Step::ContactEmailProof);
        assert_eq!(run.refusal().unwrap().code, code);
        run.chooses(Choice::OpenBrowser).comes_back("ana").foresees(&[]);
        assert_eq!(run.sheet().facts.other_address.as_deref(), Some(NEW));
    }
    let mut run = asked();
    run.comes_back("ana").refuses(Code::SecondFactorRequired);
    run.chooses(Choice::OpenBrowser);
    assert!(matches!(run.machine.wants(), Want::Browser(asking) if asking.second_factor));
}

#[test]
fn a_sign_in_whose_time_is_over_is_done_once_more_and_the_address_stays() {
    let slot = Slot::Current;
    let mut run = proved();
    run.feed(Input::ProofLost { slot });
    assert_eq!(run.step(), Step::ContactEmailProof);
    assert_eq!(run.refusal().unwrap().code, Code::ProofExpired);
    assert!(!run.machine.may_be_done());
    run.feed(Input::Back);
    asks_for_the_password_again(&run);
    // Where it goes while the address is typed, the password can be typed again.
    let mut run = proved();
    run.feed(Input::Back);
    assert_eq!(fields(&run), [FieldName::Email]);
    run.feed(Input::ProofLost { slot });
    asks_for_the_password_again(&run);
    assert_eq!(run.refusal().unwrap().code, Code::ProofExpired);
}

#[test]
fn what_was_pressed_with_a_sign_in_that_is_gone_is_looked_after_and_not_sent_without_it() {
    let pressed = || {
        let mut run = proved();
        let slot = Slot::Current;
        run.chooses(Choice::ChangeEmail).feed(Input::ProofLost { slot });
        assert!(run.machine.may_be_done() && run.warns_of(ListName::MayBeDone));
        assert_eq!(run.request(), Request::Contact(ContactRequest::Account));
        run
    };
    let mut run = pressed();
    run.tells(pending());
    assert_eq!(run.step(), Step::ContactEmailCode);
    let mut run = pressed();
    run.tells(with_password());
    assert_eq!(run.step(), Step::ContactEmailProof);
    assert_eq!(run.refusal().unwrap().code, Code::ProofExpired);
    assert!(!run.machine.may_be_done());
    // It arrived, and was confirmed elsewhere since.
    let mut run = pressed();
    run.tells(Account {
        confirmed_email: pending().pending_email,
        ..with_password()
    });
    assert_eq!(run.step(), Step::ContactEmailDone);
    // Nobody can be asked: that is told where it can be tried again.
    let mut run = pressed();
    run.loses_the_answer();
    assert_eq!(run.refusal().unwrap().code, Code::GalleryUnreachable);
    run.chooses(Choice::LookAgain).tells(pending());
    assert_eq!(run.step(), Step::ContactEmailCode);
}

#[test]
fn an_address_that_is_refused_is_typed_anew_and_goes_with_the_same_sign_in() {
    let mut run = asked();
    run.comes_back("ana").refuses(Code::EmailTaken);
    assert_eq!(run.step(), Step::ContactEmailAddress);
    assert_eq!(run.refusal().unwrap().field.as_deref(), Some("email"));
    assert_eq!(fields(&run), [FieldName::Email]);
    assert!(!offers(&run, Choice::ProveInstead));
    run.types(FieldName::Email, "other@example.org")
        .chooses(Choice::Continue);
    assert_eq!(run.step(), Step::ContactEmailAddress);
    assert_eq!(shows(&run), (false, Some(Slot::Current)));
    run.foresees(&[]);
    assert_eq!(run.step(), Step::ContactEmailCheck);
}

#[test]
fn a_gallery_that_cannot_be_reached_after_the_sign_in_is_asked_again_with_it() {
    let mut run = asked();
    run.comes_back("ana");
    let call = run.call();
    run.loses_the_answer();
    assert_eq!(run.step(), Step::ContactEmailCheck);
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call(), call);
    run.foresees(&[]).chooses(Choice::ChangeEmail);
    let call = run.call();
    run.loses_the_answer().chooses(Choice::TryAgain);
    assert_eq!(run.call(), call);
}

#[test]
fn a_sign_in_is_good_for_one_wish() {
    let mut run = proved();
    run.chooses(Choice::ChangeEmail).tells(pending());
    run.chooses(Choice::AnotherAddress);
    asks_for_the_password_again(&run);
}

#[test]
fn a_password_that_was_removed_meanwhile_is_neither_typed_nor_replaced() {
    let mut run = asked();
    run.feed(Input::AccountChanged).comes_back("ana").tells(account());
    assert_eq!(shows(&run), (false, None));
}
