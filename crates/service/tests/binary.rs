//! The program itself.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
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
    let folder = tempfile::tempdir().unwrap();
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
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("service.toml");
    std::fs::write(&config, "nmae = 'typo'").unwrap();
    let output = program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args(["serve", "--config"])
        .arg(&config)
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("the configuration cannot be used"));
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
fn a_backup_and_an_export_of_a_running_service_make_a_gallery_elsewhere() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (config, other) = (configure(folder.path()), configure(elsewhere.path()));
    let (child, _) = start(&config);
    let backup = elsewhere.path().join("backup.db");
    let export = elsewhere.path().join("export.jsonl");
    let (backup, export) = (backup.to_str().unwrap(), export.to_str().unwrap());
    assert_eq!(run(&config, &["check"]).0, Some(0));
    assert_eq!(run(&config, &["backup", "--to", backup]).0, Some(0));
    let nowhere = elsewhere.path().join("nowhere/backup.db");
    let (code, _, said) = run(&config, &["backup", "--to", nowhere.to_str().unwrap()]);
    assert_eq!((code, said.matches("os error").count()), (Some(1), 1), "{said}");
    assert!(said.contains("nowhere") && said.contains("cannot be made"), "{said}");
    assert_eq!(run(&config, &["export", "--to", export]).0, Some(0));
    let (code, _, said) = run(&config, &["backup", "--to", backup]);
    assert_eq!(code, Some(1));
    assert!(said.contains("exists already"), "{said}");
    let (code, _, said) = run(&config, &["restore", "--from", backup, "--replace"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("another service has this database open"), "{said}");

    assert_eq!(run(&other, &["restore", "--from", backup]).0, Some(0));
    let (code, lines, _) = run(&other, &["export", "--to", "-"]);
    assert_eq!(
        (code, lines.lines().count()),
        (Some(0), std::fs::read_to_string(export).unwrap().lines().count())
    );
    assert_eq!(run(&other, &["import", "--from", export]).0, Some(0));
    assert_eq!(run(&other, &["check"]).1.lines().count(), 1);
    stop(start(&other).0);
    stop(child);
}

#[test]
fn what_does_not_hold_together_is_told_line_by_line_and_ends_with_one() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    stop(start(&config).0);
    let raw = rusqlite::Connection::open(folder.path().join("accounts.db")).unwrap();
    let sql = "INSERT INTO names (folded, username) VALUES ('Wrong', 'Wrong'), ('WRONG', 'other')";
    raw.execute_batch(sql).unwrap();
    drop(raw);
    let (code, said, _) = run(&config, &["check"]);
    assert_eq!((code, said.lines().count()), (Some(1), 2), "{said}");
}

#[test]
fn a_newer_database_is_refused_with_a_sentence_whatever_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    stop(start(&config).0);
    let raw = rusqlite::Connection::open(folder.path().join("accounts.db")).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let copy = folder.path().join("copy");
    let copy = copy.to_str().unwrap();
    for words in [
        &["serve"][..],
        &["check"],
        &["backup", "--to", copy],
        &["export", "--to", copy],
        &["admin", "unlock", "anna"],
    ] {
        let (code, _, said) = run(&config, words);
        assert_eq!(code, Some(1), "{words:?}");
        assert!(
            said.starts_with("error: ") && said.contains("use a newer program"),
            "{words:?}: {said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    assert!(!Path::new(copy).exists());
}

#[test]
fn an_operator_reaches_the_service_that_runs_and_hears_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    let (code, _, said) = run(&config, &["admin", "unlock", "anna"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("there is no database"), "{said}");
    let (child, _) = start(&config);
    let (code, _, said) = run(&config, &["admin", "lock", "anna", "--reason", "x"]);
    assert_eq!(
        (code, said.as_str()),
        (Some(1), "error: no account has this name (rule 3.10)\n")
    );
    assert_eq!(
        run(&config, &["admin", "lock", "anna"]).0,
        Some(2),
        "a reason must be given"
    );
    let id = "019b76da-a800-7e5e-b4fd-31bc4df6c491";
    let (code, _, said) = run(&config, &["admin", "revoke-key", "--id", id]);
    assert_eq!(code, Some(1));
    assert!(said.contains("this gallery has no such key"), "{said}");
    let (code, _, said) = run(&config, &["admin", "decide", "anna", "undo", "--reason", "x"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("no account has this name"), "{said}");
    stop(child);
}

#[test]
fn an_operator_needs_no_password_of_the_mail_server_which_is_there_only_while_the_service_runs() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    stop(start(&config).0);
    let text = std::fs::read_to_string(&config).unwrap();
    let (others, _) = text.split_once("mail_folder").unwrap();
    let server = "smtp_host = 'mail.example.org'\nmail_from = 'noreply@example.org'\nsmtp_username = 'gallery'\n\
                  smtp_password_file = '/nowhere/secret_smtp'\nsmtp_ca_file = '/nowhere/ca.pem'\n";
    std::fs::write(&config, format!("{others}{server}")).unwrap();
    let (code, said, complaint) = run(&config, &["admin", "name-requests"]);
    assert_eq!((code, complaint.as_str()), (Some(0), ""), "{said}");
    let (code, _, said) = run(&config, &["serve"]);
    assert_eq!(code, Some(1), "who sends needs it");
    assert!(said.contains("cannot read /nowhere/secret_smtp"), "{said}");
}

#[test]
fn a_variable_that_is_mistyped_is_refused_and_not_overlooked() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    let output = program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args(["check", "--config"])
        .arg(&config)
        .env("NUGET_ACCOUNTS_TRUSTED_PROXYS", "10.0.0.1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "error: the variable NUGET_ACCOUNTS_TRUSTED_PROXYS: there is no such setting\n"
    );
}

