//! Commands that write, one entry each, by area: the one list for disks that fail, power that is cut and programs that are
//! killed. A new command belongs here: the test below misses it.

mod contact;
mod conversion;
mod deletion;
mod logins;
mod operator;
mod organizations;
mod packages;
mod proofs;
mod recovery;

pub use contact::COMMANDS as OF_CONTACT;
pub use packages::COMMANDS as OF_PACKAGES;

use crate::ground::{Asked, Ground, Laying, Request};
use service::operator::OperatorCommand;
use std::{collections::BTreeSet, path::Path};

/// A command, and how to tell whether it was done.
pub struct Command {
    pub name: &'static str,
    /// The commands of the rules that this runs, each as `area::Name`.
    runs: &'static str,
    asks: Asks,
    /// What it answers when nothing fails.
    pub status: u16,
    /// A number in the database that is another one once it was done.
    pub trace: &'static str,
}

enum Asks {
    Request(fn(&Ground, &str) -> Request),
    Operator(fn(&Ground) -> OperatorCommand),
}

const fn request(
    name: &'static str,
    runs: &'static str,
    asks: fn(&Ground, &str) -> Request,
    status: u16,
    trace: &'static str,
) -> Command {
    Command {
        name,
        runs,
        asks: Asks::Request(asks),
        status,
        trace,
    }
}

const fn operator(
    name: &'static str,
    runs: &'static str,
    asks: fn(&Ground) -> OperatorCommand,
    trace: &'static str,
) -> Command {
    Command {
        name,
        runs,
        asks: Asks::Operator(asks),
        status: 200,
        trace,
    }
}

impl Command {
    /// What is sent to a gallery of this origin, on the ground that every start finds.
    pub fn ask(&self, ground: &Ground, origin: &str) -> Asked {
        match self.asks {
            Asks::Request(request) => Asked::Request(request(ground, origin)),
            Asks::Operator(command) => Asked::Operator(command(ground)),
        }
    }
}

/// All commands, each area's in an order in which they can be sent one after the other.
pub const AREAS: [&[Command]; 9] = [
    proofs::COMMANDS,
    contact::COMMANDS,
    logins::COMMANDS,
    recovery::COMMANDS,
    organizations::COMMANDS,
    conversion::COMMANDS,
    deletion::COMMANDS,
    packages::COMMANDS,
    operator::COMMANDS,
];

/// What the service does by itself when its time has come, and what a program that embeds it does: `due.rs`, `opening.rs`.
const BY_ITSELF: [&str; 5] = [
    "conversion::TakeEffect",
    "deletion::TakeEffect",
    "key::WarnOfKey",
    "login_change::FinaliseChange",
    "seed::Seed",
];

/// What is only computed for a preview and never committed, by the decision of a command that is sent.
const FORESEEN: [&str; 2] = ["deletion::ForeseeKeep", "login_change::ForeseeUndo"];

pub fn commands() -> impl Iterator<Item = &'static Command> {
    AREAS.into_iter().flatten()
}

/// Lays the ground for all of them.
pub async fn lay(laying: &mut Laying<'_>) {
    // Recoveries wait for mails; what comes first has rested longest, and nothing runs out meanwhile.
    recovery::lay(laying).await;
    logins::lay(laying).await;
    organizations::lay(laying).await;
    conversion::lay(laying).await;
    deletion::lay(laying).await;
    packages::lay(laying).await;
    contact::lay(laying).await;
    operator::lay(laying).await;
    proofs::lay(laying).await;
}

#[test]
fn every_command_of_the_rules_is_sent_to_a_disk_that_fails() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../accounts/src");
    let known = testkit::commands_of_the_rules(&sources);
    assert!(known.len() > 70, "{known:?}");
    let sent = commands().map(|command| command.runs).chain(BY_ITSELF).chain(FORESEEN);
    let sent: BTreeSet<String> = sent.map(str::to_owned).collect();
    let missing: Vec<_> = known.difference(&sent).collect();
    assert!(
        missing.is_empty(),
        "nobody sees what becomes of {missing:?} where a disk fails"
    );
    let unknown: Vec<_> = sent.difference(&known).collect();
    assert!(unknown.is_empty(), "there is no {unknown:?}");
}
