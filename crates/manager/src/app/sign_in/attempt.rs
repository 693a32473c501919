//! An attempt of a sign-in: its proof is begun, its secrets are kept, and the browser has its page.

use crate::{
    app::{App, reach::Reach},
    attempt::{OpenAttempt, WayBack},
    gallery::{PRACTICE, address},
    ports::Ports,
    sign_in::{Fact, ForWizard, SignInWizard},
};
use cache::GalleryRecord;
use contract::{
    Code, Problem, Purpose, Secret,
    desktop::view::NoticeKind,
    proof::{BeginProof, ProofChallenge},
};
use microsoft::{attempt::AttemptSecrets, callback::deep_link_redirect, nonce::attempt_hash, provider::Provider};
use std::sync::Arc;
use url::Url;
use vault::{Kept, Key};

/// What a proof is to be begun for.
struct Wanted {
    purpose: Purpose,
    second_factor: bool,
}

impl Wanted {
    fn of(sign_in: &SignInWizard) -> Self {
        match &sign_in.for_wizard {
            Some(ForWizard { asking, .. }) => Self {
                purpose: asking.purpose,
                second_factor: asking.second_factor,
            },
            None => Self {
                purpose: Purpose::SignIn,
                second_factor: sign_in.second_factor,
            },
        }
    }
}

/// A proof that was begun.
struct Begun {
    attempt: OpenAttempt,
    address: Secret,
    authority_host: String,
}

impl App {
    /// Begins a proof for the wizard; an earlier one of the same wizard is given up.
    pub(in crate::app) fn prepare(&mut self, id: &str) {
        self.end_surplus_attempts(id);
        self.give_up_attempt(id);
        self.model.forms.remove(id);
        self.step(id, Fact::Restarted);
        let run = self.next_run(id);
        let Some(wizard) = self.model.sign_in(id) else { return };
        let gallery = match self.gallery_record(&wizard.gallery) {
            Ok(gallery) => gallery,
            Err(problem) => return self.step(id, Fact::Failed(problem)),
        };
        let wanted = Wanted::of(wizard);
        let token = self.token_for(id);
        let (ports, reach, id) = (self.ports.clone(), self.reach.clone(), id.to_owned());
        self.spawn(async move {
            let begun = async { begin(&ports, &reach, gallery, wanted, token.await?).await };
            let begun = begun.await;
            move |app: &mut App| app.on_begun(&id, run, begun)
        });
    }

    /// The attempt goes into the keyring before the browser opens, so that a return finds it whatever happens between.
    fn on_begun(&mut self, id: &str, run: u64, begun: Result<Begun, Problem>) {
        if !self.is_run(id, run) {
            return;
        }
        let begun = match begun {
            Ok(begun) => begun,
            Err(problem) => return self.step(id, Fact::Failed(problem)),
        };
        self.attempts.insert(id.to_owned(), begun.attempt.clone());
        let (vault, id) = (self.ports.vault.clone(), id.to_owned());
        self.in_keyring(async move {
            let kept = vault.put(&Key::Attempt(id.clone()), &begun.attempt.to_bytes()).await;
            move |app: &mut App| app.on_attempt_kept(&id, run, kept, begun)
        });
    }

    fn on_attempt_kept(&mut self, id: &str, run: u64, kept: Kept, begun: Begun) {
        self.on_kept(kept);
        if !self.is_run(id, run) {
            return;
        }
        let prepared = Fact::Prepared {
            authority_host: begun.authority_host,
            expires_at: begun.attempt.expires_at,
            survives_restart: kept == Kept::Keyring,
        };
        self.step(id, prepared);
        self.open_browser(id, begun.address);
    }

    /// Opens the address off the app's task, since starting a browser may take its time.
    pub(in crate::app) fn open_browser(&mut self, id: &str, address: Secret) {
        self.step(id, Fact::TriedAgain);
        let (ports, id) = (self.ports.clone(), id.to_owned());
        self.spawn(async move {
            let opened = tokio::task::spawn_blocking(move || ports.browser.open(&address)).await;
            move |app: &mut App| match opened {
                Ok(Ok(())) => {}
                Ok(Err(problem)) => app.step(&id, Fact::Hindered(problem)),
                Err(_) => app.step(&id, Fact::Hindered(Code::BrowserNotOpened.into())),
            }
        });
    }

    pub(in crate::app) fn open_browser_again(&mut self, id: &str) {
        self.with_address(id, |app, id, address| app.open_browser(id, address));
    }

    pub(in crate::app) fn copy_address(&mut self, id: &str) {
        self.with_address(id, |app, _, address| {
            let what = match app.ports.clipboard.copy(&address) {
                Ok(()) => NoticeKind::AddressCopied,
                Err(problem) => NoticeKind::Problem { problem },
            };
            app.tell(what, None);
        });
    }

