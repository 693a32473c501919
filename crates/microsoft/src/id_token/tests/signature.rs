use super::*;
use crate::fixtures::{part, proptest_config};
use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use proptest::prelude::*;

#[test]
fn a_token_without_a_signature_is_refused() {
    for alg in ["none", "None", "NONE", ""] {
        let case = work().header("alg", alg);
        let (message, _) = case
            .token()
            .rsplit_once('.')
            .map(|(m, s)| (m.to_owned(), s.to_owned()))
            .unwrap();
        assert_eq!(
            case.verify_token(&format!("{message}.")),
            Err(IdTokenRefusal::Algorithm),
            "{alg}"
        );
    }
}

#[test]
fn an_empty_signature_under_the_right_algorithm_is_refused() {
    let token = work().token();
    let (message, _) = token.rsplit_once('.').unwrap();
    assert_eq!(
        work().verify_token(&format!("{message}.")),
        Err(IdTokenRefusal::Signature)
    );
}

#[test]
fn the_public_key_is_no_hmac_secret() {
    let case = work().header("alg", "HS256");
    let message = format!("{}.{}", part(&case.header), part(&case.claims));
    for secret in [
        TEMPLATE_KEY.public_der(),
        TEMPLATE_KEY.jwk(None)["n"].as_str().unwrap().as_bytes().to_vec(),
    ] {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), message.as_bytes());
        let token = format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag));
        assert_eq!(case.verify_token(&token), Err(IdTokenRefusal::Algorithm));
        let disguised = token.replacen(&part(&case.header), &part(&work().header), 1);
        assert_eq!(case.verify_token(&disguised), Err(IdTokenRefusal::Signature));
    }
}

#[test]
fn other_algorithms_are_refused_even_with_a_good_signature() {
    for alg in ["ES256", "RS384", "RS512", "PS256", "EdDSA", "rs256", "RS256 "] {
        assert_eq!(work().header("alg", alg).refusal(), IdTokenRefusal::Algorithm, "{alg}");
    }
    assert_eq!(
        work().header("alg", json!(["RS256"])).refusal(),
        IdTokenRefusal::Malformed
    );
}

#[test]
fn a_header_without_a_key_id_is_refused() {
    assert_eq!(
        work().header("kid", Value::Null).refusal(),
        IdTokenRefusal::KeyIdMissing
    );
    assert_eq!(work().header("kid", "").refusal(), IdTokenRefusal::KeyIdMissing);
    assert_eq!(work().header("kid", 7).refusal(), IdTokenRefusal::Malformed);
}

#[test]
fn a_key_that_the_provider_does_not_have_is_unknown() {
    assert_eq!(work().signed_by(&STRANGE_KEY).refusal(), IdTokenRefusal::UnknownKey);
}

#[test]
fn a_key_that_the_token_brings_along_is_not_used() {
    let case = work()
        .signed_by(&STRANGE_KEY)
        .header("jwk", STRANGE_KEY.jwk(Some(TEMPLATE)));
    assert_eq!(
        case.header("jku", "https://evil.example/keys").refusal(),
        IdTokenRefusal::UnknownKey
    );
}

#[test]
fn a_signature_of_another_key_is_refused() {
    let case = work().signed_by(&STRANGE_KEY).header("kid", "template-key");
    assert_eq!(case.refusal(), IdTokenRefusal::Signature);
}

#[test]
fn a_claim_changed_after_signing_is_refused() {
    let forged = part(&work().claim("oid", "00000000-0000-4000-8000-00000000dead").claims);
    let token = work().token();
    let (header, rest) = token.split_once('.').unwrap();
    let (_, signature) = rest.split_once('.').unwrap();
    let changed = format!("{header}.{forged}.{signature}");
    assert_eq!(work().verify_token(&changed), Err(IdTokenRefusal::Signature));
}

#[test]
fn a_critical_extension_or_another_type_is_refused() {
    assert_eq!(
        work().header("crit", json!(["b64"])).header("b64", false).refusal(),
        IdTokenRefusal::Malformed
    );
    assert_eq!(work().header("typ", "at+jwt").refusal(), IdTokenRefusal::Malformed);
    assert!(work().header("typ", "jwt").verify().is_ok());
}

