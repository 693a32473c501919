//! `cache.db`: the last known state of each account, with its age.

use crate::{
    Error, OpenError,
    database::{Database, migration::Schema},
    error::code,
};
use contract::Timestamp;
use rusqlite::{OptionalExtension, params};
use std::{
    collections::{BTreeMap, btree_map},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

const SCHEMA: Schema = Schema {
    version: 1,
    tables: &[MIGRATIONS],
};

const MIGRATIONS: &[(&str, &str)] = &[(
    "snapshot-1",
    "CREATE TABLE snapshot (
        profile TEXT NOT NULL,
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        as_of INTEGER NOT NULL, -- microseconds since the Unix epoch
        PRIMARY KEY (profile, kind)
    ) STRICT",
)];

/// The cache. Losing it costs a refresh, so it opens always: a file that is damaged or newer than this build is
/// replaced; where there can be no file, memory is used. [`Cache::origin`] says which.
pub struct Cache {
    place: Place,
    origin: Origin,
}

enum Place {
    File(Database),
    Memory(Mutex<BTreeMap<(String, String), Cached>>),
}

/// What a [`Cache`] was opened from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The file, which may be new.
    File,
    /// A new file in place of one that was damaged or newer than this build.
    Rebuilt,
    /// Memory: it is empty, and gone when the app closes.
    Memory,
}

/// A value read from a gallery some time ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cached {
    /// JSON.
    pub value: String,
    /// When the gallery said so.
    pub as_of: Timestamp,
}

impl Cache {
    /// Opens the cache at `path`, in a folder that is the app's own.
    #[must_use]
    pub fn open(path: &Path) -> Self {
        let opened = Database::open(path, &SCHEMA).map(|database| (database, Origin::File));
        let opened = opened.or_else(|error| {
            if !is_beyond_repair(&error) {
                return Err(error);
            }
            tracing::warn!(%error, "the cache is being rebuilt");
            rebuild(path).map(|database| (database, Origin::Rebuilt))
        });
        match opened {
            Ok((database, origin)) => Self {
                place: Place::File(database),
                origin,
            },
            Err(error) => {
                tracing::warn!(%error, "the cache is in memory");
                Self::in_memory()
            }
        }
    }

    /// An empty cache in memory.
    #[must_use]
    pub fn in_memory() -> Self {
        Self {
            place: Place::Memory(Mutex::default()),
            origin: Origin::Memory,
        }
    }

    /// What it was opened from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The latest value of `kind` of `profile`, if there is one.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn read(&self, profile: &str, kind: &str) -> Result<Option<Cached>, Error> {
        match &self.place {
            Place::File(database) => read(database, profile, kind),
            Place::Memory(values) => Ok(held(values).get(&(profile.to_owned(), kind.to_owned())).cloned()),
        }
    }

    /// Keeps `value` (JSON), unless a value with a later `as_of` is there already: of two answers that overtake each
    /// other, the newer one stays. One from a time after `now` is from a clock that was ahead, and does not stay.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn write(&self, profile: &str, kind: &str, value: &str, as_of: Timestamp, now: Timestamp) -> Result<(), Error> {
        match &self.place {
            Place::File(database) => write(database, (profile, kind), value, as_of, now),
            Place::Memory(values) => {
                let newer = Cached {
                    value: value.to_owned(),
                    as_of,
                };
                let goes = |old: &Cached| old.as_of <= as_of || old.as_of > now;
                match held(values).entry((profile.to_owned(), kind.to_owned())) {
                    btree_map::Entry::Occupied(mut old) if goes(old.get()) => drop(old.insert(newer)),
                    btree_map::Entry::Occupied(_) => {}
                    btree_map::Entry::Vacant(place) => drop(place.insert(newer)),
                }
                Ok(())
            }
        }
    }

    /// Removes all that is known of `profile`. Traces may be left in the bytes of the file until [`Self::scrub`].
    ///
    /// # Errors
    /// [`Error`] where the database cannot be written.
    pub fn forget(&self, profile: &str) -> Result<(), Error> {
        match &self.place {
            Place::File(database) => {
                let connection = database.connection();
                connection.execute("DELETE FROM snapshot WHERE profile = ?1", [profile])?;
                Ok(())
            }
            Place::Memory(values) => {
                held(values).retain(|(owner, _), _| owner != profile);
                Ok(())
            }
        }
    }

    /// Leaves nothing of what was removed in the bytes of the file. It rewrites the file, so it takes its time.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process reads at this moment; traces may be left until this is asked again. Other
    /// [`Error`]s where the database cannot be written.
    pub fn scrub(&self) -> Result<(), Error> {
        match &self.place {
            Place::File(database) => database.scrub(&database.connection()),
            Place::Memory(_) => Ok(()),
        }
    }
}

