//! A provider to be discovered.

use super::*;
use crate::fixtures::{TestKey, work_claims};
use serde_json::{Value, json};
use std::sync::Mutex as Lock;
use tokio::sync::Notify;

/// A provider with an issuer template on loopback, whose keys a test can change and whose requests it can count.
pub(super) struct TestProvider {
    pub(super) origin: String,
    pub(super) served: Arc<Served>,
    pub(super) clock: Arc<ManualClock>,
    pub(super) discovery: Arc<Discovery>,
}

#[derive(Default)]
pub(super) struct Served {
    keys: Lock<Value>,
    pub(super) metadata: Lock<Value>,
    status: Lock<StatusCode>,
    held: Lock<Option<(Arc<Notify>, Arc<Notify>)>>,
    metadata_asked: AtomicUsize,
    keys_asked: AtomicUsize,
}

impl TestProvider {
    pub(super) async fn start() -> Self {
        let served = Arc::new(Served::default());
        let (metadata, keys) = (served.clone(), served.clone());
        let routes = Router::new()
            .route(
                "/common/v2.0/.well-known/openid-configuration",
                get(async move || {
                    metadata.metadata_asked.fetch_add(1, Ordering::SeqCst);
                    let held = metadata.held.lock().unwrap().take();
                    if let Some((arrived, release)) = held {
                        arrived.notify_one();
                        release.notified().await;
                    }
                    (
                        *metadata.status.lock().unwrap(),
                        metadata.metadata.lock().unwrap().to_string(),
                    )
                }),
            )
            .route(
                "/{keys}",
                get(async move || {
                    keys.keys_asked.fetch_add(1, Ordering::SeqCst);
                    (*keys.status.lock().unwrap(), keys.keys.lock().unwrap().to_string())
                }),
            );
        let origin = serve(routes).await.origin().ascii_serialization();
        let clock = Arc::new(ManualClock::default());
        let discovery = Arc::new(Discovery::new(http_client().unwrap(), clock.clone()));
        let provider = Self {
            origin,
            served,
            clock,
            discovery,
        };
        provider.describe("/keys");
        provider.publish(&[TEMPLATE_KEY.jwk(Some(&provider.template()))]);
        provider
    }

    pub(super) fn template(&self) -> String {
        format!("{}/{{tenantid}}/v2.0", self.origin)
    }

    pub(super) fn authority(&self) -> Url {
        format!("{}/common/v2.0", self.origin).parse().unwrap()
    }

    pub(super) fn describe(&self, jwks_path: &str) {
        let origin = &self.origin;
        *self.served.metadata.lock().unwrap() = json!({
            "issuer": self.template(),
            "authorization_endpoint": format!("{origin}/authorize"),
            "token_endpoint": format!("{origin}/token"),
            "jwks_uri": format!("{origin}{jwks_path}"),
        });
    }

    pub(super) fn publish(&self, keys: &[Value]) {
        *self.served.keys.lock().unwrap() = json!({ "keys": keys });
    }

    pub(super) fn answer_with(&self, status: StatusCode) {
        *self.served.status.lock().unwrap() = status;
    }

    /// Holds back the answer to the next who asks for the metadata: when they have asked, and for letting it go.
    pub(super) fn hold_back(&self) -> (Arc<Notify>, Arc<Notify>) {
        let pair = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        *self.served.held.lock().unwrap() = Some(pair.clone());
        pair
    }

    /// How often metadata and keys were asked for.
    pub(super) fn asked(&self) -> (usize, usize) {
        (
            self.served.metadata_asked.load(Ordering::SeqCst),
            self.served.keys_asked.load(Ordering::SeqCst),
        )
    }

    pub(super) fn token(&self, signer: &TestKey, tenant: &str) -> Secret {
        let now = self.clock.now().as_secs();
        let mut claims = work_claims();
        claims["iss"] = json!(self.template().replace("{tenantid}", tenant));
        claims["tid"] = json!(tenant);
        (claims["iat"], claims["nbf"], claims["exp"]) = (json!(now), json!(now), json!(now + 3600));
        signer.token(&claims)
    }

    pub(super) async fn verify(&self, signer: &TestKey, tenant: &str) -> Result<Verified, VerifyError> {
        let nonce = Secret::new(NONCE.to_owned());
        let expected = Expected {
            client_id: CLIENT_ID,
            nonce: &nonce,
            max_sign_in_age_secs: None,
            sign_in_time_required: true,
            now: self.clock.now(),
        };
        self.discovery
            .verify(&self.authority(), &self.token(signer, tenant), &expected)
            .await
    }
}
