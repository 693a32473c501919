//! The program itself.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

fn start(config: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nuget-accounts-service"))
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
    (child, entry["fields"]["address"].as_str().unwrap().to_owned())
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
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    for _ in 0..2 {
        let (mut child, address) = start(&config);
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
        assert!(
            Command::new("kill")
                .arg(child.id().to_string())
                .status()
                .unwrap()
                .success()
        );
        assert!(child.wait().unwrap().success());
        // What a clean stop leaves: one file, with nothing left in a log beside it.
        let log = folder.path().join("accounts.db-wal");
        assert!(!log.exists() || std::fs::metadata(log).unwrap().len() == 0);
    }
}

#[test]
fn a_second_one_does_not_start_on_the_same_database() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    let (mut first, _) = start(&config);
    let second = Command::new(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args(["serve", "--config"])
        .arg(&config)
        .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
        .output()
        .unwrap();
    assert!(!second.status.success());
    assert!(String::from_utf8_lossy(&second.stderr).contains("another service has this database open"));
    first.kill().unwrap();
    first.wait().unwrap();
}

#[test]
fn a_configuration_that_cannot_be_used_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("service.toml");
    std::fs::write(&config, "nmae = 'typo'").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args(["serve", "--config"])
        .arg(&config)
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("the configuration cannot be used"));
}
