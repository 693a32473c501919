//! The log: a file beside the data, kept small. No value of a link, no address, no token reaches it.

use std::{
    fs::{self, File, OpenOptions},
    path::Path,
    sync::Mutex,
};
use tracing_subscriber::{EnvFilter, fmt};

/// Above this size, in bytes, the file becomes the previous one at the next start.
const LIMIT: u64 = 1024 * 1024;

/// Starts the log in this folder; without one the app runs unlogged.
pub fn start(folder: &Path) {
    let Ok(file) = open(folder) else { return };
    let filter = EnvFilter::new(
        "warn,nuget_accounts=info,manager=info,vault=info,cache=info,microsoft=info,service=info,practice=info",
    );
    let _ = fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(Mutex::new(file))
        .try_init();
}

fn open(folder: &Path) -> std::io::Result<File> {
    fs::create_dir_all(folder)?;
    let path = folder.join("nuget-accounts.log");
    if fs::metadata(&path).is_ok_and(|file| file.len() > LIMIT) {
        fs::rename(&path, folder.join("nuget-accounts.previous.log"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

/// Says why the app cannot start, to the log and to who started it from a terminal.
#[allow(clippy::print_stderr)]
pub fn cannot_start(error: &dyn std::error::Error) {
    tracing::error!(%error, "the app cannot start");
    eprintln!("NuGet Accounts cannot start: {error}");
    std::process::exit(1);
}
