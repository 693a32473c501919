//! The dependency policy of `deny.toml`: licences, banned packages, sources. Known vulnerabilities are asked of a
//! database on the network, which these checks do not need; ask with `cargo deny check advisories`.

use crate::{
    process::{cargo, run, step},
    tree,
};
use anyhow::{Context, Result};
use std::{env::consts::EXE_SUFFIX, fs, path::PathBuf, process::Command};

const VERSION: &str = "0.20.2";

/// Checks the policy, with cargo-deny of one version, installed in the target folder.
pub fn check() -> Result<()> {
    let program = installed()?;
    step("Checking the dependency policy (licences, bans, sources; known vulnerabilities need the network: skipped)");
    // The layering check has asked cargo for every package of every system, so nothing is left to fetch.
    let words = [
        "--offline",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ];
    run(Command::new(program).args(words).current_dir(tree::root()))
}

fn installed() -> Result<PathBuf> {
    let folder = tree::target().join("tools").join(format!("cargo-deny-{VERSION}"));
    let program = folder.join(format!("bin/cargo-deny{EXE_SUFFIX}"));
    if program.is_file() {
        return Ok(program);
    }
    step(&format!(
        "Installing cargo-deny {VERSION} into the target folder (about a minute on two cores)"
    ));
    // Unoptimised and without debug information: compiling it is all the time it takes.
    let built = folder.join("build");
    let mut command = cargo();
    command
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .args(["install", "cargo-deny", "--version", &format!("={VERSION}")]);
    command
        .args(["--debug", "--locked", "--no-track", "--root"])
        .arg(&folder)
        .arg("--target-dir")
        .arg(&built);
    run(&mut command).context("cargo-deny, which checks the dependency policy, could not be installed")?;
    fs::remove_dir_all(&built)?;
    Ok(program)
}
