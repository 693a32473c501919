//! Contact addresses, and which mails an account wants.

use super::{Command, request};
use crate::{
    ground::{Ground, Laying, Request, delete, post, put},
    world::register_body,
};
use contract::Purpose;
use serde_json::{Value, json};

pub async fn lay(laying: &mut Laying<'_>) {
    for name in ["dora", "dick", "dirk"] {
        laying.prove(name, Purpose::SignIn, name, None).await;
        let body = register_body(laying.kept_proof(name), name, &format!("{name}@example.org"));
        let opened = laying.done(post("/accounts", body)).await;
        laying.keep_session(name, &opened);
    }
    laying.keep_code("dora's code", "dora@example.org").await;
    laying.keep_link("dirk's link", "dirk@example.org").await;
    for name in ["bea", "bob", "bill"] {
        laying.sign_in(name).await;
    }
    for name in ["bob", "bill"] {
        let body = json!({ "address": format!("{name}@elsewhere.example") });
        laying.done(put("/account/email", body).by(laying.token(name))).await;
    }
    laying.keep_code("bill's code", "bill@elsewhere.example").await;
    let body = json!({ "code": laying.word("bill's code") });
    let confirm = post("/account/email/confirmation", body).by(laying.token("bill"));
    laying.done(confirm).await;
    laying.keep_link("bill's link", "bill@example.org").await;
    laying.rest();
}

fn by(ground: &Ground, name: &str, request: Request) -> Request {
    request.by(&ground.session(name).token)
}

fn code(code: &str) -> Value {
    json!({ "code": code })
}

pub const COMMANDS: &[Command] = &[
    request(
        "count a wrong code",
        "contact::ConfirmAddress",
        |ground, _| by(ground, "dora", post("/account/email/confirmation", code("00000000"))),
        422,
        "SELECT sum(tries_left) FROM confirmations",
    ),
    request(
        "confirm an address",
        "contact::ConfirmAddress",
        |ground, _| {
            let body = code(ground.word("dora's code"));
            by(ground, "dora", post("/account/email/confirmation", body))
        },
        200,
        "SELECT count(confirmed_email) FROM accounts WHERE username = 'dora'",
    ),
    request(
        "confirm an address by the mailed link",
        "contact::ConfirmByLink",
        |ground, _| {
            let body = json!({ "reference": ground.word("dirk's link") });
            by(ground, "dirk", post("/email-confirmations", body))
        },
        200,
        "SELECT count(confirmed_email) FROM accounts WHERE username = 'dirk'",
    ),
    request(
        "mail the code again",
        "contact::ResendCode",
        |ground, _| by(ground, "dick", post("/account/email/confirmation/resend", json!({}))),
        202,
        "SELECT count(*) FROM audit WHERE kind = 'email_confirmation_sent'",
    ),
    request(
        "ask for another address",
        "contact::ChangeAddress",
        |ground, _| {
            let body = json!({ "address": "bea@elsewhere.example" });
            by(ground, "bea", put("/account/email", body))
        },
        200,
        "SELECT count(pending_email) FROM accounts WHERE username = 'bea'",
    ),
    request(
        "withdraw the wish for another address",
        "contact::CancelAddress",
        |ground, _| by(ground, "bob", delete("/account/email")),
        200,
        "SELECT count(pending_email) FROM accounts WHERE username = 'bob'",
    ),
    request(
        "put an address back",
        "contact::UndoAddress",
        |ground, _| {
            post(
                "/email-changes/undo",
                json!({ "reference": ground.word("bill's link") }),
            )
        },
        204,
        "SELECT count(*) FROM accounts WHERE confirmed_email = 'bill@example.org'",
    ),
    request(
        "choose the mails",
        "preferences::ChooseMail",
        |ground, _| {
            let choices = json!({ "from_others": false, "package_published": false });
            by(ground, "bea", put("/account/mail", choices))
        },
        200,
        "SELECT mail_from_others FROM accounts WHERE username = 'bea'",
    ),
];
