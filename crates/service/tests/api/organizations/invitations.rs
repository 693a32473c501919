//! Invitations, and how often somebody is mailed.

use super::{accept, change, creation, invitations, invite, mailed, remove, seen};
use crate::{
    cast::{FINN, world},
    provider::{ANNA, BEN, CARA, Person},
    world::{code_of, refused},
};
use contract::{Code, organization::Role};
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test]
async fn what_mails_others_is_done_twenty_times_an_hour_by_one_account_whatever_it_is() {
    let world = world().await;
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    for number in 0..20 {
        let role = ["administrator", "collaborator"][number % 2];
        let changed = change(&world, &anna, "team", "ben", role).await;
        assert_eq!(changed.status(), StatusCode::OK);
    }
    let before = mailed(&world).await;
    let conversion = json!({ "administrator": "cara" });
    let new = creation("fresh", "fresh@example.org");
    for response in [
        change(&world, &anna, "team", "ben", "administrator").await,
        invite(&world, &anna, "team", "cara", "collaborator").await,
        world.post("/api/v1/organizations", Some(&anna.token), new).await,
        world
            .post("/api/v1/account/conversion", Some(&anna.token), conversion)
            .await,
    ] {
        assert_eq!(code_of(response).await, Code::TooManyRequests);
    }
    assert_eq!(mailed(&world).await, before);
    let others = creation("fresh", "fresh@example.org");
    let created = world.post("/api/v1/organizations", Some(&cara.token), others).await;
    assert_eq!(created.status(), StatusCode::CREATED);
    world.clock.advance_secs(180);
    let invited = invite(&world, &anna, "team", "cara", "collaborator").await;
    assert_eq!(invited.status(), StatusCode::CREATED);
    world.end().await;
}

#[tokio::test]
async fn an_invitation_is_declined_or_withdrawn_once() {
    let world = world().await;
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    let own = "/api/v1/account/invitations/team";
    let theirs = "/api/v1/organizations/team/invitations/cara";
    assert_eq!(code_of(world.delete(own, &cara).await).await, Code::InvitationNotFound);
    assert_eq!(
        code_of(accept(&world, &cara, "team").await).await,
        Code::InvitationNotFound
    );
    assert_eq!(
        code_of(world.delete(theirs, &anna).await).await,
        Code::InvitationNotFound
    );
    invite(&world, &anna, "team", "cara", "collaborator").await;
    assert_eq!(world.delete(own, &cara).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        code_of(accept(&world, &cara, "team").await).await,
        Code::InvitationNotFound
    );
    invite(&world, &anna, "team", "cara", "collaborator").await;
    assert_eq!(world.delete(theirs, &anna).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(code_of(world.delete(own, &cara).await).await, Code::InvitationNotFound);
    assert!(invitations(&world, &cara).await.invitations.is_empty());
    let unknown = accept(&world, &cara, "nobody-here").await;
    assert_eq!(code_of(unknown).await, Code::NotFound);
    world.end().await;
}

#[tokio::test]
async fn who_is_invited_is_judged_in_the_order_of_the_rules() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "a").await;
    let newcomer = Person {
        subject: "new-oid",
        address: "new@outlook.com",
        ..FINN
    };
    world.register(&newcomer, "newcomer").await;
    let cases = [
        ("ben", Code::MemberAlready, StatusCode::CONFLICT),
        (
            "cara@company.example",
            Code::UsernameIsEmail,
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("a b", Code::UsernameInvalid, StatusCode::UNPROCESSABLE_ENTITY),
        ("nobody", Code::AccountUnknown, StatusCode::NOT_FOUND),
        ("newcomer", Code::MemberUnconfirmed, StatusCode::CONFLICT),
        ("alone", Code::MemberIsOrganization, StatusCode::CONFLICT),
    ];
    for (username, code, status) in cases {
        let problem = refused(invite(&world, &anna, "team", username, "collaborator").await).await;
        assert_eq!((problem.code, problem.status), (code, status.as_u16()), "{username}");
        assert_eq!(problem.field.as_deref(), Some("username"));
    }
    let wrong = invite(&world, &anna, "team", "cara", "owner").await;
    assert_eq!(code_of(wrong).await, Code::BadRequest);
    world.end().await;
}

