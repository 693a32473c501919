//! The program, as an operator runs it.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::JoinHandle,
};

pub const ORIGIN: &str = "https://accounts.example.org";

/// The program, running.
pub struct Program {
    child: Child,
    pub address: String,
    /// The rest of its log, once it has ended.
    log: Option<JoinHandle<Vec<String>>>,
}

/// Writes its configuration, with these lines more.
pub fn configure(folder: &Path, authority: &str, more: &str) -> PathBuf {
    let config = folder.join("service.toml");
    let text = format!(
        "name = 'Example'\npublic_url = '{ORIGIN}'\nauthority = '{authority}'\nclient_id = '{}'\n\
         log_format = 'json'\ndatabase = '{1}/accounts.db'\nmail_folder = '{1}/mail'\n{more}",
        crate::provider::CLIENT_ID,
        folder.display()
    );
    std::fs::write(&config, text).unwrap();
    config
}

impl Program {
    /// Starts it, and waits until it serves.
    pub fn start(config: &Path) -> Self {
        let mut child = testkit::program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
            .args(["serve", "--config"])
            .arg(config)
            .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("\"serving\"") {
            line.clear();
            assert_ne!(log.read_line(&mut line).unwrap(), 0, "it ended before it served");
        }
        let entry: serde_json::Value = serde_json::from_str(&line).unwrap();
        // Read on, or else the program would wait for room in the pipe.
        let log = std::thread::spawn(move || log.lines().map_while(Result::ok).collect());
        let address = entry["fields"]["address"].as_str().unwrap().to_owned();
        Self {
            child,
            address,
            log: Some(log),
        }
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.has_not_panicked();
    }

    /// SIGTERM, after which it ends well.
    pub fn stop(mut self) {
        self.signal("-TERM");
        assert!(self.child.wait().unwrap().success());
        self.has_not_panicked();
    }

    /// Does something while the program stands still between two of its steps.
    pub fn while_it_stands_still<T>(&self, act: impl FnOnce() -> T) -> T {
        self.signal("-STOP");
        let done = act();
        self.signal("-CONT");
        done
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    /// Whatever was done to it, it answers or ends; it does not break in the middle.
    fn has_not_panicked(&mut self) {
        let log = self.log.take().unwrap().join().unwrap();
        let panic = log.iter().find(|line| line.contains("panicked at"));
        assert_eq!(panic, None, "it panicked");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Where a test fails it would go on for ever; where it has ended, this does nothing.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
