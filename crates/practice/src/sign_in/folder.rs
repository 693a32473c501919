//! The provider's files: written whole or not at all, readable by their owner alone.

use anyhow::Context;
use serde::{Serialize, de::DeserializeOwned};
use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Where the files lie; without a folder everything is kept in memory and forgotten at the end.
#[derive(Clone, Debug)]
pub(super) struct Folder(Option<PathBuf>);

impl Folder {
    /// Opens the folder, making it (mode 0700 on Unix) where it is missing.
    ///
    /// # Errors
    /// Where the folder cannot be made.
    pub(super) fn open(path: Option<PathBuf>) -> anyhow::Result<Self> {
        if let Some(path) = &path {
            create_private(path).context("the practice sign-in's folder cannot be made")?;
        }
        Ok(Self(path))
    }

    /// Reads a file; `None` where there is none. What cannot be understood is put aside as `NAME.unreadable` and counts
    /// as absent: nothing here is precious, and an unreadable file must not keep the practice from starting.
    pub(super) fn read<T: DeserializeOwned>(&self, name: &str) -> anyhow::Result<Option<T>> {
        let Some(folder) = &self.0 else { return Ok(None) };
        let path = folder.join(name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).context("a file of the practice sign-in cannot be read"),
        };
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                tracing::warn!(
                    file = name,
                    line = error.line(),
                    "unreadable, put aside; the practice starts over"
                );
                fs::rename(&path, path.with_extension("unreadable"))?;
                Ok(None)
            }
        }
    }

    /// Writes a file: into a temporary one beside it (mode 0600 on Unix), synced, then renamed over the old one.
    pub(super) fn write<T: Serialize>(&self, name: &str, value: &T) -> anyhow::Result<()> {
        let Some(folder) = &self.0 else { return Ok(()) };
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec_pretty(value)?)?;
        file.as_file().sync_all()?;
        file.persist(folder.join(name))?;
        Ok(())
    }

    /// Removes a file, if it is there.
    pub(super) fn remove(&self, name: &str) -> anyhow::Result<()> {
        let Some(folder) = &self.0 else { return Ok(()) };
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}
