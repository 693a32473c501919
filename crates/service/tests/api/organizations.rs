//! Rules 11.1 to 11.24.

use crate::{
    cast::{FINN, Racer, finish, json, race, shared, wins, world},
    provider::{ANNA, BEN, CARA, Person},
    world::{Open, World, code_of, refused},
};
use contract::{
    Code,
    account::{Activity, AuditKind},
    consequence::{Consequence, Preview},
    organization::{InvitationList, Membership, Organization, OrganizationList, PendingMember, Role},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

async fn invite(world: &World, by: &Open, organization: &str, username: &str, role: &str) -> Response {
    let body = json!({ "username": username, "role": role });
    let path = format!("/api/v1/organizations/{organization}/members");
    world.post(&path, Some(&by.token), body).await
}

async fn accept(world: &World, by: &Open, organization: &str) -> Response {
    let path = format!("/api/v1/account/invitations/{organization}");
    world.call(Method::POST, &path, Some(&by.token), None).await
}

async fn change(world: &World, by: &Open, organization: &str, username: &str, role: &str) -> Response {
    let path = format!("/api/v1/organizations/{organization}/members/{username}");
    let body = json!({ "role": role });
    world.call(Method::PATCH, &path, Some(&by.token), Some(body)).await
}

async fn remove(world: &World, by: &Open, organization: &str, username: &str) -> Response {
    let path = format!("/api/v1/organizations/{organization}/members/{username}");
    world.delete(&path, by).await
}

async fn show(world: &World, by: &Open, organization: &str) -> Response {
    let path = format!("/api/v1/organizations/{organization}");
    world.get(&path, Some(&by.token)).await
}

async fn seen(world: &World, by: &Open, organization: &str) -> Organization {
    let response = show(world, by, organization).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

async fn list(world: &World, by: &Open) -> OrganizationList {
    let response = world.get("/api/v1/organizations", Some(&by.token)).await;
    response.json().await.unwrap()
}

async fn invitations(world: &World, by: &Open) -> InvitationList {
    let response = world.get("/api/v1/account/invitations", Some(&by.token)).await;
    response.json().await.unwrap()
}

async fn mailed(world: &World) -> usize {
    world.gallery.service.mails().await.len()
}

const CONFIRMATION: &str = "/api/v1/organizations/TEAM/email/confirmation";

async fn confirm_team(world: &World, by: &Open, code: &str) -> Response {
    world.post(CONFIRMATION, Some(&by.token), json!({ "code": code })).await
}

fn creation(username: &str, email: &str) -> Value {
    json!({ "username": username, "email": email })
}

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

    let changed = change(&world, &anna, "team", "CARA", "administrator").await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert!(seen(&world, &cara, "team").await.account.is_some());
    let before = mailed(&world).await;
    change(&world, &anna, "team", "cara", "administrator").await;
    assert_eq!(mailed(&world).await, before, "what changes nothing mails nobody");

    let path = "/api/v1/organizations/team/members/CARA?preview=true";
    let preview: Preview = world.delete(path, &cara).await.json().await.unwrap();
    assert!(matches!(preview.consequences[..], [Consequence::MembershipEnds { .. }]));
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

#[tokio::test]
async fn an_organization_is_deleted_once_nothing_and_nobody_depends_on_it() {
    let world = world().await;
    let anna = world.sign_in(&ANNA, "a").await;
    let delete = |organization: &'static str, typed: &'static str, query: &'static str| {
        let path = format!("/api/v1/organizations/{organization}{query}");
        let (world, token) = (&world, anna.token.clone());
        async move {
            let body = json!({ "username": typed });
            world.call(Method::DELETE, &path, Some(&token), Some(body)).await
        }
    };
    // Of a package that nobody else owns it is said first, then of members.
    assert_eq!(
        code_of(delete("team", "team", "").await).await,
        Code::OrganizationOwnsPackages
    );
    invite(&world, &anna, "alone", "ben", "collaborator").await;
    let ben = world.sign_in(&BEN, "b").await;
    accept(&world, &ben, "alone").await;
    assert_eq!(
        code_of(delete("alone", "alone", "").await).await,
        Code::OrganizationHasMembers
    );
    remove(&world, &ben, "alone", "ben").await;
    assert_eq!(
        code_of(delete("alone", "team", "").await).await,
        Code::ConfirmationWrong
    );
    let preview: Preview = delete("alone", "alone", "?preview=true").await.json().await.unwrap();
    let named = |consequence: &Consequence| matches!(consequence, Consequence::OrganizationDeleted { .. });
    assert!(preview.consequences.iter().any(named), "{preview:?}");
    assert_eq!(show(&world, &anna, "alone").await.status(), StatusCode::OK);
    assert_eq!(delete("alone", "ALONE", "").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(code_of(show(&world, &anna, "alone").await).await, Code::NotFound);
    let create = |username, email| world.post("/api/v1/organizations", Some(&anna.token), creation(username, email));
    // The name stays reserved, the address is free again.
    let again = create("alone", "alone@example.org").await;
    assert_eq!(code_of(again).await, Code::UsernameTaken);
    assert_eq!(create("other", "alone@example.org").await.status(), StatusCode::CREATED);
    // One that was never confirmed leaves nothing behind.
    assert_eq!(delete("other", "other", "").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(create("other", "x@example.org").await.status(), StatusCode::CREATED);
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
            world.gallery.service.keep_house().await;
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
