//! Every command that writes, one line each: a new one belongs here.

use crate::{
    ground::{Asked, Ground, Running, delete, post},
    provider::BEN,
    world::{begin_body, register_body, session_body},
};
use contract::Purpose;
use serde_json::json;

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

/// All of them, in an order in which they can also be sent one after the other.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "begin a proof",
        ask: |_, _| {
            post(
                "/proofs",
                begin_body(Purpose::SignIn, "attempt-of-a-new-proof-with-enough-letters-"),
            )
        },
        status: 201,
        trace: "SELECT count(*) FROM proofs",
    },
    Command {
        name: "count a wrong token",
        ask: |ground, _| {
            let body = json!({ "id_token": "no.such.token", "attempt_secret": ground.begun.secret });
            post(&format!("/proofs/{}/complete", ground.begun.id), body)
        },
        status: 422,
        trace: "SELECT sum(wrong_tokens) FROM proofs",
    },
    Command {
        name: "complete a proof",
        ask: Ground::complete,
        status: 200,
        trace: "SELECT count(completed_at) FROM proofs",
    },
    Command {
        name: "open an account",
        ask: |ground, _| post("/accounts", register_body(&ground.of_ben, "ben", BEN.address)),
        status: 201,
        trace: "SELECT count(*) FROM accounts",
    },
    Command {
        name: "open a session",
        ask: |ground, _| post("/sessions", session_body(&ground.of_anna, "third")),
        status: 201,
        trace: "SELECT count(*) FROM sessions WHERE installation_id = 'third'",
    },
    Command {
        name: "mail the code again",
        ask: |ground, _| {
            let path = "/account/email/confirmation/resend";
            post(path, json!({})).by(&ground.token)
        },
        status: 202,
        trace: "SELECT count(*) FROM audit WHERE kind = 'email_confirmation_sent'",
    },
    Command {
        name: "count a wrong code",
        ask: |ground, _| post("/account/email/confirmation", json!({ "code": "00000000" })).by(&ground.token),
        status: 422,
        trace: "SELECT sum(tries_left) FROM confirmations",
    },
    Command {
        name: "end another session",
        ask: |ground, _| delete(&format!("/sessions/{}", ground.other)).by(&ground.token),
        status: 204,
        trace: "SELECT count(ended_at) FROM sessions",
    },
];

/// Those that only make sense on the untouched ground.
pub const MORE: &[Command] = &[
    Command {
        name: "confirm an address",
        ask: |ground, _| post("/account/email/confirmation", json!({ "code": ground.code })).by(&ground.token),
        status: 200,
        trace: "SELECT count(confirmed_email) FROM accounts",
    },
    Command {
        name: "end the session that asks",
        ask: |ground, _| delete("/sessions/current").by(&ground.other_token),
        status: 204,
        trace: "SELECT count(ended_at) FROM sessions",
    },
];
