//! The wizards on the disk: saved after every step, read again at the next start.

use crate::app::App;
use cache::WizardRecord;
use wizards::Wizard;

/// The kind under which guided wizards are saved; the state says which.
const GUIDED: &str = "guided";

impl App {
    /// Saves a wizard. Where that fails nothing is decided with it until it succeeds: a decision whose key is not on the
    /// disk could be made twice.
    pub(super) fn save_wizard(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let Ok(state) = serde_json::to_string(wizard) else {
            return;
        };
        let record = WizardRecord {
            id: wizard.id.clone(),
            kind: GUIDED.to_owned(),
            version: wizard.state.version(),
            gallery: wizard.gallery.clone(),
            state,
            started_at: wizard.started_at,
            saved_at: self.now(),
        };
        if self.saved(self.ports.state.put_wizard(&record)) {
            self.unsaved.remove(id);
        } else {
            self.unsaved.insert(id.to_owned());
        }
    }

    /// Whether its present state is on the disk, after another attempt where it was not.
    pub(super) fn is_saved(&mut self, id: &str) -> bool {
        if self.unsaved.contains(id) {
            self.save_wizard(id);
        }
        !self.unsaved.contains(id)
    }
}

/// A saved wizard; nothing where this version cannot read its form.
pub(in crate::app) fn read(record: &WizardRecord) -> Option<Wizard> {
    let wizard: Wizard = serde_json::from_str(&record.state)
        .ok()
        .filter(|_| record.kind == GUIDED)?;
    (wizard.id == record.id && wizard.state.version() == record.version).then_some(wizard)
}
