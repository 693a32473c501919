//! Section 14 over HTTP: the end of an account, and keeping one.

use crate::{
    at_once::at_once,
    provider::{ANNA, BEN, CARA},
    scene::{deletion_body, on_disk, reference_in},
    world::{Open, World, code_of, refused},
};
use contract::{
    Code, Purpose,
    account::Account,
    consequence::{Consequence, Preview},
    deletion::PendingDeletion,
    session::SessionKind,
};
use reqwest::{Method, Response, StatusCode};
use rusqlite::Connection;
use serde_json::{Value, json};
use service::Configuration;
use std::time::Duration;

const ACCOUNT: &str = "/api/v1/account";
pub const WEEK: i64 = 7 * 86_400;

pub fn without_grace(configuration: &mut Configuration) {
    configuration.deletion_grace = Duration::ZERO;
}

pub async fn delete_with(world: &World, open: &Open, body: Value) -> Response {
    world.call(Method::DELETE, ACCOUNT, Some(&open.token), Some(body)).await
}

pub async fn preview(world: &World, open: &Open) -> Vec<Consequence> {
    let path = format!("{ACCOUNT}?preview=true");
    let body = json!({ "unlist_orphans": true });
    let response = world.call(Method::DELETE, &path, Some(&open.token), Some(body)).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json::<Preview>().await.unwrap().consequences
}

async fn cancel(world: &World, token: &str) -> Response {
    world
        .call(Method::POST, "/api/v1/account/deletion/cancel", Some(token), None)
        .await
}

async fn keep(world: &World, body: Value) -> Response {
    world.post("/api/v1/deletions/cancel", None, body).await
}

#[tokio::test]
async fn an_account_waits_a_week_in_which_signing_in_can_keep_it() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let shown = preview(&world, &open).await;
    let asked = world.delete_account(&open, &ANNA).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    let deletion: PendingDeletion = asked.json().await.unwrap();
    assert_eq!(deletion.due_at.secs_since(deletion.requested_at), WEEK);
    assert_eq!(deletion.consequences, shown, "what was shown is what is kept");
    assert_eq!(
        code_of(world.get(ACCOUNT, Some(&open.token)).await).await,
        Code::SessionRequired
    );

    let back = world.sign_in(&ANNA, "again").await;
    assert_eq!(back.account.deletion_at, Some(deletion.due_at));
    let session: Value = world
        .get("/api/v1/sessions", Some(&back.token))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(session["sessions"][0]["kind"], json!(SessionKind::Recovery));
    let found = world.get("/api/v1/account/deletion", Some(&back.token)).await;
    assert_eq!(found.json::<PendingDeletion>().await.unwrap(), deletion);
    let address = world
        .put("/api/v1/account/email", &back.token, json!({ "address": "a@b.co" }))
        .await;
    assert_eq!(
        code_of(address).await,
        Code::FullSessionRequired,
        "it may look, stay or go"
    );

    let kept: Account = cancel(&world, &back.token).await.json().await.unwrap();
    assert_eq!(kept.deletion_at, None);
    assert_eq!(
        code_of(cancel(&world, &back.token).await).await,
        Code::DeletionNotPending
    );
    let found = world.get("/api/v1/account/deletion", Some(&back.token)).await;
    assert_eq!(code_of(found).await, Code::DeletionNotPending);
    world.clock.advance_secs(WEEK);
    world.gallery.service.run_housekeeping().await;
    assert_eq!(world.sign_in(&ANNA, "later").await.account.username, "anna");
    world.end().await;
}

#[tokio::test]
async fn at_the_end_of_the_grace_period_the_account_is_gone_and_its_name_taken_for_ever() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    world.delete_account(&open, &ANNA).await;
    world.clock.advance_secs(WEEK - 1);
    world.gallery.service.run_housekeeping().await;
    assert_eq!(world.get("/api/v1/profiles/anna", None).await.status(), StatusCode::OK);
    world.clock.advance_secs(1);
    world.gallery.service.run_housekeeping().await;
    assert_eq!(
        code_of(world.get("/api/v1/profiles/anna", None).await).await,
        Code::NotFound
    );
    let mails = world.gallery.service.mails().await;
    assert!(mails[0].to == ANNA.address && mails[0].subject.contains("was deleted"));
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "a").await).await,
        Code::IdentityNotLinked
    );
    assert_eq!(
        code_of(world.try_register(&attempt, "ANNA", ANNA.address).await).await,
        Code::UsernameTaken
    );
    let again = world.try_register(&attempt, "anna2", ANNA.address).await;
    assert_eq!(again.status(), StatusCode::CREATED, "identity and address are free");
    world.end().await;
}

#[tokio::test]
async fn an_account_whose_address_was_never_confirmed_goes_at_once_and_leaves_its_name() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    assert!(preview(&world, &open).await.contains(&Consequence::NameFreed {
        username: "anna".to_owned()
    }));
    assert_eq!(
        world.delete_account(&open, &ANNA).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        code_of(world.get(ACCOUNT, Some(&open.token)).await).await,
        Code::SessionRequired
    );
    assert_eq!(
        world.gallery.service.mails().await.len(),
        1,
        "only the code for the address"
    );
    world.register(&BEN, "anna").await;
    world.end().await;
}

#[tokio::test]
async fn a_gallery_without_grace_deletes_at_once() {
    let world = World::with(without_grace).await;
    let open = world.confirmed(&ANNA, "anna").await;
    assert_eq!(
        world.delete_account(&open, &ANNA).await.status(),
        StatusCode::NO_CONTENT
    );
    let attempt = world.proved(Purpose::SignIn, &BEN).await;
    assert_eq!(
        code_of(world.try_register(&attempt, "anna", BEN.address).await).await,
        Code::UsernameTaken
    );
    world.end().await;
}

