//! A file that is made beside another, to take its place when it is complete.

use super::MaintenanceError;
use crate::store::beside;
use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

/// A private file with a name of its own, removed again unless it is put in its place.
pub struct Candidate(Option<PathBuf>);

impl Candidate {
    /// An empty file beside this one.
    pub fn beside(target: &Path) -> Result<Self, MaintenanceError> {
        let path = beside(target, ".new");
        // What is there is of a run that was cut off; whoever works on this database at the same time shares its lock.
        remove_if_there(&path)?;
        let mut options = OpenOptions::new();
        options.create_new(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(_) => Ok(Self(Some(path))),
            Err(error) => Err(MaintenanceError::NotMade(path, error)),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new(""))
    }

    /// Gives it its name, on disk, in one step.
    pub fn put_in_place(mut self, target: &Path) -> Result<(), MaintenanceError> {
        File::open(self.path())?.sync_all()?;
        fs::rename(self.path(), target)?;
        self.0 = None;
        sync_folder(target)?;
        Ok(())
    }
}

impl Drop for Candidate {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            for ending in ["", "-journal", "-wal", "-shm"] {
                fs::remove_file(beside(path, ending)).ok();
            }
        }
    }
}

/// Removes a file; none there is as good.
pub fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Has the names of a folder on disk. Only where folders can be opened.
pub fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
