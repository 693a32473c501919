//! The folder for downloads.

use contract::{Code, Problem};
use manager::ports::Downloads;
use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::{Path, PathBuf},
};
use tauri::Manager;

/// How many names like the wanted one are tried.
const TRIES: u32 = 100;

/// The person's own folder for downloads.
pub struct DownloadsFolder(pub tauri::AppHandle);

impl Downloads for DownloadsFolder {
    fn save(&self, name: &str, text: &str) -> Result<String, Problem> {
        let folder = self.0.path().download_dir().or_else(|_| self.0.path().home_dir());
        let folder = folder.map_err(|error| not_saved(&error))?;
        let path = write(&folder, name, text).map_err(|error| not_saved(&error))?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        // The file manager may take its time, or be missing.
        tauri::async_runtime::spawn_blocking(move || {
            if let Err(error) = tauri_plugin_opener::reveal_item_in_dir(path) {
                tracing::warn!(%error, "the file could not be shown in its folder");
            }
        });
        Ok(file.unwrap_or_else(|| name.to_owned()))
    }
}

fn not_saved(error: &dyn std::error::Error) -> Problem {
    Problem::new(Code::FileNotSaved, error.to_string())
}

/// Writes a new file. What is there already stays: `name (1).ics`, `name (2).ics`.
fn write(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 0..TRIES {
        let name = match number {
            0 => name.to_owned(),
            number => format!("{stem} ({number}).{end}"),
        };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
