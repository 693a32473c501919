use super::*;
use crate::{
    fixtures::{CONSUMER_KEY, TEMPLATE, TEMPLATE_KEY, WORK_TENANT, common_keys, issuer_of, key_set, proptest_config},
    tenant::PERSONAL_TENANT,
};
use aws_lc_rs::signature::{RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RsaPublicKeyComponents};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use proptest::prelude::*;
use serde_json::json;

fn may_sign_for(key_issuer: Option<&str>, issuer: &str, tenant: Option<&str>, fixed: bool) -> bool {
    let keys = key_set(&json!({ "keys": [TEMPLATE_KEY.jwk(key_issuer)] }));
    keys.with_id("template-key")
        .next()
        .unwrap()
        .may_sign_for(issuer, tenant, fixed)
}

#[test]
fn the_keys_of_common_are_found_by_their_id() {
    let keys = key_set(&common_keys());
    assert!(keys.has("template-key") && keys.has("consumer-key"));
    assert!(!keys.has("strange-key") && !keys.has("") && !keys.has("TEMPLATE-KEY"));
}

#[test]
fn keys_of_other_kinds_and_uses_are_skipped() {
    let mut odd = vec![
        json!("text"),
        json!({ "kty": "EC", "kid": "ec", "crv": "P-256", "x": "AA", "y": "AA" }),
    ];
    for (member, value) in [
        ("use", json!("enc")),
        ("alg", json!("PS256")),
        ("kty", json!("oct")),
        ("kid", json!("")),
        ("n", json!("*")),
        ("e", json!(1)),
    ] {
        let mut jwk = CONSUMER_KEY.jwk(None);
        jwk[member] = value;
        odd.push(jwk);
    }
    assert_eq!(
        KeySet::parse(json!({ "keys": odd }).to_string().as_bytes()).unwrap_err(),
        ProviderError::NoKeys
    );
    odd.push(TEMPLATE_KEY.jwk(None));
    let keys = key_set(&json!({ "keys": odd }));
    assert!(keys.has("template-key") && !keys.has("consumer-key"));
}

#[test]
fn what_is_no_key_set_is_refused() {
    for json in ["", "[]", "{}", r#"{"keys":{}}"#, "<html>", r#"{"keys":[],"keys":[]}"#] {
        assert_eq!(
            KeySet::parse(json.as_bytes()).unwrap_err(),
            ProviderError::Malformed,
            "{json}"
        );
    }
    assert_eq!(KeySet::parse(br#"{"keys":[]}"#).unwrap_err(), ProviderError::NoKeys);
}

#[test]
fn a_template_key_signs_for_every_tenant_of_its_template() {
    assert!(may_sign_for(
        Some(TEMPLATE),
        &issuer_of(WORK_TENANT),
        Some(WORK_TENANT),
        false
    ));
    assert!(may_sign_for(
        Some(TEMPLATE),
        &issuer_of(PERSONAL_TENANT),
        Some(PERSONAL_TENANT),
        true
    ));
    assert!(!may_sign_for(
        Some(TEMPLATE),
        &issuer_of(WORK_TENANT),
        Some(PERSONAL_TENANT),
        false
    ));
    assert!(!may_sign_for(
        Some(TEMPLATE),
        "https://login.microsoftonline.com/common/v2.0",
        Some("common"),
        false
    ));
    assert!(!may_sign_for(Some(TEMPLATE), &issuer_of(WORK_TENANT), None, true));
}

#[test]
fn a_concrete_key_signs_for_its_own_issuer_alone() {
    let consumer = issuer_of(PERSONAL_TENANT);
    assert!(may_sign_for(Some(&consumer), &consumer, Some(PERSONAL_TENANT), false));
    assert!(!may_sign_for(
        Some(&consumer),
        &issuer_of(WORK_TENANT),
        Some(WORK_TENANT),
        false
    ));
    assert!(!may_sign_for(
        Some(&consumer),
        &issuer_of(WORK_TENANT),
        Some(PERSONAL_TENANT),
        true
    ));
}

#[test]
fn a_key_that_names_no_issuer_signs_only_where_the_issuer_is_fixed() {
    assert!(may_sign_for(None, "https://id.example.com", None, true));
    assert!(!may_sign_for(None, &issuer_of(WORK_TENANT), Some(WORK_TENANT), false));
}

/// A key of 1024 bits, made for this test, with its own right signature over "a message".
#[test]
fn a_short_key_verifies_nothing() {
    let n = "49Xb6zOJDmqo9Ggp-_mWrEp-DcTVA--gxis67KE-ETQUlR8T--kIsF01uyl1g8arWvEZsQwMbVU_doDJcElibGX7JjP6_wf2bu8j8K9X\
             U8ydLfihrhX5KUoRdMLjGZRGvGi8bZAQSss48FUHRwyX4Ma8sQBEWrjTRST4Qw3ibEE";
    let signature = "T5ISHJaiCYH0WbodRP0LGvBvg27oEXquaPfRGYRqNbLxFBlgZIN88sMiPBJZL2grGBi0Gl4eObDv5jt9aSA2gIrZm6J0Bu7w3afu\
                     VbvOmzPfo4Rihh55gx4kAOMubsxkX2aFjVM-nGhFILu9Zd3gXme1k285n9bLKHPnme6EwSQ";
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let key = RsaPublicKeyComponents {
        n: bytes(n),
        e: bytes("AQAB"),
    };
    let legacy = &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY;
    assert!(key.verify(legacy, b"a message", &bytes(signature)).is_ok());
    let keys = key_set(&json!({ "keys": [{ "kty": "RSA", "kid": "short", "n": n, "e": "AQAB" }] }));
    assert!(!keys.with_id("short").next().unwrap().verifies("a message", signature));
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn no_document_makes_the_parser_panic(
        text in ".{0,100}", n in "[A-Za-z0-9_=*-]{0,20}", e in "[A-Za-z0-9_-]{0,6}", signature in ".{0,20}",
    ) {
        let _ = KeySet::parse(text.as_bytes());
        let document = json!({ "keys": [{ "kty": "RSA", "kid": "k", "n": n, "e": e }] });
        if let Ok(keys) = KeySet::parse(document.to_string().as_bytes()) {
            prop_assert!(!keys.with_id("k").any(|key| key.verifies("a message", &signature)));
        }
    }
}
