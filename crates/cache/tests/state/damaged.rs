//! Files and values that are none, and those of earlier versions.

use crate::records::{journal, place, profile};
use cache::{Error, OpenError, State};
use std::fs;

#[test]
fn a_damaged_file_is_refused_with_its_name_and_left_byte_for_byte() {
    let (_folder, path) = place();
    let garbage = b"this was a database once, and now it is not".repeat(100);
    fs::write(&path, &garbage).unwrap();
    let refusal = State::open(&path).err().unwrap();
    assert!(matches!(refusal, OpenError::Damaged { .. }), "{refusal:?}");
    assert!(refusal.to_string().contains("state.db is damaged"), "{refusal}");
    assert_eq!(fs::read(&path).unwrap(), garbage);
}

#[test]
fn a_path_that_cannot_be_a_file_is_refused_with_what_the_system_says() {
    let (folder, path) = place();
    fs::create_dir(&path).unwrap();
    assert!(matches!(State::open(&path).err(), Some(OpenError::File { .. })));
    fs::write(folder.path().join("file"), "").unwrap();
    let below = folder.path().join("file").join("state.db");
    assert!(matches!(State::open(&below).err(), Some(OpenError::File { .. })));
}

#[test]
fn a_value_that_another_program_broke_is_an_error_and_never_a_default() {
    let (_folder, path) = place();
    let state = State::open(&path).unwrap();
    state.put_profile(&profile("a", 1)).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    let broken = "PRAGMA ignore_check_constraints = ON; UPDATE profile SET colour = 300";
    other.execute_batch(broken).unwrap();
    assert!(matches!(state.profiles(), Err(Error::Storage(_))));
}

#[test]
fn the_schema_of_every_shipped_version_opens_with_its_rows() {
    let (_folder, path) = place();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(include_str!("../fixtures/state-1.sql"))
        .unwrap();
    let state = State::open(&path).unwrap();
    assert_eq!(state.setting("theme").unwrap().as_deref(), Some("dark"));
    assert_eq!(state.galleries().unwrap().len(), 1);
    assert_eq!(state.profiles().unwrap()[0].username, "MyNuGetAccount1");
    assert_eq!(state.wizards().unwrap()[0].kind, "sign_in");
    assert_eq!(state.notices().unwrap()[0].profile.as_deref(), Some("p1"));
    assert_eq!(state.seen("p1").unwrap(), None);
    assert!(journal(&state, "p1").is_empty());
    assert_eq!(state.turn("p1").unwrap(), None);
    assert!(state.posted().unwrap().is_empty());
}
