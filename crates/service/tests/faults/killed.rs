//! The program is killed while it does each of the commands of `areas.rs`: what it acknowledged is there, what it did not
//! is done whole or not at all, and sent again it is done (rules 7.6, 8.1). The kills under load are in `tests/kills`.

use crate::{
    areas::{Command, commands},
    ground::{Asked, Ground, count, send_request, status_of},
    kill::{copied, decision},
    program::{ORIGIN, Program, configure},
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
pub struct Files {
    pub ground: Ground,
    folder: TempDir,
    pub traces: Vec<&'static str>,
}

impl Files {
    pub async fn new() -> Self {
        let (ground, folder) = (Ground::lay_now().await, tempfile::tempdir().unwrap());
        ground.put_into(&folder.path().join("accounts.db"));
        let traces = commands().map(|command| command.trace).collect();
        Self { ground, folder, traces }
    }

    /// The same ground in other files, as if nothing had happened.
    pub fn renew(&mut self) {
        self.folder = tempfile::tempdir().unwrap();
        self.ground.put_into(&self.database());
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("accounts.db")
    }

    pub fn configure(&self) -> PathBuf {
        let secret: String = digest::of_text(FEED_SECRET)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let more = format!(
            "login_issuer = 'practice'\nfeatures = ['registration', 'passwords', 'two_factor']\n\
             feed_secret_hashes = ['{secret}']\n"
        );
        configure(self.folder.path(), &self.ground.provider.authority, &more)
    }

    /// Asks the program; nothing where it was killed before its answer was here.
    pub async fn ask(&self, client: &Client, address: &str, asked: &Asked) -> Option<(u16, String)> {
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

    /// The traces in a copy of what the kill left, which holds together.
    pub fn look(&self, after: &str) -> Vec<i64> {
        let (_copied, copy) = copied(self.folder.path());
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
pub fn client(number: u8) -> Client {
    let from = Ipv4Addr::new(127, 9, 0, number);
    Client::builder()
        .no_proxy()
        .local_address(std::net::IpAddr::V4(from))
        .build()
        .unwrap()
}

/// The moment of a kill, the same in each run.
fn moment(number: u8) -> Duration {
    Duration::from_micros(decision(number.into()) % MOMENTS)
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
