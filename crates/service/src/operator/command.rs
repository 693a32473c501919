//! What an operator can have done.

use super::OperatorError;
use accounts::key::KeyNamed;
use contract::login::Decide;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an operator can have done while the service runs. A member that this version does not know is refused: it may
/// restrict what is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OperatorCommand {
    /// Lock an account.
    Lock {
        /// Its username.
        username: String,
        /// Why, as its owner reads it.
        reason: String,
    },
    /// Take an account's lock away.
    Unlock {
        /// Its username.
        username: String,
    },
    /// Decide about the change of a login that froze an account.
    Decide {
        /// Its username.
        username: String,
        /// Undo the change, or keep it.
        decide: Decide,
        /// Why, as its owner reads it.
        reason: String,
    },
    /// Revoke an API key that was found in public.
    RevokeKey {
        /// Which key.
        key: OperatorKey,
        /// Where it was found, as its holder reads it.
        found: Option<String>,
    },
    /// Give an account another username.
    Rename {
        /// The name that it has.
        from: String,
        /// The name that it gets.
        to: String,
    },
    /// Delete an account at once.
    Delete {
        /// Its username.
        username: String,
        /// The same again.
        typed: String,
        /// Whether packages that are left without an owner are unlisted.
        unlist_orphans: bool,
    },
    /// List the requests for another username.
    NameRequests,
    /// Refuse an account's request for another username.
    RefuseName {
        /// Its username.
        username: String,
        /// Why not, as its owner reads it.
        reason: String,
    },
    /// Put a text on one of the operator's lists, or take it off.
    List {
        /// The list's name, as the store has it.
        list: String,
        /// The text.
        text: String,
        /// On, or else off.
        on: bool,
    },
    /// Keep what a self-check has seen of a provider.
    NoteProvider {
        /// The provider's base address.
        authority: String,
        /// The client id there.
        client_id: String,
        /// Whether the ID token said when the person signed in.
        sends_sign_in_time: bool,
        /// Whether it said that a second factor was used.
        second_factor: bool,
    },
    /// Say what is on a list.
    ShowList {
        /// The list's name, as the store has it.
        list: String,
    },
}

/// Which key an operator means. Of a key's text only the hash goes from program to program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperatorKey {
    /// The key with this id.
    Id(Uuid),
    /// The key whose text has this hash.
    Hash([u8; 32]),
}

impl OperatorKey {
    /// The key with this text.
    ///
    /// # Errors
    /// No gallery makes such keys. What is said does not quote the text.
    pub fn of_text(text: &str) -> Result<Self, OperatorError> {
        let hash = accounts::key::secret_text::hash(text.trim());
        hash.map(Self::Hash).ok_or_else(|| {
            let said = "what was read is no key: it begins with ngak_ and has 54 characters (rule 13.16)";
            OperatorError::Refused(said.to_owned())
        })
    }

    /// The key with this id.
    ///
    /// # Errors
    /// It is none. What is said does not quote it: it may be a key's text.
    pub fn of_id(text: &str) -> Result<Self, OperatorError> {
        text.trim().parse().map(Self::Id).map_err(|_| {
            let said =
                "that is no key's id; the text of a key is given on the standard input, never on the command line";
            OperatorError::Refused(said.to_owned())
        })
    }

    /// As the rules name it.
    pub(super) fn named(self) -> KeyNamed {
        match self {
            Self::Id(id) => KeyNamed::Id(id),
            Self::Hash(hash) => KeyNamed::Hash(hash),
        }
    }
}
