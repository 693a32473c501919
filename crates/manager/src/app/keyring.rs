//! What goes into the keyring and comes out of it: session tokens and open attempts.

use super::{App, Input, Update};
use crate::ports::Ports;
use contract::{Code, Problem, Secret, desktop::view::KeyringStatus};
use futures::future::BoxFuture;
use std::{sync::Arc, time::Duration};
use tokio::{sync::mpsc, task::JoinHandle};
use vault::{Entry, Kept, Key};

/// How long a prompt is up before the window speaks of it.
const QUICK_ANSWER: Duration = Duration::from_secs(2);

type Job = BoxFuture<'static, ()>;

/// Changes of the keyring, made one after another in the order in which the app decided on them: an entry that was
/// given up must not come back because its writing was still under way.
pub(super) struct KeyringQueue {
    jobs: mpsc::UnboundedSender<Job>,
    waiting: Option<mpsc::UnboundedReceiver<Job>>,
}

impl KeyringQueue {
    pub(super) fn new() -> Self {
        let (jobs, waiting) = mpsc::unbounded_channel();
        Self {
            jobs,
            waiting: Some(waiting),
        }
    }

    /// Starts working through the queue, until it is dropped and empty.
    pub(super) fn start(&mut self) -> Option<JoinHandle<()>> {
        let mut waiting = self.waiting.take()?;
        Some(tokio::spawn(async move {
            while let Some(job) = waiting.recv().await {
                job.await;
            }
        }))
    }
}

impl App {
    /// Changes the keyring beside the app; what the change returns is done to the state when it is ready.
    pub(super) fn in_keyring<F, U>(&self, change: F)
    where
        F: Future<Output = U> + Send + 'static,
        U: FnOnce(&mut App) + Send + 'static,
    {
        let inputs = self.inputs.clone();
        let _ = self.keyring.jobs.send(Box::pin(async move {
            let update: Update = Box::new(change.await);
            let _ = inputs.send(Input::Update(update));
        }));
    }

    /// Removes a secret from the keyring.
    pub(super) fn remove_from_keyring(&self, key: Key) {
        let vault = self.ports.vault.clone();
        self.in_keyring(async move {
            vault.remove(&key).await;
            |_: &mut App| {}
        });
    }

    /// Says that the person is being asked to unlock the keyring, once they have not answered for a moment: the prompt may
    /// be behind the window. A quick answer shows nothing.
    pub(super) fn watch_prompts(&self) {
        let (mut asking, inputs) = (self.ports.vault.asking(), self.inputs.clone());
        tokio::spawn(async move {
            while asking.wait_for(|asking| *asking).await.is_ok() {
                let answered = tokio::time::timeout(QUICK_ANSWER, asking.wait_for(|asking| !asking));
                if answered.await.is_ok() {
                    continue;
                }
                let _ = inputs.send(Input::Update(Box::new(App::on_slow_prompt)));
                if asking.wait_for(|asking| !asking).await.is_err() {
                    return;
                }
                let _ = inputs.send(Input::Update(Box::new(App::on_prompt_gone)));
            }
        });
    }

    fn on_slow_prompt(&mut self) {
        let before = std::mem::replace(&mut self.model.keyring, KeyringStatus::Asking);
        self.keyring_before = Some(before).filter(|before| *before != KeyringStatus::Asking);
    }

    /// What came of it is told by whoever asked; until then it stands as it stood before. At the app's start that was
    /// nothing, and the probe is about to tell.
    fn on_prompt_gone(&mut self) {
        let before = self
            .keyring_before
            .take()
            .filter(|before| *before != KeyringStatus::Unknown);
        if let (KeyringStatus::Asking, Some(before)) = (self.model.keyring, before) {
            self.model.keyring = before;
        }
    }

    pub(super) fn probe_keyring(&mut self) {
        let vault = self.ports.vault.clone();
        self.in_keyring(async move {
            let status = vault.probe().await;
            move |app: &mut App| app.on_probed(status)
        });
    }

