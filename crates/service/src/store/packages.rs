//! Packages, offers and what feeds follow, by the page.

use super::{
    ReadError, Store, codec,
    codec::areas,
    query::{Due, after_due},
};
use accounts::{
    key::WARNING_SECONDS,
    package::{Package as PackageRow, package_view},
};
use contract::{
    AccountId, EventId, OfferId, Timestamp,
    feed::{FeedChange, FeedChanges, FeedPackage, FeedPackages},
    package::{Offer, OfferList, Package},
};
use rusqlite::{Connection, OptionalExtension, Result, Row};
use uuid::Uuid;

/// How many offers a list shows at most, of those made and of those received each: who is sent many by strangers still
/// finds their own.
const OFFERS: i64 = 500;

/// Rows of a page, and whether there are more.
#[derive(Debug)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Whether there are more.
    pub more: bool,
}

impl<T> Page<T> {
    /// From one row more than a page has.
    fn of(mut rows: Vec<T>, size: usize) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        Self { rows, more }
    }
}

fn one_more(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}

fn owner_names(c: &Connection, folded: &str) -> Result<Vec<String>> {
    let sql = "SELECT a.username FROM owners o JOIN accounts a ON a.id = o.account WHERE o.package = ?1
        ORDER BY o.since, o.account";
    c.prepare_cached(sql)?.query_map([folded], |row| row.get(0))?.collect()
}

fn packages_of(c: &Connection, owner: AccountId, after: &str, size: usize) -> Result<Page<Package>> {
    let sql = "SELECT p.* FROM owners o JOIN packages p ON p.folded = o.package
        WHERE o.account = ?1 AND o.package > ?2 ORDER BY o.package LIMIT ?3";
    let params = (owner.as_bytes(), after, one_more(size));
    let found: Vec<PackageRow> = c
        .prepare_cached(sql)?
        .query_map(params, areas::package)?
        .collect::<Result<_>>()?;
    let page = Page::of(found, size);
    let with_owners = |row: &PackageRow| Ok(package_view(row, owner_names(c, &row.folded)?));
    Ok(Page {
        rows: page.rows.iter().map(with_owners).collect::<Result<_>>()?,
        more: page.more,
    })
}

fn offer(row: &Row<'_>) -> Result<Offer> {
    let id: [u8; 16] = row.get("id")?;
    Ok(Offer {
        id: OfferId::from_bytes(id),
        package: row.get("shown")?,
        to: row.get("receiver")?,
        offered_by: row.get("offerer")?,
        transfer: row.get("transfer")?,
        made_at: codec::time(row, "made_at")?,
        expires_at: codec::time(row, "expires_at")?,
    })
}

/// The accounts that a caller acts for: its own, and the organizations that it administers.
const MINE: &str = "SELECT ?1 UNION SELECT organization FROM members WHERE account = ?1 AND administrator";

/// An offer with the names that are shown of it.
const OFFER: &str = "o.*, p.id AS shown, a.username AS receiver, b.username AS offerer
        FROM ownership_offers o JOIN packages p ON p.folded = o.package
            JOIN accounts a ON a.id = o.account JOIN accounts b ON b.id = o.offered_by";

/// The offers that an account may answer or withdraw, for itself or an organization that it administers, as of one
/// moment; the latest of each direction.
fn offers_with(c: &Connection, account: AccountId, now: Timestamp) -> Result<OfferList> {
    let transaction = c.unchecked_transaction()?;
    let offers = |sql: &str| -> Result<Vec<Offer>> {
        let params = (account.as_bytes(), now.as_micros(), OFFERS);
        transaction.prepare_cached(sql)?.query_map(params, offer)?.collect()
    };
    Ok(OfferList {
        received: offers(&format!(
            "WITH mine (id) AS ({MINE}) SELECT {OFFER}
        WHERE o.account IN (SELECT id FROM mine) AND o.expires_at > ?2 ORDER BY o.made_at DESC, o.id DESC LIMIT ?3"
        ))?,
        made: offers(&format!(
            "WITH mine (id) AS ({MINE}) SELECT {OFFER}
        WHERE o.offered_by IN (SELECT id FROM mine) AND o.expires_at > ?2 ORDER BY o.made_at DESC, o.id DESC LIMIT ?3"
        ))?,
    })
}

fn change(row: &Row<'_>) -> Result<FeedChange> {
    let owners: String = row.get("owners")?;
    Ok(FeedChange {
        id: EventId::from_bytes(row.get("id")?),
        at: codec::time(row, "at")?,
        package: row.get("shown")?,
        listed: row.get("listed")?,
        owners: owners.lines().map(str::to_owned).collect(),
    })
}

