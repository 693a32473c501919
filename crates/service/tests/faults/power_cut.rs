//! The power is cut before and after each sync: what was acknowledged is there (rule 8.1), and what is there is whole.
//!
//! Each moment is looked at with all unsynced writes lost, and with some of them kept or all; which, changes from moment to
//! moment.

use crate::{
    areas::{AREAS, Command, commands},
    ground::{Ground, Running, found_on},
};
use std::collections::BTreeMap;
use vfs::{Image, PowerCut};

const CUTS: [PowerCut; 4] = [
    PowerCut::KeepsSome(1),
    PowerCut::KeepsSome(2),
    PowerCut::KeepsAll,
    PowerCut::KeepsSome(3),
];

/// The traces of all commands.
fn traces() -> Vec<&'static str> {
    commands().map(|command| command.trace).collect()
}

/// Commands that are sent one after the other.
struct Sequence<'a> {
    ground: &'a Ground,
    running: Running,
    traces: Vec<&'static str>,
    acknowledged: u64,
    /// What each command's trace was after so many of them had been acknowledged.
    expected: BTreeMap<u64, Vec<i64>>,
}

impl<'a> Sequence<'a> {
    async fn begin(ground: &'a Ground) -> Self {
        let (running, traces) = (ground.start(&ground.image, PowerCut::LosesAll).await, traces());
        let expected = BTreeMap::from([(0, running.counts(&traces))]);
        Self {
            ground,
            running,
            traces,
            acknowledged: 0,
            expected,
        }
    }

    async fn send(&mut self, commands: &[Command]) {
        for command in commands {
            let asked = command.ask(self.ground, &self.running.origin);
            let (status, text) = self.ground.send(&self.running, &asked).await;
            assert_eq!(status, command.status, "{}: {text}", command.name);
            self.acknowledged += 1;
            self.running.disk.note(self.acknowledged);
            self.expected
                .insert(self.acknowledged, self.running.counts(&self.traces));
        }
    }

    /// Whether what is found has all that was acknowledged, or one more that was under way, and nothing else.
    fn is_kept(&self, image: &Image, cut: PowerCut) -> bool {
        let found = found_on(image, cut, &self.traces);
        let may_be = [image.note, image.note + 1];
        may_be.iter().any(|number| self.expected.get(number) == Some(&found))
    }

    fn look(&self, images: &[Image]) {
        for (number, image) in images.iter().enumerate() {
            for cut in [PowerCut::LosesAll, CUTS[number % CUTS.len()]] {
                let note = image.note;
                assert!(
                    self.is_kept(image, cut),
                    "{note} acknowledged, image {number} after: {cut:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn wherever_the_power_is_cut_what_was_acknowledged_is_there_and_what_is_there_is_whole() {
    let ground = Ground::lay().await;
    let mut sequence = Sequence::begin(&ground).await;
    for area in AREAS {
        sequence.running.disk.record();
        sequence.send(area).await;
        let images = sequence.running.disk.images();
        assert!(images.len() >= 2 * area.len(), "{} images", images.len());
        sequence.look(&images);
    }
}

/// Stopping writes the log back into the file.
#[tokio::test]
async fn wherever_the_power_is_cut_while_a_gallery_stops_everything_is_there() {
    let ground = Ground::lay().await;
    let mut sequence = Sequence::begin(&ground).await;
    for area in AREAS {
        sequence.send(area).await;
    }
    let disk = sequence.running.disk.clone();
    disk.record();
    sequence.running.stop().await;
    let images = disk.images();
    assert!(images.len() >= 2, "{} images", images.len());
    sequence.running = ground.start(&ground.image, PowerCut::LosesAll).await;
    sequence.look(&images);
}

#[tokio::test]
async fn after_a_power_cut_the_service_starts_without_repair_and_goes_on() {
    let ground = Ground::lay().await;
    for (number, area) in (0..).zip(AREAS) {
        let mut sequence = Sequence::begin(&ground).await;
        sequence.running.disk.record();
        sequence.send(area).await;
        let images = sequence.running.disk.images();
        assert!(images.len() >= 2 * area.len(), "{} images", images.len());
        for image in images.iter().skip(number % 3).step_by(9) {
            let restarted = ground.start(image, PowerCut::KeepsSome(4)).await;
            // Every command that was under way or not yet sent is done now; the others answer as they did, or that there
            // is nothing left to do.
            for command in area {
                let (status, text) = ground.send(&restarted, &command.ask(&ground, &restarted.origin)).await;
                assert!(status < 500, "{}: {text}", command.name);
            }
            assert_eq!(restarted.service.check().await.unwrap(), Vec::<String>::new());
            restarted.stop().await;
        }
    }
}

/// The tests above find nothing. This one shows that they would: with syncs that do nothing, acknowledged commands go.
#[tokio::test]
async fn on_a_disk_whose_syncs_keep_nothing_acknowledged_commands_are_lost() {
    let ground = Ground::lay().await;
    let mut sequence = Sequence::begin(&ground).await;
    sequence.running.disk.keep_nothing();
    sequence.running.disk.record();
    sequence.send(AREAS[0]).await;
    let images = sequence.running.disk.images();
    assert!(images.iter().any(|image| !sequence.is_kept(image, PowerCut::LosesAll)));
}
