//! What several areas race for, and every link and code that works once: sixteen callers released at the same moment.
//!
//! What there is once, and which test has sixteen take it:
//!
//! | what | where |
//! | --- | --- |
//! | a proof, to complete and to spend (2.7) | `attacks`: `…_complete_one_proof…`, `…_spend_one_proof…` |
//! | the code for a proof (2.12) | `fresh`: `of_sixteen_that_type_the_right_code…` |
//! | a username, an identity (1.2, 2.9) | `attacks`: `…_take_one_username…`, `…_with_one_identity…`; `names`; `logins::races`; `recovery::races` |
//! | an address, its code and its link (5.1, 5.2, 5.35) | here; `email`: `…confirms_in_the_accounts_own_session_once`; `races::meeting` |
//! | the link that puts an address back (5.17) | `address`: `of_16_that_press_the_button…` |
//! | one request under one key (7.6) | `keys::resent`: `…one_request_under_one_key…` |
//! | a change of a login, swap, move (9.1 to 9.6) | `logins::races` |
//! | undoing, freezing and deciding, with their links and codes (9.8 to 9.23) | `logins::races`; here |
//! | a recovery code (9.14) | `logins::races`: `a_recovery_code_is_used_once…` |
//! | the code of a recovery, its link and its wait (10.14, 10.24, 10.25) | `recovery::races`; here |
//! | the code that resets a password (10.16) | `passwords::reset`: `of_many_resets…` |
//! | the last login, the password beside it (9.16, 10.19) | `last_login` |
//! | an invitation and its link (11.12 to 11.15) | `organizations::races`; here |
//! | the last administrator (11.18) | `organizations::races`; `races::meeting` |
//! | a conversion, its answers and its links (12.8 to 12.13) | `conversions::races`; here |
//! | an offer of ownership, the last owner (13.7, 13.10) | `packages::races` |
//! | a new package (13.34) | `feed::races` |
//! | a key's revision (13.23) | `keys::resent` |
//! | a deletion, and the link that keeps the account (14.1, 14.17) | `deletion`; `erasure::races` |

mod meeting;

use crate::{
    at_once::at_once,
    cast::{FINN, Racer, finish, race, shared, wins},
    logins::{NEW, confirmed, freeze, proof, reference},
    provider::{ANNA, BEN, CARA, PERSONAL, Person},
    recovery_scene::{gallery_with, guarded, old, passwords},
    scene::{deletion_body, look, reference_in, seeded},
    world::{Open, World},
};
use contract::{Code, Problem, Purpose, Secret};
use microsoft::nonce::attempt_hash;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use service::Database;
use std::{collections::BTreeSet, sync::Arc};

type Outcomes = [Result<StatusCode, Problem>];

pub fn codes(outcomes: &Outcomes) -> BTreeSet<String> {
    let lost = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    lost.map(|problem| format!("{:?}", problem.code)).collect()
}

/// Whoever lost was refused under one of these codes.
pub fn only(outcomes: &Outcomes, expected: &[Code]) {
    let expected: BTreeSet<String> = expected.iter().map(|code| format!("{code:?}")).collect();
    let found = codes(outcomes);
    assert!(found.is_subset(&expected), "{found:?}");
}

fn post(path: &str, by: Option<&Open>, body: Value) -> Racer {
    let body = (!body.is_null()).then_some(body);
    (Method::POST, path.to_owned(), by.map(|open| open.token.clone()), body)
}

async fn on_disk(folder: &tempfile::TempDir) -> Arc<World> {
    let file = folder.path().join("accounts.db");
    Arc::new(World::with(|set| set.database = Database::File(file)).await)
}

/// Somebody who is not in the cast.
fn person(name: String) -> Person {
    let name: &'static str = Box::leak(name.into_boxed_str());
    Person {
        tenant: Some(PERSONAL),
        subject: name,
        name,
        address: name,
    }
}

