//! How SQLite would run the statements: none may search a whole table, in a gallery without statistics, as services
//! have them, and in one whose statistics say that it has a million accounts.

mod large;

use crate::store::schema;
use rusqlite::Connection;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

fn gallery() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, None).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    connection
}

/// Which statements, by a part that no other has, may go through which table, by the name that it has there, and why.
const WHOLE: [(&str, &str, &str); 10] = [
    (
        "SELECT EXISTS (SELECT 1 FROM accounts)",
        "accounts",
        "it stops at the first row",
    ),
    (
        "SELECT id FROM feed_changes ORDER BY position DESC LIMIT 1",
        "feed_changes",
        "it stops at the last row",
    ),
    (
        "SELECT at FROM audit ORDER BY position DESC LIMIT 1",
        "audit",
        "it stops at the last row",
    ),
    (
        "FROM rename_requests r",
        "r",
        "they are few, and the operator reads all of them",
    ),
    (
        "FROM deletions WHERE instr(shown",
        "deletions",
        "they are few, and looked through where an operator renames an account",
    ),
    (
        "FROM deletions WHERE login_moved_to",
        "deletions",
        "they are few, and one is looked for where a change of a login is undone",
    ),
    (
        "count(delivered_at), count(given_up_at)",
        "mails",
        "what is measured looks at all mails, aside from requests",
    ),
    (
        "count(*) FILTER (WHERE given_up_at IS NULL AND attempts > 0)",
        "mails",
        "as before",
    ),
    (
        "FROM mails WHERE delivered_at IS NOT NULL ORDER BY position DESC",
        "mails",
        "from the last on, as many as are shown",
    ),
    (
        "SELECT count(*) FROM sqlite_schema",
        "sqlite_master",
        "the tables are few",
    ),
];

/// What is no table: the rows that a statement has made for itself.
fn is_of_the_statement(step: &str) -> bool {
    ["SCAN CONSTANT ROW", "SCAN (subquery", "SCAN mine"]
        .iter()
        .any(|made| step.starts_with(made))
}

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = statement.raw_query().mapped(|row| row.get(3));
    steps.map(Result::unwrap).collect()
}

fn no_scan(connection: &Connection, sql: &str) {
    let plan = plan(connection, sql);
    let mut scanned = plan
        .iter()
        .filter(|step| !is_of_the_statement(step))
        .filter_map(|step| step.strip_prefix("SCAN ")?.split(' ').next());
    let is_allowed = |table| {
        WHOLE
            .iter()
            .any(|(part, whole, _)| sql.contains(part) && *whole == table)
    };
    assert!(scanned.all(is_allowed), "{sql}: {plan:?}");
}

/// The sources of the store, but for what looks at everything on purpose: the check, and the making of tables.
fn sources() -> Vec<String> {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let folders = [store.clone(), store.join("apply"), store.join("load")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = files.map(|entry| entry.unwrap().path());
    let left_out = ["check.rs", "schema.rs", "tests.rs"];
    let files = files.filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
    let files = files.filter(|file| !left_out.contains(&file.file_name().unwrap().to_str().unwrap()));
    files.map(|file| fs::read_to_string(file).unwrap()).collect()
}

/// Parts of statements that have a name, by that.
fn parts(sources: &[String]) -> BTreeMap<&str, &str> {
    let named = sources.iter().flat_map(|source| source.split("const ").skip(1));
    let named = named.filter_map(|rest| {
        let (name, rest) = rest.split_once(": &str =")?;
        let text = rest.trim_start().strip_prefix('"')?.split('"').next()?;
        Some((name, text))
    });
    named.collect()
}

/// The statements in the sources: every text that begins like one, put together where it names parts.
fn statements() -> BTreeSet<String> {
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "];
    let sources = sources();
    let parts = parts(&sources);
    let mut all = BTreeSet::new();
    for source in &sources {
        let texts = source.split('"').skip(1).step_by(2);
        let found: Vec<&str> = texts
            .filter(|text| verbs.iter().any(|verb| text.starts_with(verb)))
            .collect();
        let begun = verbs.iter().map(|verb| source.matches(&format!("\"{verb}")).count());
        assert_eq!(found.len(), begun.sum::<usize>(), "a statement was not recognised");
        all.extend(found.into_iter().map(|text| {
            let whole = parts.iter().fold(text.to_owned(), |text, (name, part)| {
                text.replace(&format!("{{{name}}}"), part)
            });
            assert!(!whole.contains('{'), "a part of a statement is not known: {whole}");
            whole
        }));
    }
    assert!(all.len() > 200, "{}", all.len());
    for (part, _, why) in WHOLE {
        assert!(
            all.iter().any(|sql| sql.contains(part)),
            "no statement has {part}: {why}"
        );
    }
    all
}

#[test]
fn no_statement_of_the_store_scans_a_whole_table() {
    let gallery = gallery();
    statements().iter().for_each(|sql| no_scan(&gallery, sql));
}

#[test]
fn no_statement_scans_a_whole_table_where_sqlite_knows_of_a_million_accounts() {
    let large = large::gallery();
    statements().iter().for_each(|sql| no_scan(&large, sql));
}

/// Which indexes a statement uses, whatever else it says of them.
fn indexes(connection: &Connection, sql: &str) -> BTreeSet<String> {
    let words = |step: &String| {
        let step = step.replace("COVERING ", "");
        step.split(" (").next().unwrap_or_default().to_owned()
    };
    let plan = plan(connection, sql);
    plan.iter()
        .filter(|step| step.starts_with("SEARCH"))
        .map(words)
        .collect()
}

/// Services have no statistics, so SQLite guesses. An index by something that very many rows have in common is no
/// better than none, and only who knows how many there are can tell.
#[test]
fn without_statistics_the_same_indexes_are_used_as_with_those_of_a_million_accounts() {
    let (gallery, large) = (gallery(), large::gallery());
    for sql in statements() {
        assert_eq!(indexes(&gallery, &sql), indexes(&large, &sql), "{sql}");
    }
}

#[test]
fn no_row_that_goes_has_a_whole_table_searched_for_what_refers_to_it() {
    let sql =
        r#"SELECT t.name, f."from" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'"#;
    for connection in [gallery(), large::gallery()] {
        let mut statement = connection.prepare(sql).unwrap();
        let pair = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let references: Vec<_> = statement.query_map([], pair).unwrap().map(Result::unwrap).collect();
        assert!(references.len() > 20, "{references:?}");
        for (table, column) in references {
            no_scan(&connection, &format!("SELECT 1 FROM {table} WHERE {column} = ?1"));
        }
    }
}
