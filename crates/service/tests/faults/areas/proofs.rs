//! Proofs, sessions, and opening an account.

use super::{Command, request};
use crate::{
    ground::{Laying, Request, delete, post},
    world::{Attempt, begin_body, register_body, session_body},
};
use contract::Purpose;
use serde_json::json;

pub async fn lay(laying: &mut Laying<'_>) {
    laying.begin("begun", Purpose::SignIn, None).await;
    laying.prove("of a stranger", Purpose::SignIn, "a stranger", None).await;
    laying.prove("of amy", Purpose::SignIn, "amy", None).await;
    for name in ["una", "uli"] {
        laying.sign_in(name).await;
        let undated = format!("{name}'s own");
        laying.prove_undated(&undated, Purpose::DeleteAccount, name, name).await;
    }
    laying.done(code(laying.kept_proof("uli's own"))).await;
    laying.keep_code("uli's code", "uli@example.org").await;
    for name in ["amy", "amy-2", "amy-3"] {
        laying.sign_in_at(name, "amy", name).await;
    }
}

/// Asks for the code of a proof whose token did not say when the person signed in.
fn code(attempt: &Attempt) -> Request {
    post(
        &format!("/proofs/{}/code", attempt.id),
        json!({ "attempt_secret": attempt.secret }),
    )
}

pub const COMMANDS: &[Command] = &[
    request(
        "begin a proof",
        "proof::BeginProof",
        |_, _| {
            post(
                "/proofs",
                begin_body(Purpose::SignIn, "attempt-of-a-new-proof-with-enough-letters-"),
            )
        },
        201,
        "SELECT count(*) FROM proofs",
    ),
    request(
        "count a wrong token",
        "proof::CountWrongToken",
        |ground, _| {
            let begun = ground.proof("begun");
            let body = json!({ "id_token": "no.such.token", "attempt_secret": begun.secret });
            post(&format!("/proofs/{}/complete", begun.id), body)
        },
        422,
        "SELECT sum(wrong_tokens) FROM proofs",
    ),
    request(
        "complete a proof",
        "proof::CompleteProof",
        |ground, origin| ground.completing(origin, "begun", "another stranger"),
        200,
        "SELECT count(completed_at) FROM proofs",
    ),
    request(
        "mail the code of a proof",
        "proof::MailProofCode",
        |ground, _| code(ground.proof("una's own")),
        202,
        "SELECT count(*) FROM proof_codes",
    ),
    request(
        "type the code of a proof",
        "proof::TypeProofCode",
        |ground, _| {
            let attempt = ground.proof("uli's own");
            let body = json!({ "attempt_secret": attempt.secret, "code": ground.word("uli's code") });
            post(&format!("/proofs/{}/code/confirmation", attempt.id), body)
        },
        204,
        "SELECT count(code_typed_for) FROM proofs",
    ),
    request(
        "open an account",
        "register::RegisterAccount",
        |ground, _| {
            let body = register_body(ground.proof("of a stranger"), "gus", "gus@example.org");
            post("/accounts", body)
        },
        201,
        "SELECT count(*) FROM accounts WHERE username = 'gus'",
    ),
    request(
        "open a session",
        "session::OpenSession",
        |ground, _| post("/sessions", session_body(ground.proof("of amy"), "fourth")),
        201,
        "SELECT count(*) FROM sessions WHERE installation_id = 'fourth'",
    ),
    request(
        "end another session",
        "session::EndSession",
        |ground, _| {
            let other = &ground.session("amy-2").id;
            delete(&format!("/sessions/{other}")).by(&ground.session("amy").token)
        },
        204,
        "SELECT count(ended_at) FROM sessions WHERE installation_id = 'amy-2'",
    ),
    request(
        "end the session that asks",
        "session::EndSession",
        |ground, _| delete("/sessions/current").by(&ground.session("amy-3").token),
        204,
        "SELECT count(ended_at) FROM sessions WHERE installation_id = 'amy-3'",
    ),
];
