//! The stream of events goes on where it was, whatever became of the program in between: it was told to stop, or killed,
//! while events were written (rules 6.3 to 6.5).

use crate::{killed::Files, program::Program};
use reqwest::Client;
use serde_json::json;
use service::maintenance;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{sync::watch, time::timeout};

/// How often the program ends and is started again, in turn as an operator would and killed.
const ROUNDS: u32 = 12;

/// How many events come at least between two ends.
const EVENTS: usize = 8;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// An app that follows its account's events.
#[derive(Clone)]
struct App {
    client: Client,
    token: String,
    listening: watch::Receiver<String>,
    /// The ids of the events that it saw, in order.
    seen: Arc<Mutex<Vec<String>>>,
}

impl App {
    fn new(token: &str, listening: &watch::Receiver<String>) -> Self {
        Self {
            client: Client::builder().no_proxy().build().unwrap(),
            token: token.to_owned(),
            listening: listening.clone(),
            seen: Arc::default(),
        }
    }

    fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    async fn has_seen(&self, count: usize) {
        let enough = async {
            while self.count() < count {
                tokio::task::yield_now().await;
            }
        };
        let told = timeout(PATIENCE, enough).await;
        assert!(told.is_ok(), "{} of {count} events came", self.count());
    }

    /// Follows the stream for ever: when it ends, it is resumed at the next program, by the cursor or the header in turn.
    async fn follow(mut self, mut cursor: String) {
        for attempt in 0.. {
            self.read_on(&mut cursor, attempt % 2 == 0).await;
            self.listening.changed().await.unwrap();
        }
    }

    /// Reads one stream to its end, however it ends. What was cut off in the middle of an event was not seen.
    async fn read_on(&mut self, cursor: &mut String, by_header: bool) {
        let address = self.listening.borrow_and_update().clone();
        let events = format!("http://{address}/api/v1/events");
        let request = if by_header {
            self.client.get(events).header("last-event-id", &*cursor)
        } else {
            self.client.get(format!("{events}?cursor={cursor}"))
        };
        let Ok(mut response) = request.bearer_auth(&self.token).send().await else {
            return;
        };
        let mut read = String::new();
        while let Ok(Some(chunk)) = response.chunk().await {
            read.push_str(std::str::from_utf8(&chunk).unwrap());
            while let Some((block, rest)) = read.split_once("\n\n") {
                let id = block.lines().find_map(|line| line.strip_prefix("id: "));
                if let Some(id) = id.filter(|_| block.contains("data: ")) {
                    id.clone_into(cursor);
                    self.seen.lock().unwrap().push(id.to_owned());
                }
                read = rest.to_owned();
            }
        }
    }

    /// Chooses other mails again and again, which is an event each time. What was not answered is asked again.
    async fn write(mut self, written: Arc<AtomicUsize>, stopping: watch::Receiver<bool>) {
        for number in 1.. {
            if *stopping.borrow() {
                break;
            }
            while !self.choose(number).await {
                self.listening.changed().await.unwrap();
            }
            written.store(number, Ordering::SeqCst);
        }
    }

    async fn choose(&mut self, number: usize) -> bool {
        let address = self.listening.borrow_and_update().clone();
        let mails = format!("http://{address}/api/v1/account/mail");
        let choices = json!({ "from_others": number.is_multiple_of(2), "package_published": true });
        let request = self.client.put(mails).json(&choices).bearer_auth(&self.token);
        let key = format!("choice-{number:0>20}");
        let answer = request.header("idempotency-key", key).send().await;
        let Ok(answer) = answer else { return false };
        let status = answer.status();
        assert!(status == 200 || status == 503, "{status}");
        status == 200 && answer.bytes().await.is_ok()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_is_resumed_without_loss_or_repeats_however_the_program_ended_in_between() {
    let files = Files::new().await;
    let config = files.configure();
    let token = &files.ground.session("bea").token;
    let (address, listening) = watch::channel(String::new());
    let (told, stopping) = watch::channel(false);
    let written = Arc::new(AtomicUsize::new(0));
    let app = App::new(token, &listening);
    // Before everything.
    let beginning = "00000000-0000-0000-0000-000000000000";
    let mut program = Program::start(&config);
    address.send_replace(program.address.clone());
    let following = tokio::spawn(app.clone().follow(beginning.to_owned()));
    app.has_seen(1).await;
    let writing = tokio::spawn(App::new(token, &listening).write(Arc::clone(&written), stopping));
    for round in 0..ROUNDS {
        app.has_seen(app.count() + EVENTS).await;
        if round % 2 == 0 {
            program.stop();
        } else {
            program.kill();
        }
        program = Program::start(&config);
        address.send_replace(program.address.clone());
    }
    app.has_seen(app.count() + EVENTS).await;
    told.send_replace(true);
    timeout(PATIENCE, writing).await.unwrap().unwrap();

    // An app that never followed reads all of them from the last program.
    let all = App::new(token, &listening);
    let reading = tokio::spawn(all.clone().follow(beginning.to_owned()));
    let earlier = events_before(&files);
    let count = earlier + written.load(Ordering::SeqCst);
    assert!(count > earlier + EVENTS * ROUNDS as usize, "{count}");
    all.has_seen(count).await;
    app.has_seen(count).await;
    assert_eq!(*app.seen.lock().unwrap(), *all.seen.lock().unwrap());
    let mut distinct = all.seen.lock().unwrap().clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), count, "an event came twice");
    following.abort();
    reading.abort();
    program.stop();
    assert_eq!(maintenance::check(&files.database()).unwrap(), Vec::<String>::new());
}

/// How many events the account had when its ground was laid.
fn events_before(files: &Files) -> usize {
    let sql = "SELECT count(*) FROM events e JOIN accounts a ON a.id = e.account WHERE a.username = 'bea'";
    let (folder, laid) = (tempfile::tempdir().unwrap(), "laid.db");
    let laid = folder.path().join(laid);
    files.ground.put_into(&laid);
    usize::try_from(crate::ground::count(&rusqlite::Connection::open(laid).unwrap(), sql)).unwrap()
}
