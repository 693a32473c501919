//! Doing an operator's commands, and saying in a sentence what was done. The log gets a line of each (rule 8.13), without
//! what the operator wrote for the owner to read.

use super::{OperatorCommand, OperatorKey};
use crate::gallery::Gallery;
use accounts::{
    Need,
    key::RevokeFoundKey,
    login_change::DecideByOperator,
    operator::{LockAccount, UnlockAccount, named},
    operator_list::{ListText, OperatorList},
    provider::{NoteProvider, ProviderClient},
};
use contract::{Code, Problem, login::Decide};

impl Gallery {
    /// Does a command; what it mails and tells leaves with all other mails and events.
    pub(crate) async fn operate(&self, command: &OperatorCommand) -> Result<String, Problem> {
        match command.clone() {
            OperatorCommand::Lock { username, reason } => {
                let account = self.run(&LockAccount { username, reason }).await?;
                tracing::info!(account = account.username, "the operator locked an account");
                Ok(format!("{} is locked.", account.username))
            }
            OperatorCommand::Unlock { username } => {
                let account = self.run(&UnlockAccount { username }).await?;
                tracing::info!(account = account.username, "the operator unlocked an account");
                Ok(format!("{} is no longer locked.", account.username))
            }
            OperatorCommand::Decide {
                username,
                decide,
                reason,
            } => self.decide_frozen(username, decide, reason).await,
            OperatorCommand::RevokeKey { key, found } => self.revoke_found_key(key, found).await,
            OperatorCommand::Rename { from, to } => {
                let account = self.rename(&from, &to).await?;
                let from = from.trim();
                tracing::info!(from, account = account.username, "the operator renamed an account");
                Ok(format!(
                    "{from} is called {} from now on; nobody can take {from} again.",
                    account.username
                ))
            }
            OperatorCommand::Delete {
                username,
                typed,
                unlist_orphans,
            } => {
                self.delete(&username, typed, unlist_orphans).await?;
                let username = username.trim();
                tracing::info!(account = username, unlist_orphans, "the operator deleted an account");
                Ok(format!("{username} is deleted."))
            }
            OperatorCommand::NameRequests => self.name_requests().await,
            OperatorCommand::RefuseName { username, reason } => {
                self.refuse_rename(&username, &reason).await?;
                let username = username.trim();
                tracing::info!(
                    account = username,
                    "the operator refused a request for another username"
                );
                Ok(format!("The request of {username} is refused."))
            }
            OperatorCommand::List { list, text, on } => {
                let (known, list) = (list.clone(), list_named(&list)?);
                let command = ListText { list, text, on };
                self.run(&command).await?;
                tracing::info!(list = known, on, "the operator changed a list");
                let done = if on { "is on" } else { "is no longer on" };
                Ok(format!("{} {done} the list {known}.", command.text.trim()))
            }
            OperatorCommand::NoteProvider {
                authority,
                client_id,
                sends_sign_in_time,
                second_factor,
            } => {
                let command = NoteProvider {
                    client: ProviderClient { authority, client_id },
                    sends_sign_in_time,
                    second_factor,
                };
                self.note_provider(&command).await
            }
            OperatorCommand::ShowList { list } => self.show_list(list_named(&list)?).await,
        }
    }

    /// Revokes a key that was found in public (rule 13.45).
    async fn revoke_found_key(&self, key: OperatorKey, found: Option<String>) -> Result<String, Problem> {
        let key = key.named();
        let done = self.run(&RevokeFoundKey { key, found }).await?;
        tracing::info!(account = done.holder, "the operator revoked an API key that was found");
        let state = if done.ended {
            "had ended, and is revoked"
        } else {
            "is revoked"
        };
        let told = match done.mailed {
            true => format!("{} is mailed.", done.holder),
            false => format!("{} has no confirmed address to mail to.", done.holder),
        };
        Ok(format!(
            "The API key '{}' of {}, which ends in {}, {state}. {told}",
            done.description, done.holder, done.ending
        ))
    }

    /// Decides about a frozen account, where nobody else can (rule 16.11).
    async fn decide_frozen(&self, username: String, decide: Decide, reason: String) -> Result<String, Problem> {
        let command = DecideByOperator {
            accounts: self.accounts_of_change_of(&named(&username)).await?,
            username,
            decide,
            reason,
        };
        self.run(&command).await?;
        let username = command.username.trim();
        tracing::info!(
            account = username,
            ?decide,
            "the operator decided about a frozen account"
        );
        Ok(match decide {
            Decide::Undo => format!("The change of the login of {username} is undone; the account is free."),
            Decide::Keep => format!("The change of the login of {username} is kept for good; the account is free."),
        })
    }

    /// Keeps what was seen of a provider, and goes by it at once where it is this gallery's.
    async fn note_provider(&self, command: &NoteProvider) -> Result<String, Problem> {
        let seen = self.run(command).await?;
        tracing::info!(
            sends_sign_in_time = command.sends_sign_in_time,
            second_factor = command.second_factor,
            "the operator's self-check was kept"
        );
        if seen.client == self.provider_client() {
            self.identity.take_up(&seen);
        }
        Ok("What was seen is kept.".to_owned())
    }

    /// The texts of a list in their order, one a line.
    async fn show_list(&self, list: OperatorList) -> Result<String, Problem> {
        let mut found = self.load(vec![Need::AllListed(list)]).await?;
        found.listed.sort_by(|a, b| a.1.cmp(&b.1));
        if found.listed.is_empty() {
            return Ok("The list is empty.".to_owned());
        }
        Ok(found
            .listed
            .into_iter()
            .map(|(_, text)| text)
            .collect::<Vec<_>>()
            .join("\n"))
    }
}

fn list_named(name: &str) -> Result<OperatorList, Problem> {
    let found = OperatorList::ALL.into_iter().find(|list| list.as_str() == name);
    found.ok_or_else(|| Problem::new(Code::BadRequest, "there is no such list (rule 16.1)"))
}
