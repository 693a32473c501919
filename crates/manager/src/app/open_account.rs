//! Opening an account with the sign-in of somebody who has none: one, whatever is lost on the way.

use super::{App, wizards::is_lost};
use crate::sign_in::{Ask, Draft};
use contract::{Code, Problem, account::RegisterAccount};

impl App {
    /// Opens the account, for ever under the name that was typed.
    pub(super) fn open_account(&mut self, id: &str) {
        let Some(wizard) = self.model.sign_in_mut(id) else {
            return;
        };
        let pressed = wizard.draft.clone();
        let ask = wizard.press(&pressed);
        self.pursue(id, ask, pressed);
    }

    /// Asks the gallery. For what is on the disk before, so that an app that is killed meanwhile knows of it.
    fn pursue(&mut self, id: &str, ask: Ask, pressed: Draft) {
        self.save_sign_in(id);
        match ask {
            Ask::IsFree(asked) => self.look_for(id, asked, pressed),
            Ask::Account(draft) => self.ask_for_account(id, draft, pressed),
        }
    }

    fn look_for(&mut self, id: &str, asked: Draft, pressed: Draft) {
        let Some(wizard) = self.model.sign_in(id) else { return };
        let (reach, record) = (self.reach.clone(), self.gallery_record(&wizard.gallery));
        let form = self.model.form_mut(id);
        form.busy = true;
        form.refusal = None;
        let (run, id) = (self.run_of(id), id.to_owned());
        self.spawn(async move {
            let found = async { reach.gallery(record).await?.username(&asked.username).await };
            let free = match found.await {
                Ok(name) => Ok(name.available),
                Err(problem) if says_nothing(&problem) => Err(problem),
                // No account ever has a name that is refused.
                Err(_) => Ok(true),
            };
            move |app: &mut App| {
                if app.is_run(&id, run) {
                    app.on_looked_for(&id, free, pressed);
                }
            }
        });
    }

    fn on_looked_for(&mut self, id: &str, free: Result<bool, Problem>, pressed: Draft) {
        let form = self.model.form_mut(id);
        form.busy = false;
        match free {
            Err(problem) => form.refusal = Some(problem),
            Ok(free) => {
                let ask = self
                    .model
                    .sign_in_mut(id)
                    .map(|wizard| wizard.hear_whether_free(free, &pressed));
                if let Some(ask) = ask {
                    self.pursue(id, ask, pressed);
                }
            }
        }
    }

    fn ask_for_account(&mut self, id: &str, draft: Draft, pressed: Draft) {
        let Some(proof) = self.spend(id) else { return };
        let request = RegisterAccount {
            proof_id: proof.proof_id,
            attempt_secret: proof.attempt_secret,
            username: draft.username,
            email: draft.email.unwrap_or_default(),
            installation: self.installation(),
        };
        let call = move |client: crate::gallery::GalleryClient| async move { client.register(&request).await };
        self.send(id, Some(pressed), call);
    }

    /// The account that was asked for was refused, or the answer lost. Whether another one is asked for at once.
    pub(super) fn pursues_another(&mut self, id: &str, problem: &Problem, pressed: Option<Draft>) -> bool {
        let ended = matches!(
            problem.code,
            Code::ProofExpired | Code::ProofInvalid | Code::ClockSkewed
        );
        let (Some(pressed), Some(wizard)) = (pressed, self.model.sign_in_mut(id)) else {
            return false;
        };
        if ended || says_nothing(problem) {
            return false;
        }
        let ask = wizard.hear_refusal(&pressed);
        self.save_sign_in(id);
        ask.map(|ask| self.pursue(id, ask, pressed)).is_some()
    }
}

/// Whether it leaves open if an account was opened before.
fn says_nothing(problem: &Problem) -> bool {
    is_lost(problem) || problem.code == Code::TooManyRequests
}
