//! Changes of logins: which accounts one is about, and their end.

use super::Gallery;
use accounts::{Need, Snapshot, login_change::FinaliseChange};
use contract::{AccountId, Problem, ProofId};
use std::collections::BTreeSet;

impl Gallery {
    /// The account that a completed proof's identity signs in to.
    ///
    /// # Errors
    /// The store is busy.
    pub async fn account_by_proof(&self, proof: ProofId) -> Result<Option<AccountId>, Problem> {
        let found = self.load(vec![Need::Proof(proof)]).await?;
        let completed = found.proof(proof).and_then(|proof| proof.completed.as_ref());
        let login = completed.and_then(|completed| found.login(&completed.key));
        Ok(login.map(|login| login.account))
    }

    /// The accounts whose change a completed proof's identity could undo.
    ///
    /// # Errors
    /// The store is busy.
    pub async fn accounts_of_change_by_proof(&self, proof: ProofId) -> Result<Vec<AccountId>, Problem> {
        let needs = vec![Need::Proof(proof), Need::LoginChangesByProof(proof)];
        Ok(of_changes(&self.load(needs).await?))
    }

    /// The account of this name and, where its login was exchanged with another's, that one.
    ///
    /// # Errors
    /// The store is busy.
    pub async fn accounts_of_change_of(&self, username: &str) -> Result<Vec<AccountId>, Problem> {
        let Some(account) = self.account_named(username).await? else {
            return Ok(Vec::new());
        };
        let mut accounts = of_changes(&self.load(vec![Need::LoginChangesOf(account)]).await?);
        if !accounts.contains(&account) {
            accounts.push(account);
        }
        Ok(accounts)
    }

    /// Notes which changes can no longer be undone (rule 9.24).
    pub async fn finalise_login_changes(&self) {
        let mut after = None;
        while let Some(due) = self
            .some_due("changes of logins", self.store.ended_login_changes(self.now(), after))
            .await
        {
            after = due.last().copied();
            for (_, change) in due {
                if let Err(problem) = self.run(&FinaliseChange { change }).await {
                    tracing::warn!(code = ?problem.code, "a change of a login could not be made final");
                }
            }
        }
    }
}

/// Each of the accounts once.
fn of_changes(found: &Snapshot) -> Vec<AccountId> {
    let accounts: BTreeSet<AccountId> = found.login_changes.iter().map(|change| change.account).collect();
    accounts.into_iter().collect()
}