    /// The keyring was tried. Where it works now, what it did not give before is tried again: the attempts of
    /// open sign-ins, and the tokens of accounts.
    fn on_probed(&mut self, status: KeyringStatus) {
        self.model.keyring = status;
        if status != KeyringStatus::Working {
            return;
        }
        self.note_moved_requests();
        self.restore_attempts();
        self.read_request_secrets();
        let unread = self.model.profiles.iter().filter(|profile| profile.token_unreadable);
        let unread: Vec<String> = unread.map(|profile| profile.record.id.clone()).collect();
        for profile in unread {
            self.stop_listening(&profile);
            self.refresh(&profile);
            self.listen(&profile);
        }
    }

    /// Writing tells as much about the keyring as a probe.
    pub(super) fn on_kept(&mut self, kept: Kept) {
        match kept {
            Kept::Keyring => self.model.keyring = KeyringStatus::Working,
            Kept::MemoryOnly(status) => self.model.keyring = status,
            Kept::TooLarge => tracing::error!("a secret is too long for the keyring"),
        }
    }

    /// Puts the token into the keyring; where that fails it lives in memory until the app closes, and the app says so.
    /// The session that it replaces, if there is one, is ended at the gallery: nobody could end it from here later.
    pub(super) fn keep_token(&mut self, profile: &str, token: Secret, replaces: bool) {
        let before = self.tokens.insert(profile.to_owned(), token.clone());
        let (ports, profile) = (self.ports.clone(), profile.to_owned());
        self.in_keyring(async move {
            let before = match before {
                None if replaces => read_token(&ports, &profile).await.ok(),
                before => before,
            };
            let key = Key::Session(profile.clone());
            let kept = ports.vault.put(&key, token.expose().as_bytes()).await;
            move |app: &mut App| {
                app.on_kept(kept);
                let gallery = app
                    .model
                    .profile(&profile)
                    .map(|profile| profile.record.gallery.clone());
                if let (Some(gallery), Some(before)) = (gallery, before.filter(|_| replaces)) {
                    app.end_at_gallery(&gallery, before);
                }
            }
        });
    }

    /// Ends a session that nobody here uses. Best effort: it would end by itself.
    pub(super) fn end_at_gallery(&self, gallery: &str, token: Secret) {
        let (reach, record) = (self.reach.clone(), self.gallery_record(gallery));
        self.spawn(async move {
            let ended = async { reach.gallery(record).await?.sign_out(&token).await };
            if let Err(problem) = ended.await {
                tracing::warn!(%problem, "a session that is not used could not be ended");
            }
            |_: &mut App| {}
        });
    }

    /// The account's session token, later: from this run's memory, or from the keyring.
    pub(super) fn token_of(&self, id: &str) -> impl Future<Output = Result<Secret, Problem>> + Send + use<> {
        let known = self.tokens.get(id).cloned();
        let session = self.session_of(id);
        let (ports, inputs, id) = (self.ports.clone(), self.inputs.clone(), id.to_owned());
        async move {
            if let Some(token) = known {
                return Ok(token);
            }
            let token = read_token(&ports, &id).await?;
            let read = token.clone();
            let _ = inputs.send(Input::Update(Box::new(move |app: &mut App| {
                // Not the token of a session that was left meanwhile.
                if app.session_of(&id) == session {
                    app.tokens.entry(id).or_insert(read);
                }
            })));
            Ok(token)
        }
    }

    /// Which session of this account calls are made for; answers to those of an earlier one are dropped.
    pub(super) fn session_of(&self, profile: &str) -> Option<u64> {
        self.model.profile(profile).map(|profile| profile.session)
    }
}

/// Only *absent* means that there is no session; an error of reading never does.
async fn read_token(ports: &Arc<Ports>, id: &str) -> Result<Secret, Problem> {
    match ports.vault.get(&Key::Session(id.to_owned())).await {
        Entry::Present(bytes) => match std::str::from_utf8(&bytes) {
            Ok(token) => Ok(Secret::new(token.to_owned())),
            Err(_) => Err(Code::KeyringCorrupt.into()),
        },
        Entry::Absent => Err(Problem::new(Code::SessionRequired, "the keyring holds no token")),
        Entry::Locked => Err(Code::KeyringLocked.into()),
        Entry::Unavailable => Err(Code::KeyringUnavailable.into()),
        Entry::Corrupt => Err(Code::KeyringCorrupt.into()),
    }
}
