//! What takes effect by itself when its time has come.

use super::Gallery;
use accounts::{conversion::TakeEffect, key::WarnOfKey};
use contract::Code;

/// For how many seconds the snapshot from before a migration is kept (rule 8.4): long enough to go back to the program
/// before.
const SNAPSHOT_SECONDS: i64 = 7 * 86_400;

impl Gallery {
    /// Everything that becomes due by itself, and then what has run out.
    pub async fn keep_house(&self) {
        self.finalise_login_changes().await;
        self.convert_due().await;
        self.finish_deletions().await;
        self.warn_of_keys().await;
        self.remove_expired().await;
        self.store.remove_snapshots(self.now().plus_secs(-SNAPSHOT_SECONDS));
    }

    /// Converts the accounts whose conversion was accepted and has waited (rule 12.16). One that fails keeps the others
    /// from nothing, and is tried again the next time.
    pub async fn convert_due(&self) {
        let mut after = None;
        while !*self.stopping.borrow() {
            let due = match self.store.due_conversions(self.now(), after).await {
                Ok(due) => due,
                Err(error) => return tracing::warn!(%error, "the conversions that are due could not be read"),
            };
            let Some((last, _)) = due.last() else { return };
            after = Some(*last);
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

    /// Tells the holders of keys that these end soon, or have ended (rule 13.40). One that fails keeps the others from
    /// nothing, and is tried again the next time.
    pub async fn warn_of_keys(&self) {
        let mut after = None;
        while !*self.stopping.borrow() {
            let ending = match self.store.keys_ending(self.now(), after).await {
                Ok(ending) => ending,
                Err(error) => return tracing::warn!(%error, "the keys that end could not be read"),
            };
            let Some(last) = ending.last() else { return };
            after = Some(*last);
            for (_, key) in ending {
                if let Err(problem) = self.run(&WarnOfKey { key }).await {
                    tracing::warn!(code = ?problem.code, "nobody could be told that a key ends");
                }
            }
        }
    }
}
