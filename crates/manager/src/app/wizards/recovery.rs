//! What wizards that lead back into an account keep beside their state: the secret of a request for a mail, a recovery
//! session's token, and the full session with which they end.

use super::want::recovery_session;
use crate::{app::App, model::PageKey};
use contract::desktop::wizard::{Block, Choice};
use vault::Key;
use wizards::Input;

impl App {
    /// A wizard is over or stopped: its request and its recovery session with it.
    pub(super) fn forget_way_back(&mut self, id: &str) {
        let wizard = self.model.wizard(id);
        let recovers = wizard.is_some_and(|wizard| matches!(wizard.state, wizards::wizard::State::Recover(_)));
        if !recovers {
            return;
        }
        let gallery = wizard.map(|wizard| wizard.gallery.clone()).unwrap_or_default();
        let session = recovery_session(id);
        let token = self.tokens.remove(&session);
        // Linking ended it already; one that was not used is ended here.
        if let Some(token) = token.filter(|_| self.model.wizard(id).is_some_and(|wizard| !wizard.is_over())) {
            self.end_at_gallery(&gallery, token);
        }
        let vault = self.ports.vault.clone();
        self.in_keyring(async move {
            vault.remove(&Key::Session(session)).await;
            |_: &mut App| {}
        });
    }

    /// Where codes are to be shown that this run of the app does not have, the machine asks for them again.
    pub(super) fn show_codes_again(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id).filter(|_| !self.model.codes.contains_key(id)) else {
            return;
        };
        let sheet = wizard.sheet(&self.scene(id));
        if sheet.blocks.contains(&Block::Codes) {
            let (choice, target) = (Choice::ShowCodes, None);
            self.feed(id, Input::Chose { choice, target });
        }
    }

    /// The person wants to sign in instead: the wizard ends, and a sign-in begins.
    pub(super) fn sign_in_instead(&mut self, id: &str) {
        let Some(gallery) = self.model.wizard(id).map(|wizard| wizard.gallery.clone()) else {
            return;
        };
        self.drop_wizard(id);
        self.go(PageKey::Welcome);
        self.start_sign_in(&gallery);
    }
}
