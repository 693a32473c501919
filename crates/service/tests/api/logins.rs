//! Rules 9.1 to 9.25 over HTTP: changing, undoing and deciding logins, races included.

use crate::{
    events::Stream,
    provider::{ANNA, BEN, CARA, Person},
    world::{Open, World, client, code_of, opened, refused},
};
use contract::{
    Code, Purpose,
    account::{Account, Activity, AuditKind},
    consequence::{Consequence, Preview},
    event::EventKind,
    login::LoginConflict,
    proof::{Standing, UndoBy},
};
use microsoft::nonce::attempt_hash;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::Barrier;

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

async fn undo_body(world: &World, person: &Person) -> Value {
    json!({
        "proof": proof(world, Purpose::UndoLogin, None, person).await,
        "installation": { "id": "undo", "name": "computer undo" },
    })
}

async fn undo(world: &World, person: &Person) -> Response {
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

async fn trail(world: &World, token: &str) -> Vec<AuditKind> {
    let response = world.get("/api/v1/account/activity", Some(token)).await;
    let activity: Activity = response.json().await.unwrap();
    activity.entries.into_iter().map(|entry| entry.kind).collect()
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

#[tokio::test]
async fn a_login_is_changed_at_once_and_the_other_sessions_end() {
    let world = World::new().await;
    let first = confirmed(&world, &ANNA, "anna").await;
    let second = world.sign_in(&ANNA, "second").await;
    let changed = account(change(&world, &first, &ANNA, &NEW).await).await;
    assert_eq!(changed.login.unwrap().identity.address.as_deref(), Some(NEW.address));
    let until = ambient::Clock::now(&*world.clock).plus_secs(WINDOW);
    assert_eq!(changed.login_change_until, Some(until));
    world.account(&first.token).await;
    let ended = world.get("/api/v1/account", Some(&second.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    world.sign_in(&NEW, "third").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let refusal = world.open_session(&attempt, "fourth").await;
    assert_eq!(code_of(refusal).await, Code::IdentityNotLinked);
    world.end().await;
}

#[tokio::test]
async fn whoever_is_signed_out_by_a_change_hears_of_it_and_of_nothing_after_it() {
    let world = World::new().await;
    let owner = confirmed(&world, &ANNA, "anna").await;
    let intruder = world.sign_in(&ANNA, "phone").await;
    let mut stream = Stream::open(&world, &owner.token, None).await;
    account(change(&world, &intruder, &ANNA, &NEW).await).await;
    world.clock.advance_secs(1);
    // The next one is not for who was signed out.
    let later = world.sign_in(&NEW, "later").await;
    assert_eq!(stream.event().await.what, EventKind::LoginChanged);
    assert_eq!(stream.event().await.what, EventKind::AccountChanged);
    assert_eq!(stream.event().await.what, EventKind::SessionEnded);
    assert!(stream.is_over().await);
    drop((stream, later));
    world.end().await;
}

#[tokio::test]
async fn both_addresses_are_told_and_only_the_contact_address_gets_a_link() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let code = world.code().await;
    world.confirm(&open.token, &code).await;
    // The contact address is another one than the identity's.
    let body = json!({ "address": "anna@contact.example" });
    world
        .call(Method::PUT, "/api/v1/account/email", Some(&open.token), Some(body))
        .await;
    let code = world.code().await;
    world.confirm(&open.token, &code).await;
    world.clock.advance_secs(WINDOW + 1);
    account(change(&world, &open, &ANNA, &NEW).await).await;
    let mails = world.gallery.service.mails().await;
    let to = |address: &str| mails.iter().find(|mail| mail.to == address).unwrap().text.clone();
    assert!(to("anna@contact.example").contains("/act/"));
    assert!(!to(ANNA.address).contains("/act/"));
    world.end().await;
}

#[tokio::test]
async fn a_preview_foresees_it_and_changes_nothing_and_leaves_the_proofs_unspent() {
    let world = World::new().await;
    let open = confirmed(&world, &ANNA, "anna").await;
    world.sign_in(&ANNA, "second").await;
    let body = change_body(&world, &open, &ANNA, &NEW).await;
    for _ in 0..2 {
        let path = "/api/v1/account/login?preview=true";
        let response = world.post(path, Some(&open.token), body.clone()).await;
        let preview: Preview = response.json().await.unwrap();
        assert!(matches!(preview.consequences[0], Consequence::LoginReplaced { .. }));
        assert!(preview.consequences.contains(&Consequence::SessionsEnd { count: 1 }));
    }
    assert_eq!(world.account(&open.token).await.login_change_until, None);
    account(world.post("/api/v1/account/login", Some(&open.token), body).await).await;
    world.end().await;
}

#[tokio::test]
async fn a_linked_identity_is_refused_as_documented() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    confirmed(&world, &BEN, "ben").await;
    let problem = refused(change(&world, &anna, &ANNA, &BEN).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::IdentityAlreadyLinked, Some("new"))
    );
    let problem = refused(change(&world, &anna, &BEN, &NEW).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::CurrentIdentityWrong, Some("current"))
    );
    world.end().await;
}

