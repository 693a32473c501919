//! Rule 7.6 for writes whose answer was lost: the same request under the same key is answered as before, and done once.

use crate::{
    cast::{FINN, world},
    provider::{ANNA, BEN, CARA},
    recovery_scene::{PASSWORD, gallery, installation, old, request_hash},
    scene::{deletion_body, reference_in},
    world::{World, client, code_of, refused},
};
use contract::{Code, Purpose};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use service::OutgoingMail;

/// As random as a UUID is.
const KEY: &str = "0f3c2a9e5b7d4e61a8c0d2f4b6987e13";

/// A request with a key; without a body where there is none.
struct Keyed<'a> {
    method: Method,
    path: String,
    token: Option<&'a str>,
    body: Option<Value>,
}

impl Keyed<'_> {
    async fn send(&self, world: &World, key: &str) -> Response {
        let url = format!("{}{}", world.gallery.origin, self.path);
        let mut request = client()
            .request(self.method.clone(), url)
            .header("Idempotency-Key", key);
        if let Some(token) = self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = &self.body {
            request = request.json(body);
        }
        request.send().await.unwrap()
    }

    /// Sends it twice under one key: both are answered alike, and under another key it was done already.
    async fn twice(&self, world: &World, done_already: Code) -> (StatusCode, String) {
        let first = self.send(world, KEY).await;
        let first = (first.status(), first.text().await.unwrap());
        assert!(first.0.is_success(), "{} {first:?}", self.path);
        let again = self.send(world, KEY).await;
        assert_eq!(first, (again.status(), again.text().await.unwrap()), "{}", self.path);
        assert_eq!(
            code_of(self.send(world, &KEY.replace('0', "1")).await).await,
            done_already
        );
        first
    }

    /// The same key with another body.
    async fn with_another_body(&self, world: &World, body: Value) {
        let other = Keyed {
            method: self.method.clone(),
            path: self.path.clone(),
            token: self.token,
            body: Some(body),
        };
        let problem = refused(other.send(world, KEY).await).await;
        let told = (problem.code, problem.field.as_deref(), problem.status);
        assert_eq!(told, (Code::BadRequest, Some("Idempotency-Key"), 409), "{}", self.path);
    }
}

fn post<'a>(path: impl Into<String>, token: Option<&'a str>, body: Option<Value>) -> Keyed<'a> {
    let (method, path) = (Method::POST, path.into());
    Keyed {
        method,
        path,
        token,
        body,
    }
}

fn delete<'a>(path: impl Into<String>, token: &'a str) -> Keyed<'a> {
    Keyed {
        method: Method::DELETE,
        ..post(path, Some(token), None)
    }
}

async fn invite(world: &World, token: &str, username: &str) {
    let body = json!({ "username": username, "role": "collaborator" });
    let invited = world
        .post("/api/v1/organizations/team/members", Some(token), body)
        .await;
    assert_eq!(invited.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn invitations_are_answered_and_withdrawn_once() {
    let world = world().await;
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    invite(&world, &anna.token, "cara").await;
    let decline = delete("/api/v1/account/invitations/team", &cara.token);
    decline.twice(&world, Code::InvitationNotFound).await;
    invite(&world, &anna.token, "cara").await;
    let withdraw = delete("/api/v1/organizations/team/invitations/cara", &anna.token);
    withdraw.twice(&world, Code::InvitationNotFound).await;
    invite(&world, &anna.token, "finn").await;
    let finn = world.sign_in(&FINN, "f").await;
    let accept = post("/api/v1/account/invitations/team", Some(&finn.token), None);
    accept.twice(&world, Code::InvitationNotFound).await;
    // Who has left may no longer ask about the organization, so only the key tells that it was done.
    let leave = delete("/api/v1/organizations/team/members/finn", &finn.token);
    leave.twice(&world, Code::NotAuthorized).await;
    world.end().await;
}

#[tokio::test]
async fn offers_of_ownership_are_answered_and_withdrawn_once() {
    let world = world().await;
    let (finn, cara) = (world.sign_in(&FINN, "f").await, world.sign_in(&CARA, "c").await);
    let offer = || async {
        let body = json!({ "username": "cara" });
        let path = "/api/v1/packages/Finn.Tools/owners";
        let offered: Value = world.post(path, Some(&finn.token), body).await.json().await.unwrap();
        offered["offer"]["id"].as_str().unwrap().to_owned()
    };
    let gone = Code::OwnershipRequestNotFound;
    let path = format!("/api/v1/ownership-offers/{}", offer().await);
    delete(path, &finn.token).twice(&world, gone).await;
    let path = format!("/api/v1/ownership-offers/{}/decline", offer().await);
    post(path, Some(&cara.token), None).twice(&world, gone).await;
    let path = format!("/api/v1/ownership-offers/{}/accept", offer().await);
    post(path, Some(&cara.token), None).twice(&world, gone).await;
    let leave = delete("/api/v1/packages/Finn.Tools/owners/cara", &cara.token);
    leave.twice(&world, Code::NotPackageOwner).await;
    world.end().await;
}

#[tokio::test]
async fn a_conversion_is_cancelled_and_rejected_once() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let finn = world.sign_in(&FINN, "f").await;
    let ask = || async {
        let attempt = world.proved_in(Purpose::ConvertAccount, &FINN, &finn.token).await;
        let proof = json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret });
        let body = json!({ "administrator": "anna", "proof": proof });
        let asked = world.post("/api/v1/account/conversion", Some(&finn.token), body).await;
        assert_eq!(asked.status(), StatusCode::CREATED);
    };
    ask().await;
    let cancel = delete("/api/v1/account/conversion", &finn.token);
    cancel.twice(&world, Code::ConversionNotFound).await;
    ask().await;
    let reject = delete("/api/v1/account/conversions/finn", &anna.token);
    reject.twice(&world, Code::ConversionNotFound).await;
    drop(ben);
    world.end().await;
}

