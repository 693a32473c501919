//! Many at once.

use super::{answer, offered, owners};
use crate::{
    cast::{FINN, Racer, finish, race, shared, wins},
    provider::{ANNA, CARA},
};
use contract::Code;
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_offer_is_accepted_declined_or_withdrawn_by_one_of_sixteen() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let body = json!({ "username": "cara" });
    let offer = offered(&world, &finn, "Finn.Tools", body).await.offer.unwrap();
    let path = format!("/api/v1/ownership-offers/{}", offer.id);
    let racers = (0..16).map(|number| -> Racer {
        let answer = |how| (Method::POST, format!("{path}/{how}"), Some(cara.token.clone()), None);
        match number % 3 {
            0 => answer("accept"),
            1 => answer("decline"),
            _ => (Method::DELETE, path.clone(), Some(finn.token.clone()), None),
        }
    });
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    let losers = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    assert!(
        losers
            .into_iter()
            .all(|problem| problem.code == Code::OwnershipRequestNotFound)
    );
    finish(world).await;
}

/// Everybody removes somebody at once; whatever order they come in, one owner is left.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_removals_at_once_leave_an_owner() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, finn, cara) = (
        world.sign_in(&ANNA, "one").await,
        world.sign_in(&FINN, "two").await,
        world.sign_in(&CARA, "three").await,
    );
    for (open, name) in [(&cara, "cara"), (&anna, "team")] {
        let body = json!({ "username": name });
        let offer = offered(&world, &finn, "Finn.Tools", body).await.offer.unwrap();
        let accepted = answer(&world, open, &offer.id.to_string(), "accept").await;
        assert_eq!(accepted.status(), StatusCode::OK);
    }
    let names = ["finn", "cara", "team"];
    let racers = (0..16).map(|number| -> Racer {
        let by = [&finn, &cara, &anna][number % 3];
        let path = format!("/api/v1/packages/Finn.Tools/owners/{}", names[number / 3 % 3]);
        (Method::DELETE, path, Some(by.token.clone()), None)
    });
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 2);
    for problem in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        assert!(
            matches!(problem.code, Code::LastOwner | Code::NotFound | Code::NotPackageOwner),
            "{problem}"
        );
    }
    assert_eq!(owners(&world, &anna, "Finn.Tools").await.len(), 1);
    finish(world).await;
}

/// The last owner goes while another comes, and the package is unlisted meanwhile: what feeds are told in the end is what
/// holds. The consistency check at the end of the world sees to it.
/// Rule 13.12.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn feeds_are_told_what_holds_however_changes_meet() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, finn, cara) = (
        world.sign_in(&ANNA, "one").await,
        world.sign_in(&FINN, "two").await,
        world.sign_in(&CARA, "three").await,
    );
    let mut racers: Vec<Racer> = Vec::new();
    for (open, name) in [(&cara, "cara"), (&anna, "anna"), (&anna, "team")] {
        let body = json!({ "username": name });
        let offer = offered(&world, &finn, "Finn.Tools", body).await.offer.unwrap();
        let path = format!("/api/v1/ownership-offers/{}/accept", offer.id);
        racers.push((Method::POST, path, Some(open.token.clone()), None));
    }
    for number in 0..13 {
        let body = json!({ "listed": number % 2 == 0 });
        let path = "/api/v1/packages/Finn.Tools/listing".to_owned();
        racers.push((Method::PUT, path, Some(finn.token.clone()), Some(body)));
    }
    let outcomes = race(&world, racers).await;
    assert_eq!(wins(&outcomes), 16);
    assert_eq!(owners(&world, &finn, "Finn.Tools").await.len(), 4);
    finish(world).await;
}
