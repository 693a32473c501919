//! Getting back into an account (rules 10.1 to 10.20).

use crate::digest::Hash;
use contract::{AccountId, Timestamp};
use uuid::Uuid;

/// A recovery that is under way: a password being reset, or an account being recovered by mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// What it is for.
    pub kind: RecoveryKind,
    /// Hash of the secret of the request that began it, which must come again.
    pub request_hash: Hash,
    /// Hash of the code that was mailed.
    pub code_hash: Hash,
    /// When the code was made.
    pub made_at: Timestamp,
    /// How often the code may still be typed.
    pub tries_left: u32,
    /// When the right code was typed.
    pub confirmed_at: Option<Timestamp>,
    /// Until when it has to wait, where the account has two-factor on.
    pub waits_until: Option<Timestamp>,
}

/// What a recovery is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryKind {
    /// A new password.
    Password,
    /// Another Microsoft identity.
    Login,
}
