//! What the answer to a wizard's call brings: secrets are kept, the wizard is told the rest.

use crate::{app::App, gallery::requests};
use contract::{Code, Problem, desktop::wizard::FieldName, session::OpenedSession};
use wizards::{Answer, Call, Input, Request, SessionOf};

impl App {
    pub(super) fn on_answered(
        &mut self,
        (id, gallery): (&str, &str),
        call: &Call,
        answer: Result<requests::Told, Problem>,
    ) {
        let session = answer.as_ref().ok().and_then(|told| {
            let full = told.opened.as_deref().map(|opened| opened.session.id);
            full.or(told.recovery_session)
        });
        if call.opens_session() {
            self.note_opened(gallery, session);
        }
        if self.calls.get(id) != Some(call) {
            if let Ok(told) = answer {
                self.end_unwanted(gallery, told);
            }
            return;
        }
        self.end_call_of(id);
        let input = match answer {
            Ok(told) => self.take_told(id, call, told),
            Err(problem) if is_lost(&problem) => {
                self.note_problem(id, &call.session, &problem);
                Input::Unsure(problem)
            }
            Err(problem) => {
                self.own_acts.forget(id);
                self.note_problem(id, &call.session, &problem);
                Input::Refused(problem)
            }
        };
        self.feed(id, input);
        if self.outdated.remove(id) {
            self.feed(id, Input::AccountChanged);
        }
    }

    /// Nobody wants these sessions any more, unless the same call was sent again and brought the same.
    fn end_unwanted(&self, gallery: &str, told: requests::Told) {
        let opened = told.opened.map(|opened| opened.token);
        for token in opened.into_iter().chain(told.recovery_token) {
            let kept = self.tokens.values().any(|kept| kept.expose() == token.expose());
            if !kept {
                self.end_at_gallery(gallery, token);
            }
        }
    }

    /// What the gallery told, without what is secret in it.
    fn take_told(&mut self, id: &str, call: &Call, told: requests::Told) -> Input {
        if !told.codes.is_empty() {
            self.model.codes.insert(id.to_owned(), told.codes);
        }
        if let Some(text) = told.key_text {
            self.model.key_texts.insert(id.to_owned(), text);
        }
        if let Some(token) = told.recovery_token {
            self.keep_way_back(id, token);
        }
        if call.key.is_some() {
            self.use_up_typed(id, &call.request);
        }
        if let Some(opened) = told.opened {
            let signed_in = self.take_opened(id, *opened);
            let is_recovery = matches!(call.request, Request::Recovery(_));
            return Input::Answered(if is_recovery { told.answer } else { signed_in });
        }
        let of_wizard = self.model.wizard(id).and_then(|wizard| wizard.profile.clone());
        let called = match &call.session {
            SessionOf::Account => of_wizard.clone(),
            SessionOf::Profile(profile) => Some(profile.clone()),
            SessionOf::Recovery | SessionOf::Nobody => None,
        };
        if let (Answer::Account(account), Some(profile)) = (&told.answer, &called) {
            self.take_account(profile, account.as_ref().clone());
        }
        if let (Answer::Deletion(deletion), Some(profile)) = (&told.answer, &called) {
            self.take_deletion(profile, deletion.due_at);
        }
        for profile in of_wizard.iter().chain(called.iter()).filter(|_| call.key.is_some()) {
            self.refresh(profile);
        }
        Input::Answered(told.answer)
    }

    /// What was typed is used up by what took it.
    fn use_up_typed(&mut self, id: &str, request: &Request) {
        let used = |field: FieldName| match request {
            // A mailed code is sent again with what was asked for besides.
            Request::Recovery(_) => false,
            // The call that comes next may take the rest.
            Request::Proofs(request) => request.typed().contains(&field),
            _ => true,
        };
        self.typed.retain(|(wizard, field), _| wizard != id || !used(*field));
    }

    /// A session was opened: its account is one of this app's, and the wizard's where it was for none.
    fn take_opened(&mut self, id: &str, opened: OpenedSession) -> Answer {
        let account = Box::new(opened.account.clone());
        let gallery = self.gallery_of_wizard(id);
        let profile = self.adopt_session(&gallery, opened);
        if let Some(wizard) = self.model.wizard_mut(id) {
            wizard.profile.get_or_insert_with(|| profile.clone());
        }
        Answer::SignedIn { profile, account }
    }

    fn note_problem(&mut self, id: &str, session: &SessionOf, problem: &Problem) {
        let profile = match session {
            SessionOf::Account => self.model.wizard(id).and_then(|wizard| wizard.profile.clone()),
            SessionOf::Profile(profile) => Some(profile.clone()),
            SessionOf::Recovery | SessionOf::Nobody => None,
        };
        if let Some(profile) = profile {
            self.take_problem(&profile, problem);
        }
    }
}

/// Whether nobody knows if the gallery did what it was asked.
pub(in crate::app) fn is_lost(problem: &Problem) -> bool {
    matches!(
        problem.code,
        Code::GalleryUnreachable
            | Code::GalleryBusy
            | Code::GalleryFailed
            | Code::GalleryNotTrusted
            | Code::NotAGallery
            | Code::SiteUnreachable
            | Code::SiteBusy
    ) || matches!(
        problem.code,
        Code::KeyringLocked | Code::KeyringUnavailable | Code::KeyringCorrupt | Code::AppFailed
    )
}
