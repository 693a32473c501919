//! The account whose login was moved away (rules 9.16, 9.39, 14.17): it comes back with it, or is kept without it.

use super::{HOUR, NEW, WINDOW, confirmed, decide, freeze, move_ben, previewed, proof, reference, undo, undo_body};
use crate::{
    at_once::at_once,
    provider::{ANNA, BEN, CARA},
    recovery_scene::{link_body, request_hash},
    world::{World, code_in, code_of, opened},
};
use contract::{Code, Purpose, account::AuditKind, consequence::Consequence};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const WEEK: i64 = 7 * 24 * HOUR;
const CANCEL: &str = "/api/v1/account/deletion/cancel";

/// Whether the gallery has an account of this name.
async fn is_there(world: &World, username: &str) -> bool {
    let found = world.get(&format!("/api/v1/profiles/{username}"), None).await;
    found.status() == StatusCode::OK
}

/// The latest mail to Ben.
async fn mailed_to_ben(world: &World) -> String {
    let mails = world.gallery.service.mails().await;
    let latest = mails.iter().find(|mail| mail.to == BEN.address).unwrap();
    format!("{}\n{}", latest.subject, latest.text.replace('\n', " "))
}

#[tokio::test]
async fn undoing_a_move_gives_both_accounts_back_and_says_so_before() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    confirmed(&world, &BEN, "ben").await;
    move_ben(&world, &anna).await;
    world.clock.advance_secs(WINDOW - 1);
    let body = undo_body(&world, &ANNA).await;
    let path = "/api/v1/login-changes/undo?preview=true";
    let preview = previewed(world.post(path, None, body.clone()).await).await;
    let kept = Consequence::AccountKept {
        username: "ben".to_owned(),
    };
    assert!(preview.consequences.contains(&kept), "{preview:?}");
    assert_eq!(
        code_of(
            world
                .open_session(&world.proved(Purpose::SignIn, &ANNA).await, "x")
                .await
        )
        .await,
        Code::IdentityNotLinked
    );

    let back = opened(world.post("/api/v1/login-changes/undo", None, body).await).await;
    assert_eq!(back.account.username, "anna");
    let ben = world.sign_in(&BEN, "y").await;
    assert_eq!((ben.account.username.as_str(), ben.account.deletion_at), ("ben", None));
    let told = mailed_to_ben(&world).await;
    assert!(
        told.contains(BEN.address) && told.contains("opens the account ben"),
        "{told}"
    );
    let kinds = world.kinds(&ben.token).await;
    for kind in [AuditKind::DeletionCancelled, AuditKind::LoginChangeUndone] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
    world.clock.advance_secs(WEEK);
    world.gallery.service.run_housekeeping().await;
    assert!(is_there(&world, "ben").await && is_there(&world, "anna").await);
    world.end().await;
}

#[tokio::test]
async fn a_frozen_move_lets_no_week_end_and_who_decides_gives_both_accounts_back() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    confirmed(&world, &BEN, "ben").await;
    move_ben(&world, &anna).await;
    assert_eq!(freeze(&world, ANNA.address).await.status(), StatusCode::OK);
    world.clock.advance_secs(2 * WEEK);
    world.gallery.service.run_housekeeping().await;
    assert!(is_there(&world, "ben").await, "it is not known yet whose login it is");
    let ask = json!({ "username": "anna", "address": ANNA.address, "request_hash": request_hash("mine") });
    let asked = world.post("/api/v1/login-changes/decision/code", None, ask).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    let code = code_in(&world.gallery.service.mails().await[0].text);
    let body = json!({ "username": "anna", "decide": "undo", "request_secret": "mine", "code": code });
    assert_eq!(decide(&world, body).await.status(), StatusCode::NO_CONTENT);
    world.gallery.service.run_housekeeping().await;
    for (person, username) in [(ANNA, "anna"), (BEN, "ben")] {
        assert_eq!(world.sign_in(&person, "x").await.account.username, username);
    }
    world.end().await;
}

/// Scenario: the one mail of the deletion is lost.
#[tokio::test]
async fn who_lost_the_mail_keeps_an_account_whose_login_was_moved_by_a_recovery() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    confirmed(&world, &BEN, "ben").await;
    move_ben(&world, &anna).await;
    assert!(mailed_to_ben(&world).await.contains("was moved to another account"));
    assert_eq!(
        world.recover("ben", BEN.address, "request").await.status(),
        StatusCode::ACCEPTED
    );
    let code = world.code_to(BEN.address).await;
    let confirmed = world.confirm_recovery("request", &code, json!({})).await;
    let step: Value = confirmed.json().await.unwrap();
    let token = step["token"].as_str().unwrap();
    let attempt = world.recover_proof(token, &CARA).await;
    assert_eq!(code_of(world.link(token, &attempt).await).await, Code::DeletionPending);

    let path = format!("{CANCEL}?preview=true");
    let preview = previewed(world.call(Method::POST, &path, Some(token), None).await).await;
    let username = || "ben".to_owned();
    let missing = Consequence::LoginMissing {
        username: username(),
        recovery: true,
    };
    assert_eq!(
        preview.consequences[..2],
        [Consequence::AccountKept { username: username() }, missing]
    );
    let kept = world.call(Method::POST, CANCEL, Some(token), None).await;
    assert_eq!(kept.status(), StatusCode::OK);
    let told = mailed_to_ben(&world).await;
    assert!(
        told.contains("No Microsoft account opens ben") && !told.contains("ign in to"),
        "{told}"
    );
    let linked = world
        .post("/api/v1/account/login/link", Some(token), link_body(&attempt))
        .await;
    assert_eq!(opened(linked).await.account.username, "ben");
    // What Anna takes back now is no longer Ben's.
    opened(undo(&world, &ANNA).await).await;
    let attempt = world.proved(Purpose::SignIn, &BEN).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "x").await).await,
        Code::IdentityNotLinked
    );
    assert_eq!(world.sign_in(&CARA, "z").await.account.username, "ben");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn undoing_a_move_and_keeping_by_the_link_at_the_same_moment_leave_one_login_each() {
    for round in 0..6 {
        let world = World::new().await;
        let anna = confirmed(&world, &ANNA, "anna").await;
        confirmed(&world, &BEN, "ben").await;
        move_ben(&world, &anna).await;
        let link = reference(&world, BEN.address).await;
        let undo_body = undo_body(&world, &ANNA).await;
        let keep_body = json!({ "reference": link, "proof": proof(&world, Purpose::CancelDeletion, None, &NEW).await });
        let answers = at_once((0..2).map(async |who| {
            let (path, body) = if who == round % 2 {
                ("/api/v1/login-changes/undo", undo_body.clone())
            } else {
                ("/api/v1/deletions/cancel", keep_body.clone())
            };
            (path, world.post(path, None, body).await)
        }));
        let mut kept_by_link = false;
        for (path, answer) in answers {
            match answer.status() {
                StatusCode::CREATED => assert!(path.ends_with("undo")),
                StatusCode::NO_CONTENT => kept_by_link = true,
                _ => assert_eq!(code_of(answer).await, Code::NotFound, "the link is used up"),
            }
        }
        assert_eq!(world.sign_in(&ANNA, "x").await.account.username, "anna");
        let (opens, other) = if kept_by_link { (NEW, BEN) } else { (BEN, NEW) };
        assert_eq!(world.sign_in(&opens, "y").await.account.username, "ben");
        let attempt = world.proved(Purpose::SignIn, &other).await;
        assert_eq!(
            code_of(world.open_session(&attempt, "z").await).await,
            Code::IdentityNotLinked
        );
        world.end().await;
    }
}
