//! How a wizard ends: its sign-ins and its secrets end with it.

use super::sign_in_of;
use crate::app::App;
use wizards::{Slot, Wizard};

impl App {
    pub(super) fn leave_wizard(&mut self, id: &str) {
        let profile = self.model.wizard(id).and_then(|wizard| wizard.profile.clone());
        self.drop_wizard(id);
        let home = match profile {
            Some(profile) => self.model.page_of(&profile),
            None => self.model.home(),
        };
        self.go(home);
    }

    /// What is over needs none of its secrets.
    pub(super) fn end_what_is_over(&mut self, id: &str) {
        if self.model.wizard(id).is_some_and(Wizard::is_over) {
            self.forget_secrets(id);
            self.forget_way_back(id);
        }
    }

    /// Removes a wizard with its sign-ins and its secrets.
    pub(in crate::app) fn drop_wizard(&mut self, id: &str) {
        // Those that were never begun have nothing in the keyring or on the disk.
        let begun: Vec<String> = Slot::ALL
            .iter()
            .map(|slot| sign_in_of(id, *slot))
            .filter(|sign_in| self.model.sign_in(sign_in).is_some())
            .collect();
        for sign_in in begun {
            self.drop_sign_in(&sign_in);
        }
        self.forget_secrets(id);
        self.forget_way_back(id);
        self.drop_request_secret(id);
        self.unsaved.remove(id);
        self.calls.remove(id);
        self.outdated.remove(id);
        self.looked.remove(id);
        self.model.forms.remove(id);
        self.saved(self.ports.state.remove_wizard(id));
        self.model.wizards.retain(|wizard| wizard.id != id);
    }

    /// The wizards for this account, or at this gallery, end with it.
    pub(in crate::app) fn drop_wizards(&mut self, which: impl Fn(&Wizard) -> bool) {
        let ids: Vec<String> = self
            .model
            .wizards
            .iter()
            .filter(|wizard| which(wizard))
            .map(|wizard| wizard.id.clone())
            .collect();
        for id in ids {
            self.drop_wizard(&id);
        }
    }

    /// What was typed, and what was shown once.
    fn forget_secrets(&mut self, id: &str) {
        self.typed.retain(|(wizard, _), _| wizard != id);
        self.model.codes.remove(id);
        self.model.key_texts.remove(id);
    }
}
