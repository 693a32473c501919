mod failing;
mod host;
mod hostile;

use super::*;
use crate::{
    fixtures::{CLIENT_ID, CONSUMER_KEY, NONCE, STRANGE_KEY, TEMPLATE_KEY, WORK_TENANT, serve},
    tenant::PERSONAL_TENANT,
};
use axum::{Router, http::StatusCode, routing::get};
use host::TestProvider;
use std::sync::atomic::{AtomicUsize, Ordering};
use testkit::ManualClock;

fn is_unknown_key(answer: &Result<Verified, VerifyError>) -> bool {
    matches!(answer, Err(VerifyError::Refused(IdTokenRefusal::UnknownKey)))
}

#[tokio::test]
async fn a_token_is_verified_with_the_keys_that_are_found() {
    let provider = TestProvider::start().await;
    let verified = provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.unwrap();
    assert_eq!(verified.key.tenant, WORK_TENANT);
    assert_eq!(provider.asked(), (1, 1));
}

#[tokio::test]
async fn the_key_for_personal_accounts_signs_no_work_tenant() {
    let provider = TestProvider::start().await;
    let consumer_issuer = provider.template().replace("{tenantid}", PERSONAL_TENANT);
    provider.publish(&[
        TEMPLATE_KEY.jwk(Some(&provider.template())),
        CONSUMER_KEY.jwk(Some(&consumer_issuer)),
    ]);
    assert!(provider.verify(&CONSUMER_KEY, PERSONAL_TENANT).await.is_ok());
    let refused = provider.verify(&CONSUMER_KEY, WORK_TENANT).await;
    assert!(matches!(
        refused,
        Err(VerifyError::Refused(IdTokenRefusal::KeyOfAnotherIssuer))
    ));
}

#[tokio::test]
async fn metadata_is_kept_for_an_hour_and_keys_for_a_day() {
    let provider = TestProvider::start().await;
    let steps = [
        (0, (1, 1)),
        (3599, (1, 1)),
        (1, (2, 1)),
        (3600, (3, 1)),
        (24 * 3600 - 7201, (4, 1)),
        (1, (4, 2)),
    ];
    for (seconds, asked) in steps {
        provider.clock.advance_secs(seconds);
        assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
        assert_eq!(provider.asked(), asked, "{seconds}");
    }
}

#[tokio::test]
async fn a_clock_that_was_set_back_makes_nothing_last_longer() {
    let provider = TestProvider::start().await;
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    provider.clock.advance_secs(-86_400 * 365);
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    assert_eq!(provider.asked(), (2, 2));
}

#[tokio::test]
async fn rotated_keys_are_found_by_asking_once_more() {
    let provider = TestProvider::start().await;
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    provider.publish(&[STRANGE_KEY.jwk(Some(&provider.template()))]);
    assert!(provider.verify(&STRANGE_KEY, WORK_TENANT).await.is_ok());
    assert_eq!(provider.asked(), (1, 2));
    // What was withdrawn no longer signs.
    assert!(is_unknown_key(&provider.verify(&TEMPLATE_KEY, WORK_TENANT).await));
}

#[tokio::test]
async fn an_unknown_key_makes_the_keys_be_asked_for_at_most_once_a_minute() {
    let provider = TestProvider::start().await;
    for (seconds, keys_asked) in [(0, 2), (0, 2), (59, 2), (1, 3), (1, 3), (59, 4)] {
        provider.clock.advance_secs(seconds);
        assert!(is_unknown_key(&provider.verify(&STRANGE_KEY, WORK_TENANT).await));
        assert_eq!(provider.asked().1, keys_asked, "{seconds}");
    }
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
}

#[tokio::test]
async fn keys_are_asked_for_again_when_the_metadata_names_another_place() {
    let provider = TestProvider::start().await;
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    provider.describe("/other-keys");
    provider.clock.advance_secs(3600);
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    assert_eq!(provider.asked(), (2, 2));
}

