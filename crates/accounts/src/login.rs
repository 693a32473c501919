//! Logins: the link of a Microsoft identity to an account.

use contract::{AccountId, Timestamp, identity::Identity};
use uuid::Uuid;

/// Who someone is, for the gallery (rule 2.9). Never an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityKey {
    /// The issuer, or the name that the operator gave it.
    pub issuer: String,
    /// The tenant (`tid`), empty where the issuer names none.
    pub tenant: String,
    /// The subject there: `oid`, or else `sub`.
    pub subject: String,
}

/// A live link of an identity to an account. One identity, one account (rule 2.9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// The identity.
    pub key: IdentityKey,
    /// Who it is, as the provider described them at their last sign-in. Display only.
    pub identity: Identity,
    /// Since when it is linked.
    pub linked_at: Timestamp,
}

impl Login {
    /// What the account's owner sees of it.
    #[must_use]
    pub fn view(&self) -> contract::account::Login {
        contract::account::Login {
            identity: self.identity.clone(),
            linked_at: self.linked_at,
        }
    }
}

/// An identity in the words of a mail: name and address, or whichever of them the provider sent.
#[must_use]
pub fn in_words(identity: &Identity) -> String {
    match (identity.name.as_deref(), identity.address.as_deref()) {
        (Some(name), Some(address)) if name != address => format!("{name} <{address}>"),
        (_, Some(text)) | (Some(text), None) => text.to_owned(),
        (None, None) => "a Microsoft account without a name".to_owned(),
    }
}
