//! Rules 12.1 to 12.19.

use crate::{
    cast::{FINN, finish, race, shared, wins, world},
    provider::{ANNA, BEN, CARA},
    world::{Attempt, Open, World, code_of, refused},
};
use contract::{
    Code, Purpose,
    account::{Activity, AuditKind},
    consequence::{Consequence, Preview},
    conversion::{AcceptedConversion, Conversion, ConversionList, OwnConversion},
    organization::Organization,
    session::SessionList,
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

const OWN: &str = "/api/v1/account/conversion";
const WAITING: &str = "/api/v1/account/conversions";
const OF_FINN: &str = "/api/v1/account/conversions/Finn";

async fn proved(world: &World, open: &Open) -> Attempt {
    let attempt = world.begin(Purpose::ConvertAccount, Some(&open.token)).await;
    world.complete(&attempt, &FINN).await;
    attempt
}

fn body(administrator: &str, proof: Option<&Attempt>) -> Value {
    let proof = proof.map(|attempt| json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret }));
    match proof {
        None => json!({ "administrator": administrator }),
        Some(proof) => json!({ "administrator": administrator, "proof": proof }),
    }
}

/// Finn asks for the conversion of his account.
async fn ask(world: &World, open: &Open, administrator: &str) -> Response {
    let attempt = proved(world, open).await;
    world
        .post(OWN, Some(&open.token), body(administrator, Some(&attempt)))
        .await
}

async fn asked(world: &World, open: &Open, administrator: &str) -> Conversion {
    let response = ask(world, open, administrator).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    response.json().await.unwrap()
}

async fn accept(world: &World, by: &Open) -> Response {
    world.call(Method::POST, OF_FINN, Some(&by.token), None).await
}

async fn own(world: &World, open: &Open) -> OwnConversion {
    world.get(OWN, Some(&open.token)).await.json().await.unwrap()
}

async fn waiting(world: &World, open: &Open) -> ConversionList {
    world.get(WAITING, Some(&open.token)).await.json().await.unwrap()
}

async fn mailed_to(world: &World, address: &str) -> Vec<String> {
    let mails = world.gallery.service.mails().await;
    let to = mails.into_iter().filter(|mail| mail.to == address);
    to.map(|mail| mail.text).collect()
}

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
    let finn = world.sign_in(&FINN, "f").await;
    let post = |body: Value| world.post(OWN, Some(&finn.token), body);
    let cases = [
        ("ben@outlook.com", Code::UsernameIsEmail, 422),
        ("", Code::UsernameInvalid, 422),
        ("nobody", Code::AccountUnknown, 404),
        ("Finn", Code::AdministratorIsSame, 409),
        ("team", Code::AdministratorIsOrganization, 409),
    ];
    for (administrator, code, status) in cases {
        let problem = refused(post(body(administrator, None)).await).await;
        assert_eq!((problem.code, problem.status), (code, status), "{administrator}");
        assert_eq!(problem.field.as_deref(), Some("administrator"));
    }
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
    let unknown = world.delete("/api/v1/account/conversions/nobody", &ben).await;
    assert_eq!(code_of(unknown).await, Code::AccountUnknown);
    world.end().await;
}

#[tokio::test]
async fn an_invitation_that_came_meanwhile_has_to_be_declined_first() {
    let world = world().await;
    let (finn, ben, anna) = (
        world.sign_in(&FINN, "f").await,
        world.sign_in(&BEN, "b").await,
        world.sign_in(&ANNA, "a").await,
    );
    asked(&world, &finn, "ben").await;
    let invitation = json!({ "username": "finn", "role": "collaborator" });
    world
        .post("/api/v1/organizations/team/members", Some(&anna.token), invitation)
        .await;
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

/// Makes of Finn's account one whose login is lost and whose request came from a recovery session.
fn lose_login(folder: &tempfile::TempDir) {
    let file = rusqlite::Connection::open(folder.path().join("accounts.db")).unwrap();
    file.execute_batch(
        "DELETE FROM logins WHERE account = (SELECT id FROM accounts WHERE username = 'finn');
         UPDATE conversions SET from_recovery = 1;",
    )
    .unwrap();
}

#[tokio::test]
async fn from_a_recovery_session_it_takes_effect_after_seventy_two_hours() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    lose_login(&folder);
    let accepted: AcceptedConversion = accept(&world, &ben).await.json().await.unwrap();
    assert_eq!(
        accepted.effective_at,
        own(&world, &finn).await.request.unwrap().effective_at
    );
    assert!(accepted.effective_at.is_some());
    assert_eq!(code_of(accept(&world, &ben).await).await, Code::ConversionNotFound);
    for address in [FINN.address, BEN.address] {
        assert!(
            mailed_to(&world, address)
                .await
                .iter()
                .any(|text| text.contains("/act/"))
        );
    }
    world.clock.advance_secs(72 * 3600);
    world.clock.advance_micros(-1);
    world.gallery.service.keep_house().await;
    assert!(own(&world, &finn).await.request.is_some());
    world.clock.advance_micros(1);
    world.gallery.service.keep_house().await;
    world.gallery.service.keep_house().await;
    let response = world.get("/api/v1/organizations/finn", Some(&ben.token)).await;
    assert_eq!(response.status(), StatusCode::OK);
    let response = world.get(OWN, Some(&finn.token)).await;
    assert_eq!(code_of(response).await, Code::SessionRequired);
    finish(world).await;
}

