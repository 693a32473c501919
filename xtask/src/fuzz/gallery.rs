//! The built account service with its provider and somebody signed in: the example `fuzzed_gallery`.

use crate::tree;
use anyhow::{Context, Result, bail};
use std::{
    env::consts::EXE_SUFFIX,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread::JoinHandle,
};

/// A running gallery; it ends with this.
pub struct Gallery {
    /// Where it serves.
    pub origin: String,
    /// Where it serves too, by a proxy that ends streams of events.
    pub streams: String,
    /// A session's token.
    pub token: String,
    /// The secret of its package feed.
    pub feed: String,
    child: Child,
    errors: JoinHandle<Vec<String>>,
}

impl Gallery {
    /// Starts one, and waits until somebody is signed in.
    pub fn start() -> Result<Self> {
        let built = tree::target().join("debug");
        let mut child = Command::new(built.join(format!("examples/fuzzed_gallery{EXE_SUFFIX}")))
            .arg(built.join(format!("nuget-accounts-service{EXE_SUFFIX}")))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the gallery to be fuzzed")?;
        let mut output = BufReader::new(child.stdout.take().context("the gallery has no output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let ready: serde_json::Value = serde_json::from_str(&line).context("the gallery to be fuzzed did not start")?;
        let text = |name: &str| ready[name].as_str().unwrap_or_default().to_owned();
        // What follows are the errors that the service logs.
        let errors = std::thread::spawn(move || output.lines().map_while(Result::ok).collect());
        Ok(Self {
            origin: text("origin"),
            streams: text("streams"),
            token: text("token"),
            feed: text("feed"),
            child,
            errors,
        })
    }

    /// Ends it, and fails where it logged an error or was gone already.
    pub fn end(mut self) -> Result<()> {
        drop(self.child.stdin.take());
        let status = self.child.wait()?;
        let errors = self.errors.join().unwrap_or_default();
        if !status.success() || !errors.is_empty() {
            bail!(
                "the fuzzed gallery ended with {status} and logged:\n  {}",
                errors.join("\n  ")
            );
        }
        Ok(())
    }
}
