//! From the person who came back to a session: "sign in as …", or what opens a new account (`open_account`).

use super::App;
use crate::{
    attempt::OpenAttempt,
    gallery::GalleryClient,
    model::{PageKey, Profile},
    sign_in::{Draft, Fact},
};
use cache::ProfileRecord;
use contract::{
    Code, Problem,
    desktop::view::AccountTab,
    proof::{SpendProof, Standing},
    session::{Installation, OpenSession, OpenedSession},
};

/// How many avatar colours there are.
pub(super) const COLOURS: usize = 8;

impl App {
    /// "Yes, that is me": opens a session for the account that the identity is linked to.
    pub(super) fn confirm_identity(&mut self, id: &str) {
        let found = self.model.sign_in(id).and_then(|wizard| wizard.found());
        let linked = found.is_some_and(|found| matches!(found.standing, Standing::Linked { .. }));
        if !linked || self.model.form(id).busy {
            return;
        }
        let Some(proof) = self.spend(id) else { return };
        let request = OpenSession {
            proof_id: proof.proof_id,
            attempt_secret: proof.attempt_secret,
            installation: self.installation(),
        };
        self.send(
            id,
            None,
            move |client| async move { client.open_session(&request).await },
        );
    }

    /// Sends what spends the proof; the answer is a session either way. With what the person pressed, where that opens an
    /// account.
    pub(super) fn send<F>(
        &mut self,
        id: &str,
        pressed: Option<Draft>,
        call: impl FnOnce(GalleryClient) -> F + Send + 'static,
    ) where
        F: Future<Output = Result<OpenedSession, Problem>> + Send,
    {
        let Some(wizard) = self.model.sign_in(id) else { return };
        let gallery = wizard.gallery.clone();
        let form = self.model.form_mut(id);
        form.busy = true;
        form.refusal = None;
        self.expect_session(&gallery);
        let (reach, record) = (self.reach.clone(), self.gallery_record(&gallery));
        let (run, id) = (self.run_of(id), id.to_owned());
        self.spawn(async move {
            let opened = match reach.gallery(record).await {
                Ok(client) => call(client).await,
                Err(problem) => Err(problem),
            };
            move |app: &mut App| {
                app.note_session(&gallery, &opened);
                match opened {
                    Ok(opened) if app.is_run(&id, run) => app.on_signed_in(&id, opened),
                    // Cancelled or started again meanwhile: nobody wants this session.
                    Ok(opened) => app.end_at_gallery(&gallery, opened.token),
                    Err(problem) if app.is_run(&id, run) => app.on_not_opened(&id, problem, pressed),
                    Err(_) => {}
                }
            }
        });
    }

    fn on_not_opened(&mut self, id: &str, problem: Problem, pressed: Option<Draft>) {
        self.model.form_mut(id).busy = false;
        if self.pursues_another(id, &problem, pressed) {
            return;
        }
        match problem.code {
            Code::ProofExpired | Code::ProofInvalid | Code::ClockSkewed => self.step(id, Fact::Failed(problem)),
            code => {
                self.model.form_mut(id).refusal = Some(problem);
                if code == Code::SecondFactorRequired {
                    self.demand_second_factor(id);
                }
            }
        }
    }

    /// The next sign-in of this wizard asks Microsoft for a second factor.
    fn demand_second_factor(&mut self, id: &str) {
        if let Some(wizard) = self.model.sign_in_mut(id) {
            wizard.second_factor = true;
        }
        self.save_sign_in(id);
    }

    /// A session is open: its token goes to the keyring, the account into the list, the wizard away.
    fn on_signed_in(&mut self, wizard: &str, opened: OpenedSession) {
        let Some(gallery) = self.model.sign_in(wizard).map(|wizard| wizard.gallery.clone()) else {
            return;
        };
        let shown = self.is_shown(wizard);
        self.drop_sign_in(wizard);
        let profile = self.adopt_session(&gallery, opened);
        if shown {
            self.go(PageKey::Account(profile, AccountTab::Overview));
        }
    }

    /// Takes a full session in: its token goes to the keyring, its account into the list. Gives the profile's id.
    pub(super) fn adopt_session(&mut self, gallery: &str, opened: OpenedSession) -> String {
        let (profile, replaces) = self.profile_for(gallery, &opened);
        self.stop_listening(&profile);
        self.keep_token(&profile, opened.token, replaces);
        self.take_account(&profile, opened.account);
        self.tell_of_session(&profile);
        self.refresh(&profile);
        self.listen(&profile);
        profile
    }

    /// The profile of this account at this gallery, and whether a session is replaced: the one in the list, or a new one.
    fn profile_for(&mut self, gallery: &str, opened: &OpenedSession) -> (String, bool) {
        let account_id = opened.account.id.to_string();
        let mut profiles = self.model.profiles.iter();
        let known =
            profiles.position(|profile| profile.record.gallery == gallery && profile.record.account_id == account_id);
        let replaces = known.is_some_and(|index| self.model.profiles[index].is_signed_in());
        let index = known.unwrap_or_else(|| self.add_profile(gallery, account_id));
        let profile = &mut self.model.profiles[index];
        profile.next_session();
        profile.record.signed_in = true;
        profile.record.session_ended = false;
        profile.refusal = None;
        (profile.record.id.clone(), replaces)
    }

    fn add_profile(&mut self, gallery: &str, account_id: String) -> usize {
        let index = self.model.profiles.len();
        let record = ProfileRecord {
            id: self.new_id(),
            gallery: gallery.to_owned(),
            account_id,
            username: String::new(),
            colour: u8::try_from(index % COLOURS).unwrap_or_default(),
            signed_in: true,
            session_ended: false,
            event_cursor: None,
            added_at: self.now(),
        };
        self.model.profiles.push(Profile::new(record));
        index
    }

    /// What spends the wizard's proof. Without its secret the sign-in is lost.
    pub(super) fn spend(&mut self, id: &str) -> Option<SpendProof> {
        match self.attempts.get(id) {
            Some(OpenAttempt { proof, secret, .. }) => Some(SpendProof {
                proof_id: *proof,
                attempt_secret: secret.clone(),
            }),
            None => {
                self.step(id, Fact::Failed(Code::SignInLost.into()));
                None
            }
        }
    }

    pub(super) fn installation(&self) -> Installation {
        Installation {
            id: self.model.installation.clone(),
            // More is not kept, and a gallery refuses what is very long.
            name: self.ports.computer_name.chars().take(64).collect(),
        }
    }
}
