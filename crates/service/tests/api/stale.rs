//! Rules 5.37, 11.29, 13.23 and 16.3: what was changed since it was read is not overwritten.

use crate::{
    cast::{Racer, finish, race, shared, wins, world},
    organizations::seen,
    provider::{ANNA, BEN},
    races::only,
    world::{Open, World, refused},
};
use contract::{
    Code,
    account::{Account, Activity, AuditKind},
    consequence::{Consequence, Preview},
    contact::UsernameRequest,
};
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

/// Rules 5.37 and 16.3.
#[tokio::test]
async fn a_wish_that_another_administrator_made_meanwhile_is_not_withdrawn() {
    let world = world().await;
    let (one, two) = (world.sign_in(&ANNA, "one").await, world.sign_in(&ANNA, "two").await);
    let team = "/api/v1/organizations/team/email";
    let first = put(&world, team, &two, json!({ "address": "first@example.org" })).await;
    let second = put(&world, team, &one, json!({ "address": "second@example.org" })).await;
    must_be_stale(world.delete(&format!("{team}?revision={}", first.revision), &two).await).await;
    let withdrawn = world
        .delete(&format!("{team}?revision={}", second.revision), &two)
        .await;
    assert_eq!(withdrawn.status(), StatusCode::OK);
    let again = world
        .delete(&format!("{team}?revision={}", second.revision), &two)
        .await;
    assert_eq!(again.status(), StatusCode::OK, "it is so already");

    let name = "/api/v1/organizations/team/username-request";
    let first = ask(&world, name, &two, "Contoso", "").await;
    let second = ask(&world, name, &one, "Kontoso", &first.revision).await;
    must_be_stale(world.delete(&format!("{name}?revision={}", first.revision), &two).await).await;
    for _ in 0..2 {
        let withdrawn = world
            .delete(&format!("{name}?revision={}", second.revision), &two)
            .await;
        assert_eq!(withdrawn.status(), StatusCode::NO_CONTENT);
    }
    let long = world.delete(&format!("{name}?revision={}", "a".repeat(44)), &two).await;
    let problem = refused(long).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::BadRequest, Some("revision"))
    );
    world.end().await;
}

fn wish(wanted: &str, revision: &str) -> Value {
    json!({ "wanted": wanted, "reason": "It is ours.", "revision": revision })
}

async fn ask(world: &World, path: &str, by: &Open, wanted: &str, revision: &str) -> UsernameRequest {
    let asked = world.post(path, Some(&by.token), wish(wanted, revision)).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    asked.json().await.unwrap()
}

/// Rule 16.3.
#[tokio::test]
async fn a_wish_for_a_name_that_another_administrator_made_meanwhile_is_not_overwritten() {
    let world = world().await;
    let (one, two) = (world.sign_in(&ANNA, "one").await, world.sign_in(&ANNA, "two").await);
    let path = "/api/v1/organizations/team/username-request";
    let first = ask(&world, path, &one, "Contoso", "").await;
    must_be_stale(world.post(path, Some(&two.token), wish("Kontoso", "")).await).await;
    let preview = format!("{path}?preview=true");
    must_be_stale(world.post(&preview, Some(&two.token), wish("Kontoso", "")).await).await;
    // The same request again, whose answer was lost, keeps its place and stands in the activity once.
    world.clock.advance_secs(60);
    assert_eq!(ask(&world, path, &one, "Contoso", "").await, first);
    let activity = "/api/v1/organizations/team/activity";
    let activity: Activity = world.get(activity, Some(&one.token)).await.json().await.unwrap();
    let of_wishes = activity
        .entries
        .iter()
        .filter(|entry| entry.kind == AuditKind::RenameRequested);
    assert_eq!(of_wishes.count(), 1);
    // Who has seen it is told what is replaced.
    let seen: UsernameRequest = world.get(path, Some(&two.token)).await.json().await.unwrap();
    let shown = world
        .post(&preview, Some(&two.token), wish("Kontoso", &seen.revision))
        .await;
    let shown: Preview = shown.json().await.unwrap();
    let wanted = "Contoso".to_owned();
    assert_eq!(shown.consequences[1], Consequence::UsernameRequestReplaced { wanted });
    let second = ask(&world, path, &two, "Kontoso", &seen.revision).await;
    assert_eq!((first == seen, second.wanted.as_str()), (true, "Kontoso"));
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
