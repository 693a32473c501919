//! Rules 16.2 to 16.8 over HTTP and by the operator.

use crate::{
    at_once::at_once,
    provider::{ANNA, BEN},
    scene::seeded,
    world::{Gallery, World, client, code_of, configuration},
};
use ambient::OsRandom;
use contract::{
    Code,
    account::AuditKind,
    consequence::{Consequence, Preview},
    contact::UsernameRequest,
    deletion::PendingDeletion,
    login::Decide,
};
use reqwest::{Method, StatusCode};
use serde_json::json;
use service::{
    Database,
    operator::{OperatorCommand, operate},
};
use std::sync::Arc;

const REQUEST: &str = "/api/v1/account/username-request";

#[tokio::test]
async fn another_name_is_asked_for_and_given_and_the_old_one_stays_taken() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let body = json!({ "wanted": "Anna.Bell", "reason": "I married." });
    let preview = world
        .post(&format!("{REQUEST}?preview=true"), Some(&open.token), body.clone())
        .await;
    let preview: Preview = preview.json().await.unwrap();
    assert_eq!(
        preview.consequences,
        [Consequence::NameReserved {
            username: "anna".to_owned()
        }]
    );
    assert_eq!(
        code_of(world.get(REQUEST, Some(&open.token)).await).await,
        Code::NotFound
    );
    let asked = world.post(REQUEST, Some(&open.token), body).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    let waiting: UsernameRequest = world.get(REQUEST, Some(&open.token)).await.json().await.unwrap();
    assert_eq!(
        (waiting.wanted.as_str(), waiting.reason.as_str()),
        ("Anna.Bell", "I married.")
    );
    let listed = world.gallery.service.rename_requests().await.unwrap();
    assert_eq!(
        (listed.len(), listed[0].0.as_str(), listed[0].1.wanted.as_str()),
        (1, "anna", "Anna.Bell")
    );

    let account = world.gallery.service.rename("ANNA", "Anna.Bell").await.unwrap();
    assert_eq!(account.username, "Anna.Bell");
    assert_eq!(
        world.account(&open.token).await.username,
        "Anna.Bell",
        "sessions go on: they name the account by its id"
    );
    assert!(world.gallery.service.rename_requests().await.unwrap().is_empty());
    let mails = world.gallery.service.mails().await;
    assert!(mails[0].to == ANNA.address && mails[0].text.contains("from anna to Anna.Bell"));
    assert_eq!(world.sign_in(&ANNA, "again").await.account.username, "Anna.Bell");
    let attempt = world.proved(contract::Purpose::SignIn, &BEN).await;
    assert_eq!(
        code_of(world.try_register(&attempt, "Anna", BEN.address).await).await,
        Code::UsernameTaken
    );
    assert_eq!(
        code_of(world.get("/api/v1/profiles/anna", None).await).await,
        Code::NotFound
    );
    let trail = world.trail(&open.token).await;
    let renamed = trail.iter().find(|entry| entry.kind == AuditKind::Renamed).unwrap();
    assert_eq!(renamed.subject.as_deref(), Some("anna"));
    world.end().await;
}

