//! Organizations, and accounts that become some.

use super::{Client, Life, chores::Chore};
use contract::Purpose;
use serde_json::{Value, json};

const ORGANIZATIONS: &str = "SELECT count(*) FROM accounts WHERE username = ?1 AND kind = 'organization'";
const CONFIRMED: &str = "SELECT count(confirmed_email) FROM accounts WHERE username = ?1";
const INVITED: &str = "SELECT count(*) FROM invitations JOIN accounts a ON a.id = organization WHERE a.username = ?1";
const MEMBERS: &str = "SELECT count(*) FROM members JOIN accounts a ON a.id = organization WHERE a.username = ?1";
const ADMINISTRATORS: &str =
    "SELECT sum(administrator) FROM members JOIN accounts a ON a.id = organization WHERE a.username = ?1";
const ASKED: &str = "SELECT count(*) FROM conversions JOIN accounts a ON a.id = account WHERE a.username = ?1";

/// A request without a body that ends something, and what is left of that.
fn ending<'a>(
    kind: &'static str,
    route: String,
    mails: &'a [&'a str],
    left: (&'static str, &'a str, i64),
) -> Chore<'a> {
    Chore {
        kind,
        route,
        body: Value::Null,
        done: &[200, 204],
        before: &[404],
        mails,
        found: Some(left),
    }
}

impl Client {
    /// Creates one, has a friend in it for a while, and deletes it or not. Whether it is still there.
    pub(super) async fn keep_an_organization(&mut self, life: &Life, drawn: u64) -> bool {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let name = format!("{}-ltd", person.subject);
        let address = format!("{name}@example.org");
        let create = Chore {
            kind: "create an organization",
            route: "POST /api/v1/organizations".to_owned(),
            body: json!({ "username": name, "email": address }),
            done: &[201],
            before: &[],
            mails: &[&address],
            found: Some((ORGANIZATIONS, &name, 1)),
        };
        self.chore(person, token, create).await;
        self.codes.insert(address.clone(), 1);
        let code = self.code(&address).await;
        let confirm = Chore {
            kind: "confirm an organization's address",
            route: format!("POST /api/v1/organizations/{name}/email/confirmation"),
            body: json!({ "code": code }),
            done: &[200],
            before: &[409],
            mails: &[],
            found: Some((CONFIRMED, &name, 1)),
        };
        self.chore(person, token, confirm).await;
        if let Some(friend) = self.friend.clone() {
            self.invite(life, &friend, (&name, &address)).await;
            self.answer_invitation(life, &friend, (&name, &address), drawn % 4)
                .await;
        }
        let deletes = drawn & 4 == 0;
        if deletes {
            self.ledger.lock().unwrap().doubt(CONFIRMED, &name);
            for sql in [INVITED, MEMBERS, ADMINISTRATORS] {
                self.ledger.lock().unwrap().doubt(sql, &name);
            }
            let delete = Chore {
                kind: "delete an organization",
                route: format!("DELETE /api/v1/organizations/{name}"),
                body: json!({ "username": name }),
                done: &[200, 204],
                before: &[404],
                mails: &[&address],
                found: Some((ORGANIZATIONS, &name, 0)),
            };
            self.chore(person, token, delete).await;
        }
        !deletes
    }

    async fn invite(&mut self, life: &Life, friend: &Life, (name, _): (&str, &str)) {
        let invite = Chore {
            kind: "invite to an organization",
            route: format!("POST /api/v1/organizations/{name}/members"),
            body: json!({ "username": friend.person.subject, "role": "collaborator" }),
            done: &[201],
            before: &[],
            mails: &[&friend.person.address, &life.person.address],
            found: Some((INVITED, name, 1)),
        };
        self.chore(&life.person, Some(&life.open.token), invite).await;
    }

