//! What wizards that lead back into an account keep beside their state: the secret of a request for a mail, a recovery
//! session's token, and the full session with which they end.

use super::parts::recovery_session;
use crate::{app::App, model::PageKey};
use contract::{
    Secret,
    desktop::wizard::{Block, Choice},
};
use vault::{Entry, Key};
use wizards::{Input, Wizard, wizard::State};

impl App {
    /// A wizard is over or stopped: its request and its recovery session with it.
    pub(super) fn forget_way_back(&mut self, id: &str) {
        let Some(Wizard {
            state: State::Recover(recover),
            gallery,
            ..
        }) = self.model.wizard(id)
        else {
            return;
        };
        // Linking ended it already; any other is ended here, also one that an earlier run of the app opened.
        let (ended, gallery) = (recover.is_linked(), gallery.clone());
        let name = recovery_session(id);
        let known = self.tokens.remove(&name);
        let (vault, key) = (self.ports.vault.clone(), Key::Session(name));
        self.in_keyring(async move {
            let token = match (known, ended) {
                (_, true) => None,
                (Some(token), _) => Some(token),
                (None, _) => kept(vault.get(&key).await),
            };
            vault.remove(&key).await;
            move |app: &mut App| {
                if let Some(token) = token {
                    app.end_at_gallery(&gallery, token);
                }
            }
        });
    }

    /// A recovery session was opened; the one that it takes the place of is ended, as nobody could do that later.
    pub(super) fn keep_way_back(&mut self, id: &str, token: Secret) {
        let name = recovery_session(id);
        if let Some(before) = self.tokens.remove(&name) {
            let gallery = self.model.wizard(id).map(|wizard| wizard.gallery.clone());
            self.end_at_gallery(&gallery.unwrap_or_default(), before);
        }
        self.keep_token(&name, token, false);
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

fn kept(entry: Entry) -> Option<Secret> {
    let Entry::Present(bytes) = entry else { return None };
    std::str::from_utf8(&bytes)
        .ok()
        .map(|text| Secret::new(text.to_owned()))
}
