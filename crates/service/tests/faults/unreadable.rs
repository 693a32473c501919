//! The database cannot be read, or not as it was written: each command is refused and nothing of it is done, the service
//! says that it is not ready, and goes on once the disk is repaired (rule 8.12).

use crate::{
    areas::{Command, commands},
    ground::{Ground, Running, found_on, open},
    provider::Provider,
};
use reqwest::StatusCode;
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use testkit::ManualClock;
use vfs::{Disk, Failure, Fault, Operation, PowerCut, Recurrence};

/// What can become of reading.
const WAYS: [(Operation, Failure); 2] = [(Operation::Read, Failure::Device), (Operation::Read, Failure::Garbage)];

/// What can become of opening, which threads that have not read yet do, and who looks whether the gallery is ready.
const NOT_OPENED: (Operation, Failure) = (Operation::Open, Failure::Device);

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

fn fault(nth: u64, (operation, failure): (Operation, Failure), recurrence: Recurrence) -> Fault {
    Fault {
        nth,
        only: Some(operation),
        failure,
        recurrence,
    }
}

/// What `/readyz` answers about reading.
async fn readiness(running: &Running) -> (StatusCode, Value) {
    let answer = reqwest::get(format!("{}/readyz", running.origin)).await.unwrap();
    let status = answer.status();
    let body: Value = answer.json().await.unwrap();
    (status, body["database_readable"].clone())
}

/// From the first read on nothing works; once repaired it is done.
async fn refused_and_done_once_repaired(ground: &Ground, command: &Command, way: (Operation, Failure)) {
    let told = format!("{}: {way:?}", command.name);
    let running = ground.start(&ground.image, PowerCut::KeepsAll).await;
    let before = running.counts(&[command.trace]);
    let asked = command.ask(ground, &running.origin);
    running.disk.fail(fault(1, way, Recurrence::ForEver));
    let (status, text) = ground.send(&running, &asked).await;
    assert_eq!(status, 503, "{told}: {text}");
    assert!(!text.contains("not known whether"), "{told}: {text}");
    let found = running.disk.image();
    assert!(running.disk.repair(), "{told}: nothing was read");
    assert_eq!(found_on(&found, PowerCut::KeepsAll, &[command.trace]), before, "{told}");
    let (status, text) = ground.send(&running, &asked).await;
    assert_eq!(status, command.status, "{told}: once repaired {text}");
    let disk = running.disk.clone();
    running.stop().await;
    let after = found_on(&disk.image(), PowerCut::LosesAll, &[command.trace]);
    assert_ne!(after, before, "{told}: once repaired");
}

#[tokio::test]
async fn where_nothing_can_be_read_every_command_is_refused_and_done_once_it_can() {
    let ground = Ground::lay().await;
    for (number, command) in commands().enumerate() {
        refused_and_done_once_repaired(&ground, command, WAYS[number % WAYS.len()]).await;
    }
}

/// One read fails, or gives other bytes than were written: the command is done or refused, whole.
#[tokio::test]
async fn whatever_read_of_a_command_fails_it_is_done_or_refused() {
    let ground = Ground::lay().await;
    let (mut struck, mut refused) = (0, 0);
    for (number, command) in (0..).zip(commands()) {
        let running = ground.start(&ground.image, PowerCut::KeepsAll).await;
        let before = running.counts(&[command.trace]);
        let asked = command.ask(&ground, &running.origin);
        let failure = if number % 2 == 0 {
            Failure::Device
        } else {
            Failure::Garbage
        };
        // Another read for each, some of them of what is done after the command.
        let fault = fault(1 + number * 3 % 40, (Operation::Read, failure), Recurrence::Once);
        let told = format!("{}: {fault:?}", command.name);
        running.disk.fail(fault);
        let (status, text) = ground.send(&running, &asked).await;
        assert!(status == 503 || status == command.status, "{told}: {status} {text}");
        let done = status != 503;
        let found = running.disk.image();
        struck += u32::from(running.disk.repair());
        refused += u32::from(!done);
        let trace = found_on(&found, PowerCut::KeepsAll, &[command.trace]);
        assert_eq!(trace != before, done, "{told}: {status} {text}");
        if !done {
            let (status, text) = ground.send(&running, &asked).await;
            assert_eq!(status, command.status, "{told}: once repaired {text}");
        }
        running.stop().await;
    }
    assert!(
        struck > 0 && refused > 0,
        "{struck} reads failed, {refused} commands were refused"
    );
}

