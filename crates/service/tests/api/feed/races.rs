//! Many at once.

use super::{changes, push};
use crate::{
    at_once::at_once,
    cast::{FINN, finish, shared},
    keys::made,
    provider::{ANNA, BEN, CARA},
};
use contract::feed::Denial;
use reqwest::StatusCode;
use std::collections::BTreeMap;

/// Sixteen people push the same new package at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_who_push_one_new_package_at_once_one_registers_it() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let mut keys = Vec::new();
    for (person, owner) in [
        (&ANNA, "anna"),
        (&ANNA, "team"),
        (&ANNA, "alone"),
        (&BEN, "ben"),
        (&CARA, "cara"),
        (&FINN, "finn"),
    ] {
        let open = world.sign_in(person, "one").await;
        keys.push((owner, made(&world, &open, owner).await.1));
    }
    let answers = at_once((0..16).map(async |number| {
        let (owner, key) = &keys[number % keys.len()];
        (*owner, push(&world, key, "Brand.New").await)
    }));
    let winners: Vec<_> = answers.iter().filter(|(_, answer)| answer.registered).collect();
    assert_eq!(winners.len(), 1);
    let winner = winners[0].0;
    for (owner, answer) in &answers {
        let reason = (*owner != winner).then_some(Denial::NotOwner);
        assert_eq!(
            (answer.reason, &answer.owners),
            (reason, &vec![winner.to_owned()]),
            "{owner}"
        );
    }
    let registered: BTreeMap<String, usize> =
        changes(&world, None, 100)
            .await
            .changes
            .into_iter()
            .fold(BTreeMap::new(), |mut counts, change| {
                *counts.entry(change.package).or_default() += 1;
                counts
            });
    assert_eq!(registered, BTreeMap::from([("Brand.New".to_owned(), 1)]));
    finish(world).await;
}

/// A member is removed while their key registers: afterwards either the push came first, or it was denied.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_push_and_the_removal_of_its_member_come_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, ben) = (world.sign_in(&ANNA, "one").await, world.sign_in(&BEN, "two").await);
    let (_, key) = made(&world, &ben, "team").await;
    let registered = at_once((0..16).map(async |number| {
        if number == 15 {
            let removed = world.delete("/api/v1/organizations/team/members/ben", &anna).await;
            assert_eq!(removed.status(), StatusCode::NO_CONTENT);
            return false;
        }
        let answer = push(&world, &key, &format!("Race.{number}")).await;
        assert_eq!(answer.reason, (!answer.registered).then_some(Denial::NotMember));
        answer.registered
    }));
    let registered = registered.into_iter().filter(|registered| *registered).count();
    assert_eq!(changes(&world, None, 100).await.changes.len(), registered);
    assert_eq!(push(&world, &key, "Race.Later").await.reason, Some(Denial::NotMember));
    finish(world).await;
}
