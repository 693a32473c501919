//! Faults, restarts, rotation and starting over.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use practice::cast::{ACCOUNT1, ANA, BEN};
use reqwest::StatusCode;
use serde_json::{Value, json};
use support::{MFA, Sight, World};

async fn id_token(world: &World, address: &str) -> String {
    let code = world.browser().sign_in(&world.request(), address).await.code();
    let answer: Value = world.redeem(&code, &[]).await.json().await.unwrap();
    answer["id_token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_fault_needs_the_control_token() {
    let world = World::new().await;
    let url = format!("{}/practice/faults", world.origin);
    for token in ["", "wrong"] {
        let request = world.http.post(&url).header("X-Practice-Control", token);
        let response = request.json(&json!({ "fault": "server_error" })).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(
        world
            .http
            .get(format!("{}/common/discovery/v2.0/keys", world.origin))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

#[tokio::test]
async fn an_unknown_fault_is_refused() {
    let world = World::new().await;
    for switch in [json!({ "fault": "lightning" }), json!({ "fault": "slow", "ms": 5 })] {
        assert!(world.fault(switch).await.status().is_client_error());
    }
}

#[tokio::test]
async fn a_server_error_strikes_every_endpoint_and_ends() {
    let world = World::new().await;
    let keys = format!("{}/common/discovery/v2.0/keys", world.origin);
    world.fault(json!({ "fault": "server_error", "requests": 2 })).await;
    assert_eq!(world.http.get(&keys).send().await.unwrap().status(), 500);
    let answer = world.browser().start(&world.request()).await.answer();
    assert_eq!(
        (answer["error"].as_str(), answer["state"].as_str()),
        ("server_error", "the state")
    );
    assert_eq!(world.http.get(&keys).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_server_error_at_the_token_endpoint_spends_no_code() {
    let world = World::new().await;
    let code = world.browser().sign_in(&world.request(), ACCOUNT1.address).await.code();
    world
        .fault(json!({ "fault": "server_error", "endpoint": "token", "requests": 1 }))
        .await;
    assert_eq!(world.redeem(&code, &[]).await.status(), 500);
    assert_eq!(world.redeem(&code, &[]).await.status(), 200);
}

#[tokio::test]
async fn a_slow_answer_is_late_and_good() {
    let world = World::new().await;
    world
        .fault(json!({ "fault": "slow", "milliseconds": 80, "endpoint": "metadata", "requests": 1 }))
        .await;
    let began = std::time::Instant::now();
    world.json("/common/v2.0/.well-known/openid-configuration").await;
    assert!(began.elapsed().as_millis() >= 80);
}

#[tokio::test]
async fn faults_of_the_id_token_spoil_just_their_claim() {
    let world = World::new().await;
    for fault in ["wrong_nonce", "no_auth_time", "no_tid_oid"] {
        world.fault(json!({ "fault": fault, "requests": 1 })).await;
    }
    let spoilt = world.verify(&id_token(&world, ACCOUNT1.address).await).await.unwrap();
    assert_ne!(spoilt["nonce"], "the nonce");
    assert!(
        ["auth_time", "tid", "oid"]
            .iter()
            .all(|claim| spoilt.get(claim).is_none())
    );
    let good = world.verify(&id_token(&world, ACCOUNT1.address).await).await.unwrap();
    assert_eq!(good["nonce"], "the nonce");
    assert!(
        ["auth_time", "tid", "oid"]
            .iter()
            .all(|claim| good.get(claim).is_some())
    );
}

#[tokio::test]
async fn the_wrong_key_makes_a_signature_that_does_not_verify() {
    let world = World::new().await;
    world.fault(json!({ "fault": "wrong_key" })).await;
    assert!(world.verify(&id_token(&world, ACCOUNT1.address).await).await.is_err());
    world.fault(json!({ "fault": "clear" })).await;
    assert!(world.verify(&id_token(&world, ACCOUNT1.address).await).await.is_ok());
}

#[tokio::test]
async fn a_mispaired_key_signs_well_for_a_tenant_that_is_not_its_own() {
    let world = World::new().await;
    world.fault(json!({ "fault": "mispaired_key", "requests": 1 })).await;
    let token = id_token(&world, ANA.address).await;
    assert!(world.verify(&token).await.is_ok());
    let kid = jsonwebtoken::decode_header(&token).unwrap().kid;
    let keys = world.json("/common/discovery/v2.0/keys").await;
    assert_eq!(kid.as_deref(), keys["keys"][1]["kid"].as_str());
}

#[tokio::test]
async fn after_a_rotation_new_keys_sign_and_the_old_ones_are_listed_once_more() {
    let world = World::new().await;
    let old_token = id_token(&world, ACCOUNT1.address).await;
    world.fault(json!({ "fault": "rotate_keys" })).await;
    let new_token = id_token(&world, ACCOUNT1.address).await;
    let kid = |token: &str| jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    assert_ne!(kid(&old_token), kid(&new_token));
    assert!(world.verify(&old_token).await.is_ok() && world.verify(&new_token).await.is_ok());

    world.sign_in.rotate_keys().await.unwrap();
    let keys = world.json("/common/discovery/v2.0/keys").await.to_string();
    assert!(keys.contains(&kid(&new_token)) && !keys.contains(&kid(&old_token)));
}

#[tokio::test]
async fn with_a_folder_everything_but_browsers_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice");
    let port = support::listener();
    let world = World::with(Some(path.clone()), port.try_clone().unwrap(), 1).await;
    let mut browser = world.browser();
    let code = browser.sign_in(&world.request(), ACCOUNT1.address).await.code();
    enrol(&world, BEN.address).await;
    create(&world, "noor@example.com").await;
    let keys = world.json("/common/discovery/v2.0/keys").await;
    world.sign_in.stop().await;

    let world = World::with(Some(path), port, 2).await;
    assert_eq!(world.json("/common/discovery/v2.0/keys").await, keys);
    assert_eq!(world.claims(&code).await["oid"], ACCOUNT1.object_id);
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    assert!(picker.html().contains("noor@example.com"));
    browser.pick(&picker, ACCOUNT1.address).await.code();
    let picker = browser.start(&world.request().with("acr_values", MFA)).await;
    assert!(browser.pick(&picker, BEN.address).await.shows("Verify your identity"));
}

#[tokio::test]
async fn a_spent_code_stays_spent_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let port = support::listener();
    let world = World::with(Some(folder.path().to_owned()), port.try_clone().unwrap(), 1).await;
    let code = world.browser().sign_in(&world.request(), ACCOUNT1.address).await.code();
    assert_eq!(world.redeem(&code, &[]).await.status(), 200);
    world.sign_in.stop().await;
    let world = World::with(Some(folder.path().to_owned()), port, 2).await;
    assert_eq!(world.redeem(&code, &[]).await.status(), 400);
}

#[tokio::test]
async fn no_code_is_in_the_folder_and_after_its_use_no_nonce_either() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::in_folder(folder.path()).await;
    let request = world.request().with("nonce", "canary-nonce");
    let code = world.browser().sign_in(&request, ACCOUNT1.address).await.code();
    let text = || std::fs::read_to_string(folder.path().join("sign-in.json")).unwrap();
    assert!(!text().contains(&code));
    world.redeem(&code, &[]).await;
    assert!(!text().contains("canary-nonce"));
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice");
    let world = World::in_folder(&path).await;
    id_token(&world, ACCOUNT1.address).await;
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o700);
    assert_eq!(
        (mode(&path.join("keys.json")), mode(&path.join("sign-in.json"))),
        (0o600, 0o600)
    );
}

#[tokio::test]
async fn files_that_cannot_be_read_are_put_aside_and_the_practice_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["keys.json", "sign-in.json"] {
        std::fs::write(folder.path().join(name), "{ not json").unwrap();
    }
    let world = World::in_folder(folder.path()).await;
    id_token(&world, ACCOUNT1.address).await;
    assert!(folder.path().join("keys.unreadable").exists() && folder.path().join("sign-in.unreadable").exists());
}

#[tokio::test]
async fn starting_over_forgets_everything() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::in_folder(folder.path()).await;
    let mut browser = world.browser();
    let code = browser.sign_in(&world.request(), ACCOUNT1.address).await.code();
    create(&world, "noor@example.com").await;
    let keys = world.json("/common/discovery/v2.0/keys").await;
    world.fault(json!({ "fault": "wrong_nonce" })).await;
    let open = browser.start(&world.request()).await;

    world.sign_in.start_over();
    assert_eq!(world.redeem(&code, &[]).await.status(), 400);
    assert_eq!(browser.pick(&open, ACCOUNT1.address).await.status(), StatusCode::GONE);
    let picker = browser.start(&world.request()).await;
    assert!(!picker.html().contains("noor@example.com") && !picker.html().contains("Signed in"));
    let consent = browser.pick(&picker, ACCOUNT1.address).await;
    let code = browser.press(&consent, &[("action", "accept")]).await.code();
    assert_eq!(world.claims(&code).await["nonce"], "the nonce");
    assert_ne!(world.json("/common/discovery/v2.0/keys").await, keys);
}

