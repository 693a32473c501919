//! The lock-out after wrong passwords (rules 10.7 and 10.8).

use crate::{account::AccountRow, command::Changes, entropy::Entropy, outbound::AuditRow, refusal::Refusal};
use contract::{Code, Timestamp, account::AuditKind};

/// After how many failures the lock gets longer, each time ten times as long.
pub const FAILURES_PER_STEP: u32 = 10;

const FACTOR: i64 = 10;

const MINUTE: i64 = 60;

/// For how many minutes after the last of this many failures an account is locked: the whole part of
/// 10^(⌊failures / 10⌋ - 1). Longer than all time where that is more than fits.
#[must_use]
pub fn lock_minutes(failures: u32) -> i64 {
    match (failures / FAILURES_PER_STEP).checked_sub(1) {
        None => 0,
        Some(step) => FACTOR.checked_pow(step).unwrap_or(i64::MAX),
    }
}

/// For how many whole minutes, rounded up, the account is still locked.
#[must_use]
pub fn minutes_left(account: &AccountRow, now: Timestamp) -> i64 {
    let Some(last) = account.failed_password_at else {
        return 0;
    };
    let micros = |minutes: i64| minutes.saturating_mul(MINUTE * 1_000_000);
    let ends = last
        .as_micros()
        .saturating_add(micros(lock_minutes(account.failed_passwords)));
    let left = ends.saturating_sub(now.as_micros());
    if left <= 0 {
        return 0;
    }
    left / micros(1) + i64::from(left % micros(1) > 0)
}

/// Refuses an attempt while the account is locked; it is not counted and the password not looked at.
///
/// # Errors
/// `PasswordLockedOut` with the whole minutes left, in seconds.
pub fn must_not_be_locked_out(account: &AccountRow, now: Timestamp) -> Result<(), Refusal> {
    match minutes_left(account, now) {
        0 => Ok(()),
        minutes => {
            let refusal = Refusal::new(Code::PasswordLockedOut, "10.7", "too many wrong passwords");
            Err(refusal.retry_after(minutes.saturating_mul(MINUTE)))
        }
    }
}

/// What a refusal of a wrong password remembers: one failure more (rule 10.8).
#[must_use]
pub fn one_more(account: &AccountRow, by: &str, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let (guard, write, account) = AccountRow {
        failed_passwords: account.failed_passwords.saturating_add(1),
        failed_password_at: Some(now),
        ..account.clone()
    }
    .replaced();
    let kind = AuditKind::PasswordSignInFailed;
    Changes {
        guards: vec![guard],
        writes: vec![write],
        audit: vec![AuditRow::new(account.id, kind, Some(by), None, now, entropy)],
        ..Changes::default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::username::Username;
    use contract::{AccountId, account::AccountKind};

    fn left(failures: u32, seconds_ago: i64) -> i64 {
        let (now, id) = (Timestamp::from_secs(1_800_000_000), AccountId::from_bytes([1; 16]));
        let name = Username::parse("anna").unwrap();
        let account = AccountRow {
            failed_passwords: failures,
            failed_password_at: Some(now.plus_secs(-seconds_ago)),
            ..AccountRow::new(id, AccountKind::Individual, name, now)
        };
        minutes_left(&account, now)
    }

    #[test]
    fn the_lock_grows_tenfold_with_each_ten_failures_and_is_told_in_whole_minutes() {
        for (failures, seconds_ago, minutes) in [
            (0, 1, 0),
            (9, 1, 0),
            (10, 0, 1),
            (10, 1, 1),
            (19, 59, 1),
            (19, 60, 0),
            (20, 0, 10),
            (21, 1, 10),
            (25, 9 * 60, 1),
            (29, 5 * 60 + 30, 5),
            (30, 1, 100),
            (40, 1, 1000),
            (10, 10 * 60, 0),
            (20, 100 * 60, 0),
        ] {
            assert_eq!(
                left(failures, seconds_ago),
                minutes,
                "{failures} failures, {seconds_ago} s ago"
            );
        }
    }

    #[test]
    fn the_lock_ends_to_the_microsecond() {
        let last = Timestamp::from_secs(1_800_000_000);
        let name = Username::parse("anna").unwrap();
        let account = AccountRow {
            failed_passwords: 10,
            failed_password_at: Some(last),
            ..AccountRow::new(AccountId::from_bytes([1; 16]), AccountKind::Individual, name, last)
        };
        let end = last.plus_secs(60);
        assert_eq!(minutes_left(&account, Timestamp::from_micros(end.as_micros() - 1)), 1);
        assert_eq!(minutes_left(&account, end), 0);
    }

    #[test]
    fn no_number_of_failures_overflows() {
        for failures in [190, 200, 1000, u32::MAX] {
            assert!(left(failures, 1) > 0, "{failures}");
        }
    }
}
