//! An identity that is wanted for one account and is the login of another.

use super::{change::must_be_changeable, tenant};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    email::EmailAddress,
    entropy::Entropy,
    login::{IdentityKey, Login},
    proof::Presented,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::Guard,
};
use contract::{AccountId, Code, Purpose, Timestamp, account::AccountKind, login::LoginConflict};

/// Learn which account it is, by spending the proof that met it (rule 9.11).
#[derive(Debug)]
pub struct ViewConflict {
    /// Who asks.
    pub caller: Caller,
    /// The proof.
    pub proof: Presented,
    /// The other account, as it was found beforehand.
    pub other: Option<AccountId>,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

/// The other account that an identity signs in to.
///
/// # Errors
/// `IdentityNotLinked` where it is free or the caller's own.
pub(super) fn other_account<'a>(
    snapshot: &'a Snapshot,
    caller: &Caller,
    shown: &IdentityKey,
) -> Result<(&'a AccountRow, &'a Login), Refusal> {
    let login = snapshot.login(shown);
    let login = login.filter(|login| login.account != caller.account);
    let account = login.and_then(|login| snapshot.account(login.account));
    account
        .filter(|account| account.kind == AccountKind::Individual)
        .zip(login)
        .ok_or_else(|| Refusal::new(Code::IdentityNotLinked, "9.11", "no other account has this identity"))
}

/// Refuses another account whose login may not be taken away now (rules 9.12 and 9.16).
pub(super) fn must_let_go(
    snapshot: &Snapshot,
    account: &AccountRow,
    live: &Login,
    now: Timestamp,
) -> Result<(), Refusal> {
    let about = |refusal: Refusal| refusal.about("other");
    must_be_changeable(account)
        .and_then(|()| account.must_have_no_open_change(now))
        .and_then(|()| tenant::must_allow_change(snapshot, account.id, live))
        .map_err(about)
}

fn count<'a, T: 'a>(rows: impl IntoIterator<Item = &'a T>, is: impl Fn(&T) -> bool) -> u32 {
    let found = rows.into_iter().filter(|row| is(row)).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

impl Command for ViewConflict {
    type Answer = LoginConflict;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        let mut needs = vec![
            Need::Session(self.caller.session),
            Need::Account(account),
            Need::Proof(self.proof.proof),
            Need::MembershipsOf(account),
        ];
        if let Some(other) = self.other {
            needs.extend([Need::MembershipsOf(other), Need::PackagesOf(other), Need::KeysOf(other)]);
        }
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, _entropy: &mut Entropy) -> Decision<LoginConflict> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let session = Some(caller.session);
        let spendable = self.proof.spendable(snapshot, Purpose::ChangeLogin, session, now)?;
        let (other, live) = other_account(snapshot, &caller, spendable.key())?;
        let completed = spendable.fresh(snapshot, now)?;
        if Some(other.id) != self.other {
            return Err(super::undo::stale());
        }
        // What signing in to that account would take, learning about it takes too.
        self.two_factor.must_be_met(other, &completed.identity)?;
        let refused = must_let_go(snapshot, other, live, now).err();
        let address = other.address().map(EmailAddress::masked);
        let memberships = snapshot.members.iter().filter(|member| member.account == other.id);
        let organizations = memberships
            .filter_map(|member| snapshot.account(member.organization))
            .map(|organization| organization.username.as_str().to_owned());
        let conflict = LoginConflict {
            username: other.username.as_str().to_owned(),
            address,
            opened_at: other.opened_at,
            packages: count(&snapshot.owners, |owner| owner.account == other.id),
            api_keys: count(&snapshot.keys, |key| key.holder == other.id && key.is_live(now)),
            organizations: organizations.collect(),
            refused: refused.map(|refusal| refusal.code),
        };
        let changes = Changes {
            guards: vec![Guard::SessionLive(caller.session)],
            writes: vec![self.proof.spent(now)],
            ..Changes::default()
        };
        Ok((changes, conflict))
    }
}
