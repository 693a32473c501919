//! Under which issuers logins are stored.

use super::{ReadError, Store};
use rusqlite::{Connection, OptionalExtension, Result};

/// Live logins of issuers that a gallery does not go by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrangeLogins {
    /// One of these issuers.
    pub issuer: String,
    /// How many logins there are of all of them.
    pub logins: i64,
}

/// Goes from issuer to issuer: there are few, and of each only a look into the index is taken.
fn strange_logins(c: &Connection, is_ours: impl Fn(&str) -> bool) -> Result<Option<StrangeLogins>> {
    let sql = "SELECT issuer FROM logins WHERE dormant_at IS NULL AND issuer >= ?1 ORDER BY issuer LIMIT 1";
    let mut next = c.prepare_cached(sql)?;
    // Where most logins have one issuer, SQLite would rather go through all rows, which lie under their accounts.
    let sql = "SELECT count(*) FROM logins INDEXED BY logins_by_identity WHERE dormant_at IS NULL AND issuer = ?1";
    let mut count = c.prepare_cached(sql)?;
    let (mut found, mut from) = (None::<StrangeLogins>, String::new());
    while let Some(issuer) = next.query_row([&from], |row| row.get::<_, String>(0)).optional()? {
        // The least text that is greater.
        from = format!("{issuer}\0");
        if !is_ours(&issuer) {
            let logins = count.query_row([&issuer], |row| row.get::<_, i64>(0))?;
            found.get_or_insert(StrangeLogins { issuer, logins: 0 }).logins += logins;
        }
    }
    Ok(found)
}

impl Store {
    /// The live logins of issuers that are not ours; nothing where there are none.
    pub async fn strange_logins(
        &self,
        is_ours: impl Fn(&str) -> bool + Send + 'static,
    ) -> std::result::Result<Option<StrangeLogins>, ReadError> {
        self.read_at_length(move |connection| strange_logins(connection, is_ours))
            .await
    }
}
