//! Deletions whose grace period is over, and those by the operator.

use super::Gallery;
use accounts::deletion::{DeleteByOperator, Effect, TakeEffect};
use contract::{AccountId, Problem};

impl Gallery {
    /// Ends the accounts whose grace period is over (rules 14.18 to 14.20), each in a transaction of its own.
    pub async fn finish_deletions(&self) {
        let mut after = None;
        while let Some(due) = self
            .some_due("deletions", self.store.deletions_due(self.now(), after))
            .await
        {
            after = due.last().copied();
            for account in due {
                self.finish_deletion(account).await;
            }
        }
    }

    async fn finish_deletion(&self, account: AccountId) {
        match self.run(&TakeEffect { account }).await {
            Ok(Effect::Deleted) => tracing::info!("an account was deleted at the end of its grace period"),
            Ok(Effect::Stopped) => tracing::info!("a deletion stopped, as it would have done more than was shown"),
            Err(problem) => tracing::debug!(code = ?problem.code, "a due deletion waits"),
        }
    }

    /// Deletes an account at once (rule 14.21).
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn delete(&self, username: &str, typed: String, unlist_orphans: bool) -> Result<(), Problem> {
        let command = DeleteByOperator {
            account: self.known(username).await?,
            typed,
            unlist_orphans,
        };
        self.run(&command).await
    }
}
