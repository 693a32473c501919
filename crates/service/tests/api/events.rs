//! Rules 6.3 to 6.5 and 3.6.

use crate::{
    provider::{ANNA, BEN},
    world::{World, client, code_of},
};
use contract::{
    Code,
    event::{Event, EventKind},
};
use reqwest::{Method, Response, StatusCode};
use std::time::Duration;

/// A reader of server-sent events.
pub struct Stream {
    response: Response,
    read: String,
    last_id: String,
}

impl Stream {
    pub async fn open(world: &World, token: &str, cursor: Option<&str>) -> Self {
        let query = cursor.map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
        let response = world.get(&format!("/api/v1/events{query}"), Some(token)).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut stream = Self {
            response,
            read: String::new(),
            last_id: String::new(),
        };
        // The first message only says that the stream is open.
        stream.block().await.unwrap();
        stream
    }

    /// The next block of lines; nothing at the end of the stream.
    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.read.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.read = rest;
                if let Some(id) = block.lines().find_map(|line| line.strip_prefix("id: ")) {
                    id.clone_into(&mut self.last_id);
                }
                return Some(block);
            }
            let chunk = tokio::time::timeout(Duration::from_secs(20), self.response.chunk())
                .await
                .unwrap();
            self.read.push_str(std::str::from_utf8(&chunk.ok()??).unwrap());
        }
    }

    pub async fn is_over(&mut self) -> bool {
        self.block().await.is_none()
    }

    pub async fn event(&mut self) -> Event {
        loop {
            let block = self.block().await.expect("the stream ended");
            if let Some(data) = block.lines().find_map(|line| line.strip_prefix("data: ")) {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

#[tokio::test]
async fn a_sign_in_elsewhere_is_told_at_once() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let mut stream = Stream::open(&world, &open.token, None).await;
    let phone = world.sign_in(&ANNA, "phone").await;
    let event = stream.event().await;
    assert_eq!(
        event.what,
        EventKind::SignedIn {
            installation: "computer phone".to_owned(),
            session: phone.id.parse().unwrap(),
            new_place: true,
        }
    );
    assert_eq!(event.id.to_string(), stream.last_id);
    drop(stream);
    world.end().await;
}

#[tokio::test]
async fn a_place_is_new_once_and_again_after_ninety_days() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let mut stream = Stream::open(&world, &open.token, None).await;
    let mut new_places = Vec::new();
    for (wait, installation) in [
        (0, "first"),
        (0, "phone"),
        (0, "phone"),
        (90 * 86_400, "phone"),
        (1, "phone"),
    ] {
        world.clock.advance_secs(wait);
        if wait > 1 {
            // The stream's session has run out by then; a new one goes on where it was.
            let cursor = stream.last_id.clone();
            let again = world.sign_in(&ANNA, installation).await;
            stream = Stream::open(&world, &again.token, Some(&cursor)).await;
        } else {
            world.sign_in(&ANNA, installation).await;
        }
        match stream.event().await.what {
            EventKind::SignedIn { new_place, .. } => new_places.push(new_place),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(new_places, [false, true, false, true, false]);
    drop(stream);
    world.end().await;
}

/// Rule 6.4.
#[tokio::test]
async fn a_stream_that_is_resumed_loses_and_repeats_nothing() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let mut stream = Stream::open(&world, &open.token, None).await;
    let start = stream.last_id.clone();
    let mut seen = Vec::new();
    for number in 0..5 {
        world.sign_in(&ANNA, &format!("live-{number}")).await;
        seen.push(stream.event().await.id);
    }
    drop(stream);
    for number in 0..120 {
        world.sign_in(&ANNA, &format!("away-{}", number % 3)).await;
        world.clock.advance_secs(1);
    }
    // By cursor, and by the header that browsers send; the header is the later word.
    let mut resumed = Stream::open(&world, &open.token, Some(&seen[4].to_string())).await;
    for _ in 0..120 {
        seen.push(resumed.event().await.id);
    }
    world.sign_in(&ANNA, "last").await;
    seen.push(resumed.event().await.id);
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!((count, seen.len()), (126, 126));

    let url = format!("{}/api/v1/events?cursor={}", world.gallery.origin, seen[100]);
    let request = client()
        .get(url)
        .bearer_auth(&open.token)
        .header("Last-Event-ID", &start);
    let mut all = Stream {
        response: request.send().await.unwrap(),
        read: String::new(),
        last_id: String::new(),
    };
    for _ in 0..126 {
        all.event().await;
    }
    drop((resumed, all));
    world.end().await;
}

#[tokio::test]
async fn a_stream_tells_only_its_own_account() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let mut stream = Stream::open(&world, &anna.token, None).await;
    world.register(&BEN, "ben").await;
    world.sign_in(&BEN, "bens").await;
    let code = world.gallery.service.mails().await;
    let annas = code.iter().find(|mail| mail.to == ANNA.address).unwrap();
    world.confirm(&anna.token, &crate::world::code_in(&annas.text)).await;
    assert_eq!(stream.event().await.what, EventKind::AccountChanged);
    drop(stream);
    world.end().await;
}

/// Rule 6.5.
#[tokio::test]
async fn a_stream_ends_with_its_session() {
    let world = World::new().await;
    let first = world.register(&ANNA, "anna").await;
    let second = world.sign_in(&ANNA, "phone").await;
    let mut ended = Stream::open(&world, &first.token, None).await;
    let mut lives = Stream::open(&world, &second.token, None).await;
    world
        .call(
            Method::DELETE,
            &format!("/api/v1/sessions/{}", first.id),
            Some(&second.token),
            None,
        )
        .await;
    assert_eq!(lives.event().await.what, EventKind::SessionEnded);
    assert_eq!(ended.event().await.what, EventKind::SessionEnded);
    assert_eq!(ended.block().await, None);
    drop((ended, lives));
    world.end().await;
}

/// Rule 6.4.
#[tokio::test]
async fn a_cursor_that_is_none_is_refused_and_an_unknown_one_goes_by_its_time() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    assert_eq!(
        code_of(world.get("/api/v1/events?cursor=x", Some(&open.token)).await).await,
        Code::BadRequest
    );
    let known = Stream::open(&world, &open.token, None).await.last_id;
    for (query, header) in [("?cursor=x", known.as_str()), ("", "null"), ("?cursor=", "x")] {
        let request = client()
            .get(format!("{}/api/v1/events{query}", world.gallery.origin))
            .bearer_auth(&open.token)
            .header("Last-Event-ID", header);
        let refused = request.send().await.unwrap();
        assert_eq!(code_of(refused).await, Code::BadRequest, "{query} {header}");
    }
    let mut stream = Stream::open(&world, &open.token, Some("00000000-0000-0000-0000-000000000000")).await;
    assert!(matches!(
        stream.event().await.what,
        EventKind::SignedIn { new_place: false, .. }
    ));
    drop(stream);
    world.end().await;
}
