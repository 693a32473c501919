//! The files of the database are overwritten or cut off in place while the program runs (rule 8.12): what meets the damage
//! is refused and not half done, the program says that it is not ready, and with the bytes back it goes on or starts again.

use crate::{
    areas::{Command, OF_CONTACT, OF_PACKAGES},
    killed::{Files, client},
    program::Program,
};
use reqwest::StatusCode;
use rusqlite::Connection;
use serde_json::Value;
use std::{
    fs::{self, OpenOptions},
    io::Write,
    ops::Range,
    path::{Path, PathBuf},
    time::Duration,
};
use tokio::time::timeout;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The size of a page of the database in bytes, and where the first frame of its log begins.
const PAGE: usize = 4096;
const LOG_HEADER: usize = 32;

/// What is written over a file.
const GARBAGE: u8 = 0xa5;

/// What becomes of a file.
struct Way {
    name: &'static str,
    /// What the file's name has behind that of the database.
    ending: &'static str,
    /// Harms its bytes; where the accounts begin is given for that.
    harm: fn(&mut Vec<u8>, Range<usize>),
}

const fn way(name: &'static str, ending: &'static str, harm: fn(&mut Vec<u8>, Range<usize>)) -> Way {
    Way { name, ending, harm }
}

const WAYS: [Way; 8] = [
    way("a page in the middle is garbage", "", |bytes, page| {
        bytes[page].fill(GARBAGE);
    }),
    way("the header is garbage", "", |bytes, _| bytes[..PAGE].fill(GARBAGE)),
    way("all of the file is garbage", "", |bytes, _| bytes.fill(GARBAGE)),
    way("the file is cut off behind its header", "", |bytes, _| {
        bytes.truncate(PAGE)
    }),
    way("nothing is left of the file", "", |bytes, _| bytes.clear()),
    way("the log is garbage", "-wal", |bytes, _| bytes.fill(GARBAGE)),
    way("the log is garbage behind its header", "-wal", |bytes, _| {
        bytes[LOG_HEADER..].fill(GARBAGE);
    }),
    way("nothing is left of the log", "-wal", |bytes, _| bytes.clear()),
];

/// The files of a database that a program has open.
struct Harmed<'a> {
    program: &'a Program,
    file: PathBuf,
    kept: Vec<u8>,
}

impl<'a> Harmed<'a> {
    fn harm(program: &'a Program, database: &Path, way: &Way) -> Self {
        let file = PathBuf::from(format!("{}{}", database.display(), way.ending));
        let accounts = page_of_accounts(database);
        let kept = program.while_it_stands_still(|| {
            let kept = fs::read(&file).unwrap();
            let mut bytes = kept.clone();
            (way.harm)(&mut bytes, accounts);
            assert_ne!(bytes, kept, "{}: nothing was harmed", way.name);
            put(&file, &bytes);
            OpenOptions::new()
                .write(true)
                .open(&file)
                .unwrap()
                .set_len(length(&bytes))
                .unwrap();
            kept
        });
        Self { program, file, kept }
    }

    /// What was harmed is as it was; what was written behind it since stays.
    fn put_back(self) {
        self.program.while_it_stands_still(|| put(&self.file, &self.kept));
    }
}

