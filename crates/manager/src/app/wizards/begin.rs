//! How a wizard begins: or the one that is under way is shown, and room is made for another.

use crate::{app::App, model::PageKey, sign_in::Stage, trouble::named::Named};
use contract::{
    Code,
    desktop::{
        nuget_org::NUGET_ORG,
        trouble::{Cause, TroublePage},
        view::NoticeKind,
        wizard::{Choice, FieldName, WizardKind},
    },
};
use wizards::{Input, KeptRequest, Wizard, wizard::State};

/// How many wizards are kept. For another one the oldest goes that is over, or else that nobody has answered yet.
pub(super) const KEPT: usize = 20;

impl App {
    /// Begins a wizard, or shows the one of this kind that is under way for the same account and subject.
    pub(in crate::app) fn start_wizard(
        &mut self,
        kind: WizardKind,
        gallery: &str,
        profile: Option<String>,
        subject: Option<String>,
    ) {
        let at_nuget_org = gallery == NUGET_ORG;
        // There nobody is signed in, so that every wizard is for the account that it is begun at.
        let profile = profile.filter(|_| at_nuget_org || kind.is_for_account());
        let known = profile
            .as_deref()
            .is_none_or(|profile| self.model.profile(profile).is_some());
        if !at_nuget_org && self.model.gallery(gallery).is_none() || !known {
            return;
        }
        let subject = subject.or_else(|| self.refused_domain().filter(|_| kind == WizardKind::UnmanagedTenant));
        let Some(state) = State::begin(kind, gallery, subject.clone()) else {
            return;
        };
        let same = |wizard: &&Wizard| {
            wizard.state.is_about(&state) && wizard.gallery == gallery && wizard.profile == profile && !wizard.is_over()
        };
        let open = self.model.wizards.iter().find(same).map(|wizard| wizard.id.clone());
        if let Some(open) = open {
            self.fill_in(&open, subject);
            let takes_link = |wizard: &Wizard| matches!(&wizard.state, State::KeepAccount(keep) if keep.takes_link());
            if self.model.page == PageKey::Trouble && self.model.wizard(&open).is_some_and(takes_link) {
                self.fill_from_trouble(&open, false);
            }
            return self.show_wizard(&open);
        }
        let known = profile.is_some();
        let Some(id) = self.new_wizard(state, gallery, profile) else {
            return self.tell(NoticeKind::TooManyUnderWay, None);
        };
        if self.model.page == PageKey::Trouble {
            self.fill_from_trouble(&id, known);
        }
        self.show_wizard(&id);
    }

    fn new_wizard(&mut self, state: State, gallery: &str, profile: Option<String>) -> Option<String> {
        if !self.make_room() {
            return None;
        }
        let wizard = Wizard {
            id: self.new_id(),
            gallery: gallery.to_owned(),
            profile,
            started_at: self.now(),
            stopping: false,
            mailed_code: None,
            request: KeptRequest::NotMade,
            state,
        };
        let id = wizard.id.clone();
        self.model.wizards.push(wizard);
        self.save_wizard(&id);
        Some(id)
    }

    /// Makes room for one more. What is under way is not ended for it.
    fn make_room(&mut self) -> bool {
        while self.model.wizards.len() >= KEPT {
            let wizards = self.model.wizards.iter();
            let ends = |wizard: &&Wizard| wizard.is_over() || wizard.is_idle() || wizard.is_untouched();
            let least = wizards
                .filter(ends)
                .min_by_key(|wizard| (!wizard.is_over(), wizard.started_at));
            let Some(least) = least.map(|wizard| wizard.id.clone()) else {
                return false;
            };
            self.drop_wizard(&least);
        }
        true
    }

    /// One that was begun before anybody knew what it is about is told.
    fn fill_in(&mut self, id: &str, subject: Option<String>) {
        if let (Some(wizard), Some(subject)) = (self.model.wizard_mut(id), subject) {
            wizard.fill_in(subject);
            self.save_wizard(id);
        }
    }

    /// The domain that Microsoft named, where the sign-in whose page is shown was refused because of it.
    fn refused_domain(&self) -> Option<String> {
        let id = self.shown_sign_in()?;
        let Stage::Ended { problem } = &self.model.sign_in(&id)?.stage else {
            return None;
        };
        let said = problem.provider.as_deref()?;
        (problem.code == Code::UnmanagedTenant).then(|| crate::trouble::refused_domain(said))?
    }

    /// Fills in what the text names from which the wizard was begun.
    fn fill_from_trouble(&mut self, id: &str, known: bool) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let TroublePage {
            text,
            found: Some(found),
        } = &self.model.trouble
        else {
            return;
        };
        let kind = wizard.state.kind();
        if kind == WizardKind::KeepAccount && found.cause == Cause::MailedLink {
            return self.take_pasted_link(id, text.trim().to_owned());
        }
        let fields = Named::of(text).fields(found.cause, kind, wizard.gallery == NUGET_ORG, known);
        for (field, text) in fields {
            self.feed(id, Input::Typed { field, text });
        }
    }

    /// The link that was pasted need not be pasted again. It is a secret from here on.
    fn take_pasted_link(&mut self, id: &str, link: String) {
        self.model.trouble = TroublePage::default();
        self.draft_wizard(id, FieldName::MailedLink, link);
        let (choice, target) = (Choice::Continue, None);
        self.feed(id, Input::Chose { choice, target });
    }
}
