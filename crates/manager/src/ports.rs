//! What the app needs of the world, each behind a trait, so that it runs the same under a window and under a test.

use ambient::{Clock, Random};
use cache::{Cache, State};
use contract::{
    Problem, Secret, Timestamp,
    desktop::{
        Action,
        view::{LinkHandler, Mail},
    },
};
use futures::future::BoxFuture;
use std::sync::Arc;
use url::Url;
use vault::Vault;

/// The system browser.
pub trait Browser: Send + Sync + 'static {
    /// Opens an `http` or `https` address. The address of a sign-in is a secret: it holds state and nonce.
    ///
    /// # Errors
    /// A problem with [`contract::Code::BrowserNotOpened`] where no browser could be started.
    fn open(&self, address: &Secret) -> Result<(), Problem>;
}

/// The clipboard.
pub trait Clipboard: Send + Sync + 'static {
    /// Puts the text on the clipboard.
    ///
    /// # Errors
    /// A problem where there is no clipboard.
    fn copy(&self, text: &Secret) -> Result<(), Problem>;
}

/// A desktop notification: no e-mail addresses, no secrets, since a lock screen may show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The headline.
    pub title: String,
    /// One or two sentences.
    pub body: String,
    /// What a click does: it opens the exact page.
    pub opens: Action,
}

/// The desktop's notifications.
pub trait Notifier: Send + Sync + 'static {
    /// Shows a notification; best effort, since the same also stands in the app.
    fn notify(&self, notification: Notification);
}

/// The app's one window.
pub trait Window: Send + Sync + 'static {
    /// Shows it, unminimised and in front.
    fn show(&self);
}

/// The registration of the app for its links.
pub trait LinkRegistration: Send + Sync + 'static {
    /// Who opens the app's links now.
    fn handler(&self) -> LinkHandler;
    /// Registers this app.
    ///
    /// # Errors
    /// A problem where the desktop does not take the registration.
    fn repair(&self) -> Result<(), Problem>;
}

/// The practice gallery, inside the app, started when it is first used.
pub trait PracticeHost: Send + Sync + 'static {
    /// The gallery's origin; starts it if it is not running.
    fn origin(&self) -> BoxFuture<'static, Result<Url, Problem>>;
    /// The mails it has sent, the latest first.
    fn mails(&self) -> BoxFuture<'static, Vec<Mail>>;
    /// How far its time is ahead of this computer's, in seconds.
    fn ahead(&self) -> i64;
    /// Lets its time pass until just after then.
    fn let_time_pass(&self, until: Timestamp) -> BoxFuture<'static, Result<(), Problem>>;
    /// Puts it back to its beginning, in the present.
    fn start_over(&self) -> BoxFuture<'static, Result<(), Problem>>;
}

/// Whether this computer is to be spared.
pub trait Power: Send + Sync + 'static {
    /// Whether it saves its battery now. Where nobody can say, it does not.
    fn saves_battery(&self) -> BoxFuture<'static, bool>;
}

/// The folder into which the person's browser saves, too.
pub trait Downloads: Send + Sync + 'static {
    /// Saves a text there under this name, or under a free one like it, and shows the file to the person. Gives its name.
    ///
    /// # Errors
    /// A problem with [`contract::Code::FileNotSaved`] where it cannot be written.
    fn save(&self, name: &str, text: &str) -> Result<String, Problem>;
}

/// Everything together.
pub struct Ports {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// The browser.
    pub browser: Arc<dyn Browser>,
    /// The clipboard.
    pub clipboard: Arc<dyn Clipboard>,
    /// Notifications.
    pub notifier: Arc<dyn Notifier>,
    /// The window.
    pub window: Arc<dyn Window>,
    /// The links.
    pub links: Arc<dyn LinkRegistration>,
    /// The folder for downloads.
    pub downloads: Arc<dyn Downloads>,
    /// The battery.
    pub power: Arc<dyn Power>,
    /// The practice gallery.
    pub practice: Arc<dyn PracticeHost>,
    /// The keyring.
    pub vault: Vault,
    /// What must not be lost.
    pub state: State,
    /// What can be read again.
    pub cache: Cache,
    /// For identity providers; galleries have their own.
    pub http: reqwest::Client,
    /// nuget.org.
    pub nuget_org: nuget_org::Site,
    /// What this computer is called in lists of sessions.
    pub computer_name: String,
    /// The locale of the system, as it names it; it says what language somebody hears who chose none.
    pub locale: Option<String>,
    /// The app's version.
    pub version: String,
}
