//! Rules 7.1 to 7.8.

use crate::{
    provider::ANNA,
    world::{World, client, code_of, refused},
};
use contract::Code;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use service::operator::OperatorCommand;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// Rule 7.1.
#[tokio::test]
async fn every_wrong_turn_is_answered_with_a_problem() {
    let world = World::new().await;
    let origin = &world.gallery.origin;
    let cases = [
        (client().get(format!("{origin}/nothing/here")), Code::NotFound, 404),
        (client().get(format!("{origin}/api/v1/nothing")), Code::NotFound, 404),
        (client().get(format!("{origin}/api/v2/gallery")), Code::NotFound, 404),
        (
            client().delete(format!("{origin}/api/v1/gallery")),
            Code::MethodNotAllowed,
            405,
        ),
        (
            client().put(format!("{origin}/api/v1/sessions")),
            Code::MethodNotAllowed,
            405,
        ),
        (
            client().post(format!("{origin}/api/v1/events")),
            Code::MethodNotAllowed,
            405,
        ),
        (
            client().post(format!("{origin}/api/v1/proofs")).body("{}"),
            Code::BadRequest,
            415,
        ),
        (
            client()
                .post(format!("{origin}/api/v1/proofs"))
                .header("content-type", "application/json")
                .body("{"),
            Code::BadRequest,
            400,
        ),
        (
            client()
                .post(format!("{origin}/api/v1/proofs"))
                .json(&serde_json::json!({ "purpose": "rob" })),
            Code::BadRequest,
            400,
        ),
        (
            client()
                .post(format!("{origin}/api/v1/proofs"))
                .header("content-type", "application/json")
                .body(" ".repeat(70_000)),
            Code::TooLarge,
            413,
        ),
    ];
    for (request, code, status) in cases {
        let problem = refused(request.send().await.unwrap()).await;
        assert_eq!((problem.code, problem.status), (code, status));
    }
    world.end().await;
}

#[tokio::test]
async fn an_address_that_takes_another_method_says_which() {
    let world = World::new().await;
    for (path, methods) in [("/api/v1/sessions", "GET,HEAD,POST"), ("/healthz", "GET,HEAD")] {
        let response = client()
            .put(format!("{}{path}", world.gallery.origin))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()["allow"], methods);
    }
    world.end().await;
}

/// Rule 7.3.
#[tokio::test]
async fn answers_are_not_stored_framed_or_shared_with_other_origins() {
    let world = World::new().await;
    for path in ["/api/v1/gallery", "/nothing"] {
        let response = world.get(path, None).await;
        let headers = response.headers();
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert_eq!(headers["x-frame-options"], "DENY");
        assert!(!headers.keys().any(|name| name.as_str().starts_with("access-control")));
    }
    world.end().await;
}

/// Rule 7.4.
#[tokio::test]
async fn a_web_page_of_another_origin_or_name_gets_nothing() {
    let world = World::new().await;
    let url = format!("{}/api/v1/gallery", world.gallery.origin);
    let ask = async |name: &str, value: &str| client().get(&url).header(name, value).send().await.unwrap();
    let response = ask("origin", "https://evil.example").await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(ask("origin", "null").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(ask("origin", &world.gallery.origin).await.status(), StatusCode::OK);
    let response = ask("host", "evil.example").await;
    assert_eq!(response.status(), StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(code_of(response).await, Code::BadRequest);
    let preflight = client()
        .request(Method::OPTIONS, &url)
        .header("origin", "https://evil.example")
        .send()
        .await;
    assert_eq!(preflight.unwrap().status(), StatusCode::FORBIDDEN);
    world.end().await;
}

/// Rule 7.4.
#[tokio::test]
async fn a_gallery_on_the_network_goes_by_any_host_name_that_its_proxy_sends() {
    let world = World::with(|set| set.public_url = "https://accounts.example.org".parse().unwrap()).await;
    let response = world.get("/api/v1/gallery", None).await;
    let gallery: Value = response.json().await.unwrap();
    assert_eq!(gallery["public_url"], "https://accounts.example.org");
    world.end().await;
}

/// Rule 7.8.
#[tokio::test]
async fn a_gallery_is_ready_when_its_database_and_provider_are() {
    let world = World::new().await;
    assert_eq!(world.get("/healthz", None).await.text().await.unwrap(), "ok");
    let ready: Value = world.get("/readyz", None).await.json().await.unwrap();
    assert_eq!(ready["database_writable"], true);
    assert_eq!(ready["provider_reachable"], true);
    assert_eq!(ready["sign_in_time"], "not_seen_yet");
    world.register(&ANNA, "anna").await;
    let ready: Value = world.get("/readyz", None).await.json().await.unwrap();
    assert_eq!(ready["sign_in_time"], "sent");
    world.end().await;
}

/// Rule 2.5.
#[tokio::test]
async fn a_gallery_without_its_provider_says_so_and_blames_nobodys_token() {
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = nobody.local_addr().unwrap();
    drop(nobody);
    let world = World::with(|set| set.authority = format!("http://{address}").parse().unwrap()).await;
    let response = world.get("/readyz", None).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.headers()["retry-after"], "3");
    let attempt = world.begin(contract::Purpose::SignIn, None).await;
    let id_token = world.token(&attempt, &ANNA);
    for _ in 0..7 {
        let problem = refused(world.complete_with(&attempt, &id_token).await).await;
        assert_eq!((problem.code, problem.tries_left), (Code::ProviderUnreachable, None));
    }
    world.end().await;
}

#[tokio::test]
async fn however_many_ask_whether_it_is_ready_a_provider_that_is_out_of_order_is_asked_once() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let out_of_order = axum::Router::new().fallback(async move || {
        counted.fetch_add(1, Ordering::SeqCst);
        axum::http::StatusCode::SERVICE_UNAVAILABLE
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let authority = format!("http://{}", listener.local_addr().unwrap());
    let provider = tokio::spawn(async move { axum::serve(listener, out_of_order).await.unwrap() });
    let world = World::with(|set| set.authority = authority.parse().unwrap()).await;
    let all = futures::future::join_all((0..16).map(|_| world.get("/readyz", None))).await;
    for response in all {
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    world.clock.advance_secs(3);
    world.get("/readyz", None).await;
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    provider.abort();
    world.end().await;
}

#[tokio::test]
async fn a_locked_account_signs_in_and_sees_that_it_is_locked() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let lock = OperatorCommand::Lock {
        username: "anna".to_owned(),
        reason: "spam".to_owned(),
    };
    world.gallery.service.operate(&lock).await.unwrap();
    assert!(world.account(&open.token).await.locked);
    let open = world.sign_in(&ANNA, "phone").await;
    assert!(open.account.locked);
    // Confirming an address is not what a lock blocks (rule 3.8).
    let code = world.code().await;
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    world.end().await;
}
