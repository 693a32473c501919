//! A work address whose directory nobody manages: every page and way out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use contract::{
    Code,
    desktop::wizard::{Choice, FieldName, Step},
};
use support::{Played, account};
use wizards::{Answer, Input, Machine, Slot, unmanaged_tenant::UnmanagedTenant};

#[test]
fn a_domain_that_is_known_is_not_asked_for() {
    let person = Played::new(UnmanagedTenant::about(Some("someone@YourDomain.com".to_owned())));
    assert_eq!(
        person.at(Step::UnmanagedTenantWhy).sheet().facts.domain.as_deref(),
        Some("yourdomain.com")
    );
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
