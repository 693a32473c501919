//! What of the state is on the disk.

use super::App;
use cache::WizardRecord;

impl App {
    pub(super) fn save_setting(&self, name: &str, value: &str) {
        self.saved(self.ports.state.set_setting(name, value));
    }

    pub(super) fn save_sign_in(&self, id: &str) {
        let Some(wizard) = self.model.sign_in(id) else { return };
        let Ok(state) = serde_json::to_string(wizard) else {
            return;
        };
        let record = WizardRecord {
            id: wizard.id.clone(),
            kind: crate::sign_in::KIND.to_owned(),
            version: crate::sign_in::VERSION,
            gallery: wizard.gallery.clone(),
            state,
            started_at: wizard.started_at,
            saved_at: self.now(),
        };
        self.saved(self.ports.state.put_wizard(&record));
    }

    /// A failure to save is told in the log; the state in memory goes on, so the person loses nothing that they see.
    /// Gives whether it was saved.
    pub(super) fn saved<E: std::fmt::Display>(&self, result: Result<(), E>) -> bool {
        if let Err(error) = &result {
            tracing::error!(%error, "state.db could not be written");
        }
        result.is_ok()
    }
}