#[tokio::test]
async fn rule_5_10_an_organizations_administrators_ask_for_another_name_of_it() {
    const OF_TEAM: &str = "/api/v1/organizations/Team/username-request";
    let world = crate::cast::world().await;
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let body = json!({ "wanted": "The.Team", "reason": "There are more of us." });
    for response in [
        world.post(OF_TEAM, Some(&ben.token), body.clone()).await,
        world.get(OF_TEAM, Some(&ben.token)).await,
        world.delete(OF_TEAM, &ben).await,
    ] {
        assert_eq!(code_of(response).await, Code::NotAuthorized, "a collaborator");
    }
    let preview = world
        .post(&format!("{OF_TEAM}?preview=true"), Some(&anna.token), body.clone())
        .await;
    let preview: Preview = preview.json().await.unwrap();
    let username = "team".to_owned();
    assert_eq!(preview.consequences, [Consequence::NameReserved { username }]);
    let nothing = world.get(OF_TEAM, Some(&anna.token)).await;
    assert_eq!(code_of(nothing).await, Code::NotFound);
    let asked = world.post(OF_TEAM, Some(&anna.token), body.clone()).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    let waiting: UsernameRequest = world.get(OF_TEAM, Some(&anna.token)).await.json().await.unwrap();
    assert_eq!(waiting.wanted, "The.Team");
    assert_eq!(
        code_of(world.get(REQUEST, Some(&anna.token)).await).await,
        Code::NotFound,
        "it is not her own account's"
    );
    for _ in 0..2 {
        assert_eq!(world.delete(OF_TEAM, &anna).await.status(), StatusCode::NO_CONTENT);
    }
    world.post(OF_TEAM, Some(&anna.token), body).await;
    world.gallery.service.rename("team", "The.Team").await.unwrap();
    let renamed = world.get("/api/v1/organizations/the.team", Some(&anna.token)).await;
    assert_eq!(renamed.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn the_operator_is_refused_names_that_cannot_be_had() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    world.register(&BEN, "ben").await;
    let service = &world.gallery.service;
    for (from, to, code) in [
        ("", "free", Code::AccountUnknown),
        ("nobody", "free", Code::AccountUnknown),
        ("anna", "", Code::UsernameInvalid),
        ("anna", "_aaa_", Code::UsernameInvalid),
        ("anna", "BEN", Code::UsernameTaken),
        ("anna", "Anna", Code::UsernameTaken),
    ] {
        assert_eq!(service.rename(from, to).await.unwrap_err().code, code, "{from} {to}");
    }
    service.rename("anna", "other").await.unwrap();
    assert_eq!(
        service.rename("anna", "free").await.unwrap_err().code,
        Code::AccountUnknown,
        "a tombstone is no account"
    );
    assert_eq!(
        service.rename("ben", "anna").await.unwrap_err().code,
        Code::UsernameTaken
    );
    world.end().await;
}

#[tokio::test]
async fn a_wish_is_withdrawn_or_refused_with_words() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let body = json!({ "wanted": "other", "reason": "why not" });
    world.post(REQUEST, Some(&open.token), body.clone()).await;
    for _ in 0..2 {
        let withdrawn = world.call(Method::DELETE, REQUEST, Some(&open.token), None).await;
        assert_eq!(withdrawn.status(), StatusCode::NO_CONTENT);
    }
    let service = &world.gallery.service;
    assert_eq!(
        service.refuse_rename("anna", "no").await.unwrap_err().code,
        Code::NotFound
    );
    world.post(REQUEST, Some(&open.token), body).await;
    service.refuse_rename("anna", "it is a trademark").await.unwrap();
    assert_eq!(
        code_of(world.get(REQUEST, Some(&open.token)).await).await,
        Code::NotFound
    );
    let trail = world.trail(&open.token).await;
    assert_eq!(trail[0].subject.as_deref(), Some("other: it is a trademark"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_16_accounts_that_get_one_name_at_once_one_gets_it() {
    let world = World::new().await;
    let accounts: Vec<_> = (0..16)
        .map(|number| seeded(&format!("account{number}"), None))
        .collect();
    let service = &world.gallery.service;
    service.seed(&accounts).await.unwrap();
    let renames = (0..16).map(|number| {
        let from = format!("account{number}");
        async move { service.rename(&from, "The.One").await }
    });
    let results = at_once(renames);
    let codes: Vec<_> = results
        .into_iter()
        .filter_map(Result::err)
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, [Code::UsernameTaken; 15]);
    world.end().await;
}

/// Rules 14.19 and 16.4.
#[tokio::test]
async fn another_name_of_an_organization_stops_nobodys_deletion() {
    let world = World::new().await;
    let (anna, ben) = (world.confirmed(&ANNA, "anna").await, world.confirmed(&BEN, "ben").await);
    let body = json!({ "username": "team", "email": "team@example.org" });
    let created = world.post("/api/v1/organizations", Some(&ben.token), body).await;
    assert_eq!(created.status(), StatusCode::CREATED);
    let body = json!({ "code": world.code().await });
    let path = "/api/v1/organizations/team/email/confirmation";
    assert_eq!(world.post(path, Some(&ben.token), body).await.status(), StatusCode::OK);
    let body = json!({ "username": "anna", "role": "collaborator" });
    world
        .post("/api/v1/organizations/team/members", Some(&ben.token), body)
        .await;
    let path = "/api/v1/account/invitations/team";
    let joined = world.call(Method::POST, path, Some(&anna.token), None).await;
    assert_eq!(joined.status(), StatusCode::OK);
    assert_eq!(world.delete_account(&anna, &ANNA).await.status(), StatusCode::ACCEPTED);

    world.gallery.service.rename("team", "The.Team").await.unwrap();
    let back = world.sign_in(&ANNA, "again").await;
    let found = world.get("/api/v1/account/deletion", Some(&back.token)).await;
    let shown: PendingDeletion = found.json().await.unwrap();
    let left = Consequence::MembershipEnds {
        organization: "The.Team".to_owned(),
        member: "anna".to_owned(),
    };
    assert!(shown.consequences.contains(&left), "{shown:?}");
    world.clock.advance_secs(7 * 86_400);
    world.gallery.service.run_housekeeping().await;
    let gone = world.get("/api/v1/profiles/anna", None).await;
    assert_eq!(code_of(gone).await, Code::NotFound);
    world.end().await;
}

#[tokio::test]
async fn the_operator_renames_lists_and_refuses_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let world = World::with(|set| set.database = database.clone()).await;
    let (anna, ben) = (world.confirmed(&ANNA, "anna").await, world.confirmed(&BEN, "ben").await);
    for (open, wanted) in [(&anna, "Anna.Bell"), (&ben, "Benjamin")] {
        let body = json!({ "wanted": wanted, "reason": "my name" });
        assert_eq!(
            world.post(REQUEST, Some(&open.token), body).await.status(),
            StatusCode::ACCEPTED
        );
    }
    let (provider, clock, origin) = (&world.provider, world.clock.clone(), world.gallery.origin.clone());
    world.gallery.end().await;
    let run = async |command: &OperatorCommand| {
        let settings = configuration(provider, &origin, database.clone());
        operate(settings, clock.clone(), Arc::new(OsRandom), command).await
    };
    let listed = run(&OperatorCommand::NameRequests).await.unwrap();
    let lines: Vec<_> = listed.lines().collect();
    assert!(
        lines[0].starts_with("anna wants Anna.Bell (") && lines[1].ends_with("): my name"),
        "{listed}"
    );
    let text = str::to_owned;
    let rename = OperatorCommand::Rename {
        from: text("anna"),
        to: text("Anna.Bell"),
    };
    assert!(
        run(&rename)
            .await
            .unwrap()
            .starts_with("anna is called Anna.Bell from now on")
    );
    assert!(
        run(&rename)
            .await
            .unwrap_err()
            .to_string()
            .contains("no account has this name")
    );
    let refuse = OperatorCommand::RefuseName {
        username: text("BEN"),
        reason: text("taken elsewhere"),
    };
    assert_eq!(run(&refuse).await.unwrap(), "The request of BEN is refused.");
    assert_eq!(
        run(&OperatorCommand::NameRequests).await.unwrap(),
        "No account asked for another name."
    );
}

/// Rule 16.13. What somebody sends over HTTP is a name only as it stands.
#[tokio::test]
async fn the_operator_may_type_spaces_around_a_name_in_every_command() {
    let world = World::new().await;
    let (anna, ben) = (world.confirmed(&ANNA, "anna").await, world.confirmed(&BEN, "ben").await);
    let text = str::to_owned;
    let service = &world.gallery.service;
    let body = json!({ "wanted": "Anna.Bell", "reason": "my name" });
    world.post(REQUEST, Some(&anna.token), body).await;
    let (username, reason) = (text(" Anna "), text("why"));
    let refuse = OperatorCommand::RefuseName { username, reason };
    assert_eq!(
        service.operate(&refuse).await.unwrap(),
        "The request of Anna is refused."
    );
    let (from, to) = (text(" Anna "), text("Anna.Bell"));
    let renamed = service.operate(&OperatorCommand::Rename { from, to }).await.unwrap();
    assert!(renamed.starts_with("Anna is called Anna.Bell from now on"), "{renamed}");
    let delete = OperatorCommand::Delete {
        username: text("anna.bell "),
        typed: text(" anna.bell"),
        unlist_orphans: true,
    };
    assert_eq!(service.operate(&delete).await.unwrap(), "anna.bell is deleted.");
    let decide = OperatorCommand::Decide {
        username: text(" ben "),
        decide: Decide::Keep,
        reason: text("why"),
    };
    let refused = service.operate(&decide).await.unwrap_err();
    assert_eq!(refused.code, Code::LoginChangeNotOpen, "it is found, and not frozen");
    let body = json!({ "owner": " ben ", "description": "key", "scopes": ["push_new"], "packages": ["*"] });
    let made = world.post("/api/v1/keys", Some(&ben.token), body).await;
    assert_eq!(code_of(made).await, Code::AccountUnknown);
    world.end().await;
}

#[tokio::test]
async fn rule_14_21_the_operator_deletes_an_account_on_the_command_line_and_its_name_stays_taken() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let world = World::with(|set| set.database = database.clone()).await;
    world.confirmed(&ANNA, "anna").await;
    let (provider, clock, origin) = (&world.provider, world.clock.clone(), world.gallery.origin.clone());
    world.gallery.end().await;
    let run = async |command: &OperatorCommand| {
        let settings = configuration(provider, &origin, database.clone());
        operate(settings, clock.clone(), Arc::new(OsRandom), command).await
    };
    let text = str::to_owned;
    let delete = |username: &str, typed: &str| OperatorCommand::Delete {
        username: text(username),
        typed: text(typed),
        unlist_orphans: true,
    };
    let lock = OperatorCommand::Lock {
        username: text("anna"),
        reason: text("looked into"),
    };
    run(&lock).await.unwrap();
    for (command, why) in [
        (delete("nobody", "nobody"), "no account has this name"),
        (delete("anna", "ben"), "another username was typed"),
        (delete("anna", "anna"), "an operator locked the account"),
    ] {
        assert!(run(&command).await.unwrap_err().to_string().contains(why), "{why}");
    }
    let username = text("anna");
    run(&OperatorCommand::Unlock { username }).await.unwrap();
    assert_eq!(run(&delete("ANNA", "anna")).await.unwrap(), "ANNA is deleted.");
    assert!(run(&delete("anna", "anna")).await.is_err());
    let again = Gallery::open(provider, &clock, |set| set.database = database.clone()).await;
    let url = format!("{}/api/v1/usernames/anna", again.origin);
    let found: serde_json::Value = client().get(url).send().await.unwrap().json().await.unwrap();
    assert_eq!(found["available"], false);
    again.end().await;
}
