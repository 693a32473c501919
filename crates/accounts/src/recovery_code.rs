//! Recovery codes as they are stored (rules 9.13 to 9.15).

use crate::digest::Hash;
use contract::{AccountId, Timestamp};

/// One recovery code. Of its text only the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCode {
    /// The account.
    pub account: AccountId,
    /// Its number, 1 to 10.
    pub number: u32,
    /// Hash of the code.
    pub hash: Hash,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}
