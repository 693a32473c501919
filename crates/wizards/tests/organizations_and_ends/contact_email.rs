//! The contact e-mail and what is mailed.

use super::support::{Run, account, at};
use contract::{
    Code,
    account::{Account, MailChoices as Choices},
    consequence::Consequence,
    desktop::wizard::{Choice, FieldName, ListName, Step, WaitsFor},
};
use wizards::{
    Answer, Input, Machine, Request, call::ContactRequest, contact_email::ContactEmail, mail_choices::MailChoices,
};

fn pending() -> Account {
    Account {
        pending_email: Some("new@example.org".to_owned()),
        ..account()
    }
}

fn confirmed() -> Account {
    Account {
        confirmed_email: Some("new@example.org".to_owned()),
        ..account()
    }
}

/// At the page for the address.
fn begun() -> Run<ContactEmail> {
    let mut run = Run::of(ContactEmail::default());
    run.tells(account());
    run
}

/// At the page for the code.
fn waiting() -> Run<ContactEmail> {
    let mut run = Run::of(ContactEmail::default());
    run.tells(pending());
    assert_eq!(run.step(), Step::ContactEmailCode);
    run
}

#[test]
fn another_address_is_shown_with_who_is_told_then_waits_for_its_code_and_ends_with_a_receipt() {
    let mut run = begun();
    run.types(FieldName::Email, " new@example.org ")
        .chooses(Choice::Continue);
    let told = vec!["new@example.org".to_owned(), "ana@example.org".to_owned()];
    run.foresees(&[Consequence::Told { addresses: told }]);
    run.chooses(Choice::ChangeEmail);
    assert_eq!(run.call().key.as_deref(), Some("key-1"));
    run.tells(pending());
    assert_eq!(run.step(), Step::ContactEmailCode);
    assert_eq!(run.machine.waits_for(), WaitsFor::Mail);
    run.chooses(Choice::ConfirmCode).tells(confirmed());
    assert_eq!(run.step(), Step::ContactEmailDone);
    assert_eq!(run.sheet().facts.other_address.as_deref(), Some("ana@example.org"));
    assert!(run.machine.is_over() && run.wants_nothing());
}

#[test]
fn an_address_is_judged_on_its_own_page_and_the_page_with_who_is_told_comes_with_them() {
    let mut run = begun();
    run.types(FieldName::Email, "new@example.org").chooses(Choice::Continue);
    assert_eq!(run.step(), Step::ContactEmailAddress);
    run.foresees(&[]);
    assert_eq!(run.step(), Step::ContactEmailCheck);
    // Nobody could be asked: that is told where it can be tried again.
    let mut run = begun();
    run.types(FieldName::Email, "new@example.org")
        .chooses(Choice::Continue)
        .loses_the_answer();
    assert_eq!(run.step(), Step::ContactEmailCheck);
}

#[test]
fn an_address_that_is_refused_leads_back_to_its_field_with_what_was_typed() {
    for code in [Code::EmailInvalid, Code::EmailTaken] {
        let mut run = begun();
        run.types(FieldName::Email, "taken@example.org")
            .chooses(Choice::Continue)
            .refuses(code);
        assert_eq!(run.step(), Step::ContactEmailAddress);
        assert_eq!(run.refusal().unwrap().field.as_deref(), Some("email"));
        assert_eq!(run.sheet().fields[0].text, "taken@example.org");
    }
}

#[test]
fn who_has_a_password_is_asked_for_it_and_a_wrong_one_stands_at_its_field() {
    let mut run = Run::of(ContactEmail::default());
    run.tells(Account {
        has_password: true,
        ..account()
    });
    assert_eq!(run.sheet().fields[1].name, FieldName::Password);
    run.types(FieldName::Email, "new@example.org").chooses(Choice::Continue);
    run.refuses(Code::PasswordWrong);
    assert_eq!(run.refusal().unwrap().field.as_deref(), Some("password"));
}

/// Pressed with a password, and the app is started again.
fn pressed_with_a_password() -> Run<ContactEmail> {
    let mut run = Run::of(ContactEmail::default());
    run.tells(Account {
        has_password: true,
        ..account()
    });
    run.types(FieldName::Email, "new@example.org").chooses(Choice::Continue);
    run.foresees(&[]).chooses(Choice::ChangeEmail);
    assert_eq!(run.request().typed(), [FieldName::Password]);
    run
}

#[test]
fn what_was_pressed_with_a_password_that_is_gone_is_looked_after_and_not_sent_without_it() {
    let password = FieldName::Password;
    let mut run = pressed_with_a_password();
    run.feed(Input::SecretLost { field: password });
    assert!(run.machine.may_be_done());
    assert_eq!(run.request(), Request::Contact(ContactRequest::Account));
    run.tells(pending());
    assert_eq!(run.step(), Step::ContactEmailCode);
    // It did not arrive: typed again, with everything else as it was.
    let mut run = pressed_with_a_password();
    run.feed(Input::SecretLost { field: password }).tells(Account {
        has_password: true,
        ..account()
    });
    let sheet = run.sheet();
    assert_eq!(
        (sheet.step, sheet.fields[0].text.as_str()),
        (Step::ContactEmailAddress, "new@example.org")
    );
    assert_eq!(sheet.fields[1].name, password);
}

