mod backups;
mod exports;
mod place;
mod windows;

use super::*;
use crate::{
    configuration::Database,
    store::{Lock, Store, beside, schema},
};
use contract::Timestamp;
use place::{Place, accounts_in, at};
use rusqlite::Connection;
use std::fs;

/// Rule 8.10.
#[tokio::test]
async fn nothing_is_restored_or_imported_under_a_service_that_runs() {
    let (place, other) = (Place::filled(1).await, Place::filled(1).await);
    let lines = other.exported();
    let store = place.open();
    let in_use = |result| matches!(result, Err(MaintenanceError::Unusable(_, OpenStoreError::InUse)));
    assert!(in_use(
        restore(&other.database, &place.database, at(5).replacing()).map(drop)
    ));
    assert!(in_use(place.import(&lines)));
    store.close().await;
}

/// Rule 8.10.
#[tokio::test]
async fn what_does_not_hold_together_is_not_put_in_place() {
    let (broken, place) = (Place::filled(2).await, Place::filled(1).await);
    let connection = Connection::open(&broken.database).unwrap();
    connection
        .execute_batch("DELETE FROM names WHERE folded = 'name-1'")
        .unwrap();
    drop(connection);
    assert_eq!(check(&broken.database).unwrap().len(), 1);
    for terms in [at(5).replacing(), at(5)] {
        assert!(restore(&broken.database, &place.database, terms).is_err());
    }
    let fresh = Place::new();
    let refused = fresh.import(&broken.exported()).unwrap_err();
    assert!(
        matches!(&refused, MaintenanceError::Damaged { violations, .. } if violations.len() == 1),
        "{refused}"
    );
    assert!(!fresh.database.exists());
    assert_eq!(accounts_in(&place.database), 1);
    let left = |name: &String| name.contains(".new") || name.contains(".replaced");
    assert!(!place.files().iter().any(left));

    fs::write(broken.file("noise"), "not a database at all").unwrap();
    assert!(restore(&broken.file("noise"), &place.database, at(5).replacing()).is_err());
    let foreign = broken.file("foreign.db");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE theirs (x)")
        .unwrap();
    assert!(matches!(
        restore(&foreign, &place.database, at(5).replacing()),
        Err(MaintenanceError::Unusable(_, OpenStoreError::Foreign))
    ));
    assert_eq!(accounts_in(&place.database), 1);
}

#[tokio::test]
async fn a_newer_database_is_refused_by_every_command() {
    let (newer, place) = (Place::filled(1).await, Place::new());
    let lines = newer.exported();
    let connection = Connection::open(&newer.database).unwrap();
    connection
        .pragma_update(None, "user_version", schema::NEWEST + 1)
        .unwrap();
    drop(connection);
    let told = |error: MaintenanceError| {
        let error = anyhow::Error::from(error);
        assert!(format!("{error:#}").contains("use a newer program"), "{error:#}");
    };
    told(check(&newer.database).unwrap_err());
    told(backup(&newer.database, &newer.file("copy")).unwrap_err());
    told(restore(&newer.database, &place.database, at(5)).unwrap_err());
    told(export(&newer.database, &mut Vec::new(), Timestamp::from_secs(0)).unwrap_err());
    let header = format!("\"schema\":{}", schema::NEWEST);
    let lines = lines.replace(&header, &format!("\"schema\":{}", schema::NEWEST + 1));
    told(place.import(&lines).unwrap_err());
    assert!(!place.database.exists());
}

/// Rule 8.10.
#[test]
fn a_restore_that_waits_holds_the_lock_of_the_service() {
    let place = Place::new();
    let _lock = Lock::take(&place.database).unwrap();
    assert!(beside(&place.database, ".lock").exists());
    assert!(Store::open(&Database::File(place.database.clone())).is_err());
}
