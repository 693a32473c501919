//! The server.

mod answer;

use crate::{Edit, Fault, Mail, Route, control, forgery::Pairs, registration, route, search, v3, world::World};
use answer::{assist, avatar, data, other, profile, sign_in, stored};
use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use std::{
    collections::{BTreeMap, HashMap},
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// A running stand-in. It serves until it is dropped.
#[derive(Debug)]
pub struct StandIn {
    base: String,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

/// What requests and tests both reach.
#[derive(Debug)]
pub(crate) struct Shared {
    base: String,
    state: Mutex<Inner>,
}

#[derive(Debug, Default)]
pub(crate) struct Inner {
    pub(crate) world: World,
    pub(crate) pairs: Pairs,
    pub(crate) faults: HashMap<Route, Failing>,
    pub(crate) counts: BTreeMap<Route, Count>,
    pub(crate) posts: u32,
}

/// How a route fails.
#[derive(Debug)]
pub(crate) struct Failing {
    pub(crate) fault: Fault,
    /// How many requests it answers well before.
    pub(crate) after: u32,
    /// How often; until it is mended without a number.
    pub(crate) times: Option<u32>,
}

/// How often a route was asked.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub(crate) struct Count {
    /// In all.
    pub(crate) asked: u32,
    /// Of these, how many were told that nothing changed.
    pub(crate) unchanged: u32,
}

impl StandIn {
    /// Starts serving on a free port of this computer.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn start() -> io::Result<Self> {
        Self::start_at(0).await
    }

    /// Starts serving on a port of this computer; 0 for a free one.
    ///
    /// # Errors
    /// Where it cannot be had.
    pub async fn start_at(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let base = format!("http://{}/", listener.local_addr()?);
        let shared = Arc::new(Shared {
            base: base.clone(),
            state: Mutex::default(),
        });
        let router = Router::new().fallback(handle).with_state(shared.clone());
        let server = tokio::spawn(async move {
            // It ends with the task.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { base, shared, server })
    }

    /// The address of its pages.
    #[must_use]
    pub fn gallery(&self) -> String {
        self.base.clone()
    }

    /// The address of its service index.
    #[must_use]
    pub fn index(&self) -> String {
        format!("{}v3/index.json", self.base)
    }

    /// Changes what there is.
    pub fn edit(&self, edit: Edit) {
        self.shared.lock().world.edit(edit);
    }

    /// An account is there.
    pub fn person(&self, username: &str, email: &str, logins: &[&str]) {
        self.edit(Edit::Person {
            username: username.to_owned(),
            email: email.to_owned(),
            logins: logins.iter().map(|login| (*login).to_owned()).collect(),
        });
    }

    /// A version is published; `owners` are those of a new package.
    pub fn publish(&self, id: &str, version: &str, owners: &[&str]) {
        self.edit(Edit::Publish {
            id: id.to_owned(),
            version: version.to_owned(),
            owners: owners.iter().map(|owner| (*owner).to_owned()).collect(),
        });
    }

    /// Tells a route to fail until it is mended.
    pub fn fail(&self, route: Route, fault: Fault) {
        self.shared.fail(route, fault, 0, None);
    }

    /// Tells a route to fail so many times.
    pub fn fail_times(&self, route: Route, fault: Fault, times: u32) {
        self.shared.fail(route, fault, 0, Some(times));
    }

    /// Tells a route to answer so many requests well, and then to fail until it is mended.
    pub fn fail_after(&self, route: Route, fault: Fault, well: u32) {
        self.shared.fail(route, fault, well, None);
    }

    /// Tells every route to fail until it is mended.
    pub fn fail_everywhere(&self, fault: &Fault) {
        for route in Route::ALL {
            self.fail(route, fault.clone());
        }
    }

    /// Everything is in order again.
    pub fn mend(&self) {
        self.shared.lock().faults.clear();
    }

    /// Forgets all anti-forgery pairs, so that open pages are refused.
    pub fn forget_tokens(&self) {
        self.shared.lock().pairs.forget();
    }

    /// How often a route was asked.
    #[must_use]
    pub fn requests(&self, route: Route) -> u32 {
        self.shared.lock().counts.get(&route).map_or(0, |count| count.asked)
    }

    /// How often a route was asked, of which it said that nothing changed.
    #[must_use]
    pub fn unchanged(&self, route: Route) -> u32 {
        self.shared.lock().counts.get(&route).map_or(0, |count| count.unchanged)
    }

    /// How often anything was posted.
    #[must_use]
    pub fn posts(&self) -> u32 {
        self.shared.lock().posts
    }

    /// The mails that left.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        self.shared.lock().world.mails.clone()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Shared {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a route answers when nothing is wrong.
    fn answer(&self, route: Route, parts: &[String], uri: &Uri, headers: &HeaderMap, form: &[u8]) -> Response {
        let mut inner = self.lock();
        let base = self.base.as_str();
        let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
        match route {
            Route::Profile => profile(&inner.world, base, part(0)),
            Route::Avatar => avatar(&inner.world, part(0)),
            Route::SignIn => sign_in(&mut inner.pairs, base, headers),
            Route::Assistance => assist(&mut inner, headers, form),
            Route::Index => data(&v3::index(base), headers, false),
            Route::Search | Route::SecondSearch => {
                let (status, document) = search::answer(&inner.world, base, uri.query().unwrap_or_default());
                (status, axum::Json(document)).into_response()
            }
            Route::Registration => stored(registration::index(&inner.world, base, part(0)), headers),
            Route::RegistrationPage => {
                let page = registration::single_page(&inner.world, base, part(0), part(1), part(2));
                stored(page, headers)
            }
            Route::Other => other(base, uri.path()),
        }
    }

    /// Counts a request, and takes what it is to fail with.
    fn begin(&self, route: Route, method: &Method) -> Option<Fault> {
        let mut inner = self.lock();
        inner.counts.entry(route).or_default().asked += 1;
        inner.posts += u32::from(method == Method::POST);
        let failing = inner.faults.get_mut(&route)?;
        if failing.after > 0 {
            failing.after -= 1;
            return None;
        }
        let fault = failing.fault.clone();
        if let Some(left) = &mut failing.times {
            *left = left.saturating_sub(1);
            if *left == 0 {
                inner.faults.remove(&route);
            }
        }
        Some(fault)
    }

    pub(crate) fn fail(&self, route: Route, fault: Fault, after: u32, times: Option<u32>) {
        let failing = Failing { fault, after, times };
        self.lock().faults.insert(route, failing);
    }
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, 64 * 1024).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if let Some(command) = control::command(&parts.uri) {
        return control::answer(&shared, &parts.method, command, &body);
    }
    let (route, varying) = route::of(&parts.method, &parts.uri);
    let fault = shared.begin(route, &parts.method);
    // What replaces the answer must not let the request act.
    let answer = match &fault {
        None | Some(Fault::Slow { .. } | Fault::HalfBody) => {
            shared.answer(route, &varying, &parts.uri, &parts.headers, &body)
        }
        Some(_) => StatusCode::OK.into_response(),
    };
    if answer.status() == StatusCode::NOT_MODIFIED {
        shared.lock().counts.entry(route).or_default().unchanged += 1;
    }
    match fault {
        Some(fault) => fault.answer(route, answer).await,
        None => answer,
    }
}
