//! The way in from the shell: acts and links go in, views come out.

use super::{App, Input, Update};
use crate::inbox::Counts;
use contract::desktop::{Action, View};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::{self, mpsc, oneshot};

/// The way in from the shell. Cheap to clone.
#[derive(Clone)]
pub struct AppHandle {
    pub(super) inputs: mpsc::UnboundedSender<Input>,
    pub(super) views: sync::watch::Receiver<View>,
    pub(super) keeps_running: Arc<AtomicBool>,
}

impl AppHandle {
    /// Does what the person asked for, as far as it can be done at once, and gives the view after it. What takes longer
    /// shows in later views.
    pub async fn act(&self, action: Action) -> View {
        let (answer, answered) = oneshot::channel();
        let _ = self.inputs.send(Input::Act(Box::new(action), answer));
        answered.await.unwrap_or_else(|_| self.view())
    }

    /// Puts a link into the inbox. Any text may be given: what is no link of this app is inert.
    pub fn offer_link(&self, link: &str) {
        let _ = self.inputs.send(Input::Link(link.to_owned()));
    }

    /// Starts what must not delay the first paint: the keyring, refreshing, event streams.
    pub fn begin(&self) {
        let _ = self.inputs.send(Input::Begin);
    }

    /// The present view.
    #[must_use]
    pub fn view(&self) -> View {
        self.views.borrow().clone()
    }

    /// The views from now on.
    #[must_use]
    pub fn views(&self) -> sync::watch::Receiver<View> {
        self.views.clone()
    }

    /// How many links were dropped so far, by reason.
    pub async fn link_counts(&self) -> Counts {
        let (answer, answered) = oneshot::channel();
        let ask: Update = Box::new(move |app: &mut App| {
            let _ = answer.send(app.inbox.counts());
        });
        let _ = self.inputs.send(Input::Update(ask));
        answered.await.unwrap_or_default()
    }

    /// Says whether a tray icon is shown, which the shell learns after the first paint.
    pub fn set_tray(&self, shown: bool) {
        let _ = self
            .inputs
            .send(Input::Update(Box::new(move |app| app.model.tray = shown)));
    }

    /// Whether the app goes on in the tray when its window is closed, as the person chose.
    #[must_use]
    pub fn keeps_running(&self) -> bool {
        self.keeps_running.load(Ordering::SeqCst)
    }

    /// The window was closed, and the app goes on in the tray: told the first time.
    pub fn closed_to_tray(&self) {
        let _ = self.inputs.send(Input::Update(Box::new(App::tell_of_tray)));
    }

    /// Ends the app's task.
    pub fn stop(&self) {
        let _ = self.inputs.send(Input::Stop);
    }
}
