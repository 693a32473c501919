//! Who may act for an organization (rule 11.7).

use crate::{
    account::AccountRow, entropy::Entropy, outbound::AuditRow, refusal::Refusal, session::Caller, snapshot::Snapshot,
};
use contract::{
    AccountId, Code, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
};

/// Who acts: a full session and its account.
pub(crate) struct Acting<'a> {
    pub caller: Caller,
    pub account: &'a AccountRow,
}

impl<'a> Acting<'a> {
    /// The account behind a full session, where it is neither frozen nor being deleted.
    pub fn check(snapshot: &'a Snapshot, session: SessionId, now: Timestamp) -> Result<Self, Refusal> {
        let caller = Caller::check(snapshot.session(session), now)?;
        caller.must_be_full()?;
        let account = account_of(snapshot, &caller)?;
        account.must_not_be_frozen()?;
        account.must_not_be_in_deletion()?;
        Ok(Self { caller, account })
    }

    /// The same, where the login is nobody else's to take back either: whoever changed it does not go on to what an
    /// undoing would not bring back (rule 11.26).
    pub fn check_settled(snapshot: &'a Snapshot, session: SessionId, now: Timestamp) -> Result<Self, Refusal> {
        let acting = Self::check(snapshot, session, now)?;
        acting.account.must_have_no_open_change(now)?;
        Ok(acting)
    }
}

/// The account of a session.
pub(crate) fn account_of<'a>(snapshot: &'a Snapshot, caller: &Caller) -> Result<&'a AccountRow, Refusal> {
    snapshot
        .account(caller.account)
        .ok_or_else(|| Refusal::new(Code::SessionRequired, "3.2", "the session's account is gone"))
}

/// A row of the activity of the caller's own account, or of an organization that they manage. Its other members are not
/// told whose computer it was, but who.
pub(crate) fn audited(
    snapshot: &Snapshot,
    caller: &Caller,
    account: AccountId,
    (kind, subject): (AuditKind, Option<&str>),
    now: Timestamp,
    entropy: &mut Entropy,
) -> AuditRow {
    if caller.account == account {
        let installation = Some(caller.installation.as_str());
        return AuditRow::new(account, kind, installation, subject, now, entropy);
    }
    let row = AuditRow::new(account, kind, None, subject, now, entropy);
    match snapshot.account(caller.account) {
        Some(by) => row.by(by.username.as_str()),
        None => row,
    }
}

/// What is answered to who may not act for an organization, and for one that does not exist (rule 11.8).
#[must_use]
pub fn not_authorized() -> Refusal {
    Refusal::new(
        Code::NotAuthorized,
        "11.8",
        "the caller may not do this for this account",
    )
}

/// What is answered to who may not look at an organization, and for one that does not exist (rule 11.8).
#[must_use]
pub fn not_found() -> Refusal {
    Refusal::new(Code::NotFound, "11.8", "no such organization of this caller")
}

/// The organization, where the account is one of its administrators.
///
/// # Errors
/// `NotAuthorized`, also where there is no such organization (rule 11.8).
pub fn administered(snapshot: &Snapshot, account: AccountId, organization: AccountId) -> Result<&AccountRow, Refusal> {
    snapshot
        .account(organization)
        .filter(|row| row.kind == AccountKind::Organization)
        .filter(|row| is_administrator(snapshot, row.id, account))
        .ok_or_else(not_authorized)
}

/// The account that a caller manages: their own, or an organization that they administer (rule 11.5). Needs the
/// account and its members.
///
/// # Errors
/// `NotAuthorized`, also where there is no such account.
pub fn managed(snapshot: &Snapshot, caller: AccountId, account: AccountId) -> Result<&AccountRow, Refusal> {
    if caller == account {
        return snapshot.account(account).ok_or_else(not_authorized);
    }
    administered(snapshot, caller, account)
}

/// Whether the account administers the organization. Needs its members.
pub(super) fn is_administrator(snapshot: &Snapshot, organization: AccountId, account: AccountId) -> bool {
    snapshot
        .member(organization, account)
        .is_some_and(|member| member.administrator)
}

/// Refuses changes of the members before the organization's contact e-mail is confirmed (rule 11.6).
pub(crate) fn must_be_confirmed(organization: &AccountRow) -> Result<(), Refusal> {
    if organization.confirmed_email.is_some() {
        return Ok(());
    }
    Err(Refusal::new(
        Code::OrganizationUnconfirmed,
        "11.6",
        "the organization's contact e-mail has not been confirmed",
    ))
}

/// Refuses to take the last administrator away (rule 11.18).
pub(crate) fn must_keep_an_administrator(
    snapshot: &Snapshot,
    organization: AccountId,
    without: AccountId,
) -> Result<(), Refusal> {
    let left = snapshot
        .members_of(organization)
        .any(|member| member.administrator && member.account != without);
    if left || !is_administrator(snapshot, organization, without) {
        return Ok(());
    }
    Err(Refusal::new(
        Code::LastAdministrator,
        "11.18",
        "the organization would be left without an administrator",
    ))
}