#[tokio::test]
async fn a_change_takes_one_of_two_ways_to_show_whose_the_account_is() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let full = change_body(&world, &anna, &ANNA, &NEW).await;
    let mut neither = full.clone();
    neither.as_object_mut().unwrap().remove("current");
    let mut both = full.clone();
    both["recovery_code"] = "0000-0000-0000-0000-0000-0000".into();
    for body in [neither, both] {
        let problem = refused(world.post("/api/v1/account/login", Some(&anna.token), body).await).await;
        assert_eq!(problem.code, Code::RecoveryCodeWrong);
    }
    world.end().await;
}

#[tokio::test]
async fn the_same_request_under_a_key_is_answered_alike() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let body = change_body(&world, &anna, &ANNA, &NEW).await;
    let send = || {
        client()
            .post(format!("{}/api/v1/account/login", world.gallery.origin))
            .bearer_auth(&anna.token)
            .header("Idempotency-Key", "change-1")
            .json(&body)
            .send()
    };
    let first = account(send().await.unwrap()).await;
    let second = account(send().await.unwrap()).await;
    assert_eq!(first, second);
    world.end().await;
}

#[tokio::test]
async fn the_identity_from_before_gets_the_account_back_with_all_later_sessions_ended() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let thief = world.sign_in(&NEW, "thief").await;
    let attempt = world.begin(Purpose::UndoLogin, None).await;
    let standing = world.complete(&attempt, &ANNA).await.standing;
    let Standing::Replaced { username, undo: by, .. } = standing else {
        panic!("{standing:?}")
    };
    assert_eq!((username.as_str(), by), ("anna", UndoBy::Identity));
    let back = opened(undo(&world, &ANNA).await).await;
    assert_eq!(back.account.login_change_until, None);
    for token in [&anna.token, &thief.token] {
        let ended = world.get("/api/v1/account", Some(token)).await;
        assert_eq!(code_of(ended).await, Code::SessionRequired);
    }
    let attempt = world.proved(Purpose::SignIn, &NEW).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "thief").await).await,
        Code::IdentityNotLinked
    );
    assert!(trail(&world, &back.token).await.contains(&AuditKind::LoginChangeUndone));
    assert_eq!(code_of(undo(&world, &ANNA).await).await, Code::LoginChangeNotOpen);
    world.end().await;
}

#[tokio::test]
async fn an_undo_sent_again_under_its_key_answers_with_the_same_session() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = undo_body(&world, &ANNA).await;
    let send = || {
        client()
            .post(format!("{}/api/v1/login-changes/undo", world.gallery.origin))
            .header("Idempotency-Key", "undo-1")
            .json(&body)
            .send()
    };
    let first = opened(send().await.unwrap()).await;
    let second = opened(send().await.unwrap()).await;
    assert_eq!(first.token, second.token);
    world.account(&second.token).await;
    world.end().await;
}

#[tokio::test]
async fn the_window_ends_to_the_microsecond_and_then_the_identity_is_free() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    world.clock.advance_secs(WINDOW);
    world.clock.advance_micros(-1);
    let early = undo_body(&world, &ANNA).await;
    world.clock.advance_micros(1);
    // Nobody has kept house yet: it has ended all the same.
    assert_eq!(
        code_of(world.post("/api/v1/login-changes/undo", None, early).await).await,
        Code::LoginChangeNotOpen
    );
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    opened(world.try_register(&attempt, "another", "another@example.org").await).await;
    world.gallery.service.keep_house().await;
    let open = world.sign_in(&NEW, "x").await;
    assert_eq!(open.account.login_change_until, None);
    assert!(trail(&world, &open.token).await.contains(&AuditKind::LoginChangeFinal));
    world.end().await;
}

