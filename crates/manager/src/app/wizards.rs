//! The guided wizards: shown and answered here, and fed with what happened. They begin in [`begin`] and end in [`end`];
//! what a machine wants of the world is done in [`want`].

mod begin;
mod draft;
mod end;
mod key_text;
mod news;
mod open_page;
mod parts;
mod proof;
mod recovery;
mod request_secret;
mod resume;
mod saved;
mod told;
mod typed;
mod waits;
mod want;

pub(super) use proof::sign_in_of;
pub(super) use request_secret::RequestSecret;
pub(super) use saved::read;
pub(super) use told::is_lost;

use super::App;
use crate::model::PageKey;
use contract::desktop::{action::Typed, wizard::Choice};
use wizards::{Input, Scene};

impl App {
    pub(super) fn show_wizard(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id) else { return };
        if let Some(profile) = wizard.profile.clone() {
            self.listen(&profile);
        }
        self.go(PageKey::Wizard(id.to_owned()));
        // What is being posted at this moment is not given up.
        if !self.is_posting(id) {
            self.feed(id, Input::Resumed);
        }
        self.show_codes_again(id);
    }

    /// The person gave an answer.
    pub(super) fn choose(&mut self, id: &str, choice: Choice, target: Option<String>, typed: Vec<Typed>) {
        if self.model.form(id).busy && choice != Choice::Cancel {
            return;
        }
        for Typed { field, text } in typed {
            self.draft_wizard(id, field, text);
        }
        match choice {
            Choice::StopHere | Choice::Finish => self.leave_wizard(id),
            Choice::SignIn => self.sign_in_instead(id),
            Choice::OpenPage => self.open_page(id),
            Choice::CopyKey => self.copy_key(id),
            Choice::OpenBrowser | Choice::AnotherIdentity => {
                self.feed(id, Input::Chose { choice, target });
                self.open_browser_for(id);
            }
            // The wizard waits; signing in again is nobody's step.
            Choice::SignInElsewhere => {
                if let Some(gallery) = self.model.wizard(id).map(|wizard| wizard.gallery.clone()) {
                    self.start_sign_in(&gallery);
                }
            }
            Choice::Cancel if self.is_untouched(id) => self.leave_wizard(id),
            _ if self.is_mistyped(id, choice) => {}
            _ => self.feed(id, Input::Chose { choice, target }),
        }
    }

    /// Whether nothing was answered yet, so that there is nothing to ask about before it is stopped.
    fn is_untouched(&self, id: &str) -> bool {
        let wizard = self.model.wizard(id);
        wizard.is_some_and(|wizard| wizard.is_over() || wizard.is_untouched())
    }

    /// Gives a machine an input, saves its next state, and does what that wants.
    pub(super) fn feed(&mut self, id: &str, input: Input) {
        let scene = self.scene(id);
        if let (Input::Chose { .. } | Input::Back, Some(form)) = (&input, self.model.forms.get_mut(id)) {
            form.refusal = None;
        }
        let Some(wizard) = self.model.wizard_mut(id) else {
            return;
        };
        let next = wizard.clone().next(input, &scene);
        let can_go_on = wizard.state.reminds() && !next.state.reminds();
        if *wizard != next {
            *wizard = next;
            self.save_wizard(id);
        }
        if can_go_on {
            self.remind(id);
        }
        self.end_what_is_over(id);
        self.forget_key_text(id);
        self.dismiss_answered_by(id);
        self.satisfy(id);
    }

    fn scene(&self, id: &str) -> Scene {
        self.model.scene(id, self.now(), self.new_id())
    }
}
