//! The n-th write, sync or truncation fails, once and for ever, for every command: it is done or it is refused, and the
//! service goes on.

use crate::{
    commands::{COMMANDS, Command, MORE},
    ground::{Ground, found_on},
};
use vfs::{Failure, Fault, Operation, PowerCut, Recurrence};

/// What the answer says where the disk failed for good in the middle of a commit (rule 8.1).
const NOT_KNOWN: &str = "it is not known whether";

struct Trial<'a> {
    ground: &'a Ground,
    command: &'a Command,
    /// The command's trace before it and after it.
    before: i64,
    after: i64,
}

#[tokio::test]
async fn whatever_write_of_a_command_fails_once_it_is_done_or_refused_and_the_service_goes_on() {
    each_command(Recurrence::Once).await;
}

#[tokio::test]
async fn from_whatever_write_of_a_command_on_the_disk_fails_it_is_done_or_refused_and_goes_on_once_repaired() {
    each_command(Recurrence::ForEver).await;
}

async fn each_command(recurrence: Recurrence) {
    let ground = Ground::lay().await;
    for command in COMMANDS.iter().chain(MORE) {
        let trial = Trial::prepare(&ground, command).await;
        for (failure, only) in [
            (Failure::Device, None),
            (Failure::Torn, None),
            (Failure::Full, None),
            (Failure::Device, Some(Operation::Sync)),
        ] {
            let fault = Fault {
                nth: 1,
                only,
                failure,
                recurrence,
            };
            let struck = trial.exhaust(fault).await;
            assert!(struck > 0, "{}: nothing failed", command.name);
        }
    }
}

impl<'a> Trial<'a> {
    async fn prepare(ground: &'a Ground, command: &'a Command) -> Self {
        let healthy = ground.start(&ground.image, PowerCut::KeepsAll).await;
        let before = healthy.count(command.trace);
        let response = ground.send(&healthy, &(command.ask)(ground, &healthy)).await;
        assert_eq!(response.status(), command.status, "{}", command.name);
        let after = healthy.count(command.trace);
        assert_ne!(before, after, "{}: no trace of it", command.name);
        healthy.stop().await;
        Self {
            ground,
            command,
            before,
            after,
        }
    }

    /// Lets the first, the second, the third … fail until nothing is left to fail. How many failed.
    async fn exhaust(&self, fault: Fault) -> u64 {
        let mut nth = 1;
        while self.passes(Fault { nth, ..fault }).await {
            nth += 1;
        }
        nth - 1
    }

    /// One try. Whether the fault came to anything.
    async fn passes(&self, fault: Fault) -> bool {
        let (ground, command) = (self.ground, self.command);
        let told = format!("{}: {fault:?}", command.name);
        let running = ground.start(&ground.image, PowerCut::KeepsAll).await;
        let asked = (command.ask)(ground, &running);
        running.disk.fail(fault);
        let response = ground.send(&running, &asked).await;
        let found = running.disk.image();
        let struck = running.disk.repair();
        let (status, text) = (response.status().as_u16(), response.text().await.unwrap());
        let done = status < 500;
        assert!(done || status == 503, "{told}: {status} {text}");
        if done {
            assert_eq!(status, command.status, "{told}: {text}");
        }

        // As if the program had been killed at once: what it answered is true.
        let trace = found_on(&found, PowerCut::KeepsAll, command.trace);
        let expected = if done { self.after } else { self.before };
        let not_known = text.contains(NOT_KNOWN);
        assert!(
            trace == expected || (not_known && trace == self.after),
            "{told}: {trace} after {status} {text}"
        );
        assert!(!not_known || fault.recurrence == Recurrence::ForEver, "{told}: {text}");

        // As if it goes on: the same request does what it failed to do.
        if !done {
            let again = ground.send(&running, &asked).await;
            assert_eq!(again.status(), command.status, "{told}: once repaired");
        }
        assert_eq!(running.service.check().await.unwrap(), Vec::<String>::new(), "{told}");
        let disk = running.disk.clone();
        running.stop().await;
        let trace = found_on(&disk.image(), PowerCut::LosesAll, command.trace);
        assert_eq!(trace, self.after, "{told}: once repaired");
        struck
    }
}
