//! Adding a gallery by its address.

use crate::support::{Computer, Running, Stub, TestGallery, added, adding, came_back, description, waiting};
use axum::{
    Json,
    http::{Method, StatusCode},
    response::{Html, Redirect},
};
use contract::{
    Code, Problem,
    desktop::{
        Action,
        view::{NoticeKind, Page},
    },
    gallery::Feature,
};
use practice::cast::ACCOUNT1;

async fn refused(app: &Running, address: &str) -> Problem {
    app.act(Action::ShowAddGallery).await;
    let address = address.to_owned();
    app.act(Action::AddGallery {
        address: address.clone(),
    })
    .await;
    let view = app
        .until(|view| adding(view).is_some_and(|page| !page.busy && page.refusal.is_some()))
        .await;
    let page = adding(&view).unwrap();
    assert_eq!(page.address, address, "what was typed stays");
    assert_eq!(added(&view), 0);
    let problem = page.refusal.clone().unwrap();
    assert_eq!(problem.field.as_deref(), Some("address"));
    problem
}

async fn refusal_of(stub: &Stub) -> Code {
    let computer = Computer::new().await;
    let app = computer.start();
    refused(&app, &stub.address()).await.code
}

#[tokio::test]
async fn a_gallery_is_added_by_its_address_and_a_sign_in_starts_there() {
    let computer = Computer::new().await;
    let company = TestGallery::of_a_company(&computer.clock).await;
    let mut app = computer.start();
    app.act(Action::ShowAddGallery).await;
    let address = company.address().replace("http://", "");
    app.act(Action::AddGallery {
        address: address.clone(),
    })
    .await;
    let opened = computer.browser.next().await;
    let page = app.shows(waiting).await;
    assert_eq!(
        (page.gallery.name.as_str(), page.gallery.host.as_deref()),
        ("Contoso packages", Some(address.as_str()))
    );
    let host = manager::gallery::address::host_and_port(&company.authority());
    assert_eq!(page.authority_host, Some(host), "what the address bar will show");
    let link = app.person.signs_in(&opened, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.shows(came_back).await;
    app.quits().await;
    assert_eq!(added(&computer.start().view()), 1);
}

#[tokio::test]
async fn what_is_no_address_or_not_secure_is_refused_without_asking_anybody() {
    let computer = Computer::new().await;
    let app = computer.start();
    for (address, code) in [
        ("hello world", Code::GalleryAddressInvalid),
        ("https://example.org/packages", Code::GalleryAddressInvalid),
        ("http://gallery.contoso.example", Code::GalleryAddressNotSecure),
    ] {
        assert_eq!(refused(&app, address).await.code, code, "{address}");
    }
}

#[tokio::test]
async fn nobody_at_the_address_is_not_reachable() {
    let computer = Computer::new().await;
    let app = computer.start();
    let stub = Stub::speaking(b"").await;
    let address = stub.address();
    drop(stub);
    assert_eq!(refused(&app, &address).await.code, Code::GalleryUnreachable);
}

#[tokio::test]
async fn a_web_site_is_not_a_gallery() {
    assert_eq!(
        refusal_of(&Stub::answering(|_| Html("<h1>Hello</h1>")).await).await,
        Code::NotAGallery
    );
    assert_eq!(
        refusal_of(&Stub::answering(|_| StatusCode::NOT_FOUND).await).await,
        Code::NotAGallery
    );
    assert_eq!(
        refusal_of(&Stub::answering(|_| StatusCode::IM_A_TEAPOT).await).await,
        Code::NotAGallery
    );
    let out_of_order = Stub::answering(|_| StatusCode::BAD_GATEWAY).await;
    assert_eq!(refusal_of(&out_of_order).await, Code::GalleryUnreachable);
}

#[tokio::test]
async fn a_gallery_of_another_version_is_told_apart() {
    let stub = Stub::answering(|port| {
        let mut later = serde_json::to_value(description(port)).unwrap();
        later["api_version"] = 2.into();
        later["authority"] = "of another form".into();
        Json(later)
    });
    assert_eq!(refusal_of(&stub.await).await, Code::GalleryVersionUnknown);
}

#[tokio::test]
async fn a_gallery_that_goes_by_another_address_is_refused() {
    let stub = Stub::answering(|port| {
        let mut other = description(port);
        other.public_url = "https://gallery.contoso.example".to_owned();
        Json(other)
    });
    assert_eq!(refusal_of(&stub.await).await, Code::GalleryAddressDiffers);
}

#[tokio::test]
async fn a_gallery_that_calls_itself_practice_is_not_believed() {
    let stub = Stub::answering(|port| {
        let mut impostor = description(port);
        impostor.features.push(Feature::Practice);
        Json(impostor)
    });
    assert_eq!(refusal_of(&stub.await).await, Code::NotAGallery);
    let computer = Computer::new().await;
    let app = computer.start();
    let own = computer.practice.address();
    assert_eq!(refused(&app, &own).await.code, Code::NotAGallery);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = Stub::answering(|port| Json(description(port))).await;
    let address = format!("{}/api/v1/gallery", target.address());
    let stub = Stub::answering(|_| Redirect::temporary(&address)).await;
    assert_eq!(refusal_of(&stub).await, Code::NotAGallery);
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let stub = Stub::answering(|_| "x".repeat(8 * 1024 * 1024)).await;
    assert_eq!(refusal_of(&stub).await, Code::NotAGallery);
}

#[tokio::test]
async fn an_address_whose_tls_fails_is_not_trusted() {
    // Plain HTTP where TLS is wanted, and a fatal alert (RFC 8446 6.2: handshake_failure).
    for bytes in [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], &[21, 3, 3, 0, 2, 2, 40]] {
        let computer = Computer::new().await;
        let app = computer.start();
        let stub = Stub::speaking(bytes).await;
        let address = format!("https://127.0.0.1:{}", stub.port);
        assert_eq!(refused(&app, &address).await.code, Code::GalleryNotTrusted);
    }
}

#[tokio::test]
async fn who_goes_on_typing_or_leaves_while_the_gallery_is_asked_loses_nothing() {
    let computer = Computer::new().await;
    let company = TestGallery::of_a_company(&computer.clock).await;
    let app = computer.start();
    app.act(Action::ShowAddGallery).await;
    let held = company.hold_next(Method::GET, "/api/v1/gallery");
    let address = company.address();
    app.act(Action::AddGallery { address }).await;
    let release = held.await.unwrap();
    let address = "other.example".to_owned();
    app.act(Action::DraftGallery { address }).await;
    app.act(Action::ShowSettings).await;
    release.send(()).unwrap();
    let view = app.until(|view| added(view) == 1).await;
    assert!(matches!(view.page, Page::Settings(_)));
    let view = app.act(Action::ShowAddGallery).await;
    assert_eq!(adding(&view).unwrap().address, "other.example");
}

#[tokio::test]
async fn a_gallery_is_removed_only_where_nothing_is_under_way_there() {
    let computer = Computer::new().await;
    let company = TestGallery::of_a_company(&computer.clock).await;
    let app = computer.start();
    app.act(Action::ShowAddGallery).await;
    let address = company.address();
    app.act(Action::AddGallery { address }).await;
    app.shows(waiting).await;
    let gallery = company.id();
    let view = app
        .act(Action::RemoveGallery {
            gallery: gallery.clone(),
        })
        .await;
    assert_eq!(added(&view), 1);
    assert!(matches!(view.notices[0].what, NoticeKind::Problem { .. }));
    app.act(Action::CancelSignIn).await;
    let view = app.act(Action::RemoveGallery { gallery }).await;
    assert_eq!(added(&view), 0);
}
