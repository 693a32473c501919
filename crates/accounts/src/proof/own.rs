//! A fresh proof of an account's own login, where it shows who is there.

use super::Presented;
use crate::{
    account::AccountRow, login_change::must_be_present, refusal::Refusal, session::Caller, snapshot::Snapshot,
    two_factor::Policy,
};
use contract::{Purpose, Timestamp};

/// What shows that who asks in a full session is who signs in to the account: a proof that was begun in that session.
#[derive(Clone, Debug)]
pub struct OwnLogin {
    /// The proof.
    pub proof: Presented,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

impl OwnLogin {
    /// Refuses what is not a fresh proof, for this purpose, of the account's login; with the second factor that a sign-in
    /// takes (rule 9.27). Of another identity nobody is sent for a code (rule 2.13). Needs [`crate::Need::Proof`].
    ///
    /// # Errors
    /// `ProofInvalid`, `ProofExpired`, `LoginMissing`, `CurrentIdentityWrong`, `MailedCodeRequired` or
    /// `SecondFactorRequired`, all about `proof`.
    pub(crate) fn must_show(
        &self,
        snapshot: &Snapshot,
        (caller, account): (&Caller, &AccountRow),
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let shown = || {
            let session = Some(caller.session);
            let spendable = self.proof.spendable(snapshot, purpose, session, now)?;
            must_be_present(snapshot, account.id, spendable.key())?;
            let completed = spendable.fresh(snapshot, now)?;
            self.two_factor.must_be_met(account, &completed.identity)
        };
        shown().map_err(|refusal: Refusal| refusal.about("proof"))
    }
}
