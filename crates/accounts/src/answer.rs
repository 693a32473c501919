//! Answers kept for a request that is sent again (rule 7.6).
//!
//! A kept answer holds no session token. The token is derived from the request's own attempt secret and a salt that is
//! kept here ([`crate::session::token::derive`]): who repeats the request has the secret, who reads the database does
//! not.

use crate::digest::Hash;
use contract::Timestamp;

/// For how many seconds an answer is kept.
pub const KEPT_SECONDS: i64 = 86_400;

/// What a repeated request is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerKey {
    /// Hash of the route, the caller and the `Idempotency-Key`.
    pub key: Hash,
    /// Hash of the request's body; another body under the same key is refused.
    pub body: Hash,
}

/// An answer that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// What it answers.
    pub key: AnswerKey,
    /// When it was given.
    pub at: Timestamp,
    /// The answer's body in JSON, without the session token.
    pub json: String,
    /// What the session token is derived from, beside the attempt secret; nothing where the answer has no token.
    pub salt: Option<Hash>,
}
