//! What needs a hand on the writer's connection, a disk that is full; and requests that never end.

mod avatar;
mod even;
mod silence;

use super::{middleware, router};
use crate::{configuration::MailDelivery, gallery::Gallery, gallery::tests::gallery};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    middleware::from_fn,
    routing::get,
};
use std::{sync::Arc, time::Duration};
use tower_service::Service;

/// Lets the database grow by this many pages only, or as it wants.
async fn limit(gallery: &Gallery, more: Option<i64>) {
    let pages = gallery.store.page_limit(more).await;
    assert!(pages > 0);
}

async fn begin(gallery: &Arc<Gallery>) -> (StatusCode, Option<String>, String) {
    let body = r#"{"purpose":"sign_in","attempt_hash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
    let request = Request::post("/api/v1/proofs")
        .header(header::HOST, "127.0.0.1:1")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap();
    let response = router(Arc::clone(gallery)).call(request).await.unwrap();
    let retry = response.headers().get(header::RETRY_AFTER);
    let retry = retry.map(|value| value.to_str().unwrap().to_owned());
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), 100_000).await.unwrap();
    (status, retry, String::from_utf8(body.to_vec()).unwrap())
}

/// Rule 8.12.
#[tokio::test]
async fn a_full_disk_is_busy_for_now_and_nothing_is_half_done() {
    let (_, gallery) = gallery(MailDelivery::Memory);
    let gallery = Arc::new(gallery);
    assert_eq!(begin(&gallery).await.0, StatusCode::CREATED);
    limit(&gallery, Some(0)).await;
    let mut last = StatusCode::CREATED;
    // What is free in the last pages is still used.
    for _ in 0..100 {
        let (status, retry, body) = begin(&gallery).await;
        last = status;
        if status != StatusCode::CREATED {
            assert_eq!(retry.as_deref(), Some("5"));
            assert!(body.contains("gallery_busy"), "{body}");
            break;
        }
    }
    assert_eq!(last, StatusCode::SERVICE_UNAVAILABLE);
    // Reading goes on, and what is there holds together.
    assert_eq!(gallery.store.check().await.unwrap(), Vec::<String>::new());
    limit(&gallery, None).await;
    assert_eq!(begin(&gallery).await.0, StatusCode::CREATED);
}

/// Rule 7.2.
#[tokio::test]
async fn a_request_that_takes_too_long_is_said_to_be_open_where_it_may_have_been_done() {
    let endless = || std::future::pending::<StatusCode>();
    let mut routes = axum::Router::new()
        .route("/", get(endless).post(endless))
        .layer(from_fn(|request, next| {
            middleware::limit_time(Duration::ZERO, request, next)
        }));
    for (method, open) in [("POST", true), ("GET", false)] {
        let request = Request::builder().method(method).uri("/").body(Body::empty()).unwrap();
        let response = routes.call(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        let body = axum::body::to_bytes(response.into_body(), 100_000).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert_eq!(body.contains("not known whether this was done"), open, "{body}");
    }
}
