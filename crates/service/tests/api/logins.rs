//! Rules 9.1 to 9.25 over HTTP: changing, undoing and deciding logins, races included.

mod change;
mod elsewhere;
mod frozen;
mod moved;
mod races;
mod undo;
mod windows;

use crate::{
    provider::{ANNA, BEN, Person},
    world::{Open, World},
};
use contract::{Purpose, account::Account, consequence::Preview};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

const HOUR: i64 = 3600;

pub const WINDOW: i64 = 72 * HOUR;

/// A free identity.
pub const NEW: Person = Person {
    subject: "new-oid",
    name: "New",
    address: "account3@outlook.com",
    ..ANNA
};

/// A completed proof as a request has it.
pub async fn proof(world: &World, purpose: Purpose, token: Option<&str>, person: &Person) -> Value {
    let attempt = world.begin(purpose, token).await;
    world.complete(&attempt, person).await;
    json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret })
}

async fn change_body(world: &World, open: &Open, current: &Person, new: &Person) -> Value {
    json!({
        "current": proof(world, Purpose::ChangeLogin, Some(&open.token), current).await,
        "new": proof(world, Purpose::ChangeLogin, Some(&open.token), new).await,
    })
}

pub async fn change(world: &World, open: &Open, current: &Person, new: &Person) -> Response {
    let body = change_body(world, open, current, new).await;
    world.post("/api/v1/account/login", Some(&open.token), body).await
}

/// The account, changed to [`NEW`] with a recovery code.
async fn change_by_code(world: &World, open: &Open, code: &str) -> Account {
    let body = json!({
        "recovery_code": code,
        "new": proof(world, Purpose::ChangeLogin, Some(&open.token), &NEW).await,
    });
    account(world.post("/api/v1/account/login", Some(&open.token), body).await).await
}

/// An account with a confirmed address.
pub async fn confirmed(world: &World, person: &Person, name: &str) -> Open {
    let open = world.register(person, name).await;
    let code = world.code().await;
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    open
}

async fn account(response: Response) -> Account {
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

/// Moves the identity of Ben's account to Anna's, which begins the deletion of Ben's.
async fn move_ben(world: &World, anna: &Open) {
    let mut body = change_body(world, anna, &ANNA, &BEN).await;
    body["username"] = "ben".into();
    account(world.post("/api/v1/account/login/move", Some(&anna.token), body).await).await;
}

async fn previewed(response: Response) -> Preview {
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

async fn undo_body(world: &World, person: &Person) -> Value {
    json!({
        "proof": proof(world, Purpose::UndoLogin, None, person).await,
        "installation": { "id": "undo", "name": "computer undo" },
    })
}

pub async fn undo(world: &World, person: &Person) -> Response {
    let body = undo_body(world, person).await;
    world.post("/api/v1/login-changes/undo", None, body).await
}

async fn codes(world: &World, open: &Open, person: &Person) -> Vec<String> {
    let body = proof(world, Purpose::MakeRecoveryCodes, Some(&open.token), person).await;
    let response = world
        .post("/api/v1/account/recovery-codes", Some(&open.token), body)
        .await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let body: Value = response.json().await.unwrap();
    serde_json::from_value(body["codes"].clone()).unwrap()
}

async fn decide(world: &World, body: Value) -> Response {
    world.post("/api/v1/login-changes/decision", None, body).await
}

/// The reference of the link in the latest mail to this address.
pub async fn reference(world: &World, to: &str) -> String {
    let mails = world.gallery.service.mails().await;
    let linked = mails.iter().filter(|mail| mail.to == to);
    let link = linked
        .filter_map(|mail| mail.text.lines().find(|line| line.contains("/act/")))
        .next();
    link.unwrap().trim().rsplit('/').next().unwrap().to_owned()
}

pub async fn freeze(world: &World, to: &str) -> Response {
    let path = format!("/act/{}", reference(world, to).await);
    world.call(Method::POST, &path, None, None).await
}

async fn swap_body(world: &World, open: &Open) -> Value {
    json!({
        "mine": proof(world, Purpose::SwapLogins, Some(&open.token), &ANNA).await,
        "theirs": proof(world, Purpose::ChangeLogin, Some(&open.token), &BEN).await,
    })
}
