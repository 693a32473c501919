//! API keys (rules 13.16 to 13.27 and 13.40 to 13.45).

mod change;
mod found;
mod make;
mod organization;
pub mod pattern;
mod policy;
mod regenerate;
mod revoke;
pub mod secret_text;
mod terms;
mod warn;

pub use change::ChangeKey;
pub use found::{FOUND_CHARACTERS, KeyNamed, RevokeFoundKey, RevokedFoundKey};
pub use make::{MadeKey, MakeKey};
pub use organization::{RevokeOrganizationKey, of_organization};
pub use policy::KeyPolicy;
pub use regenerate::RegenerateKey;
pub use revoke::RevokeKey;
pub use terms::Terms;
pub use warn::{WARNING_SECONDS, WarnOfKey};

use crate::{
    account::AccountRow,
    digest::{self, Hash},
    login_change::UNDO_SECONDS,
    refusal::Refusal,
    snapshot::Snapshot,
};
use contract::{AccountId, Code, KeyId, Timestamp, key::Key, key::KeyScope};
use uuid::Uuid;

/// How many live keys an account holds at most (rule 13.22).
pub const KEYS: usize = 500;

/// How far, in seconds, the time noted as last used may be behind (rule 13.27).
pub const USED_SECONDS: i64 = 3600;

/// An API key. Of its text only the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: Uuid,
    /// Whose key it is.
    pub holder: AccountId,
    /// For whose packages it works: the holder or an organization. A full-access key of the gallery's past has none.
    pub owner: Option<AccountId>,
    /// What its holder calls it.
    pub description: String,
    /// Hash of the key.
    pub hash: Hash,
    /// The last characters of the key, for its holder to tell keys apart.
    pub ending: String,
    /// What it may do.
    pub scopes: Scopes,
    /// The packages it works for: ids, in which `*` stands for any characters. At least one.
    pub packages: Vec<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used, at most an hour behind.
    pub used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// What a key may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    /// Register new packages, and push versions of them.
    pub push_new: bool,
    /// Push new versions of packages that exist.
    pub push_version: bool,
    /// Unlist and list.
    pub unlist: bool,
}

impl Scopes {
    /// From a list; what is in it twice counts once.
    #[must_use]
    pub fn of(scopes: &[KeyScope]) -> Self {
        Self {
            push_new: scopes.contains(&KeyScope::PushNew),
            push_version: scopes.contains(&KeyScope::PushVersion),
            unlist: scopes.contains(&KeyScope::Unlist),
        }
    }

    /// As a list.
    #[must_use]
    pub fn list(self) -> Vec<KeyScope> {
        let all = [
            (self.push_new, KeyScope::PushNew),
            (self.push_version, KeyScope::PushVersion),
            (self.unlist, KeyScope::Unlist),
        ];
        all.into_iter()
            .filter_map(|(has, scope)| has.then_some(scope))
            .collect()
    }
}

impl ApiKey {
    /// Whether it can be used at all.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
    /// What it may do: a full-access key of the gallery's past everything, whatever stands in its row.
    #[must_use]
    pub fn may(&self) -> Scopes {
        if self.owner.is_some() {
            return self.scopes;
        }
        Scopes {
            push_new: true,
            push_version: true,
            unlist: true,
        }
    }

    /// Whether it does something that the other does not: another scope or package, or for longer.
    #[must_use]
    pub fn does_more_than(&self, other: &Self) -> bool {
        let (now, before) = (self.may(), other.may());
        // A pattern that fits another one, taken as a text, fits all that it fits.
        let is_covered = |new: &String| other.packages.iter().any(|old| pattern::matches(old, new));
        now.push_new && !before.push_new
            || now.push_version && !before.push_version
            || now.unlist && !before.unlist
            || !self.packages.iter().all(is_covered)
            || self.expires_at > other.expires_at
    }

    /// Until when it is held back: it was made while a change of its holder's login can be undone, and undoing revokes
    /// it (rule 13.26).
    #[must_use]
    pub fn held_until(&self, holder: &AccountRow, now: Timestamp) -> Option<Timestamp> {
        let open = holder.login_change_until.filter(|until| now < *until);
        open.filter(|until| self.made_at >= until.plus_secs(-UNDO_SECONDS))
    }

    /// Whether its use now is to be noted.
    #[must_use]
    pub fn is_used_late(&self, now: Timestamp) -> bool {
        self.used_at
            .is_none_or(|used_at| now >= used_at.plus_secs(USED_SECONDS))
    }

    /// Another text with each change of what its holder can change (rule 13.23).
    #[must_use]
    pub fn revision(&self) -> String {
        let scopes = [self.scopes.push_new, self.scopes.push_version, self.scopes.unlist].map(u8::from);
        let expires_at = self.expires_at.as_micros().to_be_bytes();
        let mut parts: Vec<&[u8]> = vec![self.id.as_bytes(), self.description.as_bytes(), &scopes, &expires_at];
        parts.extend(self.packages.iter().map(|pattern| pattern.as_bytes()));
        digest::to_text(&digest::labelled("nuget-accounts/key-revision/v1", &parts))
    }

    /// What its holder sees.
    #[must_use]
    pub fn view(&self, snapshot: &Snapshot, now: Timestamp) -> Key {
        let owner = self.owner.and_then(|owner| snapshot.account(owner));
        let holder = snapshot.account(self.holder);
        Key {
            id: KeyId::new(self.id),
            owner: owner.map(|row| row.username.as_str().to_owned()),
            description: self.description.clone(),
            ending: self.ending.clone(),
            scopes: self.may().list(),
            packages: self.packages.clone(),
            made_at: self.made_at,
            expires_at: self.expires_at,
            used_at: self.used_at,
            held_until: holder.and_then(|holder| self.held_until(holder, now)),
            revision: self.revision(),
        }
    }
}

/// The key with this id, if it is this account's and not revoked.
fn own(snapshot: &Snapshot, holder: AccountId, id: KeyId) -> Result<&ApiKey, Refusal> {
    let mut keys = snapshot.keys.iter();
    let found = keys.find(|key| key.id.as_bytes() == id.as_bytes() && key.holder == holder && key.revoked_at.is_none());
    found.ok_or_else(|| Refusal::new(Code::NotFound, "13.23", "no such key of this account"))
}
