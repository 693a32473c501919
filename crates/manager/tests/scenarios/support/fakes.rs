//! The parts of the desktop that a test plays.

use super::PATIENCE;
use contract::{Code, Problem, Secret, desktop::view::LinkHandler};
use futures::future::BoxFuture;
use manager::ports::{Browser, Clipboard, Downloads, LinkRegistration, Notification, Notifier, Power, Window};
use std::sync::{
    Mutex,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};
use tokio::{sync::mpsc, time::timeout};

/// Takes the addresses that the app opens.
pub struct SystemBrowser {
    opened: mpsc::UnboundedSender<String>,
    taken: tokio::sync::Mutex<mpsc::UnboundedReceiver<String>>,
    pub is_missing: AtomicBool,
}

impl Default for SystemBrowser {
    fn default() -> Self {
        let (opened, taken) = mpsc::unbounded_channel();
        Self {
            opened,
            taken: tokio::sync::Mutex::new(taken),
            is_missing: AtomicBool::new(false),
        }
    }
}

impl SystemBrowser {
    /// The next address that was opened.
    pub async fn next(&self) -> String {
        let mut taken = self.taken.lock().await;
        let next = timeout(PATIENCE, taken.recv()).await;
        next.expect("a page was opened in time").expect("the browser")
    }

    /// Whether nothing was opened since.
    pub async fn is_quiet(&self) -> bool {
        self.taken.lock().await.try_recv().is_err()
    }
}

impl Browser for SystemBrowser {
    fn open(&self, address: &Secret) -> Result<(), Problem> {
        if self.is_missing.load(Ordering::SeqCst) {
            return Err(Code::BrowserNotOpened.into());
        }
        self.opened.send(address.expose().to_owned()).unwrap();
        Ok(())
    }
}

#[derive(Default)]
pub struct FakeClipboard(pub Mutex<Option<String>>);

impl Clipboard for FakeClipboard {
    fn copy(&self, text: &Secret) -> Result<(), Problem> {
        *self.0.lock().unwrap() = Some(text.expose().to_owned());
        Ok(())
    }
}

#[derive(Default)]
pub struct FakeNotifier(pub Mutex<Vec<Notification>>);

impl Notifier for FakeNotifier {
    fn notify(&self, notification: Notification) {
        self.0.lock().unwrap().push(notification);
    }
}

#[derive(Default)]
pub struct FakeWindow(pub AtomicUsize);

impl Window for FakeWindow {
    fn show(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Takes the files that the app saves.
#[derive(Default)]
pub struct FakeDownloads {
    pub files: Mutex<Vec<(String, String)>>,
    pub is_full: AtomicBool,
}

impl Downloads for FakeDownloads {
    fn save(&self, name: &str, text: &str) -> Result<String, Problem> {
        if self.is_full.load(Ordering::SeqCst) {
            return Err(Code::FileNotSaved.into());
        }
        self.files.lock().unwrap().push((name.to_owned(), text.to_owned()));
        Ok(name.to_owned())
    }
}

/// Whether the battery is saved.
#[derive(Default)]
pub struct FakePower {
    pub saves: AtomicBool,
}

impl Power for FakePower {
    fn saves_battery(&self) -> BoxFuture<'static, bool> {
        let saves = self.saves.load(Ordering::SeqCst);
        Box::pin(async move { saves })
    }
}

#[derive(Default)]
pub struct FakeLinks(pub AtomicBool);

impl LinkRegistration for FakeLinks {
    fn handler(&self) -> LinkHandler {
        if self.0.load(Ordering::SeqCst) {
            LinkHandler::Ours
        } else {
            LinkHandler::None
        }
    }

    fn repair(&self) -> Result<(), Problem> {
        self.0.store(true, Ordering::SeqCst);
        Ok(())
    }
}
