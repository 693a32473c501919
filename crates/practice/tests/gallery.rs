//! What the practice gallery begins with.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use practice::gallery::{OLD_ACCOUNT, OLD_PASSWORD, PracticeClock, PracticeGallery};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use std::{path::Path, sync::Arc};

fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

async fn started(folder: &Path) -> PracticeGallery {
    PracticeGallery::start(folder, Arc::new(PracticeClock::of(folder)))
        .await
        .unwrap()
}

#[tokio::test]
async fn the_cast_holds_together_and_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let gallery = started(folder.path()).await;
        assert_eq!(gallery.check().await.unwrap(), Vec::<String>::new());
        let address = gallery.origin().join("api/v1/profiles/MyNuGetAccount1").unwrap();
        let profile: Value = client().get(address).send().await.unwrap().json().await.unwrap();
        assert_eq!(profile["username"], "MyNuGetAccount1");
        gallery.stop().await;
    }
}

#[tokio::test]
async fn the_old_password_begins_a_recovery_and_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let gallery = started(folder.path()).await;
    let address = gallery.origin().join("api/v1/sessions/password").unwrap();
    let body = json!({
        "name": OLD_ACCOUNT,
        "password": OLD_PASSWORD,
        "installation": { "id": "here", "name": "here" },
    });
    let answer = client().post(address).json(&body).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    let opened: Value = answer.json().await.unwrap();
    assert_eq!(opened["session"]["kind"], "recovery");
    assert_eq!(opened["next"], "link");
    gallery.stop().await;
}

/// Rule 7.9.
#[tokio::test]
async fn a_request_s_head_has_the_bounds_of_a_company_s_gallery() {
    let folder = tempfile::tempdir().unwrap();
    let gallery = started(folder.path()).await;
    let address = gallery.origin().join("healthz").unwrap();
    for (headers, status) in [(8, StatusCode::OK), (80, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)] {
        let request = (0..headers).fold(client().get(address.clone()), |request, n| {
            request.header(format!("x-{n}"), "x")
        });
        assert_eq!(request.send().await.unwrap().status(), status, "{headers}");
    }
    gallery.stop().await;
}
