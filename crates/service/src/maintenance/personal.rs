//! Personal accounts under the sixteen digits by which the gallery that we follow keeps them (rule 2.9).

use accounts::login::object_id_of;
use contract::identity::PERSONAL_TENANT;
use rusqlite::{Connection, Error, ErrorCode, params};

/// Gives every login that is written down with the digits the object id that they stand for, by which its owner will sign in.
///
/// # Errors
/// What is wrong with the logins, in words.
pub(super) fn spell_out(c: &Connection) -> Result<(), String> {
    let found = written_with_digits(c).map_err(|error| error.to_string())?;
    for (id, subject) in found {
        let object_id = object_id_of(&subject).unwrap_or(subject);
        let done = c.execute("UPDATE logins SET subject = ?2 WHERE id = ?1", params![id, object_id]);
        done.map_err(in_words)?;
    }
    Ok(())
}

/// The ids and subjects of the logins that may be; what only has the length of the digits stays as it is.
fn written_with_digits(c: &Connection) -> Result<Vec<(Vec<u8>, String)>, Error> {
    let mut found = c.prepare("SELECT id, subject FROM logins WHERE tenant = ?1 AND length(subject) = 16")?;
    found
        .query_map([PERSONAL_TENANT], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

fn in_words(error: Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => {
            "a personal account signs in to two accounts: by its sixteen digits to one, by its object id to the other"
                .to_owned()
        }
        _ => error.to_string(),
    }
}
