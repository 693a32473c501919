//! Asking for a conversion, and answering.

use super::{OF_FINN, OWN, accept, asked, body, mailed, mailed_to, own, proved, waiting};
use crate::{
    cast::{FINN, world},
    logins::NEW as DORIS,
    provider::{ANNA, BEN, CARA},
    world::{Open, World, code_of, refused},
};
use contract::{
    Code, Purpose,
    account::{Activity, AuditKind},
    consequence::{Consequence, Preview},
    conversion::AcceptedConversion,
    organization::Organization,
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn an_account_becomes_an_organization_once_its_future_administrator_accepts() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "f").await;
    world.sign_in(&FINN, "f2").await;
    let ben = world.sign_in(&BEN, "b").await;
    let preview = format!("{OWN}?preview=true");
    let shown: Preview = world
        .post(&preview, Some(&finn.token), body("ben", None))
        .await
        .json()
        .await
        .unwrap();
    assert!(shown.consequences.contains(&Consequence::SessionsEnd { count: 2 }));
    assert!(own(&world, &finn).await.request.is_none(), "a preview changes nothing");

    let conversion = asked(&world, &finn, "BEN").await;
    assert_eq!(
        (conversion.account.as_str(), conversion.administrator.as_str()),
        ("finn", "ben")
    );
    assert_eq!(own(&world, &finn).await.request, Some(conversion.clone()));
    assert!(mailed_to(&world, BEN.address).await[0].contains("/act/"));
    assert_eq!(mailed_to(&world, FINN.address).await.len(), 1);
    // The session that asked goes on until it takes effect.
    assert_eq!(world.account(&finn.token).await.username, "finn");

    let list = waiting(&world, &ben).await.conversions;
    assert_eq!((list.len(), list[0].obstacle), (1, None));
    assert_eq!(list[0].request, conversion);
    let moved = Consequence::KeysMoved {
        count: 1,
        to: "ben".to_owned(),
    };
    let revoked = Consequence::KeysRevoked {
        count: 1,
        of_others: Vec::new(),
    };
    assert!(list[0].consequences.contains(&moved) && list[0].consequences.contains(&revoked));
    assert!(!format!("{list:?}").contains(FINN.address), "who signs in is not told");

    let accepted: AcceptedConversion = accept(&world, &ben).await.json().await.unwrap();
    assert_eq!(accepted.effective_at, None);
    for path in ["/api/v1/account", OWN, "/api/v1/sessions"] {
        let response = world.get(path, Some(&finn.token)).await;
        assert_eq!(code_of(response).await, Code::SessionRequired);
    }
    // The identity is free: signing in with it leads to opening an account.
    let attempt = world.proved(Purpose::SignIn, &FINN).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "f").await).await,
        Code::IdentityNotLinked
    );
    let response = world.try_register(&attempt, "finn2", "other@outlook.com").await;
    assert_eq!(response.status(), StatusCode::CREATED);

    let response = world.get("/api/v1/organizations/finn", Some(&ben.token)).await;
    let organization: Organization = response.json().await.unwrap();
    assert!(organization.confirmed && organization.may.manage_members);
    let account = organization.account.unwrap();
    assert_eq!(account.id, finn.account.id, "the same row");
    assert_eq!((account.login.is_none(), account.has_password), (true, false));
    assert_eq!(account.confirmed_email.as_deref(), Some(FINN.address));
    let response = world.get("/api/v1/organizations/finn/activity", Some(&ben.token)).await;
    let activity: Activity = response.json().await.unwrap();
    let converted = activity.entries.iter().find(|entry| entry.kind == AuditKind::Converted);
    assert_eq!(converted.unwrap().by.as_deref(), Some("ben"));
    assert!(waiting(&world, &ben).await.conversions.is_empty());
    assert_eq!(code_of(accept(&world, &ben).await).await, Code::ConversionNotFound);
    world.end().await;
}

