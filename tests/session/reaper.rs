//! The end of a session: whatever ends the test, even a kill, ends every program of its session and removes its folder.
//!
//! A small shell process waits on a pipe whose other end only the test process holds. When that end closes, it ends
//! every process that carries the session's mark in its environment, however it was started (by the bus, by the
//! browser, by a link), and nothing else. Chromium writes over its environment and
//! joins its arguments into one; it is known by its profile's folder among them.

use super::environment::Environment;
use anyhow::{Context, Result};
use std::{
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

// Two hundred rounds, so that a process that cannot die does not keep the reaper for ever.
const SCRIPT: &str = r#"
trap '' INT TERM HUP
cat >/dev/null
mark=$1; profile=$2; keep=$3; shift 3
round=0
while [ $round -lt 200 ]; do
  # The profile comes to grep through a pipe: as an argument, it would make grep one of the processes that it finds.
  found=$( {
    grep -lzxsF -e "$mark" /proc/[0-9]*/environ
    printf '%s\n' "--user-data-dir=$profile" | grep -lsF -f - /proc/[0-9]*/cmdline
  } | cut -d/ -f3)
  [ -n "$found" ] || break
  kill -KILL $found 2>/dev/null
  sleep 0.02
  round=$((round + 1))
done
[ "$keep" = yes ] || rm -rf -- "$@"
[ "$keep" = yes ] || rm -rf -- "$@"
"#;

/// The process that ends the session.
#[derive(Debug)]
pub struct Reaper(Child);

impl Reaper {
    /// Starts it. `remains` are files outside the session's folder that are to go too.
    ///
    /// # Errors
    /// When no shell can be started.
    pub fn start(environment: &Environment, remains: &[PathBuf]) -> Result<Self> {
        let keep = std::env::var_os("NUGET_ACCOUNTS_KEEP_SESSIONS").is_some();
        let child = Command::new("sh")
            .args(["-c", SCRIPT, "reaper", &environment.mark()])
            .arg(environment.profile())
            .arg(if keep { "yes" } else { "no" })
            .arg(environment.folder())
            .args(remains)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Not reached by an interrupt from the keyboard, which ends the test.
            .process_group(0)
            .spawn()
            .context("starting the reaper")?;
        Ok(Self(child))
    }
}

impl Drop for Reaper {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
