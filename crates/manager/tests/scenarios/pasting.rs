//! The third way back: the address pasted by the person. And the address that the person copies.

use crate::support::{Computer, PRACTICE, came_back, hint, waiting};
use contract::{
    Code,
    desktop::{Action, view::NoticeKind},
};
use practice::cast::ACCOUNT1;

fn paste(text: &str) -> Action {
    Action::PasteAddress { text: text.to_owned() }
}

#[tokio::test]
async fn a_pasted_address_finishes_the_sign_in_however_it_was_copied() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.until(|view| waiting(view).is_some()).await;
    app.act(paste(&format!("  <{}\n{}>\n", &link[..40], &link[40..]))).await;
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_pasted_address_over_loopback_works_too() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.begins(&computer, PRACTICE).await;
    app.until(|view| waiting(view).is_some()).await;
    app.act(Action::ReturnOverLoopback).await;
    let address = computer.browser.next().await;
    let back = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.act(paste(&back)).await;
    app.shows(came_back).await;
}

#[tokio::test]
async fn garbage_and_addresses_of_others_are_refused_with_their_own_reasons_and_end_nothing() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    let foreign = {
        let (address, _) = link.split_once('?').unwrap();
        format!("{address}?state={}&code=abc", "x".repeat(43))
    };
    app.until(|view| waiting(view).is_some()).await;
    for (text, code) in [
        ("hello", Code::PastedAddressInvalid),
        ("https://login.example/", Code::PastedAddressInvalid),
        (foreign.as_str(), Code::PastedAddressForeign),
        ("", Code::PastedAddressInvalid),
    ] {
        let view = app.act(paste(text)).await;
        assert_eq!(hint(&view), Some(code), "{text}");
    }
    let mixed_up = format!("{link}&iss=https%3A%2F%2Fevil.example");
    app.act(paste(&mixed_up)).await;
    app.until(|view| hint(view) == Some(Code::PastedAddressForeign)).await;
    app.act(paste(&link)).await;
    app.shows(came_back).await;
}

#[tokio::test]
async fn the_address_goes_to_the_clipboard_and_into_no_view() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let opened = app.begins(&computer, PRACTICE).await;
    app.until(|view| waiting(view).is_some()).await;
    app.act(Action::CopyAddress).await;
    let view = app
        .until(|view| {
            view.notices
                .first()
                .is_some_and(|notice| notice.what == NoticeKind::AddressCopied)
        })
        .await;
    let copied = computer.clipboard.0.lock().unwrap().clone().unwrap();
    assert_eq!(copied, opened);
    let json = serde_json::to_string(&view).unwrap();
    for (_, value) in url::Url::parse(&copied)
        .unwrap()
        .query_pairs()
        .filter(|(_, value)| value.len() > 30)
    {
        assert!(!json.contains(value.as_ref()), "{value}");
    }
    let link = app.person.signs_in(&copied, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn copying_twice_leaves_one_notice_and_none_after_a_restart() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.begins(&computer, PRACTICE).await;
    app.until(|view| waiting(view).is_some()).await;
    app.act(Action::CopyAddress).await;
    let first = app.until(|view| view.notices.len() == 1).await.notices[0].id.clone();
    app.act(Action::CopyAddress).await;
    let view = app
        .until(|view| view.notices.iter().any(|notice| notice.id != first))
        .await;
    assert_eq!(view.notices.len(), 1);
    app.quits().await;
    assert!(computer.start().view().notices.is_empty());
}
