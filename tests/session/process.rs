//! Programs of a session.

use super::{environment::Environment, eventually::eventually};
use anyhow::{Context, Result, anyhow};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs::{self, File, OpenOptions},
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

/// A program that a session started. It is killed, by its own id, when this is dropped.
#[derive(Debug)]
pub struct Process {
    name: String,
    child: Child,
}

impl Process {
    /// Starts `command`; what it prints goes to `logs/<name>.log`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(environment: &Environment, name: &str, command: &mut Command) -> Result<Self> {
        command.stdout(log(environment, name)?).stderr(log(environment, name)?);
        let child = command.spawn().with_context(|| format!("starting {name}"))?;
        Ok(Self {
            name: name.to_owned(),
            child,
        })
    }

    /// Starts `command` and waits for the first line that it prints for which `ready` has an answer.
    ///
    /// # Errors
    /// When it cannot be started, or ends or closes its output before it is ready.
    pub fn start_and_read<T>(
        environment: &Environment,
        name: &str,
        command: &mut Command,
        ready: impl Fn(&str) -> Option<T>,
    ) -> Result<(Self, T)> {
        command.stdout(Stdio::piped()).stderr(log(environment, name)?);
        let mut child = command.spawn().with_context(|| format!("starting {name}"))?;
        let output = child.stdout.take().ok_or_else(|| anyhow!("{name} has no output"))?;
        let process = Self {
            name: name.to_owned(),
            child,
        };
        let mut reader = BufReader::new(output);
        let mut line = String::new();
        while reader.read_line(&mut line)? > 0 {
            if let Some(answer) = ready(line.trim_end()) {
                // The rest is read for as long as the program lives, so that it never stands before a full pipe.
                let mut rest = log(environment, name)?;
                std::thread::spawn(move || std::io::copy(&mut reader, &mut rest));
                return Ok((process, answer));
            }
            line.clear();
        }
        Err(anyhow!("{name} ended before it was ready: {}", tail(environment, name)))
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Gives it `text` on its standard input, which must be a pipe, and closes that.
    ///
    /// # Errors
    /// When it does not read.
    pub fn write_and_close(&mut self, text: &str) -> Result<()> {
        let mut input = self
            .child
            .stdin
            .take()
            .ok_or_else(|| anyhow!("{} has no input", self.name))?;
        input.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Whether it still runs.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn is_running(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Asks it to end (`SIGTERM`) and waits until it has.
    ///
    /// # Errors
    /// When it still runs after the deadline.
    pub async fn terminate(&mut self, deadline: Duration) -> Result<()> {
        signal(self.id(), Signal::TERM);
        self.wait(deadline).await
    }

    /// Kills it (`SIGKILL`) and waits until it is gone.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn kill(&mut self) -> Result<()> {
        let _ = self.child.kill();
        self.child.wait()?;
        Ok(())
    }

    /// Waits, without a deadline, until it has ended, and says how.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn status(&mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }

    /// Waits until it has ended by itself.
    ///
    /// # Errors
    /// When it still runs after the deadline.
    pub async fn wait(&mut self, deadline: Duration) -> Result<()> {
        let what = format!("{} to end", self.name);
        let child = std::cell::RefCell::new(&mut self.child);
        eventually(deadline, &what, || async { Ok(child.borrow_mut().try_wait()?) }).await?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

/// Sends a signal to one process that the session started; one that is gone already is no fault.
pub fn signal(id: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

/// The ids of the session's running processes whose program is `program`, the oldest first.
///
/// # Errors
/// When `/proc` cannot be read.
pub fn running(environment: &Environment, program: &Path) -> Result<Vec<u32>> {
    let program = program.canonicalize().unwrap_or_else(|_| program.to_owned());
    let mut ids: Vec<u32> = of_session(environment)?
        .into_iter()
        .filter(|id| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|path| path == program))
        .collect();
    ids.sort_unstable();
    Ok(ids)
}

/// The ids of all processes of the session, however they were started.
///
/// # Errors
/// When `/proc` cannot be read.
pub fn of_session(environment: &Environment) -> Result<Vec<u32>> {
    let (mark, profile) = (
        environment.mark(),
        format!("--user-data-dir={}", environment.profile().display()),
    );
    let marked = |id| {
        fs::read(format!("/proc/{id}/environ"))
            .is_ok_and(|bytes| bytes.split(|byte| *byte == 0).any(|one| one == mark.as_bytes()))
    };
    let of_browser = |id| {
        fs::read(format!("/proc/{id}/cmdline")).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(&profile))
    };
    Ok(fs::read_dir("/proc")?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|id: &u32| marked(*id) || of_browser(*id))
        .collect())
}

/// The end of a program's log.
#[must_use]
pub fn tail(environment: &Environment, name: &str) -> String {
    let text = fs::read(log_path(environment, name)).unwrap_or_default();
    String::from_utf8_lossy(&text[text.len().saturating_sub(2000)..]).into_owned()
}

fn log_path(environment: &Environment, name: &str) -> PathBuf {
    environment.place(&format!("logs/{name}.log"))
}

fn log(environment: &Environment, name: &str) -> Result<File> {
    let path = log_path(environment, name);
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .with_context(|| format!("opening {}", path.display()))
}
