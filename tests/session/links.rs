//! Links of the app, as the desktop opens them.

use super::{
    chromium::SCHEME,
    environment::Environment,
    eventually::{PATIENCE, eventually},
    process::{Process, tail},
};
use anyhow::{Context, Result, ensure};
use std::{fs, path::PathBuf};

/// Opens a link or an address as a click in another program does.
///
/// # Errors
/// When no program is registered for it.
pub fn open(environment: &Environment, link: &str) -> Result<()> {
    open_with(environment, &["gio", "open", link])
}

/// Opens a link or an address by a command such as `xdg-open`.
///
/// # Errors
/// When the command fails.
pub fn open_with(environment: &Environment, command: &[&str]) -> Result<()> {
    let (program, arguments) = command.split_first().context("a command")?;
    // Into a file, not a pipe: the program that opens the link inherits it and may stay for long.
    let mut opening = Process::start(environment, "opening", environment.command(program).args(arguments))?;
    ensure!(
        opening.status()?.success(),
        "{command:?} failed: {}",
        tail(environment, "opening")
    );
    Ok(())
}

/// The desktop entry that opens the app's links, if any does.
///
/// # Errors
/// When it cannot be asked.
pub fn handler(environment: &Environment) -> Result<Option<String>> {
    let entry = environment.run("xdg-mime", &["query", "default", &format!("x-scheme-handler/{SCHEME}")])?;
    Some(entry.trim().to_owned())
        .filter(|entry| !entry.is_empty())
        .map_or(Ok(None), |entry| Ok(Some(entry)))
}

/// Registers a program for the app's links through a desktop entry `<name>.desktop`.
///
/// # Errors
/// When it cannot be registered.
pub fn register(environment: &Environment, name: &str, command: &str) -> Result<()> {
    let kind = format!("x-scheme-handler/{SCHEME}");
    environment.write(
        &format!("home/.local/share/applications/{name}.desktop"),
        &format!("[Desktop Entry]\nType=Application\nName={name}\nExec={command} %u\nMimeType={kind};\n"),
    )?;
    let applications = environment.place("home/.local/share/applications");
    environment.run("update-desktop-database", &[&applications.to_string_lossy()])?;
    environment.run("xdg-mime", &["default", &format!("{name}.desktop"), &kind])?;
    Ok(())
}

/// A program that only writes down the links that it is given, for tests of everything that lies before the app.
#[derive(Debug)]
pub struct Notebook(PathBuf);

impl Notebook {
    /// Registers it for the app's links.
    ///
    /// # Errors
    /// When it cannot be registered.
    pub fn register(environment: &Environment) -> Result<Self> {
        let page = environment.place("notebook");
        let script = environment.write_script(
            "bin/notebook",
            &format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >>'{}'\n", page.display()),
        )?;
        register(environment, "notebook", &script.to_string_lossy())?;
        Ok(Self(page))
    }

    /// The links so far, the oldest first.
    #[must_use]
    pub fn links(&self) -> Vec<String> {
        fs::read_to_string(&self.0)
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// Waits for the first link.
    ///
    /// # Errors
    /// When none comes.
    pub async fn first(&self) -> Result<String> {
        eventually(PATIENCE, "a link", || async { Ok(self.links().into_iter().next()) }).await
    }
}
