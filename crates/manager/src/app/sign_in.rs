//! A sign-in: begun, shown, moved by what happened, ended.

mod attempt;

use super::App;
use crate::{
    model::PageKey,
    sign_in::{Draft, Fact, SignInWizard},
};
use contract::{
    Code,
    desktop::{nuget_org::NUGET_ORG, view::NoticeKind},
};

pub(super) use attempt::address_of;

/// How many sign-ins may be open at once.
const OPEN_LIMIT: usize = 5;

impl App {
    /// Starts a sign-in, or starts again the one that is open at this gallery and has nobody yet.
    pub(super) fn start_sign_in(&mut self, gallery: &str) {
        if gallery == NUGET_ORG || self.model.gallery(gallery).is_none() {
            return;
        }
        let mut wizards = self.model.sign_ins.iter();
        let open =
            wizards.find(|wizard| wizard.gallery == gallery && wizard.found().is_none() && wizard.for_wizard.is_none());
        let id = match open {
            Some(wizard) => wizard.id.clone(),
            None => self.new_sign_in(gallery),
        };
        self.go(PageKey::SignIn(id.clone()));
        self.prepare(&id);
    }

    pub(super) fn show_sign_in(&mut self, id: String) {
        if self.model.sign_in(&id).is_some() {
            self.go(PageKey::SignIn(id));
        }
    }

    pub(super) fn use_another_identity(&mut self, id: &str) {
        self.prepare(id);
    }

    fn new_sign_in(&mut self, gallery: &str) -> String {
        // Those of guided wizards end with their wizards.
        let own = |sign_in: &&SignInWizard| sign_in.for_wizard.is_none();
        while self.model.sign_ins.iter().filter(own).count() >= OPEN_LIMIT {
            // What ended goes before what goes on, what has nobody before what has somebody.
            let worth = |wizard: &&SignInWizard| (!wizard.has_ended(), wizard.found().is_some(), wizard.started_at);
            let least = self.model.sign_ins.iter().filter(own).min_by_key(worth);
            let least = least.map(|wizard| wizard.id.clone()).unwrap_or_default();
            self.drop_sign_in(&least);
        }
        let wizard = SignInWizard::new(self.new_id(), gallery.to_owned(), self.now());
        let id = wizard.id.clone();
        self.model.sign_ins.push(wizard);
        id
    }

    /// Five attempts are open at once, those of guided wizards among them: another one ends the oldest.
    fn end_surplus_attempts(&mut self, but: &str) {
        let open = |sign_in: &&SignInWizard| sign_in.id != but && sign_in.awaits_the_browser();
        loop {
            let others = self.model.sign_ins.iter().filter(open);
            let oldest = others.clone().min_by_key(|sign_in| sign_in.started_at);
            let Some(oldest) = oldest.filter(|_| others.count() >= OPEN_LIMIT) else {
                return;
            };
            let oldest = oldest.id.clone();
            self.step(&oldest, Fact::Failed(Code::SignInExpired.into()));
        }
    }

    pub(super) fn cancel_sign_in(&mut self, id: &str) {
        self.drop_sign_in(id);
        let home = self.model.home();
        self.go(home);
    }

    /// Removes a wizard with its secrets.
    pub(super) fn drop_sign_in(&mut self, id: &str) {
        self.give_up_attempt(id);
        self.runs.remove(id);
        self.model.forms.remove(id);
        self.saved(self.ports.state.remove_wizard(id));
        self.model.sign_ins.retain(|wizard| wizard.id != id);
    }

    /// Moves a wizard by a fact and saves it. One that ended gives its secrets up.
    pub(super) fn step(&mut self, id: &str, fact: Fact) {
        let had_somebody = self.model.sign_in(id).is_some_and(|sign_in| sign_in.found().is_some());
        if self.advance(id, fact) {
            self.give_up_attempt(id);
            if had_somebody {
                self.on_proof_lost(id);
            }
        }
    }

    /// Moves a wizard by a fact and saves it. Gives whether that ended it.
    pub(super) fn advance(&mut self, id: &str, fact: Fact) -> bool {
        let Some(wizard) = self.model.sign_in_mut(id) else {
            return false;
        };
        let before = wizard.stage.clone();
        *wizard = wizard.clone().next(fact);
        if wizard.stage == before {
            return false;
        }
        let ended = wizard.has_ended();
        self.save_sign_in(id);
        ended
    }

    /// The time has come for some deadline.
    pub(super) fn tick(&mut self) {
        let now = self.now();
        self.end_waits();
        self.watch();
        let waiting = self.model.sign_ins.iter().filter(|wizard| wizard.deadline().is_some());
        let ids: Vec<String> = waiting.map(|wizard| wizard.id.clone()).collect();
        for id in ids {
            self.step(&id, Fact::TimeIs(now));
            let Some(wizard) = self.model.sign_in(&id) else {
                continue;
            };
            if !wizard.has_ended() || self.is_shown(&id) || wizard.for_wizard.is_some() {
                continue;
            }
            // What was typed is there again in the next sign-in at this gallery.
            let typed = wizard.draft != Draft::default();
            self.tell(NoticeKind::SignInExpired, None);
            if !typed {
                self.drop_sign_in(&id);
            }
        }
    }
}
