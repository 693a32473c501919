//! Whether the store can do its work, for who asks again and again.

use super::{Chore, Store, open};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// For how long an answer is believed.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// An answer, and when it was found.
#[derive(Debug, Default)]
pub struct Tried(Mutex<Option<(Instant, bool)>>);

impl Tried {
    /// Finds the answer anew where the last one is old. It is believed for a second, or for ten times as long as
    /// finding it took: to look through a large database again and again would be its own kind of trouble.
    async fn answer(&self, find: impl Future<Output = bool>) -> bool {
        let mut tried = self.0.lock().await;
        match *tried {
            Some((until, found)) if Instant::now() < until => found,
            _ => {
                let begun = Instant::now();
                let found = find.await;
                let believed = TRY_AGAIN.max(begun.elapsed() * 10);
                *tried = Some((Instant::now() + believed, found));
                found
            }
        }
    }
}

impl Store {
    /// Whether something can be written, tried at most once a second however many ask.
    pub async fn is_writable(&self) -> bool {
        self.writable.answer(self.run_chore(Chore::Try)).await
    }

    /// Whether the database can be read, tried at most once a second however many ask: by a connection of its own, as
    /// the others may have in memory what the disk no longer gives. Once damage was met, only if none is found any
    /// more.
    pub async fn is_readable(&self) -> bool {
        let Some(file) = self.file.clone() else { return true };
        let condition = self.signals.condition.clone();
        let read = move || open::reader(&file).and_then(|connection| condition.try_to_read(&connection));
        let find = async {
            let done = tokio::task::spawn_blocking(read).await;
            match done {
                Ok(Ok(())) => true,
                Ok(Err(error)) => {
                    tracing::warn!(%error, "the database cannot be read");
                    false
                }
                Err(_) => false,
            }
        };
        self.readable.answer(find).await
    }
}
