//! The lists of the operator.

use super::{CommitError, unguarded};
use accounts::operator_list::OperatorList;
use rusqlite::Connection;

/// Puts a text on a list, or takes it off.
pub fn set(c: &Connection, list: OperatorList, text: &str, on: bool) -> Result<(), CommitError> {
    let sql = if on {
        "INSERT INTO listed (list, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM listed WHERE list = ?1 AND text = ?2"
    };
    unguarded(c, sql, (list.as_str(), text))
}
