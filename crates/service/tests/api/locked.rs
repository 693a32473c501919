//! Rule 3.8 over HTTP: every action of an account that an operator locked, the blocked ones and the others.

use crate::{
    cast::{FINN, finish, shared},
    provider::{ANNA, CARA, PERSONAL, Person},
    scene::deletion_body,
    world::{Open, World, code_of},
};
use contract::{Code, Purpose};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use service::operator::OperatorCommand;

/// An identity that no account has.
const NOBODYS: Person = Person {
    tenant: Some(PERSONAL),
    subject: "nobodys-oid",
    name: "Nobody's",
    address: "nobodys@outlook.com",
};

async fn lock(world: &World, username: &str) {
    let (username, reason) = (username.to_owned(), "spam".to_owned());
    let command = OperatorCommand::Lock { username, reason };
    world.gallery.service.operate(&command).await.unwrap();
}

async fn proof(world: &World, purpose: Purpose, person: &Person, open: &Open) -> Value {
    let attempt = world.proved_in(purpose, person, &open.token).await;
    json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret })
}

async fn send(world: &World, open: &Open, method: Method, path: &str, body: Value) -> Response {
    let body = (!body.is_null()).then_some(body);
    world
        .call(method, &format!("/api/v1{path}"), Some(&open.token), body)
        .await
}

#[tokio::test]
async fn a_locked_account_changes_neither_login_nor_address_nor_name_and_makes_no_organization() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let open = world.sign_in(&FINN, "a").await;
    lock(&world, "finn").await;
    let change = json!({
        "current": proof(&world, Purpose::ChangeLogin, &FINN, &open).await,
        "new": proof(&world, Purpose::ChangeLogin, &NOBODYS, &open).await,
    });
    let swap = json!({
        "mine": proof(&world, Purpose::SwapLogins, &FINN, &open).await,
        "theirs": proof(&world, Purpose::SwapLogins, &CARA, &open).await,
    });
    let conversion = json!({
        "administrator": "cara",
        "proof": proof(&world, Purpose::ConvertAccount, &FINN, &open).await,
    });
    for (method, path, body) in [
        (Method::PUT, "/account/email", json!({ "address": "new@example.org" })),
        (
            Method::POST,
            "/account/username-request",
            json!({ "wanted": "other", "reason": "why" }),
        ),
        (Method::POST, "/account/login", change),
        (Method::POST, "/account/login/swap", swap),
        (Method::POST, "/account/conversion", conversion),
        (
            Method::POST,
            "/organizations",
            json!({ "username": "new-org", "email": "org@example.org" }),
        ),
    ] {
        let refused = send(&world, &open, method, path, body).await;
        assert_eq!(code_of(refused).await, Code::AccountLocked, "{path}");
    }
    finish(world).await;
}

#[tokio::test]
async fn a_locked_account_signs_in_reads_confirms_chooses_joins_leaves_administers_and_goes() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let finn = world.sign_in(&FINN, "before").await;
    let anna = world.sign_in(&ANNA, "a").await;
    let cara = world.sign_in(&CARA, "c").await;
    let address = json!({ "address": "new@example.org" });
    assert_eq!(
        send(&world, &finn, Method::PUT, "/account/email", address)
            .await
            .status(),
        StatusCode::OK
    );
    let code = world.code().await;
    let invitation = json!({ "username": "finn", "role": "collaborator" });
    let invited = send(&world, &anna, Method::POST, "/organizations/team/members", invitation).await;
    assert!(invited.status().is_success());
    let conversion = json!({
        "administrator": "finn",
        "proof": proof(&world, Purpose::ConvertAccount, &CARA, &cara).await,
    });
    assert!(
        send(&world, &cara, Method::POST, "/account/conversion", conversion)
            .await
            .status()
            .is_success()
    );
    lock(&world, "finn").await;

    let open = world.sign_in(&FINN, "after").await;
    assert!(open.account.locked);
    let mail = json!({ "from_others": false, "package_published": true });
    for (method, path, body) in [
        (Method::GET, "/account", Value::Null),
        (Method::GET, "/account/activity", Value::Null),
        (Method::GET, "/sessions", Value::Null),
        (Method::DELETE, "/account/username-request", Value::Null),
        (Method::POST, "/account/email/confirmation", json!({ "code": code })),
        (Method::DELETE, "/account/email", Value::Null),
        (Method::PUT, "/account/mail", mail),
        (Method::POST, "/account/invitations/team", Value::Null),
        (Method::DELETE, "/organizations/team/members/finn", Value::Null),
        (Method::POST, "/account/conversions/cara", Value::Null),
        (
            Method::PUT,
            "/organizations/cara/mail",
            json!({ "from_others": true, "package_published": true }),
        ),
        (Method::DELETE, &format!("/sessions/{}", finn.id), Value::Null),
    ] {
        let done = send(&world, &open, method.clone(), path, body).await;
        let status = done.status();
        assert!(status.is_success(), "{method} {path}: {:?}", done.text().await);
    }
    let attempt = world.proved_in(Purpose::DeleteAccount, &FINN, &open.token).await;
    let asked = send(
        &world,
        &open,
        Method::DELETE,
        "/account",
        deletion_body(&attempt, "finn"),
    )
    .await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    let back = world.sign_in(&FINN, "again").await;
    let kept = send(&world, &back, Method::POST, "/account/deletion/cancel", Value::Null).await;
    assert_eq!(kept.status(), StatusCode::OK);
    finish(world).await;
}
