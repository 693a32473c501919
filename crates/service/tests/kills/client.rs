//! A client that opens accounts, sessions and mails, types the codes in these, makes keys and revokes them, and writes down
//! what was acknowledged.

use crate::{
    kill::decision,
    letters::Letters,
    program::ORIGIN,
    provider::{PERSONAL, Provider, sign},
};
use ambient::{Clock, SystemClock};
use contract::{Purpose, Secret};
use microsoft::nonce::{attempt_hash, proof_nonce};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpSocket,
    sync::watch,
};

/// What was acknowledged. A number of mails is a range: what was not answered may have been done.
#[derive(Default)]
pub struct Ledger {
    /// Usernames.
    pub accounts: Vec<String>,
    /// Tokens of sessions that are open.
    pub open: Vec<String>,
    /// Tokens of sessions that were ended.
    pub ended: Vec<String>,
    /// Addresses that were confirmed, by the code of a mail, which works once.
    pub confirmed: Vec<String>,
    /// Texts of API keys that work.
    pub keys: Vec<String>,
    /// Texts of API keys that were revoked.
    pub revoked: Vec<String>,
    /// By recipient: how many mails were acknowledged, and how many asked for.
    pub mails: BTreeMap<String, (u64, u64)>,
    answers: u64,
}

impl Ledger {
    /// How many requests were answered well.
    pub fn acknowledged(&self) -> u64 {
        self.answers
    }

    fn mail(&mut self, to: &str, acknowledged: u64, asked: u64) {
        let entry = self.mails.entry(to.to_owned()).or_default();
        *entry = (entry.0 + acknowledged, entry.1 + asked);
    }
}

pub struct Client {
    number: u8,
    provider: Arc<Provider>,
    listening: watch::Receiver<String>,
    ledger: Arc<Mutex<Ledger>>,
    letters: Letters,
    /// How many people it was.
    lives: u32,
    requests: u32,
}

struct Answer {
    status: u16,
    body: Value,
}

/// A person at their computer.
struct Person {
    subject: String,
    address: String,
    from: Ipv4Addr,
}

struct Opened {
    token: String,
    id: String,
}

