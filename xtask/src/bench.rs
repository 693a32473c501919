//! The account service under load.

use crate::{
    process::{cargo, run, step},
    tree,
};
use anyhow::{Result, bail};
use std::{fs, path::PathBuf, process::Command};

/// Before the options of `bench-service`: with a disk whose flush takes a millisecond, for itself and the service.
const SLOW_DISK: &str = "--slow-disk";

/// Measures the optimised account service, with these options of `bench-service`.
pub fn service(options: &[&str]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("this reads memory and processor time from /proc");
    }
    step("Building the account service, optimised (the first time about three minutes on two cores)");
    let release = ["build", "--release", "--package"];
    run(cargo()
        .args(release)
        .args(["service", "--bin", "nuget-accounts-service"]))?;
    step("Building what fills databases, and what loads the service (about two minutes)");
    // By itself: with its feature the service would be another one than is shipped.
    run(cargo()
        .args(release)
        .args(["service", "--features", "bulk-load", "--bin", "bench-load"]))?;
    run(cargo().args(release).args(["bench"]))?;
    let folder = tree::target().join("bench");
    fs::create_dir_all(&folder)?;
    let mut bench = Command::new(program("bench-service"));
    let options = match options {
        [first, rest @ ..] if *first == SLOW_DISK => {
            bench.env("LD_PRELOAD", slow_disk()?);
            rest
        }
        _ => options,
    };
    step("Measuring (about twenty minutes with the usual sizes, the first time two more to fill the larger database)");
    run(bench
        .arg("--service")
        .arg(program("nuget-accounts-service"))
        .arg("--loader")
        .arg(program("bench-load"))
        .arg("--folder")
        .arg(folder)
        .args(options))
}

/// Builds what stands between the programs and the disk.
fn slow_disk() -> Result<PathBuf> {
    run(cargo().args(["build", "--release", "--package", "slow-disk"]))?;
    Ok(program("libslow_disk.so"))
}

fn program(name: &str) -> PathBuf {
    tree::target().join("release").join(name)
}
