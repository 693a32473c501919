//! Different things that are done to one account or organization at the same moment.

use super::{only, post};
use crate::{
    cast::{Racer, finish, race, seed, shared, wins},
    deletion::without_grace,
    logins::confirmed,
    organizations::{change, seen},
    provider::{ANNA, BEN, CARA},
    scene::{deletion_body, look, reference_in},
    world::{World, code_in},
};
use contract::{Code, Purpose};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use service::Database;
use std::sync::Arc;

const CONFIRMATION: &str = "/api/v1/account/email/confirmation";
const BY_LINK: &str = "/api/v1/email-confirmations";
const EMAIL: &str = "/api/v1/account/email";

/// The latest mail to an address.
async fn mail_to(world: &World, address: &str) -> String {
    let mails = world.gallery.service.mails().await;
    mails.into_iter().find(|mail| mail.to == address).unwrap().text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn another_address_is_confirmed_by_its_code_or_its_link_or_withdrawn() {
    let world = Arc::new(World::new().await);
    let anna = confirmed(&world, &ANNA, "anna").await;
    world
        .put(EMAIL, &anna.token, json!({ "address": "new@example.org" }))
        .await;
    let mail = mail_to(&world, "new@example.org").await;
    let (code, link) = (code_in(&mail), reference_in(&mail));
    let racers = (0..16).map(|number| match number % 3 {
        0 => post(CONFIRMATION, Some(&anna), json!({ "code": code })),
        1 => post(BY_LINK, Some(&anna), json!({ "reference": link })),
        _ => (Method::DELETE, EMAIL.to_owned(), Some(anna.token.clone()), None),
    });
    let outcomes = race(&world, racers.collect()).await;
    only(&outcomes, &[Code::EmailNotPending, Code::NotFound]);
    let by = |kind: usize| outcomes.iter().skip(kind).step_by(3).filter(|it| it.is_ok()).count();
    let account = world.account(&anna.token).await;
    assert_eq!(account.pending_email, None);
    let replaced = account.confirmed_email.as_deref() == Some("new@example.org");
    assert_eq!(by(0) + by(1), usize::from(replaced));
    assert_eq!(
        by(2),
        5,
        "there is nothing to withdraw, and that is no refusal (rule 5.15)"
    );
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_address_is_confirmed_while_another_is_asked_for_and_each_is_what_its_code_says() {
    let world = Arc::new(World::new().await);
    let anna = confirmed(&world, &ANNA, "anna").await;
    world
        .put(EMAIL, &anna.token, json!({ "address": "one@example.org" }))
        .await;
    let code = code_in(&mail_to(&world, "one@example.org").await);
    let racers = (0..16).map(|number| {
        if number % 2 == 0 {
            return post(CONFIRMATION, Some(&anna), json!({ "code": code }));
        }
        let body = json!({ "address": "two@example.org" });
        (Method::PUT, EMAIL.to_owned(), Some(anna.token.clone()), Some(body))
    });
    let outcomes = race(&world, racers.collect()).await;
    // The code of the first is none of the second's, and uses up what that one's code may be tried.
    only(&outcomes, &[Code::EmailNotPending, Code::CodeWrong, Code::CodeExpired]);
    let confirmed = wins(&outcomes.iter().step_by(2).cloned().collect::<Vec<_>>());
    assert!(outcomes.iter().skip(1).step_by(2).all(Result::is_ok));
    let account = world.account(&anna.token).await;
    assert_eq!(account.pending_email.as_deref(), Some("two@example.org"));
    let expected = [ANNA.address, "one@example.org"][confirmed];
    assert_eq!(account.confirmed_email.as_deref(), Some(expected));
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_leaves_while_their_role_changes_has_left() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let path = "/api/v1/organizations/team/members/ben";
    let racers = (0..16).map(|number| -> Racer {
        if number % 2 == 0 {
            return (Method::DELETE, path.to_owned(), Some(ben.token.clone()), None);
        }
        let role = ["administrator", "collaborator"][number / 2 % 2];
        let body = json!({ "role": role });
        (Method::PATCH, path.to_owned(), Some(anna.token.clone()), Some(body))
    });
    let outcomes = race(&world, racers.collect()).await;
    let left: Vec<_> = outcomes.iter().step_by(2).cloned().collect();
    assert_eq!(wins(&left), 1);
    only(&left, &[Code::NotAuthorized]);
    let changed: Vec<_> = outcomes.iter().skip(1).step_by(2).cloned().collect();
    only(&changed, &[Code::MemberNotFound]);
    let team = seen(&world, &anna, "team").await;
    assert_eq!(team.members.len(), 1, "{:?}", team.members);
    finish(world).await;
}

/// Two administrators leave, demote each other and delete an account, all at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whichever_way_administrators_go_at_once_an_organization_keeps_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = World::with(|set| {
        set.database = Database::File(file);
        without_grace(set);
    })
    .await;
    seed(&world).await;
    let world = Arc::new(world);
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    change(&world, &anna, "team", "ben", "administrator").await;
    let cara = world.sign_in(&CARA, "c").await;
    let body = json!({ "username": "cara", "role": "collaborator" });
    world
        .post("/api/v1/organizations/team/members", Some(&anna.token), body)
        .await;
    let path = "/api/v1/account/invitations/team";
    let joined = world.call(Method::POST, path, Some(&cara.token), None).await;
    assert_eq!(joined.status(), StatusCode::OK);
    let member = |name: &str| format!("/api/v1/organizations/team/members/{name}");
    let mut racers: Vec<Racer> = Vec::new();
    for number in 0..16 {
        let down = Some(json!({ "role": "collaborator" }));
        let (of_anna, of_ben) = (Some(anna.token.clone()), Some(ben.token.clone()));
        racers.push(match number % 5 {
            0 => (Method::DELETE, member("anna"), of_anna, None),
            1 => (Method::PATCH, member("ben"), of_anna, down),
            2 => (Method::PATCH, member("anna"), of_ben, down),
            3 => (Method::DELETE, member("ben"), of_ben, None),
            _ => {
                let attempt = world.proved_in(Purpose::DeleteAccount, &BEN, &ben.token).await;
                let body: Value = deletion_body(&attempt, "ben");
                (Method::DELETE, "/api/v1/account".to_owned(), of_ben, Some(body))
            }
        });
    }
    let outcomes = race(&world, racers).await;
    only(
        &outcomes,
        &[
            // The only administrator stays one, and stays (11.18); who is none any more acts for nobody (11.8).
            Code::LastAdministrator,
            Code::NotAuthorized,
            // Who was to be demoted has left, or their account is gone.
            Code::MemberNotFound,
            // Ben's account is gone, with his session.
            Code::SessionRequired,
        ],
    );
    let deleted: Vec<_> = outcomes.iter().skip(4).step_by(5).cloned().collect();
    assert_eq!(wins(&deleted), 1, "whatever else happened");
    let administrators = "SELECT count(*) FROM members WHERE administrator
        AND organization = (SELECT id FROM accounts WHERE username = 'team')";
    assert_ne!(look(folder.path(), administrators), "0");
    finish(world).await;
}
