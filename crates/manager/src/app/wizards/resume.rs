//! How the wizards of an earlier run of the app go on after a start.

use super::{parts, request_secret, sign_in_of};
use crate::{
    app::App,
    sign_in::{Fact, ForWizard, SignInWizard, Stage},
};
use contract::{Code, desktop::view::NoticeKind};
use vault::Key;
use wizards::{Input, Slot, Wizard};

impl App {
    /// After a start: what was saved in a form that this version cannot read has ended, and what goes on goes on.
    pub(in crate::app) fn resume_wizards(&mut self) {
        for id in std::mem::take(&mut self.model.unreadable) {
            self.forget_unreadable(&id);
            self.end_sign_in_of_wizard(&id);
            self.tell(NoticeKind::WizardTooOld, None);
        }
        let ids: Vec<String> = self.model.wizards.iter().map(|wizard| wizard.id.clone()).collect();
        for id in ids {
            self.lose_dead_proofs(&id);
            self.lose_typed(&id);
            self.lose_key_text(&id);
            // Somebody may have come back just before the app ended.
            if let Some(sign_in) = self.model.sign_in_for(&id).map(|sign_in| sign_in.id.clone()) {
                self.on_found(&sign_in);
            }
            self.feed(&id, Input::Resumed);
            self.show_codes_again(&id);
        }
    }

    /// Nobody can read it any more, a wizard or a sign-in: its sign-ins and its secrets go with it.
    fn forget_unreadable(&mut self, id: &str) {
        let of_it = |sign_in: &&SignInWizard| sign_in.for_wizard.as_ref().is_some_and(|made| made.wizard == id);
        let sign_ins = self.model.sign_ins.iter().filter(of_it);
        let sign_ins: Vec<String> = sign_ins.map(|sign_in| sign_in.id.clone()).collect();
        for sign_in in sign_ins {
            self.drop_sign_in(&sign_in);
        }
        self.remove_from_keyring(Key::Attempt(id.to_owned()));
        self.remove_from_keyring(request_secret::key_of(id));
        self.remove_from_keyring(Key::Session(parts::recovery_session(id)));
        self.saved(self.ports.state.remove_wizard(id));
    }

    /// A sign-in that a wizard waits for has ended, so that no browser opens by itself: its page says so, and offers another.
    fn end_sign_in_of_wizard(&mut self, id: &str) {
        let made = self.model.wizards.iter().find_map(|wizard| {
            let asking = wizard.proofs()?.asking.clone()?;
            (sign_in_of(&wizard.id, asking.slot) == id).then(|| {
                let gallery = wizard.gallery.clone();
                let sign_in = SignInWizard::new(id.to_owned(), gallery, wizard.started_at);
                let wizard = wizard.id.clone();
                SignInWizard {
                    for_wizard: Some(ForWizard { wizard, asking }),
                    ..sign_in.next(Fact::Failed(Code::SignInLost.into()))
                }
            })
        });
        if let Some(sign_in) = made {
            self.model.sign_ins.push(sign_in);
            self.save_sign_in(id);
        }
    }

    /// What was typed into a secret field is nowhere but in the memory of the run in which it was typed.
    fn lose_typed(&mut self, id: &str) {
        if let Some(field) = self.model.wizard(id).and_then(Wizard::relies_on) {
            self.feed(id, Input::SecretLost { field });
        }
    }

    /// Proofs whose sign-in ended, or is not there, can no longer be used.
    fn lose_dead_proofs(&mut self, id: &str) {
        let Some(proofs) = self.model.wizard(id).and_then(Wizard::proofs) else {
            return;
        };
        let dead: Vec<Slot> = proofs
            .done
            .keys()
            .copied()
            .filter(|slot| {
                let sign_in = self.model.sign_in(&sign_in_of(id, *slot));
                sign_in.is_none_or(|sign_in| !matches!(sign_in.stage, Stage::CameBack(_)))
            })
            .collect();
        for slot in dead {
            self.feed(id, Input::ProofLost { slot });
        }
    }
}
