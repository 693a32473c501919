//! A test's gallery as the practice gallery of a computer.

use super::TestGallery;
use ambient::Clock;
use contract::{Code, Problem, Timestamp, desktop::view::Mail};
use futures::future::BoxFuture;
use manager::ports::PracticeHost;
use std::sync::atomic::Ordering;
use url::Url;

impl PracticeHost for TestGallery {
    fn origin(&self) -> BoxFuture<'static, Result<Url, Problem>> {
        let this = self.clone();
        Box::pin(async move {
            assert!(!this.0.panics.swap(false, Ordering::SeqCst), "a mistake in the app");
            Ok(this.0.origin.clone())
        })
    }

    fn mails(&self) -> BoxFuture<'static, Vec<Mail>> {
        let this = self.clone();
        Box::pin(async move {
            let running = this.0.running.lock().await;
            let Some(serving) = running.as_ref() else {
                return Vec::new();
            };
            let mails = serving.service.mails().await.unwrap().into_iter();
            mails
                .map(|mail| Mail {
                    id: mail.id.to_string(),
                    to: mail.to,
                    subject: mail.subject,
                    text: mail.text,
                    at: mail.at,
                })
                .collect()
        })
    }

    fn ahead(&self) -> i64 {
        0
    }

    /// The test's clock is everybody's.
    fn let_time_pass(&self, until: Timestamp) -> BoxFuture<'static, Result<(), Problem>> {
        let this = self.clone();
        Box::pin(async move {
            let ahead = until.secs_since(this.0.clock.now()) + 1;
            this.0.clock.advance_secs(ahead.max(0));
            if let Some(serving) = this.0.running.lock().await.as_ref() {
                serving.service.run_housekeeping().await;
            }
            Ok(())
        })
    }

    fn start_over(&self) -> BoxFuture<'static, Result<(), Problem>> {
        let this = self.clone();
        Box::pin(async move {
            this.0.started_over.fetch_add(1, Ordering::SeqCst);
            this.stop().await;
            for file in ["gallery.db", "gallery.db-wal", "gallery.db-shm"] {
                let _ = std::fs::remove_file(this.0.folder.path().join(file));
            }
            this.0.sign_in.start_over();
            this.start_again().await;
            this.seed().await.map_err(|_| Problem::from(Code::GalleryFailed))
        })
    }
}
