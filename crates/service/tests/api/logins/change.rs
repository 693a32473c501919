//! Changing a login.

use super::{NEW, WINDOW, account, change, change_body, confirmed, proof};
use crate::{
    events::Stream,
    provider::{ANNA, BEN, CARA},
    world::{World, client, code_of, refused},
};
use contract::{
    Code, Purpose,
    consequence::{Consequence, Preview},
    event::EventKind,
};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_login_is_changed_at_once_and_the_other_sessions_end() {
    let world = World::new().await;
    let first = confirmed(&world, &ANNA, "anna").await;
    let second = world.sign_in(&ANNA, "second").await;
    let changed = account(change(&world, &first, &ANNA, &NEW).await).await;
    assert_eq!(changed.login.unwrap().identity.address.as_deref(), Some(NEW.address));
    let until = ambient::Clock::now(&*world.clock).plus_secs(WINDOW);
    assert_eq!(changed.login_change_until, Some(until));
    world.account(&first.token).await;
    let ended = world.get("/api/v1/account", Some(&second.token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired);
    world.sign_in(&NEW, "third").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let refusal = world.open_session(&attempt, "fourth").await;
    assert_eq!(code_of(refusal).await, Code::IdentityNotLinked);
    world.end().await;
}

#[tokio::test]
async fn whoever_is_signed_out_by_a_change_hears_of_it_and_of_nothing_after_it() {
    let world = World::new().await;
    let owner = confirmed(&world, &ANNA, "anna").await;
    let intruder = world.sign_in(&ANNA, "phone").await;
    let mut stream = Stream::open(&world, &owner.token, None).await;
    account(change(&world, &intruder, &ANNA, &NEW).await).await;
    world.clock.advance_secs(1);
    // The next one is not for who was signed out.
    let later = world.sign_in(&NEW, "later").await;
    assert_eq!(stream.event().await.what, EventKind::LoginChanged);
    assert_eq!(stream.event().await.what, EventKind::AccountChanged);
    assert_eq!(stream.event().await.what, EventKind::SessionEnded);
    assert!(stream.is_over().await);
    drop((stream, later));
    world.end().await;
}

#[tokio::test]
async fn both_addresses_are_told_and_only_the_contact_address_gets_a_link() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let code = world.code().await;
    world.confirm(&open.token, &code).await;
    // The contact address is another one than the identity's.
    let body = json!({ "address": "anna@contact.example" });
    world
        .call(Method::PUT, "/api/v1/account/email", Some(&open.token), Some(body))
        .await;
    let code = world.code().await;
    world.confirm(&open.token, &code).await;
    world.clock.advance_secs(WINDOW + 1);
    account(change(&world, &open, &ANNA, &NEW).await).await;
    let mails = world.gallery.service.mails().await;
    let to = |address: &str| mails.iter().find(|mail| mail.to == address).unwrap().text.clone();
    assert!(to("anna@contact.example").contains("/act/"));
    assert!(!to(ANNA.address).contains("/act/"));
    world.end().await;
}

/// Rule 7.30.
#[tokio::test]
async fn a_preview_foresees_it_and_changes_nothing_and_leaves_the_proofs_unspent() {
    let world = World::new().await;
    let open = confirmed(&world, &ANNA, "anna").await;
    world.sign_in(&ANNA, "second").await;
    let body = change_body(&world, &open, &ANNA, &NEW).await;
    for _ in 0..2 {
        let path = "/api/v1/account/login?preview=true";
        let response = world.post(path, Some(&open.token), body.clone()).await;
        let preview: Preview = response.json().await.unwrap();
        assert!(matches!(preview.consequences[0], Consequence::LoginReplaced { .. }));
        assert!(preview.consequences.contains(&Consequence::SessionsEnd { count: 1 }));
    }
    assert_eq!(world.account(&open.token).await.login_change_until, None);
    account(world.post("/api/v1/account/login", Some(&open.token), body).await).await;
    world.end().await;
}

#[tokio::test]
async fn a_linked_identity_is_refused_as_documented() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    confirmed(&world, &BEN, "ben").await;
    let problem = refused(change(&world, &anna, &ANNA, &BEN).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::IdentityAlreadyLinked, Some("new"))
    );
    // The sentence of the documentation, without the address that it quotes: this text goes into logs.
    assert!(
        problem
            .detail
            .contains("Failed to update the Microsoft account. This could happen if it is already linked")
    );
    let problem = refused(change(&world, &anna, &BEN, &NEW).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::CurrentIdentityWrong, Some("current"))
    );
    world.end().await;
}

#[tokio::test]
async fn a_change_takes_one_of_two_ways_to_show_whose_the_account_is() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let full = change_body(&world, &anna, &ANNA, &NEW).await;
    let mut neither = full.clone();
    neither.as_object_mut().unwrap().remove("current");
    let mut both = full.clone();
    both["recovery_code"] = "0000-0000-0000-0000-0000-0000".into();
    for body in [neither, both] {
        let problem = refused(world.post("/api/v1/account/login", Some(&anna.token), body).await).await;
        assert_eq!(problem.code, Code::RecoveryCodeWrong);
    }
    world.end().await;
}

#[tokio::test]
async fn the_same_request_under_a_key_is_answered_alike() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let body = change_body(&world, &anna, &ANNA, &NEW).await;
    let send = || {
        client()
            .post(format!("{}/api/v1/account/login", world.gallery.origin))
            .bearer_auth(&anna.token)
            .header("Idempotency-Key", "change-1")
            .json(&body)
            .send()
    };
    let first = account(send().await.unwrap()).await;
    let second = account(send().await.unwrap()).await;
    assert_eq!(first, second);
    world.end().await;
}

#[tokio::test]
async fn while_a_change_can_be_undone_what_an_intruder_would_do_next_is_refused() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let problem = refused(change(&world, &anna, &NEW, &CARA).await).await;
    assert_eq!(problem.code, Code::LoginChangeOpen);
    assert_eq!(problem.retry_after, Some(u32::try_from(WINDOW).unwrap()));
    let body = proof(&world, Purpose::MakeRecoveryCodes, Some(&anna.token), &NEW).await;
    let response = world
        .post("/api/v1/account/recovery-codes", Some(&anna.token), body)
        .await;
    assert_eq!(code_of(response).await, Code::LoginChangeOpen);
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    let response = world.try_register(&attempt, "another", "a@b.co").await;
    assert_eq!(code_of(response).await, Code::LoginChangeOpen);
    world.end().await;
}

#[tokio::test]
async fn an_address_that_was_asked_for_before_a_login_changed_waits_until_that_is_final() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let body = json!({ "address": "new@example.org" });
    world
        .call(Method::PUT, "/api/v1/account/email", Some(&anna.token), Some(body))
        .await;
    let code = world.code().await;
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let resend = "/api/v1/account/email/confirmation/resend";
    for answer in [
        world.confirm(&anna.token, &code).await,
        world.call(Method::POST, resend, Some(&anna.token), None).await,
    ] {
        let problem = refused(answer).await;
        assert_eq!((problem.code, problem.status), (Code::LoginChangeOpen, 409));
        assert_eq!(problem.retry_after, Some(u32::try_from(WINDOW).unwrap()));
        assert_eq!((problem.field, problem.tries_left), (None, None));
    }
    let account = world.account(&anna.token).await;
    assert_eq!(account.confirmed_email.as_deref(), Some(ANNA.address));
    world.end().await;
}
