//! Changing the login of an account.

use super::{Current, current::missing, elsewhere::settle_elsewhere, replace::Replace, tenant};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    login::Login,
    outbound::told,
    proof::Presented,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::{Guard, Write},
};
use contract::{Code, Purpose, Timestamp, account::Account};

/// Link another identity to the caller's account, in place of the present one (rules 9.1 to 9.7).
#[derive(Debug)]
pub struct ChangeLogin {
    /// Who asks.
    pub caller: Caller,
    /// What shows that the account is the caller's.
    pub current: Current,
    /// A fresh proof of the identity to link.
    pub new: Presented,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

/// Refuses an account whose login may not be changed now, but for an earlier change (rules 9.2 and 9.9).
pub(super) fn must_be_changeable(account: &AccountRow) -> Result<(), Refusal> {
    account.must_not_be_locked()?;
    account.must_not_be_frozen()?;
    account.must_not_be_in_deletion()
}

/// Refuses two proofs that are one.
pub(super) fn must_differ(one: &Presented, other: &Presented) -> Result<(), Refusal> {
    if one.proof == other.proof {
        return Err(Refusal::new(
            Code::ProofInvalid,
            "9.1",
            "the two proofs must be different ones",
        ));
    }
    Ok(())
}

impl ChangeLogin {
    /// The caller's account and the identity to link, both of them shown.
    fn shown<'a>(&'a self, snapshot: &'a Snapshot, caller: &Caller, now: Timestamp) -> Result<Replace<'a>, Refusal> {
        let account = caller.account_in(snapshot)?;
        must_be_changeable(account)?;
        let current = self.current.presented();
        if let Some(current) = current {
            must_differ(current, &self.new)?;
        }
        let new = self
            .new
            .spendable(snapshot, Purpose::ChangeLogin, Some(caller.session), now)
            .and_then(|new| new.fresh_beside(current, snapshot, now))
            .map_err(|refusal| refusal.about("new"))?;
        let live = snapshot.login_of(account.id).ok_or_else(missing)?;
        let shown_by = self
            .current
            .check(snapshot, account, &self.new, caller, self.two_factor, now)?;
        Ok(Replace {
            account,
            live,
            new,
            shown_by,
        })
    }

    /// The identity is the account's already: only how the provider describes it may be new (rule 9.3).
    fn refreshed(&self, shown: &Replace<'_>, now: Timestamp) -> (Changes, Account) {
        let (account, identity) = (shown.account, &shown.new.identity);
        let mut writes = vec![self.new.spent(now)];
        if let Current::Proof(current) = &self.current {
            writes.push(current.spent(now));
        }
        writes.push(Write::DescribeLogin {
            login: shown.live.id,
            identity: identity.clone(),
        });
        let guards = vec![
            Guard::SessionLive(self.caller.session),
            Guard::AccountUnchanged {
                account: account.id,
                version: account.version,
            },
        ];
        let login = Login {
            identity: identity.clone(),
            ..shown.live.clone()
        };
        let changes = Changes {
            guards,
            writes,
            ..Changes::default()
        };
        (changes, account.view(Some(&login)))
    }

    /// Whether this identity may become the account's login in place of the present one.
    fn check_new(&self, snapshot: &Snapshot, shown: &Replace<'_>, now: Timestamp) -> Result<(), Refusal> {
        shown.account.must_have_no_open_change(now)?;
        tenant::must_allow_change(snapshot, shown.account.id, shown.live)?;
        let about = |refusal: Refusal| refusal.about("new");
        self.two_factor
            .must_be_met_by_link(shown.account, &shown.new.identity)
            .map_err(about)?;
        if snapshot.login(&shown.new.key).is_some() {
            let refusal = Refusal::new(
                Code::IdentityAlreadyLinked,
                "9.4",
                "Failed to update the Microsoft account. This could happen if it is already linked to another NuGet account.",
            );
            return Err(about(refusal));
        }
        Ok(())
    }
}

impl Command for ChangeLogin {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        vec![
            Need::Session(self.caller.session),
            Need::Account(account),
            self.current.needs(account),
            Need::Proof(self.new.proof),
            Need::AddressChangesOf(account),
            Need::LoginChangesOf(account),
            Need::LoginChangesByProof(self.new.proof),
            Need::MembershipsOf(account),
            Need::SessionsOf(account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let shown = self.shown(snapshot, &caller, now)?;
        if shown.live.key == shown.new.key {
            return Ok(self.refreshed(&shown, now));
        }
        self.check_new(snapshot, &shown, now)?;
        let settled = settle_elsewhere(snapshot, &shown.new.key, now, entropy)?;
        let (spent, relinked) = shown.decide(&caller, snapshot, now, entropy);
        let mut changes = Changes {
            guards: vec![Guard::SessionLive(caller.session)],
            writes: vec![self.new.spent(now)],
            ..Changes::default()
        };
        changes.absorb(spent);
        changes.absorb(settled);
        let (account, login) = relinked.follow(&mut changes);
        let told = told(&changes.mails);
        changes.consequences.extend(told);
        Ok((changes, account.view(Some(&login))))
    }
}
