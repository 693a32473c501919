//! The account's page, online and not.

use crate::support::{Computer, TestGallery, account, settled, states, waiting};
use axum::http::Method;
use contract::desktop::{
    Action, View,
    view::{AccountState, AccountTab, NoticeKind},
};
use practice::cast::{ACCOUNT1, ACCOUNT2};

fn offline(view: &View) -> bool {
    account(view).is_some_and(|page| !page.refreshing && page.unreachable_since.is_some())
}

#[tokio::test]
async fn a_gallery_that_is_gone_leaves_the_cached_page_with_its_age_and_says_since_when() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let read = app.shows(settled).await;
    computer.practice.stop().await;
    computer.clock.advance_secs(90);
    app.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    let view = app.until(offline).await;
    let page = account(&view).unwrap();
    assert_eq!((&page.account, page.as_of), (&read.account, read.as_of));
    assert_eq!(page.row.state, AccountState::Offline);
    let since = page.unreachable_since;
    computer.clock.advance_secs(90);
    app.act(Action::RefreshAccount { profile }).await;
    let view = app.until(offline).await;
    assert_eq!(
        account(&view).unwrap().unreachable_since,
        since,
        "the first failure counts"
    );
}

#[tokio::test]
async fn the_app_opened_offline_shows_the_account_and_comes_back_by_itself() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.signs_in_as_account1(&computer).await;
    app.quits().await;
    computer.practice.stop().await;
    let app = computer.start();
    let view = app.until(offline).await;
    assert_eq!(
        account(&view).unwrap().account.as_ref().unwrap().username,
        "MyNuGetAccount1"
    );
    computer.practice.start_again().await;
    // Nobody presses anything: the event stream finds the gallery again.
    app.until(|view| states(view) == [AccountState::Ready]).await;
}

#[tokio::test]
async fn a_session_that_is_ended_elsewhere_ends_here_and_nothing_else_changes() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    desk.signs_in_as_account1(&computer).await;
    let mut other = laptop.start();
    let profile = other.signs_in_as_account1(&laptop).await;
    let page = other.shows(settled).await;
    let session = page.sessions.iter().find(|session| !session.current).unwrap().id;
    other.act(Action::RevokeSession { profile, session }).await;
    other
        .until(|view| {
            let told = NoticeKind::SessionEnded {
                installation: "Desk".to_owned(),
            };
            view.notices.iter().any(|notice| notice.what == told)
        })
        .await;
    let view = desk.until(|view| states(view) == [AccountState::SessionEnded]).await;
    let page = account(&view).unwrap();
    assert_eq!(page.account.as_ref().unwrap().username, "MyNuGetAccount1");
    assert_eq!(page.unreachable_since, None);
    assert!(!page.busy && page.as_of.is_some());
    desk.quits().await;
    assert_eq!(states(&computer.start().view()), [AccountState::SessionEnded]);
}

#[tokio::test]
async fn several_accounts_in_two_galleries_stand_side_by_side() {
    let computer = Computer::new().await;
    let company = TestGallery::of_a_company(&computer.clock).await;
    let mut app = computer.start();
    let first = app.signs_in_as_account1(&computer).await;
    app.act(Action::ShowAddGallery).await;
    let address = company.address();
    app.act(Action::AddGallery { address }).await;
    let address = computer.browser.next().await;
    app.shows(waiting).await;
    let link = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.shows(crate::support::came_back).await;
    app.act(Action::ConfirmIdentity).await;
    let second = app.shows(settled).await.row.profile;
    assert_ne!(first, second);
    let third = app.signs_in(&computer, &company.id(), ACCOUNT2.address).await;

    let view = app.view();
    let rows: Vec<_> = view
        .accounts
        .iter()
        .map(|row| (row.profile.clone(), row.username.as_str(), row.gallery.practice))
        .collect();
    assert_eq!(
        rows,
        [
            (first, "MyNuGetAccount1", true),
            (second.clone(), "MyNuGetAccount1", false),
            (third, "MyNuGetAccount2", false)
        ]
    );
    for row in &view.accounts {
        computer.kept_token(&row.profile).await;
    }
    app.act(Action::SignOut { profile: second }).await;
    let view = app.until(|view| states(view)[1] == AccountState::SignedOut).await;
    assert_eq!(
        states(&view),
        [AccountState::Ready, AccountState::SignedOut, AccountState::Ready]
    );
}

#[tokio::test]
async fn what_happens_while_the_account_is_read_is_read_too() {
    let computer = Computer::new().await;
    let (laptop, mut desk) = (computer.another(), computer.start());
    let profile = desk.signs_in_as_account1(&computer).await;
    let tab = AccountTab::Sessions;
    desk.act(Action::ShowAccount {
        profile: profile.clone(),
        tab,
    })
    .await;
    let held = computer.practice.hold_next(Method::GET, "/api/v1/account/activity");
    desk.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    let release = held.await.unwrap();
    let mut other = laptop.start();
    other.signs_in_as_account1(&laptop).await;
    desk.until(|view| !view.notices.is_empty()).await;
    release.send(()).unwrap();
    desk.until(|view| settled(view).is_some_and(|page| page.sessions.len() == 2))
        .await;
}

#[tokio::test]
async fn an_act_that_fails_is_told_on_the_page_and_the_page_works_on() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let resend = Action::ResendConfirmation {
        profile: profile.clone(),
    };
    app.act(resend.clone()).await;
    let refused = |view: &View| {
        settled(view)
            .and_then(|page| page.refusal.as_ref())
            .map(|problem| problem.code)
    };
    app.until(|view| refused(view) == Some(contract::Code::EmailNotPending))
        .await;
    computer.practice.stop().await;
    app.act(resend).await;
    app.until(|view| refused(view) == Some(contract::Code::GalleryUnreachable))
        .await;
    let tab = AccountTab::Overview;
    let view = app.act(Action::ShowAccount { profile, tab }).await;
    assert_eq!(refused(&view), None);
}

#[tokio::test]
async fn work_that_panics_leaves_nothing_waiting_and_is_told() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    computer.practice.panic_next();
    app.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    app.until(|view| {
        view.notices.iter().any(
            |notice| matches!(&notice.what, NoticeKind::Problem { problem } if problem.code == contract::Code::AppFailed),
        )
    })
    .await;
    app.shows(settled).await;
    app.act(Action::SignOut { profile }).await;
    app.shows(crate::support::signed_out).await;
}
