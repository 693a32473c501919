//! Addresses, logins and passwords that are replaced, accounts that are left, and ways back in.

use super::{Client, Life, belongings::WAITS, chores::Chore, opened};
use accounts::digest;
use contract::Purpose;
use serde_json::{Value, json};

const CONFIRMED: &str = "SELECT count(*) FROM accounts WHERE confirmed_email = ?1";
const CODES: &str = "SELECT sum(recovery_codes_left) FROM accounts WHERE username = ?1";
const LOGINS: &str = "SELECT count(*) FROM logins WHERE subject = ?1 AND dormant_at IS NULL";
const SWAPPED: &str = "SELECT count(*) FROM logins JOIN accounts a ON a.id = account
    WHERE subject = ?1 AND a.username = ?1 || '-other' AND dormant_at IS NULL";
const TWO_FACTOR: &str = "SELECT sum(two_factor) FROM accounts WHERE username = ?1";
pub(super) const LEAVING: &str =
    "SELECT count(*) FROM deletions JOIN accounts a ON a.id = account WHERE a.username = ?1";
const PASSWORDS: &str = "SELECT count(password) FROM accounts WHERE username = ?1";
const RECOVERIES: &str = "SELECT count(confirmed_at) FROM recoveries JOIN accounts a ON a.id = account
    WHERE a.username = ?1 AND recoveries.kind = 'login'";

const PASSWORD: &str = "Correct9Horse";

fn installation() -> Value {
    json!({ "id": "other", "name": "other" })
}

fn hash(secret: &str) -> String {
    digest::to_text(&digest::of_text(secret))
}

/// A body sent to a route, which mails this and leaves that.
fn sending<'a>(
    (kind, route, done): (&'static str, &str, &'a [u16]),
    body: Value,
    mails: &'a [&'a str],
    found: (&'static str, &'a str, i64),
) -> Chore<'a> {
    Chore {
        kind,
        route: route.to_owned(),
        body,
        done,
        before: &[],
        mails,
        found: Some(found),
    }
}

impl Client {
    /// The address before is told.
    pub(super) async fn move_to_another_address(&mut self, life: &Life) {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let address = format!("{}@moved.example", person.subject);
        self.ledger.lock().unwrap().doubt(WAITS, &person.subject);
        let (to_new, to_old) = (&[address.as_str()], &[person.address.as_str()]);
        let what = ("ask for an address to move to", "PUT /api/v1/account/email", &[200][..]);
        let ask = sending(what, json!({ "address": address }), to_new, (CONFIRMED, &address, 0));
        self.chore(person, token, ask).await;
        self.codes.insert(address.clone(), 1);
        let code = self.code(&address).await;
        let is_another = |other: &String| *other != person.address;
        self.ledger.lock().unwrap().confirmed.retain(is_another);
        let what = (
            "confirm another address",
            "POST /api/v1/account/email/confirmation",
            &[200][..],
        );
        let confirm = sending(what, json!({ "code": code }), to_old, (CONFIRMED, &address, 1));
        let confirm = Chore {
            before: &[409],
            ..confirm
        };
        self.chore(person, token, confirm).await;
    }

    /// Ten recovery codes; the first, where they were shown.
    async fn make_codes(&mut self, life: &Life, kind: &'static str) -> Option<String> {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let mails = &[person.address.as_str()];
        let proof = self
            .proof(person, (Purpose::MakeRecoveryCodes, &person.subject), token)
            .await;
        let what = (kind, "POST /api/v1/account/recovery-codes", &[201][..]);
        let made = sending(what, proof, mails, (CODES, &person.subject, 10));
        let answer = self.chore(person, token, made).await;
        answer.body["codes"][0].as_str().map(str::to_owned)
    }

