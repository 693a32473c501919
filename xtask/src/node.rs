//! The parts that npm installs: the UI, the providers that tests run, the packaging tool.

use crate::{
    process::{answer, npm, run, step},
    stamp::Stamp,
    tree,
};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path, process::Command};

/// The folders in `ui` that are made, not written.
const MADE: [&str; 3] = ["node_modules", "dist", ".svelte-kit"];

/// The folder of the tool that makes packages and icons.
pub const PACKAGING: &str = "xtask/node";

/// Installs the packages of `folder` as its lock file says, if that changed since the last time.
pub fn install(folder: &str) -> Result<()> {
    let place = tree::root().join(folder);
    let stamp = Stamp::of(
        &format!("npm-{}", folder.replace('/', "-")),
        &[place.join("package.json"), place.join("package-lock.json")],
    )?;
    if stamp.is_current() && place.join("node_modules").is_dir() {
        return Ok(());
    }
    step(&format!("Installing the Node packages of {folder}"));
    run(npm().args(["ci", "--no-audit", "--no-fund"]).current_dir(&place))?;
    stamp.keep()
}

/// Builds the UI into `ui/dist`, if its sources changed since the last time.
pub fn build_ui() -> Result<()> {
    install("ui")?;
    let ui = tree::root().join("ui");
    let stamp = Stamp::of("ui-build", &tree::files(&ui, &MADE)?)?;
    if stamp.is_current() && ui.join("dist/index.html").is_file() {
        return Ok(());
    }
    step("Building the UI");
    run(npm().args(["run", "build"]).current_dir(&ui))?;
    stamp.keep()
}

/// Runs a script of `ui/package.json`.
pub fn ui_script(name: &str) -> Result<()> {
    install("ui")?;
    run(npm().args(["run", name]).current_dir(tree::root().join("ui")))
}

/// The tool that makes packages and icons, at the top of the tree; [`PACKAGING`] must be installed.
pub fn tauri() -> Command {
    let mut command = Command::new("node");
    command
        .arg(
            tree::root()
                .join(PACKAGING)
                .join("node_modules/@tauri-apps/cli/tauri.js"),
        )
        .current_dir(tree::root());
    command
}

/// Says what is wrong with this machine's Node, if anything: the UI's own manifest says which one it needs.
pub fn complaint() -> Result<Option<String>> {
    let needed = needed_version(&tree::root().join("ui/package.json"))?;
    let wanted = needed.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
    let npm_program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Ok(
        match (answer("node", &["--version"]), answer(npm_program, &["--version"])) {
            (None, _) => Some(format!("Node {wanted} or later is missing")),
            (_, None) => Some("npm, which comes with Node, is missing".to_owned()),
            (Some(version), _) if numbers(&version) < needed => {
                Some(format!("Node {wanted} or later is needed; this is {version}"))
            }
            _ => None,
        },
    )
}

fn needed_version(manifest: &Path) -> Result<Vec<u32>> {
    let text = fs::read_to_string(manifest).with_context(|| format!("reading {}", manifest.display()))?;
    let manifest: serde_json::Value = serde_json::from_str(&text)?;
    let Some(range) = manifest["engines"]["node"]
        .as_str()
        .and_then(|range| range.strip_prefix(">="))
    else {
        bail!("ui/package.json does not say which Node it needs (engines.node, \">=…\")");
    };
    Ok(numbers(range))
}

fn numbers(version: &str) -> Vec<u32> {
    let digits = version.trim().trim_start_matches('v');
    digits.split('.').map_while(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_number_by_number() {
        assert!(numbers("v20.9.0") < numbers("20.20"));
        assert!(numbers("v20.20.2") >= numbers("20.20"));
        assert!(numbers("v24.0.0\n") >= numbers("20.20"));
    }
}
