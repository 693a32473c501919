//! Who is told by mail that an account or an organization is gone (rules 5.20, 14.8 to 14.10, 15.1).

use crate::{
    cast::{FINN, seed},
    deletion::without_grace,
    provider::{ANNA, BEN},
    scene::reference_in,
    world::{Open, World},
};
use contract::Purpose;
use reqwest::{Method, StatusCode};
use serde_json::json;

async fn gallery() -> World {
    let world = World::with(without_grace).await;
    seed(&world).await;
    world
}

/// Another confirmed address for the account or organization whose routes begin like this.
async fn change_address(world: &World, by: &Open, of: &str, address: &str) {
    let path = format!("/api/v1/{of}/email");
    let asked = world.put(&path, &by.token, json!({ "address": address })).await;
    assert_eq!(asked.status(), StatusCode::OK);
    let code = json!({ "code": world.code().await });
    let confirmed = world.post(&format!("{path}/confirmation"), Some(&by.token), code).await;
    assert_eq!(confirmed.status(), StatusCode::OK);
    // The address before can be put back for a while.
    reference_in(&world.gallery.service.mails().await[0].text);
}

/// To whom mails went whose text says this, in the order of the addresses.
async fn told(world: &World, says: &str) -> Vec<String> {
    let mails = world.gallery.service.mails().await;
    let told = mails
        .into_iter()
        .filter(|mail| format!("{}\n{}", mail.subject, mail.text).contains(says));
    let mut told: Vec<String> = told.map(|mail| mail.to).collect();
    told.sort();
    told
}

#[tokio::test]
async fn rule_14_10_every_address_that_could_be_put_back_is_told_also_of_an_organization_that_goes_too() {
    let world = gallery().await;
    let anna = world.sign_in(&ANNA, "a").await;
    change_address(&world, &anna, "organizations/alone", "alone@elsewhere.example").await;
    change_address(&world, &anna, "account", "anna@elsewhere.example").await;
    assert_eq!(
        world.delete_account(&anna, &ANNA).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        told(&world, "Your account was deleted").await,
        [
            ANNA.address,
            "alone@elsewhere.example",
            "alone@example.org",
            "anna@elsewhere.example"
        ]
    );
    world.end().await;
}

#[tokio::test]
async fn rule_14_10_an_organization_that_is_deleted_by_itself_is_told_at_the_address_before_too() {
    let world = gallery().await;
    let anna = world.sign_in(&ANNA, "a").await;
    change_address(&world, &anna, "organizations/alone", "alone@elsewhere.example").await;
    let path = "/api/v1/organizations/alone";
    let body = json!({ "username": "alone" });
    let deleted = world.call(Method::DELETE, path, Some(&anna.token), Some(body)).await;
    assert_eq!(deleted.status(), StatusCode::NO_CONTENT);
    let expected = ["alone@elsewhere.example", "alone@example.org"];
    assert_eq!(told(&world, "Your account was deleted").await, expected);
    world.end().await;
}

#[tokio::test]
async fn rule_14_8_who_loses_a_key_is_told_at_the_address_before_too() {
    let world = gallery().await;
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let invitation = json!({ "username": "ben", "role": "collaborator" });
    let path = "/api/v1/organizations/alone/members";
    world.post(path, Some(&anna.token), invitation).await;
    let accept = "/api/v1/account/invitations/alone";
    world.call(Method::POST, accept, Some(&ben.token), None).await;
    crate::keys::made(&world, &ben, "alone").await;
    let left = world.delete(&format!("{path}/ben"), &ben).await;
    assert_eq!(left.status(), StatusCode::NO_CONTENT);
    change_address(&world, &ben, "account", "ben@elsewhere.example").await;
    let before = told(&world, "was removed").await.len();
    assert_eq!(
        world.delete_account(&anna, &ANNA).await.status(),
        StatusCode::NO_CONTENT
    );
    let after = told(&world, "was removed").await;
    assert_eq!(after.len(), before + 2, "{after:?}");
    assert!(after.contains(&BEN.address.to_owned()) && after.contains(&"ben@elsewhere.example".to_owned()));
    world.end().await;
}

/// Finn asks for the conversion of his account, which Ben would administer.
async fn asked(world: &World, finn: &Open) {
    let attempt = world.proved_in(Purpose::ConvertAccount, &FINN, &finn.token).await;
    let proof = json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret });
    let body = json!({ "administrator": "ben", "proof": proof });
    let asked = world.post("/api/v1/account/conversion", Some(&finn.token), body).await;
    assert_eq!(asked.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn rule_15_1_a_conversion_that_the_end_of_either_account_ends_is_mailed_about_the_account_that_asked() {
    for (gone, other) in [(&FINN, &BEN), (&BEN, &FINN)] {
        let world = gallery().await;
        let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
        asked(&world, &finn).await;
        let going = if gone.subject == FINN.subject { &finn } else { &ben };
        assert_eq!(world.delete_account(going, gone).await.status(), StatusCode::NO_CONTENT);
        let by = &going.account.username;
        let says = format!("{by} ended the request to make finn at Test Gallery an organization.");
        assert_eq!(told(&world, &says).await, [other.address]);
        assert_eq!(
            told(&world, "[Test Gallery] finn stays an account").await,
            [other.address]
        );
        world.end().await;
    }
}