#[tokio::test]
async fn it_takes_the_typed_name_and_a_fresh_proof_of_the_linked_identity() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    assert_eq!(
        code_of(delete_with(&world, &open, json!({ "unlist_orphans": true })).await).await,
        Code::ProofInvalid
    );
    let attempt = world.proved_in(Purpose::DeleteAccount, &ANNA, &open.token).await;
    let wrong = refused(delete_with(&world, &open, deletion_body(&attempt, "ann")).await).await;
    assert_eq!(
        (wrong.code, wrong.field.as_deref()),
        (Code::ConfirmationWrong, Some("username"))
    );
    let bens = world.proved_in(Purpose::DeleteAccount, &BEN, &open.token).await;
    let refused = delete_with(&world, &open, deletion_body(&bens, "anna")).await;
    assert_eq!(code_of(refused).await, Code::CurrentIdentityWrong);
    let unbound = world.proved(Purpose::SignIn, &ANNA).await;
    assert_eq!(
        code_of(delete_with(&world, &open, deletion_body(&unbound, "anna")).await).await,
        Code::ProofInvalid
    );
    // None of the refusals used the proof up.
    let asked = delete_with(&world, &open, deletion_body(&attempt, "ANNA")).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_16_that_ask_at_once_one_begins_the_deletion() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let attempt = world.proved_in(Purpose::DeleteAccount, &ANNA, &open.token).await;
    let body = deletion_body(&attempt, "anna");
    let answers = at_once((0..16).map(|_| delete_with(&world, &open, body.clone())));
    let accepted = answers
        .iter()
        .filter(|answer| answer.status() == StatusCode::ACCEPTED)
        .count();
    assert_eq!(accepted, 1);
    for answer in answers
        .into_iter()
        .filter(|answer| answer.status() != StatusCode::ACCEPTED)
    {
        assert_eq!(code_of(answer).await, Code::SessionRequired);
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_mailed_link_keeps_the_account_once_of_16() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    world.delete_account(&open, &ANNA).await;
    let reference = reference_in(&world.gallery.service.mails().await[0].text);
    let answers = at_once((0..16).map(|_| keep(&world, json!({ "reference": reference }))));
    let mut kept = 0;
    for answer in answers {
        if answer.status() == StatusCode::NO_CONTENT {
            kept += 1;
        } else {
            assert_eq!(code_of(answer).await, Code::NotFound);
        }
    }
    assert_eq!(kept, 1);
    assert_eq!(world.sign_in(&ANNA, "a").await.account.deletion_at, None);
    assert_eq!(
        code_of(keep(&world, json!({ "reference": "A".repeat(43) })).await).await,
        Code::NotFound
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn keeping_and_ending_at_the_same_moment_leave_one_of_the_two() {
    for round in 0..8 {
        let world = World::new().await;
        let open = world.confirmed(&ANNA, "anna").await;
        world.delete_account(&open, &ANNA).await;
        let back = world.sign_in(&ANNA, "back").await;
        world.clock.advance_secs(WEEK);
        let done = at_once((0..2).map(async |who| {
            if who == round % 2 {
                return Some(cancel(&world, &back.token).await);
            }
            world.gallery.service.run_housekeeping().await;
            None
        }));
        let kept = done.into_iter().flatten().next().unwrap();
        let there = world.get("/api/v1/profiles/anna", None).await.status() == StatusCode::OK;
        assert_eq!(kept.status() == StatusCode::OK, there);
        world.end().await;
    }
}

#[tokio::test]
async fn where_the_login_was_moved_the_link_takes_another_identity() {
    let (world, folder) = on_disk(|_| ()).await;
    let anna = world.confirmed(&ANNA, "anna").await;
    world.delete_account(&anna, &ANNA).await;
    let reference = reference_in(&world.gallery.service.mails().await[0].text);
    let ben = world.confirmed(&BEN, "ben").await;
    // As moving a login leaves it: the identity is Ben's by now, and his own is free.
    let connection = Connection::open(folder.path().join("accounts.db")).unwrap();
    let id = "(SELECT id FROM accounts WHERE username = 'ben')";
    connection
        .execute_batch(&format!(
            "DELETE FROM logins WHERE account = {id};
             UPDATE logins SET account = {id};
             UPDATE deletions SET login_moved_to = {id};"
        ))
        .unwrap();
    let bare = keep(&world, json!({ "reference": reference })).await;
    assert_eq!(code_of(bare).await, Code::LoginMissing);
    let foreseen = world
        .post(
            "/api/v1/deletions/cancel?preview=true",
            None,
            json!({ "reference": reference }),
        )
        .await;
    let foreseen: Preview = foreseen.json().await.unwrap();
    let username = || "anna".to_owned();
    let missing = Consequence::LoginMissing {
        username: username(),
        recovery: false,
    };
    assert_eq!(
        foreseen.consequences,
        [Consequence::AccountKept { username: username() }, missing]
    );
    let with = |attempt: &crate::world::Attempt| {
        let proof = json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret });
        json!({ "reference": reference, "proof": proof })
    };
    let taken = world.proved(Purpose::CancelDeletion, &ANNA).await;
    assert_eq!(
        code_of(keep(&world, with(&taken)).await).await,
        Code::IdentityAlreadyLinked
    );
    let free = world.proved(Purpose::CancelDeletion, &CARA).await;
    assert_eq!(keep(&world, with(&free)).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.sign_in(&CARA, "c").await.account.username, "anna");
    assert_eq!(world.account(&ben.token).await.username, "ben");
    world.end().await;
}
