//! What of the state is on the disk.

use super::{App, wizards};
use crate::sign_in::{KIND, SignInWizard, VERSION};
use ::wizards::Wizard;
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
            kind: KIND.to_owned(),
            version: VERSION,
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

/// What was under way when the app ended.
#[derive(Default)]
pub(super) struct UnderWay {
    pub sign_ins: Vec<SignInWizard>,
    pub wizards: Vec<Wizard>,
    /// The ids of what this version cannot read: it is of another version's form, or damaged.
    pub unreadable: Vec<String>,
}

impl UnderWay {
    pub fn read(records: &[WizardRecord]) -> Self {
        let mut saved = Self::default();
        for record in records {
            if let Some(sign_in) = sign_in(record) {
                saved.sign_ins.push(sign_in);
            } else if let Some(wizard) = wizards::read(record) {
                saved.wizards.push(wizard);
            } else {
                saved.unreadable.push(record.id.clone());
            }
        }
        saved
    }
}

/// A saved sign-in; nothing where this version cannot read its form.
fn sign_in(record: &WizardRecord) -> Option<SignInWizard> {
    let known = record.kind == KIND && record.version == VERSION;
    let sign_in: SignInWizard = serde_json::from_str(&record.state).ok().filter(|_| known)?;
    (sign_in.id == record.id).then_some(sign_in)
}
