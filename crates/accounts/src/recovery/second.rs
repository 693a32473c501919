//! What must come beside a mailed code or a password where two-factor is on: a recovery code (rules 10.22, 12.5).

use super::{Recovery, RecoveryKind};
use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    letter::LetterKind,
    outbound::{AuditRow, Mail},
    recovery_code,
    refusal::Refusal,
    session::Caller,
    snapshot::Snapshot,
    write::Write,
};
use contract::{Code, Secret, Timestamp, account::AuditKind};
use subtle::ConstantTimeEq;

/// The number of the account's unused recovery code that was typed. All are compared, each in constant time.
pub(super) fn matching(snapshot: &Snapshot, account: &AccountRow, typed: &Secret) -> Option<u32> {
    let hash = recovery_code::hash_of(account.id, typed);
    let unused = snapshot
        .recovery_codes
        .iter()
        .filter(|code| code.account == account.id && code.used_at.is_none());
    unused.fold(None, |found, code| {
        let is_it: bool = code.hash.ct_eq(&hash).into();
        found.or(is_it.then_some(code.number))
    })
}

/// Whether a mailed code opened this session: then a recovery code, or the wait, came with it where two-factor was on.
pub(super) fn is_by_mail(snapshot: &Snapshot, caller: &Caller) -> bool {
    let opened_it = |request: &Recovery| {
        request.kind == RecoveryKind::Login
            && request.account == Some(caller.account)
            && request.session == Some(caller.session)
    };
    snapshot.recoveries.iter().any(opened_it)
}

/// What a recovery session must show before it decides whose the account is: the account with one code less and what is
/// written of that, or nothing where two-factor is off or what it asks for came with the mailed code. Needs
/// [`crate::Need::RecoveriesOf`], [`crate::Need::RecoveryCodes`] and [`crate::Need::AddressChangesOf`].
///
/// # Errors
/// `RecoveryCodeWrong` where the code is missing or none of the account's.
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
    let number = typed.and_then(|typed| matching(snapshot, account, typed));
    let number = number.ok_or_else(|| {
        let detail = "two-factor is on: a recovery code must come too";
        Refusal::new(Code::RecoveryCodeWrong, "10.22", detail).about("recovery_code")
    })?;
    let by = caller.installation.as_str();
    Ok(Some(used(snapshot, account, number, by, now, entropy)))
}

/// The account with one code less, and what is written of that. The account itself is written by the caller.
pub(super) fn used(
    snapshot: &Snapshot,
    account: &AccountRow,
    number: u32,
    by: &str,
    now: Timestamp,
    entropy: &mut Entropy,
) -> (AccountRow, Changes) {
    let left = account.recovery_codes_left.saturating_sub(1);
    let letter = LetterKind::RecoveryCodes { used: true, left };
    let mails = Mail::notices(snapshot, account, &letter, now, entropy);
    let kind = AuditKind::RecoveryCodeUsed;
    let changes = Changes {
        writes: vec![Write::UseRecoveryCode {
            account: account.id,
            number,
            at: now,
        }],
        audit: vec![AuditRow::new(account.id, kind, Some(by), None, now, entropy)],
        mails,
        ..Changes::default()
    };
    let account = AccountRow {
        recovery_codes_left: left,
        ..account.clone()
    };
    (account, changes)
}
