//! Links that are not the one that is waited for: inert, counted, and the attempt lives on.

use crate::support::{Computer, PRACTICE, TestGallery, came_back, settled, waiting};
use contract::{APP_ID, desktop::Action};
use microsoft::callback::issuer_segment;
use practice::cast::ACCOUNT1;

/// The link with another value of a parameter.
fn with(link: &str, name: &str, value: &str) -> String {
    let (address, query) = link.split_once('?').unwrap();
    let mut pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    pairs.retain(|(other, _)| other != name);
    pairs.push((name.to_owned(), value.to_owned()));
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    format!("{address}?{query}")
}

#[tokio::test]
async fn a_link_with_a_wrong_state_is_inert_and_the_attempt_lives_on() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.handle.offer_link(&with(&link, "state", &"x".repeat(43)));
    assert_eq!(app.handle.link_counts().await.unexpected, 1);
    assert!(waiting(&app.view()).is_some());
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_replayed_link_does_nothing_at_once_and_nothing_later() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.handle.offer_link(&link);
    let shown = app.shows(came_back).await;
    assert_eq!(app.handle.link_counts().await.repeated, 1);
    computer.clock.advance_secs(60);
    app.handle.offer_link(&link);
    assert_eq!(app.handle.link_counts().await.unexpected, 1);
    assert_eq!(came_back(&app.view()), Some(&shown));
    app.act(Action::ConfirmIdentity).await;
    app.shows(settled).await;
    computer.clock.advance_secs(60);
    app.handle.offer_link(&link);
    assert_eq!(app.handle.link_counts().await.unexpected, 2);
}

#[tokio::test]
async fn malformed_oversized_and_foreign_links_are_counted_and_do_nothing() {
    let computer = Computer::new().await;
    let mut app = computer.open();
    app.handle.offer_link("--hidden");
    app.handle.begin();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    let before = app.view();
    for text in [
        "https://example.org/auth/callback?state=x".to_owned(),
        format!("{link}&code=again"),
        format!("{link}#fragment"),
        format!("{link}&x={}", "y".repeat(5000)),
        format!("{APP_ID}://accounts/delete"),
        format!("{APP_ID}://auth/callback"),
    ] {
        app.handle.offer_link(&text);
    }
    let counts = app.handle.link_counts().await;
    assert_eq!((counts.foreign, counts.malformed, counts.oversized), (2, 4, 1));
    assert_eq!(counts.unexpected, 0);
    assert_eq!(app.view(), before);
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_link_of_another_issuer_is_inert_whatever_state_it_has() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    let (_, query) = link.split_once('?').unwrap();
    let segment = issuer_segment("https://evil.example");
    for mixed_up in [
        format!("{APP_ID}://auth/callback/{segment}?{query}"),
        format!("{APP_ID}://auth/callback?{query}"),
        with(&link, "iss", "https://evil.example"),
    ] {
        app.handle.offer_link(&mixed_up);
    }
    app.ignores_links(3).await;
    assert!(waiting(&app.view()).is_some());
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_link_finds_its_own_sign_in_among_several() {
    let computer = Computer::new().await;
    let company = TestGallery::of_a_company(&computer.clock).await;
    let mut app = computer.start();
    let first = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.act(Action::ShowAddGallery).await;
    let address = company.address();
    app.act(Action::AddGallery { address }).await;
    computer.browser.next().await;
    app.until(|view| waiting(view).is_some()).await;
    app.handle.offer_link(&first);
    let view = app
        .until(|view| {
            let found = |kind| {
                view.under_way
                    .iter()
                    .any(|row| row.gallery.practice && row.kind == kind)
            };
            found(contract::desktop::view::UnderWayKind::IdentityFound)
        })
        .await;
    assert!(
        waiting(&view).is_some_and(|page| !page.gallery.practice),
        "the page stays"
    );
}
