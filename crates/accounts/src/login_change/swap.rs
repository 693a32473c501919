//! Exchanging the logins of two accounts.

use super::{
    Means,
    change::{must_be_changeable, must_differ},
    conflict::{must_let_go, other_account},
    current::must_be_present,
    relink::{Relink, Relinked},
    tenant,
    undo::stale,
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    login::Login,
    outbound::told_both,
    proof::{Completed, Presented, Spendable},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::Guard,
};
use contract::{
    AccountId, Purpose, Timestamp,
    account::{Account, AuditKind},
};

/// Exchange the login of the caller's account with that of another one, by proofs of both identities (rule 9.12).
#[derive(Debug)]
pub struct SwapLogins {
    /// Who asks.
    pub caller: Caller,
    /// The proof of the identity that signs in to the caller's account.
    pub mine: Presented,
    /// The proof of the identity that signs in to the other one.
    pub theirs: Presented,
    /// The other account, as it was found beforehand.
    pub other: Option<AccountId>,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

/// An account, the login that it has, and the identity that was shown for it.
type Side<'a> = (&'a AccountRow, &'a Login, &'a Completed);

impl SwapLogins {
    fn spendable<'a>(
        &self,
        snapshot: &'a Snapshot,
        presented: &Presented,
        now: Timestamp,
    ) -> Result<Spendable<'a>, Refusal> {
        presented.spendable(snapshot, Purpose::SwapLogins, Some(self.caller.session), now)
    }

    /// Each identity must do for the account that it signs in to and for the one that it will.
    fn check_factors(&self, accounts: [&AccountRow; 2], mine: &Completed, theirs: &Completed) -> Result<(), Refusal> {
        for account in accounts {
            for (completed, field) in [(mine, "mine"), (theirs, "theirs")] {
                let met = self.two_factor.must_be_met_by_link(account, &completed.identity);
                met.map_err(|refusal| refusal.about(field))?;
            }
        }
        Ok(())
    }

    /// Each account gets the other's identity. Nothing stands in the way.
    fn exchanged(
        &self,
        snapshot: &Snapshot,
        caller: &Caller,
        [(account, live, mine), (other, other_live, theirs)]: [Side<'_>; 2],
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Changes, Account) {
        let by = Some(caller.installation.as_str());
        let (id, partner) = (entropy.id(now), entropy.id(now));
        let ours = Relink {
            account: account.clone(),
            from: Some(live),
            to: theirs,
            means: Means::Identity,
            id,
            partner: Some(partner),
            except: Some(caller.session),
            by,
            audit: (AuditKind::LoginsSwapped, other.username.as_str().to_owned()),
        };
        let others = Relink {
            account: other.clone(),
            from: Some(other_live),
            to: mine,
            means: Means::Identity,
            id: partner,
            partner: Some(id),
            except: None,
            by: None,
            audit: (AuditKind::LoginsSwapped, account.username.as_str().to_owned()),
        };
        let ours: Relinked = ours.decide(snapshot, now, entropy);
        let others: Relinked = others.decide(snapshot, now, entropy);
        let mut changes = Changes {
            guards: vec![Guard::SessionLive(caller.session)],
            writes: vec![self.mine.spent(now), self.theirs.spent(now)],
            ..Changes::default()
        };
        changes.writes.extend(ours.first);
        changes.writes.extend(others.first);
        let told = told_both(&ours.changes.mails, &others.changes.mails);
        changes.absorb(ours.changes);
        changes.absorb(others.changes);
        changes.consequences.extend(told);
        (changes, ours.account.view(Some(&ours.login)))
    }
}

impl Command for SwapLogins {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        let mut needs = vec![
            Need::Session(self.caller.session),
            Need::Account(account),
            Need::Proof(self.mine.proof),
            Need::Proof(self.theirs.proof),
        ];
        for account in [account].into_iter().chain(self.other) {
            needs.extend([
                Need::AddressChangesOf(account),
                Need::LoginChangesOf(account),
                Need::MembershipsOf(account),
                Need::SessionsOf(account),
            ]);
        }
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let account = caller.account_in(snapshot)?;
        must_be_changeable(account)?;
        must_differ(&self.mine, &self.theirs)?;
        let about_mine = |refusal: Refusal| refusal.about("mine");
        let about_theirs = |refusal: Refusal| refusal.about("theirs");
        let mine = self.spendable(snapshot, &self.mine, now).map_err(about_mine)?;
        let theirs = self.spendable(snapshot, &self.theirs, now).map_err(about_theirs)?;
        let live = must_be_present(snapshot, account.id, mine.key()).map_err(about_mine)?;
        let mine = mine.fresh(snapshot, now).map_err(about_mine)?;
        // What shows that the account is the caller's comes before what stands in the way, as for a change (rule 9.2).
        let met = self.two_factor.must_be_met(account, &mine.identity);
        met.map_err(about_mine)?;
        let (other, other_live) = other_account(snapshot, &caller, theirs.key()).map_err(about_theirs)?;
        let theirs = theirs.fresh(snapshot, now).map_err(about_theirs)?;
        if Some(other.id) != self.other {
            return Err(stale());
        }
        account.must_have_no_open_change(now)?;
        tenant::must_allow_change(snapshot, account.id, live)?;
        must_let_go(snapshot, other, other_live, now)?;
        self.check_factors([account, other], mine, theirs)?;

        let sides = [(account, live, mine), (other, other_live, theirs)];
        Ok(self.exchanged(snapshot, &caller, sides, now, entropy))
    }
}
