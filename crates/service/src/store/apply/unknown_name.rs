//! Wrong passwords typed for names that nobody has (rule 10.30).

use super::{CommitError, guarded};
use accounts::password::UnknownName;
use rusqlite::Connection;

/// Counts, guarded by what the place held.
pub fn count(c: &Connection, name: &UnknownName, seen: Option<&UnknownName>) -> Result<(), CommitError> {
    let (place, at) = (UnknownName::place(&name.key), name.failed_at.as_micros());
    let Some(seen) = seen else {
        let sql = "INSERT INTO unknown_names (place, key, failures, failed_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO NOTHING";
        return guarded(c, sql, (place, name.key, name.failures, at));
    };
    let sql = "UPDATE unknown_names SET key = ?2, failures = ?3, failed_at = ?4
        WHERE place = ?1 AND key = ?5 AND failures = ?6";
    guarded(c, sql, (place, name.key, name.failures, at, seen.key, seen.failures))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Timestamp;

    fn name(number: u8, failures: u32) -> UnknownName {
        let mut key = [0; 32];
        key[31] = number;
        UnknownName {
            key,
            failures,
            failed_at: Timestamp::from_secs(1_800_000_000),
        }
    }

    #[test]
    fn of_two_that_count_at_once_the_second_has_to_look_again_at_the_one_place_of_both() {
        let mut c = Connection::open_in_memory().unwrap();
        crate::store::schema::migrate(&mut c, None).unwrap();
        let conflicts = |result| assert!(matches!(result, Err(CommitError::Conflict)));
        count(&c, &name(1, 1), None).unwrap();
        conflicts(count(&c, &name(1, 1), None));
        conflicts(count(&c, &name(2, 1), None));
        count(&c, &name(1, 2), Some(&name(1, 1))).unwrap();
        conflicts(count(&c, &name(1, 2), Some(&name(1, 1))));
        count(&c, &name(2, 1), Some(&name(1, 2))).unwrap();
        let sql = "SELECT key FROM unknown_names WHERE place = ?1";
        let held: [u8; 32] = c.query_row(sql, [0], |row| row.get(0)).unwrap();
        assert_eq!(held, name(2, 1).key);
    }
}
