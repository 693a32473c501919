//! Leaving an account.

use crate::support::{Computer, PRACTICE, TestGallery, settled, signed_out, states, waiting};
use axum::http::Method;
use contract::{
    Code,
    desktop::{
        Action,
        view::{AccountState, NoticeKind, Page},
    },
};
use practice::cast::ACCOUNT1;

#[tokio::test]
async fn signing_out_ends_the_session_at_the_gallery_removes_the_token_and_reports_both() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let token = computer.kept_token(&profile).await;
    app.act(Action::SignOut { profile }).await;
    let report = app.shows(signed_out).await;
    assert!(report.revoked_at_gallery && report.removed_from_keyring);
    assert_eq!((report.refusal, report.row.state), (None, AccountState::SignedOut));
    assert!(computer.keyring.users().is_empty());
    let address = format!("{}/api/v1/account", computer.practice.address());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.get(address).bearer_auth(&token).send().await.unwrap();
    assert_eq!(answer.status(), 401);
}

#[tokio::test]
async fn whoever_went_on_to_another_page_stays_there_and_is_told_by_a_notice() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let held = computer.practice.hold_next(Method::DELETE, "/api/v1/sessions/current");
    app.act(Action::SignOut { profile }).await;
    let release = held.await.unwrap();
    app.act(Action::ShowSettings).await;
    release.send(()).unwrap();
    let view = app
        .until(|view| {
            let told = |what: &NoticeKind| {
                let all = (true, true);
                matches!(what, NoticeKind::SignedOut { username, revoked_at_gallery, removed_from_keyring }
                    if username == "MyNuGetAccount1" && (*revoked_at_gallery, *removed_from_keyring) == all)
            };
            view.notices.iter().any(|notice| told(&notice.what))
        })
        .await;
    assert!(matches!(view.page, Page::Settings(_)));
    assert_eq!(states(&view), [AccountState::SignedOut]);
}

#[tokio::test]
async fn nothing_read_of_the_account_is_left_after_signing_out_not_even_what_was_on_its_way() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let held = computer.practice.hold_next(Method::GET, "/api/v1/account/activity");
    app.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    let release = held.await.unwrap();
    app.act(Action::SignOut {
        profile: profile.clone(),
    })
    .await;
    app.shows(signed_out).await;
    release.send(()).unwrap();
    // A whole sign-in's beginning later the late answer has long been here.
    app.begins(&computer, PRACTICE).await;
    app.act(Action::CancelSignIn).await;
    let tab = contract::desktop::view::AccountTab::Overview;
    let view = app.act(Action::ShowAccount { profile, tab }).await;
    let page = crate::support::account(&view).unwrap();
    assert_eq!(
        (page.account.as_ref(), page.as_of, page.refreshing),
        (None, None, false)
    );
    app.quits().await;
    let bytes = std::fs::read(computer.file("cache.db")).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("MyNuGetAccount1"));
}

#[tokio::test]
async fn signing_out_offline_removes_what_is_here_and_says_that_the_gallery_does_not_know() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    computer.practice.stop().await;
    app.act(Action::SignOut { profile }).await;
    let report = app.shows(signed_out).await;
    assert!(!report.revoked_at_gallery && report.removed_from_keyring);
    assert_eq!(report.refusal.unwrap().code, Code::GalleryUnreachable);
    assert!(computer.keyring.users().is_empty());
}

#[tokio::test]
async fn a_token_that_stays_in_the_keyring_is_reported() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    computer.keyring.switch(|keyring| keyring.fails_delete = true);
    app.act(Action::SignOut { profile }).await;
    let report = app.shows(signed_out).await;
    assert!(report.revoked_at_gallery && !report.removed_from_keyring);
    assert_eq!(report.refusal.unwrap().code, Code::KeyringNotCleared);
}

#[tokio::test]
async fn who_signed_out_signs_in_again_to_the_same_row() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.act(Action::SignOut {
        profile: profile.clone(),
    })
    .await;
    app.shows(signed_out).await;
    assert_eq!(app.signs_in_as_account1(&computer).await, profile);
    assert_eq!(states(&app.view()), [AccountState::Ready]);
}