/// The button of a page pressed by sixteen; how often it did something. The others are told that the link does not work.
async fn pressed(world: &Arc<World>, reference: &str) -> usize {
    let path = format!("/act/{reference}");
    let presses = (0..16).map(async |_| world.call(Method::POST, &path, None, None).await.status());
    let mut done = 0;
    for status in at_once(presses) {
        match status {
            StatusCode::OK => done += 1,
            StatusCode::NOT_FOUND | StatusCode::CONFLICT | StatusCode::GONE => {}
            other => panic!("{other}"),
        }
    }
    done
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_account_becomes_an_organization_or_is_deleted_but_never_both() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    let own = proof(&world, Purpose::ConvertAccount, Some(&finn.token), &FINN).await;
    let body = json!({ "administrator": "ben", "proof": own });
    let asked = world.post("/api/v1/account/conversion", Some(&finn.token), body).await;
    assert_eq!(asked.status(), StatusCode::CREATED);
    let mut racers = Vec::new();
    for number in 0..16 {
        racers.push(if number % 2 == 0 {
            post("/api/v1/account/conversions/finn", Some(&ben), Value::Null)
        } else {
            let attempt = world.proved_in(Purpose::DeleteAccount, &FINN, &finn.token).await;
            let body = deletion_body(&attempt, "finn");
            (
                Method::DELETE,
                "/api/v1/account".to_owned(),
                Some(finn.token.clone()),
                Some(body),
            )
        });
    }
    let outcomes = race(&world, racers).await;
    assert_eq!(wins(&outcomes), 1);
    only(
        &outcomes,
        &[Code::ConversionNotFound, Code::DeletionPending, Code::SessionRequired],
    );
    let converted = look(
        folder.path(),
        "SELECT kind = 'organization' FROM accounts WHERE username = 'finn'",
    );
    let leaving = look(folder.path(), "SELECT count(*) FROM deletions");
    assert_eq!(converted == "1", leaving == "0", "{converted} {leaving}");
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_type_the_code_of_one_address_at_once_one_confirms_it() {
    let folder = tempfile::tempdir().unwrap();
    let world = on_disk(&folder).await;
    let anna = world.register(&ANNA, "anna").await;
    let body = json!({ "code": world.code().await });
    let racers = (0..16).map(|_| post("/api/v1/account/email/confirmation", Some(&anna), body.clone()));
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    only(&outcomes, &[Code::EmailNotPending]);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_accounts_that_confirm_one_address_at_once_one_gets_it() {
    let folder = tempfile::tempdir().unwrap();
    let world = on_disk(&folder).await;
    let mut racers = Vec::new();
    for number in 0..16 {
        let attempt = world.proved(Purpose::SignIn, &person(format!("racer-{number}"))).await;
        let registered = world
            .try_register(&attempt, &format!("racer-{number}"), "one@example.org")
            .await;
        let open = crate::world::opened(registered).await;
        let body = json!({ "code": world.code().await });
        racers.push(post("/api/v1/account/email/confirmation", Some(&open), body));
    }
    let outcomes = race(&world, racers).await;
    assert_eq!(wins(&outcomes), 1);
    only(&outcomes, &[Code::EmailTaken]);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_frozen_account_is_frozen_once_and_decided_about_once() {
    let folder = tempfile::tempdir().unwrap();
    let world = on_disk(&folder).await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let current = proof(&world, Purpose::ChangeLogin, Some(&anna.token), &ANNA).await;
    let new = proof(&world, Purpose::ChangeLogin, Some(&anna.token), &NEW).await;
    let body = json!({ "current": current, "new": new });
    let changed = world.post("/api/v1/account/login", Some(&anna.token), body).await;
    assert_eq!(changed.status(), StatusCode::OK);
    let link = reference(&world, ANNA.address).await;
    assert_eq!(pressed(&world, &link).await, 1);
    assert_ne!(freeze(&world, ANNA.address).await.status(), StatusCode::OK);

    let hash = attempt_hash(&Secret::new("secret".to_owned()));
    let body = json!({ "username": "anna", "address": ANNA.address, "request_hash": hash });
    world.post("/api/v1/login-changes/decision/code", None, body).await;
    let code = world.code().await;
    let body = json!({ "username": "anna", "decide": "keep", "code": code, "request_secret": "secret" });
    let racers = (0..16).map(|_| post("/api/v1/login-changes/decision", None, body.clone()));
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    only(&outcomes, &[Code::CodeWrong]);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_links_of_an_invitation_and_of_a_conversion_work_once() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, finn) = (world.sign_in(&ANNA, "a").await, world.sign_in(&FINN, "f").await);
    let body = json!({ "username": "cara", "role": "collaborator" });
    world
        .post("/api/v1/organizations/team/members", Some(&anna.token), body)
        .await;
    let link = reference(&world, CARA.address).await;
    assert_eq!(pressed(&world, &link).await, 1);
    let own = proof(&world, Purpose::ConvertAccount, Some(&finn.token), &FINN).await;
    let body = json!({ "administrator": "ben", "proof": own });
    world.post("/api/v1/account/conversion", Some(&finn.token), body).await;
    let link = reference(&world, BEN.address).await;
    assert_eq!(pressed(&world, &link).await, 1);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_links_that_stop_a_recovery_and_a_conversion_work_once() {
    let world = Arc::new(guarded().await);
    world.recover("anna", "anna@example.org", "request").await;
    let code = world.code_to("anna@example.org").await;
    world.confirm_recovery("request", &code, json!({ "wait": true })).await;
    let link = reference(&world, "anna@example.org").await;
    assert_eq!(pressed(&world, &link).await, 1);
    finish(world).await;

    let accounts = [old(), seeded("ben", Some(&BEN))];
    let world = Arc::new(gallery_with(&accounts, passwords(&["Old-Account"])).await);
    let ben = world.sign_in(&BEN, "b").await;
    let token = world.password_session().await;
    let body = json!({ "administrator": "ben" });
    world.post("/api/v1/account/conversion", Some(&token), body).await;
    let path = "/api/v1/account/conversions/old-account";
    let accepted = world.call(Method::POST, path, Some(&ben.token), None).await;
    assert_eq!(accepted.status(), StatusCode::OK);
    let link = reference_in(&world.gallery.service.mails().await[0].text);
    assert_eq!(pressed(&world, &link).await, 1);
    finish(world).await;
}
