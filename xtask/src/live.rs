//! Whether nuget.org still is what the app takes it for. By hand: no test asks the live site.

use crate::process::{cargo, run, step};
use anyhow::{Result, bail};

/// Runs the check of the package `nuget-org`, about a well-known account or the one that is named.
pub fn check(words: &[&str]) -> Result<()> {
    if words.len() > 1 || words.iter().any(|word| word.starts_with('-')) {
        bail!("usage: cargo xtask live-check [USERNAME]");
    }
    step("Asking nuget.org what the app asks it; nothing is posted");
    let mut command = cargo();
    command.args([
        "run",
        "--quiet",
        "--package",
        "nuget-org",
        "--example",
        "live-check",
        "--",
    ]);
    run(command.args(words))
}