#[tokio::test]
async fn what_stands_in_the_way_is_said() {
    let world = world().await;
    world.register(&DORIS, "dora").await;
    let mails = mailed(&world).await;
    let finn = world.sign_in(&FINN, "f").await;
    let post = |body: Value| world.post(OWN, Some(&finn.token), body);
    let (long_address, long_name) = (format!("{}@outlook.com", "a".repeat(60)), "no name ".repeat(20));
    let cases = [
        ("ben@outlook.com", Code::UsernameIsEmail, 422),
        (long_address.as_str(), Code::UsernameIsEmail, 422),
        (long_name.as_str(), Code::AccountUnknown, 404),
        // Scenario 153: whoever does not exist, also for want of a name that anybody could have.
        ("nobody", Code::AccountUnknown, 404),
        ("", Code::AccountUnknown, 404),
        ("no such/name", Code::AccountUnknown, 404),
        ("dora", Code::AdministratorUnconfirmed, 409),
        ("Finn", Code::AdministratorIsSame, 409),
        ("team", Code::AdministratorIsOrganization, 409),
    ];
    for (administrator, code, status) in cases {
        let problem = refused(post(body(administrator, None)).await).await;
        assert_eq!((problem.code, problem.status), (code, status), "{administrator}");
        assert_eq!(problem.field.as_deref(), Some("administrator"));
    }
    assert_eq!(mailed(&world).await, mails, "nobody is mailed");
    assert_eq!(code_of(post(body("ben", None)).await).await, Code::ProofInvalid);
    // Another person at the keyboard.
    let attempt = world.begin(Purpose::ConvertAccount, Some(&finn.token)).await;
    world.complete(&attempt, &CARA).await;
    assert_eq!(
        code_of(post(body("ben", Some(&attempt))).await).await,
        Code::CurrentIdentityWrong
    );
    // A refusal leaves the proof as it was.
    let attempt = proved(&world, &finn).await;
    assert_eq!(
        code_of(post(body("nobody", Some(&attempt))).await).await,
        Code::AccountUnknown
    );
    assert_eq!(post(body("ben", Some(&attempt))).await.status(), StatusCode::CREATED);
    assert_eq!(
        code_of(post(body("ben", Some(&attempt))).await).await,
        Code::ProofInvalid
    );

    let anna = world.sign_in(&ANNA, "a").await;
    let state = own(&world, &anna).await;
    assert_eq!(state.obstacle, Some(Code::ConversionIsMember));
    assert_eq!(state.organizations, ["alone", "team"]);
    let member = world.post(OWN, Some(&anna.token), body("ben", None)).await;
    assert_eq!(code_of(member).await, Code::ConversionIsMember);
    world.end().await;
}

