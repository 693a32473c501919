//! The fresh folder in which a session lives, and the variables that its programs see. Nothing is inherited but `PATH`.

use anyhow::{Context, Result};
use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

/// The variable by which every program of a session is known, so that none outlives it. The account service refuses
/// variables that are named like its settings and are none.
pub const MARK: &str = "TEST_SESSION_OF_NUGET_ACCOUNTS";

/// Folder and variables of a session.
#[derive(Clone, Debug)]
pub struct Environment {
    folder: PathBuf,
    variables: BTreeMap<String, String>,
}

impl Environment {
    /// Makes the folders below `folder` and the variables that point there.
    ///
    /// # Errors
    /// When a folder cannot be made.
    pub fn new(folder: &Path) -> Result<Self> {
        let mut new = Self {
            folder: folder.to_owned(),
            variables: BTreeMap::new(),
        };
        for (variable, place) in [
            ("HOME", "home"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_DATA_HOME", "home/.local/share"),
            ("XDG_CONFIG_HOME", "home/.config"),
            ("XDG_CACHE_HOME", "home/.cache"),
            ("XDG_STATE_HOME", "home/.local/state"),
            ("TMPDIR", "tmp"),
            (MARK, "mark"),
        ] {
            let place = folder.join(place);
            fs::create_dir_all(&place).with_context(|| format!("making {}", place.display()))?;
            fs::set_permissions(&place, fs::Permissions::from_mode(0o700))?;
            new.set(variable, place.to_string_lossy());
        }
        for place in ["bin", "logs", "home/.local/share/applications"] {
            fs::create_dir_all(folder.join(place))?;
        }
        // What a test installs into the session's own root comes first; mostly there is nothing.
        let root = folder
            .join(super::package::ROOT)
            .join("usr")
            .to_string_lossy()
            .into_owned();
        let path = std::env::var("PATH").unwrap_or_else(|_| "/usr/bin:/bin".to_owned());
        new.set("PATH", format!("{root}/bin:{path}"));
        new.set("XDG_DATA_DIRS", format!("{root}/share:/usr/local/share:/usr/share"));
        for (variable, value) in [
            ("LANG", "C.UTF-8"),
            ("XDG_SESSION_TYPE", "x11"),
            // By which xdg-open knows that it may use gio.
            ("XDG_CURRENT_DESKTOP", "GNOME"),
            ("GDK_BACKEND", "x11"),
            ("GSETTINGS_BACKEND", "memory"),
            ("GIO_USE_VFS", "local"),
            ("NO_AT_BRIDGE", "1"),
            ("TAURI_AUTOMATION", "true"),
            ("TAURI_WEBVIEW_AUTOMATION", "true"),
        ] {
            new.set(variable, value);
        }
        Ok(new)
    }

    /// The environment of the same person at another computer: folders of its own, nothing on its bus yet, and the same
    /// screen, browser and mark.
    ///
    /// # Errors
    /// When a folder cannot be made.
    pub fn another_computer(&self, name: &str) -> Result<Self> {
        let mut other = Self::new(&self.place(name))?;
        for shared in [MARK, "DISPLAY"] {
            other.set(shared, self.get(shared));
        }
        for settings in [
            "home/.config/mimeapps.list",
            "home/.local/share/applications/test-browser.desktop",
        ] {
            other.write(settings, &fs::read_to_string(self.place(settings))?)?;
        }
        Ok(other)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A place in the folder.
    #[must_use]
    pub fn place(&self, relative: &str) -> PathBuf {
        self.folder.join(relative)
    }

    /// Sets a variable for the programs started from now on.
    pub fn set(&mut self, variable: &str, value: impl Into<String>) {
        self.variables.insert(variable.to_owned(), value.into());
    }

    /// A variable's value, empty where it is not set.
    #[must_use]
    pub fn get(&self, variable: &str) -> &str {
        self.variables.get(variable).map_or("", String::as_str)
    }

    /// `NAME=value` by which the session's programs are known.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("{MARK}={}", self.get(MARK))
    }

    /// The folder of the browser's profile, by which the browser is known: it writes over its environment.
    #[must_use]
    pub fn profile(&self) -> PathBuf {
        self.place("browser")
    }

    /// A command that will run in this environment.
    #[must_use]
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(&self.variables)
            .current_dir(self.place("home"));
        command
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// When it cannot be run or ends with a failure; the error holds what it printed.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let output = self
            .command(program)
            .args(arguments)
            .output()
            .with_context(|| format!("running {program}"))?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(printed);
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        anyhow::bail!(
            "{program} {arguments:?} ended with {}: {printed}{complaint}",
            output.status
        )
    }

    /// Writes a file below the folder, and the folders that it needs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, relative: &str, text: &str) -> Result<PathBuf> {
        let path = self.place(relative);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        Ok(path)
    }

    /// Writes a file that can be run.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_script(&self, relative: &str, text: &str) -> Result<PathBuf> {
        let path = self.write(relative, text)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
        Ok(path)
    }
}
