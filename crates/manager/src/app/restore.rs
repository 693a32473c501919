//! The attempts of sign-ins that were open when the app ended: read from the keyring, and what waits for that.

use super::{App, Early};
use crate::{
    attempt::OpenAttempt,
    model::Model,
    sign_in::{Fact, SignInWizard, Stage},
};
use contract::{Code, Problem, desktop::view::KeyringStatus};
use vault::{Entry, Key, Vault};

/// What the keyring said about the attempt of a wizard.
enum Restored {
    Found(Box<OpenAttempt>),
    /// It is not there.
    Lost,
    /// It is there, but is not what was put there.
    Damaged,
    /// Nobody knows: the keyring did not answer.
    Unread(Code),
}

impl Early {
    /// What an app that opens with these wizards waits for, if anything.
    pub(super) fn of(model: &Model) -> Option<Self> {
        let open = model.sign_ins.iter().filter(|wizard| wizard.deadline().is_some());
        let early = Self {
            unread: open.map(|wizard| wizard.id.clone()).collect(),
            callbacks: Vec::new(),
            act: None,
        };
        (!early.unread.is_empty()).then_some(early)
    }
}

impl App {
    /// Reads the attempts that were not read yet; links that came before that are looked at after it.
    pub(super) fn restore_attempts(&self) {
        let Some(early) = &self.early else { return };
        let (vault, wanted) = (self.ports.vault.clone(), early.unread.clone());
        self.spawn(async move {
            let mut found = Vec::new();
            for id in wanted {
                let restored = restored(&vault, &id).await;
                found.push((id, restored));
            }
            move |app: &mut App| app.on_attempts_restored(found)
        });
    }

    fn on_attempts_restored(&mut self, found: Vec<(String, Restored)>) {
        for (id, restored) in found {
            // One that was started again, cancelled or read meanwhile has nothing to do with what was kept.
            let is_awaited = self.early.as_ref().is_some_and(|early| early.unread.contains(&id));
            if is_awaited && self.run_of(&id) == 0 {
                self.take_restored(&id, restored);
            }
        }
    }

    fn take_restored(&mut self, id: &str, restored: Restored) {
        match restored {
            Restored::Found(attempt) => {
                self.attempts.insert(id.to_owned(), *attempt);
                self.mend_unread(id);
            }
            Restored::Lost => self.step(id, Fact::Failed(Code::SignInLost.into())),
            // An error of reading deletes nothing.
            Restored::Damaged => drop(self.advance(id, Fact::Failed(Code::SignInLost.into()))),
            // What the keyring did not take ended with the app that held it.
            Restored::Unread(_) if !self.model.sign_in(id).is_some_and(|wizard| wizard.survives_restart) => {
                self.step(id, Fact::Failed(Code::SignInLost.into()));
            }
            Restored::Unread(code) => return self.hinder_unread(id, code.into()),
        }
        self.settle_early(id);
        self.satisfy_parent(id);
    }

    /// Says on the wizard's page that the keyring is why it does not go on.
    fn hinder_unread(&mut self, id: &str, problem: Problem) {
        if let Some(made) = self.model.sign_in(id).and_then(|wizard| wizard.for_wizard.clone()) {
            // While the browser is waited for the sign-in's own part of the page says so.
            if !self.model.sign_in(id).is_some_and(SignInWizard::awaits_the_browser) {
                self.model.form_mut(&made.wizard).refusal = Some(problem);
                return;
            }
        }
        if self.model.sign_in(id).is_some_and(SignInWizard::awaits_the_browser) {
            self.advance(id, Fact::Hindered(problem));
        } else {
            self.model.form_mut(id).refusal = Some(problem);
        }
    }

    /// The attempt was read, so the keyring hinders no more.
    fn mend_unread(&mut self, id: &str) {
        let hint = self.model.sign_in(id).and_then(|wizard| match &wizard.stage {
            Stage::Waiting { hint, .. } => hint.as_ref(),
            _ => None,
        });
        if hint.is_some_and(is_of_keyring) {
            self.advance(id, Fact::TriedAgain);
        }
        self.mend_refusal(id);
        if let Some(made) = self.model.sign_in(id).and_then(|wizard| wizard.for_wizard.clone()) {
            self.mend_refusal(&made.wizard);
        }
    }

    /// The keyring is no reason any more.
    pub(super) fn mend_refusal(&mut self, wizard: &str) {
        if let Some(form) = self.model.forms.get_mut(wizard) {
            form.refusal.take_if(|problem| is_of_keyring(problem));
        }
    }

    /// Why nothing can be read from the keyring, where that is known.
    pub(super) fn keyring_problem(&self) -> Option<Problem> {
        match self.model.keyring {
            KeyringStatus::Locked => Some(Code::KeyringLocked.into()),
            KeyringStatus::Unavailable => Some(Code::KeyringUnavailable.into()),
            _ => None,
        }
    }

    /// The wizard's attempt was read, or is wanted no more: what waited for it is done.
    pub(super) fn settle_early(&mut self, id: &str) {
        let Some(early) = self.early.as_mut().filter(|early| early.unread.contains(id)) else {
            return;
        };
        early.unread.remove(id);
        let callbacks = std::mem::take(&mut early.callbacks);
        let act = early.act.take_if(|(wizard, _)| wizard == id);
        if early.unread.is_empty() {
            self.early = None;
        }
        for callback in callbacks {
            self.on_callback(callback);
        }
        if let Some((_, action)) = act.filter(|_| self.attempts.contains_key(id) && self.is_shown(id)) {
            self.act(action);
        }
    }
}

fn is_of_keyring(problem: &Problem) -> bool {
    matches!(problem.code, Code::KeyringLocked | Code::KeyringUnavailable)
}

async fn restored(vault: &Vault, id: &str) -> Restored {
    match vault.get(&Key::Attempt(id.to_owned())).await {
        Entry::Present(bytes) => {
            OpenAttempt::from_bytes(&bytes).map_or(Restored::Damaged, |attempt| Restored::Found(Box::new(attempt)))
        }
        Entry::Absent => Restored::Lost,
        Entry::Corrupt => Restored::Damaged,
        Entry::Locked => Restored::Unread(Code::KeyringLocked),
        Entry::Unavailable => Restored::Unread(Code::KeyringUnavailable),
    }
}
