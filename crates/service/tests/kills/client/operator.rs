//! What the operator does, by the program that runs.

use super::{
    Client, Life, Person,
    belongings::WISHES,
    chores::{Chore, Found},
    logins::LEAVING,
    text,
};
use crate::{provider::CLIENT_ID, wire::operate};
use contract::login::Decide;
use serde_json::Value;
use service::operator::{OperatorCommand, OperatorKey};

const LOCKED: &str = "SELECT sum(locked) FROM accounts WHERE username = ?1";
const FROZEN: &str = "SELECT count(frozen_at) FROM accounts WHERE username = ?1";
const LISTED: &str = "SELECT count(*) FROM listed WHERE text = ?1";
const NAMED: &str = "SELECT count(*) FROM accounts WHERE username = ?1";
const GONE: &str = "SELECT count(*) FROM names WHERE username = ?1 AND account IS NULL";
const REVOKED: &str = "SELECT count(revoked_at) FROM keys WHERE description = ?1";
const PROVIDERS: &str = "SELECT count(*) FROM providers WHERE client_id = ?1";

impl Client {
    /// Has a command done, however often it has to be given. One that was done before, and nobody heard so, is refused.
    async fn operate(&mut self, kind: &'static str, command: OperatorCommand, mails: &[&str], found: Found<'_>) {
        self.asked(mails, found);
        let mut was_given = false;
        loop {
            self.listening.borrow_and_update();
            match operate(&self.socket, &command).await {
                Some(answer) => {
                    assert!(answer.is_ok() || was_given, "{kind}: {answer:?}");
                    break;
                }
                None => self.listening.changed().await.unwrap(),
            }
            was_given = true;
        }
        self.ledger.lock().unwrap().answered();
        self.done(kind, mails, found);
    }

    pub(super) async fn be_locked_for_a_while(&mut self, life: &Life) {
        let username = life.person.subject.clone();
        let (reason, name) = ("stolen".to_owned(), life.person.subject.as_str());
        let lock = OperatorCommand::Lock {
            username: username.clone(),
            reason,
        };
        self.operate("lock an account", lock, &[], Some((LOCKED, name, 1)))
            .await;
        let unlock = OperatorCommand::Unlock { username };
        self.operate("unlock an account", unlock, &[], Some((LOCKED, name, 0)))
            .await;
    }

    pub(super) async fn be_listed_for_a_while(&mut self, life: &Life) {
        let domain = format!("{}.example", life.person.subject);
        for (kind, on) in [("put a text on a list", true), ("take a text off a list", false)] {
            let list = OperatorCommand::List {
                list: "password_discontinued_domain".to_owned(),
                text: domain.clone(),
                on,
            };
            self.operate(kind, list, &[], Some((LISTED, &domain, on.into()))).await;
        }
    }

    pub(super) async fn refuse_a_name(&mut self, person: &Person, wanted: &str) {
        let refuse = OperatorCommand::RefuseName {
            username: person.subject.clone(),
            reason: "it is taken elsewhere".to_owned(),
        };
        self.operate("refuse a username", refuse, &[], Some((WISHES, wanted, 0)))
            .await;
    }

    /// What a self-check saw of the provider. Before that two-factor is off (rule 16.10).
    pub(super) async fn see_the_provider(&mut self) {
        let note = OperatorCommand::NoteProvider {
            authority: self.provider.authority.clone(),
            client_id: CLIENT_ID.to_owned(),
            sends_sign_in_time: true,
            second_factor: true,
        };
        let kind = "note what a self-check saw";
        // It stays once it is there, and all clients see the same.
        self.operate(kind, note, &[], None).await;
        self.ledger.lock().unwrap().claim(PROVIDERS, CLIENT_ID, 1);
    }

    /// The last that this person does under this name. A key of theirs was found in public before.
    pub(super) async fn be_renamed(&mut self, life: Life) {
        self.lose_a_key(&life).await;
        let Life { mut person, open } = life;
        let (from, to) = (person.subject.clone(), format!("{}-anew", person.subject));
        self.ledger.lock().unwrap().doubt_all(&from);
        let rename = OperatorCommand::Rename { from, to: to.clone() };
        let mails = &[person.address.as_str()];
        self.operate("rename an account", rename, mails, Some((NAMED, &to, 1)))
            .await;
        self.ledger.lock().unwrap().accounts.push(to.clone());
        person.subject = to;
        // Nobody signs in again under the new name: identities are not renamed.
        drop(Life { person, open });
    }