#[tokio::test]
async fn a_gallery_that_cannot_read_says_when_to_ask_again_and_that_it_is_not_ready_and_nobody_is_signed_out() {
    let ground = Ground::lay().await;
    for way in WAYS {
        let running = ground.start(&ground.image, PowerCut::KeepsAll).await;
        running.disk.fail(fault(1, way, Recurrence::ForEver));
        let account = || {
            let url = format!("{}/api/v1/account", running.origin);
            let token = &ground.session("bea").token;
            reqwest::Client::new().get(url).bearer_auth(token).send()
        };
        let refused = account().await.unwrap();
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE, "{way:?}");
        assert!(refused.headers().contains_key("retry-after"), "{way:?}");
        let problem: Value = refused.json().await.unwrap();
        assert_eq!(problem["code"], "gallery_busy", "{way:?}");
        let not_ready = (StatusCode::SERVICE_UNAVAILABLE, Value::Bool(false));
        assert_eq!(readiness(&running).await, not_ready, "{way:?}");
        let mails = running.service.mails().await;
        let busy = mails.is_err_and(|problem| problem.code == contract::Code::GalleryBusy);
        assert!(busy, "{way:?}: an empty mailbox says that nothing was mailed");
        let well = reqwest::get(format!("{}/healthz", running.origin)).await.unwrap();
        assert_eq!(well.status(), StatusCode::OK, "{way:?}");
        running.disk.repair();
        assert_eq!(account().await.unwrap().status(), StatusCode::OK, "{way:?}");
        is_ready_again(&running).await;
        running.stop().await;
    }
}

/// What it found is believed for a moment.
async fn is_ready_again(running: &Running) {
    let ready = async {
        while readiness(running).await != (StatusCode::OK, Value::Bool(true)) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, ready)
        .await
        .expect("it is never ready again");
}

/// Lets everything go on that is under way in this runtime: what was sent before this is asked was read before it.
async fn everybody_gets_on(running: &Running) {
    for _ in 0..4 {
        let well = reqwest::get(format!("{}/healthz", running.origin)).await.unwrap();
        assert_eq!(well.status(), StatusCode::OK);
    }
}

/// To look through a large database takes a while: a look that its asker no longer waits for goes on, and is for everybody
/// who asks meanwhile.
#[tokio::test]
async fn a_look_at_a_damaged_database_is_taken_once_although_its_asker_hangs_up() {
    let ground = Ground::lay().await;
    let running = ground.start(&ground.image, PowerCut::KeepsAll).await;
    running.disk.fail(fault(1, WAYS[1], Recurrence::ForEver));
    let account = format!("{}/api/v1/account", running.origin);
    let token = &ground.session("bea").token;
    let met = reqwest::Client::new().get(account).bearer_auth(token).send();
    assert_eq!(met.await.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);

    running.disk.hold_who_opens();
    let impatient = tokio::spawn(reqwest::get(format!("{}/readyz", running.origin)));
    let looks = async {
        while running.disk.opened() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, looks).await.expect("nobody looks");
    impatient.abort();
    assert!(impatient.await.unwrap_err().is_cancelled());
    everybody_gets_on(&running).await;
    let ask = async || readiness(&running).await;
    let release = async {
        everybody_gets_on(&running).await;
        running.disk.let_open();
    };
    let (first, second, ()) = tokio::join!(ask(), ask(), release);
    let not_ready = (StatusCode::SERVICE_UNAVAILABLE, Value::Bool(false));
    assert_eq!((first, second), (not_ready.clone(), not_ready));
    assert_eq!(running.disk.opened(), 1, "who came next looked again");
    running.disk.repair();
    is_ready_again(&running).await;
    running.stop().await;
}

#[tokio::test]
async fn a_gallery_whose_database_cannot_be_opened_any_more_is_not_ready_until_it_can() {
    let ground = Ground::lay().await;
    let running = ground.start(&ground.image, PowerCut::KeepsAll).await;
    running.disk.fail(fault(1, NOT_OPENED, Recurrence::ForEver));
    let not_ready = (StatusCode::SERVICE_UNAVAILABLE, Value::Bool(false));
    assert_eq!(readiness(&running).await, not_ready);
    running.disk.repair();
    is_ready_again(&running).await;
    running.stop().await;
}

/// What is opened is read; a gallery that cannot does not open, and opens once the disk is repaired.
#[tokio::test]
async fn a_gallery_whose_disk_cannot_be_read_does_not_open_and_opens_once_it_can() {
    let (provider, clock) = (Provider::with_tenants().await, Arc::new(ManualClock::default()));
    for way in WAYS.into_iter().chain([NOT_OPENED]) {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::mount(folder.path());
        let running = open(&provider, &clock, folder, disk.clone(), 1).await;
        let folder = running.map_err(|(error, _)| error).unwrap().stop().await;
        disk.fail(fault(1, way, Recurrence::ForEver));
        let Err((_, folder)) = open(&provider, &clock, folder, disk.clone(), 2).await else {
            panic!("{way:?}: it opened");
        };
        disk.repair();
        let running = open(&provider, &clock, folder, disk, 3).await;
        let running = running.map_err(|(error, _)| panic!("{way:?}: {error}")).unwrap();
        assert_eq!(running.service.check().await.unwrap(), Vec::<String>::new(), "{way:?}");
        running.stop().await;
    }
}
