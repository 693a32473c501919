//! An OpenID provider that serves its metadata and keys, and signs what a test asks it to.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{KeyPair as _, RSA_PKCS1_SHA256},
};
use axum::{Json, Router, routing::get};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::Timestamp;
use serde_json::{Value, json};
use std::sync::OnceLock;
use tokio::{net::TcpListener, task::JoinHandle};

/// The client id of the app at this provider.
pub const CLIENT_ID: &str = "00000000-aaaa-4bbb-8ccc-000000000001";

/// The tenant of personal accounts.
pub const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// A tenant of a company.
pub const COMPANY: &str = "11111111-2222-4333-8444-555555555555";

/// Somebody who can sign in.
#[derive(Clone, Copy)]
pub struct Person {
    pub tenant: Option<&'static str>,
    pub subject: &'static str,
    pub name: &'static str,
    pub address: &'static str,
}

pub const ANNA: Person = Person {
    tenant: Some(PERSONAL),
    subject: "anna-oid",
    name: "Anna",
    address: "account1@outlook.com",
};
pub const BEN: Person = Person {
    tenant: Some(PERSONAL),
    subject: "ben-oid",
    name: "Ben",
    address: "account2@outlook.com",
};
pub const CARA: Person = Person {
    tenant: Some(COMPANY),
    subject: "cara-oid",
    name: "Cara",
    address: "cara@company.example",
};
/// Somebody at a provider without tenants.
pub const DORA: Person = Person {
    tenant: None,
    subject: "dora-sub",
    name: "Dora",
    address: "dora@example.org",
};

/// Making an RSA key takes long, so one run has one.
fn key() -> &'static KeyPair {
    static KEY: OnceLock<KeyPair> = OnceLock::new();
    KEY.get_or_init(|| KeyPair::generate(KeySize::Rsa2048).unwrap())
}

/// A running provider.
pub struct Provider {
    pub authority: String,
    issuer: String,
    task: JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Provider {
    /// One like Microsoft's `common`, whose issuer names the tenant.
    pub async fn with_tenants() -> Self {
        Self::start("/common/v2.0", "/{tenantid}/v2.0").await
    }

    /// One with a single issuer.
    pub async fn without_tenants() -> Self {
        Self::start("", "").await
    }

    async fn start(authority_path: &str, issuer_path: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let issuer = format!("{origin}{issuer_path}");
        let metadata = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{origin}/authorize"),
            "token_endpoint": format!("{origin}/token"),
            "jwks_uri": format!("{origin}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
        });
        let keys = json!({ "keys": [public_key(&issuer)] });
        let app = Router::new()
            .route(
                &format!("{authority_path}/.well-known/openid-configuration"),
                get(|| async { Json(metadata) }),
            )
            .route("/keys", get(|| async { Json(keys) }));
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            authority: format!("{origin}{authority_path}"),
            issuer,
            task,
        }
    }

    /// The claims of an ordinary sign-in that just happened.
    pub fn claims(&self, person: &Person, nonce: &str, now: Timestamp) -> Value {
        let mut claims = json!({
            "iss": self.issuer.replace("{tenantid}", person.tenant.unwrap_or_default()),
            "aud": CLIENT_ID,
            "sub": person.subject,
            "nonce": nonce,
            "iat": now.as_secs(),
            "nbf": now.as_secs(),
            "exp": now.as_secs() + 3600,
            "auth_time": now.as_secs(),
            "ver": "2.0",
            "name": person.name,
            "email": person.address,
            "preferred_username": person.address,
        });
        if let Some(tenant) = person.tenant {
            claims["tid"] = tenant.into();
            claims["oid"] = person.subject.into();
        }
        claims
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn public_key(issuer: &str) -> Value {
    let public = key().public_key();
    json!({
        "kty": "RSA",
        "use": "sig",
        "alg": "RS256",
        "kid": "one",
        "n": text(public.modulus().big_endian_without_leading_zero()),
        "e": text(public.exponent().big_endian_without_leading_zero()),
        "issuer": issuer,
    })
}

/// Signs claims as an ID token.
pub fn sign(claims: &Value) -> String {
    let header = text(
        json!({ "alg": "RS256", "typ": "JWT", "kid": "one" })
            .to_string()
            .as_bytes(),
    );
    let message = format!("{header}.{}", text(claims.to_string().as_bytes()));
    let mut signature = vec![0; key().public_modulus_len()];
    key()
        .sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            message.as_bytes(),
            &mut signature,
        )
        .unwrap();
    format!("{message}.{}", text(&signature))
}