    /// Makes the page's address again from the attempt and gives it on; after a restart the provider is asked first.
    fn with_address(&mut self, id: &str, then: impl FnOnce(&mut App, &str, Secret) + Send + 'static) {
        let Some(attempt) = self.attempts.get(id).cloned() else {
            return;
        };
        let Some(way_back) = attempt.way_back.clone() else {
            return;
        };
        let (run, provider, id) = (self.run_of(id), self.provider_of(id, &attempt), id.to_owned());
        self.spawn(async move {
            let address = provider
                .await
                .and_then(|provider| address_of(&attempt, &provider, &way_back));
            move |app: &mut App| match address {
                _ if !app.is_run(&id, run) => {}
                Ok(address) => then(app, &id, address),
                Err(problem) => app.step(&id, Fact::Hindered(problem)),
            }
        });
    }

    /// The attempt's provider, later.
    pub(in crate::app) fn provider_of(
        &self,
        id: &str,
        attempt: &OpenAttempt,
    ) -> impl Future<Output = Result<Arc<Provider>, Problem>> + Send + use<> {
        let gallery = self.model.sign_in(id).map(|wizard| wizard.gallery.clone());
        let (reach, authority) = (self.reach.clone(), attempt.authority.clone());
        async move { reach.provider(&gallery.unwrap_or_default(), &authority).await }
    }

    /// Forgets an attempt's secrets, here and in the keyring, and closes its way back over loopback.
    pub(in crate::app) fn give_up_attempt(&mut self, id: &str) {
        self.attempts.remove(id);
        self.close_loopback(id);
        self.remove_from_keyring(Key::Attempt(id.to_owned()));
        self.settle_early(id);
    }

    /// In whose session the proof of a sign-in is begun, later: nobody's, unless a guided wizard says otherwise.
    fn token_for(&self, id: &str) -> impl Future<Output = Result<Option<Secret>, Problem>> + Send + use<> {
        let made = self.model.sign_in(id).and_then(|sign_in| sign_in.for_wizard.clone());
        let access = made.map(|made| self.access_for(&made.wizard, &made.asking.session, false));
        async move {
            match access {
                Some(access) => Ok(access.await?.1),
                None => Ok(None),
            }
        }
    }

    /// Which beginning of a wizard counts; 0 for one that was begun in an earlier run of the app.
    pub(in crate::app) fn run_of(&self, id: &str) -> u64 {
        self.runs.get(id).copied().unwrap_or_default()
    }

    /// Whether an answer belongs to the wizard as it is now: neither cancelled nor started again.
    pub(in crate::app) fn is_run(&self, id: &str, run: u64) -> bool {
        self.model.sign_in(id).is_some() && self.run_of(id) == run
    }

    fn next_run(&mut self, id: &str) -> u64 {
        let run = self.run_of(id) + 1;
        self.runs.insert(id.to_owned(), run);
        run
    }
}

/// Asks the gallery and the provider, makes the secrets, begins the proof.
async fn begin(
    ports: &Ports,
    reach: &Reach,
    gallery: GalleryRecord,
    wanted: Wanted,
    token: Option<Secret>,
) -> Result<Begun, Problem> {
    let id = gallery.id.clone();
    let client = reach.gallery(Ok(gallery)).await?;
    let description = client.describe().await?;
    let authority = Url::parse(&description.authority.url).map_err(|_| Problem::from(Code::ProviderInvalid))?;
    let provider = reach.provider(&id, &authority).await?;
    let secrets = AttemptSecrets::new(ports.random.as_ref());
    let attempt_hash = attempt_hash(&secrets.attempt_secret);
    let proof = BeginProof {
        purpose: wanted.purpose,
        attempt_hash,
        demand_second_factor: wanted.second_factor,
    };
    let challenge = client.begin_proof(token.as_ref(), &proof).await?;
    if challenge.authority != description.authority {
        let detail = "the challenge names another authority";
        return Err(Problem::new(Code::ProviderInvalid, detail));
    }
    let ahead = if id == PRACTICE { ports.practice.ahead() } else { 0 };
    let challenge = ProofChallenge {
        expires_at: client.local(challenge.expires_at).plus_secs(-ahead),
        ..challenge
    };
    let redirect = deep_link_redirect(&provider);
    let attempt = OpenAttempt::new(client.origin(), authority, wanted.purpose, challenge, secrets, redirect);
    let way_back = attempt.way_back.clone().ok_or_else(|| Problem::from(Code::AppFailed))?;
    let authority_host = address::host_and_port(&provider.authorization_endpoint);
    Ok(Begun {
        address: address_of(&attempt, &provider, &way_back)?,
        authority_host,
        attempt,
    })
}

pub(in crate::app) fn address_of(
    attempt: &OpenAttempt,
    provider: &Provider,
    way_back: &WayBack,
) -> Result<Secret, Problem> {
    attempt
        .address(provider, way_back)
        .map_err(|error| Problem::new(Code::ProviderInvalid, error.to_string()))
}
