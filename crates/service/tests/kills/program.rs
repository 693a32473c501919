//! The program, as an operator runs it.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

pub const ORIGIN: &str = "https://accounts.example.org";

/// The program, running.
pub struct Program {
    child: Child,
    pub address: String,
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
        std::thread::spawn(move || log.lines().for_each(drop));
        let address = entry["fields"]["address"].as_str().unwrap().to_owned();
        Self { child, address }
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, after which it ends well.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Where a test fails it would go on for ever; where it has ended, this does nothing.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