#[tokio::test]
async fn an_invitation_is_mailed_at_most_once_an_hour_and_runs_out_after_thirty_days() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "a").await;
    invite(&world, &anna, "team", "cara", "collaborator").await;
    let once = mailed(&world).await;
    for role in ["collaborator", "administrator", "collaborator"] {
        invite(&world, &anna, "team", "cara", role).await;
    }
    assert_eq!(mailed(&world).await, once);
    assert_eq!(
        seen(&world, &anna, "team").await.invitations[0].role,
        Role::Administrator
    );
    world.clock.advance_secs(3600);
    invite(&world, &anna, "team", "cara", "collaborator").await;
    assert_eq!(mailed(&world).await, 2 * once);

    world.clock.advance_secs(30 * 86_400);
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    assert!(invitations(&world, &cara).await.invitations.is_empty());
    assert!(seen(&world, &anna, "team").await.invitations.is_empty());
    assert_eq!(
        code_of(accept(&world, &cara, "team").await).await,
        Code::InvitationNotFound
    );
    world.clock.advance_micros(-1);
    assert_eq!(accept(&world, &cara, "team").await.status(), StatusCode::OK);
    world.end().await;
}

/// Rule 11.28.
#[tokio::test]
async fn nobody_is_mailed_again_and_again_by_invitations_that_are_withdrawn_or_declined() {
    let world = world().await;
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    let invite_cara = || invite(&world, &anna, "team", "cara", "collaborator");
    for round in 0..5 {
        assert_eq!(invite_cara().await.status(), StatusCode::CREATED);
        // What mails nobody is not counted.
        assert_eq!(invite_cara().await.status(), StatusCode::CREATED);
        let ended = if round % 2 == 0 {
            world.delete("/api/v1/organizations/team/invitations/cara", &anna).await
        } else {
            world.delete("/api/v1/account/invitations/team", &cara).await
        };
        assert_eq!(ended.status(), StatusCode::NO_CONTENT);
        world.clock.advance_secs(600);
    }
    let before = mailed(&world).await;
    let problem = refused(invite_cara().await).await;
    assert_eq!(problem.code, Code::TooManyRequests);
    assert!(problem.retry_after.is_some_and(|seconds| seconds > 3600));
    assert_eq!(mailed(&world).await, before);
    // Others, and other organizations, are not held up.
    let finn = invite(&world, &anna, "team", "finn", "collaborator").await;
    assert_eq!(finn.status(), StatusCode::CREATED);
    let elsewhere = invite(&world, &anna, "alone", "cara", "collaborator").await;
    assert_eq!(elsewhere.status(), StatusCode::CREATED);
    world.clock.advance_secs(6 * 3600);
    assert_eq!(invite_cara().await.status(), StatusCode::CREATED);
    world.end().await;
}

#[tokio::test]
async fn what_an_administrator_invited_to_ends_when_they_leave_or_are_deleted() {
    let world = world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let cara = world.sign_in(&CARA, "c").await;
    for how in ["leaves", "is deleted"] {
        invite(&world, &anna, "team", "ben", "administrator").await;
        accept(&world, &ben, "team").await;
        change(&world, &anna, "team", "ben", "administrator").await;
        invite(&world, &ben, "team", "cara", "collaborator").await;
        assert_eq!(invitations(&world, &cara).await.invitations.len(), 1);
        if how == "leaves" {
            assert_eq!(
                remove(&world, &ben, "team", "ben").await.status(),
                StatusCode::NO_CONTENT
            );
        } else {
            assert!(world.delete_account(&ben, &BEN).await.status().is_success());
            world.clock.advance_secs(8 * 86_400);
            world.gallery.service.run_housekeeping().await;
        }
        assert!(invitations(&world, &cara).await.invitations.is_empty(), "{how}");
        assert!(seen(&world, &anna, "team").await.invitations.is_empty(), "{how}");
        assert_eq!(
            code_of(accept(&world, &cara, "team").await).await,
            Code::InvitationNotFound
        );
    }
    world.end().await;
}
