//! Rule 8.15: a gallery that was put back from a backup after its disk was lost.

use crate::{
    keys,
    logins::{NEW, WINDOW, change, undo},
    provider::{ANNA, BEN},
    scene::{look, on_disk},
    world::{Gallery, World, code_of, opened},
};
use ambient::Clock;
use contract::{Code, account::Account};
use reqwest::{Method, StatusCode};
use service::{
    Database,
    maintenance::{self, MaintenanceError, Put, Terms},
};
use std::path::Path;
use tempfile::TempDir;

const DAY: i64 = 86_400;

/// An account that a thief took over an hour ago and made a key with, and one whose deletion was asked for.
async fn backed_up() -> (World, TempDir) {
    let (world, folder) = on_disk(|_| ()).await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let ben = world.confirmed(&BEN, "ben").await;
    assert_eq!(change(&world, &anna, &ANNA, &NEW).await.status(), StatusCode::OK);
    assert_eq!(world.delete_account(&ben, &BEN).await.status(), StatusCode::ACCEPTED);
    world.clock.advance_secs(3600);
    let thief = world.sign_in(&NEW, "thief").await;
    keys::made(&world, &thief, "anna").await;
    maintenance::backup(&folder.path().join("accounts.db"), &folder.path().join("backup.db")).unwrap();
    (world, folder)
}

/// The disk is lost, and so long after the backup it is put back.
async fn come_back(mut world: World, folder: &Path, after: i64) -> (World, Put) {
    let (from, database) = (folder.join("backup.db"), folder.join("accounts.db"));
    world.gallery.end().await;
    world.clock.advance_secs(after);
    let terms = Terms {
        clock_is_right: true,
        ..Terms::at(world.clock.now()).replacing()
    };
    let put = maintenance::restore(&from, &database, terms).unwrap();
    let set = |set: &mut service::Configuration| set.database = Database::File(database);
    world.gallery = Gallery::open(&world.provider, &world.clock, set).await;
    (world, put)
}

/// Rule 8.15.
#[tokio::test]
async fn who_took_back_what_somebody_did_can_take_it_back_again_after_a_restore() {
    let (world, folder) = backed_up().await;
    // Both took it back; of that the backup knows nothing.
    opened(undo(&world, &ANNA).await).await;
    let ben = world.sign_in(&BEN, "again").await;
    let cancel = "/api/v1/account/deletion/cancel";
    world.call(Method::POST, cancel, Some(&ben.token), None).await;

    let (world, put) = come_back(world, folder.path(), 8 * DAY).await;
    assert_eq!(
        (put.given.login_changes, put.given.deletions, put.given.all()),
        (1, 1, 2)
    );
    world.gallery.service.run_housekeeping().await;
    let thief = world.sign_in(&NEW, "thief").await;
    let until = thief.account.login_change_until.unwrap();
    assert!(
        keys::list(&world, &thief).await.keys[0].held_until.is_some(),
        "what the thief made still waits"
    );
    let left = until.secs_since(world.clock.now());
    assert_eq!(left, WINDOW - 3600, "as much as at the backup");
    let ben = world.sign_in(&BEN, "later").await;
    assert!(ben.account.deletion_at.is_some());
    let kept = world.call(Method::POST, cancel, Some(&ben.token), None).await;
    assert_eq!(kept.json::<Account>().await.unwrap().deletion_at, None);

    opened(undo(&world, &ANNA).await).await;
    let revoked = "SELECT count(*) FROM keys WHERE revoked_at IS NOT NULL";
    assert_eq!(
        look(folder.path(), revoked),
        "1",
        "the thief's key goes with the change"
    );
    world.end().await;
}

/// Rule 8.15.
#[tokio::test]
async fn a_link_that_freezes_works_after_a_restore_and_the_end_comes_when_the_time_is_over() {
    let (world, folder) = backed_up().await;
    // What the mail of that time says; the service that sent it is gone with its outbox.
    let reference = crate::logins::reference(&world, ANNA.address).await;
    let (world, _) = come_back(world, folder.path(), 8 * DAY).await;
    let path = format!("/act/{reference}");
    let frozen = world.call(Method::POST, &path, None, None).await;
    assert_eq!(frozen.status(), StatusCode::OK);
    assert_eq!(
        look(
            folder.path(),
            "SELECT count(*) FROM accounts WHERE frozen_at IS NOT NULL"
        ),
        "1"
    );
    world.clock.advance_secs(7 * DAY);
    world.gallery.service.run_housekeeping().await;
    let attempt = world.proved(contract::Purpose::SignIn, &BEN).await;
    let gone = world.open_session(&attempt, "late").await;
    assert_eq!(code_of(gone).await, Code::IdentityNotLinked);
    world.end().await;
}

/// Rule 8.15.
#[tokio::test]
async fn with_a_clock_that_may_be_wrong_nothing_is_put_back_until_somebody_has_looked() {
    let (world, folder) = backed_up().await;
    let (from, to) = (folder.path().join("backup.db"), folder.path().join("elsewhere.db"));
    let now = world.clock.now();
    for off in [-DAY, 400 * DAY] {
        let refused = maintenance::restore(&from, &to, Terms::at(now.plus_secs(off))).unwrap_err();
        assert!(matches!(refused, MaintenanceError::Clock { .. }), "{refused}");
        assert!(!to.exists());
    }
    let put = maintenance::restore(&from, &to, Terms::at(now)).unwrap();
    assert_eq!(put.given.all(), 2);
    world.end().await;
}
