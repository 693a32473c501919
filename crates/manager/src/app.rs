//! The app: one task that owns the state. Acts, links and the answers of background work reach it one after another, so
//! there is no state in between that anything could see.

mod account;
mod acts;
mod backoff;
mod callback;
mod clipboard;
mod complete;
mod crash;
mod dispatch;
mod events;
mod galleries;
mod handle;
mod keyring;
mod keys_end;
mod leaving;
mod news;
mod notices;
mod nuget_org;
mod open_account;
mod opened;
mod own_acts;
mod page;
mod reach;
mod register;
mod restore;
mod saved;
mod scrub;
mod settings;
mod sign_in;
mod sign_out;
mod spend;
mod start;
mod tray;
mod trouble;
mod turn;
mod watch;
mod way_back;
mod wizards;

use crate::{attempt::OpenAttempt, inbox::Inbox, model::Model, notify::Bucket, ports::Ports};
use cache::GalleryRecord;
use contract::{
    Code, Problem, Secret, Timestamp,
    desktop::{
        Action, View,
        view::{KeyringStatus, ProfileId},
        wizard::FieldName,
    },
};
use events::EventStream;
use keyring::KeyringQueue;
use microsoft::callback::Callback;
use opened::OpenedSessions;
use own_acts::OwnActs;
use reach::Reach;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, atomic::AtomicBool},
};
use tokio::{
    sync::{self, mpsc},
    task::JoinHandle,
};
use turn::{Input, Update};
use way_back::OpenLoopback;

pub use handle::AppHandle;

/// The app's state and what moves it. Made by [`App::open`], then [`App::run`].
pub struct App {
    model: Model,
    ports: Arc<Ports>,
    reach: Arc<Reach>,
    keyring: KeyringQueue,
    /// What was known of the keyring before the person was asked to unlock it.
    keyring_before: Option<KeyringStatus>,
    inbox: Inbox,
    /// Attempts whose secrets are known in this run, by wizard.
    attempts: HashMap<String, OpenAttempt>,
    /// Ways back over loopback, by wizard.
    loopbacks: HashMap<String, OpenLoopback>,
    /// Which run of a wizard's preparation counts; answers of earlier ones are dropped.
    runs: HashMap<String, u64>,
    /// Session tokens read in this run.
    tokens: HashMap<ProfileId, Secret>,
    /// The calls of guided wizards that are under way.
    calls: HashMap<String, ::wizards::Call>,
    /// The guided wizards that heard of a change while they were reading.
    outdated: HashSet<String>,
    /// When the guided wizards looked last of those that wait for a time that has come.
    looked: HashMap<String, Timestamp>,
    /// What was typed into secret fields of guided wizards, until it is used.
    typed: HashMap<(String, FieldName), Secret>,
    /// The secrets of guided wizards' requests for mails, as far as the keyring was asked for them.
    request_secrets: HashMap<String, Option<wizards::RequestSecret>>,
    /// Those that the keyring did not give, and why.
    unread_secrets: HashMap<String, Code>,
    /// The guided wizards whose present state is not on the disk.
    unsaved: HashSet<String>,
    /// The event streams that are open.
    streams: HashMap<ProfileId, EventStream>,
    /// The sessions that this app opened itself.
    opened: OpenedSessions,
    /// What this app did itself a moment ago, which is no news.
    own_acts: OwnActs,
    /// Whether the practice gallery is being put back to its beginning.
    starting_over: bool,
    /// How many notifications may be shown now.
    bucket: Bucket,
    /// The same for warnings, which the requests of others do not use up.
    alarms: Bucket,
    /// What rewrites the databases after something was removed from them.
    scrubbing: Option<JoinHandle<()>>,
    /// Whether accounts at nuget.org are looked at by themselves: not before the first paint.
    watching: bool,
    /// What came before the attempts were read from the keyring; nothing once they were.
    early: Option<Early>,
    revision: u64,
    inputs: mpsc::UnboundedSender<Input>,
    received: mpsc::UnboundedReceiver<Input>,
    views: sync::watch::Sender<View>,
    /// Whether closing the window leaves the app in the tray; the shell asks when it cannot wait for an answer.
    keeps_running: Arc<AtomicBool>,
}

/// What waits for the attempts of an earlier run of the app.
struct Early {
    /// The wizards whose attempts were not read yet: not asked for, or the keyring did not give them.
    unread: HashSet<String>,
    callbacks: Vec<Callback>,
    /// The last act of the person that needs an attempt, and on which wizard.
    act: Option<(String, Action)>,
}

impl App {
    fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }

    fn new_id(&self) -> String {
        ambient::new_uuid(self.ports.clock.as_ref(), self.ports.random.as_ref()).to_string()
    }

    /// The gallery's record, or why there is none.
    fn gallery_record(&self, id: &str) -> Result<GalleryRecord, Problem> {
        self.model
            .gallery(id)
            .cloned()
            .ok_or_else(|| Problem::new(Code::NotFound, "an unknown gallery"))
    }
}