#[tokio::test]
async fn many_at_once_ask_once() {
    let provider = Arc::new(TestProvider::start().await);
    let all = futures::future::join_all((0..16).map(|_| provider.verify(&TEMPLATE_KEY, WORK_TENANT))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(provider.asked(), (1, 1));
    provider.publish(&[STRANGE_KEY.jwk(Some(&provider.template()))]);
    let all = futures::future::join_all((0..16).map(|_| provider.verify(&STRANGE_KEY, WORK_TENANT))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(provider.asked(), (1, 2));
}

#[tokio::test]
async fn a_failure_is_not_remembered() {
    let provider = TestProvider::start().await;
    provider.answer_with(StatusCode::BAD_GATEWAY);
    assert!(matches!(
        provider.discovery.provider(&provider.authority()).await,
        Err(DiscoveryError::Unreachable(_))
    ));
    provider.answer_with(StatusCode::OK);
    assert!(provider.discovery.provider(&provider.authority()).await.is_ok());
}

#[tokio::test]
async fn while_the_description_cannot_be_had_the_one_before_is_good_for_as_long_as_the_keys() {
    let provider = TestProvider::start().await;
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    provider.answer_with(StatusCode::SERVICE_UNAVAILABLE);
    // Asked for once in some seconds, however many sign in.
    for (seconds, metadata_asked) in [(3600, 2), (2, 2), (1, 3), (20 * 3600, 4)] {
        provider.clock.advance_secs(seconds);
        assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
        assert_eq!(provider.asked(), (metadata_asked, 1), "{seconds}");
    }
    provider.clock.advance_secs(3 * 3600);
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_err());
    provider.answer_with(StatusCode::OK);
    provider.clock.advance_secs(3);
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
}

#[tokio::test]
async fn a_provider_that_did_not_answer_is_not_asked_about_tokens_for_some_seconds() {
    let provider = TestProvider::start().await;
    provider.answer_with(StatusCode::SERVICE_UNAVAILABLE);
    let all = futures::future::join_all((0..16).map(|_| provider.verify(&TEMPLATE_KEY, WORK_TENANT))).await;
    assert!(all.iter().all(Result::is_err));
    assert_eq!(provider.asked(), (1, 0));
    provider.answer_with(StatusCode::OK);
    let early = provider.verify(&TEMPLATE_KEY, WORK_TENANT).await;
    assert!(matches!(early, Err(VerifyError::Discovery(DiscoveryError::Resting))));
    provider.clock.advance_secs(3);
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
}

#[tokio::test]
async fn two_authorities_share_nothing() {
    let (one, other) = (TestProvider::start().await, TestProvider::start().await);
    other.publish(&[STRANGE_KEY.jwk(Some(&other.template()))]);
    let nonce = Secret::new(NONCE.to_owned());
    let expected = Expected {
        client_id: CLIENT_ID,
        nonce: &nonce,
        max_sign_in_age_secs: None,
        sign_in_time_required: true,
        now: one.clock.now(),
    };
    let at_home = one
        .discovery
        .verify(&other.authority(), &other.token(&STRANGE_KEY, WORK_TENANT), &expected)
        .await;
    assert!(at_home.is_ok());
    let elsewhere = one
        .discovery
        .verify(&one.authority(), &other.token(&STRANGE_KEY, WORK_TENANT), &expected)
        .await;
    assert!(is_unknown_key(&elsewhere));
}

#[test]
fn metadata_is_found_under_the_authority_with_or_without_a_slash_at_its_end() {
    for (authority, address) in [
        (
            "https://id.example.com",
            "https://id.example.com/.well-known/openid-configuration",
        ),
        (
            "https://id.example.com/",
            "https://id.example.com/.well-known/openid-configuration",
        ),
        (
            "https://id.example.com/a/b",
            "https://id.example.com/a/b/.well-known/openid-configuration",
        ),
        (
            "https://id.example.com/a/b/",
            "https://id.example.com/a/b/.well-known/openid-configuration",
        ),
    ] {
        assert_eq!(metadata_address(&authority.parse().unwrap()).as_str(), address);
    }
}
