//! A gallery with its practice sign-in, both real, on a clock of the test.

mod operator;
mod practice_host;

use super::{
    faults::{Fault, Faults, disturbed},
    seed::{Seed, cast, two_people},
};
use axum::http::{Method, header};
use contract::{Secret, gallery::Feature};
use manager::ports::PracticeHost;
use practice::sign_in::{SignIn, SignInSettings};
use service::{Configuration, Database, KeyPolicy, MailDelivery, MissingSignInTime, Service};
use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use testkit::{ManualClock, SeededRandom};
use tokio::{
    sync::{Mutex as Lock, OnceCell, oneshot},
    task::JoinHandle,
};
use url::Url;

/// A gallery. It also plays the practice gallery of a computer.
#[derive(Clone)]
pub struct TestGallery(Arc<Inner>);

struct Inner {
    folder: TempDir,
    features: Vec<Feature>,
    seed: Seed,
    clock: Arc<ManualClock>,
    origin: Url,
    sign_in: SignIn,
    faults: Arc<Faults>,
    panics: AtomicBool,
    /// How often it was put back to its beginning.
    started_over: AtomicUsize,
    running: Lock<Option<Serving>>,
}

struct Serving {
    service: Service,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// What a caller of the provider's fault switches must send.
const CONTROL: &str = "control-token-of-this-run";

/// The keys of all providers. Making a pair takes a noticeable while, and no test here is about keys.
static KEYS: OnceCell<Vec<u8>> = OnceCell::const_new();

async fn make_keys() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let provider = sign_in(folder.path(), &Arc::default()).await;
    let origin = provider.authority().origin().ascii_serialization();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http
        .get(format!("{origin}/common/discovery/v2.0/keys"))
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success());
    std::fs::read(folder.path().join("keys.json")).unwrap()
}

async fn sign_in(folder: &Path, clock: &Arc<ManualClock>) -> SignIn {
    let settings = SignInSettings {
        folder: Some(folder.to_owned()),
        control_token: Secret::new(CONTROL.to_owned()),
    };
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let random = Arc::new(SeededRandom::new(7));
    SignIn::bind(settings, listener, clock.clone(), random).await.unwrap()
}

impl TestGallery {
    /// The one that a computer has inside.
    pub async fn practice(clock: &Arc<ManualClock>) -> Self {
        let features = vec![Feature::Practice, Feature::Registration, Feature::TwoFactor];
        Self::start(clock, features, two_people).await
    }

    /// The same with the whole cast of the practice.
    pub async fn practice_with_cast(clock: &Arc<ManualClock>) -> Self {
        Self::practice_with(clock, cast).await
    }

    /// The same with these accounts.
    pub async fn practice_with(clock: &Arc<ManualClock>, seed: Seed) -> Self {
        let mut features = vec![Feature::Practice, Feature::Registration];
        features.extend([Feature::TwoFactor, Feature::Passwords]);
        Self::start(clock, features, seed).await
    }

    /// One of a company, at an address.
    pub async fn of_a_company(clock: &Arc<ManualClock>) -> Self {
        Self::start(clock, vec![Feature::Registration], two_people).await
    }

