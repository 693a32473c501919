//! A database of an earlier schema comes up to date with all that is in it (rules 8.4 to 8.6).
#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "api/provider.rs"]
#[expect(dead_code, reason = "shared with the tests of the API")]
mod provider;
#[path = "api/world.rs"]
#[expect(dead_code, reason = "shared with the tests of the API")]
mod world;

use accounts::session::token;
use contract::{Secret, SessionId};
use provider::ANNA;
use rusqlite::{Connection, types::Value};
use service::{Database, maintenance};
use std::{collections::BTreeMap, path::Path};
use world::World;

/// The tests of the API read their logs; these do not.
mod logs {
    pub fn capture() {}
}

const SCHEMAS: [&str; 8] = [
    include_str!("../src/store/schema/1.sql"),
    include_str!("../src/store/schema/2.sql"),
    include_str!("../src/store/schema/3.sql"),
    include_str!("../src/store/schema/4.sql"),
    include_str!("../src/store/schema/5.sql"),
    include_str!("../src/store/schema/6.sql"),
    include_str!("../src/store/schema/7.sql"),
    include_str!("../src/store/schema/8.sql"),
];

/// What a gallery of the first program held: Anna, who is signed in; Ben, whose address waits and who is locked; somebody
/// whose account becomes an organization; a name that nobody has any more; and one or more rows of everything else. Times are around the start of the tests' clock.
const ROWS: &str = "
INSERT INTO accounts VALUES
    (x'0000000000000000000000000000000a', 3, 'individual', 'Anna', 1700000000000000,
        'Anna@example.org', 'anna@example.org', NULL, 0, 0),
    (x'0000000000000000000000000000000b', 1, 'individual', 'ben', 1767225000000000, NULL, NULL, 'ben@example.org', 0, 1),
    (x'0000000000000000000000000000000c', 1, 'individual', 'team', 1700000000000000,
        'team@example.org', 'team@example.org', NULL, 0, 0);
INSERT INTO names VALUES
    ('anna', 'Anna', x'0000000000000000000000000000000a'),
    ('ben', 'ben', x'0000000000000000000000000000000b'),
    ('team', 'team', x'0000000000000000000000000000000c'),
    ('gone', 'Gone', NULL);
INSERT INTO logins VALUES
    (x'000000000000000000000000000000a1', x'0000000000000000000000000000000a', 'practice',
        '9188040d-6c67-4c5b-b112-36a304b66dad', 'anna-oid', 'Anna', 'account1@outlook.com', 'personal', 0,
        1700000000000000, NULL),
    (x'000000000000000000000000000000b1', x'0000000000000000000000000000000b', 'practice',
        '11111111-2222-4333-8444-555555555555', 'ben-oid', NULL, NULL, 'work_or_school', 1, 1767225000000000, NULL);
