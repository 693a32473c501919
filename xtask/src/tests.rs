//! Every test, the whole product's in a real desktop session included.

mod tally;
mod targets;

use crate::{
    app::EVERYTHING,
    bindings, check, fuzz, node,
    package::{self, Build},
    packages::{self, Purpose},
    process::{cargo, run as run_program, run_reading, step},
    tree,
};
use anyhow::{Result, bail};
use std::process::Command;
use tally::Tally;
use targets::Targets;

/// Which tests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    Everything,
    /// All but those that drive the app in a desktop session.
    WithoutSession,
}

/// Installs what is missing, checks the sources, passes every test, fuzzes the API and says how many passed.
pub fn run(scope: Scope) -> Result<()> {
    // The session is made of Linux programs.
    let session = scope == Scope::Everything && cfg!(target_os = "linux");
    step("Looking for what is missing");
    packages::ensure(if session { Purpose::Session } else { Purpose::Fuzz })?;
    fuzz::prepare()?;
    node::build_ui()?;
    node::install("tests/node")?;
    check::everything()?;
    step("Building the app and every test (the first time about five minutes on two cores)");
    run_program(cargo().arg("build").args(EVERYTHING).arg("--all-targets"))?;

    let targets = Targets::read()?;
    let mut tally = Tally::default();
    parts(&targets, &mut tally)?;
    if let Err(error) = fuzz::api(fuzz::Sent {
        effort: fuzz::Effort::Quick,
        seed: fuzz::SEED,
    }) {
        println!("\n{error:#}");
        tally.note_failed_run();
    }
    if session {
        whole(&targets, &mut tally)?;
    } else if scope == Scope::Everything {
        println!("\nThe tests of the whole product need a Linux desktop session and did not run here.");
    }
    println!("\n{tally}");
    if tally.is_good() {
        Ok(())
    } else {
        bail!("not every test passed")
    }
}

/// The tests that need nothing but this process: of this tool, of every package, and of the documentation.
fn parts(targets: &Targets, tally: &mut Tally) -> Result<()> {
    step("Testing every part");
    tested(cargo().args(["test", "--package", "xtask"]), tally)?;
    let selection = ["--lib", "--bins", "--no-fail-fast"];
    tested(
        cargo()
            .arg("test")
            .args(EVERYTHING)
            .args(selection)
            .args(targets.of_parts()),
        tally,
    )?;
    tested(
        cargo().arg("test").args(EVERYTHING).args(["--doc", "--no-fail-fast"]),
        tally,
    )
}

/// The tests that drive the built app, and the package made of it, in a desktop session.
fn whole(targets: &Targets, tally: &mut Tally) -> Result<()> {
    let package = package::make(Build::Development)?;
    step("Testing the whole product in a desktop session");
    let mut command = cargo();
    command
        .arg("test")
        .args(EVERYTHING)
        .arg("--no-fail-fast")
        .args(targets.of_whole());
    command
        .env("NUGET_ACCOUNTS_BIN", tree::app("debug"))
        .env("NUGET_ACCOUNTS_DEB", package);
    tested(&mut command, tally)
}

fn tested(command: &mut Command, tally: &mut Tally) -> Result<()> {
    command.env(bindings::FOLDER_VARIABLE, tree::target().join("xtask/bindings"));
    let good = run_reading(command, |line| tally.read(line))?;
    if !good {
        tally.note_failed_run();
    }
    Ok(())
}
