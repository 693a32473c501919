//! The program is killed while it does each of the commands of `areas.rs`: what it acknowledged is there, what it did not
//! is done whole or not at all, and sent again it is done (rules 7.6, 8.1). The kills under load are in `tests/kills`.

use crate::{
    areas::{Command, commands},
    ground::{Asked, Ground, count, send_request, status_of},
    program::{ORIGIN, Program},
    provider::CLIENT_ID,
    world::{FEED_SECRET, configuration},
};
use accounts::digest;
use ambient::{OsRandom, SystemClock};
use reqwest::Client;
use rusqlite::Connection;
use service::{
    Database, maintenance,
    operator::{OperatorCommand, OperatorError, operate, operator_socket},
};
use std::{
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;

/// Within how many microseconds after it was asked the program is killed: most commands take less.
const MOMENTS: u64 = 30_000;

/// The files of a gallery that is the ground, for a program.
struct Files {
    ground: Ground,
    folder: TempDir,
    traces: Vec<&'static str>,
}

impl Files {
    async fn new() -> Self {
        let (ground, folder) = (Ground::lay_now().await, tempfile::tempdir().unwrap());
        ground.put_into(&folder.path().join("accounts.db"));
        let traces = commands().map(|command| command.trace).collect();
        Self { ground, folder, traces }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("accounts.db")
    }

    fn configure(&self) -> PathBuf {
        let config = self.folder.path().join("service.toml");
        let secret: String = digest::of_text(FEED_SECRET)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let text = format!(
            "name = 'Example'\npublic_url = '{ORIGIN}'\nauthority = '{}'\nclient_id = '{CLIENT_ID}'\n\
             login_issuer = 'practice'\nfeatures = ['registration', 'passwords', 'two_factor']\n\
             feed_secret_hashes = ['{secret}']\nlog_format = 'json'\ndatabase = '{}'\nmail_folder = '{}'\n",
            self.ground.provider.authority,
            self.database().display(),
            self.folder.path().join("mail").display(),
        );
        std::fs::write(&config, text).unwrap();
        config
    }

    /// Asks the program; nothing where it was killed before its answer was here.
    async fn ask(&self, client: &Client, address: &str, asked: &Asked) -> Option<(u16, String)> {
        match asked {
            Asked::Request(request) => {
                let origin = format!("http://{address}");
                send_request(client, &origin, request).await.ok()
            }
            Asked::Operator(command) => status_of(self.operate(command).await).ok(),
        }
    }

    async fn operate(&self, command: &OperatorCommand) -> Result<String, OperatorError> {
        let database = Database::File(self.database());
        let mut configuration = configuration(&self.ground.provider, ORIGIN, database);
        configuration.serving.operator_socket = Some(operator_socket(&self.database()));
        operate(configuration, Arc::new(SystemClock), Arc::new(OsRandom), command).await
    }

    /// The traces in a copy, which holds together, so that the program itself starts on what the kill left.
    fn look(&self, after: &str) -> Vec<i64> {
        let copied = tempfile::tempdir().unwrap();
        let copy = copied.path().join("accounts.db");
        for ending in ["", "-wal"] {
            let from = self.folder.path().join(format!("accounts.db{ending}"));
            if from.exists() {
                std::fs::copy(from, format!("{}{ending}", copy.display())).unwrap();
            }
        }
        let found = counted(&copy, &self.traces);
        assert_eq!(maintenance::check(&copy).unwrap(), Vec::<String>::new(), "{after}");
        found
    }
}

fn counted(database: &Path, traces: &[&str]) -> Vec<i64> {
    let connection = Connection::open(database).unwrap();
    traces.iter().map(|sql| count(&connection, sql)).collect()
}

/// A client of an address of its own: the limits count by address.
fn client(number: u8) -> Client {
    let from = Ipv4Addr::new(127, 9, 0, number);
    Client::builder()
        .no_proxy()
        .local_address(std::net::IpAddr::V4(from))
        .build()
        .unwrap()
}

/// Moments that look random and are the same in each run (SplitMix64).
fn moment(number: u8) -> Duration {
    let mut mixed = (u64::from(number) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    Duration::from_micros((mixed ^ (mixed >> 31)) % MOMENTS)
}

/// Two-factor is off where no self-check has seen the provider (rule 16.10).
fn seen(files: &Files) -> OperatorCommand {
    OperatorCommand::NoteProvider {
        authority: files.ground.provider.authority.clone(),
        client_id: CLIENT_ID.to_owned(),
        sends_sign_in_time: true,
        second_factor: true,
    }
}

/// Sends a command and kills the program. Whether it was acknowledged, in which case it is done.
async fn killed(
    files: &Files,
    program: Program,
    command: &Command,
    (number, place): (u8, usize),
    before: &[i64],
) -> bool {
    let (client, asked) = (client(number), command.ask(&files.ground, ORIGIN));
    let address = program.address.clone();
    let mut asking = Box::pin(files.ask(&client, &address, &asked));
    let answered = tokio::time::timeout(moment(number), &mut asking).await;
    program.kill();
    let answer = match answered {
        Ok(answer) => answer,
        Err(_) => asking.await,
    };
    let found = files.look(command.name);
    let done = found[place] != before[place];
    if let Some((status, text)) = &answer {
        assert_eq!(*status, command.status, "{}: {text}", command.name);
        assert!(done, "{} was acknowledged and is lost", command.name);
    }
    assert!(done || found == before, "{} is half done", command.name);
    answer.is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wherever_the_program_is_killed_a_command_is_done_whole_or_not_at_all_and_sent_again_it_is_done() {
    let files = Files::new().await;
    let config = files.configure();
    let mut program = Program::start(&config);
    files.operate(&seen(&files)).await.unwrap();
    let mut before = files.look("the beginning");
    let mut acknowledged = 0;
    for (number, (place, command)) in (1..).zip(commands().enumerate()) {
        let told = killed(&files, program, command, (number, place), &before).await;
        acknowledged += usize::from(told);
        program = Program::start(&config);
        let asked = command.ask(&files.ground, ORIGIN);
        let (status, text) = files.ask(&client(number), &program.address, &asked).await.unwrap();
        assert!(status < 500, "{}: {text}", command.name);
        let found = files.look(command.name);
        assert_ne!(found[place], before[place], "{}: {status} {text}", command.name);
        before = found;
    }
    program.stop();
    let all = files.traces.len();
    assert!(
        (1..all).contains(&acknowledged),
        "{acknowledged} of {all} were acknowledged"
    );
}
