//! A proof as somebody presents it, to spend it.

use super::{Completed, freshness, spend, spend::spend_at_any_age};
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
    /// Who completed it, if it may be spent on this act in this session ([`spend`]).
    ///
    /// # Errors
    /// Those of [`spend`].
    pub fn spend<'a>(
        &self,
        snapshot: &'a Snapshot,
        spent_as: Purpose,
        session: Option<SessionId>,
        now: Timestamp,
    ) -> Result<&'a Completed, Refusal> {
        let proof = snapshot.proof(self.proof);
        spend(snapshot, proof, &self.attempt_secret, spent_as, session, now)
    }

    /// The same where another proof is spent on the same act: a code that was typed for that one does for this one, if both
    /// are about the same account (rule 2.13).
    ///
    /// # Errors
    /// Those of [`spend`].
    pub fn spend_beside<'a>(
        &self,
        other: Option<&Self>,
        snapshot: &'a Snapshot,
        spent_as: Purpose,
        session: Option<SessionId>,
        now: Timestamp,
    ) -> Result<&'a Completed, Refusal> {
        let completed = self.spend_at_any_age(snapshot, spent_as, session, now)?;
        if let Some(proof) = snapshot.proof(self.proof) {
            let beside = other.and_then(|other| snapshot.proof(other.proof));
            freshness::must_be_shown(snapshot, proof, completed, beside, now)?;
        }
        Ok(completed)
    }

    /// Who completed it, whether its sign-in is fresh or not: something else must show whose the account is.
    ///
    /// # Errors
    /// `ProofInvalid` or `ProofExpired`.
    pub(crate) fn spend_at_any_age<'a>(
        &self,
        snapshot: &'a Snapshot,
        spent_as: Purpose,
        session: Option<SessionId>,
        now: Timestamp,
    ) -> Result<&'a Completed, Refusal> {
        spend_at_any_age(snapshot.proof(self.proof), &self.attempt_secret, spent_as, session, now)
    }

    /// Refuses it where its sign-in may be an old one (rule 2.13).
    ///
    /// # Errors
    /// `MailedCodeRequired`.
    pub(crate) fn must_be_fresh(
        &self,
        snapshot: &Snapshot,
        completed: &Completed,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let proof = snapshot.proof(self.proof);
        proof.map_or(Ok(()), |proof| {
            freshness::must_be_shown(snapshot, proof, completed, None, now)
        })
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
