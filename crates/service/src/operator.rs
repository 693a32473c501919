//! An operator's commands (rules 3.10, 8.13): run by the service that has the database open, or on the database itself
//! where none has.

#[cfg(unix)]
mod socket;

use crate::{
    configuration::{Configuration, Database},
    gallery::Gallery,
    owner,
    service::OpenError,
    store::{self, OpenStoreError, Store},
};
use accounts::{
    Need,
    key::{KeyNamed, RevokeFoundKey},
    login_change::DecideByOperator,
    operator::{LockAccount, UnlockAccount},
    operator_list::{ListText, OperatorList},
    provider::{NoteProvider, ProviderClient},
};
use ambient::{Clock, Random};
use contract::{Code, Problem, login::Decide};
use serde::{Deserialize, Serialize};
#[cfg(unix)]
pub(crate) use socket::serve;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use uuid::Uuid;

/// What an operator can have done while the service runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperatorCommand {
    /// Lock an account.
    Lock {
        /// Its username.
        username: String,
        /// Why, as its owner reads it.
        reason: String,
    },
    /// Take an account's lock away.
    Unlock {
        /// Its username.
        username: String,
    },
    /// Decide about the change of a login that froze an account.
    Decide {
        /// Its username.
        username: String,
        /// Undo the change, or keep it.
        decide: Decide,
        /// Why, as its owner reads it.
        reason: String,
    },
    /// Revoke an API key that was found in public.
    RevokeKey {
        /// Which key.
        key: OperatorKey,
        /// Where it was found, as its holder reads it.
        found: Option<String>,
    },
    /// Give an account another username.
    Rename {
        /// The name that it has.
        from: String,
        /// The name that it gets.
        to: String,
    },
    /// Delete an account at once.
    Delete {
        /// Its username.
        username: String,
        /// The same again.
        typed: String,
        /// Whether packages that are left without an owner are unlisted.
        unlist_orphans: bool,
    },
    /// List the requests for another username.
    NameRequests,
    /// Refuse an account's request for another username.
    RefuseName {
        /// Its username.
        username: String,
        /// Why not, as its owner reads it.
        reason: String,
    },
    /// Put a text on one of the operator's lists, or take it off.
    List {
        /// The list's name, as the store has it.
        list: String,
        /// The text.
        text: String,
        /// On, or else off.
        on: bool,
    },
    /// Keep what a self-check has seen of a provider.
    NoteProvider {
        /// The provider's base address.
        authority: String,
        /// The client id there.
        client_id: String,
        /// Whether the ID token said when the person signed in.
        sends_sign_in_time: bool,
        /// Whether it said that a second factor was used.
        second_factor: bool,
    },
    /// Say what is on a list.
    ShowList {
        /// The list's name, as the store has it.
        list: String,
    },
}

/// Which key an operator means. Of a key's text only the hash goes from program to program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperatorKey {
    /// The key with this id.
    Id(Uuid),
    /// The key whose text has this hash.
    Hash([u8; 32]),
}

impl OperatorKey {
    /// The key with this text.
    ///
    /// # Errors
    /// No gallery makes such keys. What is said does not quote the text.
    pub fn of_text(text: &str) -> Result<Self, OperatorError> {
        let hash = accounts::key::text::hash(text.trim());
        hash.map(Self::Hash).ok_or_else(|| {
            let said = "what was read is no key: it begins with ngak_ and has 54 characters (rule 13.16)";
            OperatorError::Refused(said.to_owned())
        })
    }

    /// The key with this id.
    ///
    /// # Errors
    /// It is none. What is said does not quote it: it may be a key's text.
    pub fn of_id(text: &str) -> Result<Self, OperatorError> {
        text.trim().parse().map(Self::Id).map_err(|_| {
            let said =
                "that is no key's id; the text of a key is given on the standard input, never on the command line";
            OperatorError::Refused(said.to_owned())
        })
    }

    fn named(self) -> KeyNamed {
        match self {
            Self::Id(id) => KeyNamed::Id(id),
            Self::Hash(hash) => KeyNamed::Hash(hash),
        }
    }
}

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The command was refused; nothing was changed.
    #[error("{0}")]
    Refused(String),
    /// The service that runs could not be asked.
    #[error("the service that runs could not be asked: {0}")]
    Socket(std::io::Error),
    /// There is no database to do it in.
    #[error("no service runs, and there is no database {0}")]
    NotThere(PathBuf),
    /// No service runs, and the database cannot be opened.
    #[error(transparent)]
    Store(#[from] OpenStoreError),
    /// Files of the database belong to another user.
    #[error(transparent)]
    Owner(#[from] owner::NotTheOwner),
    /// The gallery cannot be set up.
    #[error(transparent)]
    Gallery(#[from] OpenError),
}

/// The socket over which a running service takes commands: beside its database.
#[must_use]
pub fn operator_socket(database: &Path) -> PathBuf {
    store::beside(database, ".socket")
}

/// Has a command done, and answers with a sentence about what was.
///
/// # Errors
/// The command was refused, or neither service nor database can be had.
pub async fn operate(
    configuration: Configuration,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    command: &OperatorCommand,
) -> Result<String, OperatorError> {
    #[cfg(unix)]
    if let Some(socket) = &configuration.serving.operator_socket
        && let Some(answer) = socket::ask(socket, command).await?
    {
        return answer.map_err(OperatorError::Refused);
    }
    let database = configuration.database.clone();
    if let Database::File(path) = &database {
        if !path.exists() {
            return Err(OperatorError::NotThere(path.clone()));
        }
        owner::must_own(path)?;
    }
    let opened = tokio::task::spawn_blocking(move || Store::open(&database));
    let store = opened
        .await
        .map_err(|error| OperatorError::Refused(error.to_string()))??;
    let gallery = Gallery::new(configuration, clock, random, store)?;
    let answer = gallery.operate(command).await;
    gallery.store.close().await;
    answer.map_err(|problem| OperatorError::Refused(problem.detail))
}

impl Gallery {
    /// Does a command; what it mails and tells leaves with all other mails and events.
    pub(crate) async fn operate(&self, command: &OperatorCommand) -> Result<String, Problem> {
        match command.clone() {
            OperatorCommand::Lock { username, reason } => {
                let account = self.run(&LockAccount { username, reason }).await?;
                Ok(format!("{} is locked.", account.username))
            }
            OperatorCommand::Unlock { username } => {
                let account = self.run(&UnlockAccount { username }).await?;
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
                Ok(format!("{username} is deleted."))
            }
            OperatorCommand::NameRequests => self.name_requests().await,
            OperatorCommand::RefuseName { username, reason } => {
                self.refuse_rename(&username, &reason).await?;
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
            accounts: self.accounts_of_change_of(&username).await?,
            username,
            decide,
            reason,
        };
        self.run(&command).await?;
        let username = &command.username;
        Ok(match decide {
            Decide::Undo => format!("The change of the login of {username} is undone; the account is free."),
            Decide::Keep => format!("The change of the login of {username} is kept for good; the account is free."),
        })
    }

    /// Keeps what was seen of a provider, and goes by it at once where it is this gallery's.
    async fn note_provider(&self, command: &NoteProvider) -> Result<String, Problem> {
        let seen = self.run(command).await?;
        if seen.client == self.provider_client() {
            self.identity.take_up(&seen);
        }
        Ok("What was seen is kept.".to_owned())
    }

    /// The texts of a list in their order, one a line.
    async fn show_list(&self, list: OperatorList) -> Result<String, Problem> {
        let found = self.store.load(vec![Need::AllListed(list)]).await;
        let mut found = found.map_err(|error| self.unreadable(&error))?;
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
