//! Accounts to recover, and the steps of a recovery.

use crate::{
    provider::{ANNA, PERSONAL, Person},
    world::{Attempt, Open, World, code_in},
};
use accounts::digest;
use ambient::Clock;
use contract::{
    Purpose, Timestamp,
    account::AccountKind,
    gallery::Feature,
    identity::{Identity, IdentityKind},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use service::{
    SeedAccount, SeedLogin,
    parts::{Parts, SeedPassword},
};

/// The gallery's version 3 hash of [`PASSWORD`], as it was stored before Microsoft accounts were linked.
pub const OF_THE_PAST: &str = "AQAAAAEAACcQAAAAEAABAgMEBQYHCAkKCwwNDg/BGkfl7+vxxql3hVxYoiLGbJ3emRgVGew7AyVmGeaOpA==";
pub const PASSWORD: &str = "Correct9Horse";

/// An account that has only a password.
pub fn old() -> SeedAccount {
    SeedAccount {
        username: "Old-Account".to_owned(),
        kind: AccountKind::Individual,
        confirmed_email: Some("old@example.org".to_owned()),
        login: None,
        opened_at: Timestamp::from_secs(1_500_000_000),
    }
}

/// An account that ANNA signs in to, with another contact address than hers at Microsoft.
pub fn annas() -> SeedAccount {
    let identity = Identity {
        name: Some(ANNA.name.to_owned()),
        address: Some(ANNA.address.to_owned()),
        kind: IdentityKind::Personal,
        second_factor: false,
    };
    SeedAccount {
        username: "anna".to_owned(),
        confirmed_email: Some("anna@example.org".to_owned()),
        login: Some(SeedLogin {
            tenant: PERSONAL.to_owned(),
            subject: ANNA.subject.to_owned(),
            identity,
        }),
        ..old()
    }
}

/// The password of the past, for these accounts.
pub fn passwords(of: &[&'static str]) -> Parts {
    let with = |account: &&'static str| SeedPassword {
        account,
        hash: OF_THE_PAST,
    };
    Parts {
        passwords: of.iter().map(with).collect(),
        ..Parts::default()
    }
}

/// A gallery with passwords, in which the old account has one.
pub async fn gallery(accounts: &[SeedAccount]) -> World {
    gallery_with(accounts, passwords(&["Old-Account"])).await
}

pub async fn gallery_with(accounts: &[SeedAccount], parts: Parts) -> World {
    let world = World::with(|set| set.features = vec![Feature::Registration, Feature::Passwords]).await;
    world.gallery.service.seed_with(accounts, parts).await.unwrap();
    world
}

/// ANNA's account with two-factor on and no recovery codes.
pub async fn guarded() -> World {
    let parts = Parts {
        two_factor: vec!["anna"],
        ..Parts::default()
    };
    gallery_with(&[annas()], parts).await
}

pub fn installation(id: &str) -> Value {
    json!({ "id": id, "name": format!("computer {id}") })
}

pub fn request_hash(secret: &str) -> String {
    digest::to_text(&digest::of_text(secret))
}

impl World {
    pub async fn try_password(&self, name: &str, password: &str) -> Response {
        let body = json!({ "name": name, "password": password, "installation": installation("old-computer") });
        self.post("/api/v1/sessions/password", None, body).await
    }

    /// Lets the limits on asking fill up again.
    pub fn rest(&self) {
        self.clock.advance_secs(100);
    }

    pub async fn forgot(&self, name: &str, secret: &str) -> Response {
        let body = json!({ "name": name, "request_hash": request_hash(secret) });
        self.post("/api/v1/recovery/password", None, body).await
    }

    pub async fn reset(&self, secret: &str, code: &str, password: &str) -> Response {
        let body = json!({ "request_secret": secret, "code": code, "new_password": password });
        self.post("/api/v1/recovery/password/reset", None, body).await
    }

    pub async fn recover(&self, username: &str, address: &str, secret: &str) -> Response {
        let body = json!({ "username": username, "address": address, "request_hash": request_hash(secret) });
        self.post("/api/v1/recovery/login", None, body).await
    }

    pub async fn confirm_recovery(&self, secret: &str, code: &str, more: Value) -> Response {
        let mut body = json!({ "request_secret": secret, "code": code, "installation": installation("new-computer") });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.post("/api/v1/recovery/login/confirm", None, body).await
    }

    pub fn gallery_now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The latest mail to this address, and its code.
    pub async fn code_to(&self, address: &str) -> String {
        let mails = self.gallery.service.mails().await;
        code_in(&mails.iter().find(|mail| mail.to == address).unwrap().text)
    }

    pub async fn mails_to(&self, address: &str) -> usize {
        let mails = self.gallery.service.mails().await;
        mails.iter().filter(|mail| mail.to == address).count()
    }

    /// A recovery session of ANNA's account, opened by a mailed code.
    pub async fn recovery_session(&self, secret: &str) -> String {
        let response = self.recover("anna", "anna@example.org", secret).await;
        assert_eq!(response.status(), StatusCode::ACCEPTED);
        let code = self.code_to("anna@example.org").await;
        let step: Value = self
            .confirm_recovery(secret, &code, json!({}))
            .await
            .json()
            .await
            .unwrap();
        assert_eq!(step["is"], "opened");
        step["token"].as_str().unwrap().to_owned()
    }

    /// A recovery session of the old account, opened by its password.
    pub async fn password_session(&self) -> String {
        let response = self.try_password("old-account", PASSWORD).await;
        crate::world::opened(response).await.token
    }

    /// A `recover` proof of a person, begun in this session.
    pub async fn recover_proof(&self, token: &str, person: &Person) -> Attempt {
        let attempt = self.begin(Purpose::Recover, Some(token)).await;
        self.complete(&attempt, person).await;
        attempt
    }

    pub async fn link(&self, token: &str, attempt: &Attempt) -> Response {
        self.post("/api/v1/account/login/link", Some(token), link_body(attempt))
            .await
    }

    pub async fn under_way(&self, open: &Open) -> usize {
        let state: Value = self
            .get("/api/v1/account/recovery", Some(&open.token))
            .await
            .json()
            .await
            .unwrap();
        state["under_way"].as_array().unwrap().len()
    }

    pub async fn delete_with(&self, path: &str, token: &str) -> Response {
        self.call(Method::DELETE, path, Some(token), None).await
    }

    /// Gives the password up, by typing it; with `preview`, only asks what that would change.
    pub async fn remove_password(&self, token: &str, typed: &str, preview: bool) -> Response {
        let path = format!("/api/v1/account/password?preview={preview}");
        let body = json!({ "current_password": typed });
        self.call(Method::DELETE, &path, Some(token), Some(body)).await
    }

    pub async fn activity(&self, token: &str) -> Vec<String> {
        let page: Value = self
            .get("/api/v1/account/activity", Some(token))
            .await
            .json()
            .await
            .unwrap();
        let entries = page["entries"].as_array().unwrap();
        entries
            .iter()
            .map(|entry| entry["kind"].as_str().unwrap().to_owned())
            .collect()
    }
}

pub fn link_body(attempt: &Attempt) -> Value {
    json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret })
}

/// Another code than this one.
pub fn wrong(code: &str) -> &'static str {
    if code.replace(' ', "") == "00000000" {
        "00000001"
    } else {
        "00000000"
    }
}
