//! The second way back: over a port of this computer.

use crate::support::{Computer, PRACTICE, Running, came_back, waiting};
use contract::desktop::Action;
use practice::cast::{ACCOUNT1, ACCOUNT3};

/// A sign-in with both ways open: the deep link's link, and the loopback address.
async fn both_ways(computer: &Computer, app: &mut Running) -> (String, String) {
    let link = app.goes(computer, PRACTICE, ACCOUNT1.address).await;
    app.act(Action::ReturnOverLoopback).await;
    let address = computer.browser.next().await;
    app.until(|view| waiting(view).is_some_and(|page| page.loopback_open))
        .await;
    let back = app.person.signs_in(&address, ACCOUNT3.address).await;
    assert!(back.starts_with("http://127.0.0.1:"));
    (link, back)
}

#[tokio::test]
async fn the_browser_comes_back_over_loopback_and_the_link_is_then_inert() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let (link, back) = both_ways(&computer, &mut app).await;
    let (status, page) = app.person.visits(&back).await;
    assert_eq!(status, 200);
    assert!(page.contains("You can close this page"));
    let shown = app.shows(came_back).await;
    assert_eq!(shown.identity.address.as_deref(), Some(ACCOUNT3.address));
    app.handle.offer_link(&link);
    assert_eq!(app.handle.link_counts().await.unexpected, 1);
    assert_eq!(came_back(&app.view()), Some(&shown));
}

#[tokio::test]
async fn the_link_wins_where_it_comes_first_and_the_port_closes() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let (link, back) = both_ways(&computer, &mut app).await;
    app.handle.offer_link(&link);
    let shown = app.shows(came_back).await;
    assert_eq!(shown.identity.address.as_deref(), Some(ACCOUNT1.address));
    let port: u16 = url::Url::parse(&back).unwrap().port().unwrap();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_stranger_at_the_port_sees_no_success_and_ends_nothing() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let (_, back) = both_ways(&computer, &mut app).await;
    let (address, query) = back.split_once('?').unwrap();
    let state = query.split('&').find(|pair| pair.starts_with("state=")).unwrap();
    let forged = back.replace(state, &format!("state={}", "x".repeat(43)));
    for stranger in [
        forged,
        address.replace("/auth/", "/favicon/"),
        format!("{back}&iss=https%3A%2F%2Fevil.example"),
    ] {
        let (status, page) = app.person.visits(&stranger).await;
        assert_eq!(status, 404, "{stranger}");
        assert!(!page.contains("close this page"));
    }
    assert!(waiting(&app.view()).is_some());
    assert_eq!(app.person.visits(&back).await.0, 200);
    app.shows(came_back).await;
}

#[tokio::test]
async fn pressing_again_opens_the_same_port_again() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let (_, back) = both_ways(&computer, &mut app).await;
    app.act(Action::ReturnOverLoopback).await;
    let address = computer.browser.next().await;
    let again = app.person.signs_in(&address, ACCOUNT1.address).await;
    assert_eq!(again.split('?').next(), back.split('?').next());
    assert_eq!(app.person.visits(&again).await.0, 200);
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_cancelled_sign_in_closes_its_port() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let (_, back) = both_ways(&computer, &mut app).await;
    app.act(Action::CancelSignIn).await;
    let port: u16 = url::Url::parse(&back).unwrap().port().unwrap();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_attempt_over_loopback_does_not_survive_a_restart_but_the_link_does() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let (link, _) = both_ways(&computer, &mut app).await;
    app.dies().await;
    let app = computer.start();
    assert!(!app.shows(waiting).await.loopback_open);
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_step_that_is_over_opens_no_port() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    app.act(Action::ReturnOverLoopback).await;
    app.act(Action::OpenBrowserAgain).await;
    app.act(Action::CopyAddress).await;
    assert_ne!(
        app.view().notices.first().map(|notice| &notice.what),
        Some(&contract::desktop::view::NoticeKind::AddressCopied)
    );
    assert!(computer.browser.is_quiet().await);
}
