//! What a preview tells of mails is what the act mails (rules 7.30 and 7.31), for every command that has one.

use crate::{
    areas::{Command, commands},
    ground::{Asked, Ground, Request, Running},
};
use accounts::email::EmailAddress;
use contract::consequence::{Consequence, Preview};
use serde_json::Value;
use std::collections::BTreeSet;
use vfs::PowerCut;

type Addresses = BTreeSet<String>;

/// Commands that are asked for without a session, and about whose account.
const WITHOUT_SESSION: [(&str, &str); 5] = [
    ("undo a change", "nia"),
    ("decide about a frozen account", "nat"),
    ("keep an account by the mailed link", "xen"),
    ("put an address back", "bill"),
    ("reset a password", "pat"),
];

/// Commands that change another account, too, whose login is shown for that.
const OF_TWO: [&str; 2] = ["swap logins", "move a login"];

/// Routes that run the same command as one that is sent: for an organization, or with another answer.
const SENT_ELSEWHERE: [&str; 3] = [
    "PUT /api/v1/organizations/{name}/email",
    "POST /api/v1/organizations/{name}/username-request",
    "POST /api/v1/ownership-offers/{id}/decline",
];

/// Everybody has changed their address lately, so that notices go to two; but for who was mailed a code, which would not
/// work then (rule 5.30).
const CHANGED_LATELY: &str = "INSERT INTO address_changes (id, account, previous, previous_folded, made_at, ends_at)
    SELECT randomblob(16), id, 'before.' || confirmed_email, lower('before.' || confirmed_email), 0, 9000000000000000
    FROM accounts WHERE confirmed_email IS NOT NULL AND username NOT IN ('nat', 'pat')";

/// The routes of the gallery's description that take `preview`, each as a method and a path.
fn previewed() -> BTreeSet<String> {
    let document: Value = serde_json::from_str(service::openapi()).unwrap();
    let mut found = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let mut parameters = operation["parameters"].as_array().into_iter().flatten();
            if parameters.any(|parameter| parameter["name"] == "preview") {
                found.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    found
}

/// Whether a request goes to a route.
fn fits(route: &str, request: &Request) -> bool {
    let asked = format!("{} {}", request.method, request.path);
    let (route, asked): (Vec<_>, Vec<_>) = (route.split('/').collect(), asked.split('/').collect());
    let is = |(part, found): (&&str, &str)| part.starts_with('{') || *part == found;
    route.len() == asked.len() && route.iter().zip(asked).all(is)
}

/// The addresses of the accounts that a statement names, those that can still be put back too.
fn addresses(at: &Running, accounts: &str) -> Addresses {
    let sql = format!(
        "SELECT confirmed_email FROM accounts WHERE confirmed_email IS NOT NULL AND id IN ({accounts})
            UNION SELECT previous FROM address_changes WHERE account IN ({accounts})"
    );
    at.texts(&sql).into_iter().collect()
}

/// Of the mailboxes that there are: the caller's own with those of the organizations that they administer, and all.
struct Mailboxes {
    own: Addresses,
    all: Addresses,
}

impl Mailboxes {
    fn of(at: &Running, caller: &str) -> Self {
        let own = format!(
            "SELECT id FROM accounts WHERE username = '{caller}' UNION SELECT m.organization FROM members m
                JOIN accounts a ON a.id = m.account WHERE a.username = '{caller}' AND m.administrator"
        );
        Self {
            own: addresses(at, &own),
            all: addresses(at, "SELECT id FROM accounts"),
        }
    }
}

fn mails(at: &Running) -> Vec<String> {
    at.texts("SELECT recipient FROM mails ORDER BY position")
}

fn masked(address: &str) -> String {
    EmailAddress::from_stored(address.to_owned()).masked()
}

/// Sends a request for a preview of what a command does, and then the command. Answers with who is told beforehand, and who
/// is mailed.
async fn told_and_mailed(ground: &Ground, at: &Running, command: &Command, request: Request) -> (Addresses, Addresses) {
    let before = mails(at).len();
    let foreseen = Request {
        path: format!("{}?preview=true", request.path),
        method: request.method.clone(),
        token: request.token.clone(),
        body: request.body.clone(),
    };
    let (status, text) = ground.send(at, &Asked::Request(foreseen)).await;
    assert_eq!(status, 200, "{}: {text}", command.name);
    assert_eq!(mails(at).len(), before, "{}: a preview mails nobody", command.name);
    let preview: Preview = serde_json::from_str(&text).unwrap();
    let told = preview
        .consequences
        .into_iter()
        .filter_map(|consequence| match consequence {
            Consequence::Told { addresses } => Some(addresses),
            _ => None,
        });
    let told: Vec<Vec<String>> = told.collect();
    assert!(told.len() < 2, "{}: told twice", command.name);
    let (status, text) = ground.send(at, &Asked::Request(request)).await;
    assert_eq!(status, command.status, "{}: {text}", command.name);
    let mailed = mails(at).into_iter().skip(before).collect();
    (told.into_iter().flatten().collect(), mailed)
}

/// Whether those are told who are to be, of those who are mailed.
fn compare(command: &Command, told: &Addresses, mailed: &Addresses, boxes: &Mailboxes) {
    let name = command.name;
    for to in mailed {
        let others = boxes.all.contains(to) && !boxes.own.contains(to);
        assert!(
            !others || !told.contains(to),
            "{name} tells somebody else's address {to}"
        );
        let is_told = told.contains(to) || told.contains(&masked(to));
        let is_to_be = !others || OF_TWO.contains(&name);
        assert_eq!(is_told, is_to_be, "{name} mails {to} and tells {told:?}");
    }
    // The address before is mailed once another is confirmed (rule 5.16).
    let later = |address: &String| name == "ask for another address" && boxes.own.contains(address);
    for address in told.iter().filter(|address| !later(address)) {
        let mut mailed = mailed.iter();
        let is_mailed = mailed.any(|to| to == address || masked(to) == *address);
        assert!(is_mailed, "{name} tells {address}, whom it does not mail");
    }
}

/// Rule 7.31.
#[tokio::test]
async fn what_a_preview_tells_of_mails_is_what_the_act_mails_as_far_as_the_caller_may_know() {
    let ground = Ground::lay().await;
    let mut routes = previewed();
    for route in SENT_ELSEWHERE {
        assert!(routes.remove(route), "there is no {route}");
    }
    for command in commands() {
        let at = ground.start(&ground.image, PowerCut::KeepsAll).await;
        if let Asked::Request(request) = command.ask(&ground, &at.origin)
            && let Some(route) = previewed().into_iter().find(|route| fits(route, &request))
        {
            at.change(CHANGED_LATELY);
            let caller = match &request.token {
                Some(token) => ground.whose(token),
                None => {
                    WITHOUT_SESSION
                        .iter()
                        .find(|(name, _)| *name == command.name)
                        .unwrap()
                        .1
                }
            };
            let boxes = Mailboxes::of(&at, caller);
            let (told, mailed) = told_and_mailed(&ground, &at, command, request).await;
            compare(command, &told, &mailed, &boxes);
            routes.remove(&route);
        }
        at.stop().await;
    }
    assert!(
        routes.is_empty(),
        "no command that is sent has the preview of {routes:?}"
    );
}
