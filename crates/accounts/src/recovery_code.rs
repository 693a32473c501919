//! Recovery codes as they are stored (rules 9.13 to 9.15).

use crate::digest::{self, Hash};
use contract::{AccountId, Secret, Timestamp};

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

/// The hash of a code as it is stored, bound to its account. Spaces, hyphens and case are how people copy it.
#[must_use]
pub fn hash_of(account: AccountId, typed: &Secret) -> Hash {
    let plain: String = typed
        .expose()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let plain = Secret::new(plain);
    let parts: [&[u8]; 2] = [account.as_bytes(), plain.expose().as_bytes()];
    digest::labelled("nuget-accounts/recovery-code/v1", &parts)
}
