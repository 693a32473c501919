//! An end to answers that nobody reads (rule 7.9).
//!
//! Whoever asks and then takes nothing would keep the connection's place for ever: the writing waits for room that never
//! comes. A stream of events is no exception, as it writes a comment now and then (rule 6.5).

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// A stream whose writes fail once not a byte has gone out for some time.
pub struct WriteTimeout<S> {
    stream: S,
    limit: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
    unread: Arc<AtomicBool>,
}

impl<S> WriteTimeout<S> {
    /// Around a stream.
    pub fn new(stream: S, limit: Duration) -> Self {
        Self {
            stream,
            limit,
            waiting: None,
            unread: Arc::default(),
        }
    }

    /// Whether something that was written waits for its reader.
    pub fn unread(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.unread)
    }

    /// What became of a write, or that it has waited for too long.
    fn timed(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        self.unread.store(written.is_pending(), Ordering::Relaxed);
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let limit = self.limit;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the answer is not read")))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WriteTimeout<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WriteTimeout<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.timed(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.timed(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    #[tokio::test]
    async fn what_nobody_reads_is_given_up() {
        let (ours, _theirs) = duplex(16);
        let mut stream = WriteTimeout::new(ours, Duration::from_millis(20));
        let error = stream.write_all(&[0; 17]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn each_byte_that_goes_out_begins_the_time_anew() {
        let (ours, mut theirs) = duplex(16);
        let mut stream = WriteTimeout::new(ours, Duration::from_secs(3600));
        stream.write_all(&[0; 16]).await.unwrap();
        assert!(stream.write(&[0; 16]).now_or_never().is_none());
        assert!(stream.waiting.is_some());
        theirs.read_u8().await.unwrap();
        assert_eq!(stream.write(&[0; 16]).await.unwrap(), 1);
        assert!(stream.waiting.is_none());
    }
}
