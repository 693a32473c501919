//! `ui/src/host` is the only folder that knows Tauri, so that the UI runs in a plain browser too.

use crate::tree;
use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

const HOST: &str = "host";
const KNOWLEDGE: [&str; 2] = ["@tauri-apps", "__TAURI"];

/// Fails where another part of the UI names Tauri.
pub fn check() -> Result<()> {
    let sources = tree::root().join("ui/src");
    let mut found = Vec::new();
    for path in tree::files(&sources, &["node_modules"])? {
        let inside = path.strip_prefix(&sources)?;
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        if knows_tauri(inside, &String::from_utf8_lossy(&bytes)) {
            found.push(format!("ui/src/{}", inside.display()));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    bail!(
        "only ui/src/{HOST} may know Tauri; these do too:\n  {}",
        found.join("\n  ")
    );
}

fn knows_tauri(path: &Path, text: &str) -> bool {
    !path.starts_with(HOST) && KNOWLEDGE.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_folder_may_import_tauri() {
        let import = "import { invoke } from '@tauri-apps/api/core';";
        assert!(!knows_tauri(Path::new("host/tauri.ts"), import));
        assert!(knows_tauri(Path::new("pages/Welcome.svelte"), import));
        assert!(knows_tauri(Path::new("hosting.ts"), import));
        assert!(!knows_tauri(
            Path::new("pages/Welcome.svelte"),
            "import { act } from '../host';"
        ));
    }
}
