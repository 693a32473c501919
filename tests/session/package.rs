//! The package that people install, unpacked into the session's own root, whose programs and entries every session sees.

use super::{environment::Environment, eventually::eventually, links};
use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// The root below the session's folder.
pub const ROOT: &str = "root";

/// The package: `NUGET_ACCOUNTS_DEB`, or the one made of the debug build of this workspace.
///
/// # Errors
/// When there is none.
pub fn package() -> Result<PathBuf> {
    if let Some(package) = env::var_os("NUGET_ACCOUNTS_DEB") {
        return Ok(package.into());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/bundle/deb");
    let entries = fs::read_dir(&folder).with_context(|| format!("no package in {}", folder.display()))?;
    let mut packages = entries.filter_map(|entry| Some(entry.ok()?.path()));
    packages
        .find(|path| path.extension().is_some_and(|ending| ending == "deb"))
        .context("no .deb was made")
}

/// Unpacks the package into the session's root and tells the desktop about its entries, as the package manager's trigger
/// does. Answers where the installed program is.
///
/// # Errors
/// When it cannot be unpacked.
pub fn install(environment: &Environment, package: &Path) -> Result<PathBuf> {
    let root = environment.place(ROOT);
    environment.run(
        "dpkg-deb",
        &["--extract", &package.to_string_lossy(), &root.to_string_lossy()],
    )?;
    let applications = root.join("usr/share/applications");
    environment.run("update-desktop-database", &[&applications.to_string_lossy()])?;
    Ok(root.join("usr/bin/nuget-accounts"))
}

/// Starts the installed app from its desktop entry, as a menu does.
///
/// # Errors
/// When the desktop does not take the entry.
pub fn launch(environment: &Environment) -> Result<()> {
    let entry = environment
        .place(ROOT)
        .join("usr/share/applications/nuget-accounts.desktop");
    links::open_with(environment, &["gio", "launch", &entry.to_string_lossy()])
}

/// Waits until the desktop opens the app's links with this entry.
///
/// # Errors
/// When it does not.
pub async fn is_handler(environment: &Environment, entry: &str) -> Result<()> {
    eventually(Duration::from_secs(20), "the installed handler", || async {
        Ok((links::handler(environment)?.as_deref() == Some(entry)).then_some(()))
    })
    .await
}
