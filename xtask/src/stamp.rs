//! Remembering that a step was done for these very inputs, so that a second run is quick.

use crate::tree;
use anyhow::{Context, Result};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

/// What a step was last done for.
pub struct Stamp {
    file: PathBuf,
    inputs: String,
}

impl Stamp {
    /// The stamp of the step `name` for the contents of `inputs`.
    pub fn of(name: &str, inputs: &[PathBuf]) -> Result<Self> {
        Self::kept_in(&tree::target().join("xtask"), name, inputs)
    }

    fn kept_in(folder: &Path, name: &str, inputs: &[PathBuf]) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for path in inputs {
            path.hash(&mut hasher);
            fs::read(path)
                .with_context(|| format!("reading {}", path.display()))?
                .hash(&mut hasher);
        }
        let file = folder.join(format!("{name}.stamp"));
        Ok(Self {
            file,
            inputs: format!("{:016x}", hasher.finish()),
        })
    }

    /// Whether the step was done for these inputs.
    pub fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.inputs)
    }

    /// Keeps that the step was done.
    pub fn keep(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, &self.inputs).with_context(|| format!("writing {}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_current_until_an_input_changes() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("input");
        let stamp = || Stamp::kept_in(folder.path(), "step", std::slice::from_ref(&input)).unwrap();

        fs::write(&input, "one").unwrap();
        assert!(!stamp().is_current());
        stamp().keep().unwrap();
        assert!(stamp().is_current());
        fs::write(&input, "two").unwrap();
        assert!(!stamp().is_current());
    }
}
