//! Getting back into an account goes on in a later run of the app.

use crate::{
    recover::{WEEK, is_relinked, links, mailed, stops, types_code},
    support::{Computer, wizard},
};
use axum::http::Method;
use contract::desktop::wizard::{Block, Choice, Step};
use practice::cast::{ACCOUNT1, ACCOUNT2, ACCOUNT3};

#[tokio::test]
async fn an_app_that_was_killed_before_the_decision_goes_on_in_the_same_recovery_session() {
    let computer = Computer::with_cast().await;
    let mut app = mailed(&computer, "MyNuGetAccount1", ACCOUNT1.address).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT1.address).await;
    app.proves(&computer, Step::RecoverNew, &ACCOUNT3).await;
    app.reaches(Step::RecoverCheck).await;
    app.dies().await;
    let app = computer.start();
    app.answers(Step::RecoverCheck, Choice::LinkLogin).await;
    app.reaches(Step::RecoverDone).await;
}

#[tokio::test]
async fn an_app_that_was_killed_while_the_mail_was_on_its_way_takes_the_code_afterwards() {
    let computer = Computer::with_cast().await;
    let app = mailed(&computer, "MyNuGetAccount1", ACCOUNT1.address).await;
    app.dies().await;
    let app = computer.start();
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT1.address).await;
    app.reaches(Step::RecoverNew).await;
}

#[tokio::test]
async fn an_app_that_was_killed_while_the_code_was_sent_asks_for_it_again() {
    let computer = Computer::with_cast().await;
    let app = mailed(&computer, "MyNuGetAccount1", ACCOUNT1.address).await;
    let held = computer
        .practice
        .hold_next(Method::POST, "/api/v1/recovery/login/confirm");
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT1.address).await;
    let release = held.await.unwrap();
    app.dies().await;
    let _ = release.send(());
    let app = computer.start();
    let again = contract::desktop::wizard::ListName::TypeAgain;
    let says = |block: &Block| matches!(block, Block::Note { list, .. } if *list == again);
    app.until(|view| wizard(view).is_some_and(|page| page.sheet.blocks.iter().any(says)))
        .await;
    // The first code was used; another one leads on.
    app.answers(Step::RecoverCode, Choice::MailCode).await;
    app.until(|view| wizard(view).is_some_and(|page| page.sheet.blocks.iter().all(|block| !says(block)) && !page.busy))
        .await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT1.address).await;
    app.reaches(Step::RecoverNew).await;
}

#[tokio::test]
async fn an_app_that_was_killed_on_the_page_after_the_code_asks_for_the_same_code_again_at_once() {
    let computer = Computer::with_cast().await;
    let app = mailed(&computer, "MyNuGetAccount2", ACCOUNT2.address).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT2.address).await;
    app.reaches(Step::RecoverSecond).await;
    app.dies().await;
    let app = computer.start();
    app.reaches(Step::RecoverCode).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT2.address).await;
    app.reaches(Step::RecoverSecond).await;
}

#[tokio::test]
async fn with_two_factor_and_no_codes_it_waits_seven_days_and_goes_on_in_a_later_run_of_the_app() {
    let computer = Computer::with_cast().await;
    let app = mailed(&computer, "MyNuGetAccount2", ACCOUNT2.address).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT2.address).await;
    app.answers(Step::RecoverSecond, Choice::NoRecoveryCode).await;
    app.answers(Step::RecoverWait, Choice::BeginWait).await;
    let sheet = app.reaches(Step::RecoverWaiting).await;
    let until = sheet.facts.until.unwrap();
    app.dies().await;
    computer.clock.advance_secs(WEEK - 60);
    let app = computer.start();
    let sheet = app.reaches(Step::RecoverWaiting).await;
    assert_eq!(sheet.facts.until, Some(until));
    app.quits().await;
    computer.clock.advance_secs(120);
    let mut app = computer.start();
    app.answers(Step::RecoverWaited, Choice::MailCode).await;
    app.reaches(Step::RecoverCode).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT2.address).await;
    let sheet = links(&mut app, &computer).await;
    assert!(is_relinked(&sheet));
}

#[tokio::test]
async fn a_session_is_ended_by_who_stops_in_a_later_run_of_the_app() {
    let computer = Computer::with_cast().await;
    let app = mailed(&computer, "MyNuGetAccount1", ACCOUNT1.address).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT1.address).await;
    app.reaches(Step::RecoverNew).await;
    app.quits().await;
    let app = computer.start();
    app.reaches(Step::RecoverNew).await;
    let ended = computer.practice.hold_next(Method::DELETE, "/api/v1/sessions/current");
    stops(&app).await;
    let _ = ended.await.unwrap().send(());
    computer.keeps(&[]).await;
}
