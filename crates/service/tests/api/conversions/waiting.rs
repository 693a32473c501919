//! Conversions that take effect later.

use super::{OWN, accept, asked, mailed_to, own};
use crate::{
    cast::{FINN, finish, shared},
    logins::reference,
    provider::BEN,
    world::{Open, World, code_of},
};
use contract::{
    Code,
    account::{Activity, AuditKind},
    conversion::AcceptedConversion,
};
use reqwest::{Method, StatusCode};
use std::sync::Arc;

/// Makes of Finn's account one whose login is lost and whose request came from a recovery session.
fn lose_login(folder: &tempfile::TempDir) {
    let file = rusqlite::Connection::open(folder.path().join("accounts.db")).unwrap();
    file.execute_batch(
        "DELETE FROM logins WHERE account = (SELECT id FROM accounts WHERE username = 'finn');
         UPDATE conversions SET from_recovery = 1;",
    )
    .unwrap();
}

/// Finn asked Ben from a recovery session, and has no login.
async fn asked_and_lost(folder: &tempfile::TempDir) -> (Arc<World>, Open, Open) {
    let world = shared(folder).await;
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    asked(&world, &finn, "ben").await;
    lose_login(folder);
    (world, finn, ben)
}

#[tokio::test]
async fn from_a_recovery_session_it_takes_effect_after_seventy_two_hours() {
    let folder = tempfile::tempdir().unwrap();
    let (world, finn, ben) = asked_and_lost(&folder).await;
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
    world.gallery.service.run_housekeeping().await;
    assert!(own(&world, &finn).await.request.is_some());
    world.clock.advance_micros(1);
    world.gallery.service.run_housekeeping().await;
    world.gallery.service.run_housekeeping().await;
    let response = world.get("/api/v1/organizations/finn", Some(&ben.token)).await;
    assert_eq!(response.status(), StatusCode::OK);
    let response = world.get(OWN, Some(&finn.token)).await;
    assert_eq!(code_of(response).await, Code::SessionRequired);
    // Who accepted it days ago hears that it was done (rule 12.16).
    let mails = mailed_to(&world, BEN.address).await;
    assert!(
        mails.iter().any(|text| text.contains("and you administer it")),
        "{mails:?}"
    );
    finish(world).await;
}

#[tokio::test]
async fn as_long_as_it_waits_either_side_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let (world, finn, ben) = asked_and_lost(&folder).await;
    accept(&world, &ben).await;
    assert_eq!(world.delete(OWN, &finn).await.status(), StatusCode::NO_CONTENT);
    world.clock.advance_secs(72 * 3600);
    world.gallery.service.run_housekeeping().await;
    assert_eq!(world.account(&finn.token).await.username, "finn");
    finish(world).await;
}

/// Rules 12.12 and 12.13: the page of either link is about the account, and whose link it was is who ended it.
#[tokio::test]
async fn the_administrators_own_link_stops_it_and_counts_as_their_rejecting() {
    let folder = tempfile::tempdir().unwrap();
    let (world, finn, ben) = asked_and_lost(&folder).await;
    accept(&world, &ben).await;
    let page = format!("/act/{}", reference(&world, BEN.address).await);
    let html = world.get(&page, None).await.text().await.unwrap();
    assert!(html.contains("The account finn at") && !html.contains("ben"), "{html}");
    let response = world.call(Method::POST, &page, None, None).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(own(&world, &finn).await.request, None);
    for (open, by) in [(&finn, Some("ben")), (&ben, None)] {
        let path = "/api/v1/account/activity";
        let page: Activity = world.get(path, Some(&open.token)).await.json().await.unwrap();
        let mut rows = page.entries.iter();
        let row = rows.find(|row| row.kind == AuditKind::ConversionRejected);
        assert_eq!(row.unwrap().by.as_deref(), by);
    }
    for (address, name) in [(FINN.address, "finn"), (BEN.address, "ben")] {
        let mails = mailed_to(&world, address).await;
        let told = mails
            .iter()
            .find(|text| text.contains("the link that we mailed to ben"));
        assert!(told.unwrap().starts_with(&format!("Hello {name},")), "{mails:?}");
    }
    finish(world).await;
}
