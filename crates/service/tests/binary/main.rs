//! The program itself.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod database;
mod folder;
mod mail_folder;
mod operator;
mod output;

use folder::Folder;
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStderr, Command, Stdio},
};
use testkit::program;

/// A running program, ended with the test at the latest.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn start(config: &Path) -> (Running, String) {
    let mut command = program(env!("CARGO_BIN_EXE_nuget-accounts-service"));
    watch(command.args(["serve", "--config"]).arg(config))
}

/// Starts it and waits until it serves; answers where.
fn watch(command: &mut Command) -> (Running, String) {
    let (child, address, log) = follow(command);
    // Read on, or else the program would wait for room in the pipe.
    std::thread::spawn(move || log.lines().for_each(drop));
    (child, address)
}

/// Starts it and waits until it serves; answers where, and with the rest of its log.
fn follow(command: &mut Command) -> (Running, String, BufReader<ChildStderr>) {
    let child = command
        .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut child = Running(child);
    let mut log = BufReader::new(child.0.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("\"serving\"") {
        line.clear();
        assert_ne!(log.read_line(&mut line).unwrap(), 0, "it ended before it served");
    }
    let entry: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = entry["fields"]["address"].as_str().unwrap().to_owned();
    (child, address, log)
}

fn configure(folder: &Path) -> std::path::PathBuf {
    let config = folder.join("service.toml");
    let text = format!(
        "name = 'Example'\npublic_url = 'https://accounts.example.org'\nauthority = 'http://127.0.0.1:9/none'\n\
         client_id = 'abc'\nlog_format = 'json'\ndatabase = '{0}/accounts.db'\nmail_folder = '{0}/mail'\n",
        folder.display()
    );
    std::fs::write(&config, text).unwrap();
    config
}

#[tokio::test]
async fn it_serves_until_it_is_told_to_stop_and_starts_again() {
    let folder = Folder::new();
    let config = configure(folder.path());
    for _ in 0..2 {
        let (child, address) = start(&config);
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let text = client
            .get(format!("http://{address}/healthz"))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert_eq!(text, "ok");
        let ready = client.get(format!("http://{address}/readyz")).send().await.unwrap();
        assert_eq!(ready.status(), 503, "its provider does not exist");
        stop(child);
        // What a clean stop leaves: one file, with nothing left in a log beside it.
        let log = folder.path().join("accounts.db-wal");
        assert!(!log.exists() || std::fs::metadata(log).unwrap().len() == 0);
    }
}

#[test]
fn a_second_one_does_not_start_on_the_same_database() {
    let folder = Folder::new();
    let config = configure(folder.path());
    let (_first, _) = start(&config);
    let second = program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args(["serve", "--config"])
        .arg(&config)
        .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
        .output()
        .unwrap();
    assert!(!second.status.success());
    assert!(String::from_utf8_lossy(&second.stderr).contains("another service has this database open"));
}

#[test]
fn a_configuration_that_cannot_be_used_is_refused_with_a_sentence() {
    let folder = Folder::new();
    let config = folder.path().join("service.toml");
    std::fs::write(&config, "nmae = 'typo'").unwrap();
    let output = program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args(["serve", "--config"])
        .arg(&config)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(CONFIGURATION));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the configuration cannot be used"));
}

/// What it ends with where the configuration cannot be used; the unit does not start it again then.
const CONFIGURATION: i32 = 78;

#[test]
fn what_no_second_start_would_mend_ends_as_the_unit_expects_it_and_is_said_once() {
    let folder = Folder::new();
    let config = configure(folder.path());
    let text = std::fs::read_to_string(&config).unwrap();
    for (from, to, why) in [
        (
            "'https://accounts",
            "'http://accounts",
            "public_url must begin with https://",
        ),
        (
            "http://127.0.0.1:9/none",
            "http://login.example.org",
            "authority must begin with https://",
        ),
        ("'abc'", "''", "`client_id` is empty"),
        ("'json'", "'json'\nlog = '=,='", "the setting `log` is not a filter"),
        ("mail_folder", "smtp_host", "`mail_from` must be set"),
        (
            "'json'",
            "'json'\ntrusted_proxies = ['::/0']",
            "trusted_proxies must not name ::/0",
        ),
    ] {
        std::fs::write(&config, text.replace(from, to)).unwrap();
        let (code, _, said) = run(&config, &["serve"]);
        assert_eq!(
            (code, said.matches(why).count()),
            (Some(CONFIGURATION), 1),
            "{why}: {said}"
        );
    }
    let (code, _, said) = run(&folder.path().join("nowhere.toml"), &["check"]);
    assert_eq!(code, Some(CONFIGURATION), "{said}");
    let unit = include_str!("../../debian/nuget-accounts.service");
    let line = format!("RestartPreventExitStatus=2 {CONFIGURATION}");
    assert!(unit.lines().any(|found| found == line), "{line}");
    std::fs::write(&config, text).unwrap();
}

#[test]
fn a_provider_that_cannot_be_reached_is_told_with_its_reason_before_anybody_asks() {
    let folder = Folder::new();
    let config = configure(folder.path());
    let mut command = program(env!("CARGO_BIN_EXE_nuget-accounts-service"));
    let (child, _, log) = follow(command.args(["serve", "--config"]).arg(&config));
    let mut lines = log.lines().map(Result::unwrap);
    let told = lines
        .find(|line| line.contains("the identity provider cannot be reached"))
        .unwrap();
    assert!(
        told.contains("WARN") && told.to_lowercase().contains("connection refused"),
        "{told}"
    );
    std::thread::spawn(move || lines.for_each(drop));
    stop(child);
}

/// The program with this configuration and these words; what it says and how it ends.
fn run(config: &Path, words: &[&str]) -> (Option<i32>, String, String) {
    let output = program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args(words)
        .arg("--config")
        .arg(config)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn stop(mut child: Running) {
    let told = Command::new("kill").arg(child.0.id().to_string()).status().unwrap();
    assert!(told.success());
    assert!(child.0.wait().unwrap().success());
}

#[test]
fn a_variable_that_is_mistyped_is_refused_and_not_overlooked() {
    let folder = Folder::new();
    let config = configure(folder.path());
    let output = program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args(["check", "--config"])
        .arg(&config)
        .env("NUGET_ACCOUNTS_TRUSTED_PROXYS", "10.0.0.1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(CONFIGURATION));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "error: the variable NUGET_ACCOUNTS_TRUSTED_PROXYS: there is no such setting\n"
    );
}

/// Rule 8.5.
#[test]
fn it_does_not_start_on_the_files_of_another_user() {
    let folder = Folder::new();
    let config = configure(folder.path());
    stop(start(&config).0);
    let file = folder.path().join("accounts.db");
    // Who cannot give a file away is not root, and has one of root's.
    if std::os::unix::fs::chown(&file, Some(65_534), None).is_err() {
        let text = std::fs::read_to_string(&config).unwrap();
        let others = text.replace(file.to_str().unwrap(), "/etc/passwd");
        std::fs::write(&config, others).unwrap();
    }
    let mut command = program(env!("CARGO_BIN_EXE_nuget-accounts-service"));
    command.args(["serve", "--config"]).arg(&config);
    let child = command
        .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut child = Running(child);
    let mut said = String::new();
    let mut log = BufReader::new(child.0.stderr.take().unwrap());
    log.read_line(&mut said).unwrap();
    assert!(
        said.starts_with("error: ") && said.contains("belongs to another user"),
        "{said}"
    );
    assert_eq!(child.0.wait().unwrap().code(), Some(1));
}
