//! A page of every step of the wizards, with which the window is looked at, and a saved wizard of every step, which later
//! builds read: written by the machines that make them.

use crate::process::{cargo, run, step};
use anyhow::Result;

/// Writes `ui/src/host/fixtures/steps.json` anew, and adds what is missing in `crates/wizards/tests/saved`. The tests that do
/// it also fail where the former is another one, or a step is missing in the latter.
pub fn write() -> Result<()> {
    step("Writing a page of every step");
    renew("the_window_is_looked_at", "NUGET_ACCOUNTS_SHEETS")?;
    renew("there_is_a_saved_wizard", "NUGET_ACCOUNTS_SAVED")
}

/// Runs a test that writes when it is told so by a variable.
fn renew(name: &str, variable: &str) -> Result<()> {
    let test = [
        "test",
        "--quiet",
        "--package",
        "wizards",
        "--test",
        "every_wizard",
        name,
    ];
    run(cargo().args(test).env(variable, "renew"))
}
