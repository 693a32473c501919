//! A work address whose directory nobody manages, by the guided wizard.

use crate::support::{Computer, PRACTICE, Running, ended, wizard};
use axum::http::Method;
use contract::{
    Code,
    desktop::Action,
    desktop::View,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WizardKind},
};
use practice::cast::{ACCOUNT1, ACCOUNT3, ANA, SOMEONE};

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

/// Microsoft refuses the person's sign-in, and the wizard that is begun from there names the domain.
async fn is_refused_and_knows_why(app: &mut Running, computer: &Computer) {
    let address = app.begins(computer, PRACTICE).await;
    let link = app.person.signs_in_anyhow(&address, SOMEONE.address).await;
    app.handle.offer_link(&link);
    let refused = |view: &View| ended(view).is_some_and(|problem| problem.code == Code::UnmanagedTenant);
    app.until(refused).await;
    app.starts(WizardKind::UnmanagedTenant, None).await;
    let sheet = app.reaches(Step::UnmanagedTenantWhy).await;
    assert_eq!(sheet.facts.domain.as_deref(), Some("yourdomain.com"));
}

#[tokio::test]
async fn begun_from_the_refusal_it_knows_the_domain() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    is_refused_and_knows_why(&mut app, &computer).await;
}

#[tokio::test]
async fn one_that_is_open_without_a_domain_learns_it_from_the_refusal() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    app.starts(WizardKind::UnmanagedTenant, None).await;
    app.drafts(FieldName::Domain, "some").await;
    is_refused_and_knows_why(&mut app, &computer).await;
    let kind = |row: &&contract::desktop::view::UnderWay| row.wizard == Some(WizardKind::UnmanagedTenant);
    assert_eq!(app.view().under_way.iter().filter(kind).count(), 1);
}

#[tokio::test]
async fn a_sign_in_that_arrives_after_the_person_stopped_is_ended_and_news_are_heard_again() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in(&computer, PRACTICE, ANA.address).await;
    app.starts(WizardKind::UnmanagedTenant, None).await;
    let typed = [(FieldName::Domain, SOMEONE.address)];
    app.answers_with(Step::UnmanagedTenantDomain, Choice::Continue, &typed)
        .await;
    app.answers(Step::UnmanagedTenantWhy, Choice::ChooseRetry).await;
    app.proves(&computer, Step::UnmanagedTenantRetry, &ACCOUNT1).await;
    let held = computer.practice.hold_next(Method::POST, "/api/v1/sessions");
    app.answers(Step::UnmanagedTenantWorks, Choice::Continue).await;
    let release = held.await.unwrap();
    let (choice, target, typed) = (Choice::Cancel, None, Vec::new());
    app.act(Action::Choose { choice, target, typed }).await;
    app.answers(Step::Stop, Choice::StopHere).await;
    let ended = computer.practice.hold_next(Method::DELETE, "/api/v1/sessions/current");
    let _ = release.send(());
    let _ = ended.await.unwrap().send(());
    // What the gallery's stream tells is no longer held back.
    let laptop = computer.another();
    let mut other = laptop.start();
    other.signs_in(&laptop, PRACTICE, ANA.address).await;
    let told = |view: &View| {
        let mut notices = view.notices.iter();
        notices.any(|notice| notice.profile.as_ref() == Some(&profile))
    };
    app.until(told).await;
}
