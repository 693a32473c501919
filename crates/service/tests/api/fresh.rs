//! Rules 2.11 to 2.13 over HTTP: a provider that does not say when people signed in.

use crate::{
    at_once::at_once,
    logins::NEW,
    provider::{ANNA, BEN, Person, sign},
    recovery_scene::wrong,
    scene::deletion_body,
    world::{Attempt, Open, World, code_of, refused},
};
use ambient::Clock;
use contract::{
    Code, Purpose,
    account::Account,
    proof::{CompletedProof, MailedCode},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

impl World {
    /// The ID token of a person of whom the provider does not say when they signed in.
    fn undated(&self, attempt: &Attempt, person: &Person) -> String {
        let mut claims = self.provider.claims(person, &self.nonce(attempt), self.clock.now());
        claims.as_object_mut().unwrap().remove("auth_time");
        sign(&claims)
    }

    async fn proved_undated(&self, purpose: Purpose, person: &Person, token: &str) -> (Attempt, CompletedProof) {
        let attempt = self.begin(purpose, Some(token)).await;
        let response = self.complete_with(&attempt, &self.undated(&attempt, person)).await;
        assert_eq!(response.status(), StatusCode::OK);
        (attempt, response.json().await.unwrap())
    }

    async fn order(&self, attempt: &Attempt) -> Response {
        let body = json!({ "attempt_secret": attempt.secret });
        self.post(&format!("/api/v1/proofs/{}/code", attempt.id), None, body)
            .await
    }

    async fn type_code(&self, attempt: &Attempt, code: &str) -> Response {
        let body = json!({ "attempt_secret": attempt.secret, "code": code });
        self.post(&format!("/api/v1/proofs/{}/code/confirmation", attempt.id), None, body)
            .await
    }

    /// Has the code mailed to this address, and types it.
    async fn show(&self, attempt: &Attempt, address: &str) {
        assert_eq!(self.order(attempt).await.status(), StatusCode::ACCEPTED);
        let code = self.code_to(address).await;
        assert_eq!(self.type_code(attempt, &code).await.status(), StatusCode::NO_CONTENT);
    }
}

fn pair(attempt: &Attempt) -> Value {
    json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret })
}

async fn delete(world: &World, open: &Open, attempt: &Attempt) -> Response {
    let body = deletion_body(attempt, &open.account.username);
    world
        .call(Method::DELETE, "/api/v1/account", Some(&open.token), Some(body))
        .await
}

#[tokio::test]
async fn an_act_goes_on_once_the_mailed_code_was_typed() {
    let world = World::new().await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let (attempt, answer) = world.proved_undated(Purpose::DeleteAccount, &ANNA, &anna.token).await;
    assert!(answer.mailed_code_required);
    assert_eq!(
        code_of(delete(&world, &anna, &attempt).await).await,
        Code::MailedCodeRequired
    );
    let response = world.order(&attempt).await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let mailed: MailedCode = response.json().await.unwrap();
    assert_eq!(mailed.masked_address, "a**********1@outlook.com");
    assert_eq!(
        code_of(delete(&world, &anna, &attempt).await).await,
        Code::MailedCodeRequired
    );

    let code = world.code_to(ANNA.address).await;
    let problem = refused(world.type_code(&attempt, wrong(&code)).await).await;
    assert_eq!((problem.code, problem.tries_left), (Code::CodeWrong, Some(4)));
    assert_eq!(world.type_code(&attempt, &code).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.type_code(&attempt, &code).await.status(), StatusCode::NO_CONTENT);
    assert!(delete(&world, &anna, &attempt).await.status().is_success());
    world.end().await;
}

#[tokio::test]
async fn its_activity_says_that_a_code_was_mailed_and_the_gallery_that_the_time_is_missing() {
    let world = World::new().await;
    let described = async |path| -> Value { world.get(path, None).await.json().await.unwrap() };
    assert_eq!(described("/api/v1/gallery").await["sign_in_time"], "not_seen_yet");
    let anna = world.confirmed(&ANNA, "anna").await;
    assert_eq!(described("/api/v1/gallery").await["sign_in_time"], "sent");
    let (attempt, _) = world.proved_undated(Purpose::DeleteAccount, &ANNA, &anna.token).await;
    for path in ["/api/v1/gallery", "/readyz"] {
        assert_eq!(described(path).await["sign_in_time"], "missing", "{path}");
    }
    world.show(&attempt, ANNA.address).await;
    assert_eq!(world.activity(&anna.token).await[0], "proof_code_mailed");
    world.end().await;
}

#[tokio::test]
async fn a_strict_gallery_refuses_and_says_that_the_time_is_missing() {
    let world = World::with(|set| set.missing_sign_in_time = service::MissingSignInTime::Strict).await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let attempt = world.begin(Purpose::DeleteAccount, Some(&anna.token)).await;
    let response = world.complete_with(&attempt, &world.undated(&attempt, &ANNA)).await;
    assert_eq!(code_of(response).await, Code::SignInTimeMissing);
    let ready: Value = world.get("/readyz", None).await.json().await.unwrap();
    assert_eq!(ready["sign_in_time"], "missing");
    world.end().await;
}

