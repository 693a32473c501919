//! Unsafe code stands in three small modules and nowhere else. The lints of the manifests say so too; this holds them to it,
//! because a package that does not inherit the workspace's lints, or a module that allows itself more, would be silent.

use crate::tree;
use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// The modules that may hold unsafe code, and why.
const MAY: &[(&str, &str)] = &[
    (
        "src-tauri/src/webkit.rs",
        "WebKit's variables are set before threads start",
    ),
    (
        "tests/vfs/src/sqlite.rs",
        "SQLite calls a disk through C; only tests use it",
    ),
    (
        "bench/slow-disk/src/lib.rs",
        "the C library's flush is taken over; only the bench preloads it",
    ),
];

const FOLDERS: &[&str] = &["bench", "crates", "src-tauri", "tests", "xtask"];

/// Fails where another module holds unsafe code, or where one of these does no more.
pub fn check() -> Result<()> {
    let mut found = Vec::new();
    let mut unused: Vec<&str> = MAY.iter().map(|(path, _)| *path).collect();
    for folder in FOLDERS {
        for path in tree::files(&tree::root().join(folder), &["node_modules", "target", "gen"])? {
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            let shown = shown(path.strip_prefix(tree::root()).unwrap_or(&path));
            if !holds_unsafe(&text) {
                continue;
            }
            if MAY.iter().any(|(allowed, _)| *allowed == shown) {
                unused.retain(|allowed| *allowed != shown);
            } else {
                found.push(shown);
            }
        }
    }
    if found.is_empty() && unused.is_empty() {
        return Ok(());
    }
    bail!(
        "unsafe code where none may be: [{}]; named in the check and without it: [{}]",
        found.join(", "),
        unused.join(", ")
    );
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Whether a line that is no comment has the keyword as a word of its own, outside a text.
fn holds_unsafe(text: &str) -> bool {
    let keyword = concat!("un", "safe");
    text.lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//"))
        .any(|line| {
            let words = line.split(|char: char| !(char.is_alphanumeric() || "_-'\"".contains(char)));
            words.into_iter().any(|word| word == keyword)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keyword_is_found_and_what_only_looks_like_it_is_not() {
        let keyword = concat!("un", "safe");
        assert!(holds_unsafe(&format!("    {keyword} {{ call() }}")));
        assert!(holds_unsafe(&format!("{keyword} impl Send for X {{}}")));
        assert!(!holds_unsafe(&format!("// {keyword} code is refused")));
        assert!(!holds_unsafe(&format!("#![forbid({keyword}_code)]")));
        assert!(!holds_unsafe(&format!("script-src '{keyword}-inline'")));
    }

    #[test]
    fn the_tree_as_it_is_passes() {
        assert!(check().is_ok());
    }
}