#[tokio::test]
async fn a_key_is_changed_and_revoked_once() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "f").await;
    let keys: Value = world.get("/api/v1/keys", Some(&finn.token)).await.json().await.unwrap();
    let key = keys["keys"].as_array().unwrap().iter();
    let key = key.clone().find(|key| key["description"] == "build").unwrap().clone();
    let path = format!("/api/v1/keys/{}", key["id"].as_str().unwrap());
    let change = Keyed {
        method: Method::PATCH,
        ..post(
            &*path,
            Some(&finn.token),
            Some(json!({ "revision": key["revision"], "description": "pipeline" })),
        )
    };
    let (_, changed) = change.twice(&world, Code::Stale).await;
    assert!(changed.contains("pipeline"));
    let other = json!({ "revision": key["revision"], "description": "another" });
    change.with_another_body(&world, other).await;
    delete(path, &finn.token).twice(&world, Code::NotFound).await;
    world.end().await;
}

#[tokio::test]
async fn a_deletion_is_cancelled_once_in_a_session_and_by_the_link() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    world.delete_account(&open, &ANNA).await;
    let back = world.sign_in(&ANNA, "b").await;
    let cancel = post("/api/v1/account/deletion/cancel", Some(&back.token), None);
    let (_, kept) = cancel.twice(&world, Code::DeletionNotPending).await;
    assert!(kept.contains("\"deletion_at\":null"), "{kept}");

    let open = world.sign_in(&ANNA, "c").await;
    world.clock.advance_secs(60);
    world.delete_account(&open, &ANNA).await;
    let mails = world.gallery.service.mails().await;
    let letter = mails.iter().find(|mail| mail.text.contains("/act/")).unwrap();
    let body = json!({ "reference": reference_in(&letter.text) });
    let keep = post("/api/v1/deletions/cancel", None, Some(body));
    keep.twice(&world, Code::NotFound).await;
    keep.with_another_body(&world, json!({ "reference": "another" })).await;
    world.end().await;
}

#[tokio::test]
async fn an_organization_is_deleted_once() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "a").await;
    let delete = Keyed {
        method: Method::DELETE,
        ..post(
            "/api/v1/organizations/alone",
            Some(&anna.token),
            Some(json!({ "username": "alone" })),
        )
    };
    delete.twice(&world, Code::NotFound).await;
    delete.with_another_body(&world, json!({ "username": "Alone" })).await;
    world.end().await;
}

#[tokio::test]
async fn a_password_opens_one_session_for_one_key_and_the_kept_answer_needs_the_same_password() {
    let world = gallery(&[old()]).await;
    let body =
        |password: &str| json!({ "name": "old-account", "password": password, "installation": installation("pc") });
    let sign_in = post("/api/v1/sessions/password", None, Some(body(PASSWORD)));
    let first: Value = sign_in.send(&world, KEY).await.json().await.unwrap();
    world.rest();
    let again = sign_in.send(&world, KEY).await;
    assert_eq!(again.status(), StatusCode::CREATED);
    assert_eq!(again.json::<Value>().await.unwrap(), first);
    sign_in.with_another_body(&world, body("Wrong9Horse")).await;
    let token = first["token"].as_str().unwrap();
    assert_eq!(world.get("/api/v1/account", Some(token)).await.status(), StatusCode::OK);
    // A key from which a token is derived is not to be guessed.
    let problem = refused(sign_in.send(&world, "1").await).await;
    let told = (problem.code, problem.field.as_deref(), problem.status);
    assert_eq!(told, (Code::BadRequest, Some("Idempotency-Key"), 400));
    world.end().await;
}

