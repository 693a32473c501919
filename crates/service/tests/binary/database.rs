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
