//! A whole database: checked, copied, moved, of a newer program, and on a disk that is full.

use crate::{Folder, configure, run, start, stop, watch};
use std::path::Path;
use testkit::program;

#[test]
fn a_backup_and_an_export_of_a_running_service_make_a_gallery_elsewhere() {
    let (folder, elsewhere) = (Folder::new(), Folder::new());
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
    let folder = Folder::new();
    folder.is_broken_on_purpose();
    let config = configure(folder.path());
    stop(start(&config).0);
    let raw = rusqlite::Connection::open(folder.path().join("accounts.db")).unwrap();
    let sql = "INSERT INTO names (folded, username) VALUES ('Wrong', 'Wrong'), ('WRONG', 'other')";
    raw.execute_batch(sql).unwrap();
    drop(raw);
    let (code, said, _) = run(&config, &["check"]);
    assert_eq!((code, said.lines().count()), (Some(1), 2), "{said}");

    // A copy of it is made, and nobody takes it for a backup; in need it does (rules 8.9, 8.10).
    let backup = folder.path().join("backup.db");
    let backup = backup.to_str().unwrap();
    let (code, said, _) = run(&config, &["backup", "--to", backup]);
    assert_eq!((code, said.lines().count()), (Some(1), 3), "{said}");
    assert!(said.contains("--as-it-is") && !said.contains("is a backup"), "{said}");
    let elsewhere = Folder::new();
    elsewhere.is_broken_on_purpose();
    let other = configure(elsewhere.path());
    let (code, _, said) = run(&other, &["restore", "--from", backup]);
    assert_eq!(code, Some(1));
    assert!(said.contains("does not hold together"), "{said}");
    let (code, said, _) = run(&other, &["restore", "--from", backup, "--as-it-is"]);
    assert_eq!(code, Some(1), "done, and not well");
    assert!(said.contains("is restored from") && said.contains("Wrong"), "{said}");
    stop(start(&other).0);
}

/// Why a file cannot be opened is said once, by the system's own words.
#[test]
fn why_a_database_cannot_be_opened_is_told() {
    let folder = Folder::new();
    let config = configure(folder.path());
    stop(start(&config).0);
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (backup, noise) = (file("backup.db"), file("noise"));
    assert_eq!(run(&config, &["backup", "--to", &backup]).0, Some(0));
    std::fs::write(&noise, [7; 4096]).unwrap();
    let (code, _, said) = run(&config, &["restore", "--from", &noise, "--replace"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("noise") && said.contains("file is not a database"),
        "{said}"
    );

    let text = std::fs::read_to_string(&config).unwrap();
    let nowhere = folder.path().join("nowhere.toml");
    std::fs::write(&nowhere, text.replace("accounts.db", "nowhere/accounts.db")).unwrap();
    let (code, _, said) = run(&nowhere, &["restore", "--from", &backup]);
    assert_eq!((code, said.matches("os error 2").count()), (Some(1), 1), "{said}");
    assert!(said.contains("nowhere/accounts.db"), "{said}");
}

/// What a user may not see is not said to be absent.
#[test]
fn a_database_in_another_users_folder_is_not_said_to_be_missing() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    let (open, closed) = (tempfile::tempdir().unwrap(), Folder::new());
    let own = configure(closed.path());
    stop(start(&own).0);
    let config = open.path().join("service.toml");
    std::fs::copy(&own, &config).unwrap();
    let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(open.path(), 0o755);
    mode(&config, 0o644);
    let program_file = env!("CARGO_BIN_EXE_nuget-accounts-service");
    let is_root = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) == 0;
    let copy = open.path().join("program");
    if is_root {
        // Root sees everything; somebody else may not even reach where programs are built.
        std::fs::copy(program_file, &copy).unwrap();
        mode(&copy, 0o755);
    }
    mode(closed.path(), if is_root { 0o700 } else { 0o000 });
    let to = open.path().join("copy.db");
    for words in [
        &["check"][..],
        &["backup", "--to", to.to_str().unwrap()],
        &["admin", "name-requests"],
        &["admin", "check-sign-in"],
    ] {
        let mut command = program(if is_root { copy.to_str().unwrap() } else { program_file });
        command.args(words).arg("--config").arg(&config);
        if is_root {
            command.uid(65_534).gid(65_534);
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{words:?}: {said}");
        assert!(
            said.contains("cannot be looked at") && said.contains("os error 13"),
            "{words:?}: {said}"
        );
    }
    mode(closed.path(), 0o700);
}

/// Rule 8.15.
#[test]
fn a_restore_says_how_long_the_gallery_was_away_and_what_stays_open_for_longer() {
    let folder = Folder::new();
    let config = configure(folder.path());
    stop(start(&config).0);
    let backup = folder.path().join("backup.db");
    let backup = backup.to_str().unwrap();
    let raw = rusqlite::Connection::open(folder.path().join("accounts.db")).unwrap();
    // Somebody who registered a year ago and has asked for a deletion of which nothing has come yet.
    let sql = "INSERT INTO accounts (id, version, kind, username, opened_at, confirmed_email, confirmed_email_folded,
            two_factor, locked, deletion_at)
            VALUES (x'0a', 1, 'individual', 'anna', 1, 'a@example.org', 'a@example.org', 0, 0, 1700000000000000);
        INSERT INTO names VALUES ('anna', 'anna', x'0a');
        INSERT INTO deletions VALUES (x'0a', x'a4', 1699999999000000, 1700000000000000, 0, '', NULL);
        INSERT INTO audit (id, account, at, kind) VALUES (x'01', x'0a', 1, 'registered'),
            (x'02', x'0a', 1, 'email_confirmed'), (x'03', x'0a', 1699999999000000, 'deletion_requested');";
    raw.execute_batch(sql).unwrap();
    drop(raw);
    assert_eq!(run(&config, &["backup", "--to", backup]).0, Some(0));
    let again = ["restore", "--from", backup, "--replace"];
    let (code, _, said) = run(&config, &again);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("2023-11-14T22:13:19Z") && said.contains("--clock-is-right"),
        "{said}"
    );
    let (code, said, _) = run(&config, &[&again[..], &["--clock-is-right"]].concat());
    assert_eq!(code, Some(0), "{said}");
    for words in [
        "as it was at 2023-11-14T22:13:19Z",
        "     1 deletions that can be cancelled",
        "No name and no package",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_newer_database_is_refused_with_a_sentence_whatever_is_asked() {
    let folder = Folder::new();
    folder.is_broken_on_purpose();
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

/// Rule 8.12.
#[tokio::test]
async fn where_files_cannot_grow_the_gallery_is_busy_and_what_it_has_holds_together() {
    let folder = Folder::new();
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
