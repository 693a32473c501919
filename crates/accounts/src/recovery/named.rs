//! An account that somebody names without being signed in.

use crate::{
    account::AccountRow,
    contact::lasting_address,
    email,
    snapshot::{Need, Snapshot},
    username::Username,
};
use contract::Timestamp;

/// What was typed: a username, or a confirmed contact e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A username, folded.
    Username(String),
    /// An address, folded.
    Address(String),
    /// Neither, so it names nobody.
    Nobody,
}

impl Named {
    /// Reads what was typed. A username is never an e-mail address (rule 1.3), so a text is one or the other.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let typed = typed.trim();
        if email::is_valid(typed) {
            return Self::Address(email::fold(typed));
        }
        Self::username(typed)
    }

    /// Reads what must be a username.
    #[must_use]
    pub fn username(typed: &str) -> Self {
        Username::parse(typed.trim()).map_or(Self::Nobody, |name| Self::Username(name.folded()))
    }

    /// The row to load.
    #[must_use]
    pub fn need(&self) -> Option<Need> {
        match self {
            Self::Username(folded) => Some(Need::AccountNamed(folded.clone())),
            Self::Address(folded) => Some(Need::AccountsByAddress(folded.clone())),
            Self::Nobody => None,
        }
    }

    /// The account, if there is one. By an address, who has confirmed it, or else whose it was before a change that can
    /// still be undone (rule 5.34).
    #[must_use]
    pub fn find<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Option<&'a AccountRow> {
        match self {
            Self::Username(folded) => snapshot.account_named(folded),
            Self::Address(folded) => snapshot.holder_of(folded).or_else(|| before(snapshot, folded, now)),
            Self::Nobody => None,
        }
    }
}

/// The account whose codes go to this address although another one took its place; the one that changed it last where
/// there are several.
fn before<'a>(snapshot: &'a Snapshot, folded: &str, now: Timestamp) -> Option<&'a AccountRow> {
    let changes = snapshot.address_changes.iter();
    let of_address =
        changes.filter(|change| change.can_be_put_back(snapshot, now) && change.previous.folded() == folded);
    let accounts = of_address.filter_map(|change| Some((change, snapshot.account(change.account)?)));
    accounts
        .filter(|(_, account)| {
            lasting_address(snapshot, account, now).is_some_and(|lasting| lasting.folded() == folded)
        })
        .max_by_key(|(change, _)| (change.made_at, change.id))
        .map(|(_, account)| account)
}
