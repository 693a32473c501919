//! One service, one database (rule 8.5).

use super::OpenStoreError;
use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

/// Held while a database is open; the operating system releases it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock beside this database.
    ///
    /// # Errors
    /// `InUse` where another service has it.
    pub fn take(database: &Path) -> Result<Self, OpenStoreError> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(super::beside(database, ".lock"))?;
        keep_others_out(&file)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(OpenStoreError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// Whoever can open the file can hold its lock, and keep the service from starting. One of an older program may be open
/// to all.
#[cfg(unix)]
fn keep_others_out(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = file.metadata()?.permissions();
    if permissions.mode() & 0o077 != 0 {
        permissions.set_mode(0o600);
        file.set_permissions(permissions)?;
    }
    Ok(())
}

/// Elsewhere a file has the rights of its folder.
#[cfg(not(unix))]
fn keep_others_out(_file: &File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::{
        fs::{self, Permissions},
        os::unix::fs::PermissionsExt,
    };

    /// Rule 8.5.
    #[test]
    fn nobody_else_can_open_the_lock_and_so_hold_it() {
        let folder = tempfile::tempdir().unwrap();
        let (database, file) = (folder.path().join("a.db"), folder.path().join("a.db.lock"));
        let mode = || fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        drop(Lock::take(&database).unwrap());
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        drop(Lock::take(&database).unwrap());
        assert_eq!(mode(), 0o600);
    }
}
