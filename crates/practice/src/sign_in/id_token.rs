//! ID tokens with the claims that Microsoft's have (Microsoft, "ID token claims reference", version 2.0).

use super::{
    authority::issuer_of,
    directory::Principal,
    faults::{Fault, Faults},
    grant::Grant,
    keys::KeyPair,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{Secret, Timestamp};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// How long an ID token is valid, in seconds.
pub(super) const LIFETIME_SECS: i64 = 3600;

/// Makes and signs the ID token for a grant; the faults may spoil it.
pub(super) fn issue(
    origin: &str,
    grant: &Grant,
    principal: &Principal,
    keys: &KeyPair,
    faults: &Faults,
    now: Timestamp,
) -> anyhow::Result<Secret> {
    let mut claims = claims(origin, grant, principal, now);
    if faults.strikes(Fault::WrongNonce) {
        claims.insert("nonce".to_owned(), json!("not-the-nonce-of-this-request"));
    }
    if faults.strikes(Fault::NoAuthTime) {
        claims.remove("auth_time");
    }
    if faults.strikes(Fault::NoTidOid) {
        claims.remove("tid");
        claims.remove("oid");
    }
    let (own, other) = (keys.of_tenant(&principal.tenant), keys.not_of_tenant(&principal.tenant));
    let (signer, named) = if faults.strikes(Fault::WrongKey) {
        (other, own)
    } else if faults.strikes(Fault::MispairedKey) {
        (other, other)
    } else {
        (own, own)
    };
    signer.sign(named.kid(), &Value::Object(claims)).map(Secret::new)
}

fn claims(origin: &str, grant: &Grant, principal: &Principal, now: Timestamp) -> Map<String, Value> {
    let mut claims = Map::new();
    let mut claim = |name: &str, value: Value| drop(claims.insert(name.to_owned(), value));
    claim("ver", json!("2.0"));
    claim("iss", json!(issuer_of(origin, &principal.tenant)));
    claim("aud", json!(grant.client_id));
    claim("sub", json!(pairwise_subject(&grant.client_id, principal)));
    claim("tid", json!(principal.tenant));
    claim("nonce", json!(grant.nonce));
    claim("iat", json!(now.as_secs()));
    claim("nbf", json!(now.as_secs()));
    claim("exp", json!(now.plus_secs(LIFETIME_SECS).as_secs()));
    claim("auth_time", json!(grant.auth_time.as_secs()));
    if grant.profile {
        claim("oid", json!(principal.object_id));
        claim("name", json!(principal.name));
        claim("preferred_username", json!(principal.address));
    }
    if grant.email {
        claim("email", json!(principal.address));
    }
    if let Some(acr) = &grant.acr {
        claim("acr", json!(acr));
    }
    claims
}

/// A subject that is stable for this person and client, and tells nothing to another (OpenID Connect Core 8.1).
fn pairwise_subject(client_id: &str, principal: &Principal) -> String {
    let text = format!(
        "practice/subject\n{client_id}\n{}\n{}",
        principal.tenant, principal.object_id
    );
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}
