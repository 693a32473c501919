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
mod keyring;
mod keys_end;
mod leaving;
mod news;
mod notices;
mod nuget_org;
mod opened;
mod own_acts;
mod reach;
mod register;
mod restore;
mod scrub;
mod settings;
mod sign_in;
mod sign_out;
mod spend;
mod start;
mod tray;
mod trouble;
mod watch;
mod way_back;
mod wizards;

use crate::{
    attempt::OpenAttempt,
    inbox::{Counts, Inbox},
    loopback::Arrival,
    model::{Model, PageKey},
    notify::Bucket,
    ports::Ports,
    view,
};
use cache::{GalleryRecord, WizardRecord};
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
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{self, mpsc, oneshot},
    task::JoinHandle,
};
use way_back::OpenLoopback;

/// The shortest and the longest wait for a deadline. The longest is short, because a computer that sleeps does not
/// count: the deadline is looked at again soon after it wakes.
const TICKS: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(30));

/// The longest wait for a look at nuget.org, whose time matters less.
const LOOKS: Duration = Duration::from_secs(600);

/// How long the app's end waits for what was asked of the keyring.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// What a background task wants done to the state once it knows its answer.
type Update = Box<dyn FnOnce(&mut App) + Send>;

enum Input {
    Act(Box<Action>, oneshot::Sender<View>),
    Link(String),
    Loopback(String, Arrival),
    Update(Update),
    Begin,
    Stop,
}

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

/// The way in from the shell. Cheap to clone.
#[derive(Clone)]
pub struct AppHandle {
    inputs: mpsc::UnboundedSender<Input>,
    views: sync::watch::Receiver<View>,
    keeps_running: Arc<AtomicBool>,
}

impl AppHandle {
    /// Does what the person asked for, as far as it can be done at once, and gives the view after it. What takes longer
    /// shows in later views.
    pub async fn act(&self, action: Action) -> View {
        let (answer, answered) = oneshot::channel();
        let _ = self.inputs.send(Input::Act(Box::new(action), answer));
        answered.await.unwrap_or_else(|_| self.view())
    }

    /// Puts a link into the inbox. Any text may be given: what is no link of this app is inert.
    pub fn offer_link(&self, link: &str) {
        let _ = self.inputs.send(Input::Link(link.to_owned()));
    }

    /// Starts what must not delay the first paint: the keyring, refreshing, event streams.
    pub fn begin(&self) {
        let _ = self.inputs.send(Input::Begin);
    }

    /// The present view.
    #[must_use]
    pub fn view(&self) -> View {
        self.views.borrow().clone()
    }

    /// The views from now on.
    #[must_use]
    pub fn views(&self) -> sync::watch::Receiver<View> {
        self.views.clone()
    }

    /// How many links were dropped so far, by reason.
    pub async fn link_counts(&self) -> Counts {
        let (answer, answered) = oneshot::channel();
        let ask: Update = Box::new(move |app: &mut App| {
            let _ = answer.send(app.inbox.counts());
        });
        let _ = self.inputs.send(Input::Update(ask));
        answered.await.unwrap_or_default()
    }

    /// Says whether a tray icon is shown, which the shell learns after the first paint.
    pub fn set_tray(&self, shown: bool) {
        let _ = self
            .inputs
            .send(Input::Update(Box::new(move |app| app.model.tray = shown)));
    }

    /// Whether the app goes on in the tray when its window is closed, as the person chose.
    #[must_use]
    pub fn keeps_running(&self) -> bool {
        self.keeps_running.load(Ordering::SeqCst)
    }

    /// The window was closed, and the app goes on in the tray: told the first time.
    pub fn closed_to_tray(&self) {
        let _ = self.inputs.send(Input::Update(Box::new(App::tell_of_tray)));
    }

    /// Ends the app's task.
    pub fn stop(&self) {
        let _ = self.inputs.send(Input::Stop);
    }
}

impl App {
    /// Runs until [`AppHandle::stop`], and then until what was asked of the keyring and the databases is done.
    pub async fn run(mut self) {
        let keyring = self.keyring.start();
        self.handle_inputs().await;
        let scrubbing = self.scrubbing.take();
        drop(self);
        for last in keyring.into_iter().chain(scrubbing) {
            let _ = tokio::time::timeout(LAST_WORDS, last).await;
        }
    }

    async fn handle_inputs(&mut self) {
        loop {
            let deadline = self.until_next_deadline();
            let input = tokio::select! {
                input = self.received.recv() => input,
                () = tokio::time::sleep(deadline.unwrap_or_default()), if deadline.is_some() => Some(Input::Update(Box::new(App::tick))),
            };
            match input {
                None | Some(Input::Stop) => return,
                Some(input) => self.handle(input),
            }
        }
    }

