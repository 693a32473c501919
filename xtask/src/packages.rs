//! What the machine itself must have: installed where that can be done (Debian, Ubuntu), said exactly elsewhere.

mod debian;
mod elsewhere;

use crate::node;
use anyhow::{Result, bail};

/// What is going to be done, which decides what must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Compile and check everything.
    Build,
    /// Open the app.
    Run,
    /// Fuzz the API.
    Fuzz,
    /// Fuzz the API, and drive the app in a desktop session of its own.
    Session,
}

/// Makes sure that the machine has what `purpose` takes.
///
/// # Errors
/// Something is missing that cannot be installed from here; the error says what, and how to get it.
pub fn ensure(purpose: Purpose) -> Result<()> {
    let mut complaints = Vec::new();
    if let Some(complaint) = node::complaint()? {
        complaints.push(format!("{complaint}. {}", elsewhere::NODE));
    }
    if cfg!(target_os = "linux") {
        if debian::is_here() {
            debian::install(purpose)?;
        } else {
            complaints.extend(elsewhere::linux(purpose));
        }
    } else if cfg!(target_os = "macos") {
        complaints.extend(elsewhere::macos());
    } else if cfg!(windows) {
        complaints.extend(elsewhere::windows());
    }
    if complaints.is_empty() {
        return Ok(());
    }
    bail!("this machine misses something:\n  - {}", complaints.join("\n  - "));
}
