//! What a machine wants of the world: a sign-in in the browser, or a call to the gallery.

use super::sign_in_of;
use crate::{
    app::App,
    gallery::{GalleryClient, requests},
    model::Model,
    sign_in::{ForWizard, SignInWizard},
};
use contract::{Code, Problem, Secret, desktop::wizard::FieldName, proof::SpendProof, session::OpenedSession};
use requests::Parts;
use std::collections::HashMap;
use wizards::{
    Answer, Call, Input, Request, SessionOf, SiteRequest, Slot, Want, Wizard, call::recovery::RecoveryRequest,
    proofs::Asking,
};

impl App {
    /// Does what the wizard wants, unless it is being done.
    pub(in crate::app) fn satisfy(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let want = wizard.wants();
        self.drop_unwanted_sign_ins(id);
        match want {
            Want::Nothing => self.end_call_of(id),
            Want::Browser(asking) => {
                self.end_call_of(id);
                self.want_sign_in(id, asking);
            }
            Want::Call(call) => self.want_call(id, call),
        }
    }

    /// Sign-ins of earlier steps that nobody waits for and nobody came back from.
    fn drop_unwanted_sign_ins(&mut self, id: &str) {
        let Some(proofs) = self.model.wizard(id).and_then(Wizard::proofs) else {
            return;
        };
        let wanted = |slot: &Slot| {
            proofs.done.contains_key(slot) || proofs.asking.as_ref().is_some_and(|asking| asking.slot == *slot)
        };
        let unwanted: Vec<String> = Slot::ALL
            .iter()
            .filter(|slot| !wanted(slot))
            .map(|slot| sign_in_of(id, *slot))
            .filter(|sign_in| self.model.sign_in(sign_in).is_some())
            .collect();
        for sign_in in unwanted {
            self.drop_sign_in(&sign_in);
        }
    }

    /// The sign-in that the wizard waits for is there, open or ended; one that is not there is begun.
    fn want_sign_in(&mut self, id: &str, asking: Asking) {
        let sign_in = sign_in_of(id, asking.slot);
        let there = self.model.sign_in(&sign_in);
        let same = there.is_some_and(|there| there.for_wizard.as_ref().is_some_and(|made| made.asking == asking));
        if !same {
            self.begin_sign_in_for(id, asking);
        }
    }

    /// The person asks for the browser: an attempt that is open is given up, and another one begun.
    pub(super) fn open_browser_for(&mut self, id: &str) {
        if let Some(Want::Browser(asking)) = self.model.wizard(id).map(Wizard::wants) {
            self.begin_sign_in_for(id, asking);
        }
    }

