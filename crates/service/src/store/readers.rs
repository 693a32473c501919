//! A few threads that run queries, each with a connection of its own.

use super::{OpenStoreError, open};
use rusqlite::Connection;
use std::{
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
};

/// How many queries may wait before the gallery says that it is busy.
const WAITING_READS: usize = 4096;

/// A query with its way back.
pub type Query = Box<dyn FnOnce(&Connection) + Send>;

/// The readers. They end when the last handle is dropped.
#[derive(Debug)]
pub struct Readers(SyncSender<Query>);

impl Readers {
    /// Starts the threads.
    pub fn start(path: &Path, count: usize) -> Result<Self, OpenStoreError> {
        let (queries, waiting) = sync_channel(WAITING_READS);
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..count {
            let (connection, waiting) = (open::reader(path)?, Arc::clone(&waiting));
            std::thread::Builder::new()
                .name(format!("store-reader-{number}"))
                .spawn(move || serve(&connection, &waiting))?;
        }
        Ok(Self(queries))
    }

    /// Hands a query over; false where too many wait.
    pub fn send(&self, query: Query) -> bool {
        self.0.try_send(query).is_ok()
    }
}

fn serve(connection: &Connection, waiting: &Mutex<Receiver<Query>>) {
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(query) => query(connection),
            Err(_) => return,
        }
    }
}