#[tokio::test]
async fn an_account_without_a_confirmed_address_is_refused() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let attempt = world.begin(Purpose::DeleteAccount, Some(&anna.token)).await;
    let response = world.complete_with(&attempt, &world.undated(&attempt, &ANNA)).await;
    assert_eq!(code_of(response).await, Code::EmailUnconfirmed);
    world.end().await;
}

#[tokio::test]
async fn a_login_is_changed_with_one_code_for_both_identities() {
    let world = World::new().await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let token = &anna.token;
    let (current, _) = world.proved_undated(Purpose::ChangeLogin, &ANNA, token).await;
    let (new, _) = world.proved_undated(Purpose::ChangeLogin, &NEW, token).await;
    let body = json!({ "current": pair(&current), "new": pair(&new) });
    let change = || world.post("/api/v1/account/login", Some(token), body.clone());
    assert_eq!(code_of(change().await).await, Code::MailedCodeRequired);
    world.show(&new, ANNA.address).await;
    let account: Account = change().await.json().await.unwrap();
    assert_eq!(account.login.unwrap().identity.address.as_deref(), Some(NEW.address));
    world.end().await;
}

#[tokio::test]
async fn another_accounts_login_is_neither_looked_at_nor_taken_without_a_code_from_its_own_mailbox() {
    let world = World::new().await;
    let anna = world.confirmed(&ANNA, "anna").await;
    world.confirmed(&BEN, "ben").await;
    let token = Some(anna.token.as_str());
    let (mine, _) = world.proved_undated(Purpose::ChangeLogin, &ANNA, &anna.token).await;
    let (theirs, _) = world.proved_undated(Purpose::ChangeLogin, &BEN, &anna.token).await;
    world.show(&mine, ANNA.address).await;
    let look = || world.post("/api/v1/account/login/conflict", token, pair(&theirs));
    assert_eq!(code_of(look().await).await, Code::MailedCodeRequired);
    let body = json!({ "mine": pair(&mine), "theirs": pair(&theirs) });
    let swap = || world.post("/api/v1/account/login/swap", token, body.clone());
    let problem = refused(swap().await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::MailedCodeRequired, Some("theirs"))
    );
    world.show(&theirs, BEN.address).await;
    assert_eq!(swap().await.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_wrong_codes_at_once_five_are_looked_at() {
    let world = World::new().await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let (attempt, _) = world.proved_undated(Purpose::DeleteAccount, &ANNA, &anna.token).await;
    assert_eq!(world.order(&attempt).await.status(), StatusCode::ACCEPTED);
    let code = world.code_to(ANNA.address).await;
    let tries = (0..12).map(|_| world.type_code(&attempt, wrong(&code)));
    let mut left = Vec::new();
    for response in at_once(tries) {
        let problem = refused(response).await;
        left.extend(problem.tries_left.filter(|_| problem.code == Code::CodeWrong));
    }
    left.sort_unstable();
    assert_eq!(left, [1, 2, 3, 4]);
    assert_eq!(code_of(world.type_code(&attempt, &code).await).await, Code::CodeExpired);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_type_the_right_code_at_once_none_is_refused_and_the_proof_is_spent_once() {
    let world = World::new().await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let (attempt, _) = world.proved_undated(Purpose::DeleteAccount, &ANNA, &anna.token).await;
    assert_eq!(world.order(&attempt).await.status(), StatusCode::ACCEPTED);
    let code = world.code_to(ANNA.address).await;
    // Who comes second is told what is so: the code was typed.
    let typed = at_once((0..16).map(|_| world.type_code(&attempt, &code)));
    assert!(typed.iter().all(|answer| answer.status() == StatusCode::NO_CONTENT));
    let asked = at_once((0..16).map(|_| delete(&world, &anna, &attempt)));
    let (done, lost): (Vec<_>, Vec<_>) = asked
        .into_iter()
        .partition(|answer| answer.status() == StatusCode::ACCEPTED);
    assert_eq!(done.len(), 1);
    for answer in lost {
        assert_eq!(code_of(answer).await, Code::SessionRequired);
    }
    world.end().await;
}

#[tokio::test]
async fn without_the_attempt_secret_a_code_is_neither_mailed_nor_taken() {
    let world = World::new().await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let (attempt, _) = world.proved_undated(Purpose::DeleteAccount, &ANNA, &anna.token).await;
    let mails = world.mails_to(ANNA.address).await;
    let thief = Attempt {
        secret: world.new_secret(),
        ..attempt.clone()
    };
    assert_eq!(code_of(world.order(&thief).await).await, Code::ProofInvalid);
    let nobody = Attempt {
        id: "not-an-id".to_owned(),
        ..attempt.clone()
    };
    assert_eq!(code_of(world.order(&nobody).await).await, Code::ProofInvalid);
    assert_eq!(world.mails_to(ANNA.address).await, mails);
    world.order(&attempt).await;
    let code = world.code_to(ANNA.address).await;
    assert_eq!(code_of(world.type_code(&thief, &code).await).await, Code::ProofInvalid);
    world.end().await;
}