#[tokio::test]
async fn as_long_as_it_waits_either_side_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    lose_login(&folder);
    accept(&world, &ben).await;
    assert_eq!(world.delete(OWN, &finn).await.status(), StatusCode::NO_CONTENT);
    world.clock.advance_secs(72 * 3600);
    world.gallery.service.keep_house().await;
    assert_eq!(world.account(&finn.token).await.username, "finn");
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_that_accept_one_conversion_at_once_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    let racers = (0..16).map(|_| (Method::POST, OF_FINN.to_owned(), Some(ben.token.clone()), None));
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    for lost in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(lost.code, Code::ConversionNotFound);
    }
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_conversion_is_accepted_rejected_or_cancelled_but_only_one_of_these() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    let racers = (0..16).map(|number| match number % 3 {
        0 => (Method::POST, OF_FINN.to_owned(), Some(ben.token.clone()), None),
        1 => (Method::DELETE, OF_FINN.to_owned(), Some(ben.token.clone()), None),
        _ => (Method::DELETE, OWN.to_owned(), Some(finn.token.clone()), None),
    });
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_account_joins_an_organization_or_becomes_one_but_never_both() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben, anna) = (
        world.sign_in(&FINN, "f").await,
        world.sign_in(&BEN, "b").await,
        world.sign_in(&ANNA, "a").await,
    );
    asked(&world, &finn, "ben").await;
    let racers = (0..16).map(|number| match number % 3 {
        0 => (Method::POST, OF_FINN.to_owned(), Some(ben.token.clone()), None),
        1 => {
            let body = json!({ "username": "finn", "role": "administrator" });
            let path = "/api/v1/organizations/team/members".to_owned();
            (Method::POST, path, Some(anna.token.clone()), Some(body))
        }
        _ => {
            let path = "/api/v1/account/invitations/team".to_owned();
            (Method::POST, path, Some(finn.token.clone()), None)
        }
    });
    race(&world, racers.collect()).await;
    let converted = world.get("/api/v1/organizations/finn", Some(&ben.token)).await;
    let response = world.get("/api/v1/organizations/team", Some(&anna.token)).await;
    let team: Organization = response.json().await.unwrap();
    let joined = team.members.iter().any(|member| member.username == "finn");
    assert!(!(joined && converted.status() == StatusCode::OK));
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_accounts_that_name_each_other_do_not_both_become_organizations() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, cara) = (world.sign_in(&FINN, "f").await, world.sign_in(&CARA, "c").await);
    let attempt = world.begin(Purpose::ConvertAccount, Some(&cara.token)).await;
    world.complete(&attempt, &CARA).await;
    world.post(OWN, Some(&cara.token), body("finn", Some(&attempt))).await;
    asked(&world, &finn, "cara").await;
    let racers = (0..16).map(|number| {
        if number % 2 == 0 {
            (Method::POST, OF_FINN.to_owned(), Some(cara.token.clone()), None)
        } else {
            let path = "/api/v1/account/conversions/cara".to_owned();
            (Method::POST, path, Some(finn.token.clone()), None)
        }
    });
    let outcomes = race(&world, racers.collect()).await;
    assert_eq!(wins(&outcomes), 1);
    for lost in outcomes.into_iter().filter_map(Result::err) {
        let expected = [Code::ConversionNotFound, Code::SessionRequired];
        assert!(expected.contains(&lost.code), "{lost:?}");
    }
    finish(world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_requests_at_once_one_waits_in_the_end_and_each_earlier_administrator_was_told() {
    let folder = tempfile::tempdir().unwrap();
    let world = shared(&folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    let mut racers = Vec::new();
    for number in 0..16 {
        let attempt = proved(&world, &finn).await;
        let name = if number % 2 == 0 { "ben" } else { "cara" };
        racers.push((
            Method::POST,
            OWN.to_owned(),
            Some(finn.token.clone()),
            Some(body(name, Some(&attempt))),
        ));
    }
    let outcomes = race(&world, racers).await;
    assert_eq!(wins(&outcomes), 16);
    let administrator = own(&world, &finn).await.request.unwrap().administrator;
    let list = waiting(&world, &ben).await.conversions;
    assert_eq!(list.len(), usize::from(administrator == "ben"));
    // Sixteen were asked, fifteen were told that it is over.
    let told = mailed_to(&world, BEN.address).await.len() + mailed_to(&world, CARA.address).await.len();
    assert_eq!(told, 16 + 15);
    let sessions: SessionList = world
        .get("/api/v1/sessions", Some(&finn.token))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(sessions.sessions.len(), 1);
    finish(world).await;
}
