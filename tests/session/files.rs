//! Everything that the app leaves on disk, for searches after what must not be there.

use super::environment::Environment;
use anyhow::Result;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A secret that was found where it must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Where.
    pub file: PathBuf,
    /// Which of the secrets, by the name that the search gave it.
    pub secret: String,
}

/// All files of the session that are the app's or the desktop's: logs, databases, the webview's storage, temporary
/// files, crash reports. Left out are the browser's profile, which knows the addresses that it visited, and the
/// keyring's own files.
///
/// # Errors
/// When a folder cannot be read.
pub fn of_app(environment: &Environment) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for place in ["home", "run", "tmp", "logs"] {
        collect(&environment.place(place), &mut files)?;
    }
    let keyrings = environment.place("home/.local/share/keyrings");
    let browsers_own = |path: &Path| path.to_string_lossy().contains("org.chromium.Chromium");
    files.retain(|path| !path.starts_with(&keyrings) && !browsers_own(path));
    Ok(files)
}

/// Searches the app's files for named secrets, as they are and as UTF-16, which webviews store text in.
///
/// # Errors
/// When a folder cannot be read.
pub fn leaks(environment: &Environment, secrets: &[(&str, &str)]) -> Result<Vec<Leak>> {
    let mut found = Vec::new();
    for file in of_app(environment)? {
        // A file that went away in the meantime holds nothing.
        let Ok(bytes) = fs::read(&file) else { continue };
        for (name, secret) in secrets {
            let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
            if holds(&bytes, secret.as_bytes()) || holds(&bytes, &wide) {
                found.push(Leak {
                    file: file.clone(),
                    secret: (*name).to_owned(),
                });
            }
        }
    }
    Ok(found)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && bytes.windows(part.len()).any(|window| window == part)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}
