//! The secret of a wizard's request for a mail: its hash asks for the mail, and it comes with the code. Kept beside the
//! secrets of sign-ins, so that a code that comes after a restart can still be typed.

use crate::app::App;
use contract::{Code, Secret};
use microsoft::attempt::AttemptSecrets;
use vault::{Entry, Kept, Key};
use wizards::{Call, KeptRequest, call::RequestSecret as Use};
use zeroize::Zeroizing;

/// The secret, and the key of the call that it was made for: the same call sent again has the same secret.
#[derive(Clone, Debug)]
pub(in crate::app) struct RequestSecret {
    made_for: String,
    secret: Secret,
}

impl RequestSecret {
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(format!("{}\n{}", self.made_for, self.secret.expose()).into_bytes())
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (made_for, secret) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
        Some(Self {
            made_for: made_for.to_owned(),
            secret: Secret::new(secret.to_owned()),
        })
    }
}

impl App {
    /// The secret that a call needs, where it needs one that is there. Nothing while the keyring has not said; it comes
    /// back to the wizard then.
    pub(super) fn request_secret(&mut self, id: &str, call: &Call, used: Use) -> Option<Option<Secret>> {
        if used == Use::Unused {
            return Some(None);
        }
        if let Some(code) = self.unread_secrets.get(id) {
            self.model.form_mut(id).refusal = Some((*code).into());
            return None;
        }
        let is_kept = self.model.wizard(id).map(|wizard| wizard.request) == Some(KeptRequest::Keyring);
        if is_kept && !self.request_secrets.contains_key(id) {
            self.read_request_secret(id);
            return None;
        }
        let known = self.request_secrets.get(id).cloned().flatten();
        let made_for = call.key.clone().unwrap_or_default();
        match known {
            Some(known) if used == Use::Kept || known.made_for == made_for => Some(Some(known.secret)),
            None if used == Use::Kept => Some(None),
            _ => Some(Some(self.make_request_secret(id, made_for))),
        }
    }

    fn make_request_secret(&mut self, id: &str, made_for: String) -> Secret {
        let secret = AttemptSecrets::new(self.ports.random.as_ref()).attempt_secret;
        let made = RequestSecret {
            made_for,
            secret: secret.clone(),
        };
        // Before it is written, so that it is looked for there if the app ends meanwhile.
        self.note_request(id, KeptRequest::Keyring);
        let (vault, key, bytes) = (self.ports.vault.clone(), key_of(id), made.to_bytes());
        let wizard = id.to_owned();
        self.in_keyring(async move {
            let kept = vault.put(&key, &bytes).await;
            move |app: &mut App| {
                app.on_kept(kept);
                if kept != Kept::Keyring {
                    app.note_request(&wizard, KeptRequest::Memory);
                }
            }
        });
        self.request_secrets.insert(id.to_owned(), Some(made));
        secret
    }

    fn note_request(&mut self, id: &str, kept: KeptRequest) {
        if let Some(wizard) = self.model.wizard_mut(id) {
            wizard.request = kept;
            self.save_wizard(id);
        }
    }

    fn read_request_secret(&self, id: &str) {
        let (vault, id) = (self.ports.vault.clone(), id.to_owned());
        self.in_keyring(async move {
            let read = match vault.get(&key_of(&id)).await {
                Entry::Present(bytes) => Ok(RequestSecret::from_bytes(&bytes)),
                Entry::Absent | Entry::Corrupt => Ok(None),
                Entry::Locked => Err(Code::KeyringLocked),
                Entry::Unavailable => Err(Code::KeyringUnavailable),
            };
            move |app: &mut App| app.on_request_secret(&id, read)
        });
    }

    /// A keyring that does not answer is no keyring without the secret: the wizard says so, and waits.
    fn on_request_secret(&mut self, id: &str, read: Result<Option<RequestSecret>, Code>) {
        match read {
            Ok(read) => {
                self.request_secrets.entry(id.to_owned()).or_insert(read);
            }
            Err(code) => {
                self.unread_secrets.insert(id.to_owned(), code);
            }
        }
        self.satisfy(id);
    }

    /// The keyring works now: what it did not give before is read again.
    pub(in crate::app) fn read_request_secrets(&mut self) {
        for (id, _) in std::mem::take(&mut self.unread_secrets) {
            self.mend_refusal(&id);
            self.satisfy(&id);
        }
    }

    /// The keyring works now, and has taken what was kept in memory: after a restart it is looked for there.
    pub(in crate::app) fn note_moved_requests(&mut self) {
        let moved = |wizard: &&wizards::Wizard| {
            wizard.request == KeptRequest::Memory && self.request_secrets.get(&wizard.id).is_some_and(Option::is_some)
        };
        let moved = self.model.wizards.iter().filter(moved);
        let ids: Vec<String> = moved.map(|wizard| wizard.id.clone()).collect();
        for id in ids {
            self.note_request(&id, KeptRequest::Keyring);
        }
    }

    /// Forgets it, here and in the keyring, where one was made.
    pub(super) fn drop_request_secret(&mut self, id: &str) {
        self.request_secrets.remove(id);
        self.unread_secrets.remove(id);
        let made = self
            .model
            .wizard(id)
            .is_some_and(|wizard| wizard.request != KeptRequest::NotMade);
        if made {
            self.remove_from_keyring(key_of(id));
        }
    }
}

/// Under which key it is in the keyring.
pub(super) fn key_of(wizard: &str) -> Key {
    Key::Attempt(format!("{wizard}.request"))
}
