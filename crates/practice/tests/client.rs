//! The app's own client signs in here, and tells each of the provider's faults apart.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use ambient::Clock;
use contract::{Code, Purpose, Secret};
use microsoft::{
    attempt::{AttemptSecrets, AuthorizeRequest, authorize_url},
    callback::{Callback, Outcome, deep_link_redirect, parse_link},
    catalogue,
    discovery::{Discovery, VerifyError, http_client},
    exchange::{ExchangeError, exchange},
    id_token::{Expected, IdTokenRefusal, Verified},
    nonce::{attempt_hash, proof_nonce},
    provider::Provider,
};
use practice::cast::{ACCOUNT1, ACCOUNT2, ANA, PERSONAL_TENANT, Person, SOMEONE};
use serde_json::json;
use std::sync::Arc;
use support::{BOTH, Sight, World};
use testkit::{ManualClock, SeededRandom};

/// The app, with one attempt under way.
struct App<'a> {
    world: &'a World,
    discovery: Discovery,
    provider: Arc<Provider>,
    secrets: AttemptSecrets,
    nonce: Secret,
}

impl<'a> App<'a> {
    async fn new(world: &'a World) -> Self {
        let discovery = Discovery::new(http_client().unwrap(), Arc::<ManualClock>::clone(&world.clock));
        let provider = discovery.provider(&world.sign_in.authority()).await.unwrap();
        let secrets = AttemptSecrets::new(&SeededRandom::new(42));
        let hash = attempt_hash(&secrets.attempt_secret);
        let nonce = proof_nonce("http://127.0.0.1:1", Purpose::SignIn, "challenge", &hash);
        Self {
            world,
            discovery,
            provider,
            secrets,
            nonce,
        }
    }

    fn redirect_uri(&self) -> String {
        deep_link_redirect(&self.provider)
    }

    fn address(&self, prompt: &str) -> Secret {
        let scopes = ["openid", "profile", "email"].map(str::to_owned);
        let acr_values: Vec<_> = BOTH.split(' ').map(str::to_owned).collect();
        let request = AuthorizeRequest {
            client_id: self.world.sign_in.client_id(),
            redirect_uri: &self.redirect_uri(),
            scopes: &scopes,
            state: &self.secrets.state,
            nonce: &self.nonce,
            verifier: &self.secrets.verifier,
            prompt,
            acr_values: &acr_values,
        };
        authorize_url(&self.provider, &request).unwrap()
    }

    /// What the deep link brings after this person was picked and answered every question.
    async fn come_back(&self, person: &Person) -> Callback {
        let mut browser = self.world.browser();
        let mut sight = browser.open(self.address("select_account").expose()).await;
        sight = browser.pick(&sight, person.address).await;
        while let Sight::Page { html, .. } = &sight {
            let fields = if html.contains("id=\"phone-code\"") {
                vec![("action", "verify".to_owned()), ("code", sight.phone_code())]
            } else {
                vec![("action", "accept".to_owned())]
            };
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            sight = browser.press(&sight, &fields).await;
        }
        let Sight::App(link) = sight else { panic!("no way back") };
        let callback = parse_link(link.as_str()).unwrap();
        assert!(callback.matches_state(&self.secrets.state) && callback.came_from(&self.provider));
        callback
    }

    async fn exchange(&self, callback: &Callback) -> Result<Secret, ExchangeError> {
        let Outcome::Code(code) = &callback.outcome else {
            panic!("no code: {:?}", callback.outcome)
        };
        let http = http_client().unwrap();
        let client_id = self.world.sign_in.client_id();
        exchange(
            &http,
            &self.provider,
            client_id,
            &self.redirect_uri(),
            code,
            &self.secrets.verifier,
        )
        .await
    }

    async fn sign_in(&self, person: &Person) -> Result<Verified, VerifyError> {
        let token = self.exchange(&self.come_back(person).await).await.unwrap();
        let expected = Expected {
            client_id: self.world.sign_in.client_id(),
            nonce: &self.nonce,
            max_sign_in_age_secs: Some(300),
            sign_in_time_required: true,
            now: self.world.clock.now(),
        };
        self.discovery
            .verify(&self.world.sign_in.authority(), &token, &expected)
            .await
    }
}

