//! Recovery by mail and by password.

use super::{Command, request};
use crate::ground::{Ground, Laying, PASSWORD, Request, act, delete, post, put};
use accounts::digest;
use contract::Purpose;
use serde_json::{Value, json};

fn installation() -> Value {
    json!({ "id": "new-computer", "name": "new computer" })
}

fn address(name: &str) -> String {
    format!("{name}@example.org")
}

fn hash(secret: &str) -> String {
    digest::to_text(&digest::of_text(secret))
}

fn recover(name: &str) -> Request {
    let body = json!({ "username": name, "address": address(name), "request_hash": hash(name) });
    post("/recovery/login", body)
}

fn forgot(name: &str) -> Request {
    post(
        "/recovery/password",
        json!({ "name": name, "request_hash": hash(name) }),
    )
}

/// The secret of a request is the name that it is about.
fn confirm(name: &str, code: &str, wait: bool) -> Request {
    let body = json!({ "request_secret": name, "code": code, "installation": installation(), "wait": wait });
    post("/recovery/login/confirm", body)
}

fn type_password(name: &str, password: &str) -> Request {
    let body = json!({ "name": name, "password": password, "installation": installation() });
    post("/sessions/password", body)
}

/// A recovery of an account with two-factor on and without codes, which is announced and waits.
async fn waits(laying: &mut Laying<'_>, name: &'static str) {
    laying.sign_in(name).await;
    laying.done(recover(name)).await;
    laying.keep_code("code", &address(name)).await;
    let step = laying.done(confirm(name, laying.word("code"), true)).await;
    assert_eq!(step["is"], "waits", "{step}");
    laying.keep_link(&format!("{name}'s link"), &address(name)).await;
}

pub async fn lay(laying: &mut Laying<'_>) {
    waits(laying, "tom").await;
    waits(laying, "tim").await;
    for name in ["sid", "sue"] {
        laying.done(recover(name)).await;
        laying.keep_code(&format!("{name}'s code"), &address(name)).await;
    }
    let opened = laying.done(confirm("sue", laying.word("sue's code"), false)).await;
    laying.keep_session("sue", &opened);
    laying
        .prove("sue's other", Purpose::Recover, "new sue", Some("sue"))
        .await;
    laying.done(forgot("pat")).await;
    laying.keep_code("pat's code", &address("pat")).await;
    laying.rest();
    laying.sign_in("pia").await;
    laying.sign_in("pip").await;
}

fn by(ground: &Ground, name: &str, request: Request) -> Request {
    request.by(&ground.session(name).token)
}

pub const COMMANDS: &[Command] = &[
    request(
        "mail which identity is linked",
        "recovery::AskAssistance",
        |_, _| {
            let body = json!({ "username": "sam", "address": address("sam") });
            post("/recovery/assistance", body)
        },
        200,
        "SELECT count(*) FROM audit WHERE kind = 'assistance_mailed'",
    ),
    request(
        "begin a recovery",
        "recovery::BeginRecovery",
        |_, _| recover("sam"),
        202,
        "SELECT count(*) FROM recoveries WHERE kind = 'login'",
    ),
    request(
        "forget a password",
        "recovery::BeginRecovery",
        |_, _| forgot("pru"),
        202,
        "SELECT count(*) FROM recoveries WHERE kind = 'password'",
    ),
    request(
        "count a wrong code of a recovery",
        "recovery::ConfirmRecovery",
        |ground, _| {
            let is_it = ground.word("sid's code") == "00000000";
            confirm("sid", if is_it { "00000001" } else { "00000000" }, false)
        },
        422,
        "SELECT sum(tries_left) FROM recoveries WHERE kind = 'login' AND confirmed_at IS NULL",
    ),
    request(
        "confirm a recovery",
        "recovery::ConfirmRecovery",
        |ground, _| confirm("sid", ground.word("sid's code"), false),
        200,
        "SELECT count(session) FROM recoveries",
    ),
    request(
        "link a login",
        "recovery::LinkLogin",
        |ground, _| by(ground, "sue", post("/account/login/link", ground.spent("sue's other"))),
        201,
        "SELECT count(*) FROM logins WHERE subject = 'new sue'",
    ),
    request(
        "reset a password",
        "recovery::ResetPassword",
        |ground, _| {
            let code = ground.word("pat's code");
            let body = json!({ "request_secret": "pat", "code": code, "new_password": "Other9Horse" });
            post("/recovery/password/reset", body)
        },
        204,
        "SELECT count(*) FROM audit JOIN accounts a ON a.id = account
            WHERE audit.kind = 'password_set' AND a.username = 'pat'",
    ),
    request(
        "stop a recovery",
        "recovery::StopRecovery",
        |ground, _| by(ground, "tom", post("/account/recovery/stop", json!({}))),
        204,
        "SELECT count(*) FROM audit JOIN accounts a ON a.id = account
            WHERE audit.kind = 'recovery_stopped' AND a.username = 'tom'",
    ),
    request(
        "stop a recovery by the mailed link",
        "recovery::StopRecoveryByLink",
        |ground, _| act(ground.word("tim's link")),
        200,
        "SELECT count(*) FROM audit JOIN accounts a ON a.id = account
            WHERE audit.kind = 'recovery_stopped' AND a.username = 'tim'",
    ),
    request(
        "count a wrong password",
        "password::SignInWithPassword",
        |_, _| type_password("pru", "Wrong9Horse"),
        401,
        "SELECT failed_passwords FROM accounts WHERE username = 'pru'",
    ),
    request(
        "count a password for a name that nobody has",
        "password::SignInWithPassword",
        |_, _| type_password("nobody", "Wrong9Horse"),
        401,
        "SELECT sum(failures) FROM unknown_names",
    ),
    request(
        "sign in with a password",
        "password::SignInWithPassword",
        |_, _| type_password("pam", PASSWORD),
        201,
        "SELECT count(*) FROM sessions WHERE account = (SELECT id FROM accounts WHERE username = 'pam')",
    ),
    request(
        "change a password",
        "password::ChangePassword",
        |ground, _| {
            let body = json!({ "current_password": PASSWORD, "new_password": "Other9Horse" });
            by(ground, "pia", put("/account/password", body))
        },
        200,
        "SELECT count(*) FROM audit JOIN accounts a ON a.id = account
            WHERE audit.kind = 'password_set' AND a.username = 'pia'",
    ),
    request(
        "remove a password",
        "password::RemovePassword",
        |ground, _| {
            let typed = json!({ "current_password": PASSWORD });
            by(ground, "pip", delete("/account/password").with(typed))
        },
        200,
        "SELECT count(password) FROM accounts WHERE username = 'pip'",
    ),
];
