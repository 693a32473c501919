//! Many at once.

use super::{NEW, account, change, change_body, codes, confirmed, reference, swap_body, undo_body};
use crate::{
    at_once::at_once,
    provider::{ANNA, BEN, Person},
    world::{World, code_of},
};
use contract::Code;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::Arc};

/// Sends requests at once; gives how many were answered with success, and the codes of the others.
async fn race(world: &Arc<World>, requests: Vec<(&'static str, Option<String>, Option<Value>)>) -> (usize, Vec<Code>) {
    let answers = at_once(
        requests
            .into_iter()
            .map(async |(path, token, body)| world.call(Method::POST, path, token.as_deref(), body).await),
    );
    let (mut won, mut lost) = (0, Vec::new());
    for response in answers {
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
    let answers = at_once(
        requests
            .into_iter()
            .map(async |(path, token, body)| world.call(Method::POST, path, token.as_deref(), body).await),
    );
    let mut won = Vec::new();
    let (mut of_anna, mut of_ben) = (BTreeSet::new(), BTreeSet::new());
    for (number, answer) in answers.into_iter().enumerate() {
        if answer.status().is_success() {
            won.push(number % 3);
            continue;
        }
        let refused = format!("{:?}", code_of(answer).await);
        if number % 3 == 2 { &mut of_ben } else { &mut of_anna }.insert(refused);
    }
    // After a change of his login Ben is who he was not (9.1), and nobody signs in with what Anna would have taken (9.6).
    // After a swap or a move Anna is who she was not, and Ben's sessions have ended (9.4).
    let expected = match won[..] {
        [2] => ["IdentityNotLinked", "CurrentIdentityWrong"],
        [0 | 1] => ["CurrentIdentityWrong", "SessionRequired"],
        _ => panic!("{won:?} were done"),
    };
    let expected = expected.map(|code| BTreeSet::from([code.to_owned()]));
    assert_eq!([of_anna, of_ben], expected);
    finish(world).await;
}
