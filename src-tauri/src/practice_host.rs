//! The practice gallery inside the app: started when it is first used.

use contract::{Code, Problem, Timestamp, desktop::view::Mail};
use futures::future::BoxFuture;
use manager::ports::PracticeHost;
use practice::gallery::{PracticeClock, PracticeGallery};
use std::{path::PathBuf, sync::Arc};
use tokio::sync::Mutex;
use url::Url;

/// The practice gallery of this app, in its folder.
#[derive(Clone)]
pub struct EmbeddedPractice {
    folder: PathBuf,
    clock: Arc<PracticeClock>,
    running: Arc<Mutex<Option<PracticeGallery>>>,
}

impl EmbeddedPractice {
    /// A practice gallery that keeps its state in this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            clock: Arc::new(PracticeClock::of(&folder)),
            folder,
            running: Arc::default(),
        }
    }
}

impl PracticeHost for EmbeddedPractice {
    fn origin(&self) -> BoxFuture<'static, Result<Url, Problem>> {
        let this = self.clone();
        Box::pin(async move {
            let mut running = this.running.lock().await;
            if let Some(gallery) = running.as_ref() {
                return Ok(gallery.origin());
            }
            let gallery = PracticeGallery::start(&this.folder, this.clock.clone())
                .await
                .map_err(|error| failed(&error))?;
            let origin = gallery.origin();
            *running = Some(gallery);
            Ok(origin)
        })
    }

    fn mails(&self) -> BoxFuture<'static, Vec<Mail>> {
        let this = self.clone();
        Box::pin(async move {
            if this.origin().await.is_err() {
                return Vec::new();
            }
            match this.running.lock().await.as_ref() {
                Some(gallery) => gallery.mails().await,
                None => Vec::new(),
            }
        })
    }

    fn ahead(&self) -> i64 {
        self.clock.ahead()
    }

    fn let_time_pass(&self, until: Timestamp) -> BoxFuture<'static, Result<(), Problem>> {
        let this = self.clone();
        Box::pin(async move {
            this.origin().await?;
            this.clock.pass_until(until).map_err(|error| failed(&error.into()))?;
            if let Some(gallery) = this.running.lock().await.as_ref() {
                gallery.catch_up().await;
            }
            Ok(())
        })
    }

    fn start_over(&self) -> BoxFuture<'static, Result<(), Problem>> {
        let this = self.clone();
        Box::pin(async move {
            let mut running = this.running.lock().await;
            if let Some(gallery) = running.take() {
                gallery.stop().await;
            }
            this.clock.start_over();
            PracticeGallery::erase(&this.folder).map_err(|error| failed(&error))
        })
    }
}

fn failed(error: &anyhow::Error) -> Problem {
    tracing::error!(%error, "the practice gallery failed");
    Problem::new(Code::GalleryUnreachable, "the practice gallery could not be started")
}
