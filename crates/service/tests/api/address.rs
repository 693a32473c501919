//! Rules 5.8 to 5.21, 5.24 and 5.25 over HTTP: another contact e-mail, putting the previous one back, what is mailed.

use crate::{
    at_once::at_once,
    provider::{ANNA, BEN},
    recovery_scene::{annas, gallery},
    scene::{reference_in, seeded, seeded_organization},
    world::{Open, World, code_in, code_of},
};
use contract::{
    Code,
    account::{Account, AuditKind},
    consequence::{Consequence, Preview},
};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;
use service::parts::{Parts, SeedMember};

const EMAIL: &str = "/api/v1/account/email";

async fn ask(world: &World, open: &Open, address: &str) -> Response {
    world.put(EMAIL, &open.token, json!({ "address": address })).await
}

/// Asks for an address and confirms it with the code that was mailed there. Answers with the link that the address before
/// got.
async fn change(world: &World, open: &Open, address: &str) -> String {
    assert_eq!(ask(world, open, address).await.status(), StatusCode::OK);
    let code = world.code().await;
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    reference_in(&world.gallery.service.mails().await[0].text)
}

async fn undo(world: &World, reference: &str) -> Response {
    world
        .post("/api/v1/email-changes/undo", None, json!({ "reference": reference }))
        .await
}

#[tokio::test]
async fn another_address_is_confirmed_and_the_one_before_can_put_itself_back() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let account: Account = ask(&world, &open, "new@example.org").await.json().await.unwrap();
    assert_eq!(account.confirmed_email.as_deref(), Some(ANNA.address));
    assert_eq!(account.pending_email.as_deref(), Some("new@example.org"));
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails[0].to, "new@example.org");
    assert!(mails[0].subject.contains("new e-mail"), "{}", mails[0].subject);
    let code = code_in(&mails[0].text);
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails[0].to, ANNA.address);
    assert!(mails[0].text.contains("n**********w@example.org") && !mails[0].text.contains("new@example.org"));
    let reference = reference_in(&mails[0].text);
    assert_eq!(undo(&world, &reference).await.status(), StatusCode::NO_CONTENT);
    let account = world.account(&open.token).await;
    assert_eq!(
        account.confirmed_email.as_deref(),
        Some(ANNA.address),
        "and the session goes on"
    );
    let told: Vec<_> = world
        .gallery
        .service
        .mails()
        .await
        .into_iter()
        .take(2)
        .map(|mail| mail.to)
        .collect();
    assert!(told.contains(&ANNA.address.to_owned()) && told.contains(&"new@example.org".to_owned()));
    assert_eq!(
        code_of(undo(&world, &reference).await).await,
        Code::NotFound,
        "a link works once"
    );
    assert_eq!(
        world.kinds(&open.token).await[..3],
        [
            AuditKind::EmailChangeUndone,
            AuditKind::EmailConfirmed,
            AuditKind::EmailChangeRequested
        ]
    );
    world.end().await;
}

#[tokio::test]
async fn the_link_works_for_72_hours_and_undoes_what_came_after_it() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let first = change(&world, &open, "second@example.org").await;
    world.clock.advance_secs(3600);
    let second = change(&world, &open, "third@example.org").await;
    world.clock.advance_secs(72 * 3600 - 3601);
    assert_eq!(undo(&world, &first).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        world.account(&open.token).await.confirmed_email.as_deref(),
        Some(ANNA.address)
    );
    assert_eq!(code_of(undo(&world, &second).await).await, Code::NotFound);
    let third = change(&world, &open, "fourth@example.org").await;
    world.clock.advance_secs(72 * 3600);
    assert_eq!(code_of(undo(&world, &third).await).await, Code::NotFound);
    world.gallery.service.run_housekeeping().await;
    world.end().await;
}