INSERT INTO proofs VALUES
    (x'000000000000000000000000000000d1', 'sign_in', zeroblob(32), zeroblob(32), NULL, NULL, zeroblob(32),
        1767225500000000, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (x'000000000000000000000000000000d2', 'sign_in', zeroblob(32), zeroblob(32), NULL, NULL, zeroblob(32),
        1767225500000000, 0, 1767225501000000, 'practice', '9188040d-6c67-4c5b-b112-36a304b66dad', 'anna-oid', 'Anna',
        'account1@outlook.com', 'personal', 0, 1, 1767225502000000);
INSERT INTO sessions VALUES
    (x'000000000000000000000000000000e1', :token, x'0000000000000000000000000000000a', 'full', 'laptop',
        'Anna''s laptop', 1767225000000000, 1767225500000000, NULL),
    (x'000000000000000000000000000000e2', :other, x'0000000000000000000000000000000a', 'full', 'phone', 'phone',
        1767225000000000, 1767225100000000, 1767225200000000);
INSERT INTO places VALUES
    (x'0000000000000000000000000000000a', 'laptop', 1767225500000000),
    (x'0000000000000000000000000000000a', 'phone', 1767225100000000);
INSERT INTO confirmations VALUES
    (x'0000000000000000000000000000000b', x'000000000000000000000000000000b2', 'ben@example.org', zeroblob(32),
        1767225000000000, 4, 1767225000000000, 1);
INSERT INTO answers VALUES (x'01', x'02', 1767225500000000, '{}', NULL);
INSERT INTO audit (position, id, account, at, kind, installation, subject) VALUES
    (1, x'000000000000000000000000000000f1', x'0000000000000000000000000000000a', 1700000000000000, 'registered',
        'laptop', 'Anna@example.org'),
    (2, x'000000000000000000000000000000f2', x'0000000000000000000000000000000a', 1700000000000001, 'email_confirmed',
        NULL, 'Anna@example.org'),
    (4, x'000000000000000000000000000000f3', x'0000000000000000000000000000000c', 1700000000000000, 'registered',
        NULL, 'team@example.org'),
    (5, x'000000000000000000000000000000f4', x'0000000000000000000000000000000c', 1700000000000001, 'email_confirmed',
        NULL, 'team@example.org'),
    (9, x'000000000000000000000000000000f5', x'0000000000000000000000000000000b', 1767225000000000, 'registered',
        'laptop', NULL),
    (10, x'000000000000000000000000000000f6', x'0000000000000000000000000000000b', 1767225000000000, 'locked',
        NULL, 'spam');
INSERT INTO events (position, id, account, at, json) VALUES
    (3, x'00000000000000000000000000000001', x'0000000000000000000000000000000a', 1767225000000000,
        '{\"id\":\"00000000-0000-0000-0000-000000000001\",\"at\":\"2025-12-31T23:50:00Z\",\"kind\":\"account_changed\"}');
INSERT INTO mails (position, id, recipient, subject, text, at, delivered_at, attempts, next_attempt_at) VALUES
    (1, x'00000000000000000000000000000011', 'Anna@example.org', 'Welcome', 'words', 1767225000000000,
        1767225001000000, 1, 1767225000000000),
    (2, x'00000000000000000000000000000012', 'ben@example.org', 'Your code', 'words', 1767225400000000, NULL, 2,
        1767225400000000);
";

/// What came with the second schema, where organizations have members.
const SECOND: &str = "
UPDATE accounts SET kind = 'organization' WHERE username = 'team';
INSERT INTO members VALUES
    (x'0000000000000000000000000000000c', x'0000000000000000000000000000000a', 1, 1700000000000000);
";

/// The rows of a table by its columns of the first schema, each as text, in a fixed order.
type Rows = BTreeMap<String, Vec<String>>;

/// The token of the session that the first program opened.
fn anna_s_token() -> String {
    let session = SessionId::from_bytes([0; 16]);
    token::derive(&Secret::new("secret".to_owned()), &[0; 32], session)
        .expose()
        .to_owned()
}

/// A database as the program of this schema left it: the first one's rows, and what became of them since.
fn make(database: &Path, schema: usize) {
    let connection = Connection::open(database).unwrap();
    connection.execute_batch(SCHEMAS[0]).unwrap();
    let hash = token::hash(&anna_s_token()).unwrap();
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    // The number behind the other one is negative.
    let other = "ff".repeat(32);
    let rows = ROWS
        .replace(":token", &format!("x'{hash}'"))
        .replace(":other", &format!("x'{other}'"));
    connection.execute_batch(&rows).unwrap();
    for later in SCHEMAS.iter().take(schema).skip(1) {
        connection.execute_batch(later).unwrap();
    }
    if schema > 1 {
        connection.execute_batch(SECOND).unwrap();
    }
    connection.pragma_update(None, "application_id", 0x4e75_4741).unwrap();
    connection
        .pragma_update(None, "user_version", i64::try_from(schema).unwrap())
        .unwrap();
}

fn columns(connection: &Connection) -> Vec<(String, String)> {
    let sql = "SELECT s.name, group_concat(c.name) FROM sqlite_schema s JOIN pragma_table_info(s.name) c
        WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' GROUP BY s.name";
    let mut statement = connection.prepare(sql).unwrap();
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    found.map(Result::unwrap).collect()
}

fn rows(database: &Path, of: &[(String, String)]) -> Rows {
    let connection = Connection::open(database).unwrap();
    let table = |(table, columns): &(String, String)| {
        let mut statement = connection.prepare(&format!("SELECT {columns} FROM {table}")).unwrap();
        let width = statement.column_count();
        let read = |row: &rusqlite::Row<'_>| {
            let values = (0..width).map(|column| row.get::<_, Value>(column));
            Ok(format!("{:?}", values.collect::<rusqlite::Result<Vec<_>>>()?))
        };
        let mut found: Vec<String> = statement.query_map([], read).unwrap().map(Result::unwrap).collect();
        found.sort();
        (table.clone(), found)
    };
    of.iter().map(table).collect()
}

