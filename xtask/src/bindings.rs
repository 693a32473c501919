//! The TypeScript types, written from the Rust types that cross to the UI.

use crate::{
    process::{cargo, run, step},
    tree,
};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The variable by which the exporting tests are told where to write. `.cargo/config.toml` gives it a default in the
/// target folder, so that a plain `cargo test` leaves the sources alone.
pub const FOLDER_VARIABLE: &str = "TS_RS_EXPORT_DIR";

/// Writes `ui/src/generated` anew.
pub fn write() -> Result<()> {
    let made = export()?;
    let folder = written_folder();
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (name, text) in &made {
        fs::write(folder.join(name), text)?;
    }
    println!("{} files written to ui/src/generated", made.len());
    Ok(())
}

/// Fails where `ui/src/generated` is not what [`write`] would write.
pub fn check() -> Result<()> {
    let differing = difference(&export()?, &read(&written_folder())?);
    if differing.is_empty() {
        return Ok(());
    }
    bail!(
        "ui/src/generated is not up to date; run `cargo xtask gen`:\n  {}",
        differing.join("\n  ")
    );
}

fn written_folder() -> PathBuf {
    tree::root().join("ui/src/generated")
}

/// The files as the Rust types are now, by name.
fn export() -> Result<BTreeMap<String, String>> {
    step("Writing the TypeScript types");
    let folder = tree::target().join("xtask/generated");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    let export = ["test", "--quiet", "--package", "contract", "--lib", "export_bindings"];
    run(cargo().args(export).env(FOLDER_VARIABLE, &folder))?;
    let made = read(&folder)?;
    if made.is_empty() {
        bail!("the exporting tests wrote nothing");
    }
    Ok(made)
}

fn read(folder: &Path) -> Result<BTreeMap<String, String>> {
    let paths = tree::files(folder, &[]).with_context(|| format!("reading {}", folder.display()))?;
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            // A checkout on Windows may have turned the line ends.
            Ok((name, fs::read_to_string(&path)?.replace("\r\n", "\n")))
        })
        .collect()
}

fn difference(made: &BTreeMap<String, String>, written: &BTreeMap<String, String>) -> Vec<String> {
    let stale = written
        .keys()
        .filter(|name| !made.contains_key(*name))
        .map(|name| format!("{name} is stale"));
    let others = made.iter().filter_map(|(name, text)| match written.get(name) {
        None => Some(format!("{name} is missing")),
        Some(kept) if kept != text => Some(format!("{name} differs")),
        Some(_) => None,
    });
    stale.chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_missing_a_differing_and_a_stale_file_are_each_named() {
        let made = files(&[("A.ts", "a"), ("B.ts", "b"), ("C.ts", "c")]);
        let written = files(&[("A.ts", "a"), ("B.ts", "old"), ("D.ts", "d")]);
        assert_eq!(
            difference(&made, &written),
            ["D.ts is stale", "B.ts differs", "C.ts is missing"]
        );
        assert!(difference(&made, &made).is_empty());
    }
}
