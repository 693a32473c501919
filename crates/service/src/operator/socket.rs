//! The way to the service that runs: one line of JSON there, one back. Only its own user and root get an answer.

use super::{OperatorCommand, OperatorError};
use crate::{
    gallery::Gallery,
    listener::{NO_ROOM, stopped},
};
use std::{fs, io, os::unix::fs::PermissionsExt, path::Path, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{UnixListener, UnixStream},
    time::timeout,
};

/// How long a command may be on its way to the service, and an answer on its way back.
const LIMIT: Duration = Duration::from_secs(60);

/// How long is waited for an answer, with the way there and back. The service never stops a command that it has begun, as
/// what is in its queue is done all the same.
const PATIENCE: Duration = Duration::from_secs(150);

/// The longest command, in bytes.
const COMMAND: u64 = 64 * 1024;

/// The longest answer, in bytes. It comes from who has the database, and lists what others put there.
const ANSWER: u64 = 256 * 1024 * 1024;

/// What is said of a longer command, by whoever sees it first.
const TOO_LONG: &str = "the command is longer than 64 KiB, and was not done";

/// What is said to another user.
const NOT_YOURS: &str = "the service takes commands from its own user and root only; the command was not done";

/// What is known of a command that reached the service, and whose answer did not come back.
const UNKNOWN: &str = "it is not known whether the command was done; the service's log says what was";

/// What comes back: a sentence about what was done, or why nothing was.
type Answer = Result<String, String>;

/// Takes commands at this socket until the service stops.
///
/// # Errors
/// The socket cannot be made.
pub fn serve(socket: &Path, gallery: Arc<Gallery>) -> io::Result<impl Future<Output = ()> + Send + 'static> {
    // Who has the database's lock is the only one here: a socket that is there is from a run that was cut off.
    match fs::remove_file(socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(socket)?;
    fs::set_permissions(socket, fs::Permissions::from_mode(0o600))?;
    let path = socket.to_owned();
    Ok(async move {
        let mut stopping = gallery.stopping();
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        tokio::spawn(answer(stream, Arc::clone(&gallery)));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "no operator's command can be taken");
                        tokio::time::sleep(NO_ROOM).await;
                    }
                },
                () = stopped(&mut stopping) => break,
            }
        }
        fs::remove_file(path).ok();
    })
}

async fn answer(mut stream: UnixStream, gallery: Arc<Gallery>) -> io::Result<()> {
    let peer = stream.peer_cred()?.uid();
    let answer = if peer == 0 || peer == rustix::process::geteuid().as_raw() {
        let line = timeout(LIMIT, read_line(&mut stream, COMMAND)).await??;
        operated(&line, &gallery).await
    } else {
        tracing::warn!(peer, "another user asked for an operator's command");
        Err(NOT_YOURS.to_owned())
    };
    let answer = format!("{}\n", serde_json::to_string(&answer)?);
    timeout(LIMIT, stream.write_all(answer.as_bytes())).await?
}

async fn operated(line: &str, gallery: &Gallery) -> Answer {
    match serde_json::from_str::<OperatorCommand>(line) {
        Ok(command) => gallery.operate(&command).await.map_err(|problem| problem.detail),
        Err(_) if is_cut_off(line, COMMAND) => Err(TOO_LONG.to_owned()),
        Err(_) => Err("the service that runs does not know this command; it is of another version".to_owned()),
    }
}

/// A line, or as much of it as may be read.
async fn read_line(stream: &mut UnixStream, most: u64) -> io::Result<String> {
    let mut line = Vec::new();
    BufReader::new(stream.take(most)).read_until(b'\n', &mut line).await?;
    // What is cut off may be cut within a character.
    Ok(String::from_utf8_lossy(&line).into_owned())
}

/// Whether a line ended because no more of it may be read.
fn is_cut_off(line: &str, most: u64) -> bool {
    !line.ends_with('\n') && u64::try_from(line.len()).is_ok_and(|length| length >= most)
}

/// Asks the service that runs; nothing where none does.
///
/// # Errors
/// The command is too long or cannot be brought to it, and was not done; or, as [`OperatorError::Unanswered`], its answer
/// does not come or cannot be read.
pub async fn ask(socket: &Path, command: &OperatorCommand) -> Result<Option<Answer>, OperatorError> {
    ask_within(socket, command, PATIENCE).await
}

async fn ask_within(
    socket: &Path,
    command: &OperatorCommand,
    patience: Duration,
) -> Result<Option<Answer>, OperatorError> {
    let command = format!(
        "{}\n",
        serde_json::to_string(command).map_err(|error| OperatorError::Socket(error.into()))?
    );
    let stream = match UnixStream::connect(socket).await {
        Ok(stream) => stream,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
            return Ok(None);
        }
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Err(OperatorError::Hidden(socket.to_owned(), error));
        }
        Err(error) => return Err(OperatorError::Socket(error)),
    };
    if u64::try_from(command.len()).is_ok_and(|length| length > COMMAND) {
        return Err(OperatorError::Refused(TOO_LONG.to_owned()));
    }
    timeout(patience, exchange(stream, &command))
        .await
        .unwrap_or(Err(OperatorError::Unanswered(
            "its answer did not come in time",
            UNKNOWN,
        )))
        .map(Some)
}

async fn exchange(mut stream: UnixStream, command: &str) -> Result<Answer, OperatorError> {
    let written = stream.write_all(command.as_bytes()).await;
    let read = read_line(&mut stream, ANSWER).await;
    match (read, written) {
        (Ok(line), _) if line.ends_with('\n') => {
            let unlike = OperatorError::Unanswered("its answer is of another version", UNKNOWN);
            serde_json::from_str(&line).map_err(|_| unlike)
        }
        (Ok(line), _) if is_cut_off(&line, ANSWER) => Err(OperatorError::Unanswered(
            "its answer is longer than 256 MiB",
            "the command was done",
        )),
        // Nothing is done before its line is there.
        (_, Err(error)) => Err(OperatorError::Socket(error)),
        (_, Ok(())) => Err(OperatorError::Unanswered("its answer ended early", UNKNOWN)),
    }
}

#[cfg(test)]
mod tests;