#[tokio::test]
async fn a_frozen_account_lets_nobody_in_until_the_identity_from_before_restores_it() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    assert_eq!(freeze(&world, ANNA.address).await.status(), StatusCode::OK);
    let ended = world.get("/api/v1/account", Some(&anna.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    for person in [ANNA, NEW] {
        let attempt = world.proved(Purpose::SignIn, &person).await;
        assert_eq!(
            code_of(world.open_session(&attempt, "x").await).await,
            Code::AccountFrozen
        );
    }
    world.clock.advance_secs(WINDOW * 2);
    world.gallery.service.keep_house().await;
    let back = opened(undo(&world, &ANNA).await).await;
    assert_eq!(back.account.frozen_at, None);
    world.end().await;
}

#[tokio::test]
async fn one_requester_gets_five_deciding_codes_an_hour_for_a_name_whether_somebody_has_it_or_not() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    freeze(&world, ANNA.address).await;
    let before = world.gallery.service.mails().await.len();
    for (name, address) in [
        ("anna", ANNA.address),
        ("nobody", ANNA.address),
        ("ANNA", "a@stranger.example"),
    ] {
        for number in 0..6 {
            let secret = contract::Secret::new(format!("secret {number}"));
            let body = json!({ "username": name, "address": address, "request_hash": attempt_hash(&secret) });
            let begun = std::time::Instant::now();
            let response = world.post("/api/v1/login-changes/decision/code", None, body).await;
            if number < 5 {
                assert_eq!(response.status(), StatusCode::ACCEPTED, "{name}");
                assert!(begun.elapsed() >= std::time::Duration::from_millis(250), "{name}");
            } else {
                assert_eq!(code_of(response).await, Code::TooManyRequests, "{name}");
            }
            world.clock.advance_secs(10);
        }
    }
    assert_eq!(world.gallery.service.mails().await.len(), before + 5);
    world.end().await;
}

/// Asks for something as somebody else's network address does.
async fn ask_from(world: &World, network: &str, path: &str, body: &Value) -> StatusCode {
    let request = client().post(format!("{}{path}", world.gallery.origin)).json(body);
    let response = request.header("x-forwarded-for", network).send().await.unwrap();
    response.status()
}

#[tokio::test]
async fn strangers_from_many_addresses_use_up_nothing_that_the_owner_needs_to_get_back_in() {
    let world = World::with(|set| set.serving.trusted_proxies = vec!["127.0.0.1".parse().unwrap()]).await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let hash = |secret: &str| attempt_hash(&contract::Secret::new(secret.to_owned()));
    let body =
        |address: &str, secret: &str| json!({ "username": "anna", "address": address, "request_hash": hash(secret) });
    let link = format!("{}/act/{}", world.gallery.origin, reference(&world, ANNA.address).await);
    // Recovering by mail comes before the freeze, which ends that.
    for (path, freezes) in [
        ("/api/v1/recovery/login", false),
        ("/api/v1/login-changes/decision/code", true),
    ] {
        if freezes {
            let frozen = client().post(&link).send().await.unwrap();
            assert_eq!(frozen.status(), StatusCode::OK);
        }
        let before = world.gallery.service.mails().await.len();
        let strangers = (0..10).flat_map(|network| (0..5).map(move |number| (network, number)));
        let asked = strangers.map(|(network, number)| {
            let body = body("stranger@example.org", &format!("{network} {number}"));
            let (world, network) = (&world, format!("192.0.2.{network}"));
            async move { ask_from(world, &network, path, &body).await }
        });
        let refused = futures::future::join_all(asked).await.into_iter();
        let refused = refused
            .filter(|status| *status == StatusCode::TOO_MANY_REQUESTS)
            .count();
        assert_eq!(refused, 30, "{path}");
        assert_eq!(world.gallery.service.mails().await.len(), before, "{path}");
        let own = ask_from(&world, "198.51.100.1", path, &body(ANNA.address, "the owner's")).await;
        assert_eq!(own, StatusCode::ACCEPTED, "{path}");
        assert_eq!(world.gallery.service.mails().await.len(), before + 1, "{path}");
        world.clock.advance_secs(3600);
    }
    world.end().await;
}

