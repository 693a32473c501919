//! Logins of other accounts: swapped, moved, linked elsewhere.

use super::{HOUR, NEW, account, change, change_body, confirmed, freeze, proof, swap_body, undo, undo_body};
use crate::{
    provider::{ANNA, BEN},
    world::{World, code_of, opened, refused},
};
use contract::{
    Code, Purpose,
    consequence::{Consequence, Preview},
    login::LoginConflict,
};
use reqwest::StatusCode;
use serde_json::Value;

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
    world.gallery.service.run_housekeeping().await;
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
