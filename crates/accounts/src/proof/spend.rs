//! Spending a proof, as part of the act that it is for.

use super::{Completed, Presented, Proof, freshness};
use crate::{login::IdentityKey, refusal::Refusal, snapshot::Snapshot};
use contract::{Code, Purpose, Secret, SessionId, Timestamp};

/// For how many seconds a completed proof can be spent, other than on opening an account (rule 2.8).
pub const IMMEDIATE_SPENDING_SECONDS: i64 = 900;

/// For how many seconds a completed proof can be spent on opening an account (rule 2.8).
pub const REGISTER_SPENDING_SECONDS: i64 = 3600;

fn window(spent_as: Purpose) -> i64 {
    if spent_as == Purpose::Register {
        REGISTER_SPENDING_SECONDS
    } else {
        IMMEDIATE_SPENDING_SECONDS
    }
}

/// Until when a completed proof can be spent: an identity that no account has may still open one.
#[must_use]
pub fn spendable_until(purpose: Purpose, completed: &Completed) -> Timestamp {
    let opens_an_account = purpose == Purpose::SignIn && !completed.linked;
    completed
        .at
        .plus_secs(window(if opens_an_account { Purpose::Register } else { purpose }))
}

/// A proof that may be spent on an act, of which it is not judged yet whether its sign-in is fresh. Where the act takes one
/// identity and no other, that comes first: nobody is sent for a code that would help them nothing (rule 2.13).
#[derive(Clone, Copy, Debug)]
#[must_use = "it is not judged yet whether the sign-in is fresh"]
pub struct Spendable<'a> {
    proof: &'a Proof,
    completed: &'a Completed,
}

impl<'a> Spendable<'a> {
    /// Whose it is.
    #[must_use]
    pub fn key(self) -> &'a IdentityKey {
        &self.completed.key
    }

    /// Who completed it, where something else shows whose the account is than how fresh the sign-in is.
    #[must_use]
    pub(crate) fn at_any_age(self) -> &'a Completed {
        self.completed
    }

    /// Who completed it, if the sign-in is fresh.
    ///
    /// # Errors
    /// `MailedCodeRequired`.
    pub fn fresh(self, snapshot: &Snapshot, now: Timestamp) -> Result<&'a Completed, Refusal> {
        self.fresh_beside(None, snapshot, now)
    }

    /// The same where another proof is spent on the same act: a code that was typed for that one does for this one, if both
    /// are about the same account (rule 2.13).
    ///
    /// # Errors
    /// `MailedCodeRequired`.
    pub fn fresh_beside(
        self,
        other: Option<&Presented>,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> Result<&'a Completed, Refusal> {
        let beside = other.and_then(|other| snapshot.proof(other.proof));
        freshness::must_be_shown(snapshot, self.proof, self.completed, beside, now)?;
        Ok(self.completed)
    }
}

/// Whether a proof may be spent on this act, by who has this secret, in this session (rules 2.3, 2.7, 2.8, 2.13). The one
/// who spends it also writes [`crate::Write::SpendProof`], which is guarded, so of two only one succeeds.
///
/// # Errors
/// `ProofInvalid`, `ProofExpired` once its time has run out, or `MailedCodeRequired`.
pub fn spend<'a>(
    snapshot: &Snapshot,
    proof: Option<&'a Proof>,
    attempt_secret: &Secret,
    spent_as: Purpose,
    session: Option<SessionId>,
    now: Timestamp,
) -> Result<&'a Completed, Refusal> {
    spendable(proof, attempt_secret, spent_as, session, now)?.fresh(snapshot, now)
}

/// The same but for rule 2.13, which [`Spendable`] judges once it was looked at whose it is.
///
/// # Errors
/// `ProofInvalid` or `ProofExpired`.
pub fn spendable<'a>(
    proof: Option<&'a Proof>,
    attempt_secret: &Secret,
    spent_as: Purpose,
    session: Option<SessionId>,
    now: Timestamp,
) -> Result<Spendable<'a>, Refusal> {
    let invalid = |rule| {
        Refusal::new(
            Code::ProofInvalid,
            rule,
            "unknown, spent, for another act or another session",
        )
    };
    let proof = proof
        .filter(|proof| proof.belongs_to(attempt_secret))
        .ok_or_else(|| invalid("2.3"))?;
    if proof.bound_to.map(|binding| binding.session) != session {
        return Err(invalid("2.1"));
    }
    let does_as_well = matches!(
        (proof.purpose, spent_as),
        (Purpose::SignIn, Purpose::Register) | (Purpose::ChangeLogin, Purpose::SwapLogins)
    );
    if proof.purpose != spent_as && !does_as_well {
        return Err(invalid("2.1"));
    }
    let completed = proof
        .completed
        .as_ref()
        .filter(|_| proof.spent_at.is_none())
        .ok_or_else(|| invalid("2.7"))?;
    if now >= completed.at.plus_secs(window(spent_as)) {
        return Err(Refusal::new(
            Code::ProofExpired,
            "2.8",
            "the time to spend the proof has passed",
        ));
    }
    Ok(Spendable { proof, completed })
}
