//! Public profiles, accounts whose deletion is due, and requests for other names.

use super::{ReadError, Store, codec::areas};
use accounts::username::RenameRequest;
use contract::{AccountId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Result, Row};

/// What everybody may see of an account.
#[derive(Debug)]
pub struct ProfilePage {
    /// Its username.
    pub username: String,
    /// Whether an operator locked it.
    pub locked: bool,
    /// How many listed packages it owns.
    pub package_count: u32,
    /// A page of them: each id as it is compared and as it is shown.
    pub packages: Vec<(String, String)>,
    /// Whether there are more after these.
    pub more: bool,
}

const LISTED: &str = "FROM owners o JOIN packages p ON p.folded = o.package
    WHERE o.account = ?1 AND p.listed AND p.has_versions";

fn profile(c: &Connection, folded: &str, after: &str, size: usize) -> Result<Option<ProfilePage>> {
    let sql = "SELECT a.id, a.username, a.locked FROM names n JOIN accounts a ON a.id = n.account WHERE n.folded = ?1";
    let read = |row: &Row<'_>| Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?, row.get(2)?));
    let Some((id, username, locked)) = c.prepare_cached(sql)?.query_row([folded], read).optional()? else {
        return Ok(None);
    };
    let package_count = c
        .prepare_cached(&format!("SELECT count(*) {LISTED}"))?
        .query_row([id], |row| row.get(0))?;
    let sql = format!("SELECT p.folded, p.id {LISTED} AND o.package > ?2 ORDER BY o.package LIMIT ?3");
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut packages: Vec<(String, String)> = c
        .prepare_cached(&sql)?
        .query_map((id, after, limit), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let more = packages.len() > size;
    packages.truncate(size);
    Ok(Some(ProfilePage {
        username,
        locked,
        package_count,
        packages,
        more,
    }))
}

/// Looks at no package: what only the name decides is asked for far more often than a profile.
fn shown_name(c: &Connection, folded: &str) -> Result<Option<String>> {
    let sql = "SELECT a.username FROM names n JOIN accounts a ON a.id = n.account WHERE n.folded = ?1";
    c.prepare_cached(sql)?.query_row([folded], |row| row.get(0)).optional()
}

/// How many due deletions are looked at together.
const DUE: i64 = 100;

fn due(c: &Connection, now: Timestamp, after: Option<AccountId>) -> Result<Vec<AccountId>> {
    let sql = "SELECT account FROM deletions WHERE due_at <= ?1 AND account > ?2 ORDER BY account LIMIT ?3";
    let after = after.as_ref().map_or(&[][..], |id| id.as_bytes());
    c.prepare_cached(sql)?
        .query_map((now.as_micros(), after, DUE), |row| {
            Ok(AccountId::from_bytes(row.get(0)?))
        })?
        .collect()
}

fn requests(c: &Connection) -> Result<Vec<(String, RenameRequest)>> {
    // The requests first: without statistics SQLite would look for one of each account.
    let sql =
        "SELECT a.username, r.* FROM rename_requests r CROSS JOIN accounts a ON a.id = r.account ORDER BY r.made_at";
    c.prepare_cached(sql)?
        .query_map([], |row| Ok((row.get("username")?, areas::rename_request(row)?)))?
        .collect()
}

impl Store {
    /// The public profile of the account with this name (folded), with the page of its listed packages after this one.
    pub async fn profile(
        &self,
        folded: String,
        after: String,
        size: usize,
    ) -> std::result::Result<Option<ProfilePage>, ReadError> {
        self.read(move |c| profile(c, &folded, &after, size)).await
    }

    /// The username, as it is shown, of the account with this name (folded).
    pub async fn shown_name(&self, folded: String) -> std::result::Result<Option<String>, ReadError> {
        self.read(move |c| shown_name(c, &folded)).await
    }

    /// Some accounts whose deletion is due, in the order of their ids, after this one.
    pub async fn deletions_due(
        &self,
        now: Timestamp,
        after: Option<AccountId>,
    ) -> std::result::Result<Vec<AccountId>, ReadError> {
        self.read(move |c| due(c, now, after)).await
    }

    /// The requests for another username, the oldest first, each with the name that the account has.
    pub async fn rename_requests(&self) -> std::result::Result<Vec<(String, RenameRequest)>, ReadError> {
        self.read(requests).await
    }
}
