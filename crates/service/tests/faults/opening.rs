//! A gallery is opened and closed on a disk that fails: it opens or says why not, and loses nothing.

use crate::{
    ground::{Ground, found_on, open, seed},
    provider::Provider,
};
use std::sync::Arc;
use testkit::ManualClock;
use vfs::{Disk, Failure, Fault, PowerCut, Recurrence};

const FAILURES: [Failure; 3] = [Failure::Device, Failure::Torn, Failure::Full];

fn faults(nth: u64) -> impl Iterator<Item = Fault> {
    let recurrences = [Recurrence::Once, Recurrence::ForEver];
    let pairs = FAILURES
        .into_iter()
        .flat_map(move |failure| recurrences.map(|recurrence| (failure, recurrence)));
    pairs.map(move |(failure, recurrence)| Fault {
        nth,
        only: None,
        failure,
        recurrence,
    })
}

/// A new database: its tables are all there or none, and the next try makes them.
#[tokio::test]
async fn a_new_gallery_opens_or_does_not_and_opens_once_the_disk_is_repaired() {
    let (provider, clock) = (Provider::with_tenants().await, Arc::new(ManualClock::default()));
    let mut nth = 1;
    let mut struck = true;
    while struck {
        struck = false;
        for fault in faults(nth) {
            let folder = tempfile::tempdir().unwrap();
            let disk = Disk::mount(folder.path());
            disk.fail(fault);
            let folder = match open(&provider, &clock, folder, disk.clone(), 1).await {
                Ok(running) => running.stop().await,
                Err((_, folder)) => folder,
            };
            struck |= disk.repair();
            let running = open(&provider, &clock, folder, disk, 2).await;
            let running = running.map_err(|(error, _)| panic!("{fault:?}: {error}")).unwrap();
            assert_eq!(
                running.service.check().await.unwrap(),
                Vec::<String>::new(),
                "{fault:?}"
            );
            running.stop().await;
        }
        // There are hundreds, most of them alike: pages of new tables.
        nth += 1 + nth / 4;
    }
    assert!(nth > 30, "only {nth} writes made a database");
}

/// The first accounts of a practice gallery (rule 4.6) come all or none; the next try puts them in.
#[tokio::test]
async fn a_gallery_gets_its_first_accounts_or_none_and_gets_them_once_the_disk_is_repaired() {
    let (provider, clock) = (Provider::with_tenants().await, Arc::new(ManualClock::default()));
    let accounts = ["SELECT count(*) FROM accounts"];
    let (mut nth, mut all) = (0, 0);
    let mut struck = true;
    while struck {
        struck = false;
        for fault in faults(nth).take(if nth == 0 { 1 } else { 6 }) {
            let folder = tempfile::tempdir().unwrap();
            let disk = Disk::mount(folder.path());
            let running = open(&provider, &clock, folder, disk.clone(), 1).await;
            let running = running.map_err(|(error, _)| error).unwrap();
            disk.fail(fault);
            let seeded = seed(&running.service).await.is_ok();
            let (image, has_struck) = (disk.image(), disk.repair());
            struck |= has_struck || nth == 0;
            // The first time nothing fails: so many there are.
            all = all.max(running.counts(&accounts)[0]);
            let cut = if seeded { PowerCut::LosesAll } else { PowerCut::KeepsAll };
            assert_eq!(
                found_on(&image, cut, &accounts),
                [if seeded { all } else { 0 }],
                "{fault:?}"
            );
            assert!(
                seeded || seed(&running.service).await.is_ok(),
                "{fault:?}: once repaired"
            );
            assert_eq!(
                running.service.check().await.unwrap(),
                Vec::<String>::new(),
                "{fault:?}"
            );
            running.stop().await;
        }
        nth += 1 + nth / 2;
    }
    assert!(nth > 20, "only {nth} writes made the accounts");
}

/// Closing writes the log back into the file. Whatever of that fails, everything is found again.
#[tokio::test]
async fn a_gallery_that_cannot_write_its_log_back_loses_nothing() {
    let ground = Ground::lay().await;
    let accounts = "SELECT count(*) FROM accounts";
    let there = found_on(&ground.with_log, PowerCut::LosesAll, &[accounts])[0];
    let mut nth = 1;
    let mut struck = true;
    while struck {
        struck = false;
        for fault in faults(nth) {
            let running = ground.start(&ground.with_log, PowerCut::LosesAll).await;
            let disk = running.disk.clone();
            disk.fail(fault);
            running.stop().await;
            let image = disk.image();
            struck |= disk.repair();
            for cut in [PowerCut::LosesAll, PowerCut::KeepsAll, PowerCut::KeepsSome(nth)] {
                assert_eq!(found_on(&image, cut, &[accounts]), [there], "{fault:?} {cut:?}");
            }
        }
        // Most of them are alike: pages that go back into the file.
        nth += 1 + nth / 3;
    }
    assert!(nth > 5, "only {nth} writes closed a database");
}

/// What has run out is removed when a gallery opens (rule 8.7); a disk that fails then keeps nobody out, and the rest goes
/// at the next start.
#[tokio::test]
async fn a_gallery_whose_disk_fails_while_it_removes_what_has_run_out_serves_and_removes_it_later() {
    let ground = Ground::lay().await;
    ground.clock.advance_secs(3 * 86_400);
    let mut struck = 0;
    for fault in (1..30).step_by(5).flat_map(faults) {
        let running = ground.start(&ground.image, PowerCut::LosesAll).await;
        running.disk.fail(fault);
        let gallery = format!("{}/api/v1/gallery", running.origin);
        assert!(reqwest::get(gallery).await.unwrap().status().is_success());
        let disk = running.disk.clone();
        let folder = running.stop().await;
        struck += u32::from(disk.repair());
        let restarted = ground.again(folder, disk).await;
        let proofs_are_gone = async {
            while restarted.counts(&["SELECT count(*) FROM proofs"]) != [0] {
                tokio::task::yield_now().await;
            }
        };
        let limit = std::time::Duration::from_secs(20);
        tokio::time::timeout(limit, proofs_are_gone).await.unwrap();
        assert_eq!(
            restarted.service.check().await.unwrap(),
            Vec::<String>::new(),
            "{fault:?}"
        );
        restarted.stop().await;
    }
    assert!(struck > 0, "no fault came to anything");
}
