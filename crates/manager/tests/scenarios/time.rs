//! Deadlines, and clocks that differ.

use crate::support::{Computer, PRACTICE, Running, came_back, ended, registering, settled, waiting};
use contract::{
    Code,
    desktop::{Action, view::NoticeKind},
};
use practice::cast::{ACCOUNT1, ACCOUNT3};

/// Makes the app look at the clock that was moved.
async fn looks_at_the_clock(app: &Running) {
    app.handle.link_counts().await;
}

#[tokio::test]
async fn a_sign_in_waits_until_its_deadline_and_not_longer() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.begins(&computer, PRACTICE).await;
    let page = app.shows(waiting).await;
    let now = ambient::Clock::now(computer.clock.as_ref());
    assert_eq!(page.expires_at, Some(now.plus_secs(600)));
    computer.clock.advance_secs(599);
    looks_at_the_clock(&app).await;
    assert!(waiting(&app.view()).is_some());
    computer.clock.advance_secs(1);
    looks_at_the_clock(&app).await;
    assert_eq!(app.shows(ended).await.code, Code::SignInExpired);
    app.quits().await;
    assert!(computer.keyring.users().is_empty());
}

#[tokio::test]
async fn a_deadline_that_passed_while_the_app_was_closed_has_passed() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.dies().await;
    computer.clock.advance_secs(601);
    let app = computer.open();
    app.handle.offer_link(&link);
    app.handle.begin();
    assert_eq!(app.shows(ended).await.code, Code::SignInExpired);
}

#[tokio::test]
async fn a_sign_in_that_runs_out_behind_another_page_is_told() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.begins(&computer, PRACTICE).await;
    app.shows(waiting).await;
    app.act(Action::ShowSettings).await;
    computer.clock.advance_secs(600);
    looks_at_the_clock(&app).await;
    let view = app.until(|view| !view.notices.is_empty()).await;
    assert_eq!(view.notices[0].what, NoticeKind::SignInExpired);
    assert!(view.under_way.is_empty());
}

#[tokio::test]
async fn what_was_typed_outlives_the_proof_and_is_there_in_the_next_sign_in() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT3.address).await;
    let view = app.act(Action::ShowRegister).await;
    let id = registering(&view).unwrap().id.clone();
    // The page gives way at the moment at which the last letters are typed.
    app.act(Action::ShowSettings).await;
    app.act(Action::DraftRegister {
        id,
        username: "MyNuGetAccount3".to_owned(),
        email: "p@contoso.example".to_owned(),
    })
    .await;
    computer.clock.advance_secs(3600);
    looks_at_the_clock(&app).await;
    app.until(|view| !view.notices.is_empty()).await;
    app.quits().await;

    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT3.address).await;
    let view = app.act(Action::ShowRegister).await;
    let page = registering(&view).unwrap();
    assert_eq!(
        (page.username.as_str(), page.email.as_str()),
        ("MyNuGetAccount3", "p@contoso.example")
    );
}

#[tokio::test]
async fn a_clock_that_is_wrong_by_minutes_does_not_get_in_the_way() {
    for seconds in [-3600, 3600] {
        let computer = Computer::with_clock_off_by(seconds).await;
        let mut app = computer.start();
        app.begins(&computer, PRACTICE).await;
        let page = app.shows(waiting).await;
        let now = ambient::Clock::now(computer.clock.as_ref());
        assert_eq!(
            page.expires_at,
            Some(now.plus_secs(600)),
            "in the time of this computer"
        );
        app.act(Action::CancelSignIn).await;
        app.signs_in_as_account1(&computer).await;
    }
}

#[tokio::test]
async fn a_proof_that_is_refused_for_its_time_names_the_clock_that_was_set_back() {
    let computer = Computer::with_clock_off_by(0).await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    // An hour passes at the gallery; here somebody sets the clock to what it was.
    computer.practice.clock().advance_secs(3600);
    app.act(Action::ConfirmIdentity).await;
    assert_eq!(app.shows(ended).await.code, Code::ClockSkewed);
}

#[tokio::test]
async fn a_proof_that_is_refused_for_its_time_is_expired_where_the_clocks_agree() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    app.shows(came_back).await;
    computer.clock.advance_secs(900);
    app.act(Action::ConfirmIdentity).await;
    let problem = app.shows(ended).await;
    assert!(matches!(problem.code, Code::ProofExpired | Code::SignInExpired));
    app.signs_in_as_account1(&computer).await;
    app.shows(settled).await;
}
