use super::*;
use std::collections::HashSet;

fn nonce(origin: &str, purpose: Purpose, challenge: &str, hash: &str) -> String {
    proof_nonce(origin, purpose, challenge, hash).expose().to_owned()
}

/// The encoding, written a second time with bytes in full, so that app and gallery of different versions agree.
#[test]
fn the_nonce_is_the_digest_of_its_length_prefixed_parts() {
    let bytes =
        b"\0\0\0\x17nuget-accounts/proof/v1\0\0\0\x14https://feed.example\0\0\0\x07sign_in\0\0\0\x01c\0\0\0\x01h";
    let expected = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
    assert_eq!(nonce("https://feed.example", Purpose::SignIn, "c", "h"), expected);
    assert_eq!(expected.len(), 43);
}

#[test]
fn each_part_changes_the_nonce() {
    let nonces: HashSet<_> = [
        nonce("https://a.example", Purpose::SignIn, "c", "h"),
        nonce("https://b.example", Purpose::SignIn, "c", "h"),
        nonce("https://a.example", Purpose::Register, "c", "h"),
        nonce("https://a.example", Purpose::SignIn, "d", "h"),
        nonce("https://a.example", Purpose::SignIn, "c", "i"),
    ]
    .into();
    assert_eq!(nonces.len(), 5);
}

#[test]
fn parts_that_run_into_each_other_give_other_nonces() {
    assert_ne!(
        nonce("o", Purpose::SignIn, "ab", "c"),
        nonce("o", Purpose::SignIn, "a", "bc")
    );
    assert_ne!(
        nonce("o", Purpose::SignIn, "", "abc"),
        nonce("o", Purpose::SignIn, "abc", "")
    );
}

#[test]
fn the_attempt_hash_is_of_the_secrets_text() {
    // SHA-256 of "abc" (FIPS 180-4, appendix B.1).
    let expected = URL_SAFE_NO_PAD
        .encode(hex::decode("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad").unwrap());
    assert_eq!(attempt_hash(&Secret::new("abc".to_owned())), expected);
    assert_eq!(expected.len(), 43);
}
