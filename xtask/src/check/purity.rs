//! The standard library's clock, files, network and threads are no dependency that a manifest shows, so the sources
//! of the pure packages are read for them.

use crate::tree;
use anyhow::{Context, Result, bail};
use std::fs;

const PURE: &[&str] = &["crates/accounts/src", "crates/contract/src", "crates/wizards/src"];

const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "::now()",
    "now_v7",
    "new_v4",
    "async fn",
    "async move",
    ".await",
];

/// Fails where a pure package's source names what only the outside world has.
pub fn check() -> Result<()> {
    let mut found = Vec::new();
    for folder in PURE {
        for path in tree::files(&tree::root().join(folder), &[])? {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            let shown = path.strip_prefix(tree::root()).unwrap_or(&path).display().to_string();
            found.extend(impure_lines(&text).map(|(number, what)| format!("{shown}:{number}: {what}")));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    bail!(
        "these packages know no input or output, no clock and no waiting:\n  {}",
        found.join("\n  ")
    );
}

fn impure_lines(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let code = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.flat_map(|(at, line)| {
        IMPURE
            .iter()
            .filter(|what| line.contains(**what))
            .map(move |what| (at + 1, *what))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_at_the_clock_is_found_and_a_comment_about_it_is_not() {
        let text = "// SystemTime::now() is not for here\nlet now = SystemTime::now();\n";
        assert_eq!(impure_lines(text).collect::<Vec<_>>(), [(2, "::now()")]);
    }
}
