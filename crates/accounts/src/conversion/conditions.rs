//! What a conversion takes (rules 12.2 to 12.4), each refused in its turn.

use super::Conversion;
use crate::{account::AccountRow, refusal::Refusal, snapshot::Snapshot};
use contract::{AccountId, Code, Timestamp, account::AccountKind};

/// Whether an invitation that is open stands in the way (rule 12.16): somebody else can make one at any time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Invitations {
    StandInTheWay,
    AreWithdrawn,
}

/// The conditions on the account that becomes an organization (rules 12.2, 12.3).
///
/// # Errors
/// The first that does not hold.
pub(crate) fn of_account(
    snapshot: &Snapshot,
    account: &AccountRow,
    invitations: Invitations,
    now: Timestamp,
) -> Result<(), Refusal> {
    account.must_be_confirmed()?;
    account.must_not_be_locked()?;
    if is_member(snapshot, account.id)
        || (invitations == Invitations::StandInTheWay && is_invited(snapshot, account.id, now))
    {
        return Err(Refusal::new(
            Code::ConversionIsMember,
            "12.2",
            "the account is a member of organizations, or invited",
        ));
    }
    account.must_not_be_frozen()?;
    account.must_not_be_in_deletion()?;
    account.must_have_no_open_change(now)
}

fn is_member(snapshot: &Snapshot, account: AccountId) -> bool {
    snapshot.members.iter().any(|row| row.account == account)
}

fn is_invited(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> bool {
    let mut invitations = snapshot.invitations.iter();
    invitations.any(|row| row.account == account && row.is_open(now))
}

/// The conditions on who will administer the organization (rule 12.4).
///
/// # Errors
/// The first that does not hold.
pub(crate) fn of_administrator(administrator: Option<&AccountRow>, account: AccountId) -> Result<&AccountRow, Refusal> {
    let refuse = |code, detail| Refusal::new(code, "12.4", detail).about("administrator");
    let administrator = administrator.ok_or_else(|| refuse(Code::AccountUnknown, "no account has this name"))?;
    if administrator.id == account {
        return Err(refuse(
            Code::AdministratorIsSame,
            "the administrator is the account itself",
        ));
    }
    if administrator.confirmed_email.is_none() {
        let detail = "the administrator has not confirmed their contact e-mail";
        return Err(refuse(Code::AdministratorUnconfirmed, detail));
    }
    if administrator.kind == AccountKind::Organization {
        return Err(refuse(
            Code::AdministratorIsOrganization,
            "the administrator is an organization",
        ));
    }
    Ok(administrator)
}

/// A conversion that was asked for in a recovery session is for an account that nobody can sign in to (rule 12.5).
///
/// # Errors
/// `LoginPresent`.
pub(crate) fn of_login(snapshot: &Snapshot, account: AccountId, from_recovery: bool) -> Result<(), Refusal> {
    if from_recovery && snapshot.login_of(account).is_some() {
        return Err(Refusal::new(
            Code::LoginPresent,
            "12.5",
            "the account has a Microsoft login: convert in a full session",
        ));
    }
    Ok(())
}

/// A request of a recovery session that showed nothing beside a password is as good as none once two-factor is on
/// (rule 12.10).
///
/// # Errors
/// `ConversionNotFound`.
fn of_two_factor(account: &AccountRow, conversion: &Conversion) -> Result<(), Refusal> {
    if conversion.from_recovery && account.two_factor && !conversion.second_shown {
        return Err(super::no_conversion());
    }
    Ok(())
}

/// Everything that must hold when a request is accepted or takes effect (rules 12.10, 12.16).
///
/// # Errors
/// The first that does not hold.
pub(crate) fn of_request<'a>(
    snapshot: &'a Snapshot,
    conversion: &Conversion,
    invitations: Invitations,
    now: Timestamp,
) -> Result<(&'a AccountRow, &'a AccountRow), Refusal> {
    let account = snapshot.account(conversion.account).ok_or_else(super::no_conversion)?;
    of_account(snapshot, account, invitations, now)?;
    of_login(snapshot, account.id, conversion.from_recovery)?;
    of_two_factor(account, conversion)?;
    let administrator = of_administrator(snapshot.account(conversion.administrator), account.id)?;
    administrator.must_not_be_frozen()?;
    administrator.must_not_be_in_deletion()?;
    Ok((account, administrator))
}
