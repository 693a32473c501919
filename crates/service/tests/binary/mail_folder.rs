//! The units of the documentation that send what the service puts into a folder.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};
use testkit::program;

const OPERATING: &str = include_str!("../../../../docs/operating.md");

/// The script that the documented unit runs, as the shell gets it from systemd.
fn script() -> String {
    let line = OPERATING
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart=/bin/sh -c '"));
    line.unwrap().strip_suffix('\'').unwrap().replace("$$", "$")
}

/// A program of this name that does this.
fn stub(folder: &Path, name: &str, does: &str) {
    let file = folder.join(name);
    fs::write(&file, format!("#!/bin/sh\n{does}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
}

fn send(mails: &Path, stubs: &Path) {
    let mut command = program("/bin/sh");
    let path = format!("{}:/usr/bin:/bin", stubs.display());
    command.args(["-c", &script()]).current_dir(mails).env("PATH", path);
    assert!(command.status().unwrap().success());
}

#[test]
fn the_documented_unit_sends_each_mail_and_removes_it_and_waits_where_one_could_not_be_sent() {
    let (mails, stubs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let said = |name: &str| fs::read_to_string(stubs.path().join(name)).unwrap_or_default();
    let sent = stubs.path().join("sent");
    let does = format!(
        "[ \"$*\" = '-i -t' ] && ! grep -q refused && echo one >>'{}'",
        sent.display()
    );
    stub(stubs.path(), "sendmail", &does);
    stub(
        stubs.path(),
        "sleep",
        &format!("echo $1 >>'{}'", stubs.path().join("slept").display()),
    );
    send(mails.path(), stubs.path());
    assert_eq!(
        (said("sent").as_str(), said("slept").as_str()),
        ("", ""),
        "an empty folder"
    );
    for (name, text) in [
        ("a.eml", "one"),
        ("b.eml", "refused"),
        ("c.eml", "two"),
        (".d.part", "unfinished"),
    ] {
        fs::write(mails.path().join(name), text).unwrap();
    }
    send(mails.path(), stubs.path());
    let mut left: Vec<_> = fs::read_dir(mails.path())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, [".d.part", "b.eml"]);
    assert_eq!((said("sent").as_str(), said("slept").as_str()), ("one\none\n", "60\n"));
}