#[tokio::test]
async fn a_request_is_replaced_rejected_cancelled_or_runs_out() {
    let world = world().await;
    let (finn, ben, cara) = (
        world.sign_in(&FINN, "f").await,
        world.sign_in(&BEN, "b").await,
        world.sign_in(&CARA, "c").await,
    );
    assert_eq!(code_of(world.delete(OWN, &finn).await).await, Code::ConversionNotFound);
    asked(&world, &finn, "ben").await;
    asked(&world, &finn, "cara").await;
    assert_eq!(
        mailed_to(&world, BEN.address).await.len(),
        2,
        "asked, and told that it is over"
    );
    assert_eq!(code_of(accept(&world, &ben).await).await, Code::ConversionNotFound);
    assert_eq!(
        code_of(world.delete(OF_FINN, &ben).await).await,
        Code::ConversionNotFound
    );

    assert_eq!(world.delete(OF_FINN, &cara).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(code_of(accept(&world, &cara).await).await, Code::ConversionNotFound);
    assert!(own(&world, &finn).await.request.is_none());

    asked(&world, &finn, "ben").await;
    assert_eq!(world.delete(OWN, &finn).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(code_of(accept(&world, &ben).await).await, Code::ConversionNotFound);

    asked(&world, &finn, "ben").await;
    world.clock.advance_secs(7 * 86_400);
    assert_eq!(code_of(accept(&world, &ben).await).await, Code::ConversionNotFound);
    assert!(own(&world, &finn).await.request.is_none());
    world.clock.advance_micros(-1);
    assert_eq!(accept(&world, &ben).await.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn an_answer_for_an_account_that_nobody_has_is_refused() {
    let world = world().await;
    let ben = world.sign_in(&BEN, "b").await;
    for method in [Method::POST, Method::DELETE] {
        let nobodys = "/api/v1/account/conversions/nobody";
        let unknown = world.call(method, nobodys, Some(&ben.token), None).await;
        assert_eq!(code_of(unknown).await, Code::AccountUnknown);
    }
    world.end().await;
}

const MEMBERS: &str = "/api/v1/organizations/team/members";

async fn anna_invites_finn(world: &World, anna: &Open) {
    let invitation = json!({ "username": "finn", "role": "collaborator" });
    world.post(MEMBERS, Some(&anna.token), invitation).await;
}

#[tokio::test]
async fn an_invitation_that_came_meanwhile_has_to_be_declined_first() {
    let world = world().await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    let anna = world.sign_in(&ANNA, "a").await;
    anna_invites_finn(&world, &anna).await;
    assert_eq!(code_of(accept(&world, &ben).await).await, Code::ConversionIsMember);
    let list = waiting(&world, &ben).await.conversions;
    assert_eq!(list[0].obstacle, Some(Code::ConversionIsMember));
    assert_eq!(own(&world, &finn).await.organizations, ["team"]);
    world.delete("/api/v1/account/invitations/team", &finn).await;
    assert_eq!(accept(&world, &ben).await.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn what_names_the_converted_account_as_administrator_ends() {
    let world = world().await;
    let (finn, ben, cara) = (
        world.sign_in(&FINN, "f").await,
        world.sign_in(&BEN, "b").await,
        world.sign_in(&CARA, "c").await,
    );
    let attempt = world.begin(Purpose::ConvertAccount, Some(&cara.token)).await;
    world.complete(&attempt, &CARA).await;
    let response = world.post(OWN, Some(&cara.token), body("finn", Some(&attempt))).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    asked(&world, &finn, "ben").await;
    assert_eq!(accept(&world, &ben).await.status(), StatusCode::OK);
    assert!(own(&world, &cara).await.request.is_none());
    assert_eq!(mailed_to(&world, CARA.address).await.len(), 2);
    world.end().await;
}

#[tokio::test]
async fn accepting_again_under_the_same_key_gets_the_same_answer() {
    let world = world().await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    let mut answers = Vec::new();
    for _ in 0..2 {
        let request = crate::world::client()
            .post(format!("{}{OF_FINN}", world.gallery.origin))
            .bearer_auth(&ben.token)
            .header("Idempotency-Key", "accept");
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        answers.push(response.text().await.unwrap());
    }
    assert_eq!(answers[0], answers[1]);
    world.end().await;
}

#[tokio::test]
async fn accepting_is_refused_where_more_keys_would_stop_than_was_shown_when_it_was_asked_for() {
    let world = world().await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    // Meanwhile he joins an organization, makes a key for it, and leaves. The key goes with the conversion.
    let anna = world.sign_in(&ANNA, "a").await;
    anna_invites_finn(&world, &anna).await;
    let invitation = "/api/v1/account/invitations/team";
    let joined = world.call(Method::POST, invitation, Some(&finn.token), None).await;
    assert_eq!(joined.status(), StatusCode::OK);
    crate::keys::made(&world, &finn, "team").await;
    world.delete(&format!("{MEMBERS}/finn"), &finn).await;
    let problem = refused(accept(&world, &ben).await).await;
    assert_eq!((problem.code, problem.status), (Code::ConsequencesChanged, 409));
    assert_eq!(problem.field, None);
    // Asked for again, it is shown, and can be accepted.
    asked(&world, &finn, "ben").await;
    assert_eq!(accept(&world, &ben).await.status(), StatusCode::OK);
    world.end().await;
}
