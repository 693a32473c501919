//! Opening an account where the answers are lost.

use crate::{
    register::{choosing, register},
    support::{Computer, Fault, Running, registering, settled},
};
use axum::http::Method;
use contract::desktop::Action;

/// Presses the button, and waits until nobody answers.
async fn unanswered(app: &Running, username: &str) {
    app.act(register(username)).await;
    app.until(|view| registering(view).is_some_and(|page| !page.busy && page.refusal.is_some()))
        .await;
}

/// Presses the button, and what is asked for does not arrive.
async fn asked_in_vain(app: &Running, computer: &Computer, username: &str) {
    computer.practice.stop().await;
    unanswered(app, username).await;
    computer.practice.start_again().await;
}

/// Presses the button, and no answer arrives.
async fn answered_into_the_void(app: &Running, computer: &Computer, username: &str) {
    computer.practice.fail_next(Fault::LoseAll("/api/v1/accounts"));
    unanswered(app, username).await;
    computer.practice.mend();
}

#[tokio::test]
async fn after_a_lost_answer_the_name_that_was_asked_for_is_asked_for_once_more_before_another() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    answered_into_the_void(&app, &computer, "MyNuGetAccount3").await;
    // The account is open under the first name; another cannot be opened with the same sign-in.
    app.act(register("MyNuGetAccount4")).await;
    assert_eq!(app.shows(settled).await.row.username, "MyNuGetAccount3");
}

#[tokio::test]
async fn where_the_first_name_was_refused_the_other_is_asked_for_by_the_same_press() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    answered_into_the_void(&app, &computer, "mynugetaccount1").await;
    app.dies().await;
    let app = computer.start();
    app.shows(registering).await;
    app.act(register("MyNuGetAccount4")).await;
    assert_eq!(app.shows(settled).await.row.username, "MyNuGetAccount4");
}

#[tokio::test]
async fn a_name_that_never_arrived_is_not_registered_in_the_place_of_the_corrected_one() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    asked_in_vain(&app, &computer, "MyNuGetAccont4").await;
    app.act(register("MyNuGetAccount4")).await;
    assert_eq!(app.shows(settled).await.row.username, "MyNuGetAccount4");
}

#[tokio::test]
async fn of_two_names_that_were_asked_for_in_vain_the_one_that_opened_the_account_is_asked_for_once_more() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    asked_in_vain(&app, &computer, "MyNuGetAccont4").await;
    answered_into_the_void(&app, &computer, "MyNuGetAccount4").await;
    // The first name never arrived, so it is free; the account is open under the second one.
    app.act(register("MyNuGetAccount5")).await;
    assert_eq!(app.shows(settled).await.row.username, "MyNuGetAccount4");
}

#[tokio::test]
async fn a_name_that_is_only_typed_while_another_is_asked_for_opens_nothing() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    let held = computer.practice.hold_next(Method::POST, "/api/v1/accounts");
    let view = app.act(register("mynugetaccount1")).await;
    let release = held.await.unwrap();
    app.act(Action::DraftRegister {
        id: registering(&view).unwrap().id.clone(),
        username: "MyNuGetAcc".to_owned(),
        email: "half@".to_owned(),
    })
    .await;
    release.send(()).unwrap();
    let view = app
        .until(|view| registering(view).is_some_and(|page| !page.busy && page.refusal.is_some()))
        .await;
    assert_eq!(registering(&view).unwrap().username, "MyNuGetAcc");
    app.act(register("MyNuGetAccount3")).await;
    assert_eq!(app.shows(settled).await.row.username, "MyNuGetAccount3");
}
