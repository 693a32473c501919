use super::*;
use crate::{
    discovery::http_client,
    fixtures::{endless, provider, serve},
    provider::IssuerRule,
};
use axum::{
    Form, Router,
    http::{StatusCode, header},
    response::Redirect,
    routing::{any, post},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

const MICROSOFTS_ERROR: &str = include_str!("../../fixtures/token-error.json");

async fn exchange_at(http: &reqwest::Client, origin: &str) -> Result<Secret, ExchangeError> {
    let provider = provider(origin, IssuerRule::Exact(origin.to_owned()));
    let (code, verifier) = (
        Secret::new("canary-code".to_owned()),
        Secret::new("canary-verifier".to_owned()),
    );
    exchange(
        http,
        &provider,
        "the client",
        "io.github.nuget-accounts://auth/callback",
        &code,
        &verifier,
    )
    .await
}

/// What the exchange says of this answer.
async fn answered(status: u16, content_type: &'static str, body: impl Into<String>) -> Result<Secret, ExchangeError> {
    let (status, body) = (StatusCode::from_u16(status).unwrap(), body.into());
    let answer = move || async move { (status, [(header::CONTENT_TYPE, content_type)], body) };
    let origin = serve(Router::new().route("/token", post(answer))).await;
    exchange_at(&http_client().unwrap(), origin.as_str()).await
}

async fn answered_json(status: u16, body: Value) -> Result<Secret, ExchangeError> {
    answered(status, "application/json", body.to_string()).await
}

#[tokio::test]
async fn a_code_becomes_an_id_token() {
    let seen = Arc::new(Mutex::new(BTreeMap::new()));
    let kept = seen.clone();
    let token = post(async move |Form(form): Form<BTreeMap<String, String>>| {
        *kept.lock().unwrap() = form;
        axum::Json(json!({
            "token_type": "Bearer", "access_token": "a", "refresh_token": "r", "expires_in": 3600, "id_token": "h.c.s",
        }))
    });
    let origin = serve(Router::new().route("/token", token)).await;
    assert_eq!(
        exchange_at(&http_client().unwrap(), origin.as_str())
            .await
            .unwrap()
            .expose(),
        "h.c.s"
    );
    let expected = [
        ("grant_type", "authorization_code"),
        ("client_id", "the client"),
        ("redirect_uri", "io.github.nuget-accounts://auth/callback"),
        ("code", "canary-code"),
        ("code_verifier", "canary-verifier"),
    ];
    assert_eq!(
        *seen.lock().unwrap(),
        expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    );
}

#[tokio::test]
async fn a_refusal_keeps_what_microsoft_says() {
    let refused = answered(400, "application/json", MICROSOFTS_ERROR).await.unwrap_err();
    let ExchangeError::Refused { error, description } = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(error, "invalid_grant");
    assert!(description.starts_with("AADSTS54005: ") && description.contains("Trace ID: "));
}

#[tokio::test]
async fn a_refusal_needs_no_description() {
    let refused = answered_json(401, json!({ "error": "invalid_client" })).await;
    assert_eq!(
        refused,
        Err(ExchangeError::Refused {
            error: "invalid_client".to_owned(),
            description: String::new()
        })
    );
}

#[tokio::test]
async fn a_refusal_from_a_failing_server_is_still_its_word() {
    let refused = answered_json(
        503,
        json!({ "error": "temporarily_unavailable", "error_description": "later" }),
    )
    .await;
    assert!(matches!(refused, Err(ExchangeError::Refused { error, .. }) if error == "temporarily_unavailable"));
}

#[tokio::test]
async fn a_very_long_refusal_is_cut() {
    let refused = answered_json(
        400,
        json!({ "error": "e".repeat(500), "error_description": "é".repeat(5000) }),
    )
    .await;
    let ExchangeError::Refused { error, description } = refused.unwrap_err() else {
        panic!()
    };
    assert_eq!(
        (error.chars().count(), description.chars().count()),
        (ERROR_LIMIT, DESCRIPTION_LIMIT)
    );
}

#[tokio::test]
async fn an_error_page_is_no_token_response() {
    let page = "<!doctype html><title>Bad request</title>";
    assert_eq!(answered(400, "text/html", page).await, Err(ExchangeError::Malformed));
    assert_eq!(answered(404, "text/html", page).await, Err(ExchangeError::Malformed));
    assert_eq!(answered(200, "text/html", page).await, Err(ExchangeError::Malformed));
    for out_of_order in [429, 500, 502, 503] {
        assert_eq!(
            answered(out_of_order, "text/html", page).await,
            Err(ExchangeError::Unreachable),
            "{out_of_order}"
        );
    }
}

#[tokio::test]
async fn a_missing_id_token_is_told() {
    for body in [
        json!({ "access_token": "a" }),
        json!({ "id_token": null }),
        json!({ "id_token": "" }),
    ] {
        assert_eq!(answered_json(200, body).await, Err(ExchangeError::NoIdToken));
    }
    for body in [json!({ "id_token": 7 }), json!([]), json!("h.c.s")] {
        assert_eq!(answered_json(200, body).await, Err(ExchangeError::Malformed));
    }
    assert_eq!(
        answered(200, "application/json", r#"{"id_token":"a","id_token":"b"}"#).await,
        Err(ExchangeError::Malformed)
    );
}

#[tokio::test]
async fn an_answer_may_have_sixty_four_kibibytes_and_no_byte_more() {
    let body = |length: usize| {
        let start = r#"{"id_token":"h.c.s","x":""#;
        format!("{start}{}\"}}", "y".repeat(length - start.len() - 2))
    };
    assert!(answered(200, "application/json", body(BODY_LIMIT)).await.is_ok());
    assert_eq!(
        answered(200, "application/json", body(BODY_LIMIT + 1)).await,
        Err(ExchangeError::Malformed)
    );
}

#[tokio::test]
async fn an_endless_answer_is_given_up() {
    let origin = serve(Router::new().route("/token", post(async || endless()))).await;
    assert_eq!(
        exchange_at(&http_client().unwrap(), origin.as_str()).await,
        Err(ExchangeError::Malformed)
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_code() {
    let hits = Arc::new(AtomicUsize::new(0));
    let counted = hits.clone();
    let elsewhere = any(async move || {
        counted.fetch_add(1, Ordering::SeqCst);
        axum::Json(json!({ "id_token": "h.c.s" }))
    });
    let routes = Router::new()
        .route("/token", post(async || Redirect::temporary("/elsewhere")))
        .route("/elsewhere", elsewhere);
    let origin = serve(routes).await;
    assert_eq!(
        exchange_at(&http_client().unwrap(), origin.as_str()).await,
        Err(ExchangeError::Malformed)
    );
    assert_eq!(hits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_provider_that_never_answers_is_unreachable() {
    let impatient = reqwest::Client::builder()
        .timeout(Duration::from_millis(100))
        .no_proxy()
        .build()
        .unwrap();
    let silent = serve(Router::new().route("/token", post(std::future::pending::<()>))).await;
    assert_eq!(
        exchange_at(&impatient, silent.as_str()).await,
        Err(ExchangeError::Unreachable)
    );
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_unreachable() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(
        exchange_at(&http_client().unwrap(), &origin).await,
        Err(ExchangeError::Unreachable)
    );
}

#[tokio::test]
async fn a_provider_that_hangs_up_is_unreachable() {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let hung_up = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            drop(stream);
        }
    });
    assert_eq!(
        exchange_at(&http_client().unwrap(), &origin).await,
        Err(ExchangeError::Unreachable)
    );
    hung_up.abort();
}

#[tokio::test]
async fn no_error_shows_the_code_or_the_verifier() {
    for answer in [
        answered(200, "text/html", "").await,
        answered_json(400, json!({ "error": "invalid_grant" })).await,
    ] {
        let shown = format!("{answer:?} {}", answer.as_ref().unwrap_err());
        assert!(!shown.contains("canary-code") && !shown.contains("canary-verifier"));
    }
}
