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

/// The longest command, in bytes with its line's end.
const COMMAND: u64 = 64 * 1024;

/// The longest answer, in bytes with its line's end. It comes from who has the database, and lists what others put there.
const ANSWER: u64 = 256 * 1024 * 1024;

/// What a command that is longer is answered with.
const TOO_LONG: &str = "the command is longer than 64 KiB";

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
        Err(_) if is_cut(&line) => Err(TOO_LONG.to_owned()),
        Err(_) => Err("the service that runs does not know this command; it is of another version".to_owned()),
    };
    stream
        .write_all(format!("{}\n", serde_json::to_string(&answer)?).as_bytes())
        .await
}

async fn read_line(stream: &mut UnixStream, longest: u64) -> io::Result<String> {
    let mut line = String::new();
    BufReader::new(stream.take(longest)).read_line(&mut line).await?;
    Ok(line)
}

/// Whether a command went on where no more of it was read.
fn is_cut(line: &str) -> bool {
    line.len() as u64 >= COMMAND && !line.ends_with('\n')
}

/// Asks the service that runs; nothing where none does.
///
/// # Errors
/// It does not answer, or not as it should.
pub async fn ask(socket: &Path, command: &OperatorCommand) -> Result<Option<Answer>, OperatorError> {
    let mut stream = match UnixStream::connect(socket).await {
        Ok(stream) => stream,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
            return Ok(None);
        }
        Err(error) => return Err(OperatorError::Socket(error)),
    };
    let asked = serde_json::to_string(command).map_err(|error| OperatorError::Socket(error.into()))? + "\n";
    // The service would close before it has read all of it, and nobody would hear why.
    if asked.len() as u64 > COMMAND {
        return Ok(Some(Err(TOO_LONG.to_owned())));
    }
    let exchange = async {
        stream.write_all(asked.as_bytes()).await?;
        let line = read_line(&mut stream, ANSWER).await?;
        if line.is_empty() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "it does not take commands from this user",
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
