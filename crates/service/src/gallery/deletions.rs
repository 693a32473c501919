//! Deletions whose grace period is over, and what the operator does about names.

use super::Gallery;
use accounts::{
    deletion::{DeleteByOperator, Effect, TakeEffect},
    operator,
    username::{RefuseRename, RenameAccount, RenameRequest},
};
use contract::{AccountId, Code, Problem, account::Account};

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

    /// Gives an account another username (rules 16.4 to 16.7).
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn rename(&self, from: &str, to: &str) -> Result<Account, Problem> {
        let account = self.known(from).await?;
        let (from, to) = (from.to_owned(), to.to_owned());
        self.run(&RenameAccount { account, from, to }).await
    }

    /// Refuses the request of an account for another username (rule 16.8).
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn refuse_rename(&self, username: &str, reason: &str) -> Result<(), Problem> {
        let account = self.known(username).await?;
        let reason = reason.to_owned();
        self.run(&RefuseRename { account, reason }).await
    }

    /// The requests for another username, the oldest first, one a line.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn name_requests(&self) -> Result<String, Problem> {
        let requests = self
            .store
            .rename_requests()
            .await
            .map_err(|error| self.unreadable(&error))?;
        if requests.is_empty() {
            return Ok("No account asked for another name.".to_owned());
        }
        let line = |(username, request): &(String, RenameRequest)| {
            format!(
                "{username} wants {} ({}): {}",
                request.wanted.as_str(),
                request.made_at,
                request.reason
            )
        };
        Ok(requests.iter().map(line).collect::<Vec<_>>().join("\n"))
    }

    async fn known(&self, username: &str) -> Result<AccountId, Problem> {
        let found = self.account_named(&operator::named(username)).await?;
        found.ok_or_else(|| Problem::new(Code::AccountUnknown, "no account has this name (rules 14.21, 16.4)"))
    }
}
