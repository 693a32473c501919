//! Creating an organization, and its members.

use super::{accept, change, creation, invitations, invite, list, mailed, remove, seen, show};
use crate::{
    cast::{json, world},
    provider::{ANNA, BEN, CARA},
    world::{Open, World, code_of},
};
use contract::{
    Code,
    account::{Activity, AuditKind},
    consequence::{Consequence, Preview},
    organization::{Membership, PendingMember, Role},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

const CONFIRMATION: &str = "/api/v1/organizations/TEAM/email/confirmation";

async fn confirm_team(world: &World, by: &Open, code: &str) -> Response {
    world.post(CONFIRMATION, Some(&by.token), json!({ "code": code })).await
}

/// Rule 11.5.
#[tokio::test]
async fn an_organization_is_created_and_its_address_confirmed_by_its_administrator() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let create = |username, email| world.post("/api/v1/organizations", Some(&anna.token), creation(username, email));
    let early = create("Team", "team@example.org").await;
    assert_eq!(code_of(early).await, Code::EmailUnconfirmed);
    let code = world.code().await;
    world.confirm(&anna.token, &code).await;
    // Every organization needs a mailbox of its own.
    assert_eq!(code_of(create("Team", ANNA.address).await).await, Code::EmailTaken);
    assert_eq!(
        code_of(create("ANNA", "team@example.org").await).await,
        Code::UsernameTaken
    );
    let response = create("Team", "team@example.org").await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let membership: Membership = response.json().await.unwrap();
    assert_eq!(
        (membership.organization.as_str(), membership.confirmed),
        ("Team", false)
    );
    assert_eq!(
        code_of(create("team", "x@example.org").await).await,
        Code::UsernameTaken
    );
    assert_eq!(
        code_of(invite(&world, &anna, "team", "ben", "collaborator").await).await,
        Code::OrganizationUnconfirmed
    );

    let first = world.code().await;
    let ben = world.register(&BEN, "ben").await;
    let stranger = confirm_team(&world, &ben, &first).await;
    assert_eq!(code_of(stranger).await, Code::NotAuthorized);
    let resend = format!("{CONFIRMATION}/resend");
    let again = world.call(Method::POST, &resend, Some(&anna.token), None).await;
    assert_eq!(again.status(), StatusCode::ACCEPTED);
    let second = world.code().await;
    assert_eq!(
        code_of(confirm_team(&world, &anna, &first).await).await,
        Code::CodeWrong
    );
    let confirmed = json(confirm_team(&world, &anna, &second).await).await;
    assert_eq!(confirmed["confirmed_email"], "team@example.org");
    let organization = seen(&world, &anna, "team").await;
    assert!(organization.confirmed && organization.may.manage_members);
    assert_eq!(organization.members.len(), 1);
    let own = world.account(&anna.token).await;
    assert_eq!(own.confirmed_email.as_deref(), Some(ANNA.address));
    world.end().await;
}