#[tokio::test]
async fn the_code_mailed_to_the_contact_address_frees_a_frozen_account() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    freeze(&world, ANNA.address).await;
    let secret = contract::Secret::new("the request's secret".to_owned());
    let ask = json!({ "username": "anna", "address": ANNA.address, "request_hash": attempt_hash(&secret) });
    let before = world.gallery.service.mails().await.len();
    for body in [
        ask.clone(),
        json!({ "username": "nobody", "address": ANNA.address, "request_hash": attempt_hash(&secret) }),
        json!({ "username": "anna", "address": NEW.address, "request_hash": attempt_hash(&secret) }),
    ] {
        let response = world.post("/api/v1/login-changes/decision/code", None, body).await;
        assert_eq!(response.status(), StatusCode::ACCEPTED);
    }
    assert_eq!(world.gallery.service.mails().await.len(), before + 1);
    let code = world.code().await;
    let body = |username: &str, code: &str| {
        json!({
            "username": username, "decide": "keep", "code": code, "request_secret": "the request's secret",
        })
    };
    for wrong in [body("anna", "0000 0000"), body("nobody", &code), body("anna", "x")] {
        let problem = refused(decide(&world, wrong).await).await;
        assert_eq!((problem.code, problem.tries_left), (Code::CodeWrong, None));
    }
    assert_eq!(
        decide(&world, body("anna", &code)).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        code_of(decide(&world, body("anna", &code)).await).await,
        Code::CodeWrong,
        "it works once"
    );
    world.sign_in(&NEW, "x").await;
    world.end().await;
}

#[tokio::test]
async fn a_change_made_with_a_recovery_code_is_contested_by_the_identity_and_decided_by_another_code() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    let body = json!({
        "recovery_code": codes[0],
        "new": proof(&world, Purpose::ChangeLogin, Some(&anna.token), &NEW).await,
    });
    let changed = account(world.post("/api/v1/account/login", Some(&anna.token), body).await).await;
    assert_eq!(changed.recovery_codes_left, 9);
    let body = undo_body(&world, &ANNA).await;
    let response = world.post("/api/v1/login-changes/undo", None, body.clone()).await;
    assert_eq!(code_of(response).await, Code::UndoContested);
    let attempt = world.proved(Purpose::SignIn, &NEW).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "x").await).await,
        Code::AccountFrozen
    );
    let mut with_code = body;
    for (code, refusal) in [
        (codes[0].clone(), Code::RecoveryCodeWrong),
        ("nonsense".to_owned(), Code::RecoveryCodeMistyped),
    ] {
        with_code["recovery_code"] = code.into();
        let response = world.post("/api/v1/login-changes/undo", None, with_code.clone()).await;
        assert_eq!(code_of(response).await, refusal);
    }
    with_code["recovery_code"] = codes[1].clone().into();
    let back = opened(world.post("/api/v1/login-changes/undo", None, with_code).await).await;
    assert_eq!((back.account.frozen_at, back.account.recovery_codes_left), (None, 8));
    world.end().await;
}

/// What undoing would change.
async fn foresee(world: &World, body: Value) -> Response {
    world.post("/api/v1/login-changes/undo?preview=true", None, body).await
}

#[tokio::test]
async fn what_undoing_would_change_is_told_and_nothing_is_changed_or_frozen_by_asking() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = undo_body(&world, &ANNA).await;
    let response = foresee(&world, body.clone()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let preview: Preview = response.json().await.unwrap();
    assert!(preview.consequences.iter().any(|line| matches!(
        line,
        Consequence::LoginReplaced { to, .. } if to.address.as_deref() == Some(ANNA.address)
    )));
    world.account(&anna.token).await;
    let back = opened(world.post("/api/v1/login-changes/undo", None, body).await).await;
    assert_eq!(back.account.login_change_until, None);
    world.end().await;
}

#[tokio::test]
async fn asking_what_a_contested_undo_would_change_is_refused_and_freezes_nothing() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    let body = json!({
        "recovery_code": codes[0],
        "new": proof(&world, Purpose::ChangeLogin, Some(&anna.token), &NEW).await,
    });
    account(world.post("/api/v1/account/login", Some(&anna.token), body).await).await;
    let body = undo_body(&world, &ANNA).await;
    assert_eq!(code_of(foresee(&world, body).await).await, Code::UndoContested);
    world.sign_in(&NEW, "second").await;
    world.end().await;
}

