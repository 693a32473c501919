//! Whether a sign-in is fresh, where the provider does not say when it was (rules 2.11 to 2.13).

use super::{Completed, Proof};
use crate::{login::IdentityKey, refusal::Refusal, snapshot::Snapshot};
use contract::{AccountId, Code, Purpose, Timestamp};

/// How far it is shown that the sign-in behind a completed proof is fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The token said when the person signed in, or the purpose does not ask.
    Shown,
    /// It did not say: a mailed code has to be typed.
    CodeWanted,
    /// The code was typed that was mailed for this account.
    CodeTyped(AccountId),
}

/// The account that a proof is about, to whose contact e-mail its code goes: the one whose login the identity is; or was,
/// as long as that can be undone, which the act undoes or ends; or else the account of the session that began the proof.
#[must_use]
pub fn subject(snapshot: &Snapshot, proof: &Proof, key: &IdentityKey, now: Timestamp) -> Option<AccountId> {
    let replaced = snapshot
        .open_change_that_replaced(key, now)
        .map(|change| change.account);
    let held = snapshot.login(key).map(|login| login.account);
    let begun_in = proof.bound_to.map(|binding| binding.account);
    if proof.purpose == Purpose::UndoLogin {
        return replaced.or(held).or(begun_in);
    }
    held.or(replaced).or(begun_in)
}

/// What is to be shown beside a token, as the proof is completed. Where the act itself takes a link that was mailed, that
/// link does for the code (rule 14.17).
///
/// # Errors
/// `EmailUnconfirmed` where the caller's account has no address that a code could go to; `SignInTimeMissing` where
/// another account has none, or there is none.
pub(super) fn wanted(
    snapshot: &Snapshot,
    proof: &Proof,
    key: &IdentityKey,
    sign_in_time_told: bool,
    now: Timestamp,
) -> Result<Freshness, Refusal> {
    if sign_in_time_told || proof.purpose.accepts_an_earlier_sign_in() {
        return Ok(Freshness::Shown);
    }
    let account = subject(snapshot, proof, key, now).and_then(|id| snapshot.account(id));
    if account.is_none() && proof.purpose == Purpose::CancelDeletion {
        return Ok(Freshness::Shown);
    }
    let account = account.ok_or_else(nobody_to_mail)?;
    if proof.bound_to.is_some_and(|binding| binding.account == account.id) {
        account.must_be_confirmed()?;
    }
    if account.confirmed_email.is_none() {
        return Err(nobody_to_mail());
    }
    Ok(Freshness::CodeWanted)
}

/// The refusal where the provider does not say when the person signed in, and there is nobody to mail a code to.
pub(super) fn nobody_to_mail() -> Refusal {
    Refusal::new(
        Code::SignInTimeMissing,
        "2.11",
        "the provider does not say when the person signed in, and no code can be mailed instead",
    )
}

/// Refuses a proof whose code was not typed, neither for it nor for the other proof of the same act that is about the
/// same account (rule 2.13).
///
/// # Errors
/// `MailedCodeRequired`.
pub(super) fn must_be_shown(
    snapshot: &Snapshot,
    proof: &Proof,
    completed: &Completed,
    beside: Option<&Proof>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if completed.freshness == Freshness::Shown {
        return Ok(());
    }
    let about = subject(snapshot, proof, &completed.key, now);
    let typed_for = |proof: &Proof| match proof.completed.as_ref()?.freshness {
        Freshness::CodeTyped(account) => Some(account),
        Freshness::Shown | Freshness::CodeWanted => None,
    };
    let beside = beside.filter(|other| other.bound_to == proof.bound_to && other.purpose == proof.purpose);
    let mut typed = [Some(proof), beside].into_iter().flatten().filter_map(typed_for);
    if typed.any(|account| Some(account) == about) {
        return Ok(());
    }
    Err(Refusal::new(
        Code::MailedCodeRequired,
        "2.13",
        "the provider does not say when the person signed in: the mailed code must be typed first",
    ))
}
