//! The log: a file beside the data, kept small. No value of a link, no address, no token reaches it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};
use tracing_subscriber::{EnvFilter, fmt};

/// Before it grows above this size, in bytes, the file becomes the previous one.
const LIMIT: u64 = 1024 * 1024;

/// Starts the log in this folder; without one the app runs unlogged.
pub fn start(folder: &Path) {
    let Ok(log) = Rolling::open(folder, LIMIT) else { return };
    let filter = EnvFilter::new(
        "warn,nuget_accounts=info,manager=info,vault=info,cache=info,microsoft=info,service=info,practice=info",
    );
    let _ = fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(Mutex::new(log))
        .try_init();
}

/// The file and the one before it, each no longer than the limit, but for a single line that is.
struct Rolling {
    folder: PathBuf,
    limit: u64,
    file: File,
    size: u64,
}

impl Rolling {
    fn open(folder: &Path, limit: u64) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let file = open(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            limit,
            size: file.metadata()?.len(),
            file,
        })
    }

    /// Begins a new file. Where that fails the old one is written on, for as long again.
    fn roll(&mut self) {
        self.size = 0;
        let rolled = fs::rename(
            self.folder.join("nuget-accounts.log"),
            self.folder.join("nuget-accounts.previous.log"),
        );
        if let Ok(file) = rolled.and_then(|()| open(&self.folder)) {
            self.file = file;
        }
    }
}

impl Write for Rolling {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        if self.size > 0 && self.size.saturating_add(length) > self.limit {
            self.roll();
        }
        let written = self.file.write(line)?;
        self.size = self.size.saturating_add(u64::try_from(written).unwrap_or(u64::MAX));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn open(folder: &Path) -> io::Result<File> {
    let path = folder.join("nuget-accounts.log");
    OpenOptions::new().create(true).append(true).open(path)
}

/// Says why the app cannot start, to the log and to who started it from a terminal.
#[expect(clippy::print_stderr, reason = "who started it from a terminal reads it there")]
pub fn cannot_start(error: &dyn std::error::Error) {
    tracing::error!(%error, "the app cannot start");
    eprintln!("NuGet Accounts cannot start: {error}");
    std::process::exit(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_of_an_app_that_runs_for_ever_does_not_grow_for_ever() {
        let folder = std::env::temp_dir().join(format!("nuget-accounts-log-{}", std::process::id()));
        let mut log = Rolling::open(&folder, 100).unwrap();
        for number in 0..50 {
            writeln!(log, "line {number:02}").unwrap();
        }
        drop(log);
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let (present, previous) = (read("nuget-accounts.log"), read("nuget-accounts.previous.log"));
        fs::remove_dir_all(&folder).unwrap();
        assert!(present.len() <= 100 && previous.len() <= 100, "{present}{previous}");
        assert!(format!("{previous}{present}").ends_with("line 48\nline 49\n"));
    }
}
