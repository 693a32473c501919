//! What SQLite would know of a gallery with a million accounts.

use rusqlite::Connection;

/// How many rows each table has.
const ROWS: [(&str, u64); 33] = [
    ("accounts", 1_000_000),
    ("address_changes", 1_000),
    ("answers", 100_000),
    ("audit", 20_000_000),
    ("confirmations", 20_000),
    ("conversions", 100),
    ("decision_codes", 20),
    ("deletions", 500),
    ("events", 5_000_000),
    ("feed_changes", 300_000),
    ("invitations", 20_000),
    ("keys", 800_000),
    ("limits", 100_000),
    ("listed", 500),
    ("login_changes", 5_000),
    ("logins", 1_001_000),
    ("mailed_acts", 30_000),
    ("mails", 500_000),
    ("members", 400_000),
    ("names", 1_050_000),
    ("owners", 700_000),
    ("ownership_offers", 5_000),
    ("packages", 500_000),
    ("places", 2_000_000),
    ("proof_codes", 200),
    ("proofs", 30_000),
    ("providers", 2),
    ("recoveries", 3_000),
    ("recovery_codes", 2_000_000),
    ("rename_requests", 50),
    ("secrets", 3),
    ("sessions", 1_500_000),
    ("unknown_names", 50_000),
];

/// How many rows have the same in a column, by table and column. One where none is named.
const SHARED: [(&str, u64); 20] = [
    ("audit.account", 20),
    ("events.account", 5),
    ("feed_changes.package", 3),
    ("invitations.organization", 2),
    ("keys.holder", 2),
    ("keys.owner", 3),
    ("limits.what", 10_000),
    ("listed.list", 100),
    ("logins.issuer", 1_000_000),
    ("logins.tenant", 900_000),
    ("members.account", 2),
    ("members.organization", 4),
    ("owners.account", 2),
    ("owners.package", 2),
    ("ownership_offers.offered_by", 2),
    ("places.account", 2),
    ("proofs.caller", 2),
    ("recoveries.kind", 1_500),
    ("recovery_codes.account", 10),
    ("sessions.account", 2),
];

/// How many rows an index over some of its table's rows has.
const PARTIAL: [(&str, u64); 13] = [
    ("accounts_by_confirmed_email", 980_000),
    ("conversions_by_end", 60),
    ("conversions_due", 5),
    ("keys_ending", 750_000),
    ("keys_revoked", 50_000),
    ("login_changes_ending", 800),
    ("login_changes_finished", 4_000),
    ("logins_by_identity", 1_000_000),
    ("logins_dormant", 900),
    ("logins_live", 1_000_000),
    ("mails_waiting", 300),
    ("proofs_open", 3_000),
    ("sessions_live", 1_000_000),
];

/// The tables, without rows, and the statistics that `ANALYZE` would have made of them.
pub fn gallery() -> Connection {
    let connection = super::gallery();
    // It makes the tables for statistics, and finds nothing to put into them.
    connection.execute_batch("ANALYZE").unwrap();
    for (table, rows) in ROWS {
        for (index, is_unique, is_partial) in indexes(&connection, table) {
            let rows = if is_partial {
                named(&PARTIAL, &index)
            } else {
                Some(rows)
            };
            let rows = rows.unwrap_or_else(|| panic!("nobody said how many rows {index} has"));
            put(
                &connection,
                table,
                &index,
                &statistics(&connection, (table, &index), rows, is_unique),
            );
        }
    }
    let tables = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let tables: u32 = connection.query_row(tables, [], |row| row.get(0)).unwrap();
    assert_eq!(
        tables as usize,
        ROWS.len(),
        "a table of which nobody said how many rows it has"
    );
    connection.execute_batch("ANALYZE sqlite_schema").unwrap();
    connection
}

fn named(list: &[(&str, u64)], name: &str) -> Option<u64> {
    list.iter().find(|(known, _)| *known == name).map(|(_, number)| *number)
}

/// The indexes of a table: name, whether no two rows have the same, whether some rows are left out.
fn indexes(connection: &Connection, table: &str) -> Vec<(String, bool, bool)> {
    let sql = "SELECT name, \"unique\", partial FROM pragma_index_list(?1)";
    let mut statement = connection.prepare(sql).unwrap();
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    found.unwrap().map(Result::unwrap).collect()
}

/// How many rows there are, and how many have the same in the first column, in the first two, and so on
/// (<https://sqlite.org/fileformat2.html#stat1tab>).
fn statistics(connection: &Connection, (table, index): (&str, &str), rows: u64, is_unique: bool) -> String {
    let mut statement = connection.prepare("SELECT name FROM pragma_index_info(?1)").unwrap();
    let columns = statement.query_map([index], |row| row.get(0)).unwrap();
    let columns: Vec<String> = columns.map(Result::unwrap).collect();
    let mut numbers = vec![rows];
    let mut same = rows;
    for (place, column) in columns.iter().enumerate() {
        let shared = named(&SHARED, &format!("{table}.{column}")).unwrap_or(1);
        let is_last = place + 1 == columns.len();
        same = if is_unique && is_last { 1 } else { same.min(shared) };
        numbers.push(same);
    }
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    numbers.join(" ")
}

fn put(connection: &Connection, table: &str, index: &str, statistics: &str) {
    let sql = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)";
    connection.execute(sql, [table, index, statistics]).unwrap();
}
