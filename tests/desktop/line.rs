//! The line between the app and a gallery. It can be held: the gallery hears what is asked and does it, and no answer comes
//! back.

use anyhow::Result;
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};
use tests::session::eventually::{PATIENCE, eventually};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, tcp},
};

/// A line from a port of its own to a gallery's.
pub(crate) struct Line {
    /// Where the app finds the gallery.
    pub port: u16,
    hold: Arc<Hold>,
}

#[derive(Default)]
struct Hold {
    /// The beginning of the request that is held, while it is waited for.
    request: Mutex<Option<&'static str>>,
    /// Whether nothing comes back.
    on: AtomicBool,
    /// Whether the gallery has answered since.
    answered: AtomicBool,
}

impl Line {
    /// Opens it to a gallery that listens at this port, or will.
    pub(crate) async fn to(gallery: u16) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let hold = Arc::new(Hold::default());
        let known = hold.clone();
        tokio::spawn(async move {
            while let Ok((app, _)) = listener.accept().await {
                tokio::spawn(carry(app, gallery, known.clone()));
            }
        });
        Ok(Self { port, hold })
    }

    /// From the request on that begins like this, nothing comes back.
    pub(crate) fn hold(&self, request: &'static str) {
        self.hold.answered.store(false, Ordering::SeqCst);
        *self.hold.request() = Some(request);
    }

    /// Waits until the gallery has answered it.
    pub(crate) async fn is_held(&self) -> Result<()> {
        eventually(PATIENCE, "the answer that is held", || async {
            Ok(self.hold.answered.load(Ordering::SeqCst).then_some(()))
        })
        .await
    }

    /// Whatever is asked from now on is answered.
    pub(crate) fn release(&self) {
        *self.hold.request() = None;
        self.hold.on.store(false, Ordering::SeqCst);
    }
}

impl Hold {
    fn request(&self) -> std::sync::MutexGuard<'_, Option<&'static str>> {
        self.request.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this is the request that is waited for.
    fn strikes(&self, sent: &[u8]) -> bool {
        let struck = self
            .request()
            .is_some_and(|request| sent.starts_with(request.as_bytes()));
        if struck {
            self.on.store(true, Ordering::SeqCst);
        }
        struck
    }
}

async fn carry(app: TcpStream, gallery: u16, hold: Arc<Hold>) {
    let Ok(gallery) = TcpStream::connect(("127.0.0.1", gallery)).await else {
        return;
    };
    let struck = Arc::new(AtomicBool::new(false));
    let (from_app, to_app) = app.into_split();
    let (from_gallery, to_gallery) = gallery.into_split();
    tokio::join!(
        asks(from_app, to_gallery, &hold, &struck),
        answers(from_gallery, to_app, &hold, &struck)
    );
}

async fn asks(mut app: tcp::OwnedReadHalf, mut gallery: tcp::OwnedWriteHalf, hold: &Hold, struck: &AtomicBool) {
    let mut sent = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = app.read(&mut sent).await {
        if hold.strikes(&sent[..count]) {
            struck.store(true, Ordering::SeqCst);
        }
        if gallery.write_all(&sent[..count]).await.is_err() {
            return;
        }
    }
}

/// While it is held, what the gallery says is lost, on every line, and so are the lines.
async fn answers(mut gallery: tcp::OwnedReadHalf, mut app: tcp::OwnedWriteHalf, hold: &Hold, struck: &AtomicBool) {
    let mut said = vec![0; 16 * 1024];
    let mut lost = false;
    while let Ok(count @ 1..) = gallery.read(&mut said).await {
        if struck.load(Ordering::SeqCst) {
            hold.answered.store(true, Ordering::SeqCst);
        }
        lost |= hold.on.load(Ordering::SeqCst);
        if !lost && app.write_all(&said[..count]).await.is_err() {
            return;
        }
    }
}