#[tokio::test]
async fn an_account_is_forgotten_only_without_a_session_and_with_all_that_is_kept_of_it() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let view = app
        .act(Action::ForgetAccount {
            profile: profile.clone(),
        })
        .await;
    assert_eq!(view.accounts.len(), 1);
    app.act(Action::SignOut {
        profile: profile.clone(),
    })
    .await;
    app.shows(signed_out).await;
    let view = app.act(Action::ForgetAccount { profile }).await;
    assert!(view.accounts.is_empty() && matches!(view.page, Page::Welcome));
    app.quits().await;
    assert!(computer.start().view().accounts.is_empty());
}

#[tokio::test]
async fn starting_over_takes_the_practice_accounts_away_and_leaves_the_others() {
    let computer = Computer::new().await;
    let company = TestGallery::of_a_company(&computer.clock).await;
    let mut app = computer.start();
    app.act(Action::ShowAddGallery).await;
    let address = company.address();
    app.act(Action::AddGallery { address }).await;
    let address = computer.browser.next().await;
    app.shows(waiting).await;
    let link = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.shows(crate::support::came_back).await;
    app.act(Action::ConfirmIdentity).await;
    app.shows(settled).await;
    app.signs_in_as_account1(&computer).await;
    app.begins(&computer, PRACTICE).await;
    app.shows(waiting).await;

    app.act(Action::StartOver).await;
    let view = app
        .until(|view| {
            view.notices
                .first()
                .is_some_and(|notice| notice.what == NoticeKind::StartedOver)
        })
        .await;
    assert_eq!(view.accounts.len(), 1);
    assert!(!view.accounts[0].gallery.practice && view.under_way.is_empty());
    app.signs_in_as_account1(&computer).await;
    assert_eq!(app.view().accounts.len(), 2);
}

#[tokio::test]
async fn a_second_press_of_start_over_while_it_is_done_is_the_same_press() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.signs_in_as_account1(&computer).await;
    for _ in 0..2 {
        app.act(Action::StartOver).await;
    }
    let started = |notice: &&contract::desktop::view::Notice| notice.what == NoticeKind::StartedOver;
    app.until(|view| view.notices.iter().any(|notice| started(&notice)))
        .await;
    app.signs_in_as_account1(&computer).await;
    assert_eq!(computer.practice.started_over(), 1);
    let view = app.view();
    assert_eq!(
        (view.accounts.len(), view.notices.iter().filter(started).count()),
        (1, 1)
    );
    // Later it is another one.
    app.act(Action::StartOver).await;
    app.until(|view| view.accounts.is_empty()).await;
    assert_eq!(computer.practice.started_over(), 2);
}

#[tokio::test]
async fn a_read_that_learns_of_the_end_first_does_not_swallow_the_signing_out() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let read = computer.practice.hold_next(Method::GET, "/api/v1/sessions");
    app.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    let release_read = read.await.unwrap();
    let end = computer.practice.hold_next(Method::DELETE, "/api/v1/sessions/current");
    app.act(Action::SignOut {
        profile: profile.clone(),
    })
    .await;
    let release_end = end.await.unwrap();
    // The gallery has ended the session, the app does not know; the rest of the read is refused.
    let refused = computer.practice.hold_next(Method::GET, "/api/v1/account/activity");
    release_read.send(()).unwrap();
    refused.await.unwrap().send(()).unwrap();
    // Neither a press nor a look meanwhile reads anything.
    let tab = contract::desktop::view::AccountTab::Overview;
    app.begins(&computer, PRACTICE).await;
    app.act(Action::CancelSignIn).await;
    app.act(Action::ShowAccount {
        profile: profile.clone(),
        tab,
    })
    .await;
    let view = app.act(Action::RefreshAccount { profile }).await;
    let page = crate::support::account(&view).unwrap();
    assert!(page.busy && !page.refreshing);

    release_end.send(()).unwrap();
    let report = app.shows(signed_out).await;
    assert!(report.revoked_at_gallery && report.removed_from_keyring);
    assert_eq!((report.refusal, report.row.state), (None, AccountState::SignedOut));
    assert!(computer.keyring.users().is_empty());
    app.quits().await;
    let bytes = std::fs::read(computer.file("cache.db")).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("MyNuGetAccount1"));
}