    fn begin_sign_in_for(&mut self, id: &str, asking: Asking) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let sign_in = sign_in_of(id, asking.slot);
        let mut made = SignInWizard::new(sign_in.clone(), wizard.gallery.clone(), self.now());
        made.for_wizard = Some(ForWizard {
            wizard: id.to_owned(),
            asking,
        });
        self.model.sign_ins.retain(|known| known.id != sign_in);
        self.model.sign_ins.push(made);
        self.prepare(&sign_in);
    }

    fn end_call_of(&mut self, id: &str) {
        self.calls.remove(id);
        if let Some(form) = self.model.forms.get_mut(id) {
            form.busy = false;
            if form.is_empty() {
                self.model.forms.remove(id);
            }
        }
    }

    fn want_call(&mut self, id: &str, call: Call) {
        if self.calls.get(id) == Some(&call) {
            return;
        }
        // An answer to what was wanted before is none to this, also while this cannot be sent yet.
        self.end_call_of(id);
        if call.key.is_some() && !self.is_saved(id) {
            self.model.form_mut(id).refusal = Some(Code::StateNotSaved.into());
            return;
        }
        let parts = match self.parts_of(id, &call) {
            Ok(Some(parts)) => parts,
            // The keyring has not said yet; it comes back here.
            Ok(None) => return,
            Err(lost) => return self.feed(id, *lost),
        };
        // The wizard may be gone when the answer comes.
        let gallery = self.gallery_of_wizard(id);
        if call.opens_session() {
            self.expect_session(&gallery);
        }
        self.note_own_act(id, &gallery, &call);
        self.calls.insert(id.to_owned(), call.clone());
        self.model.form_mut(id).busy = !(call.behind && self.offers_something(id));
        if let Request::Site(request) = &call.request {
            return self.ask_site(id, &call, request.clone());
        }
        let access = self.access_for(id, &call.session);
        let id = id.to_owned();
        self.spawn(async move {
            let answer = async {
                let (client, token) = access.await?;
                requests::make(&client, token.as_ref(), &call, parts).await
            };
            let answer = answer.await;
            move |app: &mut App| app.on_answered((&id, &gallery), &call, answer)
        });
    }

    /// Whether something is being posted to nuget.org for the wizard.
    pub(super) fn is_posting(&self, id: &str) -> bool {
        let call = self.calls.get(id);
        call.is_some_and(|call| matches!(&call.request, Request::Site(request) if request.posts()))
    }

    /// A call to nuget.org. What is posted was counted and kept before.
    fn ask_site(&mut self, id: &str, call: &Call, request: SiteRequest) {
        let (site, id, call) = (self.ports.nuget_org.clone(), id.to_owned(), call.clone());
        let permitted = requests::permit(&site, &request);
        if request.posts() {
            self.keep_posted();
        }
        self.spawn(async move {
            let answer = match permitted {
                Ok(permitted) => requests::ask_site(&site, permitted).await,
                Err(problem) => Err(problem),
            };
            move |app: &mut App| {
                app.compare_with_seen(&request, &answer);
                app.on_answered((&id, ""), &call, answer);
            }
        });
    }

    /// Whether there is something to choose on its page already.
    fn offers_something(&self, id: &str) -> bool {
        let scene = self.model.scene(id, self.now(), String::new());
        let wizard = self.model.wizard(id);
        wizard.is_some_and(|wizard| !wizard.sheet(&scene).offers.is_empty())
    }

    fn on_answered(&mut self, (id, gallery): (&str, &str), call: &Call, answer: Result<requests::Told, Problem>) {
        let opened = answer.as_ref().ok().and_then(|told| told.opened.as_deref());
        let session = opened.map(|opened| opened.session.id);
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

    fn gallery_of_wizard(&self, id: &str) -> String {
        let wizard = self.model.wizard(id);
        wizard.map(|wizard| wizard.gallery.clone()).unwrap_or_default()
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

    /// The secrets that a call names. Nothing where the keyring has not said whether it has one; what tells the wizard of
    /// one that is gone.
    fn parts_of(&mut self, id: &str, call: &Call) -> Result<Option<Parts>, Box<Input>> {
        let Some(request) = self.request_secret(id, call, call.request.secret()) else {
            return Ok(None);
        };
        let mut parts = Parts {
            proofs: HashMap::new(),
            typed: self.typed_of(id),
            installation: self.installation(),
            request,
            shown: self.model.codes.get(id).cloned().unwrap_or_default(),
        };
        if let Some(field) = lost_secret(call, &parts) {
            return Err(Box::new(Input::SecretLost { field }));
        }
        for slot in call.request.slots() {
            let sign_in = sign_in_of(id, slot);
            let Some(attempt) = self.attempts.get(&sign_in) else {
                let unread = self.early.as_ref().is_some_and(|early| early.unread.contains(&sign_in));
                if !unread {
                    return Err(Box::new(Input::ProofLost { slot }));
                }
                // It says so, where the keyring has said that it will not give it.
                if let Some(problem) = self.keyring_problem() {
                    self.model.form_mut(id).refusal = Some(problem);
                }
                return Ok(None);
            };
            let proof = SpendProof {
                proof_id: attempt.proof,
                attempt_secret: attempt.secret.clone(),
            };
            parts.proofs.insert(slot, proof);
        }
        Ok(Some(parts))
    }

    fn typed_of(&self, id: &str) -> Vec<(FieldName, Secret)> {
        let of_wizard = self.typed.iter().filter(|((wizard, _), _)| wizard == id);
        of_wizard.map(|((_, field), secret)| (*field, secret.clone())).collect()
    }

    /// The client and the token for a call, later.
    pub(in crate::app) fn access_for(
        &self,
        id: &str,
        session: &SessionOf,
    ) -> impl Future<Output = Result<(GalleryClient, Option<Secret>), Problem>> + Send + use<> {
        let gallery = self.model.wizard(id).map(|wizard| wizard.gallery.clone());
        let gallery = self.gallery_record(&gallery.unwrap_or_default());
        let token = token_name(&self.model, id, session).map(|name| name.map(|name| self.token_of(&name)));
        let reach = self.reach.clone();
        async move {
            let token = match token? {
                Some(token) => Some(token.await?),
                None => None,
            };
            Ok((reach.gallery(gallery).await?, token))
        }
    }
}

/// Under which name the token for a call is known, where it needs one.
fn token_name(model: &Model, id: &str, session: &SessionOf) -> Result<Option<String>, Problem> {
    let profile = match session {
        SessionOf::Nobody => return Ok(None),
        SessionOf::Recovery => return Ok(Some(recovery_session(id))),
        SessionOf::Profile(profile) => Some(profile.clone()),
        SessionOf::Account => model.wizard(id).and_then(|wizard| wizard.profile.clone()),
    };
    let signed_in = profile.filter(|id| model.profile(id).is_some_and(crate::model::Profile::takes_calls));
    signed_in
        .map(Some)
        .ok_or_else(|| Problem::new(Code::SessionRequired, "the account is not signed in here"))
}

/// The secret that a call takes and that is gone with the run of the app in which it was typed; or the codes with which it
/// would be compared.
fn lost_secret(call: &Call, parts: &Parts) -> Option<FieldName> {
    let has = |field: &FieldName| parts.typed.iter().any(|(name, _)| name == field);
    let compares = call.request == Request::Recovery(RecoveryRequest::CompareCode) && parts.shown.is_empty();
    let mut needed = call.request.typed().into_iter();
    needed.find(|field| compares || !has(field))
}

/// The name of the recovery session that a wizard opened.
pub(super) fn recovery_session(wizard: &str) -> String {
    format!("{wizard}.recovery")
}

/// Whether nobody knows if the gallery did what it was asked.
fn is_lost(problem: &Problem) -> bool {
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
