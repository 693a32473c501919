//! Accounts that become organizations.

use super::{Command, request};
use crate::ground::{Laying, PASSWORD, act, delete, post};
use contract::Purpose;
use serde_json::json;

/// A conversion from a recovery session that was accepted, and waits 72 hours.
async fn waits(laying: &mut Laying<'_>, name: &str) {
    let installation = json!({ "id": "old-computer", "name": "old computer" });
    let body = json!({ "name": name, "password": PASSWORD, "installation": installation });
    let opened = laying.done(post("/sessions/password", body)).await;
    laying.keep_session(name, &opened);
    let asked = post("/account/conversion", json!({ "administrator": "wes" })).by(laying.token(name));
    laying.done(asked).await;
    let accept = post(&format!("/account/conversions/{name}"), json!({})).bare();
    let accepted = laying.done(accept.by(laying.token("wes"))).await;
    assert!(accepted["effective_at"].is_string(), "{accepted}");
    laying
        .keep_link(&format!("{name}'s link"), &format!("{name}@example.org"))
        .await;
}

pub async fn lay(laying: &mut Laying<'_>) {
    for name in ["vic", "vera", "viv", "wes"] {
        laying.sign_in(name).await;
    }
    for name in ["vic", "vera"] {
        laying
            .prove(&format!("{name}'s own"), Purpose::ConvertAccount, name, Some(name))
            .await;
    }
    let body = json!({ "administrator": "wes", "proof": laying.spent("vera's own") });
    laying
        .done(post("/account/conversion", body).by(laying.token("vera")))
        .await;
    laying.keep_link("vera's link", "wes@example.org").await;
    waits(laying, "von").await;
    waits(laying, "vin").await;
    laying.rest();
}

pub const COMMANDS: &[Command] = &[
    request(
        "ask for a conversion",
        "conversion::RequestConversion",
        |ground, _| {
            let body = json!({ "administrator": "wes", "proof": ground.spent("vic's own") });
            post("/account/conversion", body).by(&ground.session("vic").token)
        },
        201,
        "SELECT count(*) FROM conversions JOIN accounts a ON a.id = account WHERE a.username = 'vic'",
    ),
    request(
        "accept a conversion",
        "conversion::AcceptConversion",
        |ground, _| {
            let accept = post("/account/conversions/val", json!({})).bare();
            accept.by(&ground.session("wes").token)
        },
        200,
        "SELECT count(*) FROM accounts WHERE kind = 'organization' AND username = 'val'",
    ),
    request(
        "reject a conversion",
        "conversion::RejectConversion",
        |ground, _| delete("/account/conversions/van").by(&ground.session("wes").token),
        204,
        "SELECT count(*) FROM conversions JOIN accounts a ON a.id = account WHERE a.username = 'van'",
    ),
    request(
        "reject a conversion by the mailed link",
        "conversion::RejectByLink",
        |ground, _| act(ground.word("vera's link")),
        200,
        "SELECT count(*) FROM conversions JOIN accounts a ON a.id = account WHERE a.username = 'vera'",
    ),
    request(
        "cancel a conversion",
        "conversion::CancelConversion",
        |ground, _| delete("/account/conversion").by(&ground.session("viv").token),
        204,
        "SELECT count(*) FROM conversions JOIN accounts a ON a.id = account WHERE a.username = 'viv'",
    ),
    request(
        "stop a conversion by the mailed link",
        "conversion::StopConversion",
        |ground, _| act(ground.word("von's link")),
        200,
        "SELECT count(*) FROM conversions JOIN accounts a ON a.id = account WHERE a.username = 'von'",
    ),
];
