//! Rules 9.13 to 9.15 and 9.26 to 9.32 over HTTP.

use crate::{
    logins::{NEW, confirmed, proof},
    provider::{ANNA, CARA, Person, sign},
    world::{Attempt, Open, World, client, code_of, opened, refused},
};
use contract::{
    Code, Purpose, Secret,
    account::Account,
    gallery::Feature,
    proof::{AddressStanding, ProofChallenge, Standing},
};
use microsoft::nonce::attempt_hash;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

const MFA: &str = "urn:microsoft:policies:mfa";
const USUAL: &str = "urn:microsoft:policies:default";

async fn world(features: &[Feature]) -> World {
    let features = features.to_vec();
    World::with(|set| set.features.extend(features)).await
}

/// A proof that was completed with a second factor.
async fn strong_attempt(world: &World, purpose: Purpose, token: Option<&str>, person: &Person) -> Attempt {
    let attempt = world.begin(purpose, token).await;
    let now = ambient::Clock::now(&*world.clock);
    let mut claims = world.provider.claims(person, &world.nonce(&attempt), now);
    claims["acr"] = MFA.into();
    let response = world.complete_with(&attempt, &sign(&claims)).await;
    assert_eq!(response.status(), StatusCode::OK);
    attempt
}

async fn strong(world: &World, purpose: Purpose, token: Option<&str>, person: &Person) -> Value {
    let attempt = strong_attempt(world, purpose, token, person).await;
    json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret })
}

async fn make_codes(world: &World, open: &Open, person: &Person) -> Vec<String> {
    let body = strong(world, Purpose::MakeRecoveryCodes, Some(&open.token), person).await;
    let response = world
        .post("/api/v1/account/recovery-codes", Some(&open.token), body)
        .await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let body: Value = response.json().await.unwrap();
    serde_json::from_value(body["codes"].clone()).unwrap()
}

async fn switch(world: &World, open: &Open, on: bool, code: Option<&str>, proof: Value) -> Response {
    let mut body = json!({ "on": on, "proof": proof });
    if let Some(code) = code {
        body["recovery_code"] = code.into();
    }
    world.post("/api/v1/account/two-factor", Some(&open.token), body).await
}

async fn switch_on(world: &World, open: &Open, person: &Person) -> Vec<String> {
    let codes = make_codes(world, open, person).await;
    let proof = strong(world, Purpose::ConfirmTwoFactor, Some(&open.token), person).await;
    let response = switch(world, open, true, Some(&codes[0]), proof).await;
    assert_eq!(response.status(), StatusCode::OK);
    let account: Account = response.json().await.unwrap();
    assert!(account.two_factor);
    codes
}

#[tokio::test]
async fn two_factor_counts_as_on_only_when_a_code_was_typed_back() {
    let world = world(&[Feature::TwoFactor]).await;
    let open = confirmed(&world, &ANNA, "anna").await;
    let token = Some(open.token.as_str());
    let early = strong(&world, Purpose::ConfirmTwoFactor, token, &ANNA).await;
    let response = switch(&world, &open, true, None, early.clone()).await;
    assert_eq!(code_of(response).await, Code::RecoveryCodesRequired);
    let codes = make_codes(&world, &open, &ANNA).await;
    let response = switch(&world, &open, true, None, early.clone()).await;
    assert_eq!(code_of(response).await, Code::RecoveryCodesRequired);
    let body = json!({ "on": true, "proof": early.clone() });
    let response = world.post("/api/v1/account/two-factor?preview=true", token, body).await;
    let preview: Value = response.json().await.unwrap();
    assert_eq!(preview["consequences"][0]["kind"], "told");
    assert!(!world.account(&open.token).await.two_factor);
    let response = switch(&world, &open, true, Some(&format!("{}0", codes[0])), early.clone()).await;
    assert_eq!(code_of(response).await, Code::RecoveryCodeMistyped);
    let weak = proof(&world, Purpose::ConfirmTwoFactor, token, &ANNA).await;
    let response = switch(&world, &open, true, Some(&codes[0]), weak).await;
    assert_eq!(code_of(response).await, Code::SecondFactorRequired);
    let response = switch(&world, &open, true, Some(&codes[0]), early).await;
    assert_eq!(response.status(), StatusCode::OK);
    let account = world.account(&open.token).await;
    assert!(account.two_factor && account.recovery_codes_left == 10);
    world.end().await;
}