#[tokio::test]
async fn the_client_signs_in_a_personal_account_with_its_second_factor() {
    let world = World::new().await;
    let verified = App::new(&world).await.sign_in(&ACCOUNT2).await.unwrap();
    assert_eq!(
        (verified.key.tenant.as_str(), verified.key.subject.as_str()),
        (PERSONAL_TENANT, ACCOUNT2.object_id)
    );
    assert_eq!(verified.identity.address.as_deref(), Some(ACCOUNT2.address));
    assert!(verified.identity.second_factor);
    assert_eq!(verified.auth_time, Some(world.clock.now()));
}

#[tokio::test]
async fn the_client_signs_in_a_work_account_without_one() {
    let world = World::new().await;
    let verified = App::new(&world).await.sign_in(&ANA).await.unwrap();
    assert_eq!(
        (verified.key.tenant.as_str(), verified.key.subject.as_str()),
        (ANA.tenant, ANA.object_id)
    );
    assert!(!verified.identity.second_factor);
}

#[tokio::test]
async fn the_client_understands_the_unmanaged_tenant() {
    let world = World::new().await;
    let Outcome::Refused { error, description } = App::new(&world).await.come_back(&SOMEONE).await.outcome else {
        panic!("no refusal")
    };
    assert_eq!(catalogue::problem(&error, &description).code, Code::UnmanagedTenant);
}

#[tokio::test]
async fn the_client_understands_cancel() {
    let world = World::new().await;
    let app = App::new(&world).await;
    let mut browser = world.browser();
    let picker = browser.open(app.address("login").expose()).await;
    let Sight::App(link) = browser.press(&picker, &[("action", "cancel")]).await else {
        panic!("no way back")
    };
    let Outcome::Refused { error, description } = parse_link(link.as_str()).unwrap().outcome else {
        panic!("no refusal")
    };
    assert_eq!(catalogue::problem(&error, &description).code, Code::SignInCancelled);
}

#[tokio::test]
async fn the_client_refuses_what_each_fault_spoils() {
    let world = World::new().await;
    for (fault, refusals) in [
        ("wrong_nonce", &[IdTokenRefusal::Nonce][..]),
        ("no_auth_time", &[IdTokenRefusal::SignInTimeMissing]),
        // Without a tenant neither the issuer nor the key's right to sign for it can be known.
        (
            "no_tid_oid",
            &[IdTokenRefusal::Tenant, IdTokenRefusal::KeyOfAnotherIssuer],
        ),
        ("wrong_key", &[IdTokenRefusal::Signature]),
        ("mispaired_key", &[IdTokenRefusal::KeyOfAnotherIssuer]),
    ] {
        let app = App::new(&world).await;
        world.fault(json!({ "fault": fault, "requests": 1 })).await;
        let result = app.sign_in(&ANA).await;
        assert!(
            matches!(&result, Err(VerifyError::Refused(found)) if refusals.contains(found)),
            "{fault}: {result:?}"
        );
    }
}

#[tokio::test]
async fn the_client_fetches_the_keys_again_after_a_rotation() {
    let world = World::new().await;
    let app = App::new(&world).await;
    app.sign_in(&ACCOUNT1).await.unwrap();
    world.clock.advance_secs(61);
    world.fault(json!({ "fault": "rotate_keys" })).await;
    app.sign_in(&ACCOUNT1).await.unwrap();
}

#[tokio::test]
async fn the_client_cannot_use_a_code_twice() {
    let world = World::new().await;
    let app = App::new(&world).await;
    let callback = app.come_back(&ACCOUNT1).await;
    app.exchange(&callback).await.unwrap();
    let again = app.exchange(&callback).await;
    assert!(
        matches!(&again, Err(ExchangeError::Refused { error, .. }) if error == "invalid_grant"),
        "{again:?}"
    );
}
