//! Running other programs, and saying so.

use crate::tree;
use anyhow::{Context, Result, bail};
use std::{
    env,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::OnceLock,
    time::Instant,
};

/// Announces a step, with the minutes and seconds since the start, so that a long run shows where its time goes.
pub fn step(what: &str) {
    static START: OnceLock<Instant> = OnceLock::new();
    let seconds = START.get_or_init(Instant::now).elapsed().as_secs();
    println!("\n[{:02}:{:02}] {what}", seconds / 60, seconds % 60);
}

/// Cargo, at the top of the tree.
///
/// What `cargo run` told this process about its own package is taken out: build scripts that watch those variables
/// would otherwise run again whenever cargo is called by hand in between.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let about_us = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_")
                || [
                    "CARGO_MANIFEST_DIR",
                    "CARGO_MANIFEST_PATH",
                    "CARGO_BIN_NAME",
                    "CARGO_CRATE_NAME",
                ]
                .contains(&name)
        });
        if about_us {
            command.env_remove(name);
        }
    }
    command.current_dir(tree::root());
    command
}

/// A Node program: on Windows npm is a command file, which is not found without its ending.
pub fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs a program, its output shown as it comes.
pub fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", shown(command));
    let status = command
        .status()
        .with_context(|| format!("could not start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs a program, showing each line of its standard output as it comes and handing it to `line` too. Answers
/// whether the program ended well.
pub fn run_reading(command: &mut Command, mut line: impl FnMut(&str)) -> Result<bool> {
    println!("$ {}", shown(command));
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start {}", shown(command)))?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut bytes = Vec::new();
        while output.read_until(b'\n', &mut bytes)? > 0 {
            let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            println!("{text}");
            line(&text);
            bytes.clear();
        }
    }
    Ok(child.wait()?.success())
}

/// What a program prints, or nothing where it is absent or fails.
pub fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program is on the path.
pub fn found(program: &str) -> bool {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(&file).is_file()))
}

/// The command line as a person would type it at the top of the tree.
fn shown(command: &Command) -> String {
    let root = format!("{}{}", tree::root().display(), std::path::MAIN_SEPARATOR);
    let program = std::path::Path::new(command.get_program())
        .file_stem()
        .unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().replace(&root, ""))
        .collect::<Vec<_>>()
        .join(" ")
}
