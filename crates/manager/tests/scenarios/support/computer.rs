//! A computer with the app on it.

use super::{
    PATIENCE, PRACTICE, Person, TestGallery,
    fakes::{FakeClipboard, FakeDownloads, FakeLinks, FakeNotifier, FakePower, FakeWindow, SystemBrowser},
    seed::{guarded, with_password},
    settled,
};
use cache::{Cache, State};
use contract::desktop::{Action, View};
use manager::{App, AppHandle, Ports, attempt::OpenAttempt};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use testkit::{ManualClock, SeededRandom};
use tokio::{sync::watch, task::JoinHandle, time::timeout};
use vault::{Entry, Key, Limits, MemoryStore, Vault};

/// Its disk, keyring, clock, browser; the practice gallery inside it.
pub struct Computer {
    folder: TempDir,
    name: &'static str,
    pub keyring: Arc<MemoryStore>,
    pub clock: Arc<ManualClock>,
    pub browser: Arc<SystemBrowser>,
    pub clipboard: Arc<FakeClipboard>,
    pub notifier: Arc<FakeNotifier>,
    pub window: Arc<FakeWindow>,
    pub links: Arc<FakeLinks>,
    pub power: Arc<FakePower>,
    pub downloads: Arc<FakeDownloads>,
    pub practice: TestGallery,
    pub nuget_org: nuget_org::Site,
    starts: AtomicU64,
    /// How many others there are beside it.
    others: AtomicU64,
    seed: u64,
}

/// A nuget.org that cannot be reached.
fn nowhere() -> nuget_org::Site {
    let nobody = url::Url::parse("http://127.0.0.1:9/").unwrap();
    let addresses = nuget_org::Addresses {
        gallery: nobody.clone(),
        index: nobody,
    };
    nuget_org::Site::new(addresses, nuget_org::http_client().unwrap())
}

impl Computer {
    pub async fn new() -> Self {
        let clock = Arc::new(ManualClock::default());
        let practice = TestGallery::practice(&clock).await;
        Self::with("Desk", 1, clock, practice)
    }

    /// One whose practice gallery has the whole cast.
    pub async fn with_cast() -> Self {
        let clock = Arc::new(ManualClock::default());
        let practice = TestGallery::practice_with_cast(&clock).await;
        Self::with("Desk", 1, clock, practice)
    }

    /// One in whose practice gallery `MyNuGetAccount1` has two-factor on, and its Microsoft account no second factor.
    pub async fn guarded() -> Self {
        let clock = Arc::new(ManualClock::default());
        let practice = TestGallery::practice_with(&clock, guarded).await;
        Self::with("Desk", 1, clock, practice)
    }

    /// One in whose practice gallery `MyNuGetAccount1` has a password from its past.
    pub async fn with_password() -> Self {
        let clock = Arc::new(ManualClock::default());
        let practice = TestGallery::practice_with(&clock, with_password).await;
        Self::with("Desk", 1, clock, practice)
    }

    /// Another one, with the same galleries.
    pub fn another(&self) -> Self {
        // With ids of its own: two that make the same would use one key for two requests.
        let seed = self.seed + 1 + self.others.fetch_add(1, Ordering::SeqCst);
        Self::with("Laptop", seed, self.clock.clone(), self.practice.clone())
    }

    /// One whose clock is wrong.
    pub async fn with_clock_off_by(seconds: i64) -> Self {
        let right = Arc::new(ManualClock::default());
        let practice = TestGallery::practice(&right).await;
        let wrong = Arc::new(ManualClock::default());
        wrong.advance_secs(seconds);
        Self::with("Desk", 1, wrong, practice)
    }

