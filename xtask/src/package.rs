//! The packages that people install.

pub mod service;

use crate::{
    app, node,
    packages::{self, Purpose},
    process::{cargo, run as run_program, step},
    tree,
};
use anyhow::{Context, Result, bail};
use std::{fs, path::PathBuf};

/// Which build goes into the package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Optimised, for people.
    Release,
    /// The development build, for the tests: what is packed differs, how it is packed does not.
    Development,
}

/// The package that the tests install.
const TESTED: &str = "deb";

/// Installs what is missing, builds, and packs.
pub fn run(build: Build) -> Result<()> {
    step("Looking for what is missing");
    packages::ensure(Purpose::Build)?;
    node::build_ui()?;
    match build {
        Build::Development => app::build()?,
        Build::Release => {
            step("Building the app, optimised (the first time about twelve minutes on two cores)");
            run_program(cargo().args(["build", "--release", "--package", "nuget-accounts"]))?;
        }
    }
    let made = make(build)?;
    println!("Made {}", made.display());
    Ok(())
}

/// Packs the app that was built, and answers where the `.deb` is.
pub fn make(build: Build) -> Result<PathBuf> {
    if !cfg!(target_os = "linux") {
        bail!("packages are made on Linux so far");
    }
    node::install(node::PACKAGING)?;
    step("Making the package");
    let folder = tree::target().join(build.profile()).join("bundle");
    if folder.is_dir() {
        // A package of an earlier version would lie beside the new one.
        fs::remove_dir_all(&folder)?;
    }
    let mut command = node::tauri();
    command
        // The binary is packed as it was built: patching it in place would have cargo build it again.
        .args([
            "bundle",
            "--no-binary-patching",
            "--config",
            "src-tauri/linux/bundle.json",
            "--bundles",
        ])
        .args(build.options());
    run_program(&mut command)?;
    let mut made = tree::files(&folder, &[])?.into_iter();
    made.find(|path| path.extension().is_some_and(|ending| ending == TESTED))
        .context("no .deb was made")
}

impl Build {
    fn profile(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Development => "debug",
        }
    }

    fn options(self) -> &'static [&'static str] {
        match self {
            Self::Release => &["deb,rpm"],
            Self::Development => &[TESTED, "--debug"],
        }
    }
}
