//! Rules 13.1 to 13.12.

mod offers;
mod owners;
mod races;

use crate::{
    cast::json,
    world::{Open, World},
};
use contract::package::{OfferedOwnership, PackageDetails};
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

async fn offer(world: &World, by: &Open, package: &str, body: Value) -> Response {
    let path = format!("/api/v1/packages/{package}/owners");
    world.post(&path, Some(&by.token), body).await
}

async fn offered(world: &World, by: &Open, package: &str, body: Value) -> OfferedOwnership {
    let response = offer(world, by, package, body).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    response.json().await.unwrap()
}

async fn answer(world: &World, by: &Open, id: &str, how: &str) -> Response {
    let path = format!("/api/v1/ownership-offers/{id}/{how}");
    world.call(Method::POST, &path, Some(&by.token), None).await
}

async fn remove(world: &World, by: &Open, package: &str, username: &str) -> Response {
    world
        .delete(&format!("/api/v1/packages/{package}/owners/{username}"), by)
        .await
}

async fn details(world: &World, by: &Open, package: &str) -> PackageDetails {
    let response = world.get(&format!("/api/v1/packages/{package}"), Some(&by.token)).await;
    serde_json::from_value(json(response).await).unwrap()
}

async fn owners(world: &World, by: &Open, package: &str) -> Vec<String> {
    details(world, by, package).await.package.owners
}
