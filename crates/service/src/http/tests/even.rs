//! Known and unknown names are answered at the same moment, by a clock that a test turns (rule 10.32).

use crate::{
    configuration::MailDelivery,
    gallery::{Gallery, tests::gallery},
    http::router,
    pace::{Beat, Pace},
    store::Submission,
};
use accounts::{
    Changes, Entropy, Write,
    account::{AccountRow, ClaimedName},
    email::EmailAddress,
    outbound::AuditRow,
    password::PasswordHash,
    username::Username,
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use contract::{
    AccountId,
    account::{AccountKind, AuditKind},
    gallery::Feature,
};
use futures::future::BoxFuture;
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tower_service::Service;

const ADDRESS: &str = "anna@example.org";

/// A clock by which every request takes as long as the test says, and at which nobody has to wait.
#[derive(Default)]
struct Turned {
    /// How long what is asked next takes.
    takes: Duration,
    /// Whether it was begun.
    begun: bool,
    /// Until when answers waited.
    waited: Vec<Duration>,
}

#[derive(Clone, Default)]
pub(super) struct ByHand(Arc<Mutex<Turned>>);

impl Beat for ByHand {
    fn now(&self) -> Duration {
        let mut turned = self.0.lock().unwrap();
        let first = !std::mem::replace(&mut turned.begun, true);
        if first { Duration::ZERO } else { turned.takes }
    }

    fn until(&self, at: Duration) -> BoxFuture<'_, ()> {
        self.0.lock().unwrap().waited.push(at);
        Box::pin(std::future::ready(()))
    }
}

impl ByHand {
    fn next_takes(&self, takes: Duration) {
        *self.0.lock().unwrap() = Turned {
            takes,
            ..Turned::default()
        };
    }

    fn waited(&self) -> Vec<Duration> {
        self.0.lock().unwrap().waited.clone()
    }
}

/// A gallery with passwords, in which there is Anna.
pub(super) async fn with_anna() -> (ByHand, Arc<Gallery>) {
    let (_, mut gallery) = gallery(MailDelivery::Memory);
    gallery.configuration.features = vec![Feature::Passwords];
    let clock = ByHand::default();
    gallery.pace = Pace::by(clock.clone());
    let (id, username) = (AccountId::from_bytes([1; 16]), Username::parse("anna").unwrap());
    let anna = AccountRow {
        confirmed_email: Some(EmailAddress::parse(ADDRESS).unwrap()),
        password: Some(PasswordHash::new("of another kind".to_owned())),
        ..AccountRow::new(id, AccountKind::Individual, username.clone(), gallery.now())
    };
    let name = ClaimedName {
        username,
        account: Some(id),
    };
    let kinds = [AuditKind::Registered, AuditKind::EmailConfirmed];
    let mut entropy = Entropy::new([1; 32]);
    let audit = kinds.map(|kind| AuditRow::new(id, kind, None, None, gallery.now(), &mut entropy));
    let changes = Changes {
        writes: vec![Write::InsertAccount(anna), Write::ClaimName(name)],
        audit: audit.into(),
        ..Changes::default()
    };
    let submission = Submission {
        changes,
        ..Submission::default()
    };
    gallery.store.commit(submission).await.unwrap();
    (clock, Arc::new(gallery))
}

async fn status(gallery: &Arc<Gallery>, path: &str, body: &Value) -> StatusCode {
    let request = Request::post(format!("/api/v1{path}"))
        .header(header::HOST, "127.0.0.1:1")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    router(Arc::clone(gallery)).call(request).await.unwrap().status()
}

/// What is asked about a name, by each of the ways, and what it is answered about Anna and about nobody.
fn ways(name: &str) -> [(&'static str, Value, [u16; 2]); 7] {
    let request_hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let installation = json!({ "id": "one", "name": "one" });
    [
        ("/recovery/assistance", json!({ "username": name }), [200, 404]),
        (
            "/recovery/assistance",
            json!({ "username": name, "address": "other@example.org" }),
            [422, 404],
        ),
        (
            "/recovery/password",
            json!({ "name": name, "request_hash": request_hash }),
            [202, 202],
        ),
        (
            "/recovery/login",
            json!({ "username": name, "address": ADDRESS, "request_hash": request_hash }),
            [202, 202],
        ),
        (
            "/login-changes/decision/code",
            json!({ "username": name, "address": ADDRESS, "request_hash": request_hash }),
            [202, 202],
        ),
        (
            "/login-changes/decision",
            json!({ "username": name, "decide": "undo", "request_secret": request_hash, "code": "12345678" }),
            [422, 422],
        ),
        (
            "/sessions/password",
            json!({ "name": name, "password": "Wrong9Horse", "installation": installation }),
            [401, 401],
        ),
    ]
}

#[tokio::test]
async fn rule_10_32_known_and_unknown_names_are_answered_at_the_same_moment_however_long_each_took() {
    let millis = Duration::from_millis;
    for way in 0..ways("").len() {
        for (fast, slow, expected) in [(1, 249, 250), (251, 499, 500)] {
            let (clock, gallery) = with_anna().await;
            for (takes, name, of) in [
                (fast, "anna", 0),
                (slow, "nobody", 1),
                (slow, "anna", 0),
                (fast, "nobody", 1),
            ] {
                let (path, body, answers) = &ways(name)[way];
                clock.next_takes(millis(takes));
                let status = status(&gallery, path, body).await;
                assert_eq!(status.as_u16(), answers[of], "{path} {name}");
                assert_eq!(
                    clock.waited(),
                    [millis(expected)],
                    "{path} {name}: once, and until then"
                );
            }
        }
    }
}
