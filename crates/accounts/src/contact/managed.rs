//! Whose settings a caller may change: its own account's, and those of an organization that it administers (rule 5.10).

use crate::{
    account::AccountRow,
    entropy::Entropy,
    outbound::AuditRow,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Guard,
};
use contract::{
    AccountId, Code, Timestamp,
    account::{AccountKind, AuditKind},
};

/// A caller and the account whose settings it may change.
pub(crate) struct Managed<'a> {
    pub caller: Caller,
    pub account: &'a AccountRow,
    /// The caller's own account, where the managed one is an organization.
    member: Option<&'a AccountRow>,
}

/// What [`managed`] has to see.
pub(crate) fn needs_of_managed(caller: &Caller, account: AccountId) -> Vec<Need> {
    let own = [
        Need::Session(caller.session),
        Need::Account(caller.account),
        Need::Account(account),
    ];
    let members = (account != caller.account).then_some(Need::MembersOf(account));
    own.into_iter().chain(members).collect()
}

/// The account whose settings a full session may change; it, and who acts for it, is neither frozen nor being deleted.
///
/// # Errors
/// Besides those of the session `AccountFrozen`, `DeletionPending`, and `NotAuthorized` for another account that is no
/// organization of which the caller is an administrator.
pub(crate) fn managed<'a>(
    snapshot: &'a Snapshot,
    caller: &Caller,
    account: AccountId,
    now: Timestamp,
) -> Result<Managed<'a>, Refusal> {
    let caller = Caller::check(snapshot.session(caller.session), now)?;
    caller.must_be_full()?;
    let own = unhindered(snapshot, caller.account)?;
    if account == caller.account {
        return Ok(Managed {
            caller,
            account: own,
            member: None,
        });
    }
    let administers = snapshot
        .member(account, caller.account)
        .is_some_and(|member| member.administrator);
    let organization = snapshot
        .account(account)
        .filter(|row| administers && row.kind == AccountKind::Organization)
        .ok_or_else(|| {
            Refusal::new(
                Code::NotAuthorized,
                "5.10",
                "the caller may not do this for this account",
            )
        })?;
    organization.must_not_be_frozen()?;
    organization.must_not_be_in_deletion()?;
    Ok(Managed {
        caller,
        account: organization,
        member: Some(own),
    })
}

fn unhindered(snapshot: &Snapshot, account: AccountId) -> Result<&AccountRow, Refusal> {
    let row = snapshot
        .account(account)
        .ok_or_else(|| Refusal::new(Code::SessionRequired, "3.2", "the session's account is gone"))?;
    row.must_not_be_in_deletion()?;
    row.must_not_be_frozen()?;
    Ok(row)
}

impl Managed<'_> {
    /// Who acts: for an organization, its administrator.
    pub(crate) fn acting(&self) -> &AccountRow {
        self.member.unwrap_or(self.account)
    }

    /// That the session goes on, and that who acts for an organization still is what they were.
    pub(crate) fn guards(&self) -> Vec<Guard> {
        let member = self.member.map(|row| Guard::AccountUnchanged {
            account: row.id,
            version: row.version,
        });
        [Guard::SessionLive(self.caller.session)]
            .into_iter()
            .chain(member)
            .collect()
    }

    /// A row of the managed account's activity. Whose computer an organization's administrator used is their own affair; it
    /// names them instead.
    pub(crate) fn audit(
        &self,
        kind: AuditKind,
        subject: Option<&str>,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> AuditRow {
        let installation = self.member.is_none().then_some(self.caller.installation.as_str());
        let row = AuditRow::new(self.account.id, kind, installation, subject, now, entropy);
        match self.member {
            Some(member) => row.by(member.username.as_str()),
            None => row,
        }
    }
}
