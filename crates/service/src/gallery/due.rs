//! What takes effect by itself when its time has come.

use super::Gallery;
use crate::store::ReadError;
use accounts::{conversion::TakeEffect, key::WarnOfKey};
use contract::Code;

/// For how many seconds the snapshot from before a migration is kept (rule 8.4): long enough to go back to the program
/// before.
const SNAPSHOT_SECONDS: i64 = 7 * 86_400;

impl Gallery {
    /// Everything that becomes due by itself, and then what has run out.
    pub async fn run_housekeeping(&self) {
        self.finalise_login_changes().await;
        self.convert_due().await;
        self.finish_deletions().await;
        self.warn_of_keys().await;
        self.remove_expired().await;
        self.store.remove_snapshots(self.now().plus_secs(-SNAPSHOT_SECONDS));
    }

    /// The next of the rows that are due, as `reading` finds them; nothing where there are no more, or the service stops.
    /// Who does something to each goes on where it fails for one, which is then tried again the next time.
    pub(super) async fn some_due<Row>(
        &self,
        what: &'static str,
        reading: impl Future<Output = Result<Vec<Row>, ReadError>>,
    ) -> Option<Vec<Row>> {
        if *self.stopping.borrow() {
            return None;
        }
        match reading.await {
            Ok(due) => Some(due).filter(|due| !due.is_empty()),
            Err(error) => {
                tracing::warn!(%error, what, "what is due could not be read");
                None
            }
        }
    }

    /// Converts the accounts whose conversion was accepted and has waited (rule 12.16).
    pub async fn convert_due(&self) {
        let mut after = None;
        while let Some(due) = self
            .some_due("conversions", self.store.due_conversions(self.now(), after))
            .await
        {
            after = due.last().map(|(place, _)| *place);
            for ((_, conversion), account) in due {
                match self.run(&TakeEffect { conversion, account }).await {
                    Ok(_) => {}
                    // Cancelled in this moment.
                    Err(problem) if problem.code == Code::ConversionNotFound => {}
                    Err(problem) => {
                        tracing::warn!(code = ?problem.code, "a conversion that is due did not take effect")
                    }
                }
            }
        }
    }

    /// Tells the holders of keys that these end soon, or have ended (rule 13.40).
    pub async fn warn_of_keys(&self) {
        let mut after = None;
        while let Some(due) = self.some_due("keys", self.store.keys_ending(self.now(), after)).await {
            after = due.last().copied();
            for (_, key) in due {
                if let Err(problem) = self.run(&WarnOfKey { key }).await {
                    tracing::warn!(code = ?problem.code, "nobody could be told that a key ends");
                }
            }
        }
    }
}
