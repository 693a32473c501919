//! The program is killed at random moments under load: what it acknowledged is there, no mail is lost, and no event is lost
//! or comes twice (rules 5.7, 6.4, 8.1).
//!
//! Every client asks on as if nothing had happened: what was not answered it sends again, under the same key, to the
//! program that was started meanwhile.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod client;
mod evidence;
mod followed;
mod kill;
mod ledger;
mod letters;
#[expect(dead_code, reason = "shared with the tests that overwrite its files")]
mod program;
#[path = "../api/provider.rs"]
#[expect(dead_code, reason = "shared with the tests of the API")]
mod provider;
mod wire;

use client::Client;
use followed::Followed;
use kill::decision;
use ledger::Ledger;
use program::Program;
use provider::Provider;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{sync::watch, task::JoinSet};

/// How often it is killed.
const KILLS: u64 = 100;

/// How many clients ask at once.
const CLIENTS: u8 = 4;

/// Waits for a number of acknowledgements, and then for a part of what a request takes, so that the kill comes anywhere
/// in one.
async fn somewhere_in_the_load(ledger: &Mutex<Ledger>, round: u64) {
    let wanted = ledger.lock().unwrap().acknowledged() + decision(round) % 30;
    while ledger.lock().unwrap().acknowledged() < wanted {
        tokio::task::yield_now().await;
    }
    tokio::time::sleep(Duration::from_micros(decision(round + KILLS) % 4000)).await;
}

/// Lets the clients go on until everything that there is to do was done; most was done between two kills.
async fn each_kind_is_acknowledged(ledger: &Mutex<Ledger>) {
    let missing = || {
        let ledger = ledger.lock().unwrap();
        let done = |kind: &&str| ledger.kinds.contains_key(*kind);
        client::KINDS.into_iter().filter(|kind| !done(kind)).collect::<Vec<_>>()
    };
    let nothing_is_missing = async {
        while !missing().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let found = tokio::time::timeout(Duration::from_secs(120), nothing_is_missing).await;
    assert!(found.is_ok(), "never acknowledged: {:?}", missing());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_kills_under_load_lose_nothing_that_was_acknowledged_and_no_mail_and_no_event() {
    let folder = tempfile::tempdir().unwrap();
    let provider = Arc::new(Provider::with_tenants().await);
    let config = program::configure(folder.path(), &provider.authority, &client::settings());
    let (address, listening) = watch::channel(String::new());
    let (told, stopping) = watch::channel(false);
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    let followed = Arc::new(Followed::new(listening.clone()));
    let mut clients = JoinSet::new();
    for number in 0..CLIENTS {
        let client = Client::new(
            number,
            Arc::clone(&provider),
            listening.clone(),
            Arc::clone(&ledger),
            Arc::clone(&followed),
            folder.path(),
        );
        clients.spawn(client.run(stopping.clone()));
    }
    for round in 0..KILLS {
        let program = Program::start(&config);
        address.send_replace(program.address.clone());
        somewhere_in_the_load(&ledger, round).await;
        program.kill();
        // What was acknowledged before the kill; the clients cannot add to it before the next start.
        evidence::look(folder.path(), &ledger, &followed, round);
    }
    let program = Program::start(&config);
    address.send_replace(program.address.clone());
    each_kind_is_acknowledged(&ledger).await;
    told.send_replace(true);
    while let Some(ended) = clients.join_next().await {
        ended.unwrap();
    }
    evidence::all_mails_left_once(folder.path()).await;
    let database = rusqlite::Connection::open(folder.path().join("accounts.db")).unwrap();
    let events = followed.all_are_heard_of(&database, &ledger).await;
    assert!(
        events > 20,
        "apps that are still signed in heard of {events} events only"
    );
    drop(database);
    program.stop();
    evidence::look(folder.path(), &ledger, &followed, KILLS);
    let ledger = ledger.lock().unwrap();
    let acknowledged = ledger.acknowledged();
    assert!(
        acknowledged > KILLS * 10,
        "only {acknowledged} requests were acknowledged"
    );
}
