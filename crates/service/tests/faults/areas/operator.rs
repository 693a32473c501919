//! What the operator does on the command line, and what accounts ask of the operator.

use super::{Command, operator, request};
use crate::ground::{Laying, Request, delete, post};
use serde_json::json;
use service::operator::OperatorCommand;

fn wish(wanted: &str) -> Request {
    post(
        "/account/username-request",
        json!({ "wanted": wanted, "reason": "it is my name" }),
    )
}

fn lock(username: &str) -> OperatorCommand {
    OperatorCommand::Lock {
        username: username.to_owned(),
        reason: "stolen".to_owned(),
    }
}

pub async fn lay(laying: &mut Laying<'_>) {
    for name in ["obi", "odo", "oki"] {
        laying.sign_in(name).await;
    }
    for (name, wanted) in [("odo", "odette"), ("oki", "okapi")] {
        laying.done(wish(wanted).by(laying.token(name))).await;
    }
    laying.operate(lock("opa")).await;
    laying.rest();
}

pub const COMMANDS: &[Command] = &[
    request(
        "ask for another username",
        "username::RequestRename",
        |ground, _| wish("obelix").by(&ground.session("obi").token),
        202,
        "SELECT count(*) FROM rename_requests WHERE wanted = 'obelix'",
    ),
    request(
        "withdraw the wish for another username",
        "username::WithdrawRename",
        |ground, _| delete("/account/username-request").by(&ground.session("odo").token),
        204,
        "SELECT count(*) FROM rename_requests WHERE wanted = 'odette'",
    ),
    operator(
        "refuse another username",
        "username::RefuseRename",
        |_| OperatorCommand::RefuseName {
            username: "oki".to_owned(),
            reason: "it is an animal".to_owned(),
        },
        "SELECT count(*) FROM rename_requests WHERE wanted = 'okapi'",
    ),
    operator(
        "rename an account",
        "username::RenameAccount",
        |_| OperatorCommand::Rename {
            from: "ona".to_owned(),
            to: "oona".to_owned(),
        },
        "SELECT count(*) FROM accounts WHERE username = 'oona'",
    ),
    operator(
        "delete an account on the command line",
        "deletion::DeleteByOperator",
        |_| OperatorCommand::Delete {
            username: "oda".to_owned(),
            typed: "oda".to_owned(),
            unlist_orphans: true,
        },
        "SELECT count(account) FROM names WHERE username = 'oda'",
    ),
    operator(
        "note what a self-check saw",
        "provider::NoteProvider",
        |_| OperatorCommand::NoteProvider {
            authority: "https://login.example".to_owned(),
            client_id: "app".to_owned(),
            sends_sign_in_time: true,
            second_factor: true,
        },
        "SELECT count(*) FROM providers",
    ),
    operator(
        "lock an account",
        "operator::LockAccount",
        |_| lock("oma"),
        "SELECT locked FROM accounts WHERE username = 'oma'",
    ),
    operator(
        "unlock an account",
        "operator::UnlockAccount",
        |_| OperatorCommand::Unlock {
            username: "opa".to_owned(),
        },
        "SELECT locked FROM accounts WHERE username = 'opa'",
    ),
    operator(
        "put a text on a list",
        "operator_list::ListText",
        |_| OperatorCommand::List {
            list: "password_exception".to_owned(),
            text: "pam@example.org".to_owned(),
            on: true,
        },
        "SELECT count(*) FROM listed",
    ),
];
