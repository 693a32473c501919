//! Wrong passwords typed for names that nobody has (rule 10.30).

use super::{CommitError, guarded, insert};
use accounts::password::UnknownName;
use rusqlite::Connection;

/// How many names are kept. Anybody can invent more, so those with the fewest failures, and of these the oldest, give way.
const KEPT: i64 = 20_000;

/// Counts, guarded by the failures that were seen, and sees to the bound.
pub fn count(c: &Connection, name: &UnknownName, seen: u32) -> Result<(), CommitError> {
    let at = name.failed_at.as_micros();
    if seen > 0 {
        let sql = "UPDATE unknown_names SET failures = ?2, failed_at = ?3 WHERE key = ?1 AND failures = ?4";
        return guarded(c, sql, (name.key, name.failures, at, seen));
    }
    let sql = "INSERT INTO unknown_names (key, failures, failed_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    guarded(c, sql, (name.key, name.failures, at))?;
    // The one that was just put in stays, or no name could ever be locked again once all others are.
    let sql = "DELETE FROM unknown_names WHERE (SELECT count(*) FROM unknown_names) > ?2 AND key =
        (SELECT key FROM unknown_names WHERE key <> ?1 ORDER BY failures, failed_at LIMIT 1)";
    insert(c, sql, (name.key, KEPT))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use contract::Timestamp;

    fn name(number: i64, failures: u32) -> UnknownName {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&number.to_be_bytes());
        UnknownName {
            key,
            failures,
            failed_at: Timestamp::from_secs(1_800_000_000 + number),
        }
    }

    fn database() -> Connection {
        let mut c = Connection::open_in_memory().unwrap();
        crate::store::schema::migrate(&mut c, None).unwrap();
        c
    }

    fn failures(c: &Connection, number: i64) -> Option<u32> {
        let sql = "SELECT failures FROM unknown_names WHERE key = ?1";
        c.query_row(sql, [name(number, 0).key], |row| row.get(0)).ok()
    }

    #[test]
    fn of_two_that_count_at_once_the_second_has_to_look_again() {
        let c = database();
        count(&c, &name(1, 1), 0).unwrap();
        assert!(matches!(count(&c, &name(1, 1), 0), Err(CommitError::Conflict)));
        count(&c, &name(1, 2), 1).unwrap();
        assert!(matches!(count(&c, &name(1, 2), 1), Err(CommitError::Conflict)));
        assert_eq!(failures(&c, 1), Some(2));
    }

    #[test]
    fn only_so_many_names_are_kept_and_those_that_failed_least_give_way() {
        let c = database();
        c.execute_batch("BEGIN").unwrap();
        count(&c, &name(0, 1), 0).unwrap();
        count(&c, &name(0, 10), 1).unwrap();
        for number in 1..=KEPT {
            c.execute(
                "INSERT INTO unknown_names VALUES (?1, 1, ?2)",
                (name(number, 1).key, number),
            )
            .unwrap();
        }
        count(&c, &name(KEPT + 1, 1), 0).unwrap();
        assert_eq!(failures(&c, 0), Some(10));
        assert_eq!(failures(&c, 1), None);
        assert_eq!(failures(&c, 2), Some(1));
        assert_eq!(failures(&c, KEPT + 1), Some(1));
    }
}
