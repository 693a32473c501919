//! Who has a name, and what the operator does about names.

use super::{Gallery, unreadable};
use accounts::{
    Need, operator,
    username::{self, RefuseRename, RenameAccount, RenameRequest},
};
use contract::{AccountId, Code, Problem, account::Account};

impl Gallery {
    /// The account of this name, in any case.
    ///
    /// # Errors
    /// The store is busy.
    pub async fn account_named(&self, username: &str) -> Result<Option<AccountId>, Problem> {
        let folded = username::fold(username);
        let found = self.load(vec![Need::Name(folded.clone())]).await?;
        Ok(found.name(&folded).and_then(|name| name.account))
    }

    /// The account that the operator names.
    ///
    /// # Errors
    /// `AccountUnknown`, or the store is busy.
    pub(super) async fn known(&self, username: &str) -> Result<AccountId, Problem> {
        let found = self.account_named(&operator::named(username)).await?;
        found.ok_or_else(|| Problem::new(Code::AccountUnknown, "no account has this name (rules 14.21, 16.4)"))
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
        let requests = self.store.rename_requests().await.map_err(unreadable)?;
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
}
