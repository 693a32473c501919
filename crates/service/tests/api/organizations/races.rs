//! Many at once.

use super::{change, creation, invite, list, seen};
use crate::{
    cast::{Racer, finish, race, shared, wins},
    provider::{ANNA, BEN, CARA},
    races::only,
};
use contract::{Code, organization::Role};
use reqwest::Method;
use serde_json::json;

fn sixteen(racer: impl Fn(usize) -> Racer) -> Vec<Racer> {
    (0..16).map(racer).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_accept_one_invitation_at_once_one_joins() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    invite(&world, &anna, "team", "cara", "administrator").await;
    let path = || "/api/v1/account/invitations/team".to_owned();
    let token = || Some(cara.token.clone());
    let outcomes = race(&world, sixteen(|_| (Method::POST, path(), token(), None))).await;
    assert_eq!(wins(&outcomes), 1);
    for lost in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(lost.code, Code::InvitationNotFound);
    }
    assert_eq!(seen(&world, &anna, "team").await.members.len(), 3);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_invitation_is_accepted_declined_or_withdrawn_but_only_one_of_these() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    invite(&world, &anna, "team", "cara", "collaborator").await;
    let own = || "/api/v1/account/invitations/team".to_owned();
    let theirs = || "/api/v1/organizations/team/invitations/cara".to_owned();
    let outcomes = race(
        &world,
        sixteen(|number| match number % 3 {
            0 => (Method::POST, own(), Some(cara.token.clone()), None),
            1 => (Method::DELETE, own(), Some(cara.token.clone()), None),
            _ => (Method::DELETE, theirs(), Some(anna.token.clone()), None),
        }),
    )
    .await;
    assert_eq!(wins(&outcomes), 1);
    only(&outcomes, &[Code::InvitationNotFound]);
    let joined = outcomes.iter().step_by(3).any(Result::is_ok);
    assert_eq!(
        seen(&world, &anna, "team").await.members.len(),
        if joined { 3 } else { 2 }
    );
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_administrators_who_demote_and_remove_each_other_sixteen_ways_leave_one() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    change(&world, &anna, "team", "ben", "administrator").await;
    let path = |name: &str| format!("/api/v1/organizations/team/members/{name}");
    let down = || Some(json!({ "role": "collaborator" }));
    let outcomes = race(
        &world,
        sixteen(|number| {
            let (own, other, token) = if number % 2 == 0 {
                ("anna", "ben", Some(anna.token.clone()))
            } else {
                ("ben", "anna", Some(ben.token.clone()))
            };
            match number / 2 % 4 {
                0 => (Method::PATCH, path(other), token, down()),
                1 => (Method::PATCH, path(own), token, down()),
                2 => (Method::DELETE, path(other), token, None),
                _ => (Method::DELETE, path(own), token, None),
            }
        }),
    )
    .await;
    for lost in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        let expected = [Code::LastAdministrator, Code::NotAuthorized, Code::MemberNotFound];
        assert!(expected.contains(&lost.code), "{lost:?}");
    }
    let mut administrators = 0;
    for open in [&anna, &ben] {
        let mine = list(&world, open).await.organizations;
        administrators += mine
            .iter()
            .filter(|membership| membership.organization == "team" && membership.role == Role::Administrator)
            .count();
    }
    assert_eq!(administrators, 1);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_that_invite_at_once_make_one_invitation_and_mail_it_once() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let anna = world.sign_in(&ANNA, "a").await;
    let path = || "/api/v1/organizations/team/members".to_owned();
    let body = || Some(json!({ "username": "cara", "role": "collaborator" }));
    let outcomes = race(
        &world,
        sixteen(|_| (Method::POST, path(), Some(anna.token.clone()), body())),
    )
    .await;
    assert_eq!(wins(&outcomes), 16);
    assert_eq!(seen(&world, &anna, "team").await.invitations.len(), 1);
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails.iter().filter(|mail| mail.to == CARA.address).count(), 1);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_create_one_organization_at_once_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let anna = world.sign_in(&ANNA, "a").await;
    let path = || "/api/v1/organizations".to_owned();
    let body = |number: usize| Some(creation("fresh", &format!("fresh{number}@example.org")));
    let token = || Some(anna.token.clone());
    let outcomes = race(&world, sixteen(|number| (Method::POST, path(), token(), body(number)))).await;
    assert_eq!(wins(&outcomes), 1);
    for lost in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(lost.code, Code::UsernameTaken);
    }
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_joins_an_organization_that_is_deleted_at_the_same_moment() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    invite(&world, &anna, "alone", "cara", "collaborator").await;
    let outcomes = race(
        &world,
        sixteen(|number| {
            if number % 2 == 0 {
                let path = "/api/v1/account/invitations/alone".to_owned();
                (Method::POST, path, Some(cara.token.clone()), None)
            } else {
                let path = "/api/v1/organizations/alone".to_owned();
                let body = Some(json!({ "username": "alone" }));
                (Method::DELETE, path, Some(anna.token.clone()), body)
            }
        }),
    )
    .await;
    assert_eq!(wins(&outcomes), 1);
    finish(world).await;
}
