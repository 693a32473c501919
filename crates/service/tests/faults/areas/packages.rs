//! Packages, API keys and the feed.

use super::{Command, operator, request};
use crate::{
    ground::{Ground, Laying, Request, act, delete, patch, post, put},
    world::FEED_SECRET,
};
use serde_json::{Value, json};
use service::operator::{OperatorCommand, OperatorKey};

/// An offer that waits, under the name of its package.
async fn offered(laying: &mut Laying<'_>, package: &str, to: &str) {
    let offer = offer(package, to).by(laying.token("yan"));
    let offered = laying.done(offer).await;
    laying.keep(package, offered["offer"]["id"].as_str().unwrap());
}

fn offer(package: &str, to: &str) -> Request {
    post(
        &format!("/packages/{package}/owners"),
        json!({ "username": to, "transfer": false }),
    )
}

fn wish(description: &str) -> Value {
    json!({ "owner": "yan", "description": description, "scopes": ["push_new", "push_version"], "packages": ["*"] })
}

/// A key, under its description: its id, its revision and its text.
async fn key(laying: &mut Laying<'_>, description: &str) {
    let made = laying
        .done(post("/keys", wish(description)).by(laying.token("yan")))
        .await;
    for (what, word) in [
        ("id", &made["key"]["id"]),
        ("revision", &made["key"]["revision"]),
        ("text", &made["text"]),
    ] {
        laying.keep(&format!("{description}'s {what}"), word.as_str().unwrap());
    }
}

pub async fn lay(laying: &mut Laying<'_>) {
    laying.sign_in("yan").await;
    laying.sign_in("zoe").await;
    offered(laying, "Yan.Nuts", "zoe").await;
    offered(laying, "Yan.Pair", "zac").await;
    offered(laying, "Yan.Bolts", "zac").await;
    laying.done(offer("Yan.Bolts", "zoe").by(laying.token("yan"))).await;
    laying.keep_link("zoe's link", "zoe@example.org").await;
    for description in ["changing", "regenerating", "revoking", "found", "pushing"] {
        key(laying, description).await;
    }
    laying.rest();
}

fn yan(ground: &Ground, request: Request) -> Request {
    request.by(&ground.session("yan").token)
}

fn key_path(ground: &Ground, description: &str, end: &str) -> String {
    format!("/keys/{}{end}", ground.word(&format!("{description}'s id")))
}

fn feed(ground: &Ground, package: &str, has_versions: bool) -> Request {
    let body = json!({
        "key": ground.word("pushing's text"),
        "action": "push",
        "package": package,
        "register": true,
        "has_versions": has_versions,
    });
    post("/feed/authorize", body).by(FEED_SECRET)
}

pub const COMMANDS: &[Command] = &[
    request(
        "offer a package",
        "package::OfferOwnership",
        |ground, _| yan(ground, offer("Yan.Tools", "zac")),
        201,
        "SELECT count(*) FROM ownership_offers WHERE package = 'yan.tools'",
    ),
    request(
        "accept an offer",
        "package::AnswerOffer",
        |ground, _| {
            let path = format!("/ownership-offers/{}/accept", ground.word("Yan.Nuts"));
            post(&path, json!({})).bare().by(&ground.session("zoe").token)
        },
        200,
        "SELECT count(*) FROM owners WHERE package = 'yan.nuts'",
    ),
    request(
        "withdraw an offer",
        "package::WithdrawOffer",
        |ground, _| {
            yan(
                ground,
                delete(&format!("/ownership-offers/{}", ground.word("Yan.Bolts"))),
            )
        },
        204,
        "SELECT count(*) FROM ownership_offers WHERE package = 'yan.bolts'",
    ),
    request(
        "unlist a package",
        "package::SetListed",
        |ground, _| yan(ground, put("/packages/Yan.List/listing", json!({ "listed": false }))),
        200,
        "SELECT count(*) FROM feed_changes WHERE listed = 0",
    ),
    request(
        "decline an offer by the mailed link",
        "package::DeclineOfferByLink",
        |ground, _| act(ground.word("zoe's link")),
        200,
        "SELECT count(*) FROM ownership_offers JOIN accounts a ON a.id = account WHERE a.username = 'zoe' AND package = 'yan.bolts'",
    ),
    request(
        "remove an owner",
        "package::RemoveOwner",
        |ground, _| yan(ground, delete("/packages/Yan.Pair/owners/zoe")),
        200,
        "SELECT count(*) FROM owners WHERE package = 'yan.pair'",
    ),
    request(
        "make a key",
        "key::MakeKey",
        |ground, _| yan(ground, post("/keys", wish("new"))),
        201,
        "SELECT count(*) FROM keys WHERE description = 'new'",
    ),
    request(
        "change a key",
        "key::ChangeKey",
        |ground, _| {
            let body = json!({
                "revision": ground.word("changing's revision"),
                "description": "changed",
                "scopes": ["push_new", "push_version", "unlist"],
            });
            yan(ground, patch(&key_path(ground, "changing", ""), body))
        },
        200,
        "SELECT count(*) FROM keys WHERE description = 'changed'",
    ),
    request(
        "regenerate a key",
        "key::RegenerateKey",
        |ground, _| {
            let body = json!({ "revision": ground.word("regenerating's revision") });
            yan(ground, post(&key_path(ground, "regenerating", "/regenerate"), body))
        },
        201,
        "SELECT count(*) FROM keys WHERE description = 'regenerating'",
    ),
    request(
        "revoke a key",
        "key::RevokeKey",
        |ground, _| yan(ground, delete(&key_path(ground, "revoking", ""))),
        204,
        "SELECT count(revoked_at) FROM keys WHERE description = 'revoking'",
    ),
    operator(
        "revoke a key that was found in public",
        "key::RevokeFoundKey",
        |ground| OperatorCommand::RevokeKey {
            key: OperatorKey::of_text(ground.word("found's text")).unwrap(),
            found: Some("a page".to_owned()),
        },
        "SELECT count(revoked_at) FROM keys WHERE description = 'found'",
    ),
    request(
        "register a package",
        "feed::RegisterPackage",
        |ground, _| feed(ground, "Yan.New", true),
        200,
        "SELECT count(*) FROM packages WHERE id = 'Yan.New'",
    ),
    request(
        "note that a package has no versions",
        "feed::NoteVersions",
        |ground, _| feed(ground, "Yan.Feed", false),
        200,
        "SELECT has_versions FROM packages WHERE id = 'Yan.Feed'",
    ),
];
