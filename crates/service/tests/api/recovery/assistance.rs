//! Rules 10.1 to 10.4: what a username alone gets, and how often it may be asked.

use crate::{
    provider::ANNA,
    recovery_scene::{annas, gallery, request_hash},
    world::{World, code_of, refused},
};
use contract::Code;
use serde_json::{Value, json};

async fn assistance(world: &World, body: Value) -> reqwest::Response {
    world.post("/api/v1/recovery/assistance", None, body).await
}

#[tokio::test]
async fn assistance_hints_at_the_address_and_mails_the_linked_identity_to_who_knows_it() {
    let world = gallery(&[annas()]).await;
    let hint: Value = assistance(&world, json!({ "username": "ANNA" }))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(
        hint,
        json!({ "masked_address": "a**********a@example.org", "mailed": false })
    );
    let other = refused(assistance(&world, json!({ "username": "anna", "address": ANNA.address })).await).await;
    assert_eq!(
        (other.code, other.field.as_deref()),
        (Code::AddressMismatch, Some("address"))
    );
    let unknown = assistance(&world, json!({ "username": "nobody" })).await;
    assert_eq!(code_of(unknown).await, Code::AccountUnknown);
    assert_eq!(world.mails_to("anna@example.org").await, 0);
    let mailed: Value = assistance(&world, json!({ "username": "anna", "address": "ANNA@example.org" }))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(mailed["mailed"], true);
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails[0].to, "anna@example.org");
    assert!(mails[0].text.contains(ANNA.address));
    world.end().await;
}

/// Rule 10.4.
#[tokio::test]
async fn assistance_is_limited_for_a_name_and_for_an_address() {
    let world = gallery(&[annas()]).await;
    for name in ["anna", "nobody"] {
        for _ in 0..5 {
            assistance(&world, json!({ "username": name })).await;
        }
        world.clock.advance_secs(20);
        let problem = refused(assistance(&world, json!({ "username": name })).await).await;
        assert_eq!(problem.code, Code::TooManyRequests, "{name}");
        assert!(problem.retry_after > Some(600));
        world.rest();
    }
    for number in 0..10 {
        let response = assistance(&world, json!({ "username": format!("name{number}") })).await;
        assert_eq!(code_of(response).await, Code::AccountUnknown);
    }
    let problem = refused(assistance(&world, json!({ "username": "name10" })).await).await;
    assert_eq!((problem.code, problem.retry_after), (Code::TooManyRequests, Some(11)));
    world.end().await;
}

#[tokio::test]
async fn what_strangers_ask_about_an_account_keeps_nothing_from_an_installation_that_was_seen_there() {
    let world = gallery(&[annas()]).await;
    world.sign_in(&ANNA, "laptop").await;
    let address = "anna@example.org";
    let ask = async |route: usize, number: usize, installation: Option<&str>| {
        world.clock.advance_secs(11);
        let hash = request_hash(&format!("request {number}"));
        let (path, mut body) = match route {
            0 => ("recovery/assistance", json!({ "username": "anna" })),
            1 => ("recovery/password", json!({ "name": address, "request_hash": hash })),
            2 => (
                "recovery/login",
                json!({ "username": "anna", "address": address, "request_hash": hash }),
            ),
            _ => (
                "login-changes/decision/code",
                json!({ "username": "anna", "address": address, "request_hash": hash }),
            ),
        };
        if let Some(installation) = installation {
            body["installation_id"] = installation.into();
        }
        let response = world.post(&format!("/api/v1/{path}"), None, body).await;
        response.status().is_success()
    };
    for route in [0, 1, 2] {
        for number in 0..5 {
            assert!(ask(route, number, None).await, "{route}");
        }
        assert!(!ask(route, 5, None).await, "{route}");
        assert!(!ask(route, 6, Some("unheard-of")).await, "{route}");
        for number in 7..12 {
            assert!(ask(route, number, Some("laptop")).await, "{route}");
        }
        assert!(!ask(route, 12, Some("laptop")).await, "{route}");
    }
    for wrong in ["", "two words", "über"] {
        let body = json!({ "username": "nobody", "installation_id": wrong });
        let problem = refused(assistance(&world, body).await).await;
        let about = (problem.code, problem.field.as_deref());
        assert_eq!(about, (Code::BadRequest, Some("installation_id")), "{wrong:?}");
    }
    // With name and address typed, recovering and deciding are counted as one kind of help.
    assert!(!ask(3, 13, None).await && !ask(3, 14, Some("laptop")).await);
    world.clock.advance_secs(3600);
    for number in 15..20 {
        assert!(ask(3, number, None).await);
    }
    assert!(!ask(3, 20, Some("unheard-of")).await && ask(3, 21, Some("laptop")).await);
    world.end().await;
}
