//! Sending what is due: a few mails at once, those with a code first.

use super::{GIVEN_UP_SECONDS, LONGEST_WAIT, LOOK_AGAIN, TRIES, Undelivered, folder, letter, wait};
use crate::{
    configuration::MailDelivery,
    gallery::Gallery,
    store::{OutboxWrite, Submission, WaitingMail},
};
use contract::Timestamp;
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use std::{
    collections::{HashSet, VecDeque},
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::sync::Notify;
use uuid::Uuid;

/// How many mails are sent at once. Mail servers refuse clients with many connections.
const AT_ONCE: usize = 4;

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// One mail on its way to the mail server. It may look through the words before it says yes.
    pub one: Duration,
    /// After the service was told to stop: for how long mails are still begun.
    pub last_begun: Duration,
    /// How much longer those that were begun may take. What is cut off then is sent again after the next start.
    pub last_ended: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            one: Duration::from_secs(120),
            last_begun: Duration::from_secs(2),
            last_ended: Duration::from_secs(3),
        }
    }
}

/// Sends what is due; answers when to look again, where something still waits. A service that stops is not held up by a
/// mail server that does not answer.
pub async fn deliver_due(gallery: &Gallery) -> Option<Timestamp> {
    let _sending = gallery.sending.lock().await;
    let closed = AtomicBool::new(false);
    let mut stopping = gallery.stopping();
    let cut_off = async {
        stopping.wait_for(|stopping| *stopping).await.ok();
        tokio::time::sleep(gallery.patience.last_begun).await;
        closed.store(true, Ordering::Relaxed);
        tokio::time::sleep(gallery.patience.last_ended).await;
    };
    tokio::select! {
        next = Round::new(gallery, &closed).run() => next,
        () = cut_off => Some(look_again(gallery)),
    }
}

fn look_again(gallery: &Gallery) -> Timestamp {
    gallery.now().plus_secs(LOOK_AGAIN)
}

/// The mails that are under way, and those that are next.
struct Round<'a> {
    gallery: &'a Gallery,
    /// Whether no further mail may be begun.
    closed: &'a AtomicBool,
    next: VecDeque<WaitingMail>,
    sending: FuturesUnordered<BoxFuture<'a, (Uuid, bool)>>,
    under_way: HashSet<Uuid>,
    /// Whether the store failed: then nothing more is begun.
    failed: bool,
}

impl<'a> Round<'a> {
    fn new(gallery: &'a Gallery, closed: &'a AtomicBool) -> Self {
        Self {
            gallery,
            closed,
            next: VecDeque::new(),
            sending: FuturesUnordered::new(),
            under_way: HashSet::new(),
            failed: false,
        }
    }

    async fn run(mut self) -> Option<Timestamp> {
        let signal = self.gallery.store.mail_signal();
        loop {
            self.begin().await;
            if self.sending.is_empty() {
                break;
            }
            self.wait(&signal).await;
        }
        let unknown = Some(look_again(self.gallery));
        if self.failed {
            return unknown;
        }
        self.gallery.store.next_mail_at().await.unwrap_or(unknown)
    }

    /// Until a mail has left or failed, or another one came in, which may have to go first.
    async fn wait(&mut self, signal: &Notify) {
        tokio::select! {
            Some((id, written)) = self.sending.next() => {
                self.under_way.remove(&id);
                self.failed |= !written;
            }
            () = signal.notified() => self.next.clear(),
        }
    }

    /// Begins as many mails as may be under way.
    async fn begin(&mut self) {
        while !self.failed && !self.closed.load(Ordering::Relaxed) && self.sending.len() < AT_ONCE {
            if self.next.is_empty() {
                self.take().await;
            }
            let Some(waiting) = self.next.pop_front() else {
                return;
            };
            self.under_way.insert(waiting.mail.id);
            self.sending.push(settle(self.gallery, waiting).boxed());
        }
    }