#[tokio::test]
async fn with_two_factor_on_a_sign_in_without_a_second_factor_is_asked_for_one() {
    let world = world(&[Feature::TwoFactor]).await;
    let open = confirmed(&world, &ANNA, "anna").await;
    switch_on(&world, &open, &ANNA).await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let refusal = world.open_session(&attempt, "x").await;
    assert_eq!(code_of(refusal).await, Code::SecondFactorRequired);

    // The app begins again and demands it.
    let secret = world.new_secret();
    let hash = attempt_hash(&Secret::new(secret));
    for (demanded, expected) in [(false, 2), (true, 1)] {
        let body = json!({ "purpose": "sign_in", "attempt_hash": hash, "demand_second_factor": demanded });
        let response = world.post("/api/v1/proofs", None, body).await;
        let challenge: ProofChallenge = response.json().await.unwrap();
        assert_eq!(challenge.acr_values.len(), expected);
        assert_eq!(challenge.acr_values[0], MFA);
    }
    let attempt = strong_attempt(&world, Purpose::SignIn, None, &ANNA).await;
    let again = opened(world.open_session(&attempt, "x").await).await;

    let weak = proof(&world, Purpose::ConfirmTwoFactor, Some(&again.token), &ANNA).await;
    let response = switch(&world, &again, false, None, weak).await;
    assert_eq!(code_of(response).await, Code::SecondFactorRequired);
    let off = strong(&world, Purpose::ConfirmTwoFactor, Some(&again.token), &ANNA).await;
    let response = switch(&world, &again, false, None, off).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(!world.account(&again.token).await.two_factor);
    world.end().await;
}

#[tokio::test]
async fn signing_in_offers_two_factor_and_switches_nothing_on() {
    let world = world(&[Feature::TwoFactor]).await;
    confirmed(&world, &ANNA, "anna").await;
    let weak = world.proved(Purpose::SignIn, &ANNA).await;
    let strong = strong_attempt(&world, Purpose::SignIn, None, &ANNA).await;
    for (attempt, advice) in [(weak, "suggest"), (strong, "offer")] {
        let response = world.open_session(&attempt, "x").await;
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["two_factor"], advice);
        assert_eq!(body["account"]["two_factor"], false);
    }
    world.end().await;
}

#[tokio::test]
async fn where_it_is_enforced_opening_and_linking_take_a_second_factor_and_it_stays_on() {
    let world = world(&[Feature::TwoFactor, Feature::TwoFactorEnforced]).await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let response = world.try_register(&attempt, "anna", ANNA.address).await;
    assert_eq!(code_of(response).await, Code::SecondFactorRequired);
    let attempt = strong_attempt(&world, Purpose::SignIn, None, &ANNA).await;
    let open = opened(world.try_register(&attempt, "anna", ANNA.address).await).await;
    let token = Some(open.token.as_str());
    let body = json!({
        "current": strong(&world, Purpose::ChangeLogin, token, &ANNA).await,
        "new": proof(&world, Purpose::ChangeLogin, token, &NEW).await,
    });
    let response = world.post("/api/v1/account/login", token, body).await;
    assert_eq!(code_of(response).await, Code::SecondFactorRequired);
    let off = strong(&world, Purpose::ConfirmTwoFactor, token, &ANNA).await;
    let response = switch(&world, &open, false, None, off).await;
    assert_eq!(code_of(response).await, Code::TwoFactorEnforced);
    world.end().await;
}

#[tokio::test]
async fn rule_9_30_where_it_is_enforced_what_links_asks_the_provider_for_a_second_factor_at_once() {
    let world = world(&[Feature::TwoFactor, Feature::TwoFactorEnforced]).await;
    let attempt = strong_attempt(&world, Purpose::SignIn, None, &ANNA).await;
    let open = opened(world.try_register(&attempt, "anna", ANNA.address).await).await;
    for purpose in Purpose::ALL {
        let secret = world.new_secret();
        let body = json!({ "purpose": purpose, "attempt_hash": attempt_hash(&Secret::new(secret)) });
        let response = world.post("/api/v1/proofs", Some(&open.token), body).await;
        let challenge: ProofChallenge = response.json().await.unwrap();
        let at_once = matches!(
            purpose,
            Purpose::Register
                | Purpose::ChangeLogin
                | Purpose::SwapLogins
                | Purpose::Recover
                | Purpose::CancelDeletion
                | Purpose::ConfirmTwoFactor
        );
        let asked: &[&str] = if at_once { &[MFA] } else { &[MFA, USUAL] };
        assert_eq!(challenge.acr_values, asked, "{purpose}");
    }
    world.end().await;
}

#[tokio::test]
async fn where_it_is_not_offered_there_is_no_two_factor() {
    let world = world(&[]).await;
    let open = confirmed(&world, &ANNA, "anna").await;
    let proof = proof(&world, Purpose::ConfirmTwoFactor, Some(&open.token), &ANNA).await;
    let response = switch(&world, &open, true, None, proof).await;
    assert_eq!(code_of(response).await, Code::NotFound);
    world.end().await;
}

