//! The event streams: one for each account that is signed in, resumed from where it was, never polled.

use super::{App, Input, Update, backoff::Backoff};
use crate::{
    gallery::events::{EventReader, Heard},
    ports::Ports,
};
use contract::{Code, EventId, Problem, event::EventKind};
use std::sync::Arc;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::Instant,
};

/// The stream of an account; it ends when it is dropped.
pub(super) struct EventStream {
    task: JoinHandle<()>,
    /// Whether it was cut off and waits before it asks again.
    waits: bool,
}

impl Drop for EventStream {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Whose stream it is; what it tells of an earlier session is dropped.
#[derive(Clone)]
struct Listener {
    inputs: mpsc::UnboundedSender<Input>,
    profile: String,
    session: u64,
    ports: Arc<Ports>,
}

/// Something that was heard while it could not be judged.
#[derive(Debug)]
pub(super) struct HeldBack {
    profile: String,
    session: u64,
    heard: Vec<Heard>,
    done: oneshot::Sender<()>,
}

impl App {
    /// Opens the account's event stream, if there is none.
    pub(super) fn listen(&mut self, id: &str) {
        let listening = self.streams.get(id).is_some_and(|stream| !stream.task.is_finished());
        let Some(profile) = self.model.profile(id).filter(|profile| profile.takes_calls()) else {
            return;
        };
        if listening {
            return;
        }
        let listener = Listener {
            inputs: self.inputs.clone(),
            profile: id.to_owned(),
            session: profile.session,
            ports: self.ports.clone(),
        };
        let stream = EventStream {
            task: tokio::spawn(listener.listen()),
            waits: false,
        };
        self.streams.insert(id.to_owned(), stream);
    }

    pub(super) fn stop_listening(&mut self, id: &str) {
        self.streams.remove(id);
    }

    /// The gallery answered otherwise, so a stream that waits to ask again need not wait longer.
    pub(super) fn hurry_stream(&mut self, id: &str) {
        if self.streams.get(id).is_some_and(|stream| stream.waits) {
            self.stop_listening(id);
            self.listen(id);
        }
    }

    /// What opens the stream of an account from its cursor; nothing where the account is signed out.
    fn stream_of(&self, id: &str) -> Option<impl Future<Output = Result<reqwest::Response, Problem>> + Send + use<>> {
        let profile = self.model.profile(id).filter(|profile| profile.takes_calls())?;
        let (cursor, access) = (profile.record.event_cursor.clone(), self.access(id));
        Some(async move {
            let (client, token) = access.await?;
            client.events(&token, cursor.as_deref()).await
        })
    }

    /// The gallery answers. What was not heard meanwhile comes now; that it is reachable again is seen by reading.
    fn on_stream_open(&mut self, id: &str) {
        if let Some(stream) = self.streams.get_mut(id) {
            stream.waits = false;
        }
        if self
            .model
            .profile(id)
            .is_some_and(|profile| profile.unreachable_since.is_some())
        {
            self.refresh(id);
        }
    }

    fn on_stream_closed(&mut self, id: &str, problem: Option<&Problem>) {
        if let Some(stream) = self.streams.get_mut(id) {
            stream.waits = true;
        }
        let Some(problem) = problem else { return };
        if problem.code == Code::BadRequest && problem.field.as_deref() == Some("cursor") {
            self.set_cursor(id, None);
        }
        self.take_problem(id, problem);
    }

    /// What one piece of the stream brought. Only when it is done with, `done` lets the stream read on, so that no gallery
    /// fills the memory with what it tells.
    fn on_heard(&mut self, id: &str, heard: Vec<Heard>, done: oneshot::Sender<()>) {
        let Some(profile) = self.model.profile(id) else { return };
        // All of it, so that the cursor does not pass what was not told.
        if self.opened.is_asked(&profile.record.gallery) {
            let (profile, session) = (id.to_owned(), profile.session);
            return self.opened.hold_back(HeldBack {
                profile,
                session,
                heard,
                done,
            });
        }
        self.take_heard(id, &heard);
        let _ = done.send(());
    }

    pub(super) fn hear_again(&mut self, held: HeldBack) {
        if self.session_of(&held.profile) == Some(held.session) {
            self.on_heard(&held.profile, held.heard, held.done);
        }
    }

    /// Tells what is news, and only then goes on from after it: what was not told is told after a restart.
    fn take_heard(&mut self, id: &str, heard: &[Heard]) {
        let (mut cursor, mut concerns_wizards, mut changed) = (None, false, false);
        for heard in heard {
            cursor = Some(match heard {
                Heard::Cursor(cursor) => *cursor,
                Heard::Event(event) => {
                    // A stream without a cursor begins at its end, so all that comes is news.
                    self.take_news(id, event);
                    changed = true;
                    concerns_wizards |= !matches!(event.what, EventKind::SignedIn { .. });
                    event.id
                }
            });
        }
        if cursor.is_some() {
            self.set_cursor(id, cursor);
        }
        if concerns_wizards {
            self.tell_wizards(id);
        }
        if changed {
            self.refresh(id);
        }
    }

    fn set_cursor(&mut self, id: &str, cursor: Option<EventId>) {
        if let Some(profile) = self.model.profile_mut(id) {
            profile.record.event_cursor = cursor.map(|cursor| cursor.to_string());
            self.save_profile(id);
        }
    }
}

impl Listener {
    /// Hears the stream, again and again, until the app or the session ends.
    async fn listen(self) {
        let mut backoff = Backoff::default();
        loop {
            let Some(opening) = self.ask(App::stream_of).await.flatten() else {
                return;
            };
            let problem = match opening.await {
                Ok(response) => {
                    let opened = Instant::now();
                    let spoke = self.hear(response).await;
                    backoff.ended(opened.elapsed(), spoke);
                    None
                }
                Err(problem) => Some(problem),
            };
            let ended = problem
                .as_ref()
                .is_some_and(|problem| problem.code == Code::SessionRequired);
            self.tell(move |app, id| app.on_stream_closed(id, problem.as_ref()));
            if ended {
                return;
            }
            tokio::time::sleep(backoff.next(self.ports.random.as_ref())).await;
        }
    }

    /// Hears a stream to its end, and gives whether it brought an event or a heartbeat.
    async fn hear(&self, mut response: reqwest::Response) -> bool {
        self.tell(App::on_stream_open);
        let mut reader = EventReader::default();
        while let Ok(Some(bytes)) = response.chunk().await {
            let heard = reader.push(&bytes);
            if heard.is_empty() {
                continue;
            }
            let (done, is_done) = oneshot::channel();
            self.tell(move |app, id| app.on_heard(id, heard, done));
            // Where nobody says so any more, the session has ended, or the app.
            if is_done.await.is_err() {
                break;
            }
        }
        reader.has_spoken()
    }

    fn tell(&self, what: impl FnOnce(&mut App, &str) + Send + 'static) {
        let Self { profile, session, .. } = self.clone();
        let update: Update = Box::new(move |app: &mut App| {
            if app.session_of(&profile) == Some(session) {
                what(app, &profile);
            }
        });
        let _ = self.inputs.send(Input::Update(update));
    }

    /// Nothing where the app or the session has ended.
    async fn ask<T: Send + 'static>(&self, what: impl FnOnce(&App, &str) -> T + Send + 'static) -> Option<T> {
        let (answer, answered) = oneshot::channel();
        self.tell(move |app, id| {
            let _ = answer.send(what(app, id));
        });
        answered.await.ok()
    }
}
