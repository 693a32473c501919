//! What cannot be printed or logged.

use crate::{Folder, configure, follow, start, stop};
use std::process::Stdio;
use testkit::program;

#[test]
fn who_reads_no_further_or_has_no_room_is_told_with_a_sentence_and_one() {
    let folder = Folder::new();
    let config = configure(folder.path());
    stop(start(&config).0);
    for words in [&["check"][..], &["admin", "name-requests"], &["export", "--to", "-"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
            .args(words)
            .arg("--config")
            .arg(&config)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{words:?}: {said}");
        assert!(
            said.starts_with("error: ") && said.lines().count() == 1,
            "{words:?}: {said}"
        );
    }
}

#[tokio::test]
async fn it_serves_on_where_its_log_cannot_be_written_any_more() {
    let folder = Folder::new();
    let config = configure(folder.path());
    let mut command = program(env!("CARGO_BIN_EXE_nuget-accounts-service"));
    let (child, address, log) = follow(command.args(["serve", "--config"]).arg(&config));
    drop(log);
    for _ in 0..2 {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client.get(format!("http://{address}/healthz")).send().await.unwrap();
        assert_eq!(answer.status(), 200);
    }
    stop(child);
}
