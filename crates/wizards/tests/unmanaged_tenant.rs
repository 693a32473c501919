//! A work address whose directory nobody manages: every page and way out.

mod support;

use contract::{
    Code, Timestamp,
    desktop::wizard::{Choice, FieldName, Offer, Step, WizardKind},
};
use support::{Played, account};
use wizards::{
    Answer, Input, KeptRequest, Machine, Slot, Want, Wizard, unmanaged_tenant::UnmanagedTenant, wizard::State,
};

#[test]
fn a_domain_that_is_known_is_not_asked_for() {
    let person = Played::new(UnmanagedTenant::about(Some("someone@YourDomain.com".to_owned())));
    assert_eq!(
        person.at(Step::UnmanagedTenantWhy).sheet().facts.domain.as_deref(),
        Some("yourdomain.com")
    );
}

#[test]
fn a_domain_that_becomes_known_later_is_filled_in_but_not_over_one_that_was_typed() {
    let begin = || State::begin(WizardKind::UnmanagedTenant, "practice", None).unwrap();
    let wizard = |state| Wizard {
        id: "w".to_owned(),
        gallery: "practice".to_owned(),
        profile: None,
        started_at: Timestamp::UNIX_EPOCH,
        stopping: false,
        mailed_code: None,
        request: KeptRequest::NotMade,
        state,
    };
    let mut told = wizard(begin());
    told.fill_in("yourdomain.com".to_owned());
    let known = State::begin(
        WizardKind::UnmanagedTenant,
        "practice",
        Some("yourdomain.com".to_owned()),
    );
    assert_eq!(Some(told.state.clone()), known);
    told.fill_in("other.example".to_owned());
    assert_eq!(Some(told.state), known);
}

#[test]
fn what_is_no_domain_is_refused_in_its_place() {
    let mut person = Played::new(UnmanagedTenant::about(None));
    for wrong in ["", "nodots", "a..b", "someone@", "has space.com"] {
        person.types(FieldName::Domain, wrong).presses(Choice::Continue);
        assert_eq!(person.refusal(), Some(Code::EmailInvalid), "{wrong}");
    }
    person
        .types(FieldName::Domain, " yourdomain.com ")
        .presses(Choice::Continue)
        .at(Step::UnmanagedTenantWhy);
}

#[test]
fn every_way_leads_to_a_retry_and_back() {
    for choice in [Choice::ChooseText, Choice::ChooseRecord] {
        let mut person = Played::new(UnmanagedTenant::about(Some("yourdomain.com".to_owned())));
        person
            .presses(choice)
            .presses(Choice::ChooseRetry)
            .at(Step::UnmanagedTenantRetry);
        person.presses(Choice::OpenBrowser);
        assert!(person.waits_for_browser());
        person.gets(Input::Back).at(Step::UnmanagedTenantRetry);
        person.gets(Input::Back).at(Step::UnmanagedTenantWhy);
    }
}

#[test]
fn who_has_no_further_microsoft_account_makes_one_and_comes_back() {
    let mut person = Played::new(UnmanagedTenant::about(Some("yourdomain.com".to_owned())));
    person.presses(Choice::CreateIdentity).at(Step::UnmanagedTenantMakeOne);
    person.gets(Input::Back).at(Step::UnmanagedTenantWhy);
    person.presses(Choice::CreateIdentity).presses(Choice::OpenBrowser);
    assert!(person.waits_for_browser());
    person.gets(Input::Back).at(Step::UnmanagedTenantMakeOne);
    person
        .presses(Choice::OpenBrowser)
        .returns(Slot::New, "new@outlook.com", None)
        .at(Step::UnmanagedTenantNew);
}

#[test]
fn a_sign_in_that_works_is_pressed_once_and_one_that_ran_out_is_done_again() {
    let works = || {
        let mut person = Played::new(UnmanagedTenant::about(Some("yourdomain.com".to_owned())));
        person.presses(Choice::ChooseRetry).presses(Choice::OpenBrowser);
        person
            .returns(Slot::New, "someone@yourdomain.com", Some("maya"))
            .at(Step::UnmanagedTenantWorks);
        person
    };
    let mut person = works();
    let key = person.presses(Choice::Continue).call().key;
    person.loses().presses(Choice::TryAgain);
    assert_eq!(person.call().key, key);
    person
        .answers(Answer::Account(Box::new(account())))
        .at(Step::UnmanagedTenantDone);
    assert!(person.machine.is_over());
    let mut person = works();
    person
        .gets(Input::ProofLost { slot: Slot::New })
        .at(Step::UnmanagedTenantRetry);
    assert_eq!(person.refusal(), Some(Code::ProofExpired));
}

#[test]
fn a_microsoft_account_that_opens_nothing_is_offered_what_it_can_do() {
    let mut person = Played::new(UnmanagedTenant::about(Some("yourdomain.com".to_owned())));
    person.presses(Choice::ChooseRetry).presses(Choice::OpenBrowser);
    person
        .returns(Slot::New, "someone@yourdomain.com", None)
        .at(Step::UnmanagedTenantNew);
    person.presses(Choice::AnotherIdentity);
    assert!(person.waits_for_browser());
}

#[test]
fn a_domain_of_personal_mailboxes_is_refused_in_its_place_and_one_that_is_typed_is_no_fact() {
    let mut person = Played::new(UnmanagedTenant::about(None));
    for personal in [
        "me@gmail.com",
        "Outlook.com",
        "me@hotmail.co.uk",
        "live.fr",
        "yahoo.com.br",
    ] {
        person.types(FieldName::Domain, personal).presses(Choice::Continue);
        let refusal = person.at(Step::UnmanagedTenantDomain).sheet().refusal.unwrap();
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::DomainIsPersonal, Some("domain")),
            "{personal}"
        );
    }
    person
        .types(FieldName::Domain, "live.contoso.com")
        .presses(Choice::Continue);
    assert_eq!(person.at(Step::UnmanagedTenantWhy).sheet().facts.is, Some(false));
    let named = Played::new(UnmanagedTenant::about(Some("yourdomain.com".to_owned())));
    assert_eq!(named.sheet().facts.is, Some(true));
    // A pasted text may name the sender's own mailbox.
    Played::new(UnmanagedTenant::about(Some("me@gmail.com".to_owned()))).at(Step::UnmanagedTenantDomain);
}

#[test]
fn where_the_gallery_asks_for_a_second_factor_the_next_sign_in_is_done_with_one() {
    let mut person = Played::new(UnmanagedTenant::about(Some("yourdomain.com".to_owned())));
    person.presses(Choice::ChooseRetry).presses(Choice::OpenBrowser);
    person.returns(Slot::New, "someone@yourdomain.com", Some("maya"));
    person.presses(Choice::Continue).refuses(Code::SecondFactorRequired);
    person.at(Step::UnmanagedTenantRetry);
    person.presses(Choice::OpenBrowser);
    assert!(matches!(person.machine.wants(), Want::Browser(asking) if asking.second_factor));
}

#[test]
fn who_signs_in_to_a_frozen_account_is_led_to_the_undo() {
    let mut person = Played::new(UnmanagedTenant::about(Some("yourdomain.com".to_owned())));
    person.presses(Choice::ChooseRetry).presses(Choice::OpenBrowser);
    person.returns(Slot::New, "someone@yourdomain.com", Some("maya"));
    person.presses(Choice::Continue).refuses(Code::AccountFrozen);
    let undo = Offer::starting(WizardKind::UndoLogin).about("maya");
    assert_eq!(person.at(Step::UnmanagedTenantWorks).sheet().helps, [undo]);
}