impl Client {
    pub fn new(
        number: u8,
        provider: Arc<Provider>,
        listening: watch::Receiver<String>,
        ledger: Arc<Mutex<Ledger>>,
        mails: PathBuf,
    ) -> Self {
        Self {
            number,
            provider,
            listening,
            ledger,
            letters: Letters::of(mails),
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
    /// signs in on a second computer and ends that session, confirms the address and makes a key, revokes that.
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
        self.mail_again(&person, &first).await;
        if drawn & 1 == 0 {
            let second = self.sign_in(&person).await;
            self.end(&person, &first, &second).await;
        }
        if drawn & 2 == 0 {
            self.confirm(&person, &first).await;
            let key = self.make_key(&person, &first).await;
            if drawn & 4 == 0 {
                self.revoke(&person, &first, key).await;
            }
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
    }

    /// Types the code of the later of the two mails.
    async fn confirm(&mut self, person: &Person, by: &Opened) {
        let code = self.letters.code_for(&person.address).await;
        let route = "POST /api/v1/account/email/confirmation";
        let answer = self.ask(person, route, Some(&by.token), json!({ "code": code })).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        self.ledger.lock().unwrap().confirmed.push(person.address.clone());
    }

    async fn make_key(&mut self, person: &Person, by: &Opened) -> Value {
        let wish = json!({
            "owner": person.subject, "description": "build", "scopes": ["push_version"], "packages": ["*"],
        });
        self.ledger.lock().unwrap().mail(&person.address, 0, 1);
        let answer = self.ask(person, "POST /api/v1/keys", Some(&by.token), wish).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        let mut ledger = self.ledger.lock().unwrap();
        ledger.keys.push(text(&answer.body["text"]));
        ledger.mail(&person.address, 1, 0);
        answer.body
    }

    async fn revoke(&mut self, person: &Person, by: &Opened, made: Value) {
        // From here on it may be revoked although nobody has heard so.
        let key = text(&made["text"]);
        self.ledger.lock().unwrap().keys.retain(|other| *other != key);
        self.ledger.lock().unwrap().mail(&person.address, 0, 1);
        let route = format!("DELETE /api/v1/keys/{}", text(&made["key"]["id"]));
        let answer = self.ask(person, &route, Some(&by.token), json!({})).await;
        assert_eq!(answer.status, 204, "{}", answer.body);
        self.ledger.lock().unwrap().revoked.push(key);
    }

    async fn sign_in(&mut self, person: &Person) -> Opened {
        let body = self.proved(person, "second").await;
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

    /// Begins and completes a proof. What spends it.
    async fn proved(&mut self, person: &Person, installation: &str) -> Value {
        let secret = format!("{}-{installation}-{:0>20}", person.subject, self.requests);
        let hash = attempt_hash(&Secret::new(secret.clone()));
        let body = json!({ "purpose": Purpose::SignIn, "attempt_hash": hash });
        let begun = self.ask(person, "POST /api/v1/proofs", None, body).await;
        assert_eq!(begun.status, 201, "{}", begun.body);
        let (id, challenge) = (text(&begun.body["proof_id"]), text(&begun.body["challenge"]));
        let nonce = proof_nonce(ORIGIN, Purpose::SignIn, &challenge, &hash);
        let body = json!({ "id_token": self.id_token(person, &nonce), "attempt_secret": secret });
        let route = format!("POST /api/v1/proofs/{id}/complete");
        let completed = self.ask(person, &route, None, body).await;
        assert_eq!(completed.status, 200, "{}", completed.body);
        json!({
            "proof_id": id,
            "attempt_secret": secret,
            "installation": { "id": installation, "name": installation },
        })
    }

    fn id_token(&self, person: &Person, nonce: &Secret) -> String {
        let who = crate::provider::Person {
            tenant: Some(PERSONAL),
            subject: "",
            name: "Somebody",
            address: "somebody@outlook.com",
        };
        let mut claims = self.provider.claims(&who, nonce.expose(), SystemClock.now());
        claims["sub"] = person.subject.as_str().into();
        claims["oid"] = person.subject.as_str().into();
        sign(&claims)
    }

    /// Asks until there is an answer, always the same under the same key.
    async fn ask(&mut self, person: &Person, route: &str, token: Option<&str>, body: Value) -> Answer {
        self.requests += 1;
        let key = format!("{}-{}", person.subject, self.requests);
        loop {
            if let Some(answer) = self.try_ask(person, route, token, &body, &key).await {
                return answer;
            }
        }
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
                self.ledger.lock().unwrap().answers += 1;
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

/// One request on a connection of its own, from this address.
async fn exchange(
    address: &str,
    from: Ipv4Addr,
    route: &str,
    token: Option<&str>,
    body: &Value,
    key: &str,
) -> Option<Answer> {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((from, 0))).unwrap();
    let mut stream = socket.connect(address.parse().ok()?).await.ok()?;
    let token = token
        .map(|token| format!("authorization: Bearer {token}\r\n"))
        .unwrap_or_default();
    let key = if key.is_empty() {
        String::new()
    } else {
        format!("idempotency-key: {key}\r\n")
    };
    let body = body.to_string();
    let request = format!(
        "{route} HTTP/1.1\r\nhost: accounts.example.org\r\nconnection: close\r\ncontent-type: application/json\r\n\
         {token}{key}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.ok()?;
    let response = String::from_utf8(response).ok()?;
    let (head, body) = response.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    // An answer that was cut off is none.
    if length.is_some_and(|length| length.parse() != Ok(body.len())) {
        return None;
    }
    Some(Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        body: serde_json::from_str(body).unwrap_or_default(),
    })
}
