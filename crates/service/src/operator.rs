//! An operator's commands (rules 3.10, 8.13): run by the service that has the database open, or on the database itself
//! where none has.

mod command;
mod run;
#[cfg(unix)]
mod socket;

pub use command::{OperatorCommand, OperatorKey};

use crate::{
    configuration::{Configuration, Database},
    gallery::Gallery,
    owner,
    service::OpenError,
    store::{self, OpenStoreError, Store},
};
use ambient::{Clock, Random};
#[cfg(unix)]
pub(crate) use socket::serve;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::time::sleep;

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The command was refused; nothing was changed.
    #[error("{0}")]
    Refused(String),
    /// The service that runs could not be asked; nothing was changed.
    #[error("the service that runs could not be asked: {0}")]
    Socket(std::io::Error),
    /// The service that runs was asked, and its answer was not heard: why not, and what is known of the command.
    #[error("the service that runs was asked, but {0}: {1}")]
    Unanswered(&'static str, &'static str),
    /// There is no database to do it in.
    #[error("no service runs, and there is no database {0}")]
    NotThere(PathBuf),
    /// This user may not look at the database, nor at the socket beside it.
    #[error("{0} cannot be looked at: run this as the user that the service runs as")]
    Hidden(PathBuf, #[source] std::io::Error),
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

/// How long is waited for a database that has no socket and is in use: by another command, or by a service that starts or
/// lets its last requests finish.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long until it is looked at again.
const PAUSE: Duration = Duration::from_millis(50);

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
    let until = Instant::now() + PATIENCE;
    let store = loop {
        #[cfg(unix)]
        if let Some(socket) = &configuration.serving.operator_socket
            && let Some(answer) = socket::ask(socket, command).await?
        {
            return answer.map_err(OperatorError::Refused);
        }
        match open(&configuration.database).await {
            Err(OperatorError::Store(OpenStoreError::InUse)) if Instant::now() < until => sleep(PAUSE).await,
            opened => break opened?,
        }
    };
    let gallery = Gallery::new(configuration, clock, random, store)?;
    let answer = gallery.operate(command).await;
    gallery.store.close().await;
    answer.map_err(|problem| OperatorError::Refused(problem.detail))
}

/// Opens the database for one command; makes none.
async fn open(database: &Database) -> Result<Store, OperatorError> {
    if let Database::File(path) = database {
        if !owner::is_there(path).map_err(|error| OperatorError::Hidden(path.clone(), error))? {
            return Err(OperatorError::NotThere(path.clone()));
        }
        owner::must_own(path)?;
    }
    let database = database.clone();
    let opened = tokio::task::spawn_blocking(move || Store::open(&database)).await;
    Ok(opened.map_err(|error| OperatorError::Refused(error.to_string()))??)
}
