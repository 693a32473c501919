//! Asking for the deletion of one's account.

use super::{Requested, Terms, begin, needs};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    proof,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::{Guard, Write},
};
use contract::{Code, ProofId, Purpose, Secret, Timestamp};

/// Delete the account of the session that asks: at once where its address was never confirmed or the gallery gives no
/// grace, else after the grace period (rules 9.27, 14.1 to 14.3, 14.11, 14.12). A locked account may.
#[derive(Debug)]
pub struct RequestDeletion {
    /// Who asks.
    pub caller: Caller,
    /// What shows that they mean it. Without it only the consequences are computed and nothing is changed.
    pub confirmed: Option<Confirmed>,
    /// Whether packages that are left without an owner are unlisted.
    pub unlist_orphans: bool,
    /// How many seconds there are to change one's mind; 0 for none.
    pub grace_seconds: i64,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

/// What shows that somebody means it.
#[derive(Debug)]
pub struct Confirmed {
    /// The username as it was typed.
    pub username: String,
    /// The proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
}

impl RequestDeletion {
    fn must_mean_it(
        &self,
        confirmed: &Confirmed,
        account: &AccountRow,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if !account.username.is_typed(&confirmed.username) {
            let detail = "the typed name is not the account's";
            return Err(Refusal::new(Code::ConfirmationWrong, "14.2", detail).about("username"));
        }
        let found = snapshot.proof(confirmed.proof);
        let session = Some(self.caller.session);
        let secret = &confirmed.attempt_secret;
        let spendable = proof::spendable(found, secret, Purpose::DeleteAccount, session, now)?;
        let login = snapshot.login_of(account.id);
        if login.is_none_or(|login| login.key != *spendable.key()) {
            return Err(Refusal::new(
                Code::CurrentIdentityWrong,
                "14.2",
                "the proof is not of the identity that signs in to the account",
            ));
        }
        let completed = spendable.fresh(snapshot, now)?;
        self.two_factor.must_be_met(account, &completed.identity)
    }
}

impl Command for RequestDeletion {
    type Answer = Requested;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let proof = self.confirmed.as_ref().map(|confirmed| Need::Proof(confirmed.proof));
        let own = std::iter::once(Need::Session(self.caller.session));
        own.chain(needs(self.caller.account)).chain(proof).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Requested> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let account = snapshot
            .account(caller.account)
            .ok_or_else(|| Refusal::new(Code::SessionRequired, "3.2", "the session's account is gone"))?;
        account.must_not_be_in_deletion()?;
        account.must_not_be_frozen()?;
        account.must_have_no_open_change(now)?;
        if let Some(confirmed) = &self.confirmed {
            self.must_mean_it(confirmed, account, snapshot, now)?;
        }
        let terms = Terms {
            unlist_orphans: self.unlist_orphans,
            grace_seconds: self.grace_seconds,
            login_moved_to: None,
        };
        let by = caller.installation.as_str();
        let (mut changes, answer) = begin(snapshot, account.id, terms, Some(by), now, entropy)?;
        let Some(confirmed) = &self.confirmed else {
            let only = Changes {
                consequences: changes.consequences,
                ..Changes::default()
            };
            return Ok((only, answer));
        };
        changes.guards.push(Guard::SessionLive(caller.session));
        let proof = confirmed.proof;
        changes.writes.insert(0, Write::SpendProof { proof, at: now });
        Ok((changes, answer))
    }
}
