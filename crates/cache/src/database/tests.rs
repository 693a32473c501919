use super::*;
use std::{cell::Cell, fs};
use tempfile::TempDir;

const FIRST: migration::Migration = ("thing-1", "CREATE TABLE thing (name TEXT NOT NULL) STRICT");
const FIRST_EDITED: migration::Migration = ("thing-1", "CREATE TABLE thing (name TEXT) STRICT");
const SECOND: migration::Migration = (
    "thing-2",
    "ALTER TABLE thing ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'",
);
const OTHER: migration::Migration = ("other-1", "CREATE TABLE other (name TEXT) STRICT");
const FAILING: migration::Migration = (
    "thing-2",
    "ALTER TABLE thing ADD COLUMN colour TEXT; ALTER TABLE nothing RENAME TO x",
);

const OLD: Schema = Schema {
    version: 1,
    tables: &[&[FIRST]],
};
const NEW: Schema = Schema {
    version: 1,
    tables: &[&[FIRST, SECOND], &[OTHER]],
};
const BRANCH: Schema = Schema {
    version: 1,
    tables: &[&[OTHER], &[FIRST]],
};
const EDITED: Schema = Schema {
    version: 1,
    tables: &[&[FIRST_EDITED]],
};
const BREAKING: Schema = Schema {
    version: 2,
    tables: &[&[FIRST, SECOND]],
};
const BROKEN: Schema = Schema {
    version: 2,
    tables: &[&[OTHER], &[FIRST, FAILING]],
};

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("own").join("test.db")
    }

    /// A file of `schema` with one row in it.
    fn with(schema: &Schema) -> Self {
        let place = Self::new();
        let database = Database::open(&place.file(), schema).unwrap();
        database
            .connection()
            .execute("INSERT INTO thing (name) VALUES ('kept')", [])
            .unwrap();
        place
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.file().parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn count(database: &Database) -> i64 {
    database
        .connection()
        .query_row("SELECT count(*) FROM thing WHERE name = 'kept'", [], |row| row.get(0))
        .unwrap()
}

fn tables(database: &Database) -> Vec<String> {
    let connection = database.connection();
    let mut query = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap();
    query
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn a_new_file_gets_every_migration_and_needs_no_backup() {
    let place = Place::new();
    let database = Database::open_with_backup(&place.file(), &NEW).unwrap();
    assert_eq!(tables(&database), ["migration", "other", "thing"]);
    drop(database);
    assert_eq!(place.names(), ["test.db"]);
}

#[test]
fn opening_twice_migrates_once() {
    let place = Place::with(&NEW);
    let again = Database::open_and(&place.file(), &NEW, |_| panic!("nothing to migrate")).unwrap();
    assert_eq!(count(&again), 1);
}

#[test]
fn an_older_file_is_backed_up_then_gets_what_it_lacks_and_keeps_its_rows() {
    let place = Place::with(&OLD);
    let database = Database::open_with_backup(&place.file(), &NEW).unwrap();
    assert_eq!(count(&database), 1);
    assert_eq!(tables(&database), ["migration", "other", "thing"]);
    drop(database);
    assert_eq!(place.names(), ["test.db", "test.db.backup-1"]);
    let backup = Database::open(&place.file().with_file_name("test.db.backup-1"), &OLD).unwrap();
    assert_eq!(tables(&backup), ["migration", "thing"]);
    assert_eq!(count(&backup), 1);
}

#[test]
fn a_file_that_saw_a_migration_unknown_here_opens_where_its_version_is_known() {
    let place = Place::with(&NEW);
    assert_eq!(count(&Database::open(&place.file(), &OLD).unwrap()), 1);
}

#[test]
fn migrations_are_compared_as_a_set_not_by_position() {
    let place = Place::with(&OLD);
    let database = Database::open(&place.file(), &BRANCH).unwrap();
    assert_eq!(tables(&database), ["migration", "other", "thing"]);
}

#[test]
fn a_newer_file_is_refused_and_left_as_it_is() {
    let place = Place::with(&BREAKING);
    let before = fs::read(place.file()).unwrap();
    let refusal = Database::open_with_backup(&place.file(), &NEW).err().unwrap();
    assert!(
        matches!(refusal, OpenError::Newer { found: 2, known: 1, .. }),
        "{refusal}"
    );
    assert_eq!(fs::read(place.file()).unwrap(), before);
    assert_eq!(place.names(), ["test.db"]);
}

#[test]
fn an_edited_migration_is_refused_by_name() {
    let place = Place::with(&OLD);
    let before = fs::read(place.file()).unwrap();
    let refusal = Database::open(&place.file(), &EDITED).err().unwrap();
    assert!(
        matches!(&refusal, OpenError::EditedMigration { name, .. } if name == "thing-1"),
        "{refusal}"
    );
    assert_eq!(fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_migration_that_fails_leaves_nothing_of_itself_and_of_those_before_it() {
    let place = Place::with(&OLD);
    assert!(matches!(
        Database::open(&place.file(), &BROKEN).err(),
        Some(OpenError::Storage { .. })
    ));
    let database = Database::open_and(&place.file(), &OLD, |_| panic!("nothing to migrate")).unwrap();
    assert_eq!(tables(&database), ["migration", "thing"]);
}

#[test]
fn a_backup_that_fails_stops_the_migration() {
    let place = Place::with(&OLD);
    let refused = |_: &Connection| Err(OpenError::Busy { path: PathBuf::new() });
    assert!(Database::open_and(&place.file(), &NEW, refused).is_err());
    assert_eq!(
        tables(&Database::open(&place.file(), &OLD).unwrap()),
        ["migration", "thing"]
    );
}

#[test]
fn the_three_latest_backups_are_kept() {
    let place = Place::with(&OLD);
    let database = Database::open(&place.file(), &OLD).unwrap();
    for _ in 0..12 {
        backup::make(&database.connection(), &place.file()).unwrap();
    }
    drop(database);
    assert_eq!(
        place.names(),
        ["test.db", "test.db.backup-10", "test.db.backup-11", "test.db.backup-12"]
    );
}

#[test]
fn a_backup_begun_by_another_process_is_not_touched() {
    let place = Place::with(&OLD);
    let begun = place.file().with_file_name("test.db.backup-1.partial");
    fs::write(&begun, "half").unwrap();
    let database = Database::open(&place.file(), &OLD).unwrap();
    backup::make(&database.connection(), &place.file()).unwrap();
    drop(database);
    assert_eq!(fs::read(&begun).unwrap(), b"half");
    assert_eq!(
        place.names(),
        ["test.db", "test.db.backup-1.partial", "test.db.backup-2"]
    );
}

#[test]
fn a_migration_that_another_process_applied_while_this_one_made_its_backup_is_not_applied_twice() {
    let place = Place::with(&OLD);
    let asked = Cell::new(0);
    let overtaken = |_: &Connection| {
        asked.set(asked.get() + 1);
        Database::open(&place.file(), &NEW).map(drop)
    };
    let database = Database::open_and(&place.file(), &NEW, overtaken).unwrap();
    assert_eq!((asked.get(), count(&database)), (1, 1));
}

#[test]
fn what_was_applied_is_asked_of_the_file_and_not_of_memory() {
    let place = Place::new();
    file::prepare(&place.file()).unwrap();
    let connection = connect(&place.file()).unwrap();
    assert!(migration::applied(&connection).unwrap().is_empty());
    drop(Database::open(&place.file(), &OLD).unwrap());
    assert_eq!(migration::applied(&connection).unwrap().len(), 1);
}

#[test]
fn what_is_deleted_is_overwritten_at_once_and_what_is_answered_is_on_disk() {
    let database = Database::open(&Place::new().file(), &NEW).unwrap();
    let setting = |pragma: &str| -> String {
        let value = |row: &rusqlite::Row<'_>| Ok(format!("{:?}", row.get_ref(0)?));
        database
            .connection()
            .query_row(&format!("PRAGMA {pragma}"), [], value)
            .unwrap()
    };
    assert_eq!(setting("secure_delete"), "Integer(1)");
    assert_eq!(setting("synchronous"), "Integer(2)", "FULL");
    assert_eq!(
        setting("temp_store"),
        "Integer(2)",
        "MEMORY: no copy in a folder of others"
    );
}

#[test]
fn damage_inside_the_file_is_met_at_the_door() {
    let place = Place::with(&NEW);
    {
        let database = Database::open(&place.file(), &NEW).unwrap();
        let connection = database.connection();
        for number in 0..500 {
            connection
                .execute("INSERT INTO thing (name) VALUES (?1)", [format!("{number:0>100}")])
                .unwrap();
        }
    }
    let mut bytes = fs::read(place.file()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xa5);
    fs::write(place.file(), &bytes).unwrap();
    assert!(matches!(
        Database::open(&place.file(), &NEW).err(),
        Some(OpenError::Damaged { .. })
    ));
}

#[cfg(unix)]
#[test]
fn the_folder_the_file_its_journal_and_its_backups_are_the_user_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let place = Place::new();
    let folder = place.file().parent().unwrap().to_owned();
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(place.file(), "").unwrap();
    fs::set_permissions(place.file(), fs::Permissions::from_mode(0o644)).unwrap();
    drop(Database::open(&place.file(), &OLD).unwrap());
    let database = Database::open_with_backup(&place.file(), &NEW).unwrap();
    assert_eq!(mode(&folder), 0o700);
    let files = ["test.db", "test.db-shm", "test.db-wal", "test.db.backup-1"];
    assert_eq!(place.names(), files);
    for file in files {
        assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
    }
    drop(database);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_shared_by_design_is_left_open() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let folder = place.file().parent().unwrap().to_owned();
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o1777)).unwrap();
    drop(Database::open(&place.file(), &NEW).unwrap());
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o7777, 0o1777);
}