/// Has the log written back where the file is to be harmed: what is in the log would be read from there.
fn written_back(database: &Path, way: &Way) {
    if way.ending.is_empty() {
        let connection = Connection::open(database).unwrap();
        connection.busy_timeout(PATIENCE).unwrap();
        let busy: i64 = connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .unwrap();
        assert_eq!(busy, 0, "{}: the log is in use", way.name);
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap()
}

/// Over what is there, in the same file.
fn put(file: &Path, bytes: &[u8]) {
    let mut opened = OpenOptions::new().write(true).open(file).unwrap();
    opened.write_all(bytes).unwrap();
}

/// Where the page is from which all accounts are found.
fn page_of_accounts(database: &Path) -> Range<usize> {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'accounts'";
    let number: i64 = Connection::open(database)
        .unwrap()
        .query_row(sql, [], |row| row.get(0))
        .unwrap();
    let number = usize::try_from(number).unwrap();
    (number - 1) * PAGE..number * PAGE
}

/// Asks `/readyz` until it tells this about reading, and by its status the same about everything: whether it can be written
/// may have been looked at a moment before.
async fn comes_to_be(program: &Program, readable: bool, told: &str) {
    let url = format!("http://{}/readyz", program.address);
    let expected = if readable {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let wanted = async {
        loop {
            let answer = reqwest::get(&url).await.unwrap();
            let status = answer.status();
            let body: Value = answer.json().await.unwrap();
            if body["database_readable"] == readable && status == expected {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    let came = timeout(PATIENCE, wanted).await;
    came.unwrap_or_else(|_| panic!("{told}: never readable: {readable}"));
}

/// Sends commands that were not done yet; which are done then. Others are refused for as long as the damage is there.
async fn send(files: &Files, program: &Program, (commands, done): (&[Command], &[bool]), told: &str) -> Vec<bool> {
    let mut done = done.to_vec();
    let missing = (1..).zip(commands).zip(&mut done).filter(|(_, done)| !**done);
    for ((number, command), done) in missing {
        let asked = command.ask(&files.ground, crate::program::ORIGIN);
        let (status, text) = files.ask(&client(number), &program.address, &asked).await.unwrap();
        let told = format!("{told}, {}: {status} {text}", command.name);
        assert!(status == command.status || status == 503, "{told}");
        assert!(!text.contains("it is not known whether"), "{told}");
        *done = status == command.status;
    }
    done
}

/// Of whom a session is, is never told that it is none.
async fn nobody_is_signed_out(files: &Files, program: &Program, told: &str) {
    let account = format!("http://{}/api/v1/account", program.address);
    let token = &files.ground.session("bea").token;
    let answer = client(200).get(account).bearer_auth(token).send().await.unwrap();
    let status = answer.status();
    assert!(matches!(status.as_u16(), 200 | 503), "{told}: {status}");
    if status == StatusCode::SERVICE_UNAVAILABLE {
        assert!(answer.headers().contains_key("retry-after"), "{told}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "gallery_busy", "{told}");
    }
}

/// Whether each of these commands has left its trace since.
fn traces(found: &[i64], before: &[i64], files: &Files, commands: &[Command]) -> Vec<bool> {
    let place = |command: &Command| files.traces.iter().position(|sql| *sql == command.trace).unwrap();
    let places = commands.iter().map(place);
    places.map(|place| found[place] != before[place]).collect()
}

/// Harmed, and put back while the program runs: it goes on, with what it acknowledged and nothing else.
async fn goes_on(files: &Files, program: &Program, way: &Way) {
    let told = way.name;
    let laid = files.look(told);
    let all_done = [true; OF_CONTACT.len()];
    let done = send(files, program, (OF_CONTACT, &[false; OF_CONTACT.len()]), told).await;
    assert_eq!(done, all_done, "{told}: before");
    let before = files.look(told);
    assert_eq!(traces(&before, &laid, files, OF_CONTACT), all_done, "{told}");

    written_back(&files.database(), way);
    let harmed = Harmed::harm(program, &files.database(), way);
    let done = send(files, program, (OF_PACKAGES, &[false; OF_PACKAGES.len()]), told).await;
    assert!(done.contains(&false), "{told}: nothing met the damage");
    nobody_is_signed_out(files, program, told).await;
    comes_to_be(program, false, told).await;
    let well = reqwest::get(format!("http://{}/healthz", program.address))
        .await
        .unwrap();
    assert_eq!(well.status(), StatusCode::OK, "{told}");

    harmed.put_back();
    comes_to_be(program, true, told).await;
    let found = files.look(told);
    assert_eq!(
        traces(&found, &before, files, OF_PACKAGES),
        done,
        "{told}: once repaired"
    );
    assert_eq!(
        traces(&found, &laid, files, OF_CONTACT),
        all_done,
        "{told}: once repaired"
    );
    let done = send(files, program, (OF_PACKAGES, &done), told).await;
    assert_eq!(done, [true; OF_PACKAGES.len()], "{told}: once repaired");
}

/// Harmed, and put back once the program was stopped: the next start finds everything.
async fn starts_again(files: &Files, program: Program, config: &Path, way: &Way) {
    let (told, database) = (way.name, files.database());
    let log = PathBuf::from(format!("{}-wal", database.display()));
    let before = files.look(told);
    written_back(&database, way);
    // As they were at one moment, both of them.
    let kept = program.while_it_stands_still(|| [&database, &log].map(|file| fs::read(file).unwrap()));
    Harmed::harm(&program, &database, way);
    nobody_is_signed_out(files, &program, told).await;
    program.stop();
    for (file, bytes) in [&database, &log].into_iter().zip(kept) {
        fs::write(file, bytes).unwrap();
    }
    fs::remove_file(format!("{}-shm", database.display())).ok();
    let program = Program::start(config);
    comes_to_be(&program, true, told).await;
    assert_eq!(files.look(told), before, "{told}: started again");
    program.stop();
    assert_eq!(files.look(told), before, "{told}: stopped again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_overwritten_or_cut_off_is_refused_and_with_the_bytes_back_nothing_is_lost_or_half_done() {
    let mut files = Files::new().await;
    for way in WAYS {
        files.renew();
        let config = files.configure();
        let program = Program::start(&config);
        goes_on(&files, &program, &way).await;
        starts_again(&files, program, &config, &way).await;
    }
}
