//! The form of what is typed into secret fields. A machine never sees it, so it is judged here, before its answer is taken.

use crate::app::App;
use accounts::recovery_code::must_be_written_right;
use contract::{
    Code, Problem, Secret,
    desktop::wizard::{Choice, FieldName, OfferStyle},
};
use wizards::wizard::State;

impl App {
    /// Whether what stands in a secret field of the page cannot be right. Then the page says so, and the answer is none.
    pub(super) fn is_mistyped(&mut self, id: &str, choice: Choice) -> bool {
        let problem = self.mistyped(id, choice);
        let Some(problem) = problem else { return false };
        self.model.form_mut(id).refusal = Some(problem);
        true
    }

    fn mistyped(&self, id: &str, choice: Choice) -> Option<Problem> {
        let scene = self.model.scene(id, self.now(), String::new());
        let wizard = self.model.wizard(id)?;
        let sheet = wizard.sheet(&scene);
        // The link of its mail confirms an account's own address like the code (rule 5.35).
        let takes_link = matches!(&wizard.state, State::ContactEmail(contact) if contact.organization().is_none());
        let leads_on = |style: OfferStyle| matches!(style, OfferStyle::Primary | OfferStyle::Danger);
        let offered = sheet
            .offers
            .iter()
            .any(|offer| offer.choice == choice && leads_on(offer.style));
        let fields = sheet.fields.iter().map(|field| field.name).filter(|_| offered);
        fields.filter(|field| field.is_secret()).find_map(|field| {
            let typed = self.typed.get(&(id.to_owned(), field));
            let pasted = typed.is_some_and(|typed| typed.expose().contains("/act/"));
            if takes_link && pasted && field == FieldName::Code {
                return None;
            }
            judge(field, typed.unwrap_or(&Secret::new(String::new())))
        })
    }
}

/// What is wrong with the form of a secret; nothing where only the gallery can say.
fn judge(field: FieldName, typed: &Secret) -> Option<Problem> {
    match field {
        FieldName::RecoveryCode => {
            let refusal = must_be_written_right(typed).err()?;
            Some(Problem::new(refusal.code, "not of the form of a recovery code").about("recovery_code"))
        }
        FieldName::Code if accounts::code::digits(typed).is_none() => {
            Some(Problem::new(Code::CodeWrong, "not 8 digits").about("code"))
        }
        _ => None,
    }
}