    async fn lose_a_key(&mut self, life: &Life) {
        let description = format!("{} lost", life.person.subject);
        let key = self.make_described_key(life, &description).await;
        let revoke = OperatorCommand::RevokeKey {
            key: OperatorKey::of_text(&key).unwrap(),
            found: Some("a page".to_owned()),
        };
        let mails = &[life.person.address.as_str()];
        let kind = "revoke a key that was found";
        self.operate(kind, revoke, mails, Some((REVOKED, &description, 1)))
            .await;
    }

    /// Signs in with another identity from then on, has the account frozen by the mailed link, and the operator decides.
    pub(super) async fn be_frozen(&mut self, life: &Life, is_undone: bool) {
        self.change_the_login(life).await;
        let (person, mails) = (&life.person, &[life.person.address.as_str()]);
        let subject = "[Example] Your Microsoft account was changed";
        let reference = self.letters.link_in(subject, &person.address).await;
        self.ledger
            .lock()
            .unwrap()
            .open
            .retain(|token| *token != life.open.token);
        let freeze = Chore {
            kind: "freeze an account",
            route: format!("POST /act/{reference}"),
            body: Value::Null,
            done: &[200],
            before: &[404],
            mails,
            found: Some((FROZEN, &person.subject, 1)),
        };
        self.chore(person, None, freeze).await;
        let decide = OperatorCommand::Decide {
            username: person.subject.clone(),
            decide: if is_undone { Decide::Undo } else { Decide::Keep },
            reason: "she came with her passport".to_owned(),
        };
        let found = Some((FROZEN, person.subject.as_str(), 0));
        self.operate("decide about a frozen account", decide, mails, found)
            .await;
    }

    /// Somebody else, who has nothing yet.
    pub(super) async fn be_deleted_by_the_operator(&mut self, life: &Life) {
        let other = self.newcomer(life).await;
        let (name, address) = (&other.person.subject, &other.person.address);
        {
            let mut ledger = self.ledger.lock().unwrap();
            ledger.doubt_all(name);
            ledger.open.retain(|token| *token != other.open.token);
            ledger.confirmed.retain(|confirmed| confirmed != address);
        }
        let delete = OperatorCommand::Delete {
            username: name.clone(),
            typed: name.clone(),
            unlist_orphans: true,
        };
        let kind = "delete an account for the operator";
        self.operate(kind, delete, &[address], Some((GONE, name, 1))).await;
    }

    /// Somebody who comes from the same place, and whose address is confirmed.
    pub(super) async fn newcomer(&mut self, life: &Life) -> Life {
        let subject = format!("{}-other", life.person.subject);
        let person = Person {
            address: format!("{subject}@example.org"),
            subject,
            from: life.person.from,
        };
        let open = self.register(&person).await;
        self.mail_again(&person, &open).await;
        self.confirm(&person, &open).await;
        Life { person, open }
    }

    /// The login of somebody else becomes this person's, and their account goes.
    pub(super) async fn move_a_login(&mut self, life: &Life) {
        let other = self.newcomer(life).await;
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let body = self.both_proofs(life, &other, false).await;
        self.ledger
            .lock()
            .unwrap()
            .open
            .retain(|token| *token != other.open.token);
        let relocate = Chore {
            kind: "move a login",
            route: "POST /api/v1/account/login/move".to_owned(),
            body,
            done: &[200],
            before: &[],
            mails: &[&person.address, &other.person.address],
            found: Some((LEAVING, &other.person.subject, 1)),
        };
        self.chore(person, token, relocate).await;
        self.ledger.lock().unwrap().ended.push(other.open.token);
    }

    pub(super) async fn make_described_key(&mut self, life: &Life, description: &str) -> String {
        let made = Chore {
            kind: "make a key to lose",
            route: "POST /api/v1/keys".to_owned(),
            body: super::belongings::wish(&life.person.subject, description),
            done: &[201],
            before: &[],
            mails: &[&life.person.address],
            found: Some((REVOKED, description, 0)),
        };
        let answer = self.chore(&life.person, Some(&life.open.token), made).await;
        text(&answer.body["text"])
    }
}
