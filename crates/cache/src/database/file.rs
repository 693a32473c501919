//! The file and its folder, for the user alone.

use crate::OpenError;
use std::{fs::OpenOptions, io, path::Path};

/// Makes the folder (0700) and an empty file (0600) where they are not, and takes the access of others away where
/// they have any. SQLite gives its journal files the mode of the database.
pub(super) fn prepare(path: &Path) -> Result<(), OpenError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_folder(folder).map_err(|source| OpenError::File {
            path: folder.to_owned(),
            source,
        })?;
    }
    make_file(path).map_err(|source| OpenError::File {
        path: path.to_owned(),
        source,
    })
}

fn make_file(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    private(&mut options);
    let file = options.open(path)?;
    restrict(&file, 0o600)
}

/// A new file at `path`, for the user alone; refused where there is one already.
pub(super) fn create_new(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    private(&mut options);
    options.open(path).map(drop)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let opened = std::fs::File::open(folder)?;
    // A folder with the sticky bit is shared by design (`/tmp`), and not the app's own after all.
    let shared = opened.metadata()?.permissions().mode() & 0o1000 != 0;
    if shared { Ok(()) } else { restrict(&opened, 0o700) }
}

#[cfg(unix)]
fn restrict(opened: &std::fs::File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = opened.metadata()?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    opened.set_permissions(std::fs::Permissions::from_mode(mode))
}

/// Elsewhere, the folder of the user's profile keeps others out by itself.
#[cfg(not(unix))]
fn private(_: &mut OpenOptions) {}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(not(unix))]
fn restrict(_: &std::fs::File, _: u32) -> io::Result<()> {
    Ok(())
}
