//! From the code that the browser brought to the person who came back.

use super::{App, reach::Reach};
use crate::{
    attempt::{OpenAttempt, WayBack},
    sign_in::{Fact, Found},
};
use cache::GalleryRecord;
use contract::{Code, Problem, Secret, proof::CompleteProof};
use microsoft::{
    catalogue,
    exchange::{ExchangeError, exchange},
    provider::Provider,
};
use std::sync::Arc;
use vault::Key;

impl App {
    /// Uses the return up, here and in the keyring, and then asks who it is.
    pub(super) fn complete(&mut self, id: &str, way_back: WayBack, code: Secret, provider: Arc<Provider>) {
        let Some(attempt) = self.attempts.get_mut(id) else {
            return;
        };
        attempt.way_back = None;
        let attempt = attempt.clone();
        self.close_loopback(id);
        self.step(id, Fact::Returned);
        self.keep_used_attempt(id, &attempt);
        let Some(wizard) = self.model.sign_in(id) else { return };
        let gallery = self.gallery_record(&wizard.gallery);
        let (ports, reach) = (self.ports.clone(), self.reach.clone());
        let (run, id) = (self.run_of(id), id.to_owned());
        self.spawn(async move {
            let exchanged = exchange(
                &ports.http,
                &provider,
                &attempt.client_id,
                &way_back.redirect_uri,
                &code,
                &way_back.verifier,
            );
            let found = match exchanged.await {
                Ok(id_token) => ask_who(&reach, gallery, &attempt, id_token).await,
                Err(error) => Err(exchange_problem(&error)),
            };
            move |app: &mut App| {
                if app.is_run(&id, run) {
                    let ahead = app
                        .model
                        .sign_in(&id)
                        .map_or(0, |sign_in| app.model.ahead_of(&sign_in.gallery));
                    let found = found.map(|found| Found {
                        spendable_until: found.spendable_until.plus_secs(-ahead),
                        ..found
                    });
                    app.step(&id, found.map_or_else(Fact::Failed, Fact::Identified));
                    app.on_found(&id);
                }
            }
        });
    }

    /// The attempt without its way back: its secret is still needed to spend the proof.
    fn keep_used_attempt(&self, id: &str, attempt: &OpenAttempt) {
        let (vault, key, bytes) = (
            self.ports.vault.clone(),
            Key::Attempt(id.to_owned()),
            attempt.to_bytes(),
        );
        self.in_keyring(async move {
            let kept = vault.put(&key, &bytes).await;
            move |app: &mut App| app.on_kept(kept)
        });
    }
}

/// ID token for the gallery's word on who this is. The provider's token ends here.
async fn ask_who(
    reach: &Reach,
    gallery: Result<GalleryRecord, Problem>,
    attempt: &OpenAttempt,
    id_token: Secret,
) -> Result<Found, Problem> {
    let client = reach.gallery(gallery).await?;
    let completion = CompleteProof {
        id_token,
        attempt_secret: attempt.secret.clone(),
    };
    let completed = client.complete_proof(attempt.proof, &completion).await?;
    Ok(Found {
        identity: completed.identity,
        standing: completed.standing,
        spendable_until: client.local(completed.spendable_until),
    })
}

fn exchange_problem(error: &ExchangeError) -> Problem {
    match error {
        ExchangeError::Refused { error, description } => catalogue::problem(error, description),
        ExchangeError::Unreachable => Code::ProviderUnreachable.into(),
        other => Problem::new(Code::ProviderInvalid, other.to_string()),
    }
}
