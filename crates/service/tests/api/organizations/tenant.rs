//! The tenant that an organization demands (rules 9.10, 11.20).

use super::{creation, invite, list};
use crate::{
    cast::json,
    logins::{NEW, change},
    provider::{ANNA, BEN, CARA, COMPANY},
    scene::seeded,
    world::{Open, World, refused},
};
use accounts::operator_list::OperatorList;
use contract::Code;
use reqwest::StatusCode;
use serde_json::json;
use service::SeedAccount;

/// Cara, of a company that the operator lists with its domain, in a gallery with these accounts beside hers.
async fn listed(world: &World, others: &[SeedAccount]) -> Open {
    let accounts = [&[seeded("cara", Some(&CARA))], others].concat();
    let service = &world.gallery.service;
    service.seed_with(&accounts, Default::default()).await.unwrap();
    let pair = format!("example.org {COMPANY}");
    service
        .put_on_list(OperatorList::TenantPair, &pair, true)
        .await
        .unwrap();
    world.sign_in(&CARA, "c").await
}

/// Cara's organization, which takes only people of her company, in a gallery with these accounts beside hers.
async fn corp(world: &World, others: &[SeedAccount]) -> Open {
    let cara = listed(world, others).await;
    let body = creation("corp", "corp@example.org");
    json(world.post("/api/v1/organizations", Some(&cara.token), body).await).await;
    let code = json!({ "code": world.code().await });
    let path = "/api/v1/organizations/corp/email/confirmation";
    let confirmed = json(world.post(path, Some(&cara.token), code).await).await;
    assert_eq!(confirmed["required_tenant"], COMPANY);
    cara
}

#[tokio::test]
async fn an_organization_of_a_company_takes_nobody_who_signs_in_otherwise() {
    let world = World::new().await;
    let cara = corp(&world, &[seeded("ben", Some(&BEN))]).await;
    let problem = refused(invite(&world, &cara, "corp", "ben", "collaborator").await).await;
    assert_eq!((problem.code, problem.status), (Code::TenantPolicyNotMet, 403));
    assert_eq!(problem.field.as_deref(), Some("username"));
    world.end().await;
}

#[tokio::test]
async fn a_member_who_signs_in_with_the_companys_identity_cannot_change_it() {
    let world = World::new().await;
    let cara = corp(&world, &[seeded("anna", Some(&ANNA))]).await;
    let problem = refused(change(&world, &cara, &CARA, &NEW).await).await;
    assert_eq!((problem.code, problem.status), (Code::TenantPolicyForbidsChange, 403));
    assert_eq!(problem.field, None);
    world.sign_in(&CARA, "again").await;
    world.end().await;
}

#[tokio::test]
async fn that_an_organization_would_bind_its_members_is_told_before_it_is_created_and_counts_for_none() {
    let world = World::new().await;
    let cara = listed(&world, &[]).await;
    // An account creates 20 an hour.
    for _ in 0..21 {
        let path = "/api/v1/organizations?preview=true";
        let body = creation("corp", "corp@example.org");
        let told = json(world.post(path, Some(&cara.token), body).await).await;
        let binds = json!({ "kind": "tenant_policy_applies", "tenant": COMPANY });
        assert!(told["consequences"].as_array().unwrap().contains(&binds), "{told}");
    }
    assert!(list(&world, &cara).await.organizations.is_empty());
    let body = creation("corp", "corp@example.org");
    let made = world.post("/api/v1/organizations", Some(&cara.token), body).await;
    assert_eq!(made.status(), StatusCode::CREATED);
    world.end().await;
}
