//! Changing a password, and typing the present one.

use super::both;
use crate::{
    logins::proof,
    provider::ANNA,
    recovery_scene::PASSWORD,
    world::{World, code_of, opened, refused},
};
use contract::{Code, Purpose};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn change(world: &World, token: &str, current: &str, new: &str) -> reqwest::Response {
    let body = json!({ "current_password": current, "new_password": new });
    world
        .call(Method::PUT, "/api/v1/account/password", Some(token), Some(body))
        .await
}

#[tokio::test]
async fn a_password_is_changed_with_the_present_one_and_removed_with_a_mail() {
    let world = both().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    let wrong = refused(change(&world, &full.token, "Wrong9Horse", "Other9Horse").await).await;
    assert_eq!(
        (wrong.code, wrong.field.as_deref()),
        (Code::PasswordWrong, Some("current_password"))
    );
    let restricted = opened(world.try_password("anna", PASSWORD).await).await;
    let changed = change(&world, &full.token, PASSWORD, "Other9Horse").await;
    assert_eq!(changed.status(), StatusCode::OK);
    let ended = world.get("/api/v1/account", Some(&restricted.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    assert_eq!(
        world.try_password("anna", "Other9Horse").await.status(),
        StatusCode::CREATED
    );

    let path = "/api/v1/account/password?preview=true";
    let preview = world
        .call(Method::DELETE, path, Some(&full.token), Some(json!({})))
        .await;
    let preview: Value = preview.json().await.unwrap();
    assert_eq!(preview["consequences"][0]["kind"], "password_removed");
    assert!(world.account(&full.token).await.has_password);
    let wrong = refused(world.remove_password(&full.token, PASSWORD, false).await).await;
    assert_eq!(
        (wrong.code, wrong.field.as_deref()),
        (Code::PasswordWrong, Some("current_password"))
    );
    let removed = world.remove_password(&full.token, "Other9Horse", false).await;
    let removed: Value = removed.json().await.unwrap();
    assert_eq!(removed["has_password"], false);
    let again = world.remove_password(&full.token, "Other9Horse", false).await;
    assert_eq!(code_of(again).await, Code::PasswordMissing);
    let none = change(&world, &full.token, "Other9Horse", PASSWORD).await;
    assert_eq!(code_of(none).await, Code::PasswordMissing);
    let kinds = world.activity(&full.token).await;
    for kind in [
        "password_set",
        "password_removed",
        "password_sign_in",
        "password_sign_in_failed",
    ] {
        assert!(kinds.contains(&kind.to_owned()), "{kind}");
    }
    assert_eq!(world.mails_to("anna@example.org").await, 2);
    world.end().await;
}

#[tokio::test]
async fn guessing_the_present_password_locks_it_like_signing_in() {
    let world = both().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    for _ in 0..10 {
        change(&world, &full.token, "Wrong9Horse", "Other9Horse").await;
    }
    let locked = refused(change(&world, &full.token, PASSWORD, "Other9Horse").await).await;
    assert_eq!((locked.code, locked.retry_after), (Code::PasswordLockedOut, Some(60)));
    world.end().await;
}

#[tokio::test]
async fn who_has_a_password_types_it_to_change_the_address_and_wrong_ones_count() {
    let world = both().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    let change = |password: Option<&str>| {
        let body = json!({ "address": "new@example.org", "password": password });
        world.call(Method::PUT, "/api/v1/account/email", Some(&full.token), Some(body))
    };
    assert_eq!(code_of(change(None).await).await, Code::PasswordWrong);
    for _ in 0..9 {
        assert_eq!(code_of(change(Some("Wrong9Horse")).await).await, Code::PasswordWrong);
    }
    assert_eq!(change(Some(PASSWORD)).await.status(), StatusCode::OK);
    assert_eq!(code_of(change(Some("Wrong9Horse")).await).await, Code::PasswordWrong);
    assert_eq!(code_of(change(Some(PASSWORD)).await).await, Code::PasswordLockedOut);
    world.end().await;
}

/// Rule 7.30.
#[tokio::test]
async fn a_preview_counts_wrong_passwords_like_the_act_itself_and_changes_nothing_else() {
    let world = both().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    let preview = |password: &str| {
        let body = json!({ "address": "new@example.org", "password": password });
        let path = "/api/v1/account/email?preview=true";
        world.call(Method::PUT, path, Some(&full.token), Some(body))
    };
    for _ in 0..10 {
        assert_eq!(code_of(preview("Wrong9Horse").await).await, Code::PasswordWrong);
    }
    let locked = refused(preview(PASSWORD).await).await;
    assert_eq!((locked.code, locked.retry_after), (Code::PasswordLockedOut, Some(60)));
    assert_eq!(world.account(&full.token).await.pending_email, None);
    let failures = world.activity(&full.token).await;
    let failed = failures.iter().filter(|kind| *kind == "password_sign_in_failed");
    assert_eq!(failed.count(), 10);
    world.end().await;
}

/// Rules 5.11 and 10.19: a session alone takes neither, and a lock-out keeps nobody out who signs in anew.
#[tokio::test]
async fn who_is_locked_out_of_a_password_shows_the_login_in_its_place() {
    let world = both().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    let token = Some(full.token.as_str());
    for _ in 0..10 {
        world.try_password("anna", "Wrong9Horse").await;
    }
    let ask = |body: Value| world.call(Method::PUT, "/api/v1/account/email", token, Some(body));
    let remove = |body: Value| world.call(Method::DELETE, "/api/v1/account/password", token, Some(body));
    let address = "new@example.org";
    assert_eq!(code_of(remove(json!({})).await).await, Code::PasswordWrong);
    let typed = json!({ "current_password": PASSWORD });
    assert_eq!(code_of(remove(typed).await).await, Code::PasswordLockedOut);
    let typed = json!({ "address": address, "password": PASSWORD });
    assert_eq!(code_of(ask(typed).await).await, Code::PasswordLockedOut);

    let shown = proof(&world, Purpose::ChangeEmail, token, &ANNA).await;
    let asked = ask(json!({ "address": address, "proof": shown })).await;
    assert_eq!(asked.status(), StatusCode::OK);
    let again = ask(json!({ "address": "other@example.org", "proof": shown })).await;
    assert_eq!(code_of(again).await, Code::ProofInvalid);
    let shown = proof(&world, Purpose::RemovePassword, token, &ANNA).await;
    let removed: Value = remove(json!({ "proof": shown })).await.json().await.unwrap();
    assert_eq!(removed["has_password"], false);
    world.end().await;
}
