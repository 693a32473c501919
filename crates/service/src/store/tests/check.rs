//! What the consistency check finds (rule 8.6): for each invariant a way to break it, and nothing but it is found.

mod breaks;

use crate::store::{check, schema};
use breaks::{BREAKS, Break};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// A gallery that holds together, in which anything can be broken: nothing that refers to a row keeps it from going.
fn sound() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, None).unwrap();
    connection.execute_batch(include_str!("check/sound.sql")).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    connection
}

fn found_in(connection: &Connection) -> BTreeSet<String> {
    let found = check::violations(connection).unwrap();
    let words = |text: String| text.split(": ").next().unwrap().to_owned();
    found.into_iter().map(words).collect()
}

#[test]
fn a_gallery_that_holds_together_is_told_nothing() {
    assert_eq!(check::violations(&sound()).unwrap(), Vec::<String>::new());
}

#[test]
fn whatever_invariant_is_broken_the_check_names_it_and_no_other() {
    for Break { invariant, by, along } in BREAKS {
        let connection = sound();
        connection.execute_batch(by).unwrap();
        let expected = along.iter().chain([invariant]).map(|words| (*words).to_owned());
        assert_eq!(found_in(&connection), expected.collect(), "{by}");
    }
}

#[test]
fn there_is_a_way_to_break_every_invariant() {
    let broken: BTreeSet<&str> = BREAKS.iter().map(|Break { invariant, .. }| *invariant).collect();
    let all: Vec<&str> = check::invariants().collect();
    let every: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(every.len(), all.len(), "two invariants have the same words");
    assert!(all.iter().all(|words| !words.contains(':')), "{all:?}");
    assert_eq!(broken, every);
}