#[tokio::test]
async fn a_decision_sent_again_under_its_key_is_answered_alike() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = json!({ "username": "anna", "decide": "undo", "recovery_code": codes[4] });
    for _ in 0..2 {
        let request = client()
            .post(format!("{}/api/v1/login-changes/decision", world.gallery.origin))
            .header("Idempotency-Key", "decide-1")
            .json(&body);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    }
    assert_eq!(code_of(decide(&world, body).await).await, Code::RecoveryCodeWrong);
    world.end().await;
}

#[tokio::test]
async fn a_recovery_code_alone_undoes_a_change_and_opens_no_session() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = json!({ "username": "ANNA", "decide": "undo", "recovery_code": codes[4].to_lowercase() });
    assert_eq!(decide(&world, body).await.status(), StatusCode::NO_CONTENT);
    let ended = world.get("/api/v1/account", Some(&anna.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    let open = world.sign_in(&ANNA, "x").await;
    assert_eq!(open.account.recovery_codes_left, 9);
    for body in [
        json!({ "username": "anna", "decide": "undo" }),
        json!({ "username": "anna", "decide": "undo", "code": "12345678" }),
        json!({ "username": "anna", "decide": "undo", "recovery_code": "x", "code": "1", "request_secret": "2" }),
    ] {
        assert_eq!(code_of(decide(&world, body).await).await, Code::RecoveryCodeWrong);
    }
    world.end().await;
}

#[tokio::test]
async fn while_a_change_can_be_undone_what_an_intruder_would_do_next_is_refused() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let problem = refused(change(&world, &anna, &NEW, &CARA).await).await;
    assert_eq!(problem.code, Code::LoginChangeOpen);
    assert_eq!(problem.retry_after, Some(u32::try_from(WINDOW).unwrap()));
    let body = proof(&world, Purpose::MakeRecoveryCodes, Some(&anna.token), &NEW).await;
    let response = world
        .post("/api/v1/account/recovery-codes", Some(&anna.token), body)
        .await;
    assert_eq!(code_of(response).await, Code::LoginChangeOpen);
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let response = world.try_register(&attempt, "another", "a@b.co").await;
    assert_eq!(code_of(response).await, Code::LoginChangeOpen);
    world.end().await;
}

async fn swap_body(world: &World, open: &Open) -> Value {
    json!({
        "mine": proof(world, Purpose::SwapLogins, Some(&open.token), &ANNA).await,
        "theirs": proof(world, Purpose::ChangeLogin, Some(&open.token), &BEN).await,
    })
}

#[tokio::test]
async fn a_conflict_is_viewed_once_and_the_logins_are_swapped_and_swapped_back_as_a_whole() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let ben = confirmed(&world, &BEN, "ben").await;
    let body = proof(&world, Purpose::ChangeLogin, Some(&anna.token), &BEN).await;
    let view = || world.post("/api/v1/account/login/conflict", Some(&anna.token), body.clone());
    let conflict: LoginConflict = view().await.json().await.unwrap();
    assert_eq!(conflict.username, "ben");
    assert_eq!(conflict.address.as_deref(), Some("a**********2@outlook.com"));
    assert_eq!(code_of(view().await).await, Code::ProofInvalid);

    let body = swap_body(&world, &anna).await;
    let swapped = account(world.post("/api/v1/account/login/swap", Some(&anna.token), body).await).await;
    assert_eq!(swapped.login.unwrap().identity.address.as_deref(), Some(BEN.address));
    let ended = world.get("/api/v1/account", Some(&ben.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    assert_eq!(world.sign_in(&ANNA, "x").await.account.username, "ben");

    let mut body = undo_body(&world, &ANNA).await;
    let response = world.post("/api/v1/login-changes/undo", None, body.clone()).await;
    assert_eq!(code_of(response).await, Code::UndoContested);
    body["partner"] = proof(&world, Purpose::UndoLogin, None, &BEN).await;
    let back = opened(world.post("/api/v1/login-changes/undo", None, body).await).await;
    assert_eq!(back.account.username, "anna");
    assert_eq!(world.sign_in(&BEN, "y").await.account.username, "ben");
    world.end().await;
}

#[tokio::test]
async fn the_link_of_either_account_freezes_both_halves_of_a_swap() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    confirmed(&world, &BEN, "ben").await;
    let body = swap_body(&world, &anna).await;
    account(world.post("/api/v1/account/login/swap", Some(&anna.token), body).await).await;
    assert_eq!(freeze(&world, BEN.address).await.status(), StatusCode::OK);
    for person in [ANNA, BEN] {
        let attempt = world.proved(Purpose::SignIn, &person).await;
        assert_eq!(
            code_of(world.open_session(&attempt, "x").await).await,
            Code::AccountFrozen
        );
    }
    let mut body = undo_body(&world, &BEN).await;
    body["partner"] = proof(&world, Purpose::UndoLogin, None, &ANNA).await;
    let back = opened(world.post("/api/v1/login-changes/undo", None, body).await).await;
    assert_eq!(back.account.username, "ben");
    world.sign_in(&ANNA, "y").await;
    world.end().await;
}