#[tokio::test]
async fn recovery_codes_are_shown_again_to_the_same_request_only() {
    let world = world(&[]).await;
    let open = confirmed(&world, &ANNA, "anna").await;
    let body = proof(&world, Purpose::MakeRecoveryCodes, Some(&open.token), &ANNA).await;
    let send = |key: &'static str| {
        client()
            .post(format!("{}/api/v1/account/recovery-codes", world.gallery.origin))
            .bearer_auth(&open.token)
            .header("Idempotency-Key", key)
            .json(&body)
            .send()
    };
    let first: Value = send("codes-1").await.unwrap().json().await.unwrap();
    let second: Value = send("codes-1").await.unwrap().json().await.unwrap();
    assert_eq!(first, second);
    assert_eq!(first["codes"].as_array().unwrap().len(), 10);
    assert_eq!(code_of(send("codes-2").await.unwrap()).await, Code::ProofInvalid);
    assert_eq!(world.account(&open.token).await.recovery_codes_left, 10);
    world.end().await;
}

#[tokio::test]
async fn an_address_that_a_tenant_invented_does_not_tell_whose_it_is_here() {
    let world = world(&[]).await;
    confirmed(&world, &ANNA, "anna").await;
    let liar = Person {
        address: ANNA.address,
        ..CARA
    };
    let attempt = world.begin(Purpose::SignIn, None).await;
    let unknown = Standing::Unlinked {
        address: AddressStanding::Unknown,
    };
    assert_eq!(world.complete(&attempt, &liar).await.standing, unknown);
    let attempt = world.begin(Purpose::SignIn, None).await;
    let now = ambient::Clock::now(&*world.clock);
    let mut claims = world.provider.claims(&liar, &world.nonce(&attempt), now);
    claims["xms_edov"] = "1".into();
    let response = world.complete_with(&attempt, &sign(&claims)).await;
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["standing"]["address"], "linked_elsewhere");
    world.end().await;
}

#[tokio::test]
async fn texts_that_are_too_long_are_refused_with_their_field() {
    let world = world(&[Feature::TwoFactor]).await;
    let open = confirmed(&world, &ANNA, "anna").await;
    let proof = strong(&world, Purpose::ConfirmTwoFactor, Some(&open.token), &ANNA).await;
    let response = switch(&world, &open, true, Some(&"A".repeat(129)), proof).await;
    let problem = refused(response).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::BadRequest, Some("recovery_code"))
    );
    world.end().await;
}

#[tokio::test]
async fn who_switches_two_factor_off_may_tell_the_operator_why_who_answers_them() {
    let world = world(&[Feature::TwoFactor]).await;
    let open = confirmed(&world, &ANNA, "anna").await;
    switch_on(&world, &open, &ANNA).await;
    let proof = strong(&world, Purpose::ConfirmTwoFactor, Some(&open.token), &ANNA).await;
    let mut body = json!({ "on": false, "proof": proof, "reason": "two\nlines" });
    let switch = async |body: &Value| {
        let path = "/api/v1/account/two-factor";
        world.post(path, Some(&open.token), body.clone()).await
    };
    let problem = refused(switch(&body).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::ReasonInvalid, Some("reason"))
    );
    body["reason"] = "My phone is broken.".into();
    assert_eq!(switch(&body).await.status(), StatusCode::OK);
    let mails = world.gallery.service.mails().await;
    let told: Vec<_> = mails
        .iter()
        .filter(|mail| mail.text.contains("My phone is broken."))
        .collect();
    assert_eq!(told.len(), 1);
    let (to, answers_to) = (told[0].to.as_str(), told[0].reply_to.as_deref());
    assert_eq!((to, answers_to), ("noreply@127.0.0.1", Some(ANNA.address)));
    world.end().await;
}

/// Rule 9.27: the one sign that somebody has the Microsoft account and not the second factor.
#[tokio::test]
async fn a_sign_in_without_the_second_factor_is_in_the_activity_once_an_hour() {
    let world = world(&[Feature::TwoFactor]).await;
    let open = confirmed(&world, &ANNA, "anna").await;
    switch_on(&world, &open, &ANNA).await;
    let stopped = async || {
        let kinds = world.activity(&open.token).await;
        kinds.iter().filter(|kind| *kind == "sign_in_stopped").count()
    };
    let tried = async || {
        let attempt = world.proved(Purpose::SignIn, &ANNA).await;
        for _ in 0..2 {
            let response = world.open_session(&attempt, "thief").await;
            assert_eq!(code_of(response).await, Code::SecondFactorRequired);
        }
    };
    tried().await;
    tried().await;
    assert_eq!(stopped().await, 1);
    world.clock.advance_secs(3600);
    tried().await;
    assert_eq!(stopped().await, 2);
    world.end().await;
}
