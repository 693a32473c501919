use super::*;

fn rests(answer: &Result<Verified, VerifyError>) -> bool {
    matches!(answer, Err(VerifyError::Discovery(DiscoveryError::Resting)))
}

#[tokio::test]
async fn a_failed_refresh_says_nothing_about_any_token_and_is_tried_again_after_some_seconds() {
    let provider = TestProvider::start().await;
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    provider.answer_with(StatusCode::SERVICE_UNAVAILABLE);
    let failed = provider.verify(&STRANGE_KEY, WORK_TENANT).await;
    assert!(
        matches!(failed, Err(VerifyError::Discovery(DiscoveryError::Unreachable(_)))),
        "{failed:?}"
    );
    assert!(rests(&provider.verify(&STRANGE_KEY, WORK_TENANT).await));
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    assert_eq!(provider.asked(), (1, 2));
    // The provider is back, and has other keys.
    provider.answer_with(StatusCode::OK);
    provider.publish(&[STRANGE_KEY.jwk(Some(&provider.template()))]);
    provider.clock.advance_secs(2);
    assert!(rests(&provider.verify(&STRANGE_KEY, WORK_TENANT).await));
    provider.clock.advance_secs(1);
    assert!(provider.verify(&STRANGE_KEY, WORK_TENANT).await.is_ok());
    assert_eq!(provider.asked(), (1, 3));
    // From then on an unknown key is one, for a minute.
    assert!(is_unknown_key(&provider.verify(&TEMPLATE_KEY, WORK_TENANT).await));
    assert_eq!(provider.asked(), (1, 3));
}

#[tokio::test]
async fn of_many_with_an_unknown_key_while_the_provider_is_out_of_order_none_is_refused_and_it_is_asked_once() {
    let provider = TestProvider::start().await;
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    provider.answer_with(StatusCode::SERVICE_UNAVAILABLE);
    let all = futures::future::join_all((0..16).map(|_| provider.verify(&STRANGE_KEY, WORK_TENANT))).await;
    for answer in all {
        assert!(matches!(answer, Err(VerifyError::Discovery(_))), "{answer:?}");
    }
    assert_eq!(provider.asked(), (1, 2));
}

#[tokio::test]
async fn many_who_ask_whether_the_provider_can_be_reached_ask_it_once_in_some_seconds() {
    let provider = TestProvider::start().await;
    let (discovery, authority) = (&provider.discovery, provider.authority());
    let ask = || futures::future::join_all((0..16).map(|_| discovery.reach(&authority)));
    provider.answer_with(StatusCode::SERVICE_UNAVAILABLE);
    let said = ask().await;
    // One asked, and knows why; the others know that it was asked just now.
    assert!(matches!(said[0], Err(DiscoveryError::Unreachable(_))), "{said:?}");
    assert!(
        said[1..]
            .iter()
            .all(|said| matches!(said, Err(DiscoveryError::Resting))),
        "{said:?}"
    );
    provider.answer_with(StatusCode::OK);
    provider.clock.advance_secs(2);
    assert!(ask().await.iter().all(Result::is_err));
    assert_eq!(provider.asked(), (1, 0));
    provider.clock.advance_secs(1);
    assert!(ask().await.iter().all(Result::is_ok));
    // Who signs in has no need to ask again.
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    assert_eq!(provider.asked(), (2, 1));
}

#[tokio::test]
async fn who_asks_whether_a_silent_provider_can_be_reached_keeps_nobody_from_signing_in() {
    let provider = TestProvider::start().await;
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    provider.clock.advance_secs(METADATA_SECS);
    let (held, release) = provider.hold_back();
    let (discovery, authority) = (provider.discovery.clone(), provider.authority());
    let asking = tokio::spawn(async move { discovery.reach(&authority).await });
    held.notified().await;
    assert!(provider.verify(&TEMPLATE_KEY, WORK_TENANT).await.is_ok());
    assert!(!asking.is_finished());
    release.notify_one();
    assert!(asking.await.unwrap().is_ok());
}
