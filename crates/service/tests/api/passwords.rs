//! Rules 10.5 to 10.20 and 10.27 over HTTP: a password opens a recovery session, is reset, changed and removed.

use crate::{
    provider::{ANNA, BEN},
    recovery_scene::{PASSWORD, annas, gallery, gallery_with, old, passwords, wrong},
    world::{World, code_of, opened, refused},
};
use accounts::operator_list::OperatorList;
use contract::{Code, session::SessionKind};
use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use service::SeedAccount;
use std::time::{Duration, Instant};

/// A gallery with ANNA's account, which has a password beside her login, and the old one.
async fn both() -> World {
    gallery_with(&[annas(), old()], passwords(&["anna", "Old-Account"])).await
}

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
    for path in [
        format!("/api/v1/sessions/{}", full.id),
        "/api/v1/account/password".to_owned(),
    ] {
        let response = world.delete_with(&path, &restricted.token).await;
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
async fn an_unknown_name_an_organization_and_a_wrong_password_are_answered_alike_and_not_sooner() {
    let organization = SeedAccount {
        username: "org".to_owned(),
        kind: contract::account::AccountKind::Organization,
        confirmed_email: Some("org@example.org".to_owned()),
        ..old()
    };
    let world = gallery_with(&[annas(), old(), organization], passwords(&["anna", "Old-Account"])).await;
    let mut answers = Vec::new();
    for name in [
        "nobody",
        "nobody@example.org",
        "not a name",
        "org",
        "old-account",
        "anna@example.org",
    ] {
        let begun = Instant::now();
        let problem = refused(world.try_password(name, "Wrong9Horse").await).await;
        assert!(begun.elapsed() >= Duration::from_millis(250), "{name}");
        assert_eq!(problem.code, Code::CredentialsWrong);
        answers.push(problem);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    world.end().await;
}

#[tokio::test]
async fn ten_wrong_passwords_lock_for_a_minute_and_a_right_one_clears_that() {
    let world = gallery(&[old()]).await;
    for _ in 0..10 {
        let response = world.try_password("old-account", "Wrong9Horse").await;
        assert_eq!(code_of(response).await, Code::CredentialsWrong);
    }
    let problem = refused(world.try_password("nobody", PASSWORD).await).await;
    assert_eq!((problem.code, problem.retry_after), (Code::TooManyRequests, Some(11)));
    world.clock.advance_secs(30);
    let problem = refused(world.try_password("old-account", PASSWORD).await).await;
    assert_eq!((problem.code, problem.retry_after), (Code::PasswordLockedOut, Some(60)));
    world.clock.advance_secs(30);
    assert_eq!(
        world.try_password("old-account", PASSWORD).await.status(),
        StatusCode::CREATED
    );
    world.end().await;
}

#[tokio::test]
async fn a_name_that_nobody_has_is_tried_as_often_as_one_that_somebody_has() {
    let world = gallery(&[old()]).await;
    for name in ["old-account", "nobody"] {
        let mut tries = 0;
        loop {
            world.clock.advance_secs(10);
            let code = code_of(world.try_password(name, "Wrong9Horse").await).await;
            if code == Code::TooManyRequests {
                break;
            }
            tries += 1;
            assert!(tries < 50, "{name}");
        }
        // 30 at once, and two more in four minutes.
        assert_eq!(tries, 32, "{name}");
    }
    // Who mistyped it all the time is mailed all the same.
    world.clock.advance_secs(10);
    world.forgot("old-account", "one").await;
    assert_eq!(world.mails_to("old@example.org").await, 1);
    world.end().await;
}

#[tokio::test]
async fn names_that_nobody_has_and_organizations_are_locked_out_like_accounts() {
    let organization = SeedAccount {
        username: "org".to_owned(),
        kind: contract::account::AccountKind::Organization,
        confirmed_email: Some("org@example.org".to_owned()),
        ..old()
    };
    let world = gallery_with(&[old(), organization], passwords(&["Old-Account"])).await;
    let mut answers = Vec::new();
    for name in ["old-account", " Nobody", "nobody@example.org", "not a name", "org"] {
        world.rest();
        let mut answered = Vec::new();
        for _ in 0..10 {
            answered.push(refused(world.try_password(name, "Wrong9Horse").await).await);
        }
        for seconds in [10, 49, 1] {
            world.clock.advance_secs(seconds);
            answered.push(refused(world.try_password(name, "Wrong9Horse").await).await);
        }
        answers.push(answered);
    }
    let codes: Vec<_> = answers[0].iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes[9..],
        [
            Code::CredentialsWrong,
            Code::PasswordLockedOut,
            Code::PasswordLockedOut,
            Code::CredentialsWrong
        ]
    );
    answers.dedup();
    assert_eq!(answers.len(), 1);
    world.end().await;
}

#[tokio::test]
async fn of_many_wrong_passwords_for_nobody_at_once_each_counts_until_the_lock() {
    let world = gallery(&[old()]).await;
    for _ in 0..5 {
        world.try_password("nobody", "Wrong9Horse").await;
    }
    world.rest();
    let all = join_all((0..10).map(|_| world.try_password("nobody", "Wrong9Horse"))).await;
    let mut codes = Vec::new();
    for response in all {
        codes.push(code_of(response).await);
    }
    let count = |code| codes.iter().filter(|found| **found == code).count();
    assert_eq!((count(Code::CredentialsWrong), count(Code::PasswordLockedOut)), (5, 5));
    world.end().await;
}

#[tokio::test]
async fn rule_5_34_who_moves_the_address_shuts_nobody_out_of_signing_in_help_and_a_new_password() {
    let world = both().await;
    let full = world.sign_in(&ANNA, "laptop").await;
    let body = json!({ "address": "thief@example.org", "password": PASSWORD });
    world.put("/api/v1/account/email", &full.token, body).await;
    let code = world.code_to("thief@example.org").await;
    assert_eq!(world.confirm(&full.token, &code).await.status(), StatusCode::OK);
    let signed_in = world.try_password("Anna@example.org", PASSWORD).await;
    assert_eq!(signed_in.status(), StatusCode::CREATED);
    let ask = |body: Value| world.post("/api/v1/recovery/assistance", None, body);
    let hint: Value = ask(json!({ "username": "anna" })).await.json().await.unwrap();
    assert_eq!(hint["masked_address"], "a**********a@example.org");
    let of_thief = ask(json!({ "username": "anna", "address": "thief@example.org" })).await;
    assert_eq!(code_of(of_thief).await, Code::AddressMismatch);
    let mails = (
        world.mails_to("anna@example.org").await,
        world.mails_to("thief@example.org").await,
    );
    world.forgot("anna@example.org", "one").await;
    world.forgot("thief@example.org", "two").await;
    assert_eq!(world.mails_to("anna@example.org").await, mails.0 + 2);
    assert_eq!(world.mails_to("thief@example.org").await, mails.1);
    world.end().await;
}

#[tokio::test]
async fn of_many_wrong_passwords_at_once_each_counts_until_the_lock() {
    let world = gallery(&[old()]).await;
    for _ in 0..5 {
        world.try_password("old-account", "Wrong9Horse").await;
    }
    world.rest();
    let all = join_all((0..10).map(|_| world.try_password("old-account", "Wrong9Horse"))).await;
    let mut codes = Vec::new();
    for response in all {
        codes.push(code_of(response).await);
    }
    let count = |code| codes.iter().filter(|found| **found == code).count();
    assert_eq!((count(Code::CredentialsWrong), count(Code::PasswordLockedOut)), (5, 5));
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

#[tokio::test]
async fn a_forgotten_password_is_reset_by_a_mailed_code_and_signs_nobody_in() {
    let world = gallery(&[old()]).await;
    for _ in 0..10 {
        world.try_password("old-account", "Wrong9Horse").await;
    }
    world.clock.advance_secs(60);
    let restricted = opened(world.try_password("old-account", PASSWORD).await).await;
    world.rest();
    for _ in 0..10 {
        world.try_password("old-account", "Wrong9Horse").await;
    }
    world.clock.advance_secs(20);
    let response = world.forgot("old@example.org", "request").await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let code = world.code_to("old@example.org").await;
    let weak = refused(world.reset("request", &code, "weak").await).await;
    assert_eq!(
        (weak.code, weak.field.as_deref()),
        (Code::PasswordInvalid, Some("new_password"))
    );
    assert_eq!(
        code_of(world.reset("another", &code, "Other9Horse").await).await,
        Code::RecoveryInvalid
    );
    let done = world.reset("request", &code, "Other9Horse").await;
    assert_eq!(done.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        code_of(world.reset("request", &code, "Other9Horse").await).await,
        Code::RecoveryInvalid
    );
    // The lock-out is gone, the session that the old password opened too.
    let ended = world.get("/api/v1/account", Some(&restricted.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    world.rest();
    assert_eq!(
        code_of(world.try_password("old-account", PASSWORD).await).await,
        Code::CredentialsWrong
    );
    assert_eq!(
        world.try_password("old-account", "Other9Horse").await.status(),
        StatusCode::CREATED
    );
    assert_eq!(world.mails_to("old@example.org").await, 2);
    world.end().await;
}

#[tokio::test]
async fn whether_there_is_an_account_is_told_by_no_answer_and_no_time_on_the_way_to_a_reset() {
    let world = gallery(&[old()]).await;
    let mut answers = Vec::new();
    for (name, secret) in [
        ("old-account", "one"),
        ("nobody", "two"),
        ("nobody@example.org", "three"),
    ] {
        let begun = Instant::now();
        let response = world.forgot(name, secret).await;
        assert!(begun.elapsed() >= Duration::from_millis(250), "{name}");
        let status = response.status();
        let body: Value = response.json().await.unwrap();
        let mut codes = Vec::new();
        for _ in 0..6 {
            let problem = refused(world.reset(secret, "00000000", PASSWORD).await).await;
            codes.push((problem.code, problem.tries_left, problem.detail));
        }
        answers.push((status, body, codes));
    }
    assert_eq!(answers[0].0, StatusCode::ACCEPTED);
    assert_eq!(answers[0].2[0].0, Code::CodeWrong);
    assert_eq!(answers[0].2[5].0, Code::CodeExpired);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    world.end().await;
}

#[tokio::test]
async fn of_many_resets_with_the_right_code_at_once_one_succeeds() {
    let world = gallery(&[old()]).await;
    world.forgot("old-account", "request").await;
    let code = world.code_to("old@example.org").await;
    let passwords: Vec<_> = (0..16).map(|number| format!("Correct{number}Horse")).collect();
    let all = join_all(passwords.iter().map(|password| world.reset("request", &code, password))).await;
    let mut winners = Vec::new();
    for (response, password) in all.into_iter().zip(&passwords) {
        if response.status() == StatusCode::NO_CONTENT {
            winners.push(password);
        } else {
            assert_eq!(code_of(response).await, Code::RecoveryInvalid);
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(
        world.try_password("old-account", winners[0]).await.status(),
        StatusCode::CREATED
    );
    world.end().await;
}

#[tokio::test]
async fn of_many_wrong_codes_at_once_five_count() {
    let world = gallery(&[old()]).await;
    world.forgot("old-account", "request").await;
    let code = world.code_to("old@example.org").await;
    let all = join_all((0..16).map(|_| world.reset("request", wrong(&code), PASSWORD))).await;
    let mut counted = Vec::new();
    for response in all {
        counted.extend(refused(response).await.tries_left);
    }
    counted.sort_unstable();
    assert_eq!(counted, [1, 2, 3, 4]);
    assert_eq!(
        code_of(world.reset("request", &code, PASSWORD).await).await,
        Code::CodeExpired
    );
    world.end().await;
}

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

    let preview = world
        .delete_with("/api/v1/account/password?preview=true", &full.token)
        .await;
    let preview: Value = preview.json().await.unwrap();
    assert_eq!(preview["consequences"][0]["kind"], "password_removed");
    assert!(world.account(&full.token).await.has_password);
    let removed: Value = world
        .delete_with("/api/v1/account/password", &full.token)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(removed["has_password"], false);
    let again = world.delete_with("/api/v1/account/password", &full.token).await;
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
