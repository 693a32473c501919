//! The end of an account, and keeping one.

use super::{Command, request};
use crate::ground::{Laying, delete, post};
use contract::Purpose;
use serde_json::{Value, json};

fn body(username: &str, proof: Value) -> Value {
    json!({ "username": username, "proof": proof, "unlist_orphans": true })
}

async fn proved(laying: &mut Laying<'_>, name: &'static str) {
    laying.sign_in(name).await;
    laying
        .prove(&format!("{name}'s own"), Purpose::DeleteAccount, name, Some(name))
        .await;
}

pub async fn lay(laying: &mut Laying<'_>) {
    proved(laying, "xia").await;
    for name in ["xav", "xen", "xio"] {
        proved(laying, name).await;
        let body = body(name, laying.spent(&format!("{name}'s own")));
        laying.done(delete("/account").with(body).by(laying.token(name))).await;
    }
    laying.keep_link("xen's link", "xen@example.org").await;
    laying.sign_in("xav").await;
    laying.rest();
}

pub const COMMANDS: &[Command] = &[
    request(
        "delete an account",
        "deletion::RequestDeletion",
        |ground, _| {
            let body = body("xia", ground.spent("xia's own"));
            delete("/account").with(body).by(&ground.session("xia").token)
        },
        202,
        "SELECT count(*) FROM deletions JOIN accounts a ON a.id = account WHERE a.username = 'xia'",
    ),
    request(
        "keep an account",
        "deletion::CancelDeletion",
        |ground, _| {
            let keep = post("/account/deletion/cancel", json!({})).bare();
            keep.by(&ground.session("xav").token)
        },
        200,
        "SELECT count(*) FROM deletions JOIN accounts a ON a.id = account WHERE a.username = 'xav'",
    ),
    request(
        "keep an account by the mailed link",
        "deletion::KeepByLink",
        |ground, _| post("/deletions/cancel", json!({ "reference": ground.word("xen's link") })),
        204,
        "SELECT count(*) FROM deletions JOIN accounts a ON a.id = account WHERE a.username = 'xen'",
    ),
];