#[tokio::test]
async fn somebody_is_invited_accepts_gets_another_role_and_leaves() {
    let world = world().await;
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    let response = invite(&world, &anna, "TEAM", "Cara", "collaborator").await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let pending: PendingMember = response.json().await.unwrap();
    assert_eq!((pending.username.as_str(), pending.role), ("cara", Role::Collaborator));
    let mails = world.gallery.service.mails().await;
    let invited = mails.iter().find(|mail| mail.to == CARA.address).unwrap();
    assert!(invited.text.contains("/act/"), "{}", invited.text);
    assert_eq!(seen(&world, &anna, "team").await.invitations, [pending]);
    assert_eq!(
        list(&world, &cara).await.invitations,
        invitations(&world, &cara).await.invitations
    );
    assert_eq!(code_of(show(&world, &cara, "team").await).await, Code::NotFound);

    let membership: Membership = accept(&world, &cara, "Team").await.json().await.unwrap();
    assert_eq!((membership.role, membership.members), (Role::Collaborator, 3));
    assert_eq!(list(&world, &cara).await.organizations, [membership]);
    let organization = seen(&world, &cara, "team").await;
    assert!(!organization.may.manage_members && organization.may.publish && organization.may.leave);
    assert!(organization.account.is_none() && organization.invitations.is_empty());

    let path = "/api/v1/organizations/team/members/CARA?preview=true";
    let body = Some(json!({ "role": "administrator" }));
    let preview = world.call(Method::PATCH, path, Some(&anna.token), body).await;
    let preview: Preview = preview.json().await.unwrap();
    let becomes = Consequence::RoleChanges {
        organization: "team".to_owned(),
        member: "cara".to_owned(),
        role: Role::Administrator,
    };
    let told = Consequence::Told {
        addresses: vec!["team@example.org".to_owned()],
    };
    assert_eq!(preview.consequences, [becomes, told]);
    assert!(
        seen(&world, &cara, "team").await.account.is_none(),
        "nothing was changed"
    );
    let changed = change(&world, &anna, "team", "CARA", "administrator").await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert!(seen(&world, &cara, "team").await.account.is_some());
    let before = mailed(&world).await;
    change(&world, &anna, "team", "cara", "administrator").await;
    assert_eq!(mailed(&world).await, before, "what changes nothing mails nobody");

    let path = "/api/v1/organizations/team/members/CARA?preview=true";
    let preview: Preview = world.delete(path, &cara).await.json().await.unwrap();
    let [Consequence::MembershipEnds { .. }, Consequence::Told { addresses }] = &preview.consequences[..] else {
        panic!("{preview:?}");
    };
    assert_eq!(
        addresses,
        &["team@example.org"],
        "the organization, which she administers, is mailed"
    );
    assert_eq!(seen(&world, &cara, "team").await.members.len(), 3);
    assert_eq!(
        remove(&world, &cara, "team", "CARA").await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(code_of(show(&world, &cara, "team").await).await, Code::NotFound);
    let response = world
        .get("/api/v1/organizations/team/activity", Some(&anna.token))
        .await;
    let activity: Activity = response.json().await.unwrap();
    let kinds: Vec<_> = activity
        .entries
        .iter()
        .take(4)
        .map(|entry| (entry.kind, entry.subject.as_deref(), entry.by.as_deref()))
        .collect();
    assert_eq!(
        kinds,
        [
            (AuditKind::MemberLeft, Some("cara"), Some("cara")),
            (AuditKind::MemberRoleChanged, Some("cara"), Some("anna")),
            (AuditKind::InvitationAccepted, Some("cara"), Some("cara")),
            (AuditKind::MemberInvited, Some("cara"), Some("anna")),
        ]
    );
    world.end().await;
}

#[tokio::test]
async fn a_removed_member_is_mailed_and_an_administrator_never_leaves_an_organization_without_one() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "a").await;
    assert_eq!(
        code_of(remove(&world, &anna, "team", "anna").await).await,
        Code::LastAdministrator
    );
    assert_eq!(
        code_of(change(&world, &anna, "team", "anna", "collaborator").await).await,
        Code::LastAdministrator
    );
    assert_eq!(
        code_of(remove(&world, &anna, "team", "cara").await).await,
        Code::MemberNotFound
    );
    assert_eq!(
        remove(&world, &anna, "team", "ben").await.status(),
        StatusCode::NO_CONTENT
    );
    let mails = world.gallery.service.mails().await;
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert!(to.contains(&BEN.address) && to.contains(&"team@example.org"), "{to:?}");
    world.end().await;
}

#[tokio::test]
async fn strangers_collaborators_and_unknown_organizations_get_the_same_answer() {
    let world = world().await;
    let (anna, ben, cara) = (
        world.sign_in(&ANNA, "a").await,
        world.sign_in(&BEN, "b").await,
        world.sign_in(&CARA, "c").await,
    );
    for (by, organization) in [
        (&ben, "team"),
        (&cara, "team"),
        (&anna, "cara"),
        (&anna, "nobody-here"),
        (&anna, "%20"),
    ] {
        for response in [
            invite(&world, by, organization, "finn", "collaborator").await,
            change(&world, by, organization, "anna", "collaborator").await,
            remove(&world, by, organization, "anna").await,
            world
                .delete(&format!("/api/v1/organizations/{organization}/invitations/finn"), by)
                .await,
            world
                .get(
                    &format!("/api/v1/organizations/{organization}/activity"),
                    Some(&by.token),
                )
                .await,
        ] {
            assert_eq!(code_of(response).await, Code::NotAuthorized, "{organization}");
        }
        let body = json!({ "username": organization });
        let path = format!("/api/v1/organizations/{organization}");
        let deletion = world.call(Method::DELETE, &path, Some(&by.token), Some(body)).await;
        assert_eq!(code_of(deletion).await, Code::NotFound);
    }
    assert_eq!(code_of(show(&world, &cara, "team").await).await, Code::NotFound);
    assert_eq!(code_of(show(&world, &cara, "nobody-here").await).await, Code::NotFound);
    let nobody = world.get("/api/v1/organizations/team", None).await;
    assert_eq!(code_of(nobody).await, Code::SessionRequired);
    world.end().await;
}

#[tokio::test]
async fn the_same_request_under_one_key_is_done_once() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "a").await;
    let send = |path: &'static str, body: Value| {
        let request = crate::world::client()
            .post(format!("{}{path}", world.gallery.origin))
            .bearer_auth(&anna.token)
            .header("Idempotency-Key", "one")
            .json(&body);
        async move { request.send().await.unwrap() }
    };
    let body = creation("fresh", "fresh@example.org");
    let first: Value = json(send("/api/v1/organizations", body.clone()).await).await;
    assert_eq!(json(send("/api/v1/organizations", body).await).await, first);
    // The key of one organization's invitation is not that of another's.
    let body = json!({ "username": "cara", "role": "collaborator" });
    assert_eq!(
        send("/api/v1/organizations/team/members", body.clone()).await.status(),
        StatusCode::CREATED
    );
    assert_eq!(
        send("/api/v1/organizations/alone/members", body).await.status(),
        StatusCode::CREATED
    );
    assert_eq!(seen(&world, &anna, "alone").await.invitations.len(), 1);
    assert_eq!(seen(&world, &anna, "team").await.invitations.len(), 1);
    world.end().await;
}
