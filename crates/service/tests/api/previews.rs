//! Rules 7.30 and 7.32: which writes have a preview, and that it uses up nothing.

use crate::{
    logins::{NEW, change, confirmed, freeze},
    provider::ANNA,
    recovery_scene::{gallery, old, request_hash, wrong},
    scene::reference_in,
    world::{World, client, refused},
};
use contract::{
    Code,
    consequence::{Consequence, Preview},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Why a write has no preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// It opens an account or a session, or is a proof of who somebody is: nobody loses anything by it.
    OpensOnly,
    /// It mails a code to the account's own address, or answers alike whoever is named: there is nothing to tell.
    MailsACode,
    /// Asking for the address has shown what its confirmation does (rule 7.31).
    ShownBefore,
    /// Its owner can take it back at once, or do it again, and nobody else hears of it.
    OwnAndTakenBack,
    /// It is itself how something is looked at before it is done.
    IsTheLook,
    /// A program asks, and there is nobody to show anything to.
    AskedByAProgram,
}

use Why::{AskedByAProgram, IsTheLook, MailsACode, OpensOnly, OwnAndTakenBack, ShownBefore};

/// Every write that has none. What is not here has one, and a new route must be one or the other.
const WITHOUT: &[(&str, &str, Why)] = &[
    ("POST", "/act/{reference}", IsTheLook),
    ("POST", "/api/v1/account/login/conflict", IsTheLook),
    ("POST", "/api/v1/feed/authorize", AskedByAProgram),
    ("POST", "/api/v1/accounts", OpensOnly),
    ("POST", "/api/v1/proofs", OpensOnly),
    ("POST", "/api/v1/proofs/{id}/complete", OpensOnly),
    ("POST", "/api/v1/proofs/{id}/code/confirmation", OpensOnly),
    ("POST", "/api/v1/recovery/login/confirm", OpensOnly),
    ("POST", "/api/v1/sessions", OpensOnly),
    ("POST", "/api/v1/sessions/password", OpensOnly),
    ("POST", "/api/v1/account/email/confirmation/resend", MailsACode),
    ("POST", "/api/v1/login-changes/decision/code", MailsACode),
    (
        "POST",
        "/api/v1/organizations/{name}/email/confirmation/resend",
        MailsACode,
    ),
    ("POST", "/api/v1/proofs/{id}/code", MailsACode),
    ("POST", "/api/v1/recovery/assistance", MailsACode),
    ("POST", "/api/v1/recovery/login", MailsACode),
    ("POST", "/api/v1/recovery/password", MailsACode),
    ("POST", "/api/v1/account/email/confirmation", ShownBefore),
    ("POST", "/api/v1/email-confirmations", ShownBefore),
    ("POST", "/api/v1/organizations/{name}/email/confirmation", ShownBefore),
    ("DELETE", "/api/v1/account/email", OwnAndTakenBack),
    ("PUT", "/api/v1/account/mail", OwnAndTakenBack),
    ("DELETE", "/api/v1/account/username-request", OwnAndTakenBack),
    ("DELETE", "/api/v1/organizations/{name}/email", OwnAndTakenBack),
    ("PUT", "/api/v1/organizations/{name}/mail", OwnAndTakenBack),
    (
        "DELETE",
        "/api/v1/organizations/{name}/username-request",
        OwnAndTakenBack,
    ),
    ("DELETE", "/api/v1/sessions/current", OwnAndTakenBack),
    ("DELETE", "/api/v1/sessions/{id}", OwnAndTakenBack),
];

/// The writes of the gallery's description, each with whether it has a preview and whether it always takes a session.
fn writes() -> Vec<(String, String, bool, bool)> {
    let document: Value = serde_json::from_str(service::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let writing = item.as_object().unwrap().iter().filter(|(method, _)| *method != "get");
        for (method, operation) in writing {
            let mut parameters = operation["parameters"].as_array().into_iter().flatten();
            let has = parameters.any(|parameter| parameter["name"] == "preview");
            let session = operation["security"] == json!([{ "session": [] }]);
            found.push((method.to_uppercase(), path.clone(), has, session));
        }
    }
    found
}

#[test]
fn rule_7_32_every_write_has_a_preview_or_a_reason_why_not() {
    let without: BTreeSet<_> = WITHOUT.iter().map(|(method, path, _)| (*method, *path)).collect();
    assert_eq!(without.len(), WITHOUT.len(), "one is named twice");
    let writes = writes();
    assert!(writes.len() > 60);
    let has_none = writes.iter().filter(|(_, _, has, _)| !has);
    let has_none: BTreeSet<_> = has_none
        .map(|(method, path, ..)| (method.as_str(), path.as_str()))
        .collect();
    let undecided: Vec<_> = has_none.difference(&without).collect();
    assert!(undecided.is_empty(), "neither a preview nor a reason: {undecided:?}");
    let wrong: Vec<_> = without.difference(&has_none).collect();
    assert!(wrong.is_empty(), "these have one, or are no writes: {wrong:?}");
}

