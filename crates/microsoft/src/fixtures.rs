//! For this crate's tests: signing keys, tokens with every claim in its place, and a hostile provider on loopback.

use crate::{
    keys::KeySet,
    provider::{IssuerRule, Provider},
    tenant::PERSONAL_TENANT,
};
use aws_lc_rs::{
    rand::SystemRandom,
    rsa::{KeySize, PublicKeyComponents},
    signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use axum::{Router, body::Body};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{Secret, Timestamp};
use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use serde_json::{Value, json};
use std::sync::LazyLock;
use url::Url;

/// When every test takes place, in seconds: where `testkit::ManualClock` starts.
pub(crate) const NOW: i64 = 1_767_225_600;

/// The issuer template of Microsoft's `common`.
pub(crate) const TEMPLATE: &str = "https://login.microsoftonline.com/{tenantid}/v2.0";

/// A work tenant.
pub(crate) const WORK_TENANT: &str = "7d4ab1e5-0c2f-4b3e-9a61-5f8e2c9b1d04";

/// A person's object id.
pub(crate) const OBJECT_ID: &str = "00000000-0000-4000-8000-00000000c0de";

pub(crate) const CLIENT_ID: &str = "6731de76-14a6-49ae-97bc-6eba6914391e";
pub(crate) const NONCE: &str = "n-0S6_WzA2Mj-n-0S6_WzA2Mj-n-0S6_WzA2Mj-0123";

pub(crate) fn now() -> Timestamp {
    Timestamp::from_secs(NOW)
}

pub(crate) fn issuer_of(tenant: &str) -> String {
    TEMPLATE.replace("{tenantid}", tenant)
}

/// Property tests try the same cases in every run, and leave no files behind.
pub(crate) fn proptest_config() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(8252),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// An RSA key with an id.
pub(crate) struct TestKey {
    pub(crate) kid: &'static str,
    pair: RsaKeyPair,
}

/// A key that may sign for every tenant, one that may sign for personal accounts, and one that no key set has.
pub(crate) static TEMPLATE_KEY: LazyLock<TestKey> = LazyLock::new(|| TestKey::new("template-key"));
pub(crate) static CONSUMER_KEY: LazyLock<TestKey> = LazyLock::new(|| TestKey::new("consumer-key"));
pub(crate) static STRANGE_KEY: LazyLock<TestKey> = LazyLock::new(|| TestKey::new("strange-key"));

impl TestKey {
    fn new(kid: &'static str) -> Self {
        Self {
            kid,
            pair: RsaKeyPair::generate(KeySize::Rsa2048).unwrap(),
        }
    }

    /// The public half, with Microsoft's `issuer` property where one is given.
    pub(crate) fn jwk(&self, issuer: Option<&str>) -> Value {
        let PublicKeyComponents { n, e } = PublicKeyComponents::<Vec<u8>>::from(self.pair.public_key());
        let (n, e) = (URL_SAFE_NO_PAD.encode(n), URL_SAFE_NO_PAD.encode(e));
        let mut jwk = json!({ "kty": "RSA", "use": "sig", "kid": self.kid, "n": n, "e": e, "x5t": self.kid });
        if let Some(issuer) = issuer {
            jwk["issuer"] = json!(issuer);
        }
        jwk
    }

    /// The public half as DER, which a forger may try as an HMAC secret.
    pub(crate) fn public_der(&self) -> Vec<u8> {
        self.pair.public_key().as_ref().to_vec()
    }

    /// A token with this header and these claims.
    pub(crate) fn sign(&self, header: &Value, claims: &Value) -> String {
        self.sign_parts(&part(header), &part(claims))
    }

    /// A token of these parts as they are.
    pub(crate) fn sign_parts(&self, header: &str, payload: &str) -> String {
        let message = format!("{header}.{payload}");
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                message.as_bytes(),
                &mut signature,
            )
            .unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// A token with the header that goes with this key.
    pub(crate) fn token(&self, claims: &Value) -> Secret {
        Secret::new(self.sign(&json!({ "typ": "JWT", "alg": "RS256", "kid": self.kid }), claims))
    }
}

/// JSON as base64url.
pub(crate) fn part(json: &Value) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(json).unwrap())
}

/// The keys of `common`: one for all tenants, one for personal accounts.
pub(crate) fn common_keys() -> Value {
    json!({ "keys": [TEMPLATE_KEY.jwk(Some(TEMPLATE)), CONSUMER_KEY.jwk(Some(&issuer_of(PERSONAL_TENANT)))] })
}

pub(crate) fn key_set(document: &Value) -> KeySet {
    KeySet::parse(document.to_string().as_bytes()).unwrap()
}

/// The claims of a person of a work tenant.
pub(crate) fn work_claims() -> Value {
    json!({
        "ver": "2.0", "iss": issuer_of(WORK_TENANT), "tid": WORK_TENANT, "aud": CLIENT_ID, "nonce": NONCE,
        "oid": OBJECT_ID, "sub": "pairwise-subject", "name": "Ada Lovelace", "preferred_username": "ada@contoso.example",
        "email": "ada.lovelace@contoso.example", "iat": NOW, "nbf": NOW, "exp": NOW + 3600, "auth_time": NOW - 10,
    })
}

/// A provider with the given authority and issuer.
pub(crate) fn provider(authority: &str, issuer: IssuerRule) -> Provider {
    let authority: Url = authority.parse().unwrap();
    let endpoint = |path: &str| authority.join(path).unwrap();
    Provider {
        issuer,
        authorization_endpoint: endpoint("/authorize"),
        token_endpoint: endpoint("/token"),
        jwks_uri: endpoint("/keys"),
        authority,
    }
}

/// Microsoft's `common`.
pub(crate) fn microsoft() -> Provider {
    provider(
        "https://login.microsoftonline.com/common/v2.0",
        IssuerRule::Template(TEMPLATE.to_owned()),
    )
}

/// Serves the routes on an ephemeral loopback port until the test's runtime ends.
pub(crate) async fn serve(routes: Router) -> Url {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}").parse().unwrap()
}

/// A body without an end.
pub(crate) fn endless() -> Body {
    Body::from_stream(futures::stream::repeat_with(|| {
        Ok::<_, std::convert::Infallible>(vec![b' '; 8192])
    }))
}
