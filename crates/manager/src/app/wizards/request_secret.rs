//! The secret of a wizard's request for a mail: its hash asks for the mail, and it comes with the code. Kept beside the
//! secrets of sign-ins, so that a code that comes after a restart can still be typed.

use crate::app::App;
use contract::Secret;
use microsoft::attempt::AttemptSecrets;
use vault::{Entry, Key};
use wizards::{Call, call::RequestSecret as Use};
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
        let Some(known) = self.request_secrets.get(id) else {
            self.read_request_secret(id);
            return None;
        };
        let made_for = call.key.clone().unwrap_or_default();
        match known {
            Some(known) if used == Use::Kept || known.made_for == made_for => Some(Some(known.secret.clone())),
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
        let (vault, key, bytes) = (self.ports.vault.clone(), key_of(id), made.to_bytes());
        self.in_keyring(async move {
            let kept = vault.put(&key, &bytes).await;
            move |app: &mut App| app.on_kept(kept)
        });
        self.request_secrets.insert(id.to_owned(), Some(made));
        secret
    }

    fn read_request_secret(&self, id: &str) {
        let (vault, id) = (self.ports.vault.clone(), id.to_owned());
        self.in_keyring(async move {
            let read = match vault.get(&key_of(&id)).await {
                Entry::Present(bytes) => RequestSecret::from_bytes(&bytes),
                _ => None,
            };
            move |app: &mut App| {
                app.request_secrets.entry(id.clone()).or_insert(read);
                app.satisfy(&id);
            }
        });
    }

    /// Forgets it, here and in the keyring.
    pub(super) fn drop_request_secret(&mut self, id: &str) {
        self.request_secrets.remove(id);
        let (vault, key) = (self.ports.vault.clone(), key_of(id));
        self.in_keyring(async move {
            vault.remove(&key).await;
            |_: &mut App| {}
        });
    }
}

fn key_of(wizard: &str) -> Key {
    Key::Attempt(format!("{wizard}.request"))
}
