//! The authorization code flow over HTTP, from discovery to a verified ID token.

mod support;

use practice::cast::{ACCOUNT1, ANA, CONTOSO_TENANT, PERSONAL_TENANT, SOMEONE};
use serde_json::{Value, json};
use support::{World, segment};

#[tokio::test]
async fn the_metadata_of_common_has_the_issuer_template_and_endpoints_that_answer() {
    let world = World::new().await;
    let metadata = world.json("/common/v2.0/.well-known/openid-configuration").await;
    assert_eq!(metadata["issuer"], format!("{}/{{tenantid}}/v2.0", world.origin));
    assert_eq!(
        metadata["authorization_endpoint"],
        format!("{}/common/oauth2/v2.0/authorize", world.origin)
    );
    assert_eq!(metadata["code_challenge_methods_supported"], json!(["S256"]));
    let path = metadata["jwks_uri"]
        .as_str()
        .unwrap()
        .strip_prefix(&world.origin)
        .unwrap();
    assert_eq!(world.json(path).await["keys"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn every_authority_states_its_issuer_as_microsoft_does() {
    let world = World::new().await;
    for (tenant, issuer_tenant) in [
        ("organizations", "{tenantid}"),
        ("consumers", PERSONAL_TENANT),
        (CONTOSO_TENANT, CONTOSO_TENANT),
        ("contoso.example", CONTOSO_TENANT),
    ] {
        let metadata = world
            .json(&format!("/{tenant}/v2.0/.well-known/openid-configuration"))
            .await;
        assert_eq!(
            metadata["issuer"],
            format!("{}/{issuer_tenant}/v2.0", world.origin),
            "{tenant}"
        );
    }
    let unknown = world
        .json("/fabrikam.example/v2.0/.well-known/openid-configuration")
        .await;
    assert_eq!(
        (&unknown["error"], &unknown["error_codes"]),
        (&json!("invalid_tenant"), &json!([90002]))
    );
}

#[tokio::test]
async fn each_key_names_the_issuer_that_it_may_sign_for() {
    let world = World::new().await;
    let keys = world.json("/common/discovery/v2.0/keys").await;
    let issuers: Vec<_> = keys["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key["issuer"].clone())
        .collect();
    let issuer = |tenant: &str| json!(format!("{}/{tenant}/v2.0", world.origin));
    assert_eq!(issuers, [issuer("{tenantid}"), issuer(PERSONAL_TENANT)]);
}

#[tokio::test]
async fn a_personal_account_comes_back_with_the_claims_that_microsoft_sends() {
    let world = World::new().await;
    let came_back = world.browser().sign_in(&world.request(), ACCOUNT1.address).await;
    let answer = came_back.answer();
    assert_eq!(answer["state"], "the state");
    assert!(answer["session_state"].parse::<uuid::Uuid>().is_ok());
    let claims = world.claims(&answer["code"]).await;
    let now = world.now();
    let mut expected = json!({
        "ver": "2.0", "iss": format!("{}/{PERSONAL_TENANT}/v2.0", world.origin), "aud": world.sign_in.client_id(),
        "tid": PERSONAL_TENANT, "oid": ACCOUNT1.object_id, "nonce": "the nonce", "name": ACCOUNT1.name,
        "preferred_username": ACCOUNT1.address, "email": ACCOUNT1.address, "iat": now, "nbf": now, "exp": now + 3600,
        "auth_time": now,
    });
    expected["sub"] = claims["sub"].clone();
    assert_eq!(claims, expected);
    assert_eq!(claims["sub"].as_str().unwrap().len(), 43);
}

#[tokio::test]
async fn the_token_answer_has_microsofts_shape() {
    let world = World::new().await;
    let code = world.browser().sign_in(&world.request(), ACCOUNT1.address).await.code();
    let response = world.redeem(&code, &[]).await;
    assert_eq!(response.headers()["cache-control"], "no-store");
    let answer: Value = response.json().await.unwrap();
    assert_eq!(
        (&answer["token_type"], &answer["expires_in"]),
        (&json!("Bearer"), &json!(3600))
    );
    assert_eq!(answer["scope"], "openid profile email");
    assert!(answer.get("refresh_token").is_none());
}

#[tokio::test]
async fn each_tenant_is_signed_by_its_own_key() {
    let world = World::new().await;
    let keys = world.json("/common/discovery/v2.0/keys").await;
    for (person, index) in [(ANA, 0), (ACCOUNT1, 1)] {
        let code = world.browser().sign_in(&world.request(), person.address).await.code();
        let answer: Value = world.redeem(&code, &[]).await.json().await.unwrap();
        let header = jsonwebtoken::decode_header(answer["id_token"].as_str().unwrap()).unwrap();
        assert_eq!(
            header.kid.as_deref(),
            keys["keys"][index]["kid"].as_str(),
            "{}",
            person.address
        );
    }
}

#[tokio::test]
async fn a_loopback_address_on_any_port_gets_the_code_as_well() {
    let world = World::new().await;
    let path = segment(&format!("{}/{{tenantid}}/v2.0", world.origin));
    let redirect_uri = format!("http://127.0.0.1:49321/auth/callback/{path}");
    let request = world.request().with("redirect_uri", &redirect_uri);
    let mut browser = world.browser();
    let consent = {
        let picker = browser.start(&request).await;
        browser.pick(&picker, ACCOUNT1.address).await
    };
    let code = browser.press(&consent, &[("action", "accept")]).await.code();
    assert_eq!(
        world.redeem(&code, &[("redirect_uri", &redirect_uri)]).await.status(),
        200
    );
}

#[tokio::test]
async fn only_what_the_scopes_name_is_told() {
    let world = World::new().await;
    let request = world.request().with("scope", "openid");
    let code = world.browser().sign_in(&request, ACCOUNT1.address).await.code();
    let claims = world.claims(&code).await;
    for claim in ["oid", "name", "preferred_username", "email", "acr"] {
        assert!(claims.get(claim).is_none(), "{claim}");
    }
    assert_eq!(claims["tid"], PERSONAL_TENANT);
}

#[tokio::test]
async fn an_authority_serves_only_its_own_kind_of_account() {
    let world = World::new().await;
    let mut browser = world.browser();
    let organizations = world.request().at("organizations", "{tenantid}");
    let picker = browser.start(&organizations).await;
    assert!(picker.html().contains(ANA.address) && !picker.html().contains(ACCOUNT1.address));
    let page = browser.pick(&picker, ACCOUNT1.address).await;
    assert!(page.html().contains("You cannot sign in here with a personal account"));

    let consumers = world.request().at("consumers", PERSONAL_TENANT);
    let picker = browser.start(&consumers).await;
    assert!(picker.html().contains(ACCOUNT1.address) && !picker.html().contains(ANA.address));
}

#[tokio::test]
async fn a_code_of_one_authority_cannot_be_redeemed_at_another() {
    let world = World::new().await;
    let request = world.request().at("consumers", PERSONAL_TENANT);
    let code = world.browser().sign_in(&request, ACCOUNT1.address).await.code();
    let answer: Value = world.redeem(&code, &[]).await.json().await.unwrap();
    assert_eq!(
        (&answer["error"], &answer["error_codes"]),
        (&json!("invalid_grant"), &json!([700_005]))
    );
}

#[tokio::test]
async fn somebody_of_an_unmanaged_tenant_fails_as_at_microsoft() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    let answer = browser.pick(&picker, SOMEONE.address).await.answer();
    assert_eq!(
        (answer["error"].as_str(), answer["state"].as_str()),
        ("invalid_client", "the state")
    );
    let description = &answer["error_description"];
    assert!(
        description.starts_with("AADSTS65005: ") && description.contains("unmanaged"),
        "{description}"
    );
    assert!(description.contains("\r\nTrace ID: ") && description.contains("\r\nTimestamp: 2026-01-01 00:00:00Z"));
}
