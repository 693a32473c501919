//! Schemathesis, a fuzzer that reads OpenAPI, of the one version that `xtask/python/requirements.txt` names with its
//! hashes, in an environment of its own in the target folder.

use super::Sent;
use crate::{
    process::{answer, run, step},
    stamp::Stamp,
    tree,
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where its versions and its settings are.
const FOLDER: &str = "xtask/python";

/// The oldest Python that it runs on.
const PYTHON: (u32, u32) = (3, 11);

/// The installed fuzzer.
pub struct Schemathesis {
    program: PathBuf,
}

impl Schemathesis {
    /// Installs it, if that was not done for these versions.
    pub fn installed() -> Result<Self> {
        let requirements = tree::root().join(FOLDER).join("requirements.txt");
        let folder = tree::target().join("tools/schemathesis");
        let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
        let program = programs.join(format!("st{}", std::env::consts::EXE_SUFFIX));
        let stamp = Stamp::of("python", std::slice::from_ref(&requirements))?;
        if !stamp.is_current() || !program.is_file() {
            step("Installing the API fuzzer into the target folder");
            install(&folder, &programs, &requirements)?;
            stamp.keep()?;
        }
        Ok(Self { program })
    }

    /// Fuzzes the API that `origin` describes, at `url`, as the session's owner or the feed where there is
    /// their token; whether nothing was found.
    pub fn passes(
        &self,
        (origin, url): (&str, &str),
        token: Option<&str>,
        selection: &[&str],
        sent: Sent,
    ) -> Result<bool> {
        let settings = tree::root().join(FOLDER).join("schemathesis.toml");
        let mut command = Command::new(&self.program);
        // It keeps what it found in the folder in which it runs.
        let folder = tree::target().join("xtask/fuzz");
        fs::create_dir_all(&folder)?;
        command.current_dir(&folder).arg("--config-file").arg(settings);
        command.arg("run").arg(format!("{origin}/api/v1/openapi.json"));
        command.args(["--url", url, "--no-color", "--continue-on-failure"]);
        // Python 3.11 counts the depth of what it compiles for all threads together, so two of them fail at times.
        command.args(["--workers", "1"]);
        command
            .args(["--request-timeout", "20"])
            .args(sent.options())
            .args(selection);
        if let Some(token) = token {
            command.args(["--header", &format!("Authorization: Bearer {token}")]);
        }
        Ok(command
            .status()
            .context("the API fuzzer could not be started")?
            .success())
    }
}

fn install(folder: &Path, programs: &Path, requirements: &Path) -> Result<()> {
    if folder.is_dir() {
        fs::remove_dir_all(folder)?;
    }
    run(Command::new(python()?).args(["-m", "venv"]).arg(folder))
        .context("Python's module venv is needed (Debian, Ubuntu: apt-get install python3-venv)")?;
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--requirement",
    ];
    run(Command::new(programs.join("python")).args(pip).arg(requirements))
        .context("the API fuzzer could not be installed")
}

/// The name of a Python that is new enough.
fn python() -> Result<&'static str> {
    let (major, minor) = PYTHON;
    let good = |name: &&str| answer(name, &["--version"]).is_some_and(|version| is_enough(&version));
    let found = ["python3", "python"].into_iter().find(good);
    found.with_context(|| format!("the API fuzzer needs Python {major}.{minor} or later, which is not on the path"))
}

fn is_enough(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches("Python ")
        .split('.')
        .map(|number| number.parse::<u32>().ok());
    let (major, minor) = (numbers.next().flatten(), numbers.next().flatten());
    major.zip(minor).is_some_and(|version| version >= PYTHON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_python_is_new_enough_by_its_numbers() {
        assert!(is_enough("Python 3.11.2"));
        assert!(is_enough("Python 3.14.0rc1"));
        assert!(!is_enough("Python 3.9.18"));
        assert!(!is_enough("Python 2.7.18"));
        assert!(!is_enough(""));
    }
}
