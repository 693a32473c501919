//! Backups of a database, made before it changes shape: `<file>.backup-1`, `-2`, … beside it, the three latest kept.

use super::{file, refused};
use crate::OpenError;
use rusqlite::Connection;
use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

const KEPT: usize = 3;

/// Backs the database at `path` up and removes the oldest backups.
pub(super) fn make(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let failed = |source| OpenError::File {
        path: path.to_owned(),
        source,
    };
    let numbers = numbers(path).map_err(failed)?;
    let (number, partial) = reserve(path, numbers.last().copied().unwrap_or(0) + 1).map_err(failed)?;
    write(connection, path, &partial).inspect_err(|_| {
        // Half a backup is of no use; where it cannot be removed either, its name says what it is.
        let _ = fs::remove_file(&partial);
    })?;
    fs::rename(&partial, numbered(path, number)).map_err(failed)?;
    remove_oldest(path).map_err(failed)
}

/// A name that no other process writes to at this moment: the first free one from `number` on.
fn reserve(path: &Path, mut number: u32) -> io::Result<(u32, PathBuf)> {
    loop {
        let partial = with_suffix(&numbered(path, number), ".partial");
        match file::create_new(&partial) {
            Ok(()) => return Ok((number, partial)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// A consistent copy, on disk before it gets its name.
fn write(connection: &Connection, path: &Path, partial: &Path) -> Result<(), OpenError> {
    let failed = |source| OpenError::File {
        path: partial.to_owned(),
        source,
    };
    let name = partial
        .to_str()
        .ok_or_else(|| failed(io::Error::from(io::ErrorKind::InvalidInput)))?;
    connection
        .execute("VACUUM INTO ?1", [name])
        .map_err(|error| refused(path, error))?;
    fs::OpenOptions::new()
        .write(true)
        .open(partial)
        .and_then(|file| file.sync_all())
        .map_err(failed)
}

fn remove_oldest(path: &Path) -> io::Result<()> {
    let numbers = numbers(path)?;
    for number in &numbers[..numbers.len().saturating_sub(KEPT)] {
        match fs::remove_file(numbered(path, *number)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// The numbers of the finished backups, ascending.
fn numbers(path: &Path) -> io::Result<Vec<u32>> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let start = path
        .file_name()
        .unwrap_or(OsStr::new(""))
        .to_string_lossy()
        .into_owned()
        + ".backup-";
    let mut numbers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.strip_prefix(&start))
            .map(str::parse::<u32>);
        numbers.extend(number.and_then(Result::ok));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

fn numbered(path: &Path, number: u32) -> PathBuf {
    with_suffix(path, &format!(".backup-{number}"))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
