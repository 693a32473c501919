//! What is told once, and what disturbs nobody.

use crate::{
    support::{Computer, account, settled},
    told::{both_signed_in, has, shown},
};
use axum::http::Method;
use contract::desktop::{
    Action, View,
    view::{Language, NoticeKind, Page},
};

const DAY: i64 = 86_400;

#[tokio::test]
async fn a_key_that_ends_soon_is_told_once() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    assert!(!has(&app.view(), |what| matches!(what, NoticeKind::KeyEndsSoon { .. })));
    computer.clock.advance_secs(12 * DAY);
    app.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    let told = |what: &NoticeKind| matches!(what, NoticeKind::KeyEndsSoon { key, .. } if key == "From 2017");
    let view = app.until(|view| has(view, told)).await;
    assert_eq!(shown(&computer).len(), 1);
    let notice = view.notices.iter().find(|notice| told(&notice.what)).unwrap();
    app.act(Action::DismissNotice { id: notice.id.clone() }).await;
    app.quits().await;
    let app = computer.start();
    app.act(Action::RefreshAccount { profile }).await;
    let as_of = view_time(&app.view());
    computer.clock.advance_secs(1);
    app.until(|view| settled(view).is_some_and(|_| view_time(view) >= as_of))
        .await;
    assert!(!has(&app.view(), told));
    assert_eq!(shown(&computer).len(), 1);
}

fn view_time(view: &View) -> Option<contract::Timestamp> {
    account(view).and_then(|page| page.as_of)
}

#[tokio::test]
async fn a_sign_in_at_a_known_place_stands_in_the_app_and_disturbs_nobody() {
    let computer = Computer::new().await;
    let laptop = computer.another();
    let (desk, mut other, _, _) = both_signed_in(&computer, &laptop).await;
    assert_eq!(shown(&computer).len(), 1, "the laptop was new");
    other.signs_in_as_account1(&laptop).await;
    let sign_ins = |view: &View| {
        let notices = view.notices.iter();
        notices
            .filter(|notice| matches!(notice.what, NoticeKind::NewSignIn { .. }))
            .count()
    };
    desk.until(|view| sign_ins(view) == 2).await;
    assert_eq!(shown(&computer).len(), 1);
}

#[tokio::test]
async fn the_first_time_that_the_window_closes_and_the_app_goes_on_is_told_and_never_again() {
    let computer = Computer::new().await;
    let app = computer.start();
    // Without a tray the app quits.
    app.handle.closed_to_tray();
    app.handle.set_tray(true);
    let language = Language::German;
    app.act(Action::SetLanguage { language }).await;
    assert!(shown(&computer).is_empty());
    app.handle.closed_to_tray();
    app.handle.closed_to_tray();
    app.act(Action::ShowSettings).await;
    let told = shown(&computer);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].title, "NuGet Accounts läuft im Infobereich weiter");
    assert_eq!(told[0].opens, Action::ShowSettings);
    app.quits().await;
    let app = computer.start();
    app.handle.set_tray(true);
    app.handle.closed_to_tray();
    app.act(Action::ShowSettings).await;
    assert_eq!(shown(&computer).len(), 1);
}

#[tokio::test]
async fn whoever_wants_the_app_to_quit_with_its_window_says_so_once() {
    let computer = Computer::new().await;
    let app = computer.start();
    assert!(app.handle.keeps_running());
    app.act(Action::SetKeepsRunning { on: false }).await;
    assert!(!app.handle.keeps_running());
    app.quits().await;
    let app = computer.start();
    assert!(!app.handle.keeps_running());
    let view = app.act(Action::ShowSettings).await;
    assert!(matches!(view.page, Page::Settings(page) if !page.keeps_running));
}

#[tokio::test]
async fn a_page_that_was_drawn_larger_is_drawn_so_after_the_next_start_and_never_beyond_reason() {
    let computer = Computer::new().await;
    let app = computer.start();
    assert_eq!(app.view().zoom, 100);
    app.act(Action::SetZoom { percent: 150 }).await;
    app.quits().await;
    let app = computer.start();
    assert_eq!(app.view().zoom, 150);
    let view = app.act(Action::SetZoom { percent: 9_000 }).await;
    assert_eq!(view.zoom, 400);
}

#[tokio::test]
async fn what_was_read_is_shown_although_something_else_happened_meanwhile() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let refresh = Action::RefreshAccount { profile };
    let before = view_time(&app.view());
    computer.clock.advance_secs(60);
    let held = computer.practice.hold_next(Method::GET, "/api/v1/account/activity");
    app.act(refresh.clone()).await;
    let release = held.await.unwrap();
    // Asked for again, and the next answer never comes.
    app.act(refresh).await;
    let held = computer.practice.hold_next(Method::GET, "/api/v1/account/activity");
    release.send(()).unwrap();
    let kept = held.await.unwrap();
    let view = app.until(|view| view_time(view) > before).await;
    assert!(account(&view).unwrap().refreshing);
    drop(kept);
}
