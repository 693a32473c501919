//! Spending a proof, as part of the act that it is for.

use super::{Completed, Proof, freshness};
use crate::{refusal::Refusal, snapshot::Snapshot};
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
    let completed = spend_at_any_age(proof, attempt_secret, spent_as, session, now)?;
    if let Some(proof) = proof {
        freshness::must_be_shown(snapshot, proof, completed, None, now)?;
    }
    Ok(completed)
}

/// The same but for rule 2.13, for who judges by that themselves.
///
/// # Errors
/// `ProofInvalid` or `ProofExpired`.
pub(super) fn spend_at_any_age<'a>(
    proof: Option<&'a Proof>,
    attempt_secret: &Secret,
    spent_as: Purpose,
    session: Option<SessionId>,
    now: Timestamp,
) -> Result<&'a Completed, Refusal> {
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
    Ok(completed)
}
