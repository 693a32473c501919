//! What a wizard's call takes besides what it says: the secrets that it names, the client, the token.

use super::sign_in_of;
use crate::{
    app::App,
    gallery::{GalleryClient, requests::Parts},
    model::{Model, Profile},
};
use contract::{Code, Problem, Secret, desktop::wizard::FieldName, proof::SpendProof};
use std::collections::HashMap;
use wizards::{Call, Input, Request, SessionOf, call::recovery::RecoveryRequest};

impl App {
    /// The secrets that a call names. Nothing where the keyring has not said whether it has one; what tells the wizard of
    /// one that is gone.
    pub(super) fn parts_of(&mut self, id: &str, call: &Call) -> Result<Option<Parts>, Box<Input>> {
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

    /// The client and the token for a call, later; the token of a session that has ended too, where the call outlives it.
    pub(in crate::app) fn access_for(
        &self,
        id: &str,
        session: &SessionOf,
        ended_too: bool,
    ) -> impl Future<Output = Result<(GalleryClient, Option<Secret>), Problem>> + Send + use<> {
        let gallery = self.model.wizard(id).map(|wizard| wizard.gallery.clone());
        let gallery = self.gallery_record(&gallery.unwrap_or_default());
        let token = token_name(&self.model, id, session, ended_too).map(|name| name.map(|name| self.token_of(&name)));
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
fn token_name(model: &Model, id: &str, session: &SessionOf, ended_too: bool) -> Result<Option<String>, Problem> {
    let profile = match session {
        SessionOf::Nobody => return Ok(None),
        SessionOf::Recovery => return Ok(Some(recovery_session(id))),
        SessionOf::Profile(profile) => Some(profile.clone()),
        SessionOf::Account => model.wizard(id).and_then(|wizard| wizard.profile.clone()),
    };
    let takes_this =
        |profile: &Profile| profile.takes_calls() || ended_too && profile.record.signed_in && !profile.leaving;
    let signed_in = profile.filter(|id| model.profile(id).is_some_and(takes_this));
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
