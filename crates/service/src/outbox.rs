//! Mail: written into the outbox in the command's transaction, sent after it (rule 5.7).

mod delivery;
mod folder;
mod letter;
mod smtp;
#[cfg(test)]
mod tests;
mod words;

pub use delivery::{Patience, deliver_due};
pub use letter::write;
pub use smtp::Smtp;

use crate::{configuration::MailDelivery, gallery::Gallery};
use contract::Timestamp;
use std::{future::Future, path::Path, sync::Arc, time::Duration};
use uuid::Uuid;

/// Seconds until the next look where the store could not say what waits, and until a mail's second try.
const LOOK_AGAIN: i64 = 5;

/// The most seconds between two tries of one mail, and between two looks while one waits.
const LONGEST_WAIT: i64 = 3600;

/// For how many seconds a mail is tried to be sent.
const GIVEN_UP_SECONDS: i64 = 3 * 86_400;

/// How often a mail is tried at least before it is given up as too old: more than ten hours of tries. A clock that leaps for
/// a minute then gives up nothing.
const TRIES: u32 = 20;

/// Why a mail did not leave. The cause names no recipient.
#[derive(Debug)]
pub struct Undelivered {
    /// Whether trying again cannot help.
    is_final: bool,
    /// For the log.
    cause: String,
}

impl Undelivered {
    fn for_good(cause: impl std::fmt::Display) -> Self {
        Self {
            is_final: true,
            cause: cause.to_string(),
        }
    }

    fn for_now(cause: impl std::fmt::Display) -> Self {
        Self {
            is_final: false,
            cause: cause.to_string(),
        }
    }
}

/// A mail as it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Its id, the local part of its message id: the same however often it is sent.
    pub id: Uuid,
    /// To whom.
    pub to: String,
    /// Where answers to it go; nothing where that is where answers to all mails go.
    pub reply_to: Option<String>,
    /// Its subject.
    pub subject: String,
    /// Its words as plain text.
    pub text: String,
    /// Its words as HTML.
    pub html: String,
    /// When it was written.
    pub at: Timestamp,
    /// Until when its code works; nothing where it says something for good.
    pub useful_until: Option<Timestamp>,
}

/// Makes the place where mail goes: a new folder is the service's alone, as mails hold codes. One that is there stays as the
/// operator made it.
///
/// # Errors
/// The folder cannot be made.
pub fn prepare(delivery: &MailDelivery) -> std::io::Result<()> {
    match delivery {
        MailDelivery::Folder(folder) => private_folder(&folder.path),
        MailDelivery::Smtp(_) | MailDelivery::Memory => Ok(()),
    }
}

fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Sends what is put into the outbox until the service stops.
pub async fn run(gallery: Arc<Gallery>) {
    run_resting(gallery, tokio::time::sleep).await;
}

/// Rests between two looks by this function, which a test replaces.
async fn run_resting<R: Future<Output = ()>>(gallery: Arc<Gallery>, rest: impl Fn(Duration) -> R) {
    let (signal, mut stopping) = (gallery.store.mail_signal(), gallery.stopping());
    loop {
        let next = deliver_due(&gallery).await;
        if *stopping.borrow() {
            return;
        }
        let due = async {
            match next {
                Some(next) => rest(until(next, gallery.now())).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = signal.notified() => {}
            () = due => {}
            _ = stopping.wait_for(|stopping| *stopping) => {}
        }
    }
}

/// How long to rest until this time. Bounded, as a clock that is set back would make it any length.
fn until(next: Timestamp, now: Timestamp) -> Duration {
    let micros = (next.as_micros() - now.as_micros()).clamp(0, LONGEST_WAIT * 1_000_000);
    Duration::from_micros(micros.unsigned_abs())
}

/// Seconds until the next try: doubled each time, at most an hour.
fn wait(attempts: u32) -> i64 {
    (LOOK_AGAIN << attempts.min(10)).min(LONGEST_WAIT)
}
