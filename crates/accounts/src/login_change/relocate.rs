//! Moving an identity away from an account that is no longer wanted.

use super::{
    Current,
    change::{must_be_changeable, must_differ},
    conflict::{must_let_go, other_account},
    current::missing,
    finalise,
    relink::Relinked,
    replace::Replace,
    tenant,
    undo::stale,
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    deletion::{self, Terms},
    entropy::Entropy,
    login::Login,
    outbound::{mails_to, told_both},
    proof::Presented,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::{Guard, Write},
};
use contract::{AccountId, Code, Purpose, Timestamp, account::Account, consequence::Consequence};

/// Link an identity that is another account's login to the caller's, and have that other account deleted, in one
/// transaction (rule 9.16).
#[derive(Debug)]
pub struct MoveLogin {
    /// Who asks.
    pub caller: Caller,
    /// What shows that the account is the caller's.
    pub current: Current,
    /// A fresh proof of the other account's identity.
    pub new: Presented,
    /// The other account's username as it was typed.
    pub username: String,
    /// The other account, as it was found beforehand.
    pub other: Option<AccountId>,
    /// Whether its packages that are left without an owner are unlisted.
    pub unlist_orphans: bool,
    /// For how many seconds its deletion can be cancelled.
    pub grace_seconds: i64,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

/// Who is told by mail that the one account has another login, and that the other goes (rule 7.31).
fn told(
    snapshot: &Snapshot,
    [own, other]: [&AccountRow; 2],
    relinked: &Relinked,
    given_up: &Changes,
    now: Timestamp,
) -> Option<Consequence> {
    let to_own = mails_to(snapshot, [own.id], &given_up.mails, now);
    let to_other = mails_to(snapshot, [other.id], &given_up.mails, now);
    told_both(relinked.changes.mails.iter().chain(to_own), to_other)
}

impl MoveLogin {
    /// The caller's account, the identity to link to it, and the account that it is taken from. All of it was shown, and
    /// nothing stands in the way.
    fn check<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<(Replace<'a>, &'a AccountRow), Refusal> {
        let account = caller.account_in(snapshot)?;
        must_be_changeable(account)?;
        if let Current::Proof(current) = &self.current {
            must_differ(current, &self.new)?;
        }
        let about = |refusal: Refusal| refusal.about("new");
        let session = Some(caller.session);
        let new = self.new.spendable(snapshot, Purpose::ChangeLogin, session, now);
        let new = new.map_err(about)?;
        let live = snapshot.login_of(account.id).ok_or_else(missing)?;
        let shown_by = self
            .current
            .check(snapshot, account, &self.new, caller, self.two_factor, now)?;
        let (other, other_live) = other_account(snapshot, caller, new.key()).map_err(about)?;
        let shown = Replace {
            account,
            live,
            new: new.fresh(snapshot, now).map_err(about)?,
            shown_by,
        };
        self.must_be_free_to_move(snapshot, &shown, (other, other_live), now)?;
        self.must_be_named(other)?;
        Ok((shown, other))
    }

    fn must_be_free_to_move(
        &self,
        snapshot: &Snapshot,
        shown: &Replace<'_>,
        (other, other_live): (&AccountRow, &Login),
        now: Timestamp,
    ) -> Result<(), Refusal> {
        shown.account.must_have_no_open_change(now)?;
        tenant::must_allow_change(snapshot, shown.account.id, shown.live)?;
        must_let_go(snapshot, other, other_live, now)?;
        let identity = &shown.new.identity;
        self.two_factor
            .must_be_met_by_link(shown.account, identity)
            .and_then(|()| self.two_factor.must_be_met(other, identity))
            .map_err(|refusal| refusal.about("new"))
    }

    fn must_be_named(&self, other: &AccountRow) -> Result<(), Refusal> {
        if Some(other.id) != self.other {
            return Err(stale());
        }
        if other.username.is_typed(&self.username) {
            return Ok(());
        }
        Err(Refusal::new(
            Code::ConfirmationWrong,
            "9.16",
            "the typed name is not the other account's",
        )
        .about("username"))
    }

    /// What happens to the other account: its deletion begins, and its login is free at once.
    fn given_up(
        &self,
        snapshot: &Snapshot,
        other: &AccountRow,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<Changes, Refusal> {
        let terms = Terms {
            unlist_orphans: self.unlist_orphans,
            grace_seconds: self.grace_seconds,
            login_moved_to: Some(self.caller.account),
        };
        let (begun, _) = deletion::begin(snapshot, other.id, terms, None, now, entropy)?;
        let mut changes = Changes {
            writes: finalise::ended(snapshot, other.id, now),
            ..Changes::default()
        };
        changes.absorb(begun);
        // Where both have something in common the caller's account is guarded twice; its own change does that already.
        let own = self.caller.account;
        changes.guards.retain(|guard| {
            !matches!(guard, Guard::AccountUnchanged { account, .. } | Guard::ChangesAccount { account, .. } if *account == own)
        });
        for write in &mut changes.writes {
            // An earlier change of its login that has ended became final on the way.
            if let Write::UpdateAccount(row) = write
                && row.id == other.id
            {
                row.login_change_until = None;
            }
        }
        Ok(changes)
    }
}

impl Command for MoveLogin {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        let mut needs = vec![
            Need::Session(self.caller.session),
            Need::Account(account),
            self.current.needs(account),
            Need::Proof(self.new.proof),
            Need::AddressChangesOf(account),
            Need::LoginChangesOf(account),
            Need::MembershipsOf(account),
            Need::SessionsOf(account),
        ];
        if let Some(other) = self.other {
            needs.extend(deletion::needs(other));
            needs.extend([Need::LoginChangesOf(other), Need::MembershipsOf(other)]);
        }
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let (shown, other) = self.check(snapshot, &caller, now)?;
        let (spent, relinked) = shown.decide(&caller, snapshot, now, entropy);
        let given_up = self.given_up(snapshot, other, now, entropy)?;
        let told = told(snapshot, [shown.account, other], &relinked, &given_up, now);
        let mut changes = Changes {
            guards: vec![Guard::SessionLive(caller.session)],
            writes: vec![self.new.spent(now)],
            ..Changes::default()
        };
        changes.absorb(given_up);
        changes.absorb(spent);
        let (account, login) = relinked.follow(&mut changes);
        changes.consequences.extend(told);
        Ok((changes, account.view(Some(&login))))
    }
}
