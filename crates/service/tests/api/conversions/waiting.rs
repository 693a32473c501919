//! Conversions that take effect later.

use super::{OWN, accept, asked, mailed_to, own};
use crate::{
    cast::{FINN, finish, shared},
    provider::BEN,
    world::code_of,
};
use contract::{Code, conversion::AcceptedConversion};
use reqwest::StatusCode;

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