#[tokio::test]
async fn an_address_that_somebody_else_confirmed_meanwhile_stays_theirs() {
    let world = World::new().await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let link = change(&world, &anna, "new@example.org").await;
    let ben = world.confirmed(&BEN, "ben").await;
    assert_eq!(
        code_of(ask(&world, &ben, "NEW@example.org").await).await,
        Code::EmailTaken
    );
    change(&world, &ben, ANNA.address).await;
    assert_eq!(code_of(undo(&world, &link).await).await, Code::EmailTaken);
    assert_eq!(
        world.account(&anna.token).await.confirmed_email.as_deref(),
        Some("new@example.org")
    );
    world.end().await;
}

#[tokio::test]
async fn a_wish_is_withdrawn_and_its_code_works_no_more() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    ask(&world, &open, "new@example.org").await;
    let code = world.code().await;
    for _ in 0..2 {
        let withdrawn = world.call(Method::DELETE, EMAIL, Some(&open.token), None).await;
        let account: Account = withdrawn.json().await.unwrap();
        assert_eq!(account.pending_email, None);
    }
    assert_eq!(
        code_of(world.confirm(&open.token, &code).await).await,
        Code::EmailNotPending
    );
    ask(&world, &open, "new@example.org").await;
    assert_eq!(
        code_of(world.confirm(&open.token, &code).await).await,
        Code::CodeWrong,
        "a code is of its own request"
    );
    world.end().await;
}

#[tokio::test]
async fn an_account_that_never_confirmed_its_address_changes_it_and_cannot_lose_it() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let first = world.code().await;
    let withdrawn = world.call(Method::DELETE, EMAIL, Some(&open.token), None).await;
    assert_eq!(code_of(withdrawn).await, Code::EmailUnconfirmed);
    assert_eq!(ask(&world, &open, "right@example.org").await.status(), StatusCode::OK);
    assert_eq!(world.gallery.service.mails().await[0].to, "right@example.org");
    assert_eq!(code_of(world.confirm(&open.token, &first).await).await, Code::CodeWrong);
    let code = world.code().await;
    let account: Account = world.confirm(&open.token, &code).await.json().await.unwrap();
    assert_eq!(account.confirmed_email.as_deref(), Some("right@example.org"));
    assert_eq!(
        world.gallery.service.mails().await.len(),
        2,
        "no address was replaced, so none is told"
    );
    world.end().await;
}

#[tokio::test]
async fn a_preview_tells_who_will_hear_of_it_and_mails_nobody() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let body = json!({ "address": "new@example.org" });
    let answer = world.put(&format!("{EMAIL}?preview=true"), &open.token, body).await;
    let preview: Preview = answer.json().await.unwrap();
    let addresses = vec!["new@example.org".to_owned(), ANNA.address.to_owned()];
    assert_eq!(preview.consequences, [Consequence::Told { addresses }]);
    assert_eq!(world.account(&open.token).await.pending_email, None);
    assert_eq!(world.gallery.service.mails().await.len(), 1);
    let taken = json!({ "address": "no address" });
    let refused = world.put(&format!("{EMAIL}?preview=true"), &open.token, taken).await;
    assert_eq!(code_of(refused).await, Code::EmailInvalid);
    world.end().await;
}

