//! What must come beside a mailed code or a password where two-factor is on: a recovery code (rules 10.22, 12.5).

use super::{Recovery, RecoveryKind, judge::count_wrong};
use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    login_change::Means,
    recovery_code::{self, RecoveryCode},
    refusal::Refusal,
    session::Caller,
    snapshot::Snapshot,
};
use contract::{Code, Secret, Timestamp};

/// The recovery by mail that opened this session.
fn opened_by<'a>(snapshot: &'a Snapshot, caller: &Caller) -> Option<&'a Recovery> {
    let mut recoveries = snapshot.recoveries.iter();
    recoveries.find(|request| {
        request.kind == RecoveryKind::Login
            && request.account == Some(caller.account)
            && request.session == Some(caller.session)
    })
}

/// Whether a mailed code opened this session: then a recovery code, or the wait, came with it where two-factor was on. Needs
/// [`crate::Need::RecoveriesOf`].
pub(crate) fn is_by_mail(snapshot: &Snapshot, caller: &Caller) -> bool {
    opened_by(snapshot, caller).is_some()
}

/// What a link from this session rests on, once [`demanded`] has let it pass: with two-factor on a recovery code was
/// shown, with the mailed code or with the link, but for who waited. Switching two-factor on ends what was begun before
/// (rule 9.28), so nothing has to be kept for this.
pub(super) fn means(snapshot: &Snapshot, account: &AccountRow, caller: &Caller) -> Means {
    let waited = opened_by(snapshot, caller).is_some_and(|request| request.waits_until.is_some());
    if account.two_factor && !waited {
        Means::RecoveryCode
    } else {
        Means::Recovery
    }
}

/// What a recovery session must show before it decides whose the account is: the account with one code less and what is
/// written of that, or nothing where two-factor is off or what it asks for came with the mailed code. Needs
/// [`crate::Need::RecoveriesOf`], [`crate::Need::RecoveryCodes`] and [`crate::Need::AddressChangesOf`].
///
/// # Errors
/// `RecoveryCodeWrong` where the code is missing or none of the account's, `RecoveryCodeMistyped` where it cannot be any.
pub(crate) fn demanded(
    snapshot: &Snapshot,
    account: &AccountRow,
    caller: &Caller,
    typed: Option<&Secret>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<Option<(AccountRow, Changes)>, Refusal> {
    if !account.two_factor || is_by_mail(snapshot, caller) {
        return Ok(None);
    }
    let typed = typed.ok_or_else(missing)?;
    let code = recovery_code::find(snapshot, account.id, typed)?;
    let (mut account, by) = (account.clone(), Some(caller.installation.as_str()));
    let used = recovery_code::use_up(snapshot, &mut account, code, by, now, entropy);
    Ok(Some((account, used)))
}

/// The refusal where a recovery code has to come and did not.
pub(super) fn missing() -> Refusal {
    let detail = "two-factor is on: a recovery code must come too";
    Refusal::new(Code::RecoveryCodeWrong, "10.22", detail).about("recovery_code")
}

/// The recovery code that came with a mailed code. A wrong one uses up a try of the request; one that was only mistyped
/// does not (rule 10.22).
///
/// # Errors
/// `RecoveryCodeMistyped`, or `RecoveryCodeWrong`, which counts.
pub(super) fn with_mailed_code<'a>(
    snapshot: &'a Snapshot,
    (request, account): (&Recovery, &AccountRow),
    typed: &Secret,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<&'a RecoveryCode, Refusal> {
    recovery_code::find(snapshot, account.id, typed).map_err(|refusal| match refusal.code {
        Code::RecoveryCodeWrong => count_wrong(Code::RecoveryCodeWrong, request, now, entropy).about("recovery_code"),
        _ => refusal,
    })
}
