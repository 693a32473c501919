//! A work address whose directory nobody manages, by the guided wizard.

use crate::support::{Computer, PRACTICE, Running, ended, wizard};
use contract::{
    Code,
    desktop::View,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WizardKind},
};
use practice::cast::{ACCOUNT1, ACCOUNT3, SOMEONE};

async fn begun(computer: &Computer) -> Running {
    let app = computer.start();
    app.starts(WizardKind::UnmanagedTenant, None).await;
    let typed = [(FieldName::Domain, SOMEONE.address)];
    app.answers_with(Step::UnmanagedTenantDomain, Choice::Continue, &typed)
        .await;
    app
}

#[tokio::test]
async fn the_domain_of_an_address_is_named_and_there_is_a_text_to_send_and_a_record_to_copy() {
    let computer = Computer::with_cast().await;
    let app = begun(&computer).await;
    let sheet = app.reaches(Step::UnmanagedTenantWhy).await;
    assert_eq!(sheet.facts.domain.as_deref(), Some("yourdomain.com"));
    assert!(
        sheet
            .offers
            .iter()
            .any(|offer| offer.starts == Some(WizardKind::Recover))
    );
    app.answers(Step::UnmanagedTenantWhy, Choice::ChooseText).await;
    app.answers(Step::UnmanagedTenantText, Choice::ChooseRecord).await;
    let sheet = app.reaches(Step::UnmanagedTenantRecord).await;
    let copied = |list: ListName| sheet.blocks.contains(&Block::Text { list, text: None });
    assert!(copied(ListName::RecordName) && copied(ListName::RecordValue));
}

#[tokio::test]
async fn a_retry_that_is_refused_again_keeps_the_place_and_one_that_works_signs_in() {
    let computer = Computer::with_cast().await;
    let mut app = begun(&computer).await;
    app.answers(Step::UnmanagedTenantWhy, Choice::ChooseRetry).await;
    app.proves(&computer, Step::UnmanagedTenantRetry, &SOMEONE).await;
    app.until(|view| {
        let sign_in = wizard(view).and_then(|page| page.sign_in.as_ref());
        let refusal = sign_in.and_then(|sign_in| sign_in.refusal.as_ref());
        refusal.is_some_and(|problem| problem.code == Code::UnmanagedTenant)
    })
    .await;
    app.dies().await;
    let mut app = computer.start();
    app.proves(&computer, Step::UnmanagedTenantRetry, &ACCOUNT1).await;
    app.answers(Step::UnmanagedTenantWorks, Choice::Continue).await;
    app.reaches(Step::UnmanagedTenantDone).await;
    app.until(|view| view.accounts.iter().any(|row| row.username == "MyNuGetAccount1"))
        .await;
}

#[tokio::test]
async fn a_microsoft_account_that_works_and_opens_nothing_is_told_the_two_ways() {
    let computer = Computer::with_cast().await;
    let mut app = begun(&computer).await;
    app.answers(Step::UnmanagedTenantWhy, Choice::ChooseRetry).await;
    app.proves(&computer, Step::UnmanagedTenantRetry, &ACCOUNT3).await;
    let sheet = app.reaches(Step::UnmanagedTenantNew).await;
    assert!(sheet.offers.iter().any(|offer| offer.choice == Choice::SignIn));
}

#[tokio::test]
async fn begun_from_the_refusal_it_knows_the_domain() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let address = app.begins(&computer, PRACTICE).await;
    let link = app.person.signs_in_anyhow(&address, SOMEONE.address).await;
    app.handle.offer_link(&link);
    let refused = |view: &View| ended(view).is_some_and(|problem| problem.code == Code::UnmanagedTenant);
    app.until(refused).await;
    app.starts(WizardKind::UnmanagedTenant, None).await;
    let sheet = app.reaches(Step::UnmanagedTenantWhy).await;
    assert_eq!(sheet.facts.domain.as_deref(), Some("yourdomain.com"));
}