#[tokio::test]
async fn a_database_of_the_first_schema_opens_with_all_its_rows_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("accounts.db");
    make(&database, 1);
    let first = columns(&Connection::open(&database).unwrap());
    assert_eq!(first.len(), 11, "{first:?}");
    let before = rows(&database, &first);
    assert!(
        before.values().all(|rows| !rows.is_empty()),
        "a table without a row: {before:?}"
    );

    // What migrates is the opening alone: before anything is removed or sent.
    let lines = &mut Vec::new();
    maintenance::export(&database, lines, contract::Timestamp::from_secs(1_767_225_600)).unwrap();
    let imported = folder.path().join("imported.db");
    let terms = maintenance::Terms::at(contract::Timestamp::from_secs(1_767_225_600));
    maintenance::import(&imported, &mut lines.as_slice(), Path::new("export"), terms).unwrap();
    assert_eq!(maintenance::check(&imported).unwrap(), Vec::<String>::new());
    assert_eq!(rows(&imported, &first), before);

    let world = World::with(|set| set.database = Database::File(database.clone())).await;
    assert_eq!(maintenance::check(&database).unwrap(), Vec::<String>::new());
    let found = rows(&database, &first);
    for (table, rows) in &before {
        let there = &found[table];
        // Mails may have left meanwhile; what the first program wrote about all else is there as it was.
        let is_kept = |row: &String| there.contains(row) || table == "mails";
        assert!(rows.iter().all(is_kept), "{table}: {there:?}");
    }

    // The session of the first program goes on, and so does its login.
    let account = world.account(&anna_s_token()).await;
    assert_eq!((account.username.as_str(), account.recovery_codes_left), ("Anna", 0));
    let entries = world.get("/api/v1/account/activity", Some(&anna_s_token())).await;
    let entries: serde_json::Value = entries.json().await.unwrap();
    assert_eq!(entries["entries"].as_array().unwrap().len(), 2);
    assert_eq!(world.sign_in(&ANNA, "new").await.account.username, "Anna");
    let mails = world.gallery.service.mails().await;
    assert!(
        mails.iter().any(|mail| mail.to == "ben@example.org"),
        "what waited has left"
    );
    world.end().await;

    snapshot_is_of(1, &database, &before, &first);
}

/// The snapshot beside a database that was brought up to date has the rows and the schema from before.
fn snapshot_is_of(schema: i64, database: &Path, before: &Rows, tables: &[(String, String)]) {
    let snapshot = format!("{}.before-{}", database.display(), schema + 1);
    assert_eq!(&rows(Path::new(&snapshot), tables), before);
    let connection = Connection::open(snapshot).unwrap();
    let version: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, schema);
}

#[tokio::test]
async fn a_database_of_a_later_schema_opens_with_all_its_rows() {
    for schema in 2..=SCHEMAS.len() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("accounts.db");
        make(&database, schema);
        let tables = columns(&Connection::open(&database).unwrap());
        let before = rows(&database, &tables);
        let world = World::with(|set| set.database = Database::File(database.clone())).await;
        assert_eq!(maintenance::check(&database).unwrap(), Vec::<String>::new(), "{schema}");
        let found = rows(&database, &tables);
        // What waited to be sent may have left meanwhile, and the service keeps its own secrets and limits.
        for table in before
            .keys()
            .filter(|table| !["mails", "secrets", "limits"].contains(&table.as_str()))
        {
            assert_eq!(found[table], before[table], "{schema}, {table}");
        }
        assert_eq!(world.account(&anna_s_token()).await.username, "Anna");
        world.end().await;
        snapshot_is_of(i64::try_from(schema).unwrap(), &database, &before, &tables);
    }
}
