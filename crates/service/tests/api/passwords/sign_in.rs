//! Recovery sessions by a password, and what may be done in them.

use super::both;
use crate::{
    provider::{ANNA, BEN},
    recovery_scene::{PASSWORD, annas, gallery, old, passwords},
    world::{World, code_of, opened},
};
use accounts::operator_list::OperatorList;
use contract::{Code, Purpose, session::SessionKind};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn a_password_of_the_past_opens_a_recovery_session_by_name_and_by_address() {
    let world = gallery(&[old()]).await;
    for name in ["OLD-account", "Old@Example.org"] {
        let response = world.try_password(name, PASSWORD).await;
        assert_eq!(response.status(), StatusCode::CREATED);
        let body: Value = response.json().await.unwrap();
        assert_eq!(
            (&body["next"], &body["session"]["kind"]),
            (&json!("link"), &json!("recovery"))
        );
        assert_eq!(body["password_discontinued"], false);
    }
    world.end().await;
}

/// Rules 3.7 and 10.11.
#[tokio::test]
async fn a_recovery_session_may_look_and_leave_and_little_else() {
    let world = both().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    let restricted = opened(world.try_password("anna", PASSWORD).await).await;
    let token = Some(restricted.token.as_str());
    assert_eq!(
        restricted.account.login.unwrap().identity.address.as_deref(),
        Some(ANNA.address)
    );
    assert_eq!(world.get("/api/v1/account", token).await.status(), StatusCode::OK);
    let list: Value = world.get("/api/v1/sessions", token).await.json().await.unwrap();
    assert_eq!(list["sessions"].as_array().unwrap().len(), 1);
    for path in ["/api/v1/account/activity", "/api/v1/events", "/api/v1/account/recovery"] {
        assert_eq!(
            code_of(world.get(path, token).await).await,
            Code::FullSessionRequired,
            "{path}"
        );
    }
    let typed = json!({ "current_password": PASSWORD });
    for (path, body) in [
        (format!("/api/v1/sessions/{}", full.id), None),
        ("/api/v1/account/password".to_owned(), Some(typed)),
    ] {
        let response = world.call(Method::DELETE, &path, token, body).await;
        assert_eq!(code_of(response).await, Code::FullSessionRequired, "{path}");
    }
    let leave = world.delete_with("/api/v1/sessions/current", &restricted.token).await;
    assert_eq!(leave.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        code_of(world.get("/api/v1/account", token).await).await,
        Code::SessionRequired
    );
    world.end().await;
}

#[tokio::test]
async fn a_recovery_session_ends_after_30_minutes() {
    let world = gallery(&[old()]).await;
    let restricted = opened(world.try_password("old-account", PASSWORD).await).await;
    world.clock.advance_secs(1799);
    assert_eq!(
        world.get("/api/v1/account", Some(&restricted.token)).await.status(),
        StatusCode::OK
    );
    world.clock.advance_secs(1);
    let late = world.get("/api/v1/account", Some(&restricted.token)).await;
    assert_eq!(code_of(late).await, Code::SessionRequired);
    world.end().await;
}

#[tokio::test]
async fn where_passwords_are_off_only_an_excepted_address_may_by_whichever_name() {
    let world = World::new().await;
    let parts = passwords(&["anna", "Old-Account"]);
    let service = &world.gallery.service;
    service.seed_with(&[annas(), old()], parts).await.unwrap();
    let refused_first = code_of(world.try_password("old-account", PASSWORD).await).await;
    let unknown = code_of(world.try_password("nobody", PASSWORD).await).await;
    assert_eq!(
        (refused_first, unknown),
        (Code::PasswordLoginUnsupported, Code::PasswordLoginUnsupported)
    );
    let list = OperatorList::PasswordException;
    service.put_on_list(list, "OLD@example.org", true).await.unwrap();
    assert_eq!(
        world.try_password("old-account", PASSWORD).await.status(),
        StatusCode::CREATED
    );
    assert_eq!(
        code_of(world.try_password("anna", PASSWORD).await).await,
        Code::PasswordLoginUnsupported
    );
    world.forgot("anna", "one").await;
    world.forgot("old-account", "two").await;
    assert_eq!(
        (
            world.mails_to("anna@example.org").await,
            world.mails_to("old@example.org").await
        ),
        (0, 1)
    );
    let nobody = service.put_on_list(list, "nobody@example.org", true).await;
    assert_eq!(nobody.unwrap_err().code, Code::AccountUnknown);
    world.end().await;
}

