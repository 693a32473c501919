//! What can go wrong with the store.

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenStoreError {
    /// Another service has it open.
    #[error("another service has this database open")]
    InUse,
    /// A newer program wrote it.
    #[error("the database has schema {found}, this program knows schemas up to {known}: use a newer program")]
    Newer {
        /// The database's schema.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// Another kind of program wrote it.
    #[error("the file is a database of another program")]
    Foreign,
    /// SQLite failed.
    #[error("the database cannot be opened")]
    Sqlite(#[from] rusqlite::Error),
    /// The file system failed.
    #[error("the database cannot be opened")]
    Io(#[from] std::io::Error),
}

/// Why a submission was not committed. Nothing of it was, but where that is not known.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Something changed meanwhile: load and decide again.
    #[error("something changed meanwhile")]
    Conflict,
    /// Something that must be unique is there already.
    #[error("{0:?} is there already")]
    Duplicate(Duplicate),
    /// The store is closed, overloaded, or its disk failed.
    #[error("the store cannot be written to")]
    Unavailable,
    /// The disk failed for good in the middle of the commit. It is not visible now; a later start may find it done.
    #[error("whether it was committed is not known")]
    Unknown,
    /// A statement failed.
    #[error("a statement failed")]
    Failed(#[from] rusqlite::Error),
}

/// What must be unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicate {
    /// A username, without case.
    Username,
    /// A confirmed address, without case.
    ConfirmedEmail,
    /// The identity of a live login.
    Identity,
    /// A kept answer.
    Answer,
    /// A package's id, without case.
    Package,
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The store is closed or overloaded.
    #[error("the store cannot be read")]
    Unavailable,
    /// A statement failed.
    #[error("a statement failed")]
    Failed(#[from] rusqlite::Error),
}