#[tokio::test]
async fn rule_7_32_a_preview_takes_a_session_where_the_act_does() {
    let world = World::new().await;
    let mut asked = 0;
    for (method, path, has, session) in writes() {
        if has && session {
            let path = path.replace(['{', '}'], "");
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let response = world
                .call(method, &format!("{path}?preview=true"), None, Some(json!({})))
                .await;
            let status = response.status();
            // What deletes an account looks at its body first: the request sent again is answered without a session.
            let expected = [StatusCode::UNAUTHORIZED, StatusCode::BAD_REQUEST];
            assert!(expected.contains(&status), "{path}: {status}");
            asked += usize::from(status == StatusCode::UNAUTHORIZED);
        }
    }
    assert!(asked > 30, "{asked}");
    world.end().await;
}

async fn sent(world: &World, path: &str, key: &str, body: &Value) -> Response {
    let request = client().post(format!("{}{path}", world.gallery.origin));
    let request = request.header("Idempotency-Key", key).json(body);
    request.send().await.unwrap()
}

/// Looks at what a request would change, twice, under the key under which it is then sent.
async fn looked_at_and_done(world: &World, path: &str, body: &Value) -> Vec<Consequence> {
    let key = "a-key-of-at-least-thirty-two-letters";
    let mails = world.gallery.service.mails().await.len();
    let mut shown = Vec::new();
    for _ in 0..2 {
        let response = sent(world, &format!("{path}?preview=true"), key, body).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        shown.push(response.json::<Preview>().await.unwrap().consequences);
    }
    assert_eq!(shown[0], shown[1]);
    assert_eq!(
        world.gallery.service.mails().await.len(),
        mails,
        "a preview mails nobody"
    );
    for _ in 0..2 {
        let done = sent(world, path, key, body).await;
        assert_eq!(done.status(), StatusCode::NO_CONTENT, "{path}");
    }
    shown.remove(0)
}

fn told(consequences: &[Consequence]) -> Vec<String> {
    match consequences.last() {
        Some(Consequence::Told { addresses }) => addresses.clone(),
        _ => panic!("{consequences:?}"),
    }
}

#[tokio::test]
async fn rule_7_32_a_new_password_by_mail_is_looked_at_with_its_code_which_then_sets_it() {
    let world = gallery(&[old()]).await;
    world.forgot("old-account", "request").await;
    world.password_session().await;
    let code = world.code_to("old@example.org").await;
    let mut body = json!({ "request_secret": "request", "code": wrong(&code), "new_password": "Other9Horse" });
    let path = "/api/v1/recovery/password/reset";
    let problem = refused(world.post(&format!("{path}?preview=true"), None, body.clone()).await).await;
    let guessed = (problem.code, problem.tries_left);
    assert_eq!(guessed, (Code::CodeWrong, Some(4)), "or codes could be guessed by it");
    body["code"] = code.into();
    let shown = looked_at_and_done(&world, path, &body).await;
    assert_eq!(
        shown[..2],
        [Consequence::PasswordSet, Consequence::SessionsEnd { count: 1 }]
    );
    assert_eq!(told(&shown), ["old@example.org"]);
    let now = world.try_password("old-account", "Other9Horse").await;
    assert_eq!(now.status(), StatusCode::CREATED);
    world.end().await;
}

#[tokio::test]
async fn rule_7_32_an_address_that_would_return_is_shown_without_using_the_link_up() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let body = json!({ "address": "new@example.org" });
    world.put("/api/v1/account/email", &open.token, body).await;
    let code = world.code().await;
    world.confirm(&open.token, &code).await;
    let link = json!({ "reference": reference_in(&world.gallery.service.mails().await[0].text) });
    let shown = looked_at_and_done(&world, "/api/v1/email-changes/undo", &link).await;
    let returns = Consequence::AddressReturns {
        username: "anna".to_owned(),
        address: ANNA.address.to_owned(),
    };
    assert_eq!(shown[0], returns);
    // Who has the link may be somebody else than whose address the new one is.
    assert_eq!(told(&shown), [ANNA.address, "n**********w@example.org"]);
    let account = world.account(&open.token).await;
    assert_eq!(account.confirmed_email.as_deref(), Some(ANNA.address));
    world.end().await;
}

#[tokio::test]
async fn rule_7_32_what_keeping_a_change_would_do_is_shown_and_its_code_still_decides() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    change(&world, &anna, &ANNA, &NEW).await;
    freeze(&world, ANNA.address).await;
    let body = json!({ "username": "anna", "address": ANNA.address, "request_hash": request_hash("request") });
    world.post("/api/v1/login-changes/decision/code", None, body).await;
    let code = world.code_to(ANNA.address).await;
    let mut body = json!({
        "username": "anna", "decide": "keep", "request_secret": "request", "code": wrong(&code),
    });
    let path = "/api/v1/login-changes/decision";
    let guessed = refused(world.post(&format!("{path}?preview=true"), None, body.clone()).await).await;
    assert_eq!(guessed.code, Code::CodeWrong);
    body["code"] = code.into();
    let shown = looked_at_and_done(&world, path, &body).await;
    let [
        Consequence::LoginKept { identity, .. },
        Consequence::AccountUnfrozen { username },
        Consequence::UndoUntil { .. },
        _,
    ] = &shown[..]
    else {
        panic!("{shown:?}")
    };
    assert_eq!(
        (identity.address.as_deref(), username.as_str()),
        (Some(NEW.address), "anna")
    );
    assert_eq!(told(&shown), [ANNA.address]);
    world.sign_in(&NEW, "again").await;
    world.end().await;
}
