//! What must come beside a mailed code or a password where two-factor is on: a recovery code (rule 10.22).

use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    letter::LetterKind,
    outbound::{AuditRow, Mail},
    recovery_code,
    snapshot::Snapshot,
    write::Write,
};
use contract::{Secret, Timestamp, account::AuditKind};
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