fn held<T>(values: &Mutex<T>) -> MutexGuard<'_, T> {
    values.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(database: &Database, profile: &str, kind: &str) -> Result<Option<Cached>, Error> {
    let connection = database.connection();
    let mut query = connection.prepare_cached("SELECT value, as_of FROM snapshot WHERE profile = ?1 AND kind = ?2")?;
    let found = query.query_row(params![profile, kind], |row| {
        Ok(Cached {
            value: row.get(0)?,
            as_of: Timestamp::from_micros(row.get(1)?),
        })
    });
    Ok(found.optional()?)
}

fn write(
    database: &Database,
    (profile, kind): (&str, &str),
    value: &str,
    as_of: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    let connection = database.connection();
    let mut upsert = connection.prepare_cached(
        "INSERT INTO snapshot (profile, kind, value, as_of) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (profile, kind) DO UPDATE SET value = excluded.value, as_of = excluded.as_of
         WHERE excluded.as_of >= snapshot.as_of OR snapshot.as_of > ?5",
    )?;
    upsert.execute(params![profile, kind, value, as_of.as_micros(), now.as_micros()])?;
    Ok(())
}

/// Whether another file in its place would help: not where the disk is full or the folder read-only.
fn is_beyond_repair(error: &OpenError) -> bool {
    match error {
        OpenError::Newer { .. } | OpenError::EditedMigration { .. } | OpenError::Damaged { .. } => true,
        // A statement that does not fit what is there (`SQLITE_ERROR`): a database of another shape.
        OpenError::Storage { source, .. } => code(source) == Some(rusqlite::ErrorCode::Unknown),
        OpenError::Busy { .. } | OpenError::File { .. } => false,
    }
}

/// Replaces the file, unless another process did so in the meantime: one at a time, by a lock on a file beside it.
fn rebuild(path: &Path) -> Result<Database, OpenError> {
    let lock = beside(path, "lock");
    let held = File::create(&lock).and_then(|file| file.lock().map(|()| file));
    let _held = held.map_err(|source| OpenError::File { path: lock, source })?;
    if let Ok(database) = Database::open(path, &SCHEMA) {
        return Ok(database);
    }
    for file in [path.to_owned(), beside(path, "wal"), beside(path, "shm")] {
        remove(&file).map_err(|source| OpenError::File { path: file, source })?;
    }
    Database::open(path, &SCHEMA)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-");
    name.push(suffix);
    name.into()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_that_is_at_fault_itself_is_replaced() {
        let storage = |extended| OpenError::Storage {
            path: PathBuf::new(),
            source: rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(extended), None),
        };
        assert!(is_beyond_repair(&OpenError::Damaged { path: PathBuf::new() }));
        assert!(is_beyond_repair(&storage(rusqlite::ffi::SQLITE_ERROR)));
        for elsewhere in [
            rusqlite::ffi::SQLITE_FULL,
            rusqlite::ffi::SQLITE_READONLY,
            rusqlite::ffi::SQLITE_IOERR,
        ] {
            assert!(!is_beyond_repair(&storage(elsewhere)));
        }
        assert!(!is_beyond_repair(&OpenError::Busy { path: PathBuf::new() }));
    }
}