#[tokio::test]
async fn a_password_is_reset_once_and_a_lost_answer_does_not_spend_the_code_on_nothing() {
    let world = gallery(&[old()]).await;
    let secret = world.new_secret();
    let body = json!({ "name": "old-account", "request_hash": request_hash(&secret) });
    world.post("/api/v1/recovery/password", None, body).await;
    let code = world.code_to("old@example.org").await;
    let body = |password: &str| json!({ "request_secret": secret, "code": code, "new_password": password });
    let reset = post("/api/v1/recovery/password/reset", None, Some(body("Another8Horse")));
    reset.twice(&world, Code::RecoveryInvalid).await;
    reset.with_another_body(&world, body("Different7Horse")).await;
    world.end().await;
}

#[tokio::test]
async fn a_contact_address_is_put_back_and_confirmed_once() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    world.clock.advance_secs(60);
    let asked = json!({ "address": "new@example.org" });
    world.put("/api/v1/account/email", &open.token, asked).await;
    let code = json!({ "code": world.code().await });
    let confirm = post("/api/v1/account/email/confirmation", Some(&open.token), Some(code));
    confirm.twice(&world, Code::EmailNotPending).await;
    let mails = world.gallery.service.mails().await;
    let of_anna = |mail: &&OutgoingMail| mail.to == ANNA.address && mail.text.contains("/act/");
    let letter = mails.iter().find(of_anna).unwrap();
    let body = json!({ "reference": reference_in(&letter.text) });
    let undo = post("/api/v1/email-changes/undo", None, Some(body));
    undo.twice(&world, Code::NotFound).await;
    world.end().await;
}

#[tokio::test]
async fn an_account_that_is_gone_says_so_to_the_second_request() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let attempt = world.proved_in(Purpose::DeleteAccount, &ANNA, &open.token).await;
    let body = deletion_body(&attempt, "anna");
    let ask = || world.call(Method::DELETE, "/api/v1/account", Some(&open.token), Some(body.clone()));
    assert!(ask().await.status().is_success());
    assert_eq!(code_of(ask().await).await, Code::SessionRequired);
    world.end().await;
}

#[tokio::test]
async fn a_deletion_is_answered_again_although_the_session_has_ended_and_to_nobody_without_its_body() {
    for (grace, status) in [(true, StatusCode::ACCEPTED), (false, StatusCode::NO_CONTENT)] {
        let world = if grace {
            World::new().await
        } else {
            World::with(crate::deletion::without_grace).await
        };
        let open = world.confirmed(&ANNA, "anna").await;
        let attempt = world.proved_in(Purpose::DeleteAccount, &ANNA, &open.token).await;
        let ask = Keyed {
            body: Some(deletion_body(&attempt, "anna")),
            ..delete("/api/v1/account", &open.token)
        };
        assert_eq!(ask.twice(&world, Code::SessionRequired).await.0, status);
        let mut other = deletion_body(&attempt, "anna");
        other["proof"]["attempt_secret"] = json!("guessed");
        ask.with_another_body(&world, other).await;
        world.end().await;
    }
}

/// Rule 7.5.
#[tokio::test]
async fn an_account_writes_so_often_and_what_is_sent_again_takes_nothing_of_that() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "a").await;
    let wish = json!({
        "owner": "anna", "description": "build", "scopes": ["unlist"], "packages": ["*"],
    });
    let make = post("/api/v1/keys", Some(&anna.token), Some(wish));
    for _ in 0..100 {
        // More often than an account makes keys.
        assert_eq!(make.send(&world, KEY).await.status(), StatusCode::CREATED);
    }
    let choices = json!({ "from_others": true, "package_published": true });
    let choose = async || world.put("/api/v1/account/mail", &anna.token, choices.clone()).await;
    for _ in 0..599 {
        assert_eq!(choose().await.status(), StatusCode::OK);
    }
    assert_eq!(code_of(choose().await).await, Code::TooManyRequests);
    assert_eq!(make.send(&world, KEY).await.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        world.get("/api/v1/account", Some(&anna.token)).await.status(),
        StatusCode::OK
    );
    world.clock.advance_secs(1);
    assert_eq!(make.send(&world, KEY).await.status(), StatusCode::CREATED);
    assert_eq!(choose().await.status(), StatusCode::OK);
    world.end().await;
}
