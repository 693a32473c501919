use super::*;
use crate::{discovery::fetch::BODY_LIMIT, fixtures::endless};
use axum::response::Redirect;
use serde_json::json;
use std::time::Duration;

const WELL_KNOWN: &str = "/.well-known/openid-configuration";

fn discovery() -> Discovery {
    Discovery::new(http_client().unwrap(), Arc::new(ManualClock::default()))
}

/// What discovery says of an authority with these routes.
async fn discovered(routes: Router) -> Result<Arc<Provider>, DiscoveryError> {
    discovery().provider(&serve(routes).await).await
}

async fn answered(status: StatusCode, body: String) -> Result<Arc<Provider>, DiscoveryError> {
    discovered(Router::new().route(WELL_KNOWN, get(async move || (status, body)))).await
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let hits = Arc::new(AtomicUsize::new(0));
    let counted = hits.clone();
    let elsewhere = get(async move || counted.fetch_add(1, Ordering::SeqCst).to_string());
    let routes = Router::new()
        .route(WELL_KNOWN, get(async || Redirect::temporary("/elsewhere")))
        .route("/elsewhere", elsewhere);
    assert!(matches!(discovered(routes).await, Err(DiscoveryError::Status(307))));
    assert_eq!(hits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn the_keys_are_not_fetched_through_a_redirect_either() {
    let provider = TestProvider::start().await;
    provider.answer_with(StatusCode::OK);
    assert!(provider.discovery.provider(&provider.authority()).await.is_ok());
    provider.answer_with(StatusCode::FOUND);
    let answer = provider.verify(&TEMPLATE_KEY, WORK_TENANT).await;
    assert!(matches!(
        answer,
        Err(VerifyError::Discovery(DiscoveryError::Status(302)))
    ));
}

#[tokio::test]
async fn an_authority_without_tls_is_refused_before_anything_is_asked() {
    let address = "http://id.example.com/common".parse().unwrap();
    let refused = discovery().provider(&address).await;
    assert!(matches!(
        refused,
        Err(DiscoveryError::Provider(ProviderError::Address("authority")))
    ));
}

#[tokio::test]
async fn a_document_may_have_the_limit_and_no_byte_more() {
    let within = answered(StatusCode::OK, " ".repeat(BODY_LIMIT)).await;
    assert!(matches!(
        within,
        Err(DiscoveryError::Provider(ProviderError::Malformed))
    ));
    assert!(matches!(
        answered(StatusCode::OK, " ".repeat(BODY_LIMIT + 1)).await,
        Err(DiscoveryError::TooLarge)
    ));
}

#[tokio::test]
async fn an_endless_document_is_given_up() {
    let routes = Router::new().route(WELL_KNOWN, get(async || endless()));
    assert!(matches!(discovered(routes).await, Err(DiscoveryError::TooLarge)));
}

#[tokio::test]
async fn a_provider_that_never_answers_is_unreachable() {
    let impatient = reqwest::Client::builder()
        .timeout(Duration::from_millis(100))
        .no_proxy()
        .build()
        .unwrap();
    let silent = serve(Router::new().route(WELL_KNOWN, get(std::future::pending::<()>))).await;
    let answer = Discovery::new(impatient, Arc::new(ManualClock::default()))
        .provider(&silent)
        .await;
    assert!(matches!(answer, Err(DiscoveryError::Unreachable(_))));
}

#[tokio::test]
async fn a_document_that_stops_in_the_middle_is_unreachable() {
    let half = || async {
        (
            [("content-length", "100")],
            axum::body::Body::from_stream(futures::stream::iter([
                Ok(b"{".to_vec()),
                Err(std::io::Error::other("cut")),
            ])),
        )
    };
    let answer = discovered(Router::new().route(WELL_KNOWN, get(half))).await;
    assert!(matches!(answer, Err(DiscoveryError::Unreachable(_))), "{answer:?}");
}

#[tokio::test]
async fn the_status_tells_out_of_order_from_not_there() {
    for status in [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::INTERNAL_SERVER_ERROR,
        StatusCode::SERVICE_UNAVAILABLE,
    ] {
        assert!(
            matches!(
                answered(status, String::new()).await,
                Err(DiscoveryError::Unreachable(_))
            ),
            "{status}"
        );
    }
    for status in [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN, StatusCode::NO_CONTENT] {
        let answer = answered(status, String::new()).await;
        assert!(
            matches!(answer, Err(DiscoveryError::Status(code)) if code == status.as_u16()),
            "{status}"
        );
    }
}

#[tokio::test]
async fn an_html_page_is_no_metadata() {
    let answer = answered(StatusCode::OK, "<!doctype html>".to_owned()).await;
    assert!(matches!(
        answer,
        Err(DiscoveryError::Provider(ProviderError::Malformed))
    ));
}

#[tokio::test]
async fn an_issuer_that_forwards_to_another_is_refused() {
    let microsofts = include_str!("../../../fixtures/common-metadata.json").to_owned();
    let answer = answered(StatusCode::OK, microsofts).await;
    assert!(matches!(answer, Err(DiscoveryError::Provider(ProviderError::Issuer))));
}

#[tokio::test]
async fn keys_over_an_address_without_tls_are_refused() {
    let provider = TestProvider::start().await;
    provider.served.metadata.lock().unwrap()["jwks_uri"] = json!("http://id.example.com/keys");
    let answer = provider.verify(&TEMPLATE_KEY, WORK_TENANT).await;
    assert!(matches!(
        answer,
        Err(VerifyError::Discovery(DiscoveryError::Provider(
            ProviderError::Address("jwks_uri")
        )))
    ));
    assert_eq!(provider.asked(), (1, 0));
}

#[tokio::test]
async fn a_provider_without_keys_is_refused() {
    let provider = TestProvider::start().await;
    provider.publish(&[]);
    let answer = provider.verify(&TEMPLATE_KEY, WORK_TENANT).await;
    assert!(matches!(
        answer,
        Err(VerifyError::Discovery(DiscoveryError::Provider(ProviderError::NoKeys)))
    ));
}
