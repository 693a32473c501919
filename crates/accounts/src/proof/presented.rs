//! A proof as somebody presents it, to spend it.

use super::{Spendable, spendable};
use crate::{refusal::Refusal, snapshot::Snapshot, write::Write};
use contract::{ProofId, Purpose, Secret, SessionId, Timestamp, proof::SpendProof};

/// Which proof, and the secret that began it.
#[derive(Clone, Debug)]
pub struct Presented {
    /// Which proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
}

impl From<SpendProof> for Presented {
    fn from(wire: SpendProof) -> Self {
        Self {
            proof: wire.proof_id,
            attempt_secret: wire.attempt_secret,
        }
    }
}

impl Presented {
    /// The proof, if it may be spent on this act in this session.
    ///
    /// # Errors
    /// `ProofInvalid` or `ProofExpired`.
    pub fn spendable<'a>(
        &self,
        snapshot: &'a Snapshot,
        spent_as: Purpose,
        session: Option<SessionId>,
        now: Timestamp,
    ) -> Result<Spendable<'a>, Refusal> {
        spendable(snapshot.proof(self.proof), &self.attempt_secret, spent_as, session, now)
    }

    /// The write that spends it.
    #[must_use]
    pub fn spent(&self, now: Timestamp) -> Write {
        Write::SpendProof {
            proof: self.proof,
            at: now,
        }
    }
}
