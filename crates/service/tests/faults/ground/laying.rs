//! How the ground is laid: by requests, one after the other.

use super::{Kept, Request, Running, completing, post, running::send_request};
use crate::{
    provider::Provider,
    world::{Attempt, Open, begin_body, code_in, session_body},
};
use contract::{Purpose, proof::ProofChallenge};
use reqwest::Client;
use serde_json::{Value, json};
use testkit::ManualClock;

/// The gallery while its ground is laid, and what was kept of it so far.
pub struct Laying<'a> {
    pub kept: Kept,
    at: &'a Running,
    provider: &'a Provider,
    clock: &'a ManualClock,
    client: &'a Client,
    proofs: u32,
}

impl<'a> Laying<'a> {
    pub fn new(at: &'a Running, provider: &'a Provider, clock: &'a ManualClock, client: &'a Client) -> Self {
        Self {
            kept: Kept::default(),
            at,
            provider,
            clock,
            client,
            proofs: 0,
        }
    }

    /// Lets the limits on asking fill up again. Nothing runs out in so short a time.
    pub fn rest(&self) {
        self.clock.advance_secs(20);
    }

    /// Asks for what must be done. The answer.
    pub async fn done(&self, request: Request) -> Value {
        let (status, text) = send_request(self.client, &self.at.origin, &request).await.unwrap();
        assert!(status < 300, "{}: {status} {text}", request.path);
        serde_json::from_str(&text).unwrap_or_default()
    }

    pub async fn operate(&self, command: service::operator::OperatorCommand) {
        let (status, text) = super::running::operate(self.provider, self.at, &command).await;
        assert_eq!(status, 200, "{text}");
    }

    /// The token of the session of this name.
    pub fn token(&self, name: &str) -> &str {
        &self.kept.session(name).token
    }

    /// The code or link of this name.
    pub fn word(&self, name: &str) -> &str {
        self.kept.word(name)
    }

    /// The proof of this name.
    pub fn kept_proof(&self, name: &str) -> &Attempt {
        self.kept.proof(name)
    }

    /// A completed proof as a request spends it.
    pub fn spent(&self, name: &str) -> Value {
        let attempt = self.kept.proof(name);
        json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret })
    }

    /// Begins a proof, in a session where one is named.
    pub async fn begin(&mut self, name: &str, purpose: Purpose, by: Option<&str>) {
        self.proofs += 1;
        let secret = format!("attempt-{:0>35}", self.proofs);
        let mut request = post("/proofs", begin_body(purpose, &secret));
        request.token = by.map(|name| self.token(name).to_owned());
        let challenge: ProofChallenge = serde_json::from_value(self.done(request).await).unwrap();
        let attempt = Attempt {
            purpose,
            secret,
            id: challenge.proof_id.to_string(),
            challenge: challenge.challenge,
        };
        self.kept.proofs.insert(name.to_owned(), attempt);
    }

    /// A proof that this person completed.
    pub async fn prove(&mut self, name: &str, purpose: Purpose, person: &'static str, by: Option<&str>) {
        self.begin(name, purpose, by).await;
        let attempt = self.kept.proof(name);
        self.done(completing(
            self.provider,
            self.clock,
            &self.at.origin,
            attempt,
            person,
            true,
        ))
        .await;
    }

    /// A proof in a session, by a token that does not say when the person signed in.
    pub async fn prove_undated(&mut self, name: &str, purpose: Purpose, person: &'static str, by: &str) {
        self.begin(name, purpose, Some(by)).await;
        let attempt = self.kept.proof(name);
        self.done(completing(
            self.provider,
            self.clock,
            &self.at.origin,
            attempt,
            person,
            false,
        ))
        .await;
    }

    /// A session of this person, under their name.
    pub async fn sign_in(&mut self, person: &'static str) {
        self.sign_in_at(person, person, "first").await;
    }

    /// A session of this person under another name, on this installation.
    pub async fn sign_in_at(&mut self, name: &str, person: &'static str, installation: &str) {
        self.prove(name, Purpose::SignIn, person, None).await;
        let body = session_body(self.kept.proof(name), installation);
        let opened = self.done(post("/sessions", body)).await;
        self.keep_session(name, &opened);
    }

    /// The session in an answer that opened one.
    pub fn keep_session(&mut self, name: &str, opened: &Value) {
        let open = Open {
            token: opened["token"].as_str().unwrap().to_owned(),
            id: opened["session"]["id"].as_str().unwrap().to_owned(),
            account: serde_json::from_value(opened["account"].clone()).unwrap(),
        };
        self.kept.sessions.insert(name.to_owned(), open);
    }

    pub fn keep(&mut self, name: &str, word: &str) {
        self.kept.words.insert(name.to_owned(), word.to_owned());
    }

    /// Keeps the code in the latest mail to this address.
    pub async fn keep_code(&mut self, name: &str, to: &str) {
        let code = code_in(&self.mail(to, "    ").await);
        self.keep(name, &code);
    }

    /// Keeps the reference in the link of the latest mail to this address that has one.
    pub async fn keep_link(&mut self, name: &str, to: &str) {
        let text = self.mail(to, "/act/").await;
        let reference = text.split("/act/").nth(1).unwrap();
        let reference: String = reference.chars().take_while(|c| !c.is_whitespace()).collect();
        self.keep(name, &reference);
    }

    async fn mail(&self, to: &str, part: &str) -> String {
        let mails = self.at.service.mails().await.unwrap();
        let mut found = mails
            .into_iter()
            .filter(|mail| mail.to == to && mail.text.contains(part));
        found.next().unwrap_or_else(|| panic!("no such mail to {to}")).text
    }
}
