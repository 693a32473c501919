//! Rules 12.1 to 12.20.

mod races;
mod requests;
mod waiting;

use crate::{
    cast::FINN,
    world::{Attempt, Open, World},
};
use contract::{
    Purpose,
    conversion::{Conversion, ConversionList, OwnConversion},
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

async fn mailed(world: &World) -> usize {
    world.gallery.service.mails().await.len()
}
