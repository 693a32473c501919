//! What takes effect by itself when its time has come.

use super::Gallery;
use accounts::{conversion::TakeEffect, key::WarnOfKey};
use contract::Code;

impl Gallery {
    /// Everything that becomes due by itself, and then what has run out.
    pub async fn keep_house(&self) {
        self.finalise_login_changes().await;
        self.convert_due().await;
        self.finish_deletions().await;
        self.warn_of_keys().await;
        self.remove_expired().await;
    }

    /// Converts the accounts whose conversion was accepted and has waited (rule 12.16). One that fails keeps the others
    /// from nothing, and is tried again the next time.
    pub async fn convert_due(&self) {
        while !*self.stopping.borrow() {
            let due = match self.store.due_conversions(self.now()).await {
                Ok(due) => due,
                Err(error) => return tracing::warn!(%error, "the conversions that are due could not be read"),
            };
            let mut done = 0;
            for (conversion, account) in due {
                match self.run(&TakeEffect { conversion, account }).await {
                    Ok(_) => done += 1,
                    // Cancelled in this moment.
                    Err(problem) if problem.code == Code::ConversionNotFound => {}
                    Err(problem) => {
                        tracing::warn!(code = ?problem.code, "a conversion that is due did not take effect")
                    }
                }
            }
            if done == 0 {
                return;
            }
        }
    }

    /// Tells the holders of keys that these end soon, or have ended (rule 13.40).
    pub async fn warn_of_keys(&self) {
        while !*self.stopping.borrow() {
            let due = match self.store.keys_ending(self.now()).await {
                Ok(due) => due,
                Err(error) => return tracing::warn!(%error, "the keys that end could not be read"),
            };
            let mut done = 0;
            for key in due {
                match self.run(&WarnOfKey { key }).await {
                    Ok(()) => done += 1,
                    Err(problem) => tracing::warn!(code = ?problem.code, "nobody could be told that a key ends"),
                }
            }
            if done == 0 {
                return;
            }
        }
    }
}
