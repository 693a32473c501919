//! A page of every step of the wizards, with which the window is looked at, written by the machines that make them.

use crate::process::{cargo, run, step};
use anyhow::Result;

/// The variable by which the test is told to write.
const RENEW: &str = "NUGET_ACCOUNTS_SHEETS";

/// Writes `ui/src/host/fixtures/steps.json` anew. The test that does it also fails where the file is another one.
pub fn write() -> Result<()> {
    step("Writing a page of every step");
    let test = [
        "test",
        "--quiet",
        "--package",
        "wizards",
        "--test",
        "every_wizard",
        "the_window_is_looked_at",
    ];
    run(cargo().args(test).env(RENEW, "renew"))
}
