//! The program under test: as the service, and as its self-check.

use crate::{client, issuer::Issuer};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::Stdio,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// The gallery of an operator who wants two-factor.
pub fn configure(folder: &TempDir, issuer: &Issuer, more: &str) -> PathBuf {
    let config = folder.path().join("service.toml");
    let text = format!(
        "name = 'Example'\npublic_url = 'https://accounts.example.org'\nauthority = '{}'\nclient_id = '{}'\n\
         log_format = 'json'\ndatabase = '{folder}/accounts.db'\nmail_folder = '{folder}/mail'\n\
         features = ['registration', 'two_factor']\n{more}",
        issuer.address,
        issuer.client_id,
        folder = folder.path().display(),
    );
    std::fs::write(&config, text).unwrap();
    config
}

pub fn program(config: &Path) -> Command {
    let mut command = Command::from(testkit::program(env!("CARGO_BIN_EXE_nuget-accounts-service")));
    command.arg("--config").arg(config).kill_on_drop(true);
    command
}

/// A running service, and where it is.
pub struct Running {
    process: Child,
    origin: String,
}

impl Running {
    pub async fn start(config: &Path) -> Self {
        let mut process = program(config)
            .arg("serve")
            .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
        let address = loop {
            let line = log.next_line().await.unwrap().expect("it ended before it served");
            let entry: Value = serde_json::from_str(&line).unwrap();
            if let Some(address) = entry["fields"]["address"].as_str() {
                break address.to_owned();
            }
        };
        tokio::spawn(async move { while log.next_line().await.is_ok_and(|line| line.is_some()) {} });
        Self {
            process,
            origin: format!("http://{address}"),
        }
    }

    /// What it says about itself.
    pub async fn description(&self) -> Value {
        let address = format!("{}/api/v1/gallery", self.origin);
        client().get(address).send().await.unwrap().json().await.unwrap()
    }

    pub async fn offers_two_factor(&self) -> bool {
        let described = self.description().await;
        let features = described["features"].as_array().unwrap();
        features.iter().any(|feature| feature == "two_factor")
    }

    pub async fn stop(mut self) {
        let id = self.process.id().unwrap().to_string();
        Command::new("kill").args(["-TERM", &id]).status().await.unwrap();
        assert!(self.process.wait().await.unwrap().success());
    }
}

/// The program's self-check, waiting for somebody to sign in.
pub struct Check {
    process: Child,
    said: Lines<BufReader<ChildStdout>>,
    pub address: String,
}

impl Check {
    pub async fn start(config: &Path, words: &[&str]) -> Self {
        let mut process = program(config)
            .args(["admin", "check-sign-in"])
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = loop {
            let line = said.next_line().await.unwrap().expect("it ended before it asked");
            if line.starts_with("http") {
                break line;
            }
        };
        Self { process, said, address }
    }

    pub async fn paste(&mut self, text: &str) {
        let input = self.process.stdin.as_mut().unwrap();
        input.write_all(format!("{text}\n").as_bytes()).await.unwrap();
    }

    /// All that it says until it ends, and how it does.
    pub async fn end(mut self) -> (bool, String) {
        let mut text = String::new();
        while let Some(line) = self.said.next_line().await.unwrap() {
            text.push_str(&line);
            text.push('\n');
        }
        let output = self.process.wait_with_output().await.unwrap();
        text.push_str(&String::from_utf8(output.stderr).unwrap());
        (output.status.success(), text)
    }
}
