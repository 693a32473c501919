//! `GET /api/v1/events`: an account's events as server-sent events (rules 6.3 to 6.5).

use super::{
    Shared,
    account::{Cursor, cursor, id_or_nothing},
    api::Api,
    caller::Authenticated,
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, unreadable},
    listener::stopped,
    rate::Slot,
    store::{NewsOf, StoredEvent},
};
use accounts::{Need, session::Caller};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    response::{IntoResponse, Response, Sse, sse::Event as Message},
};
use contract::{Code, EventId, Problem, Timestamp, event::Event};
use futures::{Stream, stream};
use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::watch;
use utoipa::{
    IntoParams,
    openapi::path::{Parameter, ParameterBuilder, ParameterIn},
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

/// After how long a silent stream says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(25);

/// How many events are read at a time.
const AT_A_TIME: i64 = 100;

/// One open stream.
struct Open {
    gallery: Arc<Gallery>,
    caller: Caller,
    position: i64,
    ready: VecDeque<Message>,
    news: NewsOf,
    stopping: watch::Receiver<bool>,
    /// Whether what is ready is the last: the session has ended.
    over: bool,
    _slot: Slot,
}

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(stream))
}

refusals!(StreamRefusals: FullSessionRequired, TooManyRequests);

/// Opens a stream. The data of each message is an `Event`; it ends with the session and when the gallery stops.
#[utoipa::path(
    get,
    path = "/events",
    tag = "events",
    security(("session" = [])),
    params(Cursor, LastEvent),
    responses((status = 200, body = String, content_type = "text/event-stream"), StreamRefusals)
)]
async fn stream(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    // What is wrong is refused although the other one wins.
    let (last, cursor) = (last_event_id(&headers)?, cursor(query.as_deref())?);
    let resume = last.or(cursor);
    let slot = Slot::take(&gallery.streams, caller.account)?;
    // Before the place is looked up, so that nothing that comes in between is missed.
    let news = gallery.store.watch_events(caller.account);
    let (position, first) = begin(&gallery, &caller, resume).await?;
    let stopping = gallery.stopping();
    let ready = VecDeque::from([first]);
    let open = Open {
        gallery,
        caller,
        position,
        ready,
        news,
        stopping,
        over: false,
        _slot: slot,
    };
    let mut response = Sse::new(messages(open)).into_response();
    // Proxies that collect answers before they pass them on would hold events back.
    response.headers_mut().insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    Ok(response)
}

/// Where the stream goes on, and its first message: a comment where the app has a cursor; where it has none, an id
/// without an event, so that it has a cursor although nothing has happened yet.
async fn begin(gallery: &Gallery, caller: &Caller, resume: Option<EventId>) -> Result<(i64, Message), Failure> {
    if let Some(id) = resume {
        let place = gallery
            .store
            .event_place(caller.account, id)
            .await
            .map_err(unreadable)?;
        return Ok((place, Message::default().comment("resumed")));
    }
    let last = gallery.store.last_event(caller.account).await.map_err(unreadable)?;
    let (position, id) = last.unwrap_or((0, EventId::new(Uuid::nil())));
    Ok((position, Message::default().id(id.to_string())))
}

/// The header that browsers send, in the description of the API.
struct LastEvent;

impl IntoParams for LastEvent {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = ParameterBuilder::new()
            .name("Last-Event-ID")
            .parameter_in(ParameterIn::Header)
            .description(Some("The last event seen; it wins over `cursor`."))
            .schema(Some(id_or_nothing()));
        vec![parameter.build()]
    }
}

fn last_event_id(headers: &HeaderMap) -> Result<Option<EventId>, Failure> {
    let Some(value) = headers.get("last-event-id").filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let id = value.to_str().ok().and_then(|text| text.parse().ok());
    id.map(Some).ok_or_else(|| {
        let mut problem = Problem::new(Code::BadRequest, "not the id of an event");
        problem.field = Some("Last-Event-ID".to_owned());
        Failure(problem)
    })
}

fn messages(open: Open) -> impl Stream<Item = Result<Message, Infallible>> {
    stream::unfold(open, |mut open| async move {
        loop {
            if let Some(message) = open.ready.pop_front() {
                return Some((Ok(message), open));
            }
            if open.over {
                return None;
            }
            open.read().await?;
            if open.ready.is_empty() && !open.over && open.wait().await? == Waited::ForNothing {
                open.ready.push_back(Message::default().comment("still here"));
            }
        }
    })
}

#[derive(PartialEq, Eq)]
enum Waited {
    ForNews,
    ForNothing,
}

impl Open {
    /// Takes up what has come, as long as the session lives; nothing where the stream is to end. The client then asks
    /// again with its cursor, or learns that its session has ended. Whoever is signed out because somebody else changed
    /// the login hears of it: of a session that was ended comes what was written until then, that included.
    async fn read(&mut self) -> Option<()> {
        let session = self
            .gallery
            .store
            .load(vec![Need::Session(self.caller.session)])
            .await
            .ok()?;
        let row = session.session(self.caller.session);
        let ended_at = row.and_then(|row| row.ended_at);
        if ended_at.is_none() {
            Caller::check(row, self.gallery.now()).ok()?;
        }
        self.over = ended_at.is_some();
        let events = self
            .gallery
            .store
            .events_after(self.caller.account, self.position, AT_A_TIME)
            .await
            .ok()?;
        if let Some(last) = events.last() {
            self.position = last.position;
        }
        let of_session = |event: &StoredEvent| ended_at.is_none_or(|end| was_written_by(event, end));
        self.ready.extend(events.into_iter().filter(of_session).map(message));
        Some(())
    }

    /// Waits for news of this account; nothing where the gallery stops.
    async fn wait(&mut self) -> Option<Waited> {
        tokio::select! {
            () = stopped(&mut self.stopping) => None,
            () = self.gallery.pace.rest(HEARTBEAT) => Some(Waited::ForNothing),
            () = self.news.wait() => Some(Waited::ForNews),
        }
    }
}

fn was_written_by(event: &StoredEvent, end: Timestamp) -> bool {
    serde_json::from_str::<Event>(&event.json).is_ok_and(|event| event.at <= end)
}

fn message(event: StoredEvent) -> Message {
    Message::default().id(event.id.to_string()).data(event.json)
}
