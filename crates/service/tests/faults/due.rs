//! What the service does by itself when its time has come, on a disk that fails and loses power: each is done or not, and
//! is done once the disk is repaired. The points of failure are sampled: every eleventh write.

use crate::ground::{Ground, Running, found_on};
use vfs::{Failure, Fault, Image, PowerCut, Recurrence};

/// When everything of the ground is due, in seconds: changes of logins and conversions after 3 days, deletions after 7, and
/// a key that lives for 30 days ends in less than 10.
const LATER: i64 = 25 * 86_400;

/// A change of a login that can no longer be undone, a conversion that takes effect, a deletion, and a key whose end is
/// announced: each is 0 before.
const TRACES: [&str; 4] = [
    "SELECT count(*) FROM login_changes c JOIN accounts a ON a.id = c.account
        WHERE c.state = 'final' AND a.username = 'ned'",
    "SELECT count(*) FROM accounts WHERE kind = 'organization' AND username = 'vin'",
    "SELECT count(*) FROM names WHERE account IS NULL AND username = 'xio'",
    "SELECT warned FROM keys WHERE description = 'ends one day'",
];
const DONE: [i64; 4] = [1; 4];

/// A gallery that has nothing left to do but what becomes due.
async fn started(ground: &Ground) -> Running {
    let running = ground.start(&ground.image, PowerCut::LosesAll).await;
    running.service.run_housekeeping().await;
    assert_eq!(running.counts(&TRACES), [0; 4]);
    running
}

fn each_is_done_or_not(image: &Image, cut: PowerCut) {
    let found = found_on(image, cut, &TRACES);
    assert!(found.iter().all(|trace| [0, 1].contains(trace)), "{cut:?}: {found:?}");
}

#[tokio::test]
async fn whatever_write_fails_what_is_due_is_done_or_not_and_is_done_once_the_disk_is_repaired() {
    let ground = Ground::lay().await;
    let mut partly = 0;
    for recurrence in [Recurrence::Once, Recurrence::ForEver] {
        let mut nth = 1;
        let mut struck = true;
        while struck {
            let running = started(&ground).await;
            ground.clock.advance_secs(LATER);
            running.disk.fail(Fault {
                nth,
                only: None,
                failure: [Failure::Device, Failure::Torn, Failure::Full][usize::try_from(nth % 3).unwrap()],
                recurrence,
            });
            running.service.run_housekeeping().await;
            let image = running.disk.image();
            struck = running.disk.repair();
            each_is_done_or_not(&image, PowerCut::KeepsAll);
            partly += usize::from(running.counts(&TRACES) != DONE);
            running.service.run_housekeeping().await;
            assert_eq!(running.counts(&TRACES), DONE, "{nth} {recurrence:?}: once repaired");
            assert_eq!(running.service.check().await.unwrap(), Vec::<String>::new());
            running.stop().await;
            ground.clock.advance_secs(-LATER);
            nth += 11;
        }
        assert!(nth > 50, "only {nth} writes did what was due");
    }
    assert!(partly > 6, "only {partly} faults left something undone");
}

#[tokio::test]
async fn wherever_the_power_is_cut_what_is_due_is_done_or_not() {
    let ground = Ground::lay().await;
    let running = started(&ground).await;
    ground.clock.advance_secs(LATER);
    running.disk.record();
    running.service.run_housekeeping().await;
    assert_eq!(running.counts(&TRACES), DONE);
    let images = running.disk.images();
    assert!(images.len() > 8, "{} images", images.len());
    for (seed, image) in (1..).zip(&images) {
        for cut in [PowerCut::LosesAll, PowerCut::KeepsSome(seed)] {
            each_is_done_or_not(image, cut);
        }
    }
    // From a moment in the middle it goes on by itself.
    let restarted = ground.start(&images[images.len() / 2], PowerCut::LosesAll).await;
    restarted.service.run_housekeeping().await;
    assert_eq!(restarted.counts(&TRACES), DONE);
}