#[test]
fn a_refusal_about_the_key_says_that_an_earlier_press_arrived() {
    let refusal = || contract::Problem::from(Code::BadRequest).about("Idempotency-Key");
    let mut run = pressed_with_a_password();
    run.feed(Input::Refused(refusal())).tells(pending());
    assert_eq!(run.step(), Step::ContactEmailCode);
    run.chooses(Choice::ConfirmCode).feed(Input::Refused(refusal()));
    run.tells(confirmed());
    assert_eq!(run.step(), Step::ContactEmailDone);
}

#[test]
fn the_confirmed_address_is_not_asked_for_again() {
    let mut run = begun();
    run.types(FieldName::Email, "ANA@example.org").chooses(Choice::Continue);
    assert_eq!(run.step(), Step::ContactEmailAddress);
    assert!(run.wants_nothing());
}

#[test]
fn all_that_stands_in_the_way_is_said_before_anything_is_asked() {
    let mut run = Run::of(ContactEmail::default());
    run.tells(Account {
        locked: true,
        login_change_until: Some(at(500)),
        ..account()
    });
    let codes: Vec<_> = run
        .lines(ListName::Blockers)
        .iter()
        .map(|line| line.code.unwrap())
        .collect();
    assert_eq!(codes, [Code::AccountLocked, Code::LoginChangeOpen]);
    assert!(run.sheet().fields.is_empty() && run.sheet().offers[0].choice == Choice::LookAgain);
}

#[test]
fn a_wrong_code_stands_at_its_field_and_another_one_can_be_mailed() {
    let mut run = waiting();
    run.chooses(Choice::ConfirmCode).refuses(Code::CodeWrong);
    assert_eq!(run.refusal().unwrap().field.as_deref(), Some("code"));
    run.chooses(Choice::ResendCode).answers(Answer::Done);
    assert_eq!(run.step(), Step::ContactEmailCode);
    assert!(run.refusal().is_none());
}

#[test]
fn a_code_whose_answer_was_lost_is_looked_after_and_not_typed_twice() {
    let mut run = waiting();
    run.chooses(Choice::ConfirmCode).loses_the_answer();
    run.chooses(Choice::TryAgain).refuses(Code::EmailNotPending);
    assert_eq!(run.request(), Request::Contact(ContactRequest::Account));
    run.tells(confirmed());
    assert_eq!(run.step(), Step::ContactEmailDone);
}

#[test]
fn an_address_that_was_confirmed_elsewhere_ends_the_wizard() {
    let mut run = waiting();
    run.feed(Input::AccountChanged).tells(confirmed());
    assert_eq!(run.step(), Step::ContactEmailDone);
}

#[test]
fn an_address_that_was_withdrawn_elsewhere_leads_back_to_the_address() {
    let mut run = waiting();
    run.feed(Input::AccountChanged).tells(account());
    assert_eq!(run.step(), Step::ContactEmailAddress);
}

#[test]
fn the_wish_is_withdrawn_unless_it_is_the_only_address() {
    let mut run = waiting();
    run.chooses(Choice::WithdrawEmail).tells(account());
    assert_eq!(run.step(), Step::ContactEmailWithdrawn);
    let mut run = Run::of(ContactEmail::default());
    run.tells(Account {
        confirmed_email: None,
        ..pending()
    });
    assert!(!run.offers().iter().any(|offer| offer.choice == Choice::WithdrawEmail));
}

#[test]
fn the_confirmed_address_typed_while_another_waits_ends_as_the_wish_withdrawn() {
    let mut run = waiting();
    run.chooses(Choice::AnotherAddress);
    run.types(FieldName::Email, "ana@example.org")
        .chooses(Choice::Continue)
        .foresees(&[]);
    run.chooses(Choice::ChangeEmail).tells(account());
    assert_eq!(run.step(), Step::ContactEmailWithdrawn);
    assert!(run.machine.is_over());
}

#[test]
fn an_address_whose_answer_was_lost_and_that_was_confirmed_elsewhere_since_is_told_as_confirmed() {
    let mut run = begun();
    run.types(FieldName::Email, "new@example.org")
        .chooses(Choice::Continue)
        .foresees(&[]);
    run.chooses(Choice::ChangeEmail).loses_the_answer();
    run.chooses(Choice::TryAgain).tells(confirmed());
    assert_eq!(run.step(), Step::ContactEmailDone);
    assert_eq!(run.sheet().facts.other_address.as_deref(), Some("ana@example.org"));
}

#[test]
fn another_address_takes_the_place_of_the_one_that_waits() {
    let mut run = waiting();
    run.chooses(Choice::AnotherAddress);
    assert_eq!(run.step(), Step::ContactEmailAddress);
    run.types(FieldName::Email, "third@example.org")
        .chooses(Choice::Continue)
        .foresees(&[]);
    assert_eq!(run.step(), Step::ContactEmailCheck);
    run.feed(Input::Back);
    assert_eq!(run.sheet().fields[0].text, "third@example.org");
}

