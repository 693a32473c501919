//! The way to the service that runs: one line of JSON there, one back. Only its own user and root get an answer.

use super::{OperatorCommand, OperatorError};
use crate::{
    gallery::Gallery,
    listener::{NO_ROOM, told},
};
use std::{fs, io, os::unix::fs::PermissionsExt, path::Path, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{UnixListener, UnixStream},
    time::timeout,
};

/// How long one command may take on its way there and back.
const LIMIT: Duration = Duration::from_secs(60);

/// The longest command, in bytes.
const COMMAND: u64 = 64 * 1024;

/// The longest answer, in bytes. It comes from who has the database, and lists what others put there.
const ANSWER: u64 = 256 * 1024 * 1024;

/// What is said of a longer command, by whoever sees it first.
const TOO_LONG: &str = "the command is longer than 64 KiB, and was not done";

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
                        tokio::spawn(timeout(LIMIT, answer(stream, Arc::clone(&gallery))));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "no operator's command can be taken");
                        tokio::time::sleep(NO_ROOM).await;
                    }
                },
                () = told(&mut stopping) => break,
            }
        }
        fs::remove_file(path).ok();
    })
}

async fn answer(mut stream: UnixStream, gallery: Arc<Gallery>) -> io::Result<()> {
    let peer = stream.peer_cred()?.uid();
    if peer != 0 && peer != rustix::process::geteuid().as_raw() {
        tracing::warn!(peer, "another user asked for an operator's command");
        return Ok(());
    }
    let line = read_line(&mut stream, COMMAND).await?;
    let answer: Answer = match serde_json::from_str::<OperatorCommand>(&line) {
        Ok(command) => gallery.operate(&command).await.map_err(|problem| problem.detail),
        Err(_) if is_cut_off(&line, COMMAND) => Err(TOO_LONG.to_owned()),
        Err(_) => Err("the service that runs does not know this command; it is of another version".to_owned()),
    };
    stream
        .write_all(format!("{}\n", serde_json::to_string(&answer)?).as_bytes())
        .await
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
/// The command is too long, or it does not answer, or not as it should.
pub async fn ask(socket: &Path, command: &OperatorCommand) -> Result<Option<Answer>, OperatorError> {
    let command = format!(
        "{}\n",
        serde_json::to_string(command).map_err(|error| OperatorError::Socket(error.into()))?
    );
    let mut stream = match UnixStream::connect(socket).await {
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
    let exchange = async {
        stream.write_all(command.as_bytes()).await?;
        let line = read_line(&mut stream, ANSWER).await?;
        if line.is_empty() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "it does not take commands from this user",
            ));
        }
        if is_cut_off(&line, ANSWER) {
            return Err(io::Error::other(
                "its answer is longer than 256 MiB; the command was done",
            ));
        }
        serde_json::from_str(&line).map_err(io::Error::other)
    };
    let answered = timeout(LIMIT, exchange).await.map_err(io::Error::other);
    answered
        .and_then(|answer| answer)
        .map(Some)
        .map_err(OperatorError::Socket)
}
