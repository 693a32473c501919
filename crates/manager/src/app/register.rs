//! The register page: what is typed there, and whether a username can be had.

use super::{App, reach::Reach};
use crate::sign_in::Fact;
use accounts::{email::EmailAddress, username::Username};
use cache::GalleryRecord;
use contract::{Code, Problem, desktop::view::UsernameCheck};

impl App {
    pub(super) fn show_register(&mut self, id: &str) {
        self.model.form_mut(id).refusal = None;
        self.step(id, Fact::ChoseToRegister);
    }

    pub(super) fn back_to_identity(&mut self, id: &str) {
        self.model.form_mut(id).refusal = None;
        self.step(id, Fact::WentBack);
    }

    /// Keeps what was typed, at once and over a restart.
    pub(super) fn draft_register(&mut self, id: &str, username: String, email: String) {
        self.draft_username(id, username);
        if let Some(wizard) = self.model.sign_in_mut(id) {
            wizard.draft.email = Some(email);
            self.save_sign_in(id);
        }
    }

    fn draft_username(&mut self, id: &str, username: String) {
        let Some(wizard) = self
            .model
            .sign_in_mut(id)
            .filter(|wizard| wizard.draft.username != username)
        else {
            return;
        };
        wizard.draft.username = username;
        self.model.form_mut(id).username_check = UsernameCheck::NotAsked;
        self.save_sign_in(id);
    }

    /// Judges the form here and at once, and asks the gallery about what is left.
    pub(super) fn check_username(&mut self, id: &str, username: String) {
        let Some(wizard) = self.model.sign_in(id) else { return };
        let gallery = self.gallery_record(&wizard.gallery);
        self.draft_username(id, username.clone());
        let check = local_check(&username);
        let asks = check == UsernameCheck::Asking;
        self.model.form_mut(id).username_check = check;
        if !asks {
            return;
        }
        let (reach, id) = (self.reach.clone(), id.to_owned());
        self.spawn(async move {
            let check = ask(&reach, gallery, &username).await;
            move |app: &mut App| app.on_checked(&id, &username, check)
        });
    }

    /// An answer about a name that stands there no more is dropped.
    fn on_checked(&mut self, id: &str, username: &str, check: UsernameCheck) {
        let wizard = self.model.sign_in(id);
        if wizard.is_some_and(|wizard| wizard.draft.username == username) {
            self.model.form_mut(id).username_check = check;
        }
    }

    /// Opens the account with what was typed, unless that is no username or no address.
    pub(super) fn register(&mut self, id: &str, username: String, email: String) {
        let found = self.model.sign_in(id).and_then(|wizard| wizard.found());
        if found.is_none() || self.model.form(id).busy {
            return;
        }
        self.draft_register(id, username.clone(), email.clone());
        let parsed = Username::parse(&username).and_then(|_| EmailAddress::parse(&email));
        match parsed {
            Ok(_) => self.open_account(id),
            Err(refusal) => self.model.form_mut(id).refusal = Some(Problem::from(refusal)),
        }
    }
}

fn local_check(username: &str) -> UsernameCheck {
    match Username::parse(username) {
        _ if username.is_empty() => UsernameCheck::NotAsked,
        Ok(_) => UsernameCheck::Asking,
        Err(refusal) => UsernameCheck::Refused { code: refusal.code },
    }
}

pub(super) async fn ask(reach: &Reach, gallery: Result<GalleryRecord, Problem>, username: &str) -> UsernameCheck {
    let asked = async { reach.gallery(gallery).await?.username(username).await };
    match asked.await {
        Ok(answer) if answer.available => UsernameCheck::Free,
        Ok(_) => UsernameCheck::Refused {
            code: Code::UsernameTaken,
        },
        Err(problem) => UsernameCheck::Refused { code: problem.code },
    }
}
