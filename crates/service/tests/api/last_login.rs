//! An account is never left without any way in (rules 9.1, 9.16, 10.19), whatever is done at once.

use crate::{
    cast::{finish, race, wins},
    logins::{NEW, confirmed, proof},
    provider::{ANNA, BEN, Person},
    recovery_scene::{PASSWORD, annas, gallery, gallery_with, old, passwords},
    world::{Open, World, code_of, refused},
};
use contract::{Code, Purpose};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;

const PATH: &str = "/api/v1/account/password";

/// What gives the password up.
fn typed() -> Value {
    json!({ "current_password": PASSWORD })
}

/// Both proofs of a change, and for a move the name of the account whose login moves.
async fn change(world: &World, open: &Open, current: &Person, new: &Person, username: Option<&str>) -> Value {
    let mut body = json!({
        "current": proof(world, Purpose::ChangeLogin, Some(&open.token), current).await,
        "new": proof(world, Purpose::ChangeLogin, Some(&open.token), new).await,
    });
    if let Some(username) = username {
        body["username"] = username.into();
    }
    body
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_take_ways_in_away_at_once_the_account_keeps_one() {
    let world = Arc::new(gallery_with(&[annas()], passwords(&["anna"])).await);
    let anna = world.sign_in(&ANNA, "laptop").await;
    let ben = confirmed(&world, &BEN, "ben").await;
    let mut racers = Vec::new();
    for number in 0..16 {
        let (of_anna, of_ben) = (Some(anna.token.clone()), Some(ben.token.clone()));
        racers.push(match number % 3 {
            0 => (Method::DELETE, PATH.to_owned(), of_anna, Some(typed())),
            1 => {
                let body = change(&world, &anna, &ANNA, &NEW, None).await;
                (Method::POST, "/api/v1/account/login".to_owned(), of_anna, Some(body))
            }
            _ => {
                let body = change(&world, &ben, &BEN, &ANNA, Some("anna")).await;
                (
                    Method::POST,
                    "/api/v1/account/login/move".to_owned(),
                    of_ben,
                    Some(body),
                )
            }
        });
    }
    let outcomes = race(&world, racers).await;
    let of = |kind: usize| -> Vec<_> { outcomes.iter().skip(kind).step_by(3).cloned().collect() };
    let (removed, changed, moved) = (wins(&of(0)), wins(&of(1)), wins(&of(2)));
    assert_eq!(changed + moved, 1, "{outcomes:?}");
    assert!(removed <= 1, "{outcomes:?}");
    if changed == 1 {
        let back = world.sign_in(&NEW, "x").await;
        assert_eq!(back.account.username, "anna");
    } else {
        // The login went to Ben, and a mailed link and another identity keep the account.
        assert_eq!(world.sign_in(&ANNA, "x").await.account.username, "ben");
        let told = world.gallery.service.mails().await;
        assert!(
            told.iter()
                .any(|mail| mail.to == "anna@example.org" && mail.text.contains("/act/"))
        );
    }
    finish(world).await;
}

#[tokio::test]
async fn who_has_nothing_but_a_password_cannot_remove_it() {
    let world = gallery(&[old()]).await;
    let token = world.password_session().await;
    for path in ["/api/v1/account/password?preview=true", PATH] {
        let response = world.call(Method::DELETE, path, Some(&token), Some(typed())).await;
        let problem = refused(response).await;
        assert_eq!((problem.code, problem.status), (Code::LastLogin, 409));
        assert_eq!(problem.field, None);
    }
    world.password_session().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_give_the_password_up_at_once_one_does_and_the_login_stays() {
    let world = Arc::new(gallery_with(&[annas()], passwords(&["anna"])).await);
    let anna = world.sign_in(&ANNA, "laptop").await;
    let racer = || {
        let token = Some(anna.token.clone());
        (Method::DELETE, PATH.to_owned(), token, Some(typed()))
    };
    let outcomes = race(&world, (0..16).map(|_| racer()).collect()).await;
    assert_eq!(wins(&outcomes), 1);
    let lost = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    assert!(
        lost.map(|problem| problem.code)
            .all(|code| code == Code::PasswordMissing)
    );
    let account = world.account(&anna.token).await;
    assert!(account.login.is_some() && !account.has_password);
    let gone = world.try_password("anna", PASSWORD).await;
    assert_eq!(code_of(gone).await, Code::CredentialsWrong);
    finish(world).await;
}

#[tokio::test]
async fn rule_9_37_no_request_takes_a_login_away_and_gives_none() {
    let world = gallery_with(&[annas()], passwords(&["anna"])).await;
    let anna = world.sign_in(&ANNA, "laptop").await;
    for path in ["/api/v1/account/login", "/api/v1/account/login/link"] {
        let refused = world.delete_with(path, &anna.token).await;
        assert_eq!(code_of(refused).await, Code::MethodNotAllowed, "{path}");
    }
    // A change without another identity is none.
    let mut body = change(&world, &anna, &ANNA, &NEW, None).await;
    for missing in [Some(Value::Null), None] {
        match missing {
            Some(nothing) => body["new"] = nothing,
            None => drop(body.as_object_mut().unwrap().remove("new")),
        }
        let refused = world
            .post("/api/v1/account/login", Some(&anna.token), body.clone())
            .await;
        assert_eq!(code_of(refused).await, Code::BadRequest, "{body}");
    }
    let account = world.account(&anna.token).await;
    assert!(account.has_password && account.login.is_some());
    world.end().await;
}
