//! Keys and packages, and what somebody sets or asks for alone.

use super::{
    Client, Life,
    chores::{Chore, FEED_SECRET},
    text,
};
use serde_json::{Value, json};

const WANTS_NEWS: &str = "SELECT count(*) FROM accounts WHERE username = ?1 AND mail_package_published";
pub(super) const WAITS: &str = "SELECT count(pending_email) FROM accounts WHERE username = ?1";
pub(super) const WISHES: &str = "SELECT count(*) FROM rename_requests WHERE wanted = ?1";
const KEYS: &str = "SELECT count(*) FROM keys WHERE description = ?1 AND revoked_at IS NULL";
const HELPED: &str = "SELECT count(*) > 0 FROM audit JOIN accounts a ON a.id = account WHERE a.username = ?1 AND audit.kind = 'assistance_mailed'";
const LISTED: &str = "SELECT count(*) FROM packages WHERE id = ?1 AND listed";
const OWNERS: &str = "SELECT count(*) FROM owners JOIN packages p ON p.folded = package WHERE p.id = ?1";
const OFFERS: &str = "SELECT count(*) FROM ownership_offers JOIN packages p ON p.folded = package WHERE p.id = ?1";
const VERSIONS: &str = "SELECT count(*) FROM packages WHERE id = ?1 AND has_versions";

impl Client {
    pub(super) async fn make_key(&mut self, life: &Life) -> Value {
        let Life { person, open } = life;
        let chore = Chore {
            kind: "make a key",
            route: "POST /api/v1/keys".to_owned(),
            body: wish(&person.subject, "build"),
            done: &[201],
            before: &[],
            mails: &[&person.address],
            found: None,
        };
        let answer = self.chore(person, Some(&open.token), chore).await;
        self.ledger.lock().unwrap().keys.push(text(&answer.body["text"]));
        answer.body
    }

    pub(super) async fn revoke(&mut self, life: &Life, made: Value) {
        let Life { person, open } = life;
        // From here on it may be revoked although nobody has heard so.
        let key = text(&made["text"]);
        self.ledger.lock().unwrap().keys.retain(|other| *other != key);
        let chore = Chore {
            kind: "revoke a key",
            route: format!("DELETE /api/v1/keys/{}", text(&made["key"]["id"])),
            body: json!({}),
            done: &[204],
            before: &[],
            mails: &[&person.address],
            found: None,
        };
        self.chore(person, Some(&open.token), chore).await;
        self.ledger.lock().unwrap().revoked.push(key);
    }

    /// Another key, which allows less from then on, and is then made anew.
    pub(super) async fn change_and_regenerate_a_key(&mut self, life: &Life) {
        let Life { person, open } = life;
        let (first, second) = (format!("{} one", person.subject), format!("{} two", person.subject));
        let make = Chore {
            kind: "make another key",
            route: "POST /api/v1/keys".to_owned(),
            body: wish(&person.subject, &first),
            done: &[201],
            before: &[],
            mails: &[&person.address],
            found: Some((KEYS, &first, 1)),
        };
        let made = self.chore(person, Some(&open.token), make).await.body["key"].clone();
        self.ledger.lock().unwrap().doubt(KEYS, &first);
        let change = Chore {
            kind: "change a key",
            route: format!("PATCH /api/v1/keys/{}", text(&made["id"])),
            body: json!({ "revision": made["revision"], "description": second }),
            done: &[200],
            before: &[],
            mails: &[],
            found: Some((KEYS, &second, 1)),
        };
        let changed = self.chore(person, Some(&open.token), change).await;
        let regenerate = Chore {
            kind: "regenerate a key",
            route: format!("POST /api/v1/keys/{}/regenerate", text(&made["id"])),
            body: json!({ "revision": changed.body["revision"] }),
            done: &[201],
            before: &[],
            mails: &[&person.address, &person.address],
            found: Some((KEYS, &second, 1)),
        };
        self.chore(person, Some(&open.token), regenerate).await;
    }

    pub(super) async fn choose_mails(&mut self, life: &Life) {
        let chore = Chore {
            kind: "choose the mails",
            route: "PUT /api/v1/account/mail".to_owned(),
            body: json!({ "from_others": true, "package_published": false }),
            done: &[200],
            before: &[],
            mails: &[],
            found: Some((WANTS_NEWS, &life.person.subject, 0)),
        };
        self.chore(&life.person, Some(&life.open.token), chore).await;
    }

    /// For another address, and withdraws that.
    pub(super) async fn wish_for_an_address(&mut self, life: &Life) {
        let Life { person, open } = life;
        let address = format!("{}@wished.example", person.subject);
        let ask = Chore {
            kind: "ask for another address",
            route: "PUT /api/v1/account/email".to_owned(),
            body: json!({ "address": address }),
            done: &[200],
            before: &[],
            mails: &[&address],
            found: Some((WAITS, &person.subject, 1)),
        };
        self.chore(person, Some(&open.token), ask).await;
        let withdraw = Chore {
            kind: "withdraw the wish for an address",
            route: "DELETE /api/v1/account/email".to_owned(),
            body: Value::Null,
            done: &[200],
            before: &[],
            mails: &[],
            found: Some((WAITS, &person.subject, 0)),
        };
        self.chore(person, Some(&open.token), withdraw).await;
    }

