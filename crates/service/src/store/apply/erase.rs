//! The end of an account.

use super::{CommitError, guarded, unguarded};
use contract::AccountId;
use rusqlite::Connection;

/// What hangs on an account, in an order in which nothing refers to what is gone.
const PARTS: [&str; 21] = [
    "DELETE FROM sessions WHERE account = ?1",
    "DELETE FROM places WHERE account = ?1",
    "DELETE FROM confirmations WHERE account = ?1",
    "DELETE FROM address_changes WHERE account = ?1",
    "DELETE FROM rename_requests WHERE account = ?1",
    "DELETE FROM events WHERE account = ?1",
    "DELETE FROM login_changes WHERE account = ?1",
    "DELETE FROM logins WHERE account = ?1",
    "DELETE FROM recovery_codes WHERE account = ?1",
    "DELETE FROM decision_codes WHERE account = ?1",
    "DELETE FROM proof_codes WHERE account = ?1",
    "DELETE FROM recoveries WHERE account = ?1",
    "DELETE FROM mailed_acts WHERE account = ?1",
    "DELETE FROM deletions WHERE account = ?1",
    "DELETE FROM conversions WHERE account = ?1 OR administrator = ?1",
    "DELETE FROM invitations WHERE account = ?1 OR organization = ?1",
    "DELETE FROM members WHERE account = ?1 OR organization = ?1",
    "DELETE FROM ownership_offers WHERE account = ?1 OR offered_by = ?1",
    "DELETE FROM owners WHERE account = ?1",
    "DELETE FROM keys WHERE holder = ?1 OR owner = ?1",
    // Who it was and from where goes; that something happened stays.
    "UPDATE audit SET installation = NULL, subject = NULL, by = NULL WHERE account = ?1",
];

pub fn erase(c: &Connection, account: AccountId, keeps_name: bool) -> Result<(), CommitError> {
    let id = account.as_bytes();
    PARTS.iter().try_for_each(|sql| unguarded(c, sql, [id]))?;
    let name = if keeps_name {
        "UPDATE names SET account = NULL WHERE account = ?1"
    } else {
        "DELETE FROM names WHERE account = ?1"
    };
    guarded(c, name, [id])?;
    guarded(c, "DELETE FROM accounts WHERE id = ?1", [id])
}
