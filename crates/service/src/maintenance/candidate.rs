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

/// How many files may be made beside one at the same time, or be left of runs that were cut off.
const CANDIDATES: u32 = 100;

impl Candidate {
    /// An empty file beside this one, of whoever holds its database's lock.
    pub fn beside(target: &Path) -> Result<Self, MaintenanceError> {
        let path = beside(target, ".new");
        // What is there is of a run that was cut off; whoever works on this database at the same time shares its lock.
        remove_if_there(&path)?;
        match make(&path) {
            Ok(()) => Ok(Self(Some(path))),
            Err(error) => Err(MaintenanceError::NotMade(path, error)),
        }
    }

    /// An empty file beside this one, for which others may be made at the same time: each has a name of its own.
    pub fn alone_beside(target: &Path) -> Result<Self, MaintenanceError> {
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for number in 0..CANDIDATES {
            let path = beside(target, &format!(".new-{number}"));
            match make(&path) {
                Ok(()) => return Ok(Self(Some(path))),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(MaintenanceError::NotMade(path, error)),
            }
        }
        Err(MaintenanceError::NotMade(beside(target, ".new"), last))
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

    /// Gives it a name that nothing has, on disk. Of several that want the same name, one gets it.
    pub fn put_where_nothing_is(mut self, target: &Path) -> Result<(), MaintenanceError> {
        File::open(self.path())?.sync_all()?;
        match fs::hard_link(self.path(), target) {
            Ok(()) => fs::remove_file(self.path())?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(MaintenanceError::Exists(target.to_owned()));
            }
            // Not every file system gives a file two names: there the name is taken first.
            Err(_) => {
                make(target).map_err(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => MaintenanceError::Exists(target.to_owned()),
                    _ => MaintenanceError::NotMade(target.to_owned(), error),
                })?;
                fs::rename(self.path(), target)?;
            }
        }
        self.0 = None;
        sync_folder(target)?;
        Ok(())
    }
}

/// Makes an empty private file; nothing may be there.
fn make(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
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
