//! A client that opens accounts, does with them what people do, and writes down what was acknowledged.

mod belongings;
mod chores;
mod companies;
mod logins;
mod operator;

pub use chores::{KINDS, settings};

use crate::{
    followed::Followed,
    kill::decision,
    ledger::Ledger,
    letters::Letters,
    program::ORIGIN,
    provider::{PERSONAL, Provider, sign},
    wire::{Answer, exchange},
};
use ambient::{Clock, SystemClock};
use contract::{Purpose, Secret};
use microsoft::nonce::{attempt_hash, proof_nonce};
use serde_json::{Value, json};
use service::operator::operator_socket;
use std::{
    collections::BTreeMap,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use tokio::sync::watch;

/// One person in so many has an app that follows their events.
const FOLLOWED: u32 = 3;

pub struct Client {
    number: u8,
    provider: Arc<Provider>,
    listening: watch::Receiver<String>,
    ledger: Arc<Mutex<Ledger>>,
    followed: Arc<Followed>,
    letters: Letters,
    /// Where the operator reaches the program.
    socket: PathBuf,
    /// How many codes were mailed to each address.
    codes: BTreeMap<String, usize>,
    /// Somebody whose account nothing has become of yet.
    friend: Option<Life>,
    /// How many people it was.
    lives: u32,
    requests: u32,
}

/// A person at their computer.
#[derive(Clone)]
struct Person {
    subject: String,
    address: String,
    from: Ipv4Addr,
}

#[derive(Clone)]
struct Opened {
    token: String,
    id: String,
}

/// A person who is signed in.
#[derive(Clone)]
struct Life {
    person: Person,
    open: Opened,
}

impl Client {
    pub fn new(
        number: u8,
        provider: Arc<Provider>,
        listening: watch::Receiver<String>,
        ledger: Arc<Mutex<Ledger>>,
        followed: Arc<Followed>,
        folder: &Path,
    ) -> Self {
        Self {
            number,
            provider,
            listening,
            ledger,
            followed,
            letters: Letters::of(folder.join("mail")),
            socket: operator_socket(&folder.join("accounts.db")),
            codes: BTreeMap::new(),
            friend: None,
            lives: 0,
            requests: 0,
        }
    }

    pub async fn run(mut self, stopping: watch::Receiver<bool>) {
        while !*stopping.borrow() {
            self.live().await;
        }
    }

    /// Opens an account and has the code mailed again; then some of these, which look random and are the same in each run:
    /// signs in on a second computer and ends that session, confirms the address and makes a key, revokes that, and does
    /// what else there is to do, alone or with who was here before.
    async fn live(&mut self) {
        self.lives += 1;
        let [.., high, low] = self.lives.to_be_bytes();
        let subject = format!("person-{}-{}", self.number, self.lives);
        let person = Person {
            address: format!("{subject}@example.org"),
            subject,
            // Limits count by address, and each person has their own.
            from: Ipv4Addr::new(127, self.number + 1, high, low),
        };
        let drawn = decision(u64::from(self.number) << 32 | u64::from(self.lives));
        let first = self.register(&person).await;
        if self.lives % FOLLOWED == 1 {
            self.followed.follow(&person.subject, &first.token);
        }
        self.mail_again(&person, &first).await;
        if drawn & 1 == 0 {
            let second = self.sign_in(&person, "second").await;
            self.end(&person, &first, &second).await;
        }
        if drawn & 6 != 0 {
            self.confirm(&person, &first).await;
            let life = Life { person, open: first };
            let key = self.make_key(&life).await;
            if drawn & 8 == 0 {
                self.revoke(&life, key).await;
            }
            self.do_chores(life, drawn >> 8).await;
        }
    }

    async fn register(&mut self, person: &Person) -> Opened {
        let mut body = self.proved(person, "first").await;
        body["username"] = person.subject.as_str().into();
        body["email"] = person.address.as_str().into();
        self.ledger.lock().unwrap().mail(&person.address, 0, 1);
        let answer = self.ask(person, "POST /api/v1/accounts", None, body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        let opened = opened(&answer.body);
        let mut ledger = self.ledger.lock().unwrap();
        ledger.accounts.push(person.subject.clone());
        ledger.open.push(opened.token.clone());
        ledger.mail(&person.address, 1, 0);
        opened
    }

    async fn mail_again(&mut self, person: &Person, by: &Opened) {
        let route = "POST /api/v1/account/email/confirmation/resend";
        self.ledger.lock().unwrap().mail(&person.address, 0, 1);
        // Under one key it is mailed once, however often it has to be asked.
        let answer = self.ask(person, route, Some(&by.token), json!({})).await;
        assert_eq!(answer.status, 202, "{}", answer.body);
        self.ledger.lock().unwrap().mail(&person.address, 1, 0);
        self.codes.insert(person.address.clone(), 2);
    }

    /// Types the code of the later of the two mails.
    async fn confirm(&mut self, person: &Person, by: &Opened) {
        let code = self.code(&person.address).await;
        let route = "POST /api/v1/account/email/confirmation";
        let answer = self.ask(person, route, Some(&by.token), json!({ "code": code })).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.ledger.lock().unwrap().confirmed.push(person.address.clone());
    }

    async fn sign_in(&mut self, person: &Person, installation: &str) -> Opened {
        let body = self.proved(person, installation).await;
        let answer = self.ask(person, "POST /api/v1/sessions", None, body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        opened(&answer.body)
    }

    async fn end(&mut self, person: &Person, by: &Opened, session: &Opened) {
        let route = format!("DELETE /api/v1/sessions/{}", session.id);
        let answer = self.ask(person, &route, Some(&by.token), json!({})).await;
        // Not found where it was done before and nobody heard the answer.
        assert!(matches!(answer.status, 204 | 404), "{}", answer.body);
        self.ledger.lock().unwrap().ended.push(session.token.clone());
    }

    /// Begins and completes a proof. What spends it on a session.
    async fn proved(&mut self, person: &Person, installation: &str) -> Value {
        let mut proof = self
            .proof(person, (Purpose::SignIn, &person.subject.clone()), None)
            .await;
        proof["installation"] = json!({ "id": installation, "name": installation });
        proof
    }

    /// Begins and completes a proof of this identity, in a session where a purpose takes one. What spends it.
    async fn proof(&mut self, person: &Person, (purpose, who): (Purpose, &str), token: Option<&str>) -> Value {
        let secret = format!("{}-{:0>30}", person.subject, self.requests);
        let hash = attempt_hash(&Secret::new(secret.clone()));
        let body = json!({ "purpose": purpose, "attempt_hash": hash });
        let begun = self.ask(person, "POST /api/v1/proofs", token, body).await;
        assert_eq!(begun.status, 201, "{}", begun.body);
        let (id, challenge) = (text(&begun.body["proof_id"]), text(&begun.body["challenge"]));
        let nonce = proof_nonce(ORIGIN, purpose, &challenge, &hash);
        let body = json!({ "id_token": self.id_token(who, &nonce), "attempt_secret": secret });
        let route = format!("POST /api/v1/proofs/{id}/complete");
        let completed = self.ask(person, &route, token, body).await;
        assert_eq!(completed.status, 200, "{}", completed.body);
        json!({ "proof_id": id, "attempt_secret": secret })
    }

    fn id_token(&self, subject: &str, nonce: &Secret) -> String {
        let who = crate::provider::Person {
            tenant: Some(PERSONAL),
            subject: "",
            name: "Somebody",
            address: "somebody@outlook.com",
        };
        let mut claims = self.provider.claims(&who, nonce.expose(), SystemClock.now());
        claims["sub"] = subject.into();
        claims["oid"] = subject.into();
        // Everybody comes with a second factor, which no rule minds.
        claims["acr"] = "urn:microsoft:policies:mfa".into();
        sign(&claims)
    }

    /// The latest of the codes that were mailed to this address.
    async fn code(&mut self, address: &str) -> String {
        let count = self.codes[address];
        self.letters.code_of(address, count).await
    }

    /// Asks until there is an answer, always the same under the same key.
    async fn ask(&mut self, person: &Person, route: &str, token: Option<&str>, body: Value) -> Answer {
        self.requests += 1;
        // As long as it has to be beside a password.
        let key = format!("{}-{:0>32}", person.subject, self.requests);
        for tries in 1.. {
            if let Some(mut answer) = self.try_ask(person, route, token, &body, &key).await {
                answer.tries = tries;
                return answer;
            }
        }
        unreachable!()
    }

    /// Asks once; nothing where the program was killed before its answer was here.
    async fn try_ask(
        &mut self,
        person: &Person,
        route: &str,
        token: Option<&str>,
        body: &Value,
        key: &str,
    ) -> Option<Answer> {
        let address = self.listening.borrow_and_update().clone();
        let answer = exchange(&address, person.from, route, token, body, key).await;
        match answer {
            Some(answer) => {
                self.ledger.lock().unwrap().answered();
                Some(answer)
            }
            None => {
                self.listening.changed().await.unwrap();
                None
            }
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn opened(body: &Value) -> Opened {
    Opened {
        token: text(&body["token"]),
        id: text(&body["session"]["id"]),
    }
}
