//! Building the app and opening it.

use crate::{
    node,
    packages::{self, Purpose},
    process::{cargo, run as run_program, step},
    tree,
};
use anyhow::Result;
use std::process::Command;

/// Every package but this one, which is running and on some systems could not be replaced. Always the same selection,
/// because another one would resolve other features and compile the dependencies again.
pub const EVERYTHING: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Installs what is missing, builds the app and opens it.
pub fn run(arguments: &[&str]) -> Result<()> {
    step("Looking for what is missing");
    packages::ensure(Purpose::Run)?;
    node::build_ui()?;
    build()?;
    step("Opening the app");
    run_program(
        Command::new(tree::app("debug"))
            .args(arguments)
            .current_dir(tree::root()),
    )
}

/// Builds the app, development profile.
pub fn build() -> Result<()> {
    step("Building the app (the first time about five minutes on two cores)");
    run_program(cargo().arg("build").args(EVERYTHING).args(["--bin", "nuget-accounts"]))
}
