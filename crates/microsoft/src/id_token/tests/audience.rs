use super::*;

#[test]
fn another_audience_is_refused() {
    for audience in [
        "",
        "00000003-0000-0000-c000-000000000000",
        "6731DE76-14A6-49AE-97BC-6EBA6914391E",
    ] {
        assert_eq!(
            work().claim("aud", audience).refusal(),
            IdTokenRefusal::Audience,
            "{audience}"
        );
    }
    assert_eq!(work().claim("aud", json!([])).refusal(), IdTokenRefusal::Audience);
    assert_eq!(
        work().claim("aud", json!(["another"])).refusal(),
        IdTokenRefusal::Audience
    );
}

#[test]
fn an_audience_of_the_wrong_form_is_refused() {
    for audience in [json!(7), json!({ "0": CLIENT_ID }), json!([CLIENT_ID, 7]), Value::Null] {
        assert_eq!(work().claim("aud", audience).refusal(), IdTokenRefusal::Malformed);
    }
    assert_eq!(work().without("aud").refusal(), IdTokenRefusal::Malformed);
}

#[test]
fn a_list_of_one_audience_holds() {
    assert!(work().claim("aud", json!([CLIENT_ID])).verify().is_ok());
}

#[test]
fn several_audiences_hold_only_with_this_client_as_the_authorized_party() {
    let case = || work().claim("aud", json!(["another", CLIENT_ID]));
    assert_eq!(case().refusal(), IdTokenRefusal::Audience);
    assert_eq!(case().claim("azp", "another").refusal(), IdTokenRefusal::Audience);
    assert!(case().claim("azp", CLIENT_ID).verify().is_ok());
    let foreign = work().claim("aud", json!(["another", "third"])).claim("azp", CLIENT_ID);
    assert_eq!(foreign.refusal(), IdTokenRefusal::Audience);
}

#[test]
fn another_authorized_party_is_refused_beside_a_single_audience_too() {
    assert_eq!(work().claim("azp", "another").refusal(), IdTokenRefusal::Audience);
    assert!(work().claim("azp", CLIENT_ID).verify().is_ok());
}

#[test]
fn a_missing_or_wrong_nonce_is_refused() {
    assert_eq!(work().without("nonce").refusal(), IdTokenRefusal::Nonce);
    for nonce in ["", "n", &NONCE[1..], &NONCE.to_lowercase(), &format!("{NONCE} ")] {
        assert_eq!(work().claim("nonce", nonce).refusal(), IdTokenRefusal::Nonce, "{nonce}");
    }
    assert_eq!(work().claim("nonce", Value::Null).refusal(), IdTokenRefusal::Malformed);
}

#[test]
fn a_token_that_answered_an_earlier_request_is_refused() {
    let earlier = work().token();
    let nonce = Secret::new("the-nonce-of-a-later-request".to_owned());
    let expected = Expected {
        client_id: CLIENT_ID,
        nonce: &nonce,
        max_sign_in_age_secs: None,
        sign_in_time_required: true,
        now: now(),
    };
    let replayed = verify(&Secret::new(earlier), &key_set(&common_keys()), &work().rule, &expected);
    assert_eq!(replayed, Err(IdTokenRefusal::Nonce));
}
