//! A proxy before the gallery that ends what has gone silent: a stream of events has no end of its own, and a fuzzer waits
//! for the end of every answer.

use std::{io, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy},
    net::{
        TcpListener, TcpStream,
        tcp::{ReadHalf, WriteHalf},
    },
    time::timeout,
};

/// For how long a stream may say nothing before it is ended.
const SILENCE: Duration = Duration::from_millis(150);

/// The end of a body that is sent in chunks.
const LAST_CHUNK: &[u8] = b"0\r\n\r\n";

/// Serves before the gallery of this origin, and answers with the origin to ask instead.
pub async fn serve_before(origin: &str) -> String {
    let gallery = origin.trim_start_matches("http://").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(relay(client, gallery.clone()));
        }
    });
    format!("http://{address}")
}

async fn relay(mut client: TcpStream, gallery: String) -> io::Result<()> {
    let mut gallery = TcpStream::connect(gallery).await?;
    let ((mut asked, mut answered), (mut says, mut hears)) = (client.split(), gallery.split());
    tokio::select! {
        gone = copy(&mut asked, &mut hears) => gone.map(drop),
        done = answer(&mut says, &mut answered) => done,
    }
}

/// Passes one answer on, the last of its connection.
async fn answer(says: &mut ReadHalf<'_>, to: &mut WriteHalf<'_>) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    let read = says.read(&mut buffer).await?;
    let begun = String::from_utf8_lossy(&buffer[..read]).into_owned();
    let line = begun.find("\r\n").map_or(read, |at| at + 2);
    to.write_all(&buffer[..line]).await?;
    to.write_all(b"connection: close\r\n").await?;
    to.write_all(&buffer[line..read]).await?;
    let streams = begun.to_ascii_lowercase().contains("content-type: text/event-stream");
    loop {
        let read = if streams {
            timeout(SILENCE, says.read(&mut buffer)).await
        } else {
            Ok(says.read(&mut buffer).await)
        };
        match read {
            Ok(Ok(0)) => return Ok(()),
            Ok(read) => to.write_all(&buffer[..read?]).await?,
            // Every message is a chunk, and none is under way.
            Err(_) => return to.write_all(LAST_CHUNK).await,
        }
    }
}
