//! What wizards that lead back into an account keep beside their state: the secret of a request for a mail, a recovery
//! session's token, and the full session with which they end.

use super::want::recovery_session;
use crate::{app::App, model::PageKey};
use ambient::random_secret;
use contract::{
    Code, Problem, Secret,
    desktop::wizard::{Block, Choice},
    session::OpenedSession,
};
use tokio::sync::oneshot;
use vault::{Entry, Key};
use wizards::{
    Call, Input, Request,
    call::recovery::{RecoveryRequest, RequestSecret},
};

/// How many bytes of randomness the secret of a request has.
const SECRET_BYTES: usize = 32;

impl App {
    /// The secret of the wizard's request, later; a new one is in the keyring before the call is made, so that the answer
    /// can be used whatever happens between.
    pub(super) fn request_secret(
        &mut self,
        id: &str,
        call: &Call,
    ) -> impl Future<Output = Result<Option<Secret>, Problem>> + Send + use<> {
        let how = match &call.request {
            Request::Recovery(request) => request.secret(),
            _ => RequestSecret::Unused,
        };
        let kept = (how == RequestSecret::Anew).then(|| self.new_request_secret(id));
        let known = self.requests.get(id).cloned();
        let (vault, key) = (self.ports.vault.clone(), Key::Attempt(request_of(id)));
        async move {
            if let Some(kept) = kept {
                let _ = kept.await;
            }
            match (how, known) {
                (RequestSecret::Unused, _) => Ok(None),
                (_, Some(secret)) => Ok(Some(secret)),
                _ => read_request(vault.get(&key).await).map(Some),
            }
        }
    }

    /// Makes a secret, and gives what ends when the keyring has it.
    fn new_request_secret(&mut self, id: &str) -> oneshot::Receiver<()> {
        let secret = random_secret(self.ports.random.as_ref(), SECRET_BYTES);
        self.requests.insert(id.to_owned(), secret.clone());
        let (vault, key) = (self.ports.vault.clone(), Key::Attempt(request_of(id)));
        let (done, kept) = oneshot::channel();
        self.in_keyring(async move {
            let taken = vault.put(&key, secret.expose().as_bytes()).await;
            let _ = done.send(());
            move |app: &mut App| app.on_kept(taken)
        });
        kept
    }

    /// The gallery opened a full session for a wizard: its account appears in the app, and the wizard is for it from now on.
    pub(super) fn take_opened(&mut self, id: &str, opened: OpenedSession) {
        let Some(gallery) = self.model.wizard(id).map(|wizard| wizard.gallery.clone()) else {
            return;
        };
        let profile = self.adopt_session(&gallery, opened);
        if let Some(wizard) = self.model.wizard_mut(id) {
            wizard.profile = Some(profile);
        }
    }

    /// Whether the call's answer opens a full session.
    pub(super) fn opens_session(call: &Call) -> bool {
        let opens = |request: &RecoveryRequest| request.opens_session();
        !call.preview && matches!(&call.request, Request::Recovery(request) if opens(request))
    }

    /// A wizard is over or stopped: its request and its recovery session with it.
    pub(super) fn forget_way_back(&mut self, id: &str) {
        let wizard = self.model.wizard(id);
        let recovers = wizard.is_some_and(|wizard| matches!(wizard.state, wizards::wizard::State::Recover(_)));
        if !recovers {
            return;
        }
        let gallery = wizard.map(|wizard| wizard.gallery.clone()).unwrap_or_default();
        let session = recovery_session(id);
        self.requests.remove(id);
        let token = self.tokens.remove(&session);
        // Linking ended it already; one that was not used is ended here.
        if let Some(token) = token.filter(|_| self.model.wizard(id).is_some_and(|wizard| !wizard.is_over())) {
            self.end_at_gallery(&gallery, token);
        }
        let (vault, id) = (self.ports.vault.clone(), id.to_owned());
        self.in_keyring(async move {
            vault.remove(&Key::Attempt(request_of(&id))).await;
            vault.remove(&Key::Session(session)).await;
            |_: &mut App| {}
        });
    }

    /// Where codes are to be shown that this run of the app does not have, the machine asks for them again.
    pub(super) fn show_codes_again(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id).filter(|_| !self.model.codes.contains_key(id)) else {
            return;
        };
        let sheet = wizard.sheet(&self.scene(id));
        if sheet.blocks.contains(&Block::Codes) {
            let (choice, target) = (Choice::ShowCodes, None);
            self.feed(id, Input::Chose { choice, target });
        }
    }

    /// The person wants to sign in instead: the wizard ends, and a sign-in begins.
    pub(super) fn sign_in_instead(&mut self, id: &str) {
        let Some(gallery) = self.model.wizard(id).map(|wizard| wizard.gallery.clone()) else {
            return;
        };
        self.drop_wizard(id);
        self.go(PageKey::Welcome);
        self.start_sign_in(&gallery);
    }
}

/// The name under which the secret of a wizard's request stands beside the attempts.
fn request_of(wizard: &str) -> String {
    format!("{wizard}.request")
}

/// Only *absent* means that there is none; an error of reading never does.
fn read_request(entry: Entry) -> Result<Secret, Problem> {
    let gone = || Problem::new(Code::RecoveryInvalid, "the keyring holds no secret of the request");
    match entry {
        Entry::Present(bytes) => match std::str::from_utf8(&bytes) {
            Ok(secret) => Ok(Secret::new(secret.to_owned())),
            Err(_) => Err(gone()),
        },
        Entry::Absent | Entry::Corrupt => Err(gone()),
        Entry::Locked => Err(Code::KeyringLocked.into()),
        Entry::Unavailable => Err(Code::KeyringUnavailable.into()),
    }
}
