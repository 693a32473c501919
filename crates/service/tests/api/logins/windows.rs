//! What waits for the end of a change of the login, and what is refused until then.

use super::{NEW, WINDOW, account, change, confirmed, freeze, reference, undo};
use crate::{
    provider::{ANNA, BEN},
    world::{Open, World, code_of, opened},
};
use contract::Code;
use reqwest::{Method, StatusCode};
use serde_json::json;

const WISH: &str = "/api/v1/account/username-request";
const ORGANIZATIONS: &str = "/api/v1/organizations";

/// Replaces the contact e-mail; answers with the link that puts the one before back.
async fn replace_address(world: &World, open: &Open, address: &str) -> String {
    let body = json!({ "address": address });
    let asked = world.put("/api/v1/account/email", &open.token, body).await;
    assert_eq!(asked.status(), StatusCode::OK);
    let code = world.code().await;
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    reference(world, ANNA.address).await
}

#[tokio::test]
async fn rule_5_38_the_link_of_an_address_outlives_a_freeze_and_the_house_that_is_kept_meanwhile() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let link = replace_address(&world, &anna, "thief@example.org").await;
    world.clock.advance_secs(WINDOW - 600);
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    assert_eq!(freeze(&world, ANNA.address).await.status(), StatusCode::OK);
    world.clock.advance_secs(30 * 86_400);
    world.gallery.service.run_housekeeping().await;
    let page = || async { world.get(&format!("/act/{link}"), None).await.status() };
    assert_eq!(page().await, StatusCode::OK);

    let back = opened(undo(&world, &ANNA).await).await;
    assert_eq!(
        back.account.confirmed_email.as_deref(),
        Some("thief@example.org"),
        "undoing leaves the contact e-mail as it is"
    );
    let mails = world.gallery.service.mails().await;
    let told: Vec<_> = mails
        .iter()
        .filter(|mail| mail.text.contains("was replaced as well"))
        .map(|mail| mail.to.as_str())
        .collect();
    assert!(told.contains(&ANNA.address) && told.contains(&"thief@example.org"));
    world.clock.advance_secs(86_400 - 1);
    world.gallery.service.run_housekeeping().await;
    assert_eq!(page().await, StatusCode::OK);
    let put_back = world.call(Method::POST, &format!("/act/{link}"), None, None).await;
    assert_eq!(put_back.status(), StatusCode::OK);
    let now = world.account(&back.token).await;
    assert_eq!(now.confirmed_email.as_deref(), Some(ANNA.address));
    assert_eq!(page().await, StatusCode::NOT_FOUND);
    world.end().await;
}

#[tokio::test]
async fn rule_5_38_the_link_of_an_address_ends_with_the_day_that_is_left_after_undoing() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let link = replace_address(&world, &anna, "new@example.org").await;
    world.clock.advance_secs(WINDOW - 600);
    account(change(&world, &anna, &ANNA, &NEW).await).await;
    world.clock.advance_secs(3600);
    opened(undo(&world, &ANNA).await).await;
    world.clock.advance_secs(86_400);
    let page = world.get(&format!("/act/{link}"), None).await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    let body = json!({ "reference": link });
    let late = world.post("/api/v1/email-changes/undo", None, body).await;
    assert_eq!(code_of(late).await, Code::NotFound);
    world.gallery.service.run_housekeeping().await;
    world.end().await;
}

#[tokio::test]
async fn rule_9_8_what_no_undoing_brings_back_is_refused_until_it_is_over_and_a_wish_from_before_ends_with_undoing() {
    let world = World::new().await;
    let anna = confirmed(&world, &ANNA, "anna").await;
    let ben = confirmed(&world, &BEN, "ben").await;
    let body = json!({ "username": "Team", "email": "team@example.org" });
    let created = world.post(ORGANIZATIONS, Some(&ben.token), body).await;
    assert_eq!(created.status(), StatusCode::CREATED);
    let code = json!({ "code": world.code().await });
    let path = format!("{ORGANIZATIONS}/Team/email/confirmation");
    let confirmed = world.post(&path, Some(&ben.token), code).await;
    assert_eq!(confirmed.status(), StatusCode::OK);
    let body = json!({ "username": "anna", "role": "collaborator" });
    let invited = world
        .post(&format!("{ORGANIZATIONS}/Team/members"), Some(&ben.token), body)
        .await;
    assert_eq!(invited.status(), StatusCode::CREATED);
    let wish = || json!({ "wanted": "Anna.Bell", "reason": "I married." });
    let asked = world.post(WISH, Some(&anna.token), wish()).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);

    account(change(&world, &anna, &ANNA, &NEW).await).await;
    let body = json!({ "username": "Other", "email": "other@example.org" });
    let other = json!({ "wanted": "Anna.Doe", "reason": "I married." });
    for (path, body) in [
        (WISH, Some(other)),
        (ORGANIZATIONS, Some(body)),
        ("/api/v1/account/invitations/Team", None),
    ] {
        let asked = world.call(Method::POST, path, Some(&anna.token), body).await;
        assert_eq!(code_of(asked).await, Code::LoginChangeOpen, "{path}");
    }
    let given = world.gallery.service.rename("anna", "Anna.Bell").await;
    assert_eq!(given.err().map(|problem| problem.code), Some(Code::LoginChangeOpen));

    let back = opened(undo(&world, &ANNA).await).await;
    let waiting = world.get(WISH, Some(&back.token)).await;
    assert_eq!(code_of(waiting).await, Code::NotFound);
    assert!(world.gallery.service.rename_requests().await.unwrap().is_empty());
    world.end().await;
}
