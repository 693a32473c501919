//! What a failed commit leaves in the log (rule 8.1).
//!
//! Where the disk fails at the flush, the commit is whole in the log already and only SQLite's index of the log leaves
//! it out. This program goes on as if it were not there; but the next one that opens the database reads the log anew
//! and takes it for good. So it is written over before anybody is told that nothing was kept.

use super::super::schema;
use rusqlite::{Connection, ErrorCode, ffi};

/// Makes sure that a failed commit stays undone. False where it cannot be known: a later start may find it done.
pub fn remove(connection: &Connection, failed: &rusqlite::Error) -> bool {
    if is_cut_short(failed) {
        return true;
    }
    // Any write will do, as it takes the place of the first one that was left. This one changes nothing.
    match connection.pragma_update(None, "user_version", schema::NEWEST) {
        Ok(()) => true,
        Err(error) => {
            tracing::error!(%error, "whether the commit is undone is not known before the next start");
            false
        }
    }
}

/// Whether the failure came before the end of the commit was written: SQLite takes only what has an end. Of what it has
/// to read for a commit, the end is written last.
fn is_cut_short(error: &rusqlite::Error) -> bool {
    let rusqlite::Error::SqliteFailure(code, _) = error else {
        return false;
    };
    let of_reading = matches!(
        code.code,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::CannotOpen
    );
    of_reading
        || matches!(
            code.extended_code,
            ffi::SQLITE_FULL | ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_READ
        )
}
