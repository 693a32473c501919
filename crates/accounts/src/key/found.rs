//! Revoking a key that was found in public, as the operator (rule 13.45).

use super::{ApiKey, make::concerns, secret_text::PREFIX};
use crate::{
    command::{Command, Decision},
    digest::Hash,
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    text::one_line,
    write::Write,
};
use contract::{Code, Timestamp, account::AuditKind, event::EventKind};
use uuid::Uuid;

/// How many characters the words about where a key was found have at most: addresses of pages are long.
pub const FOUND_CHARACTERS: usize = 500;

/// Which key an operator means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyNamed {
    /// The key with this id.
    Id(Uuid),
    /// The key whose text has this hash ([`super::secret_text::hash`]).
    Hash(Hash),
}

/// Revoke a key for ever because it was found in public.
#[derive(Clone, Debug)]
pub struct RevokeFoundKey {
    /// Which key.
    pub key: KeyNamed,
    /// Where it was found: the address of a page, or words. Its holder reads it.
    pub found: Option<String>,
}

/// What the operator learns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokedFoundKey {
    /// Whose key it was, by username.
    pub holder: String,
    /// What its holder calls it.
    pub description: String,
    /// The last characters of its text.
    pub ending: String,
    /// Whether it had ended before.
    pub ended: bool,
    /// Whether its holder is mailed: not where no address of theirs was ever confirmed.
    pub mailed: bool,
}

impl RevokeFoundKey {
    fn key<'a>(&self, snapshot: &'a Snapshot) -> Result<&'a ApiKey, Refusal> {
        let mut keys = snapshot.keys.iter();
        let key = keys.find(|key| match self.key {
            KeyNamed::Id(id) => key.id == id,
            KeyNamed::Hash(hash) => key.hash == hash,
        });
        let key = key.ok_or_else(|| {
            let detail = "this gallery has no such key, or its account is gone; nothing was changed";
            Refusal::new(Code::NotFound, "13.45", detail).about("key")
        })?;
        if key.revoked_at.is_some() {
            let detail = "the key was revoked before; nobody can use it, and nothing was changed";
            return Err(Refusal::new(Code::KeyInvalid, "13.45", detail).about("key"));
        }
        Ok(key)
    }

    /// The words about where it was found. They are mailed, so no key may stand in them: search pages have it in their
    /// addresses.
    fn found(&self) -> Result<Option<String>, Refusal> {
        let Some(found) = &self.found else { return Ok(None) };
        let invalid = |detail| Refusal::new(Code::ReasonInvalid, "13.45", detail).about("found");
        let found = one_line(found, FOUND_CHARACTERS)
            .ok_or_else(|| invalid("where it was found is said in 1 to 500 characters in one line"))?;
        if found.contains(PREFIX) {
            return Err(invalid("where it was found must be said without the key: it is mailed"));
        }
        Ok(Some(found.to_owned()))
    }
}

impl Command for RevokeFoundKey {
    type Answer = RevokedFoundKey;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let key = match self.key {
            KeyNamed::Id(id) => Need::Key(id),
            KeyNamed::Hash(hash) => Need::KeyByHash(hash),
        };
        vec![key, Need::AddressChangesOfLoaded]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<RevokedFoundKey> {
        let found = self.found()?;
        let key = self.key(snapshot)?;
        let ended = !key.is_live(now);
        let mut draft = Draft::by_nobody(snapshot, now, entropy);
        draft.write(Write::UpdateKey(ApiKey {
            revoked_at: Some(now),
            ..key.clone()
        }));
        concerns(key, AuditKind::KeyFoundInPublic, &mut draft);
        let what = EventKind::KeyFoundInPublic {
            key: key.description.clone(),
        };
        draft.event(key.holder, &what);
        let holder = snapshot.account(key.holder);
        let letter = LetterKind::KeyFoundInPublic {
            description: key.description.clone(),
            ending: key.ending.clone(),
            owner: owner_name(snapshot, key),
            found,
            ended,
        };
        let mails = holder.map(|holder| draft.notices(holder, &letter)).unwrap_or_default();
        let answer = RevokedFoundKey {
            holder: holder.map(|row| row.username.as_str().to_owned()).unwrap_or_default(),
            description: key.description.clone(),
            ending: key.ending.clone(),
            ended,
            mailed: !mails.is_empty(),
        };
        Ok((draft.finish(), answer))
    }
}

/// For whose packages it worked; nothing for a full-access key of the gallery's past, which worked for many.
fn owner_name(snapshot: &Snapshot, key: &ApiKey) -> Option<String> {
    let owner = snapshot.account(key.owner?)?;
    Some(owner.username.as_str().to_owned())
}