    /// The friend joins, rises and leaves or is removed; or declines; or is no longer invited.
    async fn answer_invitation(&mut self, life: &Life, friend: &Life, (name, address): (&str, &str), outcome: u64) {
        let (person, token) = (&life.person, Some(life.open.token.as_str()));
        let (guest, theirs) = (&friend.person, Some(friend.open.token.as_str()));
        let own = format!("/api/v1/account/invitations/{name}");
        let to_address = &[address];
        if outcome == 2 {
            let mails = &[person.address.as_str()];
            let decline = ending(
                "decline an invitation",
                format!("DELETE {own}"),
                mails,
                (INVITED, name, 0),
            );
            self.chore(guest, theirs, decline).await;
            return;
        }
        if outcome == 3 {
            let route = format!("DELETE /api/v1/organizations/{name}/invitations/{}", guest.subject);
            let mails = &[guest.address.as_str()];
            let withdraw = ending("withdraw an invitation", route, mails, (INVITED, name, 0));
            self.chore(person, token, withdraw).await;
            return;
        }
        self.ledger.lock().unwrap().doubt(INVITED, name);
        let accept = ending(
            "accept an invitation",
            format!("POST {own}"),
            to_address,
            (MEMBERS, name, 2),
        );
        self.chore(guest, theirs, accept).await;
        let member = format!("/api/v1/organizations/{name}/members/{}", guest.subject);
        let rise = Chore {
            kind: "change a role",
            route: format!("PATCH {member}"),
            body: json!({ "role": "administrator" }),
            done: &[200],
            before: &[],
            mails: &[address, &guest.address],
            found: Some((ADMINISTRATORS, name, 2)),
        };
        self.chore(person, token, rise).await;
        self.ledger.lock().unwrap().doubt(ADMINISTRATORS, name);
        let route = format!("DELETE {member}");
        if outcome == 0 {
            let leave = ending("leave an organization", route, to_address, (MEMBERS, name, 1));
            self.chore(guest, theirs, leave).await;
        } else {
            let mails = &[address, guest.address.as_str()];
            let remove = ending("remove a member", route, mails, (MEMBERS, name, 1));
            self.chore(person, token, remove).await;
        }
    }

    /// Asks a friend to take the account over as an organization, and withdraws that, or the friend says no.
    pub(super) async fn ask_for_a_conversion(&mut self, life: &Life, withdraws: bool) {
        let Some(friend) = self.friend.clone() else { return };
        self.request_conversion(life, &friend).await;
        let left = (ASKED, life.person.subject.as_str(), 0);
        if withdraws {
            let mails = &[friend.person.address.as_str()];
            let route = "DELETE /api/v1/account/conversion".to_owned();
            let cancel = ending("cancel a conversion", route, mails, left);
            self.chore(&life.person, Some(&life.open.token), cancel).await;
        } else {
            let mails = &[life.person.address.as_str()];
            let route = format!("DELETE /api/v1/account/conversions/{}", life.person.subject);
            let reject = ending("reject a conversion", route, mails, left);
            self.chore(&friend.person, Some(&friend.open.token), reject).await;
        }
    }

    async fn request_conversion(&mut self, life: &Life, friend: &Life) {
        let Life { person, open } = life;
        let own = self
            .proof(person, (Purpose::ConvertAccount, &person.subject), Some(&open.token))
            .await;
        let ask = Chore {
            kind: "ask for a conversion",
            route: "POST /api/v1/account/conversion".to_owned(),
            body: json!({ "administrator": friend.person.subject, "proof": own }),
            done: &[201],
            before: &[],
            mails: &[&person.address, &friend.person.address],
            found: Some((ASKED, &person.subject, 1)),
        };
        self.chore(person, Some(&open.token), ask).await;
    }

    /// The friend accepts. The account's session ends, and its keys are the friend's from then on.
    pub(super) async fn become_an_organization(&mut self, life: &Life) {
        let Some(friend) = self.friend.clone() else { return };
        self.request_conversion(life, &friend).await;
        let name = &life.person.subject;
        {
            let mut ledger = self.ledger.lock().unwrap();
            ledger.doubt(ASKED, name);
            ledger.open.retain(|token| *token != life.open.token);
        }
        let accept = Chore {
            kind: "accept a conversion",
            route: format!("POST /api/v1/account/conversions/{name}"),
            body: Value::Null,
            done: &[200],
            before: &[404],
            mails: &[&life.person.address],
            found: Some((ORGANIZATIONS, name, 1)),
        };
        self.chore(&friend.person, Some(&friend.open.token), accept).await;
        self.ledger.lock().unwrap().ended.push(life.open.token.clone());
    }
}
