//! What must hold of the sources before a test is worth running.

mod citations;
mod layering;
mod policy;
mod purity;
mod ui_host;
mod unsafe_code;

use crate::{
    app::EVERYTHING,
    bindings, document, node,
    packages::{self, Purpose},
    process::{cargo, run as run_program, step},
};
use anyhow::Result;

/// Installs what is missing and checks everything, the quick checks first.
pub fn run() -> Result<()> {
    step("Looking for what is missing");
    packages::ensure(Purpose::Build)?;
    node::build_ui()?;
    everything()
}

/// Checks everything, on a machine that has what it takes and with the UI built.
pub fn everything() -> Result<()> {
    step("Checking the format");
    run_program(cargo().args(["fmt", "--all", "--check"]))?;
    step("Checking the layering");
    layering::check()?;
    purity::check()?;
    ui_host::check()?;
    unsafe_code::check()?;
    step("Checking that tests show every rule and scenario");
    citations::check()?;
    step("Checking the UI's types and lint");
    node::ui_script("check")?;
    bindings::check()?;
    document::check()?;
    policy::check()?;
    clippy()
}

fn clippy() -> Result<()> {
    step("Running clippy (the first time about two minutes on two cores)");
    let strictly = ["--all-targets", "--", "--deny", "warnings"];
    run_program(cargo().args(["clippy", "--package", "xtask"]).args(strictly))?;
    run_program(cargo().arg("clippy").args(EVERYTHING).args(strictly))
}
