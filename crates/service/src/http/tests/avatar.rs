//! What a drawing costs.

use super::even::with_anna;
use crate::http::router;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use tower_service::Service;

/// Rule 5.28.
#[tokio::test]
async fn an_avatar_is_drawn_without_a_look_at_the_packages_that_a_profile_counts() {
    let (_, gallery) = with_anna().await;
    let rename = |from: &str, to: &str| gallery.store.execute(format!("ALTER TABLE {from} RENAME TO {to}"));
    rename("owners", "not_there").await;
    for (path, status) in [("/avatar", StatusCode::OK), ("", StatusCode::SERVICE_UNAVAILABLE)] {
        let request = Request::get(format!("/api/v1/profiles/anna{path}"))
            .header(header::HOST, "127.0.0.1:1")
            .body(Body::empty())
            .unwrap();
        let response = router(gallery.clone()).call(request).await.unwrap();
        assert_eq!(response.status(), status, "{path}");
    }
    // Every store is checked at the end of its test.
    rename("not_there", "owners").await;
}
