//! The outbox folder.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};
use uuid::Uuid;

/// Puts a message there as `ID.eml`, whole or not at all, and on disk when it returns. Putting it again replaces it.
///
/// # Errors
/// The folder cannot be written to.
pub fn put(folder: &Path, id: Uuid, message: &[u8]) -> io::Result<()> {
    let unfinished = folder.join(format!(".{id}.part"));
    let mut file = File::create(&unfinished)?;
    file.write_all(message)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&unfinished, folder.join(format!("{id}.eml")))?;
    sync_folder(folder)
}

/// A rename is durable once its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened as a file; its file system keeps renames in its journal.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
