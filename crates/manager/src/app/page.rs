//! Which page is shown, and what goes with the page that is left.

use super::App;
use crate::model::PageKey;

impl App {
    /// Shows a page, and remembers it for the next start.
    pub(super) fn go(&mut self, page: PageKey) {
        self.save_setting("page", &page.to_setting());
        let left = std::mem::replace(&mut self.model.page, page);
        if left != self.model.page {
            self.dismiss_read_notices();
        }
        self.drop_what_was_read(left);
    }

    /// A wizard of which nothing is under way was there to be read; with its page it goes.
    fn drop_what_was_read(&mut self, left: PageKey) {
        if let PageKey::Wizard(id) = &left
            && left != self.model.page
            && self.model.wizard(id).is_some_and(::wizards::Wizard::is_idle)
        {
            let id = id.clone();
            self.drop_wizard(&id);
        }
    }

    pub(super) fn is_shown(&self, wizard: &str) -> bool {
        let guided = self
            .model
            .sign_in(wizard)
            .and_then(|sign_in| sign_in.for_wizard.as_ref());
        self.model.page == PageKey::SignIn(wizard.to_owned())
            || guided.is_some_and(|made| self.model.page == PageKey::Wizard(made.wizard.clone()))
    }
}
