//! The sources that may cite a rule, and what of them is tests.

use super::number::{self, Number};
use crate::tree;
use anyhow::{Context, Result};
use std::fs;

/// Folders with sources.
const FOLDERS: [&str; 4] = ["crates", "src-tauri", "tests", "xtask/src"];

/// Not ours, or made.
const SKIPPED: [&str; 2] = ["node_modules", "target"];

/// Refusals name their rule as a text.
const REFUSALS: &str = "crates/accounts/src/";

/// These only look like citations: they are what the check is tried on.
const ITSELF: &str = "xtask/src/check/citations";

/// Tests that are neither in a folder of that name nor at the end of what they test.
const MODEL: &str = "crates/service/src/model";

/// One source.
pub struct Source {
    /// Its path from the top of the tree.
    pub path: String,
    text: String,
}

impl Source {
    /// A source, by its path from the top of the tree.
    pub fn new(path: &str, text: &str) -> Self {
        let (path, text) = (path.to_owned(), text.to_owned());
        Self { path, text }
    }

    /// Every Rust source of the tree.
    pub fn all() -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for folder in FOLDERS {
            for path in tree::files(&tree::root().join(folder), &SKIPPED)? {
                if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
                    let shown = path.strip_prefix(tree::root()).unwrap_or(&path);
                    all.push(Self::new(&shown.to_string_lossy().replace('\\', "/"), &text));
                }
            }
        }
        all.retain(|source| !source.path.starts_with(ITSELF));
        Ok(all)
    }

    /// What of it is tests, without what stands at its head.
    pub fn tests(&self) -> String {
        let parts: Vec<_> = self.path.split('/').collect();
        let whole = parts.contains(&"tests") || parts.last() == Some(&"tests.rs") || self.path.starts_with(MODEL);
        let tests = match self.text.split_once("#[cfg(test)]\nmod tests {") {
            _ if whole => self.text.as_str(),
            Some((_, tests)) => tests,
            None => "",
        };
        let lines = tests.lines().filter(|line| !line.trim_start().starts_with("//!"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Every rule that it cites, refusals included.
    pub fn cited(&self) -> Vec<Number> {
        let mut found = number::cited(&self.text);
        if self.path.starts_with(REFUSALS) {
            found.extend(self.text.split('"').filter_map(Number::parse));
        }
        found
    }

    /// Whether it has a function of this name.
    pub fn has_function(&self, name: &str) -> bool {
        self.text.contains(&format!("fn {name}("))
    }
}
