//! After every test of this crate that touches a store, the consistency check runs and finds nothing (rule 8.6): when
//! the store goes.

use super::account;
use crate::{
    configuration::Database,
    store::{Store, check, readers::Query, writer::Job},
};
use rusqlite::Connection;
use std::sync::mpsc;

impl Store {
    /// What does not hold; nothing where there is nothing left to ask, as the store was closed.
    fn look(&self) -> Vec<String> {
        if let Some(readers) = &self.readers {
            return readers.query(check::violations).unwrap_or_default();
        }
        let (tell, told) = mpsc::channel();
        let query: Query = Box::new(move |c: &Connection| drop(tell.send(check::violations(c))));
        if self.jobs.try_send(Job::Read(query)).is_err() {
            return Vec::new();
        }
        told.recv().map(Result::unwrap).unwrap_or_default()
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.look(), Vec::<String>::new(), "after the test");
        }
    }
}

#[tokio::test]
#[should_panic(expected = "has not exactly one claim of its username: first")]
async fn a_test_that_leaves_a_store_in_memory_broken_fails() {
    let store = Store::open(&Database::Memory).unwrap();
    store.commit(account(1, "first")).await.unwrap();
    store.execute("DELETE FROM names".to_owned()).await;
}

#[tokio::test]
#[should_panic(expected = "has not exactly one claim of its username: first")]
async fn a_test_that_leaves_a_file_broken_fails_although_its_store_was_closed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let store = Store::open(&Database::File(file.clone())).unwrap();
    store.commit(account(1, "first")).await.unwrap();
    store.close().await;
    let raw = Connection::open(file).unwrap();
    raw.execute_batch("DELETE FROM names").unwrap();
}
