//! The lock-out after wrong passwords (rules 10.7, 10.8 and 10.30).

use crate::{
    account::AccountRow, command::Changes, digest::Hash, entropy::Entropy, outbound::AuditRow, refusal::Refusal,
    write::Write,
};
use contract::{Code, Timestamp, account::AuditKind};

/// After how many failures the lock gets longer, each time ten times as long.
pub const FAILURES_PER_STEP: u32 = 10;

const FACTOR: i64 = 10;

const MINUTE: i64 = 60;

/// How far ahead of the clock the last failure may be, in seconds, and lock nevertheless: what a clock is put back by while it
/// is kept right, and by how much a request that was begun before another is decided after it.
const AHEAD: i64 = MINUTE;

/// For how many minutes after the last of this many failures an account is locked: the whole part of
/// 10^(⌊failures / 10⌋ - 1). Longer than all time where that is more than fits.
#[must_use]
pub fn lock_minutes(failures: u32) -> i64 {
    match (failures / FAILURES_PER_STEP).checked_sub(1) {
        None => 0,
        Some(step) => FACTOR.checked_pow(step).unwrap_or(i64::MAX),
    }
}

/// The wrong passwords typed for a name that nobody has. They are counted like an account's, so that a lock-out does not
/// tell which names there are (rule 10.30).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// A keyed hash of what was typed; the text itself is nobody's to keep.
    pub key: Hash,
    /// How many wrong passwords were typed.
    pub failures: u32,
    /// When the last one was.
    pub failed_at: Timestamp,
}

impl UnknownName {
    /// Where it is kept. There are 65,536 places, so what people invent is bounded; nobody can tell which names share one.
    #[must_use]
    pub fn place(key: &Hash) -> u16 {
        u16::from_be_bytes([key[0], key[1]])
    }
}

/// For how many whole minutes, rounded up, this many failures lock, of which the last was then. None where that is ahead: the
/// clock was, and the lock would last until it is there again. The next failure has the right time, and locks anew.
fn minutes_left(failures: u32, last: Timestamp, now: Timestamp) -> i64 {
    let minutes = lock_minutes(failures);
    if minutes == 0 || last > now.plus_secs(AHEAD) {
        return 0;
    }
    let micros = |minutes: i64| minutes.saturating_mul(MINUTE * 1_000_000);
    let ends = last.as_micros().saturating_add(micros(minutes));
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
    let last = account.failed_password_at;
    last.map_or(Ok(()), |last| must_be_over(account.failed_passwords, last, now))
}

/// The same for a name that nobody has.
///
/// # Errors
/// The same.
pub fn unknown_must_not_be_locked_out(name: &UnknownName, now: Timestamp) -> Result<(), Refusal> {
    must_be_over(name.failures, name.failed_at, now)
}

fn must_be_over(failures: u32, last: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    match minutes_left(failures, last, now) {
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

/// What the refusal of a password for a name that nobody has remembers: one failure more (rule 10.30). `there` is what its
/// place holds; another name there gives way, unless it is locked out.
#[must_use]
pub fn one_more_for_nobody(key: Hash, there: Option<&UnknownName>, now: Timestamp) -> Changes {
    let own = there.filter(|name| name.key == key);
    let mut changes = Changes::default();
    if own.is_none() && there.is_some_and(|other| unknown_must_not_be_locked_out(other, now).is_err()) {
        return changes;
    }
    let name = UnknownName {
        key,
        failures: own.map_or(0, |name| name.failures).saturating_add(1),
        failed_at: now,
    };
    let seen = there.cloned();
    changes.writes.push(Write::CountUnknownName { name, seen });
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(failures: u32, seconds_ago: i64) -> i64 {
        let now = Timestamp::from_secs(1_800_000_000);
        minutes_left(failures, now.plus_secs(-seconds_ago), now)
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
        let end = last.plus_secs(60);
        assert_eq!(minutes_left(10, last, Timestamp::from_micros(end.as_micros() - 1)), 1);
        assert_eq!(minutes_left(10, last, end), 0);
    }

    /// Rule 10.7.
    #[test]
    fn a_lock_out_of_a_clock_that_was_ahead_is_over_once_it_is_put_back() {
        const YEAR: i64 = 365 * 86_400;
        for (failures, seconds_ahead, minutes) in [
            (10, YEAR, 0),
            (30, YEAR, 0),
            (u32::MAX, YEAR, 0),
            (10, AHEAD + 1, 0),
            // Put back by little, or decided in another order than begun: it locks.
            (10, AHEAD, 2),
            (10, 1, 2),
            (9, 1, 0),
        ] {
            let left = left(failures, -seconds_ahead);
            assert_eq!(left, minutes, "{failures} failures, {seconds_ahead} s ahead");
        }
    }

    #[test]
    fn no_number_of_failures_overflows() {
        for failures in [190, 200, 1000, u32::MAX] {
            assert!(left(failures, 1) > 0, "{failures}");
        }
    }
}