#[tokio::test]
async fn an_identity_moves_while_its_account_enters_deletion_in_one_transaction() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let ben = confirmed(&world, &BEN, "ben").await;
    let mut body = change_body(&world, &anna, &ANNA, &BEN).await;
    body["username"] = "somebody".into();
    let post = |path: &'static str, body: &Value| world.post(path, Some(&anna.token), body.clone());
    let problem = refused(post("/api/v1/account/login/move", &body).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::ConfirmationWrong, Some("username"))
    );
    body["username"] = "BEN".into();
    let response = post("/api/v1/account/login/move?preview=true", &body).await;
    let preview: Preview = response.json().await.unwrap();
    let at = ambient::Clock::now(&*world.clock).plus_secs(7 * 24 * HOUR);
    let deleted = Consequence::AccountDeleted {
        username: "ben".to_owned(),
        at,
    };
    assert!(preview.consequences.contains(&deleted));
    let moved = account(post("/api/v1/account/login/move", &body).await).await;
    assert_eq!(moved.login.unwrap().identity.address.as_deref(), Some(BEN.address));
    let ended = world.get("/api/v1/account", Some(&ben.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    assert_eq!(world.sign_in(&BEN, "x").await.account.username, "anna");
    world.clock.advance_secs(7 * 24 * HOUR);
    world.gallery.service.keep_house().await;
    let response = world.get("/api/v1/profiles/ben", None).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    world.end().await;
}

#[tokio::test]
async fn moving_an_identity_from_an_account_that_was_never_confirmed_erases_that_at_once() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    world.register(&BEN, "ben").await;
    let mut body = change_body(&world, &anna, &ANNA, &BEN).await;
    body["username"] = "ben".into();
    account(world.post("/api/v1/account/login/move", Some(&anna.token), body).await).await;
    world.register(&NEW, "ben").await;
    world.end().await;
}

#[tokio::test]
async fn linking_an_identity_that_was_replaced_elsewhere_makes_that_change_final() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let ben = confirmed(&world, &BEN, "ben").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    account(change(&world, &ben, &BEN, &ANNA).await).await;
    assert_eq!(world.account(&anna.token).await.login_change_until, None);
    assert_eq!(code_of(undo(&world, &ANNA).await).await, Code::LoginChangeNotOpen);
    world.end().await;
}

/// Sends requests at once; gives how many were answered with success, and the codes of the others.
async fn race(world: &Arc<World>, requests: Vec<(&'static str, Option<String>, Option<Value>)>) -> (usize, Vec<Code>) {
    let barrier = Arc::new(Barrier::new(requests.len()));
    let racers: Vec<_> = requests
        .into_iter()
        .map(|(path, token, body)| {
            let (world, barrier) = (world.clone(), barrier.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                world.call(Method::POST, path, token.as_deref(), body).await
            })
        })
        .collect();
    let (mut won, mut lost) = (0, Vec::new());
    for racer in racers {
        let response = racer.await.unwrap();
        if response.status().is_success() {
            won += 1;
        } else {
            lost.push(code_of(response).await);
        }
    }
    (won, lost)
}

async fn on_disk() -> (tempfile::TempDir, Arc<World>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = World::with(|set| set.database = service::Database::File(file)).await;
    (folder, Arc::new(world))
}

