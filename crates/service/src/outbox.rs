//! Mail: written into the outbox in the command's transaction, sent after it (rule 5.7).

mod folder;
mod letter;

pub use letter::write;

use crate::{
    configuration::MailDelivery,
    gallery::Gallery,
    store::{OutboxWrite, Submission, WaitingMail},
};
use contract::Timestamp;
use std::{path::PathBuf, sync::Arc, time::Duration};
use uuid::Uuid;

/// How long to wait before looking again for what could not leave.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// A mail as it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Its id, the local part of its message id: the same however often it is sent.
    pub id: Uuid,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

/// Makes the place where mail goes.
///
/// # Errors
/// The folder cannot be made.
pub fn prepare(delivery: &MailDelivery) -> std::io::Result<()> {
    match delivery {
        MailDelivery::Folder(folder) => std::fs::create_dir_all(folder),
        MailDelivery::Memory => Ok(()),
    }
}

/// Sends what is put into the outbox until the service stops.
pub async fn run(gallery: Arc<Gallery>) {
    let (signal, mut stopping) = (gallery.store.mail_signal(), gallery.stopping());
    loop {
        let waiting = deliver_due(&gallery).await;
        if *stopping.borrow() {
            return;
        }
        tokio::select! {
            () = signal.notified() => {}
            () = tokio::time::sleep(LOOK_AGAIN), if waiting => {}
            _ = stopping.wait_for(|stopping| *stopping) => {}
        }
    }
}

/// Sends what is due; true where something could not leave.
pub async fn deliver_due(gallery: &Gallery) -> bool {
    let _sending = gallery.sending.lock().await;
    loop {
        let now = gallery.now();
        let Ok(mails) = gallery.store.waiting_mails(now).await else {
            return true;
        };
        if mails.is_empty() {
            return false;
        }
        let mut failed = false;
        for waiting in mails {
            let outbox = vec![deliver(gallery, &waiting, now).await];
            failed |= matches!(outbox[0], OutboxWrite::Failed { .. });
            if gallery
                .store
                .commit(Submission {
                    outbox,
                    ..Submission::default()
                })
                .await
                .is_err()
            {
                return true;
            }
        }
        if failed {
            return true;
        }
    }
}

async fn deliver(gallery: &Gallery, waiting: &WaitingMail, now: Timestamp) -> OutboxWrite {
    let id = waiting.mail.id;
    let MailDelivery::Folder(folder) = &gallery.configuration.mail else {
        return OutboxWrite::Delivered {
            id,
            at: now,
            keep_text: true,
        };
    };
    match put(folder.clone(), gallery, waiting).await {
        Ok(()) => OutboxWrite::Delivered {
            id,
            at: now,
            keep_text: false,
        },
        Err(error) => {
            tracing::warn!(%id, %error, attempts = waiting.attempts + 1, "a mail could not leave");
            OutboxWrite::Failed {
                id,
                next: now.plus_secs(wait(waiting.attempts)),
            }
        }
    }
}

async fn put(folder: PathBuf, gallery: &Gallery, waiting: &WaitingMail) -> std::io::Result<()> {
    let (id, text) = (waiting.mail.id, letter::message(&gallery.configuration, &waiting.mail));
    tokio::task::spawn_blocking(move || folder::put(&folder, id, &text))
        .await
        .map_err(std::io::Error::other)?
}

/// Seconds until the next try: doubled each time, at most an hour.
fn wait(attempts: u32) -> i64 {
    (5_i64 << attempts.min(10)).min(3600)
}