#[tokio::test]
async fn the_practice_telephone_can_be_reset() {
    let world = World::new().await;
    enrol(&world, BEN.address).await;
    let request = world.http.post(format!("{}/practice/phone", world.origin));
    let request = request.header("X-Practice-Control", support::CONTROL_TOKEN);
    assert_eq!(
        request
            .json(&json!({ "address": BEN.address }))
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    let mut browser = world.browser();
    let picker = browser.start(&world.request().with("acr_values", MFA)).await;
    assert!(
        browser
            .pick(&picker, BEN.address)
            .await
            .shows("More is needed to sign in")
    );
}

#[tokio::test]
async fn a_listener_that_others_can_reach_is_refused() {
    let listener = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    let settings = practice::sign_in::SignInSettings {
        folder: None,
        control_token: "t".to_owned().into(),
    };
    let clock = std::sync::Arc::new(testkit::ManualClock::default());
    let random = std::sync::Arc::new(testkit::SeededRandom::new(1));
    assert!(
        practice::sign_in::SignIn::bind(settings, listener, clock, random)
            .await
            .is_err()
    );
}

async fn enrol(world: &World, address: &str) {
    let mut browser = world.browser();
    let picker = browser.start(&world.request().with("acr_values", MFA)).await;
    let page = browser.pick(&picker, address).await;
    let page = browser
        .press(&page, &[("action", "continue"), ("factor", "text")])
        .await;
    browser
        .press(&page, &[("action", "verify"), ("code", &page.phone_code())])
        .await;
}

async fn create(world: &World, address: &str) {
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    let page = browser.press(&picker, &[("action", "create-one")]).await;
    let fields = [
        ("action", "continue"),
        ("name", "Noor"),
        ("address", address),
        ("factor", "none"),
    ];
    assert!(matches!(browser.press(&page, &fields).await, Sight::Page { .. }));
}
