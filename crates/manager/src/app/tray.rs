//! Closing the window: the app goes on in the tray, or quits.

use super::App;
use crate::notify;
use std::sync::atomic::Ordering;

/// The setting that says that the person was told.
const TOLD: &str = "tray_told";

impl App {
    pub(super) fn set_keeps_running(&mut self, on: bool) {
        self.save_setting("keeps_running", if on { "on" } else { "off" });
        self.model.keeps_running = on;
        self.keeps_running.store(on, Ordering::SeqCst);
    }

    /// Whoever closed the window for the first time may think that the app has quit. Who wants no notifications is told
    /// once they do.
    pub(super) fn tell_of_tray(&mut self) {
        let told = self.ports.state.setting(TOLD).ok().flatten().is_some();
        if told || !self.model.tray || !self.model.notifications {
            return;
        }
        self.save_setting(TOLD, "yes");
        self.notify(notify::goes_on_in_tray(self.tongue()));
    }
}
