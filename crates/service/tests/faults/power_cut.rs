//! The power is cut before and after each sync: what was acknowledged is there (rule 8.1), and what is there is whole.

use crate::{
    commands::{COMMANDS, Command},
    ground::{Ground, Running, found_on},
};
use std::collections::BTreeMap;
use vfs::{Image, PowerCut};

const CUTS: [PowerCut; 5] = [
    PowerCut::LosesAll,
    PowerCut::KeepsAll,
    PowerCut::KeepsSome(1),
    PowerCut::KeepsSome(2),
    PowerCut::KeepsSome(3),
];

/// What each command's trace was after so many of them had been acknowledged.
type Traces = BTreeMap<u64, Vec<i64>>;

fn traces(running: &Running) -> Vec<i64> {
    COMMANDS.iter().map(|command| running.count(command.trace)).collect()
}

/// Sends every command, one after the other, and stops the gallery, which writes its log back into the file.
async fn send_all(ground: &Ground, running: Running) -> (Vec<Image>, Traces) {
    let disk = running.disk.clone();
    let mut expected = Traces::from([(0, traces(&running))]);
    disk.record();
    for (command, acknowledged) in COMMANDS.iter().zip(1..) {
        let asked = (command.ask)(ground, &running);
        let response = ground.send(&running, &asked).await;
        assert_eq!(response.status(), command.status, "{}", command.name);
        disk.note(acknowledged);
        expected.insert(acknowledged, traces(&running));
    }
    running.stop().await;
    (disk.images(), expected)
}

/// The traces found are those after all that was acknowledged, or after one more that was under way.
fn is_one_of(found: &[i64], note: u64, expected: &Traces) -> bool {
    [note, note + 1]
        .iter()
        .filter_map(|number| expected.get(number))
        .any(|traces| traces == found)
}

#[tokio::test]
async fn wherever_the_power_is_cut_what_was_acknowledged_is_there_and_what_is_there_is_whole() {
    let ground = Ground::lay().await;
    let running = ground.start(&ground.image, PowerCut::LosesAll).await;
    let (images, expected) = send_all(&ground, running).await;
    let commits = COMMANDS.len();
    assert!(
        images.len() >= 2 * commits,
        "{} images of {commits} commits",
        images.len()
    );
    for (number, image) in images.iter().enumerate() {
        for cut in CUTS {
            let trace = |command: &Command| found_on(image, cut, command.trace);
            let found: Vec<i64> = COMMANDS.iter().map(trace).collect();
            assert!(
                is_one_of(&found, image.note, &expected),
                "image {number}, {} acknowledged, {cut:?}: {found:?}",
                image.note
            );
        }
    }
}

#[tokio::test]
async fn after_a_power_cut_the_service_starts_without_repair_and_goes_on() {
    let ground = Ground::lay().await;
    let running = ground.start(&ground.image, PowerCut::LosesAll).await;
    let (images, _) = send_all(&ground, running).await;
    for image in images.iter().step_by(3) {
        let restarted = ground.start(image, PowerCut::KeepsSome(4)).await;
        assert_eq!(restarted.service.check().await.unwrap(), Vec::<String>::new());
        // Every command that was under way or not yet sent is done now; the others answer as they did.
        for command in COMMANDS {
            let response = ground.send(&restarted, &(command.ask)(&ground, &restarted)).await;
            assert!(response.status().as_u16() < 500, "{}", command.name);
        }
        assert_eq!(restarted.service.check().await.unwrap(), Vec::<String>::new());
        restarted.stop().await;
    }
}

/// The tests above find nothing. This one shows that they would: with syncs that do nothing, acknowledged commands go.
#[tokio::test]
async fn on_a_disk_whose_syncs_keep_nothing_acknowledged_commands_are_lost() {
    let ground = Ground::lay().await;
    let running = ground.start(&ground.image, PowerCut::LosesAll).await;
    running.disk.keep_nothing();
    let (images, expected) = send_all(&ground, running).await;
    let lost = images.iter().any(|image| {
        let trace = |command: &Command| found_on(image, PowerCut::LosesAll, command.trace);
        let found: Vec<i64> = COMMANDS.iter().map(trace).collect();
        !is_one_of(&found, image.note, &expected)
    });
    assert!(lost);
}
