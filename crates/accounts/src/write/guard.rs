//! The closed list of what a commit may rest on.

use crate::account::AccountRow;
use crate::digest::Hash;
use contract::{AccountId, SessionId, Timestamp};

/// What must hold when the transaction runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// The account is as it was seen.
    AccountUnchanged {
        /// Which.
        account: AccountId,
        /// The version seen.
        version: i64,
    },
    /// The account is as it was seen, and counts as changed from now on.
    ChangesAccount {
        /// Which.
        account: AccountId,
        /// The version seen.
        version: i64,
    },
    /// The session has not been ended.
    SessionLive(SessionId),
    /// There is no account at all.
    NoAccounts,
    /// A caller has begun fewer proofs that can still be completed than this (rule 2.6).
    FewerOpenProofs {
        /// The caller, as [`crate::proof::Proof::caller`] has it.
        caller: Hash,
        /// Now.
        now: Timestamp,
        /// How many are too many.
        than: u32,
    },
}

impl Guard {
    /// The decision rests on the account as it is.
    #[must_use]
    pub fn unchanged(account: &AccountRow) -> Self {
        Self::AccountUnchanged {
            account: account.id,
            version: account.version,
        }
    }

    /// A part of the account changes: of two that change parts of it at once, one decides again (rule 8.3).
    #[must_use]
    pub fn changes_part(account: &AccountRow) -> Self {
        Self::ChangesAccount {
            account: account.id,
            version: account.version,
        }
    }
}
