//! Identity proofs (rules 2.1 to 2.13): begun, completed, spent, each once.

mod begin;
mod complete;
mod freshness;
mod mailed_code;
mod own;
mod presented;
mod spend;

pub use begin::{BeginProof, OPEN_PER_CALLER};
pub use complete::{CompleteProof, CountWrongToken, check_before_verifying};
pub use freshness::{Freshness, subject};
pub use mailed_code::{CODES_PER_HOUR, CODES_PER_PROOF, MailProofCode, ProofCode, TypeProofCode};
pub use own::OwnLogin;
pub use presented::Presented;
pub use spend::{IMMEDIATE_SPENDING_SECONDS, REGISTER_SPENDING_SECONDS, Spendable, spend, spendable, spendable_until};

use crate::{
    digest::{self, Hash},
    login::IdentityKey,
};
use contract::{AccountId, ProofId, Purpose, Secret, SessionId, Timestamp, identity::Identity};
use subtle::ConstantTimeEq;

/// For how many seconds a proof can be completed (rule 2.2).
pub const COMPLETING_SECONDS: i64 = 600;

/// How many ID tokens that do not hold a proof survives (rule 2.5).
pub const WRONG_TOKENS: u32 = 5;

/// How old a sign-in may be, in seconds, for a purpose that needs a fresh one (rule 2.4).
pub const FRESH_SECONDS: i64 = 300;

/// An identity proof as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Its id. Worth nothing without the attempt secret.
    pub id: ProofId,
    /// The one act that it is for.
    pub purpose: Purpose,
    /// SHA-256 of the attempt secret.
    pub attempt_hash: Hash,
    /// The gallery's random bytes in the nonce.
    pub challenge: Hash,
    /// The session that it was begun in, and that session's account.
    pub bound_to: Option<Binding>,
    /// Who began it, for the limit on open proofs: a hash of the network address.
    pub caller: Hash,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// How many ID tokens did not hold.
    pub wrong_tokens: u32,
    /// Who completed it.
    pub completed: Option<Completed>,
    /// When it was spent.
    pub spent_at: Option<Timestamp>,
}

/// The session and account that a proof is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The session.
    pub session: SessionId,
    /// The account.
    pub account: AccountId,
}

/// Who completed a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completed {
    /// When.
    pub at: Timestamp,
    /// The identity.
    pub key: IdentityKey,
    /// Who it is, for display.
    pub identity: Identity,
    /// Whether an account had the identity then.
    pub linked: bool,
    /// How far it is shown that the sign-in is fresh.
    pub freshness: Freshness,
}

impl Proof {
    /// Until when it can be completed.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.begun_at.plus_secs(COMPLETING_SECONDS)
    }

    /// Whether this is the secret that began it, in constant time (rule 2.3).
    #[must_use]
    pub fn belongs_to(&self, attempt_secret: &Secret) -> bool {
        digest::of_text(attempt_secret.expose())
            .ct_eq(&self.attempt_hash)
            .into()
    }
}