    async fn take(&mut self) {
        let now = self.gallery.now();
        let latest = now.plus_secs(LONGEST_WAIT);
        match self.gallery.store.waiting_mails(now, latest).await {
            Ok(mails) => {
                let mails = mails.into_iter();
                let others = mails.filter(|waiting| !self.under_way.contains(&waiting.mail.id));
                self.next.extend(others);
            }
            Err(_) => self.failed = true,
        }
    }
}

/// Sends a mail and writes down what became of it; whether that could be written.
async fn settle(gallery: &Gallery, waiting: WaitingMail) -> (Uuid, bool) {
    let outbox = vec![deliver(gallery, &waiting).await];
    let submission = Submission {
        outbox,
        ..Submission::default()
    };
    (waiting.mail.id, gallery.store.commit(submission).await.is_ok())
}

async fn deliver(gallery: &Gallery, waiting: &WaitingMail) -> OutboxWrite {
    let id = waiting.mail.id;
    if waiting.mail.useful_until.is_some_and(|until| until <= gallery.now()) {
        return dropped(gallery, waiting);
    }
    let sent = match &gallery.configuration.mail {
        MailDelivery::Memory => {
            let at = gallery.now();
            return OutboxWrite::Delivered {
                id,
                at,
                keep_text: true,
            };
        }
        MailDelivery::Folder(folder) => put(folder.path.clone(), gallery, waiting).await,
        MailDelivery::Smtp(_) => {
            let patience = gallery.patience.one;
            gallery.smtp.send(&gallery.configuration, &waiting.mail, patience).await
        }
    };
    let at = gallery.now();
    match sent {
        Ok(()) => OutboxWrite::Delivered {
            id,
            at,
            keep_text: false,
        },
        Err(failure) => not_delivered(gallery, waiting, &failure),
    }
}

/// Nobody can do anything with a code that no longer works (rule 5.36). Where the clock is doubted, nobody knows that yet
/// (rule 8.14).
fn dropped(gallery: &Gallery, waiting: &WaitingMail) -> OutboxWrite {
    let (id, attempts) = (waiting.mail.id, waiting.attempts);
    if !gallery.believes_clock() {
        return put_off(gallery, waiting);
    }
    tracing::error!(%id, attempts, "a mail was given up: the code in it no longer works");
    gallery.metrics.mails_outdated.inc();
    OutboxWrite::GivenUp { id, at: gallery.now() }
}

/// Tries again later, unless that can never help (rule 5.7).
fn not_delivered(gallery: &Gallery, waiting: &WaitingMail, failure: &Undelivered) -> OutboxWrite {
    let (id, attempts) = (waiting.mail.id, waiting.attempts + 1);
    if failure.is_final || is_too_late(gallery, waiting, attempts) {
        tracing::error!(%id, error = %failure.cause, attempts, "a mail was given up");
        return OutboxWrite::GivenUp { id, at: gallery.now() };
    }
    tracing::warn!(%id, error = %failure.cause, attempts, "a mail could not leave");
    put_off(gallery, waiting)
}

/// Whether a mail has been tried long enough, by a clock that is believed.
fn is_too_late(gallery: &Gallery, waiting: &WaitingMail, attempts: u32) -> bool {
    let is_old = gallery.now() >= waiting.mail.at.plus_secs(GIVEN_UP_SECONDS);
    is_old && attempts >= TRIES && gallery.believes_clock()
}

fn put_off(gallery: &Gallery, waiting: &WaitingMail) -> OutboxWrite {
    OutboxWrite::Failed {
        id: waiting.mail.id,
        next: gallery.now().plus_secs(wait(waiting.attempts)),
    }
}

async fn put(folder: PathBuf, gallery: &Gallery, waiting: &WaitingMail) -> Result<(), Undelivered> {
    let message = letter::message(&gallery.configuration, &waiting.mail).map_err(Undelivered::for_good)?;
    let (id, text) = (waiting.mail.id, message.formatted());
    tokio::task::spawn_blocking(move || folder::put(&folder, id, &text))
        .await
        .map_err(Undelivered::for_now)?
        .map_err(Undelivered::for_now)
}