#[test]
fn of_two_keys_with_one_id_the_one_that_signed_counts() {
    let mut twin = STRANGE_KEY.jwk(Some(TEMPLATE));
    twin["kid"] = json!("template-key");
    for keys in [
        json!([twin, TEMPLATE_KEY.jwk(Some(TEMPLATE))]),
        json!([TEMPLATE_KEY.jwk(Some(TEMPLATE)), twin]),
    ] {
        assert!(
            Case {
                keys: json!({ "keys": keys }),
                ..work()
            }
            .verify()
            .is_ok()
        );
    }
    // The twin's pairing does not help the key that signed.
    let other = issuer_of(PERSONAL_TENANT);
    let keys = json!({ "keys": [twin, TEMPLATE_KEY.jwk(Some(&other))] });
    assert_eq!(Case { keys, ..work() }.refusal(), IdTokenRefusal::KeyOfAnotherIssuer);
}

#[test]
fn a_truncated_token_is_refused_wherever_it_is_cut() {
    let token = work().token();
    for end in 0..token.len() {
        assert!(work().verify_token(&token[..end]).is_err(), "{end}");
    }
}

#[test]
fn what_is_not_three_parts_of_base64url_is_refused() {
    let token = work().token();
    for malformed in [
        String::new(),
        "..".to_owned(),
        "a.b.c".to_owned(),
        format!("{token}."),
        format!("{token}.{token}"),
        format!(" {token}"),
        format!("{}.{}", part(&json!({ "alg": "RS256" })), part(&json!({}))),
        format!("{}.{}.", part(&json!([])), part(&json!({}))),
    ] {
        assert_eq!(
            work().verify_token(&malformed),
            Err(IdTokenRefusal::Malformed),
            "{malformed}"
        );
    }
    for padded in [format!("{token}="), format!("{token}\n")] {
        assert_eq!(work().verify_token(&padded), Err(IdTokenRefusal::Signature), "{padded}");
    }
}

#[test]
fn a_token_may_have_sixteen_kibibytes_and_no_byte_more() {
    let small = work().claim("padding", "").token();
    let room = signed::SIZE_LIMIT - small.len();
    let fitting = (room * 3 / 4 - 3..).map(|length| work().claim("padding", "x".repeat(length)).token());
    let (mut largest, mut first_beyond) = (String::new(), None);
    for token in fitting.take(8) {
        if token.len() <= signed::SIZE_LIMIT {
            largest = token;
        } else {
            first_beyond.get_or_insert(token);
        }
    }
    assert!(work().verify_token(&largest).is_ok(), "{}", largest.len());
    assert_eq!(
        work().verify_token(&first_beyond.unwrap()),
        Err(IdTokenRefusal::TooLarge)
    );
}

#[test]
fn a_claim_given_twice_spoils_the_token() {
    let header = part(&work().header);
    let claims = work().claims.to_string().replacen('{', r#"{"tid":"other","#, 1);
    let payload = URL_SAFE_NO_PAD.encode(claims);
    // Signed as bytes, since a JSON value cannot hold a name twice.
    let token = TEMPLATE_KEY.sign_parts(&header, &payload);
    assert_eq!(work().verify_token(&token), Err(IdTokenRefusal::Malformed));
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn no_text_makes_the_parser_panic_or_passes(text in ".{0,200}") {
        prop_assert!(work().verify_token(&text).is_err());
    }

    #[test]
    fn no_three_parts_make_the_parser_panic_or_pass(
        header in "\\PC{0,60}",
        claims in "\\PC{0,60}",
        signature in "[A-Za-z0-9_-]{0,40}",
    ) {
        let token = format!("{}.{}.{signature}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        prop_assert!(work().verify_token(&token).is_err());
    }

    #[test]
    fn no_signed_claims_make_the_parser_panic(
        name in "iss|aud|azp|nonce|exp|nbf|iat|auth_time|ver|tid|oid|sub|acr|name|email",
        value in "-?[0-9]{1,40}(\\.[0-9]{1,5})?(e[0-9]{1,2})?|null|true|\"\\PC{0,9}\"|\\[\\]|\\{\\}",
    ) {
        if let Ok(value) = serde_json::from_str::<Value>(&value) {
            let _ = work().max_age(300).claim(&name, value).verify();
        }
    }
}