#[test]
fn stopping_at_the_code_says_who_was_told() {
    let run = waiting();
    assert!(matches!(run.machine.stays()[..], [Consequence::Told { .. }]));
}

#[test]
fn the_address_of_an_organization_is_asked_of_the_organization() {
    let run = Run::of(ContactEmail::about(Some("contoso".to_owned())));
    assert!(matches!(run.request(), Request::Organization(_)));
}

#[test]
fn a_gallery_that_cannot_be_asked_is_asked_again_when_the_person_says_so() {
    let mut run = Run::of(ContactEmail::default());
    run.loses_the_answer();
    assert_eq!(run.refusal().unwrap().code, Code::GalleryUnreachable);
    run.chooses(Choice::LookAgain).tells(account());
    assert_eq!(run.sheet().fields.len(), 1);
}

#[test]
fn each_kind_of_mail_is_switched_by_itself_at_once() {
    let mut run = Run::of(MailChoices::default());
    run.tells(account());
    run.chooses_about(Choice::MailOff, Some("package_published"));
    let choices = Choices {
        from_others: true,
        package_published: false,
    };
    let revision = Some("revision-1".to_owned());
    assert_eq!(
        run.request(),
        Request::Contact(ContactRequest::ChooseMail { choices, revision })
    );
    run.tells(Account {
        mail: choices,
        ..account()
    });
    assert!(run.wants_nothing());
    run.chooses_about(Choice::MailOn, Some("package_published"));
}

#[test]
fn a_choice_whose_answer_was_lost_is_sent_again_under_the_same_key() {
    let mut run = Run::of(MailChoices::default());
    run.tells(account());
    run.chooses_about(Choice::MailOff, Some("from_others"));
    let sent = run.call();
    run.loses_the_answer();
    run.scene.new_id = "key-2".to_owned();
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call(), sent);
}

/// The account as somebody else left it meanwhile.
fn changed_elsewhere() -> Account {
    let mail = Choices {
        from_others: false,
        package_published: true,
    };
    Account {
        mail,
        pending_email: Some("elsewhere@example.org".to_owned()),
        revision: "revision-2".to_owned(),
        ..account()
    }
}

#[test]
fn a_choice_made_from_what_is_no_longer_so_is_told_beside_what_is_so_and_pressed_again() {
    let mut run = Run::of(MailChoices::default());
    run.tells(account());
    run.chooses_about(Choice::MailOff, Some("package_published"));
    run.refuses(Code::Stale).tells(changed_elsewhere());
    assert_eq!(run.refusal().unwrap().code, Code::Stale);
    assert!(run.wants_nothing(), "nothing is sent without another press");
    run.chooses_about(Choice::MailOff, Some("package_published"));
    assert_eq!(run.refusal(), None);
    let choices = Choices {
        from_others: false,
        package_published: false,
    };
    let revision = Some("revision-2".to_owned());
    assert_eq!(
        run.request(),
        Request::Contact(ContactRequest::ChooseMail { choices, revision })
    );
}

#[test]
fn an_address_asked_for_from_what_is_no_longer_so_stays_typed_beside_what_waits_now() {
    for foresees in [false, true] {
        let mut run = begun();
        run.types(FieldName::Email, "new@example.org").chooses(Choice::Continue);
        if foresees {
            run.foresees(&[]).chooses(Choice::ChangeEmail);
        }
        run.refuses(Code::Stale).tells(changed_elsewhere());
        let sheet = run.sheet();
        assert_eq!(sheet.step, Step::ContactEmailAddress);
        assert_eq!(sheet.refusal.unwrap().code, Code::Stale);
        assert_eq!(sheet.facts.other_address.as_deref(), Some("elsewhere@example.org"));
        assert_eq!(sheet.fields[0].text, "new@example.org");
        run.chooses(Choice::Continue);
        let Request::Contact(ContactRequest::ChangeEmail { revision, .. }) = run.request() else {
            panic!("{:?}", run.request())
        };
        assert_eq!(revision.as_deref(), Some("revision-2"));
    }
}

#[test]
fn an_address_that_was_asked_for_elsewhere_meanwhile_is_shown_and_not_withdrawn_with_the_same_press() {
    let mut run = waiting();
    run.chooses(Choice::WithdrawEmail)
        .refuses(Code::Stale)
        .tells(changed_elsewhere());
    let sheet = run.sheet();
    assert_eq!(sheet.step, Step::ContactEmailCode);
    assert_eq!(sheet.refusal.unwrap().code, Code::Stale);
    assert!(run.wants_nothing(), "nothing is sent without another press");
    run.chooses(Choice::WithdrawEmail);
    let (organization, revision) = (None, Some("revision-2".to_owned()));
    assert_eq!(
        run.request(),
        Request::Contact(ContactRequest::CancelEmail { organization, revision })
    );
}