/// The place after a change; nothing where it is not there any more. The cursor before all others is good as long as
/// none was removed.
fn place_after(c: &Connection, cursor: EventId) -> Result<Option<i64>> {
    if cursor == EventId::new(Uuid::nil()) {
        let sql = "SELECT coalesce(min(position), 1) FROM feed_changes";
        let first: i64 = c.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        return Ok((first == 1).then_some(0));
    }
    let sql = "SELECT position FROM feed_changes WHERE id = ?1";
    c.prepare_cached(sql)?
        .query_row([cursor.as_bytes()], |row| row.get(0))
        .optional()
}

fn feed_changes(c: &Connection, cursor: EventId, size: usize) -> Result<Option<FeedChanges>> {
    // The place and what follows it, as of one moment: a purge in between would leave a gap.
    let transaction = c.unchecked_transaction()?;
    let Some(place) = place_after(&transaction, cursor)? else {
        return Ok(None);
    };
    let sql = "SELECT f.*, p.id AS shown FROM feed_changes f JOIN packages p ON p.folded = f.package
        WHERE f.position > ?1 ORDER BY f.position LIMIT ?2";
    let found = transaction
        .prepare_cached(sql)?
        .query_map((place, one_more(size)), change)?
        .collect::<Result<Vec<_>>>()?;
    let page = Page::of(found, size);
    Ok(Some(FeedChanges {
        cursor: page.rows.last().map_or(cursor, |last| last.id),
        changes: page.rows,
        more: page.more,
    }))
}

fn last_change(c: &Connection) -> Result<EventId> {
    let sql = "SELECT id FROM feed_changes ORDER BY position DESC LIMIT 1";
    let last = c.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    Ok(last.map_or(EventId::new(Uuid::nil()), EventId::from_bytes))
}

fn feed_packages(c: &Connection, changes: Option<EventId>, after: &str, size: usize) -> Result<FeedPackages> {
    let transaction = c.unchecked_transaction()?;
    // Of the moment in which the reading began: what changes while it goes on is among the changes after it.
    let changes = changes.map_or_else(|| last_change(&transaction), Ok)?;
    let sql = "SELECT * FROM packages WHERE folded > ?1 ORDER BY folded LIMIT ?2";
    let found: Vec<PackageRow> = transaction
        .prepare_cached(sql)?
        .query_map((after, one_more(size)), areas::package)?
        .collect::<Result<_>>()?;
    let page = Page::of(found, size);
    let last = page.rows.last().filter(|_| page.more);
    let next = last.map(|row| format!("{changes}:{}", row.folded));
    let entry = |row: &PackageRow| {
        Ok(FeedPackage {
            package: row.id.clone(),
            listed: row.listed,
            has_versions: row.has_versions,
            owners: owner_names(&transaction, &row.folded)?,
        })
    };
    Ok(FeedPackages {
        packages: page.rows.iter().map(entry).collect::<Result<_>>()?,
        next,
        changes,
    })
}

fn keys_ending(c: &Connection, now: Timestamp, after: Option<Due>) -> Result<Vec<Due>> {
    let sql = "SELECT expires_at, id FROM keys WHERE revoked_at IS NULL AND warned < 2 AND expires_at <= ?1
            AND (warned = 0 OR expires_at <= ?2) AND (expires_at, id) > (?3, ?4) ORDER BY expires_at, id LIMIT 100";
    let soon = now.plus_secs(WARNING_SECONDS).as_micros();
    let (expires_at, id) = after_due(after);
    c.prepare_cached(sql)?
        .query_map((soon, now.as_micros(), expires_at, id.as_bytes()), |row| {
            Ok((codec::time(row, "expires_at")?, Uuid::from_bytes(row.get("id")?)))
        })?
        .collect()
}

impl Store {
    /// Some keys whose holders are still to be told that they end soon, or have ended: the earliest first, after one.
    pub async fn keys_ending(&self, now: Timestamp, after: Option<Due>) -> std::result::Result<Vec<Due>, ReadError> {
        self.read(move |c| keys_ending(c, now, after)).await
    }

    /// A page of the packages of an owner, by their folded ids, after one.
    pub async fn packages_of(
        &self,
        owner: AccountId,
        after: String,
        size: usize,
    ) -> std::result::Result<Page<Package>, ReadError> {
        self.read(move |c| packages_of(c, owner, &after, size)).await
    }

    /// The offers of ownership that an account may answer or withdraw.
    pub async fn offers_with(&self, account: AccountId, now: Timestamp) -> std::result::Result<OfferList, ReadError> {
        self.read(move |c| offers_with(c, account, now)).await
    }

    /// What changed after a change; nothing where that one was removed already.
    pub async fn feed_changes(
        &self,
        cursor: EventId,
        size: usize,
    ) -> std::result::Result<Option<FeedChanges>, ReadError> {
        self.read(move |c| feed_changes(c, cursor, size)).await
    }

    /// A page of all packages, by their folded ids, after one; `changes` is where the reading began.
    pub async fn feed_packages(
        &self,
        changes: Option<EventId>,
        after: String,
        size: usize,
    ) -> std::result::Result<FeedPackages, ReadError> {
        self.read(move |c| feed_packages(c, changes, &after, size)).await
    }
}
