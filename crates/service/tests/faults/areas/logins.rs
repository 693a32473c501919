//! Changes of logins and what undoes them, recovery codes, two-factor.

use super::{Command, operator, request};
use crate::ground::{Ground, Laying, Request, act, post};
use contract::{Purpose, Secret, login::Decide};
use microsoft::nonce::attempt_hash;
use serde_json::{Value, json};
use service::operator::OperatorCommand;

const SECRET: &str = "the request's secret";

fn decision_code(username: &str) -> Request {
    let hash = attempt_hash(&Secret::new(SECRET.to_owned()));
    let body = json!({ "username": username, "address": format!("{username}@example.org"), "request_hash": hash });
    post("/login-changes/decision/code", body)
}

/// Recovery codes of this person; the first is kept under their name.
async fn codes(laying: &mut Laying<'_>, name: &'static str) {
    laying
        .prove("codes", Purpose::MakeRecoveryCodes, name, Some(name))
        .await;
    let asked = post("/account/recovery-codes", laying.spent("codes")).by(laying.token(name));
    let made = laying.done(asked).await;
    laying.keep(&format!("{name}'s recovery code"), made["codes"][0].as_str().unwrap());
}

/// Signs in, and proves an identity in that session, and another one.
async fn proved(laying: &mut Laying<'_>, name: &'static str, own: Purpose, other: &'static str) {
    laying.sign_in(name).await;
    let (mine, theirs) = (format!("{name}'s own"), format!("{name}'s other"));
    laying.prove(&mine, own, name, Some(name)).await;
    laying.prove(&theirs, Purpose::ChangeLogin, other, Some(name)).await;
}

async fn changed(laying: &mut Laying<'_>, name: &'static str, other: &'static str) {
    proved(laying, name, Purpose::ChangeLogin, other).await;
    let body = json!({
        "current": laying.spent(&format!("{name}'s own")),
        "new": laying.spent(&format!("{name}'s other")),
    });
    laying.done(post("/account/login", body).by(laying.token(name))).await;
    let link = format!("{name}'s link");
    laying.keep_link(&link, &format!("{name}@example.org")).await;
}

pub async fn lay(laying: &mut Laying<'_>) {
    for (name, other) in [
        ("nia", "new nia"),
        ("ned", "new ned"),
        ("noa", "new noa"),
        ("nat", "new nat"),
        ("nel", "new nel"),
    ] {
        changed(laying, name, other).await;
    }
    laying.rest();
    for name in ["noa", "nat", "nel"] {
        let link = laying.word(&format!("{name}'s link")).to_owned();
        laying.done(act(&link)).await;
    }
    laying.done(decision_code("nat")).await;
    laying.keep_code("nat's code", "nat@example.org").await;
    laying.prove("nia is back", Purpose::UndoLogin, "nia", None).await;
    proved(laying, "lea", Purpose::ChangeLogin, "new lea").await;
    proved(laying, "lou", Purpose::SwapLogins, "liv").await;
    proved(laying, "mia", Purpose::ChangeLogin, "max").await;
    proved(laying, "mae", Purpose::ChangeLogin, "mel").await;
    laying.rest();
    laying.sign_in("rae").await;
    laying
        .prove("rae's own", Purpose::MakeRecoveryCodes, "rae", Some("rae"))
        .await;
    laying.sign_in("ray").await;
    codes(laying, "ray").await;
    laying
        .prove("ray's own", Purpose::ConfirmTwoFactor, "ray", Some("ray"))
        .await;
    laying.rest();
}

fn by(ground: &Ground, name: &str, path: &str, body: Value) -> Request {
    post(path, body).by(&ground.session(name).token)
}

pub const COMMANDS: &[Command] = &[
    request(
        "change the login",
        "login_change::ChangeLogin",
        |ground, _| {
            let body = json!({ "current": ground.spent("lea's own"), "new": ground.spent("lea's other") });
            by(ground, "lea", "/account/login", body)
        },
        200,
        "SELECT count(*) FROM login_changes",
    ),
    request(
        "swap logins",
        "login_change::SwapLogins",
        |ground, _| {
            let body = json!({ "mine": ground.spent("lou's own"), "theirs": ground.spent("lou's other") });
            by(ground, "lou", "/account/login/swap", body)
        },
        200,
        "SELECT count(*) FROM login_changes WHERE partner IS NOT NULL",
    ),
    request(
        "move a login",
        "login_change::MoveLogin",
        |ground, _| {
            let (current, new) = (ground.spent("mia's own"), ground.spent("mia's other"));
            let body = json!({ "current": current, "new": new, "username": "max", "unlist_orphans": true });
            by(ground, "mia", "/account/login/move", body)
        },
        200,
        "SELECT count(*) FROM deletions WHERE login_moved_to IS NOT NULL",
    ),
    request(
        "view a conflict",
        "login_change::ViewConflict",
        |ground, _| by(ground, "mae", "/account/login/conflict", ground.spent("mae's other")),
        200,
        "SELECT count(spent_at) FROM proofs WHERE subject = 'mel'",
    ),
    request(
        "undo a change",
        "login_change::UndoChange",
        |ground, _| {
            let installation = json!({ "id": "undo", "name": "computer undo" });
            let body = json!({ "proof": ground.spent("nia is back"), "installation": installation });
            post("/login-changes/undo", body)
        },
        201,
        "SELECT count(*) FROM login_changes WHERE state = 'undone'",
    ),
    request(
        "freeze an account",
        "login_change::FreezeAccount",
        |ground, _| act(ground.word("ned's link")),
        200,
        "SELECT count(frozen_at) FROM accounts WHERE username = 'ned'",
    ),
    request(
        "ask for a deciding code",
        "login_change::RequestDecision",
        |_, _| decision_code("noa"),
        202,
        "SELECT count(*) FROM decision_codes",
    ),
    request(
        "decide about a frozen account",
        "login_change::DecideChange",
        |ground, _| {
            let code = ground.word("nat's code");
            let body = json!({ "username": "nat", "decide": "keep", "code": code, "request_secret": SECRET });
            post("/login-changes/decision", body)
        },
        204,
        "SELECT count(frozen_at) FROM accounts WHERE username = 'nat'",
    ),
    operator(
        "decide about a frozen account on the command line",
        "login_change::DecideByOperator",
        |_| OperatorCommand::Decide {
            username: "nel".to_owned(),
            decide: Decide::Undo,
            reason: "she came with her passport".to_owned(),
        },
        "SELECT count(frozen_at) FROM accounts WHERE username = 'nel'",
    ),
    request(
        "make recovery codes",
        "recovery_code::MakeRecoveryCodes",
        |ground, _| by(ground, "rae", "/account/recovery-codes", ground.spent("rae's own")),
        201,
        "SELECT recovery_codes_left FROM accounts WHERE username = 'rae'",
    ),
    request(
        "switch two-factor on",
        "two_factor::SwitchTwoFactor",
        |ground, _| {
            let code = ground.word("ray's recovery code");
            let body = json!({ "on": true, "proof": ground.spent("ray's own"), "recovery_code": code });
            by(ground, "ray", "/account/two-factor", body)
        },
        200,
        "SELECT two_factor FROM accounts WHERE username = 'ray'",
    ),
];
