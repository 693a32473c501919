//! Commands that write, one entry each: a new one belongs here.

use crate::{
    ground::{Asked, Ground, Running, delete, post},
    world::{Attempt, begin_body, register_body, session_body},
};
use contract::Purpose;
use reqwest::Method;
use serde_json::{Value, json};

/// A command, and how to tell whether it was done.
pub struct Command {
    pub name: &'static str,
    /// The request, made on the ground that every start finds.
    pub ask: fn(&Ground, &Running) -> Asked,
    /// What it answers when nothing fails.
    pub status: u16,
    /// A number in the database that is another one once it was done.
    pub trace: &'static str,
}

const fn command(name: &'static str, ask: fn(&Ground, &Running) -> Asked, status: u16, trace: &'static str) -> Command {
    Command {
        name,
        ask,
        status,
        trace,
    }
}

fn anna(ground: &Ground, method: Method, path: &str, body: Value) -> Asked {
    post(path, body).with(method).by(&ground.people.anna.token)
}

fn dora(ground: &Ground, path: &str, body: Value) -> Asked {
    post(path, body).by(&ground.people.dora.token)
}

fn finn(ground: &Ground, method: Method, path: &str, body: Value) -> Asked {
    post(path, body).with(method).by(&ground.people.finn.token)
}

fn key(ground: &Ground, end: &str) -> String {
    format!("/keys/{}{end}", ground.people.key["id"].as_str().unwrap())
}

fn spent(attempt: &Attempt) -> Value {
    json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret })
}

/// In an order in which they can also be sent one after the other.
pub const COMMANDS: &[Command] = &[
    command(
        "begin a proof",
        |_, _| {
            post(
                "/proofs",
                begin_body(Purpose::SignIn, "attempt-of-a-new-proof-with-enough-letters-"),
            )
        },
        201,
        "SELECT count(*) FROM proofs",
    ),
    command(
        "count a wrong token",
        |ground, _| {
            let begun = &ground.proofs.begun;
            let body = json!({ "id_token": "no.such.token", "attempt_secret": begun.secret });
            post(&format!("/proofs/{}/complete", begun.id), body)
        },
        422,
        "SELECT sum(wrong_tokens) FROM proofs",
    ),
    command(
        "complete a proof",
        Ground::complete,
        200,
        "SELECT count(completed_at) FROM proofs",
    ),
    command(
        "open an account",
        |ground, _| {
            post(
                "/accounts",
                register_body(&ground.proofs.of_gus, "gus", "gus@example.org"),
            )
        },
        201,
        "SELECT count(*) FROM accounts WHERE username = 'gus'",
    ),
    command(
        "open a session",
        |ground, _| post("/sessions", session_body(&ground.proofs.of_anna, "third")),
        201,
        "SELECT count(*) FROM sessions WHERE installation_id = 'third'",
    ),
    command(
        "mail the code again",
        |ground, _| dora(ground, "/account/email/confirmation/resend", json!({})),
        202,
        "SELECT count(*) FROM audit WHERE kind = 'email_confirmation_sent'",
    ),
    command(
        "count a wrong code",
        |ground, _| dora(ground, "/account/email/confirmation", json!({ "code": "00000000" })),
        422,
        "SELECT sum(tries_left) FROM confirmations",
    ),
    command(
        "end another session",
        |ground, _| delete(&format!("/sessions/{}", ground.people.other.id)).by(&ground.people.anna.token),
        204,
        "SELECT count(ended_at) FROM sessions",
    ),
    command(
        "choose the mails",
        |ground, _| {
            let choices = json!({ "from_others": false, "package_published": false });
            anna(ground, Method::PUT, "/account/mail", choices)
        },
        200,
        "SELECT count(*) FROM audit WHERE kind = 'preferences_changed'",
    ),
    command(
        "create an organization",
        |ground, _| {
            let body = json!({ "username": "squad", "email": "squad@example.org" });
            anna(ground, Method::POST, "/organizations", body)
        },
        201,
        "SELECT count(*) FROM members",
    ),
    command(
        "invite to an organization",
        |ground, _| {
            let body = json!({ "username": "cara", "role": "collaborator" });
            anna(ground, Method::POST, "/organizations/team/members", body)
        },
        201,
        "SELECT count(*) FROM invitations",
    ),
    command(
        "change a role",
        |ground, _| {
            let body = json!({ "role": "administrator" });
            anna(ground, Method::PATCH, "/organizations/team/members/ben", body)
        },
        200,
        "SELECT sum(administrator) FROM members WHERE organization = (SELECT id FROM accounts WHERE username = 'team')",
    ),
    command(
        "offer a package",
        |ground, _| {
            finn(
                ground,
                Method::POST,
                "/packages/Finn.Tools/owners",
                json!({ "username": "ben", "transfer": false }),
            )
        },
        201,
        "SELECT count(*) FROM ownership_offers",
    ),
    command(
        "unlist a package",
        |ground, _| {
            finn(
                ground,
                Method::PUT,
                "/packages/Finn.Tools/listing",
                json!({ "listed": false }),
            )
        },
        200,
        "SELECT count(*) FROM feed_changes",
    ),
    command(
        "make a key",
        |ground, _| {
            let wish = json!({ "owner": "finn", "description": "two", "scopes": ["unlist"], "packages": ["*"] });
            finn(ground, Method::POST, "/keys", wish)
        },
        201,
        "SELECT count(*) FROM keys",
    ),
    command(
        "regenerate a key",
        |ground, _| {
            let body = json!({ "revision": ground.people.key["revision"] });
            finn(ground, Method::POST, &key(ground, "/regenerate"), body)
        },
        201,
        "SELECT count(*) FROM audit WHERE kind = 'key_changed'",
    ),
];

/// Those that only make sense on the untouched ground.
pub const MORE: &[Command] = &[
    command(
        "confirm an address",
        |ground, _| {
            dora(
                ground,
                "/account/email/confirmation",
                json!({ "code": ground.people.code }),
            )
        },
        200,
        "SELECT count(confirmed_email) FROM accounts WHERE username = 'dora'",
    ),
    command(
        "end the session that asks",
        |ground, _| delete("/sessions/current").by(&ground.people.other.token),
        204,
        "SELECT count(ended_at) FROM sessions",
    ),
    command(
        "remove a member",
        |ground, _| delete("/organizations/team/members/ben").by(&ground.people.anna.token),
        204,
        "SELECT count(*) FROM members",
    ),
    command(
        "revoke a key",
        |ground, _| delete(&key(ground, "")).by(&ground.people.finn.token),
        204,
        "SELECT count(*) FROM audit WHERE kind = 'key_revoked'",
    ),
    command(
        "make recovery codes",
        |ground, _| {
            anna(
                ground,
                Method::POST,
                "/account/recovery-codes",
                spent(&ground.proofs.for_codes),
            )
        },
        201,
        "SELECT count(*) FROM recovery_codes",
    ),
    command(
        "change the login",
        |ground, _| {
            let body = json!({ "current": spent(&ground.proofs.for_change), "new": spent(&ground.proofs.of_hal) });
            anna(ground, Method::POST, "/account/login", body)
        },
        200,
        "SELECT count(*) FROM login_changes",
    ),
    command(
        "delete an account",
        |ground, _| {
            let proof = spent(&ground.proofs.for_deletion);
            let body = json!({ "username": "finn", "proof": proof, "unlist_orphans": true });
            finn(ground, Method::DELETE, "/account", body)
        },
        202,
        "SELECT count(*) FROM deletions",
    ),
];
