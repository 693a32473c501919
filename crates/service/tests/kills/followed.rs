//! What apps hear of events while the program is killed again and again (rules 6.3 and 6.4).

use crate::ledger::Ledger;
use accounts::session::token;
use reqwest::Client;
use rusqlite::Connection;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{sync::watch, task::JoinSet, time::timeout};
use uuid::Uuid;

/// Before every event.
const BEGINNING: &str = "00000000-0000-0000-0000-000000000000";

/// How long apps may take to hear the rest.
const PATIENCE: Duration = Duration::from_secs(60);

/// An app that follows the events of one account, whatever becomes of the program.
struct App {
    /// What the account is called at first.
    username: String,
    token: String,
    /// The ids of the events that it heard of, in order.
    heard: Arc<Mutex<Vec<Uuid>>>,
}

/// The apps.
pub struct Followed {
    listening: watch::Receiver<String>,
    client: Client,
    apps: Mutex<Vec<App>>,
    streams: Mutex<JoinSet<()>>,
}

impl Followed {
    pub fn new(listening: watch::Receiver<String>) -> Self {
        Self {
            listening,
            client: Client::builder().no_proxy().build().unwrap(),
            apps: Mutex::default(),
            streams: Mutex::default(),
        }
    }

    /// Follows an account from its first event on, by a session of it.
    pub fn follow(&self, username: &str, token: &str) {
        let heard = Arc::<Mutex<Vec<Uuid>>>::default();
        let (client, listening) = (self.client.clone(), self.listening.clone());
        let stream = read(client, listening, token.to_owned(), Arc::clone(&heard));
        self.streams.lock().unwrap().spawn(stream);
        self.apps.lock().unwrap().push(App {
            username: username.to_owned(),
            token: token.to_owned(),
            heard,
        });
    }

    /// What apps heard of is there, each event once and in its order, and none was passed over.
    pub fn is_found(&self, database: &Connection) {
        for app in self.apps.lock().unwrap().iter() {
            let (heard, found) = (app.heard.lock().unwrap().clone(), events_of(database, app));
            let distinct: BTreeSet<_> = found.iter().collect();
            assert_eq!(distinct.len(), found.len(), "an event is there twice");
            assert!(
                found.starts_with(&heard),
                "{}: {heard:?} were heard of, and {found:?} happened",
                app.username
            );
        }
    }

    /// Once nobody writes any more, whoever is still signed in hears of everything. How many events there were.
    pub async fn all_are_heard_of(&self, database: &Connection, ledger: &Mutex<Ledger>) -> usize {
        let open: BTreeSet<String> = ledger.lock().unwrap().open.iter().cloned().collect();
        let missing = || {
            let apps = self.apps.lock().unwrap();
            let open = apps.iter().filter(|app| open.contains(&app.token));
            let behind = open.filter(|app| *app.heard.lock().unwrap() != events_of(database, app));
            behind.map(|app| app.username.clone()).collect::<Vec<_>>()
        };
        let nothing_is_missing = async {
            while !missing().is_empty() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let heard = timeout(PATIENCE, nothing_is_missing).await;
        assert!(heard.is_ok(), "events were lost or came twice: {:?}", missing());
        self.is_found(database);
        self.streams.lock().unwrap().abort_all();
        let apps = self.apps.lock().unwrap();
        let open = apps.iter().filter(|app| open.contains(&app.token));
        open.map(|app| app.heard.lock().unwrap().len()).sum()
    }
}

/// The ids of the events of an app's account, in the order of their commits. The account may have another name by now.
fn events_of(database: &Connection, app: &App) -> Vec<Uuid> {
    let sql = "SELECT id FROM events WHERE account = (SELECT account FROM sessions WHERE token_hash = ?1)
        ORDER BY position";
    let mut statement = database.prepare_cached(sql).unwrap();
    let session = token::hash(&app.token).unwrap();
    let ids = statement.query_map([session], |row| row.get(0)).unwrap();
    ids.map(|id| Uuid::from_bytes(id.unwrap())).collect()
}

/// Reads the stream of every program after the other, until the session is over.
async fn read(client: Client, mut listening: watch::Receiver<String>, token: String, heard: Arc<Mutex<Vec<Uuid>>>) {
    loop {
        let address = listening.borrow_and_update().clone();
        let last = heard.lock().unwrap().last().map(Uuid::to_string);
        let events = client
            .get(format!("http://{address}/api/v1/events"))
            .header("last-event-id", last.unwrap_or_else(|| BEGINNING.to_owned()))
            .bearer_auth(&token);
        if let Ok(mut response) = events.send().await {
            if response.status() == 401 {
                return;
            }
            assert_eq!(response.status(), 200);
            let mut text = String::new();
            while let Ok(Some(chunk)) = response.chunk().await {
                text.push_str(std::str::from_utf8(&chunk).unwrap());
                // What was cut off in the middle of an event was not heard.
                while let Some((message, rest)) = text.split_once("\n\n") {
                    let id = message.lines().find_map(|line| line.strip_prefix("id: "));
                    if let Some(id) = id.filter(|_| message.contains("data: ")) {
                        heard.lock().unwrap().push(id.parse().unwrap());
                    }
                    text = rest.to_owned();
                }
            }
        }
        if *listening.borrow() == address && listening.changed().await.is_err() {
            return;
        }
    }
}
