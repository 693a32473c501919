//! Organizations, their members and invitations.

use super::{Command, request};
use crate::ground::{Ground, Laying, Request, act, delete, patch, post};
use serde_json::{Value, json};

pub async fn lay(laying: &mut Laying<'_>) {
    for name in ["ora", "ina", "ivo", "moe"] {
        laying.sign_in(name).await;
    }
    let invited = post("/organizations/team/members", member("ida")).by(laying.token("ora"));
    laying.done(invited).await;
    laying.keep_link("ida's link", "ida@example.org").await;
    let wish = json!({ "owner": "team", "description": "moe's", "scopes": ["unlist"], "packages": ["*"] });
    let made = laying.done(post("/keys", wish).by(laying.token("moe"))).await;
    laying.keep("moe's key", made["key"]["id"].as_str().unwrap());
    laying.rest();
}

fn member(username: &str) -> Value {
    json!({ "username": username, "role": "collaborator" })
}

fn ora(ground: &Ground, request: Request) -> Request {
    request.by(&ground.session("ora").token)
}

pub const COMMANDS: &[Command] = &[
    request(
        "create an organization",
        "organization::CreateOrganization",
        |ground, _| {
            let body = json!({ "username": "squad", "email": "squad@example.org" });
            ora(ground, post("/organizations", body))
        },
        201,
        "SELECT count(*) FROM accounts WHERE kind = 'organization'",
    ),
    request(
        "invite to an organization",
        "organization::Invite",
        |ground, _| ora(ground, post("/organizations/team/members", member("ike"))),
        201,
        "SELECT count(*) FROM audit WHERE kind = 'member_invited' AND subject = 'ike'",
    ),
    request(
        "accept an invitation",
        "organization::AcceptInvitation",
        |ground, _| {
            let accept = post("/account/invitations/team", json!({}));
            accept.bare().by(&ground.session("ina").token)
        },
        200,
        "SELECT count(*) FROM members JOIN accounts a ON a.id = account WHERE a.username = 'ina'",
    ),
    request(
        "decline an invitation",
        "organization::DeclineInvitation",
        |ground, _| delete("/account/invitations/team").by(&ground.session("ivo").token),
        204,
        "SELECT count(*) FROM invitations JOIN accounts a ON a.id = account WHERE a.username = 'ivo'",
    ),
    request(
        "decline an invitation by the mailed link",
        "organization::DeclineByLink",
        |ground, _| act(ground.word("ida's link")),
        200,
        "SELECT count(*) FROM invitations JOIN accounts a ON a.id = account WHERE a.username = 'ida'",
    ),
    request(
        "withdraw an invitation",
        "organization::CancelInvitation",
        |ground, _| ora(ground, delete("/organizations/team/invitations/ian")),
        204,
        "SELECT count(*) FROM invitations JOIN accounts a ON a.id = account WHERE a.username = 'ian'",
    ),
    request(
        "revoke a key that works for an organization",
        "key::RevokeOrganizationKey",
        |ground, _| {
            let path = format!("/organizations/team/keys/{}", ground.word("moe's key"));
            ora(ground, delete(&path))
        },
        204,
        "SELECT count(revoked_at) FROM keys WHERE description = 'moe''s'",
    ),
    request(
        "change a role",
        "organization::ChangeRole",
        |ground, _| {
            let body = json!({ "role": "administrator" });
            ora(ground, patch("/organizations/team/members/moe", body))
        },
        200,
        "SELECT administrator FROM members JOIN accounts a ON a.id = account WHERE a.username = 'moe'",
    ),
    request(
        "remove a member",
        "organization::RemoveMember",
        |ground, _| ora(ground, delete("/organizations/team/members/mac")),
        204,
        "SELECT count(*) FROM members JOIN accounts a ON a.id = account WHERE a.username = 'mac'",
    ),
    request(
        "delete an organization",
        "organization::DeleteOrganization",
        |ground, _| {
            let body = json!({ "username": "gone" });
            ora(ground, delete("/organizations/gone").with(body))
        },
        204,
        "SELECT count(account) FROM names WHERE username = 'gone'",
    ),
];