    fn handle(&mut self, input: Input) {
        match input {
            Input::Act(action, answer) => {
                self.act(*action);
                let _ = answer.send(self.publish());
                return;
            }
            Input::Link(link) => self.on_link(&link),
            Input::Loopback(wizard, arrival) => self.on_loopback(&wizard, arrival),
            Input::Update(update) => update(self),
            Input::Begin => self.begin(),
            Input::Stop => {}
        }
        self.publish();
    }

    /// Runs work beside the app; what it returns is done to the state when it is ready. Where the work panics nobody
    /// waits for ever.
    fn spawn<F, U>(&self, work: F)
    where
        F: Future<Output = U> + Send + 'static,
        U: FnOnce(&mut App) + Send + 'static,
    {
        let inputs = self.inputs.clone();
        tokio::spawn(async move {
            let update: Update = match tokio::spawn(work).await {
                Ok(update) => Box::new(update),
                Err(error) if error.is_panic() => Box::new(App::on_crashed_work),
                Err(_) => return,
            };
            let _ = inputs.send(Input::Update(update));
        });
    }

    fn publish(&mut self) -> View {
        self.revision += 1;
        let view = view::view(&self.model, self.revision, self.now());
        let unchanged = View {
            revision: self.revision,
            ..self.views.borrow().clone()
        } == view;
        if unchanged {
            self.revision -= 1;
            return self.views.borrow().clone();
        }
        self.views.send_replace(view.clone());
        view
    }

    fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }

    fn new_id(&self) -> String {
        ambient::new_uuid(self.ports.clock.as_ref(), self.ports.random.as_ref()).to_string()
    }

    /// Shows a page, and remembers it for the next start.
    fn go(&mut self, page: PageKey) {
        self.save_setting("page", &page.to_setting());
        let left = std::mem::replace(&mut self.model.page, page);
        if left != self.model.page {
            self.dismiss_read_notices();
        }
        self.drop_what_was_read(left);
    }

    /// A wizard of which nothing is under way was there to be read; with its page it goes.
    fn drop_what_was_read(&mut self, left: PageKey) {
        if let PageKey::Wizard(id) = &left
            && left != self.model.page
            && self.model.wizard(id).is_some_and(::wizards::Wizard::is_idle)
        {
            let id = id.clone();
            self.drop_wizard(&id);
        }
    }

    fn is_shown(&self, wizard: &str) -> bool {
        let guided = self
            .model
            .sign_in(wizard)
            .and_then(|sign_in| sign_in.for_wizard.as_ref());
        self.model.page == PageKey::SignIn(wizard.to_owned())
            || guided.is_some_and(|made| self.model.page == PageKey::Wizard(made.wizard.clone()))
    }

    fn save_setting(&self, name: &str, value: &str) {
        self.saved(self.ports.state.set_setting(name, value));
    }

    fn save_sign_in(&self, id: &str) {
        let Some(wizard) = self.model.sign_in(id) else { return };
        let Ok(state) = serde_json::to_string(wizard) else {
            return;
        };
        let record = WizardRecord {
            id: wizard.id.clone(),
            kind: crate::sign_in::KIND.to_owned(),
            version: crate::sign_in::VERSION,
            gallery: wizard.gallery.clone(),
            state,
            started_at: wizard.started_at,
            saved_at: self.now(),
        };
        self.saved(self.ports.state.put_wizard(&record));
    }

    /// A failure to save is told in the log; the state in memory goes on, so the person loses nothing that they see.
    /// Gives whether it was saved.
    fn saved<E: std::fmt::Display>(&self, result: Result<(), E>) -> bool {
        if let Err(error) = &result {
            tracing::error!(%error, "state.db could not be written");
        }
        result.is_ok()
    }

    /// The gallery's record, or why there is none.
    fn gallery_record(&self, id: &str) -> Result<GalleryRecord, Problem> {
        self.model
            .gallery(id)
            .cloned()
            .ok_or_else(|| Problem::new(Code::NotFound, "an unknown gallery"))
    }

    /// Until the nearest deadline; nothing where none waits, so that an idle app has no timer.
    fn until_next_deadline(&self) -> Option<Duration> {
        let wizards = self
            .model
            .sign_ins
            .iter()
            .filter_map(crate::sign_in::SignInWizard::deadline)
            .chain(self.model.wizards.iter().filter_map(|wizard| self.looks_at(wizard)))
            .min();
        let waits = [(wizards, TICKS.1), (self.next_look(), LOOKS)];
        waits
            .into_iter()
            .filter_map(|(at, longest)| Some(self.until(at?, longest)))
            .min()
    }

    /// Until this time, but neither no time at all nor longer than this.
    fn until(&self, at: Timestamp, longest: Duration) -> Duration {
        let micros = u64::try_from(at.as_micros() - self.now().as_micros()).unwrap_or(0);
        Duration::from_micros(micros).clamp(TICKS.0, longest)
    }
}
