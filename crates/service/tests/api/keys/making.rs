//! Rules 13.17 to 13.22: which wishes become a key.

use super::{list, made, make, regenerate, shown, wish};
use crate::{
    cast::{seed, world},
    provider::{ANNA, CARA},
    world::{World, code_of, refused},
};
use accounts::key::KeyPolicy;
use contract::Code;
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test]
async fn scenario_263_each_wish_that_breaks_a_rule_has_its_own_reason() {
    let world = world().await;
    let cara = world.sign_in(&CARA, "one").await;
    for (member, value, code, status) in [
        ("description", json!(" "), Code::KeyDescriptionInvalid, 422),
        ("description", json!("a\u{7}b"), Code::KeyDescriptionInvalid, 422),
        ("owner", json!("nobody"), Code::AccountUnknown, 404),
        ("owner", json!(""), Code::AccountUnknown, 404),
        ("owner", json!("team"), Code::KeyOwnerNotAllowed, 403),
        ("owner", json!("finn"), Code::KeyOwnerNotAllowed, 403),
        ("scopes", json!([]), Code::KeyInvalid, 422),
        ("scopes", json!(["push_everything"]), Code::BadRequest, 400),
        ("packages", json!([]), Code::KeyInvalid, 422),
        ("packages", json!(["a/../b"]), Code::KeyInvalid, 422),
        ("packages", json!(vec!["a"; 101]), Code::BadRequest, 400),
        ("packages", json!(["a".repeat(101)]), Code::BadRequest, 400),
        ("expires_in_days", json!(0), Code::KeyInvalid, 422),
        ("expires_in_days", json!(-1), Code::BadRequest, 400),
    ] {
        let mut body = wish("cara");
        body[member] = value.clone();
        let problem = refused(make(&world, &cara, body).await).await;
        assert_eq!((problem.code, problem.status), (code, status), "{member} {value}");
        let field = problem.field.unwrap_or_default();
        assert!(field.starts_with(member), "{member} {value}: {field}");
    }
    assert_eq!(list(&world, &cara).await.keys, []);
    world.end().await;
}

#[tokio::test]
async fn scenario_263_a_life_is_capped_and_where_the_operator_lists_lives_there_are_no_others() {
    let world = World::with(|set| {
        set.keys = KeyPolicy {
            max_days: 365,
            allowed_days: vec![1, 8, 30],
        };
    })
    .await;
    seed(&world).await;
    let anna = world.sign_in(&ANNA, "one").await;
    for (days, status) in [(1, 201), (8, 201), (30, 201), (31, 422), (365, 422), (400, 422)] {
        let mut body = wish("anna");
        body["expires_in_days"] = days.into();
        assert_eq!(make(&world, &anna, body).await.status(), status, "{days}");
    }
    assert_eq!(list(&world, &anna).await.allowed_days, [1, 8, 30]);
    world.end().await;
    let world = crate::cast::world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let mut body = wish("anna");
    body["expires_in_days"] = 400.into();
    let (key, _) = shown(make(&world, &anna, body).await).await;
    assert_eq!(key.expires_at.secs_since(key.made_at), 365 * 86_400);
    world.end().await;
}

/// Rule 5.9.
#[tokio::test]
async fn an_account_without_a_confirmed_address_makes_no_keys() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    assert_eq!(
        code_of(make(&world, &anna, wish("anna")).await).await,
        Code::EmailUnconfirmed
    );
    let code = world.code().await;
    world.confirm(&anna.token, &code).await;
    made(&world, &anna, "anna").await;
    world.end().await;
}

#[tokio::test]
async fn an_account_makes_only_so_many_keys_in_an_hour() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "one").await;
    let mut count = 0;
    let problem = loop {
        let answer = make(&world, &anna, wish("anna")).await;
        if answer.status() != StatusCode::CREATED {
            break refused(answer).await;
        }
        count += 1;
    };
    assert_eq!((count, problem.code), (60, Code::TooManyRequests));
    // Regenerating is making.
    let key = &list(&world, &anna).await.keys[0];
    let again = regenerate(&world, &anna, key).await;
    assert_eq!(code_of(again).await, Code::TooManyRequests);
    world.clock.advance_secs(60);
    made(&world, &anna, "anna").await;
    world.end().await;
}
