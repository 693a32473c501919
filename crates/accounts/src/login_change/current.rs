//! What shows that an account is the caller's.

use super::Means;
use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    login::{IdentityKey, Login},
    proof::Presented,
    recovery_code::{self, RecoveryCode},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
};
use contract::{AccountId, Code, Purpose, Secret, Timestamp};

/// What shows that an account is the caller's, beside the session (rule 9.1).
#[derive(Clone, Debug)]
pub enum Current {
    /// A fresh proof of the present identity.
    Proof(Presented),
    /// A recovery code.
    RecoveryCode(Secret),
}

/// The same once it was found to hold.
pub(super) enum Shown<'a> {
    /// A proof, to be spent.
    Proof(&'a Presented),
    /// A code, to be used up.
    RecoveryCode(&'a RecoveryCode),
}

/// Refuses the proof of another identity than the one that signs in to the account at present.
///
/// # Errors
/// `LoginMissing` or `CurrentIdentityWrong`.
pub fn must_be_present<'a>(
    snapshot: &'a Snapshot,
    account: AccountId,
    shown: &IdentityKey,
) -> Result<&'a Login, Refusal> {
    let live = snapshot.login_of(account).ok_or_else(missing)?;
    if live.key == *shown {
        return Ok(live);
    }
    Err(Refusal::new(
        Code::CurrentIdentityWrong,
        "9.1",
        "the proof is of another identity than the account's present one",
    ))
}

/// The refusal where an account has no login.
pub(super) fn missing() -> Refusal {
    Refusal::new(Code::LoginMissing, "9.1", "the account has no login")
}

impl Current {
    /// The rows that have to be seen.
    pub(super) fn needs(&self, account: AccountId) -> Need {
        match self {
            Self::Proof(presented) => Need::Proof(presented.proof),
            Self::RecoveryCode(_) => Need::RecoveryCodes(account),
        }
    }

    /// The proof, where it is one.
    pub(super) fn presented(&self) -> Option<&Presented> {
        match self {
            Self::Proof(presented) => Some(presented),
            Self::RecoveryCode(_) => None,
        }
    }

    /// Checks it, beside the proof of the identity to link. A proof must be as good as a sign-in to this account
    /// (rule 9.27).
    pub(super) fn check<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        account: &AccountRow,
        new: &Presented,
        caller: &Caller,
        policy: Policy,
        now: Timestamp,
    ) -> Result<Shown<'a>, Refusal> {
        match self {
            Self::Proof(presented) => {
                let about = |refusal: Refusal| refusal.about("current");
                let spendable = presented
                    .spendable(snapshot, Purpose::ChangeLogin, Some(caller.session), now)
                    .map_err(about)?;
                must_be_present(snapshot, account.id, spendable.key()).map_err(about)?;
                let completed = spendable.fresh_beside(Some(new), snapshot, now).map_err(about)?;
                policy.must_be_met(account, &completed.identity).map_err(about)?;
                Ok(Shown::Proof(presented))
            }
            Self::RecoveryCode(typed) => recovery_code::find(snapshot, account.id, typed).map(Shown::RecoveryCode),
        }
    }
}

impl Shown<'_> {
    /// How it is remembered.
    pub(super) fn means(&self) -> Means {
        match self {
            Self::Proof(_) => Means::Identity,
            Self::RecoveryCode(_) => Means::RecoveryCode,
        }
    }

    /// Spends the proof or uses the code up, which is counted off the account's row.
    pub(super) fn spend(
        &self,
        snapshot: &Snapshot,
        row: &mut AccountRow,
        by: &str,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Changes {
        match self {
            Self::Proof(presented) => Changes {
                writes: vec![presented.spent(now)],
                ..Changes::default()
            },
            Self::RecoveryCode(code) => recovery_code::use_up(snapshot, row, code, Some(by), now, entropy),
        }
    }
}
