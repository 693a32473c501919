//! Wrong passwords.

use crate::{
    at_once::at_once,
    recovery_scene::{PASSWORD, annas, gallery, gallery_with, installation, old, passwords},
    world::{World, client, code_of, refused},
};
use contract::{Code, gallery::Feature};
use reqwest::{Response, StatusCode};
use serde_json::json;
use service::{
    SeedAccount,
    parts::{Parts, SeedMember},
};
use std::time::{Duration, Instant};

/// An organization, which nobody signs in to.
fn organization() -> SeedAccount {
    SeedAccount {
        username: "org".to_owned(),
        kind: contract::account::AccountKind::Organization,
        confirmed_email: Some("org@example.org".to_owned()),
        ..old()
    }
}

/// Accounts with passwords; the old one administers the organization.
fn parts(of: &[&'static str]) -> Parts {
    let administrator = SeedMember {
        organization: "org",
        account: "Old-Account",
        administrator: true,
    };
    Parts {
        members: vec![administrator],
        ..passwords(of)
    }
}

/// Rule 10.6.
#[tokio::test]
async fn an_unknown_name_an_organization_and_a_wrong_password_are_answered_alike_and_not_sooner() {
    let world = gallery_with(&[annas(), old(), organization()], parts(&["anna", "Old-Account"])).await;
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

/// Rule 10.4.
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

/// Rule 10.30.
#[tokio::test]
async fn names_that_nobody_has_and_organizations_are_locked_out_like_accounts() {
    let world = gallery_with(&[old(), organization()], parts(&["Old-Account"])).await;
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

/// Ten wrong passwords at once, after five: they lock the name out with the tenth of all.
async fn counts_each_at_once(name: &str) {
    let world = gallery(&[old()]).await;
    for _ in 0..5 {
        world.try_password(name, "Wrong9Horse").await;
    }
    world.rest();
    let all = at_once((0..10).map(|_| world.try_password(name, "Wrong9Horse")));
    let mut codes = Vec::new();
    for response in all {
        codes.push(code_of(response).await);
    }
    let count = |code| codes.iter().filter(|found| **found == code).count();
    assert_eq!((count(Code::CredentialsWrong), count(Code::PasswordLockedOut)), (5, 5));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_wrong_passwords_for_nobody_at_once_each_counts_until_the_lock() {
    counts_each_at_once("nobody").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_wrong_passwords_at_once_each_counts_until_the_lock() {
    counts_each_at_once("old-account").await;
}

/// Somebody behind the proxy types a password for a name of their own.
async fn typed_by(world: &World, number: usize) -> Response {
    let url = format!("{}/api/v1/sessions/password", world.gallery.origin);
    let (name, password) = (format!("nobody-{number}"), "Wrong9Horse");
    let body = json!({ "name": name, "password": password, "installation": installation("one") });
    let request = client()
        .post(url)
        .header("x-forwarded-for", format!("192.0.2.{number}"));
    request.json(&body).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixty_passwords_typed_at_once_those_that_find_the_queue_full_are_told_to_come_again() {
    let world = World::with(|set| {
        set.features = vec![Feature::Registration, Feature::Passwords];
        set.serving.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    })
    .await;
    let mut busy = 0;
    for answer in at_once((0..60).map(|number| typed_by(&world, number))) {
        let problem = refused(answer).await;
        if problem.code == Code::GalleryBusy {
            assert_eq!((problem.status, problem.field), (503, None));
            assert!(problem.retry_after.is_some());
            busy += 1;
        } else {
            assert_eq!(problem.code, Code::CredentialsWrong);
        }
    }
    assert!(busy > 0, "24 wait, and one is looked at");
    let again = refused(typed_by(&world, 60).await).await;
    assert_eq!(again.code, Code::CredentialsWrong, "and it goes on");
    world.end().await;
}