async fn finish(world: Arc<World>) {
    Arc::into_inner(world).unwrap().end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_changes_of_one_login_at_once_exactly_one_is_made() {
    let (_folder, world) = on_disk().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let mut requests = Vec::new();
    for number in 0..16 {
        let person = Person {
            subject: Box::leak(format!("racer-{number}").into_boxed_str()),
            ..NEW
        };
        let body = change_body(&world, &anna, &ANNA, &person).await;
        requests.push(("/api/v1/account/login", Some(anna.token.clone()), Some(body)));
    }
    let (won, lost) = race(&world, requests).await;
    assert_eq!(won, 1);
    let expected = [Code::LoginChangeOpen, Code::CurrentIdentityWrong];
    assert!(lost.iter().all(|code| expected.contains(code)), "{lost:?}");
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_accounts_that_link_one_identity_at_once_exactly_one_gets_it() {
    let (_folder, world) = on_disk().await;
    let mut requests = Vec::new();
    for number in 0..16 {
        let own = Person {
            subject: Box::leak(format!("own-{number}").into_boxed_str()),
            address: Box::leak(format!("own-{number}@example.org").into_boxed_str()),
            ..ANNA
        };
        let open = world.register(&own, &format!("account{number}")).await;
        let body = change_body(&world, &open, &own, &NEW).await;
        requests.push(("/api/v1/account/login", Some(open.token), Some(body)));
    }
    let (won, lost) = race(&world, requests).await;
    assert_eq!(won, 1);
    assert_eq!(lost, [Code::IdentityAlreadyLinked; 15]);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_recovery_code_is_used_once_by_sixteen_at_once() {
    let (_folder, world) = on_disk().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = json!({ "username": "anna", "decide": "undo", "recovery_code": codes[0] });
    let requests = (0..16)
        .map(|_| ("/api/v1/login-changes/decision", None, Some(body.clone())))
        .collect();
    let (won, lost) = race(&world, requests).await;
    assert_eq!(won, 1);
    assert_eq!(lost, [Code::RecoveryCodeWrong; 15]);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn undoing_freezing_and_deciding_at_once_leave_one_outcome() {
    let (_folder, world) = on_disk().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let codes = codes(&world, &anna, &ANNA).await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let link = format!("/act/{}", reference(&world, ANNA.address).await);
    let link: &'static str = Box::leak(link.into_boxed_str());
    let mut requests = Vec::new();
    for code in codes.iter().take(4) {
        requests.push(("/api/v1/login-changes/undo", None, Some(undo_body(&world, &ANNA).await)));
        let body = json!({ "username": "anna", "decide": "undo", "recovery_code": code });
        requests.push(("/api/v1/login-changes/decision", None, Some(body)));
    }
    let freezing = tokio::spawn({
        let world = world.clone();
        async move { world.call(Method::POST, link, None, None).await.status() }
    });
    let (won, lost) = race(&world, requests).await;
    assert_eq!(won, 1);
    assert!(lost.iter().all(|code| *code == Code::LoginChangeNotOpen), "{lost:?}");
    let frozen = freezing.await.unwrap();
    assert!(
        [StatusCode::OK, StatusCode::NOT_FOUND, StatusCode::CONFLICT].contains(&frozen),
        "{frozen}"
    );
    // Whatever came first, the account is anna's, and free.
    let open = world.sign_in(&ANNA, "after").await;
    assert_eq!(open.account.frozen_at, None);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_swaps_moves_and_changes_at_once_exactly_one_is_done() {
    let (_folder, world) = on_disk().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let ben = confirmed(&world, &BEN, "ben").await;
    let mut requests = Vec::new();
    for number in 0..16 {
        let token = Some(anna.token.clone());
        requests.push(match number % 3 {
            0 => (
                "/api/v1/account/login/swap",
                token,
                Some(swap_body(&world, &anna).await),
            ),
            1 => {
                let mut body = change_body(&world, &anna, &ANNA, &BEN).await;
                body["username"] = "ben".into();
                ("/api/v1/account/login/move", token, Some(body))
            }
            _ => {
                let body = change_body(&world, &ben, &BEN, &NEW).await;
                ("/api/v1/account/login", Some(ben.token.clone()), Some(body))
            }
        });
    }
    let (won, lost) = race(&world, requests).await;
    // A change of ben's login and, after it, nothing else; or one of the others, after which ben is signed out.
    assert_eq!(won, 1, "{lost:?}");
    let expected = [
        Code::LoginChangeOpen,
        Code::CurrentIdentityWrong,
        Code::IdentityNotLinked,
        Code::DeletionPending,
        Code::SessionRequired,
        Code::LoginMissing,
        Code::Stale,
    ];
    assert!(lost.iter().all(|code| expected.contains(code)), "{lost:?}");
    finish(world).await;
}
