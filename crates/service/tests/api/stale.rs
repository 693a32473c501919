//! Rules 5.37, 11.29 and 13.23: what was changed since it was read is not overwritten.

use crate::{
    cast::{Racer, finish, race, shared, wins, world},
    organizations::seen,
    provider::{ANNA, BEN},
    races::only,
    world::{Open, World, refused},
};
use contract::{Code, account::Account};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

const MAIL: &str = "/api/v1/account/mail";
const EMAIL: &str = "/api/v1/account/email";
const ROLE: &str = "/api/v1/organizations/team/members/ben";

fn choices(from_others: bool, package_published: bool, revision: &str) -> Value {
    json!({ "from_others": from_others, "package_published": package_published, "revision": revision })
}

async fn must_be_stale(response: Response) {
    let problem = refused(response).await;
    assert_eq!(
        (problem.status, problem.code, problem.field.as_deref()),
        (409, Code::Stale, Some("revision"))
    );
}

async fn put(world: &World, path: &str, by: &Open, body: Value) -> Account {
    let response = world.put(path, &by.token, body).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

#[tokio::test]
async fn a_choice_of_mails_made_elsewhere_meanwhile_is_not_overwritten() {
    let world = world().await;
    let (one, two) = (world.sign_in(&ANNA, "one").await, world.sign_in(&ANNA, "two").await);
    let seen = world.account(&two.token).await.revision;
    let now = put(&world, MAIL, &one, choices(false, true, &seen)).await;
    must_be_stale(world.put(MAIL, &two.token, choices(true, false, &seen)).await).await;
    assert_eq!(world.account(&one.token).await, now);
    put(&world, MAIL, &two, choices(true, false, &now.revision)).await;
    // Who did not read does not say so.
    put(
        &world,
        MAIL,
        &one,
        json!({ "from_others": true, "package_published": true }),
    )
    .await;
    world.end().await;
}

#[tokio::test]
async fn an_organizations_address_that_another_administrator_asked_for_meanwhile_is_not_overwritten() {
    let world = world().await;
    let (one, two) = (world.sign_in(&ANNA, "one").await, world.sign_in(&ANNA, "two").await);
    let team = "/api/v1/organizations/team/email";
    let seen_by_two = seen(&world, &two, "team").await.account.unwrap().revision;
    let first = json!({ "address": "first@example.org", "revision": seen_by_two });
    let now = put(&world, team, &one, first.clone()).await;
    let second = json!({ "address": "second@example.org", "revision": seen_by_two });
    must_be_stale(world.put(team, &two.token, second.clone()).await).await;
    must_be_stale(world.put(&format!("{team}?preview=true"), &two.token, second).await).await;
    let account = seen(&world, &one, "team").await.account.unwrap();
    assert_eq!(account.pending_email.as_deref(), Some("first@example.org"));
    // The same request again, whose answer was lost.
    assert_eq!(put(&world, team, &one, first).await, now);
    world.end().await;
}

/// Rule 11.29.
#[tokio::test]
async fn a_role_that_was_changed_meanwhile_is_not_changed_back_unseen() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let members = || async { seen(&world, &anna, "team").await.members };
    let before = members().await;
    let ben = before.iter().find(|member| member.username == "ben").unwrap();
    let role = |role: &str, revision: &str| json!({ "role": role, "revision": revision });
    let change = |body| world.call(Method::PATCH, ROLE, Some(&anna.token), Some(body));
    let raised = change(role("administrator", &ben.revision)).await;
    assert_eq!(raised.status(), StatusCode::OK);
    let raised: Value = raised.json().await.unwrap();
    must_be_stale(change(role("collaborator", &ben.revision)).await).await;
    let again = change(role("administrator", &ben.revision)).await;
    assert_eq!(again.status(), StatusCode::OK, "it is so already");
    let lowered = change(role("collaborator", raised["revision"].as_str().unwrap())).await;
    assert_eq!(lowered.status(), StatusCode::OK);
    assert_eq!(members().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_ask_for_another_address_from_one_revision_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let ben = world.sign_in(&BEN, "one").await;
    let seen = world.account(&ben.token).await.revision;
    let racers = (0..16).map(|number| -> Racer {
        let body = json!({ "address": format!("new{number}@example.org"), "revision": seen });
        (Method::PUT, EMAIL.to_owned(), Some(ben.token.clone()), Some(body))
    });
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    only(&outcomes, &[Code::Stale]);
    finish(world).await;
}
