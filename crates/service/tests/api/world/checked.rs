//! A service after which the consistency check runs and finds nothing (rule 8.6), however a test ends it.

use service::{OutgoingMail, Service};
use std::ops::Deref;
use tokio::runtime::Builder;

/// A service that is checked when it goes, unless the test has failed already.
pub struct Checked(Option<Service>);

impl Checked {
    pub fn new(service: Service) -> Self {
        Self(Some(service))
    }

    /// What it mailed, the latest first.
    pub async fn mails(&self) -> Vec<OutgoingMail> {
        self.0.as_ref().unwrap().mails().await.unwrap()
    }

    /// Checks and closes it.
    pub async fn close(mut self) {
        let service = self.0.take().unwrap();
        assert_eq!(service.check().await.unwrap(), Vec::<String>::new());
        service.close().await;
    }
}

impl Deref for Checked {
    type Target = Service;

    fn deref(&self) -> &Service {
        self.0.as_ref().unwrap()
    }
}

impl Drop for Checked {
    fn drop(&mut self) {
        let Some(service) = self.0.take().filter(|_| !std::thread::panicking()) else {
            return;
        };
        // Within a runtime no other can be waited for; the store answers from any.
        let checking = std::thread::spawn(move || {
            let runtime = Builder::new_current_thread().build().unwrap();
            runtime.block_on(service.check())
        });
        assert_eq!(
            checking.join().unwrap().unwrap(),
            Vec::<String>::new(),
            "after the test"
        );
    }
}
