//! The text of an API key that a wizard made: in memory for as long as its page is about it, and nowhere else.

use crate::app::App;
use contract::desktop::view::NoticeKind;
use wizards::Wizard;

impl App {
    /// Puts it on the clipboard. It need not pass through the window for that.
    pub(super) fn copy_key(&mut self, id: &str) {
        let Some(text) = self.model.key_texts.get(id) else {
            return;
        };
        let what = match self.ports.clipboard.copy(text) {
            Ok(()) => NoticeKind::TextCopied,
            Err(problem) => NoticeKind::Problem { problem },
        };
        self.tell(what, None);
    }

    /// A page that is about something else has no use for it.
    pub(super) fn forget_key_text(&mut self, id: &str) {
        if !self.model.wizard(id).is_some_and(Wizard::shows_text) {
            self.model.key_texts.remove(id);
        }
    }

    /// After a start: the run of the app that had the text is over.
    pub(super) fn lose_key_text(&mut self, id: &str) {
        if let Some(wizard) = self.model.wizard_mut(id).filter(|wizard| wizard.shows_text()) {
            wizard.lose_text();
            self.save_wizard(id);
        }
    }
}
