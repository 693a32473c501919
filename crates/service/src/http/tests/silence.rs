//! A silent stream is heard of, by a clock that a test turns (rule 6.5).

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
    installation::Place,
    outbound::{AuditRow, EventRow},
    session::{SessionRow, token},
    username::Username,
};
use axum::{
    body::{Body, BodyDataStream},
    http::{Request, StatusCode, header},
};
use contract::{
    AccountId, SessionId,
    account::{AccountKind, AuditKind},
    event::EventKind,
    session::SessionKind,
};
use futures::{StreamExt, future::BoxFuture};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;
use tower_service::Service;

/// Whose stream it is.
fn anna() -> AccountId {
    AccountId::from_bytes([1; 16])
}

/// A clock that stands still until it is turned.
#[derive(Clone)]
struct ByHand {
    now: watch::Sender<Duration>,
    /// Until when somebody waits.
    awaited: watch::Sender<Option<Duration>>,
}

impl Beat for ByHand {
    fn now(&self) -> Duration {
        *self.now.borrow()
    }

    fn until(&self, at: Duration) -> BoxFuture<'_, ()> {
        self.awaited.send_replace(Some(at));
        let mut now = self.now.subscribe();
        Box::pin(async move {
            now.wait_for(|now| *now >= at).await.unwrap();
        })
    }
}

impl ByHand {
    fn turn(&self, seconds: u64) {
        self.now.send_replace(Duration::from_secs(seconds));
    }

    /// Until when the stream waits, as soon as it does.
    async fn next_awaited(&self) -> u64 {
        let mut awaited = self.awaited.subscribe();
        let at = awaited.wait_for(Option::is_some).await.unwrap().unwrap();
        self.awaited.send_replace(None);
        at.as_secs()
    }
}

/// A gallery with an account and a session of it, and that session's token.
async fn signed_in(clock: &ByHand) -> (Arc<Gallery>, String) {
    let (_, mut gallery) = gallery(MailDelivery::Memory);
    gallery.pace = Pace::by(clock.clone());
    let mut entropy = Entropy::new([1; 32]);
    let (now, token) = (gallery.now(), format!("{}{}", token::PREFIX, "A".repeat(43)));
    let username = Username::parse("anna").unwrap();
    let session = SessionRow {
        id: SessionId::from_bytes([2; 16]),
        token_hash: token::hash(&token).unwrap(),
        account: anna(),
        kind: SessionKind::Full,
        installation_id: "one".to_owned(),
        installation_name: "one".to_owned(),
        opened_at: now,
        seen_at: now,
        ended_at: None,
    };
    let name = ClaimedName {
        username: username.clone(),
        account: Some(anna()),
    };
    let row = AccountRow {
        confirmed_email: Some(EmailAddress::parse("anna@example.org").unwrap()),
        ..AccountRow::new(anna(), AccountKind::Individual, username, now)
    };
    let place = Place {
        account: anna(),
        installation_id: session.installation_id.clone(),
        seen_at: now,
    };
    let kinds = [AuditKind::Registered, AuditKind::EmailConfirmed];
    let audit = kinds.map(|kind| AuditRow::new(anna(), kind, None, None, now, &mut entropy));
    let changes = Changes {
        writes: vec![
            Write::InsertAccount(row),
            Write::ClaimName(name),
            Write::InsertSession(session),
            Write::SeePlace(place),
        ],
        audit: audit.into(),
        ..Changes::default()
    };
    commit(&gallery, changes).await;
    (Arc::new(gallery), token)
}

async fn commit(gallery: &Gallery, changes: Changes) {
    let submission = Submission {
        changes,
        ..Submission::default()
    };
    gallery.store.commit(submission).await.unwrap();
}

async fn opened(gallery: &Arc<Gallery>, token: &str) -> BodyDataStream {
    let request = Request::get("/api/v1/events")
        .header(header::HOST, "127.0.0.1:1")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::empty())
        .unwrap();
    let response = router(Arc::clone(gallery)).call(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    response.into_body().into_data_stream()
}

async fn next(stream: &mut BodyDataStream) -> String {
    String::from_utf8(stream.next().await.unwrap().unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn rule_6_5_a_stream_is_heard_of_after_25_seconds_without_news_and_not_sooner() {
    let clock = ByHand {
        now: watch::Sender::default(),
        awaited: watch::Sender::default(),
    };
    let (gallery, token) = signed_in(&clock).await;
    let mut stream = opened(&gallery, &token).await;
    assert!(next(&mut stream).await.starts_with("id: "), "how it begins");
    for (waits_until, turned) in [(25, 25), (50, 51)] {
        let turning = async {
            assert_eq!(clock.next_awaited().await, waits_until);
            clock.turn(turned);
        };
        let (heard, ()) = tokio::join!(next(&mut stream), turning);
        assert_eq!(heard, ": still here\n\n");
    }
    // What is told in between counts as heard of.
    let telling = async {
        assert_eq!(clock.next_awaited().await, 76);
        clock.turn(70);
        let event = EventRow::new(
            anna(),
            EventKind::AccountChanged,
            gallery.now(),
            &mut Entropy::new([2; 32]),
        );
        let changes = Changes {
            events: vec![event],
            ..Changes::default()
        };
        commit(&gallery, changes).await;
    };
    let (heard, ()) = tokio::join!(next(&mut stream), telling);
    assert!(heard.contains("account_changed"), "{heard}");
    let turning = async {
        assert_eq!(clock.next_awaited().await, 95);
        clock.turn(95);
    };
    let (heard, ()) = tokio::join!(next(&mut stream), turning);
    assert_eq!(heard, ": still here\n\n");
}
