//! Steps of a recovery that many take at once.

use super::waiting::wait;
use crate::{
    at_once::at_once,
    provider::{ANNA, BEN, CARA},
    recovery_scene::{annas, gallery, guarded, old},
    world::code_of,
};
use contract::Code;
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_type_the_right_code_at_once_one_gets_in() {
    let world = gallery(&[annas()]).await;
    world.recover("anna", "anna@example.org", "request").await;
    let code = world.code_to("anna@example.org").await;
    let all = at_once((0..16).map(|_| world.confirm_recovery("request", &code, json!({}))));
    let mut opened = 0;
    for response in all {
        if response.status() == StatusCode::OK {
            opened += 1;
        } else {
            assert_eq!(code_of(response).await, Code::CodeExpired);
        }
    }
    assert_eq!(opened, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_links_at_once_one_is_made() {
    let world = gallery(&[annas()]).await;
    let token = world.recovery_session("request").await;
    let (ben, cara) = (
        world.recover_proof(&token, &BEN).await,
        world.recover_proof(&token, &CARA).await,
    );
    let all = at_once((0..16).map(|number| world.link(&token, if number % 2 == 0 { &ben } else { &cara })));
    let mut made = 0;
    for response in all {
        if response.status() == StatusCode::CREATED {
            made += 1;
        } else {
            // Linking ended the session, so whoever comes after it has none.
            assert_eq!(code_of(response).await, Code::SessionRequired);
        }
    }
    assert_eq!(made, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_accounts_that_link_one_identity_at_once_do_not_both_get_it() {
    let world = gallery(&[annas(), old()]).await;
    let anna = world.recovery_session("request").await;
    let old = world.password_session().await;
    let (first, second) = (
        world.recover_proof(&anna, &BEN).await,
        world.recover_proof(&old, &BEN).await,
    );
    let links = at_once([(&anna, &first), (&old, &second)].map(|(token, proof)| world.link(token, proof)));
    let [first, second] = links.try_into().unwrap();
    let statuses = [first.status(), second.status()];
    assert_eq!(
        statuses.iter().filter(|status| **status == StatusCode::CREATED).count(),
        1
    );
    let loser = if first.status() == StatusCode::CREATED {
        second
    } else {
        first
    };
    assert_eq!(code_of(loser).await, Code::IdentityAlreadyLinked);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_stop_a_wait_at_once_one_does() {
    let world = guarded().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    wait(&world, "request").await;
    let stop = || world.post("/api/v1/account/recovery/stop", Some(&full.token), json!({}));
    let all = at_once((0..16).map(|_| stop()));
    let stopped = all
        .iter()
        .filter(|response| response.status() == StatusCode::NO_CONTENT);
    assert_eq!(stopped.count(), 1);
    world.end().await;
}