    /// Signs in with another identity from then on.
    pub(super) async fn change_the_login(&mut self, life: &Life) -> String {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let mails = &[person.address.as_str()];
        let other = format!("{}-anew", person.subject);
        let current = self.proof(person, (Purpose::ChangeLogin, &person.subject), token).await;
        let new = self.proof(person, (Purpose::ChangeLogin, &other), token).await;
        let what = ("change the login", "POST /api/v1/account/login", &[200][..]);
        let body = json!({ "current": current, "new": new });
        self.chore(person, token, sending(what, body, mails, (LOGINS, &other, 1)))
            .await;
        self.ledger.lock().unwrap().doubt(LOGINS, &other);
        other
    }

    /// Proofs of both identities, in the session of the first.
    pub(super) async fn both_proofs(&mut self, life: &Life, other: &Life, swaps: bool) -> Value {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let own = if swaps {
            Purpose::SwapLogins
        } else {
            Purpose::ChangeLogin
        };
        let mine = self.proof(person, (own, &person.subject), token).await;
        let theirs = (Purpose::ChangeLogin, other.person.subject.as_str());
        let theirs = self.proof(person, theirs, token).await;
        if swaps {
            return json!({ "mine": mine, "theirs": theirs });
        }
        json!({ "current": mine, "new": theirs, "username": other.person.subject, "unlist_orphans": true })
    }

    /// With somebody else, whose sessions end.
    pub(super) async fn swap_logins(&mut self, life: &Life) {
        let other = self.newcomer(life).await;
        let body = self.both_proofs(life, &other, true).await;
        let left = |token: &String| *token != other.open.token;
        self.ledger.lock().unwrap().open.retain(left);
        let mails = &[life.person.address.as_str(), other.person.address.as_str()];
        let what = ("swap logins", "POST /api/v1/account/login/swap", &[200][..]);
        let swap = sending(what, body, mails, (SWAPPED, &life.person.subject, 1));
        self.chore(&life.person, Some(&life.open.token), swap).await;
        self.ledger.lock().unwrap().ended.push(other.open.token);
    }

    pub(super) async fn switch_two_factor_on_and_off(&mut self, life: &Life) {
        self.see_the_provider().await;
        let Some(code) = self.make_codes(life, "make codes for two-factor").await else {
            return;
        };
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let mails = &[person.address.as_str()];
        for (kind, on) in [("switch two-factor on", true), ("switch two-factor off", false)] {
            let proof = (Purpose::ConfirmTwoFactor, person.subject.as_str());
            let proof = self.proof(person, proof, token).await;
            let code = on.then_some(&code);
            let body = json!({ "on": on, "proof": proof, "recovery_code": code });
            let what = (kind, "POST /api/v1/account/two-factor", &[200][..]);
            let switch = sending(what, body, mails, (TWO_FACTOR, &person.subject, on.into()));
            self.chore(person, token, switch).await;
        }
        // Some of what may become of the account takes them away.
        self.ledger.lock().unwrap().doubt(CODES, &person.subject);
    }

    /// Makes recovery codes, signs in with another identity from then on, and takes that back with the one before.
    pub(super) async fn change_the_login_and_back(&mut self, life: &Life) {
        let person = &life.person;
        let mails = &[person.address.as_str()];
        self.make_codes(life, "make recovery codes").await;
        self.change_the_login(life).await;
        let mut body = self.proof(person, (Purpose::UndoLogin, &person.subject), None).await;
        body = json!({ "proof": body, "installation": installation() });
        self.ledger
            .lock()
            .unwrap()
            .open
            .retain(|token| *token != life.open.token);
        let what = (
            "undo a change of the login",
            "POST /api/v1/login-changes/undo",
            &[201][..],
        );
        let undone = sending(what, body, mails, (LOGINS, &person.subject, 1));
        let answer = self.chore(person, None, undone).await;
        let mut ledger = self.ledger.lock().unwrap();
        ledger.ended.push(life.open.token.clone());
        ledger.open.push(opened(&answer.body).token);
    }

