//! Recovery codes (rules 9.13 to 9.15): made ten at a time, shown once, each used once.

mod make;
mod typed;

pub use make::{MadeCodes, MakeRecoveryCodes};
pub use typed::{derive, must_be_written_right, plain};

use crate::{
    account::AccountRow,
    command::Changes,
    digest::{self, Hash},
    entropy::Entropy,
    letter::LetterKind,
    outbound::{AuditRow, Mail},
    refusal::Refusal,
    snapshot::Snapshot,
    write::Write,
};
use contract::{AccountId, Code, Secret, Timestamp, account::AuditKind};
use subtle::ConstantTimeEq;

/// How many are made at a time.
pub const COUNT: u32 = 10;

/// One recovery code. Of its text only the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCode {
    /// The account.
    pub account: AccountId,
    /// Its number, 1 to 10.
    pub number: u32,
    /// Hash of the code.
    pub hash: Hash,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// What is stored of a code, however it was typed. It has 115 random bits, so a plain hash is enough (ASVS 5.0, 6.5.2).
#[must_use]
pub fn hash_of(account: AccountId, typed: &Secret) -> Hash {
    let plain = plain(typed);
    let parts: [&[u8]; 2] = [account.as_bytes(), plain.expose().as_bytes()];
    digest::labelled("nuget-accounts/recovery-code/v1", &parts)
}

/// The account's code that was typed, if it can still be used.
///
/// # Errors
/// `RecoveryCodeMistyped` for what cannot be any code; `RecoveryCodeWrong` for another account's, a used one, or none.
pub fn find<'a>(snapshot: &'a Snapshot, account: AccountId, typed: &Secret) -> Result<&'a RecoveryCode, Refusal> {
    must_be_written_right(typed)?;
    let hash = hash_of(account, typed);
    let codes = snapshot.recovery_codes.iter();
    codes
        .filter(|code| code.account == account && code.used_at.is_none())
        .find(|code| code.hash.ct_eq(&hash).into())
        .ok_or_else(wrong)
}

/// The refusal of a code that is of the right form and not one of the account's.
#[must_use]
pub fn wrong() -> Refusal {
    Refusal::new(Code::RecoveryCodeWrong, "9.14", "not a code that can be used").about("recovery_code")
}

/// Uses a code up. Counts it off the account's row, which the caller writes.
pub(crate) fn use_up(
    snapshot: &Snapshot,
    account: &mut AccountRow,
    code: &RecoveryCode,
    by: Option<&str>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    account.recovery_codes_left = account.recovery_codes_left.saturating_sub(1);
    let left = account.recovery_codes_left;
    let letter = LetterKind::RecoveryCodes { used: true, left };
    Changes {
        writes: vec![Write::UseRecoveryCode {
            account: account.id,
            number: code.number,
            at: now,
        }],
        audit: vec![AuditRow::new(
            account.id,
            AuditKind::RecoveryCodeUsed,
            by,
            None,
            now,
            entropy,
        )],
        mails: Mail::notices(snapshot, account, &letter, now, entropy),
        ..Changes::default()
    }
}
