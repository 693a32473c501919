//! An account that somebody names without being signed in.

use crate::{
    account::AccountRow,
    email,
    snapshot::{Need, Snapshot},
    username::Username,
};

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
            Self::Address(folded) => Some(Need::HolderOfAddress(folded.clone())),
            Self::Nobody => None,
        }
    }

    /// The account, if there is one.
    #[must_use]
    pub fn find<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a AccountRow> {
        match self {
            Self::Username(folded) => snapshot.account_named(folded),
            Self::Address(folded) => snapshot.holder_of(folded),
            Self::Nobody => None,
        }
    }
}
