//! What the gallery's event stream brings.

use crate::support::{Computer, PRACTICE, Running, settled};
use axum::http::Method;
use cache::State;
use contract::desktop::{
    Action,
    view::{AccountState, AccountTab, Language, Notice, NoticeKind},
};
use practice::cast::ACCOUNT1;

fn told(app: &Running) -> Vec<Notice> {
    let notices = app.view().notices.into_iter();
    notices
        .filter(|notice| matches!(notice.what, NoticeKind::NewSignIn { .. }))
        .collect()
}

/// Waits until the account's page shows so many sessions: each comes by an event, after what that event tells.
async fn has_sessions(app: &Running, count: usize) {
    app.until(|view| settled(view).is_some_and(|page| page.sessions.len() == count))
        .await;
}

#[tokio::test]
async fn a_sign_in_from_another_installation_is_one_notification_and_one_notice() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    let profile = desk.signs_in_as_account1(&computer).await;
    let mut other = laptop.start();
    other.signs_in_as_account1(&laptop).await;
    has_sessions(&desk, 2).await;

    let notices = told(&desk);
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].profile.as_deref(), Some(profile.as_str()));
    assert!(
        matches!(&notices[0].what, NoticeKind::NewSignIn { username, installation, .. }
        if username == "MyNuGetAccount1" && installation == "Laptop")
    );
    let shown = computer.notifier.0.lock().unwrap().clone();
    let tab = AccountTab::Sessions;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].opens, Action::ShowAccount { profile, tab });
    assert!(!shown[0].body.contains('@') && shown[0].body.contains("Laptop"));
    assert!(told(&other).is_empty(), "nobody is told about themselves");
    assert!(laptop.notifier.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_notification_speaks_the_language_that_was_chosen() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    desk.signs_in_as_account1(&computer).await;
    let language = Language::German;
    desk.act(Action::SetLanguage { language }).await;
    laptop.start().signs_in_as_account1(&laptop).await;
    has_sessions(&desk, 2).await;
    let shown = computer.notifier.0.lock().unwrap().clone();
    assert_eq!(shown[0].title, "Neue Anmeldung bei MyNuGetAccount1");
}

#[tokio::test]
async fn nothing_is_told_twice_and_nothing_missed_when_the_stream_was_cut() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    desk.signs_in_as_account1(&computer).await;
    let mut other = laptop.start();
    other.signs_in_as_account1(&laptop).await;
    has_sessions(&desk, 2).await;

    computer.practice.stop().await;
    desk.until(|view| view.accounts[0].state == AccountState::Offline).await;
    computer.practice.start_again().await;
    desk.until(|view| view.accounts[0].state == AccountState::Ready).await;
    // Another sign-in comes over the new stream; what came before it on the stream came before it here.
    let tablet = laptop.another();
    let mut third = tablet.start();
    third.signs_in_as_account1(&tablet).await;
    has_sessions(&desk, 3).await;
    assert_eq!(told(&desk).len(), 2);
    assert_eq!(computer.notifier.0.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn what_happened_while_the_app_was_closed_is_told_once_when_it_opens() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    desk.signs_in_as_account1(&computer).await;
    // The stream says where it begins before anything happened on it.
    while computer.cursor().is_none() {
        tokio::task::yield_now().await;
    }
    desk.quits().await;
    let mut other = laptop.start();
    other.signs_in_as_account1(&laptop).await;

    for expected in [1, 1] {
        let desk = computer.start();
        has_sessions(&desk, 2).await;
        desk.until(|_| told(&desk).len() == expected).await;
        desk.quits().await;
    }
    assert_eq!(computer.notifier.0.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn with_notifications_off_the_notice_stands_in_the_app_alone() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    desk.act(Action::SetNotifications { on: false }).await;
    desk.signs_in_as_account1(&computer).await;
    let mut other = laptop.start();
    other.signs_in_as_account1(&laptop).await;
    has_sessions(&desk, 2).await;
    assert_eq!(told(&desk).len(), 1);
    assert!(computer.notifier.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_notice_that_was_dismissed_stays_away() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    desk.signs_in_as_account1(&computer).await;
    let mut other = laptop.start();
    other.signs_in_as_account1(&laptop).await;
    has_sessions(&desk, 2).await;
    let id = told(&desk)[0].id.clone();
    desk.act(Action::DismissNotice { id }).await;
    desk.quits().await;
    let desk = computer.start();
    has_sessions(&desk, 2).await;
    assert!(told(&desk).is_empty());
}

#[tokio::test]
async fn whoever_names_this_installation_as_their_own_is_told_of_all_the_same() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    desk.signs_in_as_account1(&computer).await;
    let ours = State::open(&computer.file("state.db")).unwrap().setting("installation");
    let theirs = State::open(&laptop.file("state.db")).unwrap();
    theirs.set_setting("installation", &ours.unwrap().unwrap()).unwrap();
    let mut other = laptop.start();
    other.signs_in_as_account1(&laptop).await;
    has_sessions(&desk, 2).await;
    // As a place that the gallery knows it stands in the app, and is no notification.
    assert_eq!(told(&desk).len(), 1);
}

#[tokio::test]
async fn ones_own_sign_in_is_not_told_even_when_its_event_comes_again_after_a_restart() {
    let computer = Computer::new().await;
    let mut desk = computer.start();
    desk.signs_in_as_account1(&computer).await;
    while computer.cursor().is_none() {
        tokio::task::yield_now().await;
    }
    let before = computer.cursor();
    desk.signs_in_as_account1(&computer).await;
    while computer.cursor() == before {
        tokio::task::yield_now().await;
    }
    desk.quits().await;
    let last = computer.cursor();
    let state = State::open(&computer.file("state.db")).unwrap();
    let mut record = state.profiles().unwrap().remove(0);
    record.event_cursor = before;
    state.put_profile(&record).unwrap();
    drop(state);

    let desk = computer.start();
    while computer.cursor() < last {
        tokio::task::yield_now().await;
    }
    assert!(told(&desk).is_empty());
    assert!(computer.notifier.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn an_event_about_ones_own_sign_in_that_overtakes_its_answer_is_not_told() {
    let computer = Computer::new().await;
    let mut desk = computer.start();
    desk.signs_in_as_account1(&computer).await;
    desk.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    let held = computer.practice.hold_next(Method::POST, "/api/v1/sessions");
    desk.act(Action::ConfirmIdentity).await;
    let release = held.await.unwrap();
    // A whole sign-in's beginning later the event has long been here.
    desk.begins(&computer, PRACTICE).await;
    desk.act(Action::CancelSignIn).await;
    release.send(()).unwrap();
    desk.until(|view| view.under_way.is_empty()).await;
    desk.shows(settled).await;
    assert!(told(&desk).is_empty());
    assert!(computer.notifier.0.lock().unwrap().is_empty());
}