    /// Asks for the account to be deleted, signs in again and keeps it.
    pub(super) async fn leave_and_stay(&mut self, life: &Life) {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let mails = &[person.address.as_str()];
        let proof = self
            .proof(person, (Purpose::DeleteAccount, &person.subject), token)
            .await;
        let body = json!({ "username": person.subject, "proof": proof, "unlist_orphans": true });
        self.ledger
            .lock()
            .unwrap()
            .open
            .retain(|token| *token != life.open.token);
        let what = ("delete an account", "DELETE /api/v1/account", &[202][..]);
        let leave = sending(what, body, mails, (LEAVING, &person.subject, 1));
        // Where it was done and nobody heard so, the session is over.
        self.chore(
            person,
            token,
            Chore {
                before: &[401],
                ..leave
            },
        )
        .await;
        self.ledger.lock().unwrap().ended.push(life.open.token.clone());
        let back = self.sign_in(person, "back").await;
        let what = ("keep an account", "POST /api/v1/account/deletion/cancel", &[200][..]);
        let stay = sending(what, Value::Null, mails, (LEAVING, &person.subject, 0));
        let stay = Chore { before: &[409], ..stay };
        self.chore(person, Some(&back.token), stay).await;
    }

    /// By mail, signs in with it, and removes it.
    pub(super) async fn set_a_password(&mut self, life: &Life) {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let (mails, name) = (&[person.address.as_str()], person.subject.as_str());
        let secret = format!("{name} forgot");
        self.ledger.lock().unwrap().mail(&person.address, 0, 100);
        let what = ("forget a password", "POST /api/v1/recovery/password", &[202][..]);
        let body = json!({ "name": name, "request_hash": hash(&secret) });
        let asked = self
            .chore(person, None, sending(what, body, mails, (PASSWORDS, name, 0)))
            .await;
        let Some(code) = self.code_after(&person.address, asked.tries).await else {
            return;
        };
        let what = ("reset a password", "POST /api/v1/recovery/password/reset", &[204][..]);
        let body = json!({ "request_secret": secret, "code": code, "new_password": PASSWORD });
        let reset = sending(what, body, mails, (PASSWORDS, name, 1));
        self.chore(person, None, reset).await;
        let what = ("sign in with a password", "POST /api/v1/sessions/password", &[201][..]);
        let body = json!({ "name": name, "password": PASSWORD, "installation": installation() });
        self.chore(person, None, sending(what, body, &[], (PASSWORDS, name, 1)))
            .await;
        let what = ("remove a password", "DELETE /api/v1/account/password", &[200][..]);
        let typed = json!({ "current_password": PASSWORD });
        let remove = sending(what, typed, mails, (PASSWORDS, name, 0));
        let remove = Chore {
            before: &[404, 409],
            ..remove
        };
        self.chore(person, token, remove).await;
    }

    /// The code that was mailed for a request that was sent so often. Each may have been answered with a mail, and nobody
    /// knows which is the last, so a person who had to ask again leaves it at that.
    async fn code_after(&mut self, address: &str, tries: u32) -> Option<String> {
        if tries > 1 {
            return None;
        }
        *self.codes.entry(address.to_owned()).or_default() += 1;
        Some(self.code(address).await)
    }

    /// By a mailed code.
    pub(super) async fn get_back_in(&mut self, life: &Life) {
        let person = &life.person;
        let mails = &[person.address.as_str()];
        let secret = format!("{} is locked out", person.subject);
        self.ledger.lock().unwrap().mail(&person.address, 0, 100);
        let what = ("begin a recovery", "POST /api/v1/recovery/login", &[202][..]);
        let body = json!({
            "username": person.subject, "address": person.address, "request_hash": hash(&secret),
        });
        let begin = sending(what, body, mails, (RECOVERIES, &person.subject, 0));
        let asked = self.chore(person, None, begin).await;
        let Some(code) = self.code_after(&person.address, asked.tries).await else {
            return;
        };
        let what = ("confirm a recovery", "POST /api/v1/recovery/login/confirm", &[200][..]);
        let body = json!({ "request_secret": secret, "code": code, "installation": installation(), "wait": false });
        let confirm = sending(what, body, &[], (RECOVERIES, &person.subject, 1));
        let answer = self.chore(person, None, confirm).await;
        let token = opened(&answer.body).token;
        self.ledger.lock().unwrap().open.push(token);
    }
}