#[tokio::test]
async fn an_organization_is_looked_after_by_its_administrators_alone() {
    let world = World::new().await;
    let accounts = [
        seeded("anna", Some(&ANNA)),
        seeded("ben", Some(&BEN)),
        seeded_organization("org"),
    ];
    let member = |account, administrator| SeedMember {
        organization: "org",
        account,
        administrator,
    };
    let parts = Parts {
        members: vec![member("anna", true), member("ben", false)],
        ..Parts::default()
    };
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let choices = json!({ "from_others": false, "package_published": true });
    for path in [
        "/api/v1/organizations/org",
        "/api/v1/organizations/ANNA",
        "/api/v1/organizations/nobody",
    ] {
        let address = json!({ "address": "new@example.org" });
        let refused = world.put(&format!("{path}/email"), &ben.token, address).await;
        assert_eq!(code_of(refused).await, Code::NotAuthorized, "{path}");
        let refused = world.put(&format!("{path}/mail"), &ben.token, choices.clone()).await;
        assert_eq!(code_of(refused).await, Code::NotAuthorized, "{path}");
        let refused = world
            .call(Method::DELETE, &format!("{path}/email"), Some(&ben.token), None)
            .await;
        assert_eq!(code_of(refused).await, Code::NotAuthorized, "{path}");
    }
    let address = json!({ "address": "new@example.org" });
    let changed = world.put("/api/v1/organizations/ORG/email", &anna.token, address).await;
    let organization: Account = changed.json().await.unwrap();
    assert_eq!(
        (organization.username.as_str(), organization.pending_email.as_deref()),
        ("org", Some("new@example.org"))
    );
    assert!(world.gallery.service.mails().await[0].text.contains("organization org"));
    let withdrawn = world
        .call(
            Method::DELETE,
            "/api/v1/organizations/org/email",
            Some(&anna.token),
            None,
        )
        .await;
    assert_eq!(withdrawn.status(), StatusCode::OK);
    let chosen = world.put("/api/v1/organizations/org/mail", &anna.token, choices).await;
    assert!(!chosen.json::<Account>().await.unwrap().mail.from_others);
    world.end().await;
}

#[tokio::test]
async fn what_is_mailed_is_chosen_whole() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let choices = json!({ "from_others": false, "package_published": false });
    let chosen = world.put("/api/v1/account/mail", &open.token, choices).await;
    let account: Account = chosen.json().await.unwrap();
    assert!(!account.mail.from_others && !account.mail.package_published);
    assert_eq!(world.account(&open.token).await, account);
    for body in [
        json!({}),
        json!({ "from_others": true }),
        json!({ "from_others": 1, "package_published": true }),
    ] {
        assert_eq!(
            code_of(world.put("/api/v1/account/mail", &open.token, body).await).await,
            Code::BadRequest
        );
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_16_that_press_the_button_at_once_one_puts_the_address_back() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let link = change(&world, &open, "new@example.org").await;
    let answers = at_once((0..16).map(|_| undo(&world, &link)));
    let mut done = 0;
    for answer in answers {
        if answer.status() == StatusCode::NO_CONTENT {
            done += 1;
        } else {
            assert_eq!(code_of(answer).await, Code::NotFound);
        }
    }
    assert_eq!(done, 1);
    world.end().await;
}

#[tokio::test]
async fn a_link_that_is_none_is_answered_alike_whatever_it_looks_like() {
    let world = World::new().await;
    for reference in ["", "x", &"A".repeat(43), "../../etc/passwd", "\u{0}", &"é".repeat(32)] {
        assert_eq!(
            code_of(undo(&world, reference).await).await,
            Code::NotFound,
            "{reference}"
        );
    }
    assert_eq!(code_of(undo(&world, &"A".repeat(65)).await).await, Code::BadRequest);
    world.end().await;
}

#[tokio::test]
async fn who_moved_the_address_gets_no_code_that_takes_the_account_while_it_can_be_put_back() {
    let world = gallery(&[annas()]).await;
    let open = world.sign_in(&ANNA, "laptop").await;
    let reference = change(&world, &open, "thief@example.org").await;
    let before = world.mails_to("thief@example.org").await;
    let asked = world.recover("anna", "thief@example.org", "thief").await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    assert_eq!(world.mails_to("thief@example.org").await, before);
    let token = world.recovery_session("owner").await;
    assert_eq!(undo(&world, &reference).await.status(), StatusCode::NO_CONTENT);
    let ended = world.get("/api/v1/account", Some(&token)).await;
    assert_eq!(code_of(ended).await, Code::SessionRequired, "both begin anew");
    world.rest();
    world.recovery_session("again").await;
    world.end().await;
}
