//! How SQLite would run the statements: none may search a whole table.

use crate::store::schema;
use rusqlite::Connection;

#[test]
fn no_query_of_a_request_scans_a_whole_table() {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, None).unwrap();
    let queries = [
        "SELECT * FROM sessions WHERE token_hash = ?1",
        "SELECT * FROM sessions WHERE account = ?1 AND ended_at IS NULL ORDER BY seen_at DESC, id DESC LIMIT ?2",
        "SELECT * FROM accounts WHERE confirmed_email_folded = ?1",
        "SELECT * FROM logins WHERE issuer = ?1 AND tenant = ?2 AND subject = ?3 AND dormant_at IS NULL",
        "SELECT * FROM logins WHERE account = ?1 AND dormant_at IS NULL",
        "SELECT count(*) FROM proofs WHERE caller = ?1 AND begun_at > ?2 AND completed_at IS NULL",
        "SELECT * FROM audit WHERE account = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3",
        "SELECT position, id, json FROM events WHERE account = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
        "SELECT coalesce(max(position), 0) FROM events WHERE account = ?1 AND id <= ?2",
        "SELECT * FROM mails WHERE position IN (SELECT position FROM mails
            WHERE delivered_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= ?1
            ORDER BY useful_until IS NULL, attempts, next_attempt_at, position LIMIT ?2)
            ORDER BY useful_until IS NULL, attempts, next_attempt_at, position",
        "SELECT min(next_attempt_at) FROM mails WHERE delivered_at IS NULL AND given_up_at IS NULL",
        "SELECT id FROM proofs WHERE begun_at < ?1 LIMIT ?2",
        "SELECT id FROM sessions WHERE seen_at < ?1 LIMIT ?2",
    ];
    for sql in queries {
        no_scan(&connection, sql);
    }
}

fn no_scan(connection: &Connection, sql: &str) {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let plan: Vec<String> = statement
        .raw_query()
        .mapped(|row| row.get(3))
        .map(Result::unwrap)
        .collect();
    assert!(!plan.iter().any(|step| step.starts_with("SCAN")), "{sql}: {plan:?}");
}

/// The statements in a source file: every text that begins like one.
fn statements(source: &str) -> Vec<&str> {
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE "];
    let texts = source.split('"').skip(1).step_by(2);
    let found: Vec<&str> = texts
        .filter(|text| verbs.iter().any(|verb| text.starts_with(verb)))
        .collect();
    let begun: usize = verbs
        .iter()
        .map(|verb| source.matches(&format!("\"{verb}")).count())
        .sum();
    assert_eq!(found.len(), begun, "a statement was not recognised");
    assert!(!source.contains("format!"), "a statement may be put together");
    found
}

#[test]
fn no_statement_of_the_writer_scans_a_whole_table() {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, None).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    let store = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let parts = std::fs::read_dir(store.join("apply")).unwrap();
    let files: Vec<_> = parts
        .map(|entry| entry.unwrap().path())
        .chain([store.join("apply.rs")])
        .collect();
    let sources = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    let sources: Vec<String> = sources.collect();
    let all: Vec<&str> = sources.iter().flat_map(|source| statements(source)).collect();
    assert!(all.len() > 100, "{}", all.len());
    for sql in all {
        // It stops at the first row.
        if sql != "SELECT EXISTS (SELECT 1 FROM accounts)" {
            no_scan(&connection, sql);
        }
    }
}

#[test]
fn no_row_that_goes_has_a_whole_table_searched_for_what_refers_to_it() {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, None).unwrap();
    let sql =
        r#"SELECT t.name, f."from" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'"#;
    let mut statement = connection.prepare(sql).unwrap();
    let pair = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
    let references: Vec<_> = statement.query_map([], pair).unwrap().map(Result::unwrap).collect();
    assert!(references.len() > 20, "{references:?}");
    for (table, column) in references {
        no_scan(&connection, &format!("SELECT 1 FROM {table} WHERE {column} = ?1"));
    }
}
