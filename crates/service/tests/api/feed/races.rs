//! Many at once.

use super::{changes, push};
use crate::{
    cast::{FINN, finish, shared, wins},
    keys::made,
    provider::{ANNA, BEN, CARA},
};
use contract::{Code, Problem, feed::Denial};
use reqwest::StatusCode;
use std::{collections::BTreeMap, sync::Arc};
use tokio::sync::Barrier;

/// Sixteen people push the same new package at once.
#[tokio::test]
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
    let barrier = Arc::new(Barrier::new(16));
    let running: Vec<_> = (0..16)
        .map(|number| {
            let (world, barrier) = (world.clone(), barrier.clone());
            let (owner, key) = keys[number % keys.len()].clone();
            tokio::spawn(async move {
                barrier.wait().await;
                (owner, push(&world, &key, "Brand.New").await)
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in running {
        answers.push(task.await.unwrap());
    }
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
#[tokio::test]
async fn a_push_and_the_removal_of_its_member_come_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, ben) = (world.sign_in(&ANNA, "one").await, world.sign_in(&BEN, "two").await);
    let (_, key) = made(&world, &ben, "team").await;
    let barrier = Arc::new(Barrier::new(16));
    let mut running = Vec::new();
    for number in 0..15 {
        let (world, barrier, key) = (world.clone(), barrier.clone(), key.clone());
        running.push(tokio::spawn(async move {
            barrier.wait().await;
            let answer = push(&world, &key, &format!("Race.{number}")).await;
            if answer.registered {
                Ok(StatusCode::OK)
            } else {
                assert_eq!(answer.reason, Some(Denial::NotMember));
                Err(Problem::from(Code::NotAuthorized))
            }
        }));
    }
    barrier.wait().await;
    let removed = world.delete("/api/v1/organizations/team/members/ben", &anna).await;
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
    let mut outcomes = Vec::new();
    for task in running {
        outcomes.push(task.await.unwrap());
    }
    assert_eq!(changes(&world, None, 100).await.changes.len(), wins(&outcomes));
    assert_eq!(push(&world, &key, "Race.Later").await.reason, Some(Denial::NotMember));
    finish(world).await;
}
