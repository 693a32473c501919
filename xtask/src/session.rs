//! What runs the real app in a desktop session but is no test: pictures and benchmarks.

use crate::{
    app::{self, EVERYTHING},
    node,
    packages::{self, Purpose},
    process::{cargo, run as run_program, step},
    tree,
};
use anyhow::{Result, bail};
use std::{path::PathBuf, process::Command};

/// Takes all pictures of the documents, in both themes.
pub fn take_pictures() -> Result<()> {
    prepare()?;
    app::build()?;
    build_programs()?;
    step("Taking pictures");
    run_program(
        Command::new(program("debug", "pictures"))
            .env("NUGET_ACCOUNTS_BIN", tree::app("debug"))
            .env("NUGET_ACCOUNTS_PICTURES", tree::root().join("docs/screenshots")),
    )
}

/// Measures the optimised app's start-up beside Chromium's.
pub fn bench_startup() -> Result<()> {
    prepare()?;
    step("Building the app, optimised (the first time about twelve minutes on two cores)");
    run_program(cargo().args(["build", "--release", "--package", "nuget-accounts"]))?;
    build_programs()?;
    step("Measuring start-up (about four minutes)");
    run_program(
        Command::new(program("debug", "bench-startup"))
            .env("NUGET_ACCOUNTS_BIN", tree::app("release"))
            .env("NUGET_ACCOUNTS_UI", tree::root().join("ui/dist")),
    )
}

fn prepare() -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("this needs a Linux desktop session");
    }
    step("Looking for what is missing");
    packages::ensure(Purpose::Session)?;
    node::build_ui()
}

fn build_programs() -> Result<()> {
    step("Building what drives it");
    run_program(
        cargo()
            .arg("build")
            .args(EVERYTHING)
            .args(["--bin", "pictures", "--bin", "bench-startup"]),
    )
}

fn program(profile: &str, name: &str) -> PathBuf {
    tree::target().join(profile).join(name)
}
