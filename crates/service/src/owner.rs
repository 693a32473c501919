//! Whose files a database's are. Files made beside it by another user would lock its own service out.

use std::{
    io,
    path::{Path, PathBuf},
};

/// The database belongs to another user.
#[derive(Debug, thiserror::Error)]
#[error("{0} belongs to another user: run this as the user that the service runs as")]
pub struct NotTheOwner(PathBuf);

/// Whether there is such a file.
///
/// # Errors
/// This process may not look, as in another user's folder: nobody can tell then, and it must not count as absent.
pub fn is_there(file: &Path) -> io::Result<bool> {
    match std::fs::metadata(file) {
        Ok(found) => Ok(found.is_file()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Passes where this process runs as the owner of the file; where there is no such file, also as anybody but root in
/// another's folder.
///
/// # Errors
/// It runs as somebody else.
#[cfg(unix)]
pub fn must_own(file: &Path) -> Result<(), NotTheOwner> {
    use std::os::unix::fs::MetadataExt;
    let us = rustix::process::geteuid();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let is_ours = match (
        std::fs::metadata(file),
        std::fs::metadata(folder.unwrap_or(Path::new("."))),
    ) {
        (Ok(file), _) => file.uid() == us.as_raw(),
        (_, Ok(folder)) => !us.is_root() || folder.uid() == us.as_raw(),
        // What is not there at all is for the caller to find.
        _ => true,
    };
    if is_ours {
        Ok(())
    } else {
        Err(NotTheOwner(file.to_owned()))
    }
}

/// Elsewhere a folder's rights decide.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn must_own(_file: &Path) -> Result<(), NotTheOwner> {
    Ok(())
}