#[tokio::test]
async fn rule_10_5_where_passwords_are_off_one_that_is_typed_stands_in_the_activity_once_an_hour() {
    let world = World::new().await;
    let service = &world.gallery.service;
    service.seed_with(&[annas()], passwords(&["anna"])).await.unwrap();
    let typed = async || {
        let response = world.try_password("anna", PASSWORD).await;
        assert_eq!(code_of(response).await, Code::PasswordLoginUnsupported);
    };
    for _ in 0..3 {
        typed().await;
    }
    let anna = world.sign_in(&ANNA, "laptop").await;
    let noted = async || {
        let rows = world.activity(&anna.token).await;
        rows.iter()
            .filter(|kind| *kind == "password_sign_in_unsupported")
            .count()
    };
    assert_eq!(noted().await, 1);
    world.clock.advance_secs(3600);
    typed().await;
    assert_eq!(noted().await, 2);
    world.end().await;
}

#[tokio::test]
async fn the_operators_lists_tell_what_comes_next() {
    let world = gallery(&[old()]).await;
    let service = &world.gallery.service;
    for (list, text) in [
        (OperatorList::ForcedConversion, "old@example.org"),
        (OperatorList::PasswordDiscontinuedDomain, "EXAMPLE.org"),
    ] {
        service.put_on_list(list, text, true).await.unwrap();
    }
    let body: Value = world.try_password("old-account", PASSWORD).await.json().await.unwrap();
    assert_eq!(
        (&body["next"], &body["password_discontinued"]),
        (&json!("convert"), &json!(true))
    );
    world.end().await;
}

#[tokio::test]
async fn where_passwords_are_discontinued_for_all_signing_in_otherwise_removes_one() {
    let world = both().await;
    let service = &world.gallery.service;
    let list = OperatorList::PasswordDiscontinuedDomain;
    service.put_on_list(list, "*", true).await.unwrap();
    let restricted = opened(world.try_password("anna", PASSWORD).await).await;
    let full = world.sign_in(&ANNA, "laptop").await;
    assert!(!world.account(&full.token).await.has_password);
    let ended = world.get("/api/v1/account", Some(&restricted.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    let gone = world.try_password("anna", PASSWORD).await;
    assert_eq!(code_of(gone).await, Code::CredentialsWrong);
    assert_eq!(world.mails_to("anna@example.org").await, 1);
    // Who has no login keeps the only way in.
    let kept = world.try_password("old-account", PASSWORD).await;
    assert_eq!(kept.json::<Value>().await.unwrap()["password_discontinued"], true);
    world.end().await;
}

/// Rule 10.20.
#[tokio::test]
async fn a_password_session_links_a_microsoft_account_once_and_the_password_is_gone() {
    let world = gallery(&[old(), annas()]).await;
    let token = world.password_session().await;
    let taken = world.recover_proof(&token, &ANNA).await;
    assert_eq!(
        code_of(world.link(&token, &taken).await).await,
        Code::IdentityAlreadyLinked
    );
    let attempt = world.recover_proof(&token, &BEN).await;
    let preview: Value = world
        .post(
            "/api/v1/account/login/link?preview=true",
            Some(&token),
            crate::recovery_scene::link_body(&attempt),
        )
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(preview["consequences"][0]["kind"], "login_replaced");
    let full = opened(world.link(&token, &attempt).await).await;
    let account = world.account(&full.token).await;
    assert!(!account.has_password && account.login_change_until.is_some());
    assert_eq!(account.login.unwrap().identity.address.as_deref(), Some(BEN.address));
    let sessions: Value = world
        .get("/api/v1/sessions", Some(&full.token))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(
        serde_json::from_value::<SessionKind>(sessions["sessions"][0]["kind"].clone()).unwrap(),
        SessionKind::Full
    );
    let ended = world.get("/api/v1/account", Some(&token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    assert_eq!(
        code_of(world.try_password("old-account", PASSWORD).await).await,
        Code::CredentialsWrong
    );
    world.sign_in(&BEN, "new").await;
    world.end().await;
}

/// Rule 10.20.
#[tokio::test]
async fn a_password_session_of_an_account_with_a_login_links_nothing() {
    let world = both().await;
    let restricted = opened(world.try_password("anna", PASSWORD).await).await;
    let attempt = world.recover_proof(&restricted.token, &BEN).await;
    assert_eq!(
        code_of(world.link(&restricted.token, &attempt).await).await,
        Code::LoginPresent
    );
    world.end().await;
}

#[tokio::test]
async fn a_proof_that_has_run_out_links_nothing_and_the_session_goes_on() {
    let world = gallery(&[old()]).await;
    let token = world.password_session().await;
    let attempt = world.recover_proof(&token, &BEN).await;
    world.clock.advance_secs(900);
    let late = world.link(&token, &attempt).await;
    assert_eq!(code_of(late).await, Code::ProofExpired);
    let account = world.account(&token).await;
    assert!(account.login.is_none() && account.has_password);
    let unlinked = world.proved(Purpose::SignIn, &BEN).await;
    let nobodys = world.open_session(&unlinked, "laptop").await;
    assert_eq!(code_of(nobodys).await, Code::IdentityNotLinked);
    let again = world.recover_proof(&token, &BEN).await;
    opened(world.link(&token, &again).await).await;
    world.end().await;
}