    fn with(name: &'static str, seed: u64, clock: Arc<ManualClock>, practice: TestGallery) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            name,
            keyring: Arc::new(MemoryStore::new()),
            clock,
            browser: Arc::default(),
            clipboard: Arc::default(),
            notifier: Arc::default(),
            window: Arc::default(),
            links: Arc::default(),
            power: Arc::default(),
            downloads: Arc::default(),
            practice,
            nuget_org: nowhere(),
            starts: AtomicU64::new(0),
            others: AtomicU64::new(0),
            seed,
        }
    }

    /// Opens the app without what follows the first paint.
    pub fn open(&self) -> Running {
        let start = self.starts.fetch_add(1, Ordering::SeqCst);
        let (app, handle) = App::open(self.ports(self.seed * 1000 + start)).unwrap();
        Running {
            views: handle.views(),
            handle,
            task: tokio::spawn(app.run()),
            person: Person::default(),
        }
    }

    /// Opens the app.
    pub fn start(&self) -> Running {
        let running = self.open();
        running.handle.begin();
        running
    }

    fn ports(&self, seed: u64) -> Ports {
        let limits = Limits {
            call: Duration::from_secs(10),
            prompt: PATIENCE,
        };
        Ports {
            clock: self.clock.clone(),
            random: Arc::new(SeededRandom::new(seed)),
            browser: self.browser.clone(),
            clipboard: self.clipboard.clone(),
            notifier: self.notifier.clone(),
            window: self.window.clone(),
            links: self.links.clone(),
            power: self.power.clone(),
            downloads: self.downloads.clone(),
            practice: Arc::new(self.practice.clone()),
            vault: Vault::with_limits(self.keyring.clone(), limits),
            state: State::open(&self.file("state.db")).unwrap(),
            cache: Cache::open(&self.file("cache.db")),
            http: microsoft::discovery::http_client().unwrap(),
            nuget_org: self.nuget_org.clone(),
            computer_name: self.name.to_owned(),
            locale: None,
            version: "0.0.0".to_owned(),
        }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts both databases, from the next start on, on a disk that fails when told.
    pub fn disk(&self) -> vfs::Disk {
        vfs::Disk::mount(self.folder.path())
    }

    /// How far the only account's events were read.
    pub fn cursor(&self) -> Option<String> {
        let profiles = State::open(&self.file("state.db")).unwrap().profiles().unwrap();
        profiles[0].event_cursor.clone()
    }

    /// Waits until the keyring holds entries with these names; it is written beside the app.
    pub async fn keeps(&self, names: &[String]) {
        let kept = async {
            while self.keyring.users() != names {
                tokio::task::yield_now().await;
            }
        };
        let found = timeout(PATIENCE, kept).await;
        assert!(found.is_ok(), "the keyring holds {:?}", self.keyring.users());
    }

    /// What the keyring holds of an open attempt.
    pub async fn kept_attempt(&self, id: &str) -> OpenAttempt {
        let bytes = self.kept(Key::Attempt(id.to_owned())).await;
        OpenAttempt::from_bytes(bytes.as_bytes()).unwrap()
    }

    /// The session token in the keyring.
    pub async fn kept_token(&self, profile: &str) -> String {
        self.kept(Key::Session(profile.to_owned())).await
    }

    async fn kept(&self, key: Key) -> String {
        let vault = Vault::with_store(self.keyring.clone());
        let kept = async {
            loop {
                if let Entry::Present(bytes) = vault.get(&key).await {
                    return String::from_utf8(bytes.to_vec()).unwrap();
                }
            }
        };
        timeout(PATIENCE, kept).await.expect("an entry in time")
    }
}

/// The app while it runs, and the person in front of it.
pub struct Running {
    pub handle: AppHandle,
    pub person: Person,
    views: watch::Receiver<View>,
    task: JoinHandle<()>,
}

impl Running {
    pub async fn act(&self, action: Action) -> View {
        timeout(PATIENCE, self.handle.act(action))
            .await
            .expect("an answer in time")
    }

    pub fn view(&self) -> View {
        self.handle.view()
    }

    /// Waits until a view is as it should be.
    pub async fn until(&self, what: impl Fn(&View) -> bool) -> View {
        let mut views = self.views.clone();
        let found = timeout(PATIENCE, views.wait_for(|view| what(view))).await;
        match found {
            Ok(found) => found.expect("the app runs").clone(),
            Err(_) => panic!("never came; the last view is {:#?}", self.view()),
        }
    }

    /// Waits until a view holds this, and gives it.
    pub async fn shows<T: Clone>(&self, what: impl Fn(&View) -> Option<&T>) -> T {
        let view = self.until(|view| what(view).is_some()).await;
        what(&view).cloned().unwrap()
    }

    /// Waits until so many links were counted that nothing waits for: their issuer is looked at beside the app's task.
    pub async fn ignores_links(&self, count: u64) {
        let counted = async {
            while self.handle.link_counts().await.unexpected < count {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, counted).await.expect("they were ignored in time");
    }

    /// Starts a sign-in and gives the address that the browser gets.
    pub async fn begins(&self, computer: &Computer, gallery: &str) -> String {
        let gallery = gallery.to_owned();
        self.act(Action::StartSignIn { gallery }).await;
        computer.browser.next().await
    }

    /// A sign-in up to the link that brings somebody back.
    pub async fn goes(&mut self, computer: &Computer, gallery: &str, who: &str) -> String {
        let address = self.begins(computer, gallery).await;
        self.person.signs_in(&address, who).await
    }

    /// A sign-in up to who came back.
    pub async fn comes_back(&mut self, computer: &Computer, gallery: &str, who: &str) {
        let link = self.goes(computer, gallery, who).await;
        self.handle.offer_link(&link);
        self.shows(super::came_back).await;
    }

    /// A whole sign-in of somebody who has an account, up to the page that was read. Gives the profile's id.
    pub async fn signs_in(&mut self, computer: &Computer, gallery: &str, who: &str) -> String {
        self.comes_back(computer, gallery, who).await;
        self.act(Action::ConfirmIdentity).await;
        self.shows(settled).await.row.profile
    }

    /// The same at the practice gallery, as account1.
    pub async fn signs_in_as_account1(&mut self, computer: &Computer) -> String {
        self.signs_in(computer, PRACTICE, practice::cast::ACCOUNT1.address)
            .await
    }

    /// Ends the app as a crash does.
    pub async fn dies(self) {
        self.task.abort();
        let _ = self.task.await;
    }

    /// Ends the app as a person does.
    pub async fn quits(self) {
        self.handle.stop();
        timeout(PATIENCE, self.task).await.expect("an end in time").unwrap();
    }
}
