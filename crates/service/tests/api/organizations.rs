//! Rules 11.1 to 11.24.

mod ending;
mod invitations;
mod members;
mod races;
mod tenant;

use crate::world::{Open, World};
use contract::organization::{InvitationList, Organization, OrganizationList};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

async fn invite(world: &World, by: &Open, organization: &str, username: &str, role: &str) -> Response {
    let body = json!({ "username": username, "role": role });
    let path = format!("/api/v1/organizations/{organization}/members");
    world.post(&path, Some(&by.token), body).await
}

async fn accept(world: &World, by: &Open, organization: &str) -> Response {
    let path = format!("/api/v1/account/invitations/{organization}");
    world.call(Method::POST, &path, Some(&by.token), None).await
}

pub async fn change(world: &World, by: &Open, organization: &str, username: &str, role: &str) -> Response {
    let path = format!("/api/v1/organizations/{organization}/members/{username}");
    let body = json!({ "role": role });
    world.call(Method::PATCH, &path, Some(&by.token), Some(body)).await
}

async fn remove(world: &World, by: &Open, organization: &str, username: &str) -> Response {
    let path = format!("/api/v1/organizations/{organization}/members/{username}");
    world.delete(&path, by).await
}

async fn show(world: &World, by: &Open, organization: &str) -> Response {
    let path = format!("/api/v1/organizations/{organization}");
    world.get(&path, Some(&by.token)).await
}

pub async fn seen(world: &World, by: &Open, organization: &str) -> Organization {
    let response = show(world, by, organization).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

async fn list(world: &World, by: &Open) -> OrganizationList {
    let response = world.get("/api/v1/organizations", Some(&by.token)).await;
    response.json().await.unwrap()
}

async fn invitations(world: &World, by: &Open) -> InvitationList {
    let response = world.get("/api/v1/account/invitations", Some(&by.token)).await;
    response.json().await.unwrap()
}

async fn mailed(world: &World) -> usize {
    world.gallery.service.mails().await.len()
}

fn creation(username: &str, email: &str) -> Value {
    json!({ "username": username, "email": email })
}