    /// For another username, and withdraws that, or the operator says no.
    pub(super) async fn wish_for_a_name(&mut self, life: &Life, is_refused: bool) {
        let Life { person, open } = life;
        let wanted = format!("{}-the-second", person.subject);
        let ask = Chore {
            kind: "ask for another username",
            route: "POST /api/v1/account/username-request".to_owned(),
            body: json!({ "wanted": wanted, "reason": "married" }),
            done: &[202],
            before: &[],
            mails: &[],
            found: Some((WISHES, &wanted, 1)),
        };
        self.chore(person, Some(&open.token), ask).await;
        if is_refused {
            self.refuse_a_name(person, &wanted).await;
            return;
        }
        let withdraw = Chore {
            kind: "withdraw the wish for a username",
            route: "DELETE /api/v1/account/username-request".to_owned(),
            body: Value::Null,
            done: &[204],
            before: &[409],
            mails: &[],
            found: Some((WISHES, &wanted, 0)),
        };
        self.chore(person, Some(&open.token), withdraw).await;
    }

    /// With signing in. Asked for again it is mailed again, so nobody counts these mails.
    pub(super) async fn ask_for_help(&mut self, life: &Life) {
        let person = &life.person;
        self.ledger.lock().unwrap().mail(&person.address, 0, 100);
        let chore = Chore {
            kind: "ask who signs in",
            route: "POST /api/v1/recovery/assistance".to_owned(),
            body: json!({ "username": person.subject, "address": person.address }),
            done: &[200],
            before: &[],
            mails: &[&person.address],
            found: Some((HELPED, &person.subject, 1)),
        };
        self.chore(person, None, chore).await;
    }

    /// Registers a package by a push, unlists it, and shares it with a friend or not.
    pub(super) async fn look_after_a_package(&mut self, life: &Life, drawn: u64) {
        let Life { person, open } = life;
        let package = format!("Of.{}", person.subject);
        let made = Chore {
            kind: "make a key for a feed",
            route: "POST /api/v1/keys".to_owned(),
            body: wish(&person.subject, "feed"),
            done: &[201],
            before: &[],
            mails: &[&person.address],
            found: None,
        };
        let key = text(&self.chore(person, Some(&open.token), made).await.body["text"]);
        let declined = self
            .ledger
            .lock()
            .unwrap()
            .counts
            .contains_key(&(WANTS_NEWS, person.subject.clone()));
        for (kind, has, mails, found) in [
            ("register a package", true, &[person.address.as_str()][..], (OWNERS, 1)),
            ("note that a package has no versions", false, &[], (VERSIONS, 0)),
        ] {
            let push = Chore {
                kind,
                route: "POST /api/v1/feed/authorize".to_owned(),
                body: json!({
                    "key": key, "action": "push", "package": package, "register": true, "has_versions": has,
                }),
                done: &[200],
                before: &[],
                mails: if declined { &[] } else { mails },
                found: Some((found.0, &package, found.1)),
            };
            self.chore(person, Some(FEED_SECRET), push).await;
        }
        let unlist = Chore {
            kind: "unlist a package",
            route: format!("PUT /api/v1/packages/{package}/listing"),
            body: json!({ "listed": false }),
            done: &[200],
            before: &[],
            mails: &[],
            found: Some((LISTED, &package, 0)),
        };
        self.chore(person, Some(&open.token), unlist).await;
        if let Some(friend) = self.friend.clone() {
            self.share_a_package(life, &friend, (&package, drawn % 3)).await;
        }
    }

    /// The friend accepts and is removed, or declines, or the offer is withdrawn.
    async fn share_a_package(&mut self, life: &Life, friend: &Life, (package, outcome): (&str, u64)) {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let both: &[&str] = &[&person.address, &friend.person.address];
        let offer = Chore {
            kind: "offer a package",
            route: format!("POST /api/v1/packages/{package}/owners"),
            body: json!({ "username": friend.person.subject, "transfer": false }),
            done: &[201],
            before: &[],
            mails: &[&friend.person.address],
            found: Some((OFFERS, package, 1)),
        };
        let offered = self.chore(person, token, offer).await;
        let offer = format!("/api/v1/ownership-offers/{}", text(&offered.body["offer"]["id"]));
        let answer = |kind, route, mails| Chore {
            kind,
            route,
            body: Value::Null,
            done: &[200, 204],
            before: &[404],
            mails,
            found: Some((OFFERS, package, 0)),
        };
        match outcome {
            0 => {
                let accept = answer("accept an offer", format!("POST {offer}/accept"), both);
                self.ledger.lock().unwrap().doubt(OWNERS, package);
                self.chore(&friend.person, Some(&friend.open.token), accept).await;
                let remove = Chore {
                    kind: "remove an owner",
                    route: format!("DELETE /api/v1/packages/{package}/owners/{}", friend.person.subject),
                    body: Value::Null,
                    done: &[200],
                    before: &[404],
                    mails: both,
                    found: Some((OWNERS, package, 1)),
                };
                self.chore(person, token, remove).await;
            }
            1 => {
                let decline = answer("decline an offer", format!("POST {offer}/decline"), &[]);
                self.chore(&friend.person, Some(&friend.open.token), decline).await;
            }
            _ => {
                let withdraw = answer("withdraw an offer", format!("DELETE {offer}"), &[]);
                self.chore(person, token, withdraw).await;
            }
        }
    }
}

pub(super) fn wish(owner: &str, description: &str) -> Value {
    json!({
        "owner": owner, "description": description, "scopes": ["push_new", "push_version"], "packages": ["*"],
    })
}
