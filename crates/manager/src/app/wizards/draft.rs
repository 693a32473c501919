//! What is typed on a wizard's page: kept, and looked at where it is a username.

use crate::{
    app::{App, register},
    model::WizardForm,
};
use accounts::username::Username;
use contract::{
    Secret,
    desktop::{nuget_org::NUGET_ORG, view::UsernameCheck, wizard::FieldName},
};
use wizards::Input;

impl App {
    /// Keeps what was typed. What is secret is kept for the call that needs it, and nowhere else.
    pub(in crate::app) fn draft_wizard(&mut self, id: &str, field: FieldName, text: String) {
        if self.model.wizard(id).is_none() {
            return;
        }
        if field.is_secret() {
            self.typed.insert((id.to_owned(), field), Secret::new(text));
            return;
        }
        let form = self.model.form_mut(id);
        form.checks.retain(|(name, _)| *name != field);
        self.feed(id, Input::Typed { field, text });
    }

    /// Judges a username's form at once, and asks the gallery about what is left.
    pub(in crate::app) fn check_in_wizard(&mut self, id: &str, field: FieldName, text: String) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let (gallery, can_ask) = (self.gallery_record(&wizard.gallery), wizard.gallery != NUGET_ORG);
        self.draft_wizard(id, field, text.clone());
        let check = match Username::parse(&text) {
            _ if text.is_empty() => UsernameCheck::NotAsked,
            Ok(_) if can_ask => UsernameCheck::Asking,
            Ok(_) => UsernameCheck::NotAsked,
            Err(refusal) => UsernameCheck::Refused { code: refusal.code },
        };
        let asks = check == UsernameCheck::Asking;
        self.set_check(id, field, check);
        if !asks {
            return;
        }
        self.model.form_mut(id).asked = Some((field, text.clone()));
        let (reach, id) = (self.reach.clone(), id.to_owned());
        self.spawn(async move {
            let check = register::ask(&reach, gallery, &text).await;
            move |app: &mut App| {
                app.on_checked_in_wizard(&id, field, &text, check);
            }
        });
    }

    /// An answer about a name that stands there no more is dropped.
    fn on_checked_in_wizard(&mut self, id: &str, field: FieldName, text: &str, check: UsernameCheck) {
        let form = self.model.form(id);
        let asking = form.checks.contains(&(field, UsernameCheck::Asking));
        if asking && form.asked.is_some_and(|asked| asked == (field, text.to_owned())) {
            self.set_check(id, field, check);
        }
    }

    fn set_check(&mut self, id: &str, field: FieldName, check: UsernameCheck) {
        let form = self.model.form_mut(id);
        form.checks.retain(|(name, _)| *name != field);
        form.checks.push((field, check));
    }
}

impl WizardForm {
    /// Whether this form is of use to nobody.
    pub fn is_empty(&self) -> bool {
        !self.busy && self.checks.is_empty() && self.refusal.is_none()
    }
}