    async fn start(clock: &Arc<ManualClock>, features: Vec<Feature>, seed: Seed) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let origin = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let keys = KEYS.get_or_init(make_keys).await;
        std::fs::write(folder.path().join("keys.json"), keys).unwrap();
        let sign_in = sign_in(folder.path(), clock).await;
        let gallery = Self(Arc::new(Inner {
            folder,
            features,
            seed,
            clock: clock.clone(),
            origin,
            sign_in,
            faults: Arc::default(),
            panics: AtomicBool::new(false),
            started_over: AtomicUsize::new(0),
            running: Lock::new(None),
        }));
        gallery.serve(listener).await;
        gallery.seed().await.unwrap();
        gallery
    }

    async fn seed(&self) -> Result<(), service::SeedError> {
        let (accounts, parts) = (self.0.seed)();
        let running = self.0.running.lock().await;
        let service = &running.as_ref().unwrap().service;
        service.seed_with(&accounts, parts).await
    }

    async fn serve(&self, listener: TcpListener) {
        let inner = &self.0;
        let configuration = Configuration {
            name: "Contoso packages".to_owned(),
            public_url: inner.origin.clone(),
            database: Database::File(inner.folder.path().join("gallery.db")),
            authority: inner.sign_in.authority(),
            client_id: inner.sign_in.client_id().to_owned(),
            scopes: ["openid", "profile", "email"].map(str::to_owned).to_vec(),
            login_issuer: Some("practice".to_owned()),
            features: inner.features.clone(),
            mail: MailDelivery::Memory,
            feed_secrets: Vec::new(),
            keys: KeyPolicy::default(),
            shut_down_grace: Duration::from_secs(1),
            deletion_grace: Duration::from_secs(7 * 86_400),
            missing_sign_in_time: MissingSignInTime::default(),
            second_factor_seen: true,
            serving: service::Serving::default(),
        };
        let random = Arc::new(SeededRandom::new(u64::from(inner.origin.port().unwrap())));
        let service = Service::open(configuration, inner.clock.clone(), random).await.unwrap();
        listener.set_nonblocking(true).unwrap();
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        let app = disturbed(service.router(), inner.clock.clone(), inner.faults.clone())
            .into_make_service_with_connect_info::<SocketAddr>();
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let serving = axum::serve(listener, app).with_graceful_shutdown(async { drop(stopped.await) });
            serving.await.unwrap();
        });
        *inner.running.lock().await = Some(Serving { service, stop, task });
    }

    /// Makes the next call of this kind go wrong.
    pub fn fail_next(&self, fault: Fault) {
        self.0.faults.set(fault);
    }

    /// Nothing goes wrong any more.
    pub fn mend(&self) {
        self.0.faults.mend();
    }

    /// Makes the work that reaches for it next panic.
    pub fn panic_next(&self) {
        self.0.panics.store(true, Ordering::SeqCst);
    }

    /// Whether the fault that was asked for has happened.
    pub fn has_failed(&self) -> bool {
        self.0.faults.has_happened()
    }

    /// Holds the next answer to this path back. The first await ends when it is held; what it gives lets it go.
    pub fn hold_next(&self, method: Method, path: &'static str) -> oneshot::Receiver<oneshot::Sender<()>> {
        self.0.faults.hold_next(method, path)
    }

    /// How often it was put back to its beginning.
    pub fn started_over(&self) -> usize {
        self.0.started_over.load(Ordering::SeqCst)
    }

    /// Its clock.
    pub fn clock(&self) -> &ManualClock {
        &self.0.clock
    }

    /// Its address as a person types it.
    pub fn address(&self) -> String {
        self.0.origin.origin().ascii_serialization()
    }

    /// Where its people sign in.
    pub fn authority(&self) -> Url {
        self.0.sign_in.authority()
    }

    /// The id that a computer gives it.
    pub fn id(&self) -> String {
        manager::gallery::address::gallery_id(&self.0.origin)
    }

    /// Stops answering.
    pub async fn stop(&self) {
        let Some(serving) = self.0.running.lock().await.take() else {
            return;
        };
        let _ = serving.stop.send(());
        serving.service.close().await;
        serving.task.await.unwrap();
    }

    /// Answers again, at the same address.
    pub async fn start_again(&self) {
        let port = self.0.origin.port().unwrap();
        self.serve(TcpListener::bind(("127.0.0.1", port)).unwrap()).await;
    }

    /// The code of the latest confirmation mail to this address.
    pub async fn mailed_code(&self, address: &str) -> String {
        let mails = PracticeHost::mails(self).await;
        let mail = mails.iter().find(|mail| mail.to == address).expect("a mail");
        let digits = mail.text.split(|c: char| !(c.is_ascii_digit() || c == ' ' || c == '-'));
        let found = digits
            .map(|text| text.replace([' ', '-'], ""))
            .find(|text| text.len() == 8);
        found.unwrap_or_else(|| panic!("no code in {}", mail.text))
    }

    /// The link in the latest mail with one to this address.
    pub async fn mailed_link(&self, address: &str) -> String {
        let mails = PracticeHost::mails(self).await;
        let to = mails.iter().filter(|mail| mail.to == address);
        let mut links = to.filter_map(|mail| mail.text.lines().find(|line| line.contains("/act/")));
        links.next().expect("a link").trim().to_owned()
    }

    /// Throws a fault switch of the provider.
    pub async fn provider_fault(&self, switch: &str) {
        let origin = self.authority().origin().ascii_serialization();
        let request = reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .post(format!("{origin}/practice/faults"));
        let answer = request
            .header("X-Practice-Control", CONTROL)
            .header(header::CONTENT_TYPE, "application/json")
            .body(switch.to_owned())
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success());
    }
}
