//! Many at once.

use super::{OF_FINN, OWN, asked, body, mailed_to, own, proved, waiting};
use crate::{
    cast::{FINN, finish, race, shared, wins},
    provider::{ANNA, BEN, CARA},
};
use contract::{Code, Purpose, organization::Organization, session::SessionList};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_accept_one_conversion_at_once_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    let racers = (0..16).map(|_| (Method::POST, OF_FINN.to_owned(), Some(ben.token.clone()), None));
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    for lost in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(lost.code, Code::ConversionNotFound);
    }
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_conversion_is_accepted_rejected_or_cancelled_but_only_one_of_these() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    let racers = (0..16).map(|number| match number % 3 {
        0 => (Method::POST, OF_FINN.to_owned(), Some(ben.token.clone()), None),
        1 => (Method::DELETE, OF_FINN.to_owned(), Some(ben.token.clone()), None),
        _ => (Method::DELETE, OWN.to_owned(), Some(finn.token.clone()), None),
    });
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    for (number, lost) in outcomes
        .iter()
        .enumerate()
        .filter_map(|(at, it)| Some((at, it.as_ref().err()?)))
    {
        // Where it was accepted, Finn's account is an organization, and nobody signs in to it.
        let accepted = outcomes.iter().step_by(3).any(Result::is_ok);
        let expected = if accepted && number % 3 == 2 {
            Code::SessionRequired
        } else {
            Code::ConversionNotFound
        };
        assert_eq!(lost.code, expected);
    }
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_account_joins_an_organization_or_becomes_one_but_never_both() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben, anna) = (
        world.sign_in(&FINN, "f").await,
        world.sign_in(&BEN, "b").await,
        world.sign_in(&ANNA, "a").await,
    );
    asked(&world, &finn, "ben").await;
    let racers = (0..16).map(|number| match number % 3 {
        0 => (Method::POST, OF_FINN.to_owned(), Some(ben.token.clone()), None),
        1 => {
            let body = json!({ "username": "finn", "role": "administrator" });
            let path = "/api/v1/organizations/team/members".to_owned();
            (Method::POST, path, Some(anna.token.clone()), Some(body))
        }
        _ => {
            let path = "/api/v1/account/invitations/team".to_owned();
            (Method::POST, path, Some(finn.token.clone()), None)
        }
    });
    race(&world, racers.collect()).await;
    let converted = world.get("/api/v1/organizations/finn", Some(&ben.token)).await;
    let response = world.get("/api/v1/organizations/team", Some(&anna.token)).await;
    let team: Organization = response.json().await.unwrap();
    let joined = team.members.iter().any(|member| member.username == "finn");
    assert!(!(joined && converted.status() == StatusCode::OK));
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_accounts_that_name_each_other_do_not_both_become_organizations() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, cara) = (world.sign_in(&FINN, "f").await, world.sign_in(&CARA, "c").await);
    let attempt = world.begin(Purpose::ConvertAccount, Some(&cara.token)).await;
    world.complete(&attempt, &CARA).await;
    world.post(OWN, Some(&cara.token), body("finn", Some(&attempt))).await;
    asked(&world, &finn, "cara").await;
    let racers = (0..16).map(|number| {
        if number % 2 == 0 {
            (Method::POST, OF_FINN.to_owned(), Some(cara.token.clone()), None)
        } else {
            let path = "/api/v1/account/conversions/cara".to_owned();
            (Method::POST, path, Some(finn.token.clone()), None)
        }
    });
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    for lost in outcomes.into_iter().filter_map(Result::err) {
        let expected = [Code::ConversionNotFound, Code::SessionRequired];
        assert!(expected.contains(&lost.code), "{lost:?}");
    }
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_requests_at_once_one_waits_in_the_end_and_each_earlier_administrator_was_told() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    let mut racers = Vec::new();
    for number in 0..16 {
        let attempt = proved(&world, &finn).await;
        let name = if number % 2 == 0 { "ben" } else { "cara" };
        racers.push((
            Method::POST,
            OWN.to_owned(),
            Some(finn.token.clone()),
            Some(body(name, Some(&attempt))),
        ));
    }
    let outcomes = race(&world, racers).await;
    assert_eq!(wins(&outcomes), 16);
    let administrator = own(&world, &finn).await.request.unwrap().administrator;
    let list = waiting(&world, &ben).await.conversions;
    assert_eq!(list.len(), usize::from(administrator == "ben"));
    // Sixteen were asked, fifteen were told that it is over.
    let told = mailed_to(&world, BEN.address).await.len() + mailed_to(&world, CARA.address).await.len();
    assert_eq!(told, 16 + 15);
    let sessions: SessionList = world
        .get("/api/v1/sessions", Some(&finn.token))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(sessions.sessions.len(), 1);
    finish(world).await;
}
