//! What a gallery may answer out of order.

use crate::support::{Computer, Stub, adding, description, ended};
use axum::Json;
use contract::{Code, desktop::Action};

#[tokio::test]
async fn a_gallery_whose_provider_is_gone_ends_the_sign_in_with_that_reason() {
    let computer = Computer::new().await;
    let app = computer.start();
    let nobody = Stub::speaking(b"").await;
    let authority = format!("{}/common/v2.0", nobody.address());
    drop(nobody);
    let stub = Stub::answering(|port| {
        let mut gallery = description(port);
        gallery.authority.url.clone_from(&authority);
        Json(gallery)
    })
    .await;
    app.act(Action::ShowAddGallery).await;
    let address = stub.address();
    app.act(Action::AddGallery { address }).await;
    assert_eq!(app.shows(ended).await.code, Code::ProviderUnreachable);
}

#[tokio::test]
async fn a_gallery_that_has_stopped_since_ends_the_sign_in_with_that_reason() {
    let computer = Computer::new().await;
    let app = computer.start();
    computer.practice.stop().await;
    let gallery = "practice".to_owned();
    app.act(Action::StartSignIn { gallery }).await;
    assert_eq!(app.shows(ended).await.code, Code::GalleryUnreachable);
}

#[tokio::test]
async fn a_gallery_that_nobody_knows_starts_nothing() {
    let computer = Computer::new().await;
    let app = computer.start();
    let gallery = "0123456789abcdef".to_owned();
    let view = app.act(Action::StartSignIn { gallery }).await;
    assert!(view.under_way.is_empty() && adding(&view).is_none());
    assert!(computer.browser.is_quiet().await);
}