#[test]
fn an_operator_keeps_lists_while_the_service_runs_and_while_it_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    let (child, _) = start(&config);
    let admin = |rest: &[&str]| run(&config, &[&["admin"], rest].concat());
    let pair = "Example.org 5C2F0A4E-7d1b-4f63-9a58-3e0d6b9c1f27";
    assert_eq!(admin(&["tenant-pair", "add", pair]).0, Some(0));
    let (code, shown, _) = admin(&["tenant-pair", "list"]);
    assert_eq!(
        (code, shown.as_str()),
        (Some(0), "example.org 5c2f0a4e-7d1b-4f63-9a58-3e0d6b9c1f27\n")
    );
    let (code, _, said) = admin(&["password-exception", "add", "nobody@example.org"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("no account has confirmed this address"), "{said}");
    assert_eq!(
        admin(&["password-discontinued-domain", "add", "not a domain"]).0,
        Some(1)
    );
    stop(child);
    assert_eq!(admin(&["tenant-pair", "remove", pair]).0, Some(0));
    assert_eq!(admin(&["tenant-pair", "list"]).1, "The list is empty.\n");
    assert_eq!(
        admin(&["tenant-pair", "remove", pair]).0,
        Some(1),
        "what is not there cannot be taken off"
    );
}

#[tokio::test]
async fn where_files_cannot_grow_the_gallery_is_busy_and_what_it_has_holds_together() {
    let folder = tempfile::tempdir().unwrap();
    let config = configure(folder.path());
    stop(start(&config).0);
    // Files may have 400 blocks of 512 bytes; the signal that goes with it is ignored, so that writing fails instead.
    let script = "trap '' XFSZ; ulimit -f 400; exec \"$0\" serve --config \"$1\"";
    let mut command = program("sh");
    command
        .args(["-c", script, env!("CARGO_BIN_EXE_nuget-accounts-service")])
        .arg(&config);
    let (child, address) = watch(&mut command);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let begin = || {
        let body = serde_json::json!({ "purpose": "sign_in", "attempt_hash": "A".repeat(43) });
        client
            .post(format!("http://{address}/api/v1/proofs"))
            .json(&body)
            .send()
    };
    let mut answer = begin().await.unwrap();
    for _ in 0..200 {
        if answer.status() != 201 {
            break;
        }
        answer = begin().await.unwrap();
    }
    assert_eq!(answer.status(), 503, "{}", answer.text().await.unwrap());
    assert!(answer.headers().contains_key("retry-after"));
    // Trying takes the little that may be left.
    let mut ready = String::new();
    while !ready.contains("\"database_writable\":false") {
        let answer = client.get(format!("http://{address}/readyz")).send().await.unwrap();
        ready = answer.text().await.unwrap();
    }
    let well = client.get(format!("http://{address}/healthz")).send().await.unwrap();
    assert_eq!(well.status(), 200);
    stop(child);
    assert_eq!(run(&config, &["check"]).0, Some(0));
}
