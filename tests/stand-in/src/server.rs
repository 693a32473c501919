//! The server.

use crate::{
    Edit, Fault, Mail, Route, assistance, control, forgery::Pairs, pages, registration, route, search, v3, world::World,
};
use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// The name of the anti-forgery cookie and of its field.
const TOKEN: &str = "__RequestVerificationToken";

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
            Route::Other => not_found(),
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

fn profile(world: &World, base: &str, username: &str) -> Response {
    let Some(person) = world.person(username) else {
        return not_found();
    };
    let owned = world.packages.iter().filter(|package| package.is_owned_by(username));
    let listed: Vec<_> = owned.filter(|package| !package.listed(true, true).is_empty()).collect();
    Html(pages::profile(base, person, &listed)).into_response()
}

/// A picture of one pixel.
fn avatar(world: &World, username: &str) -> Response {
    const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    match world.person(username) {
        Some(_) => ([(header::CONTENT_TYPE, "image/gif")], PIXEL).into_response(),
        None => not_found(),
    }
}

fn sign_in(pairs: &mut Pairs, base: &str, headers: &HeaderMap) -> Response {
    let (cookie, field) = pairs.give(cookie(headers).as_deref());
    let set = format!("{TOKEN}={cookie}; path=/; HttpOnly");
    // Others are set besides, which belong to nothing here.
    let affinity = "ARRAffinity=0123456789; path=/; HttpOnly".to_owned();
    let mut answer = Html(pages::sign_in(base, &field)).into_response();
    for text in [affinity, set] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            answer.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    answer
}

fn assist(inner: &mut Inner, headers: &HeaderMap, form: &[u8]) -> Response {
    let fields: HashMap<String, String> = url::form_urlencoded::parse(form).into_owned().collect();
    let field = |name: &str| fields.get(name).map(String::as_str);
    if !inner.pairs.hold(cookie(headers).as_deref(), field(TOKEN)) {
        return (StatusCode::BAD_REQUEST, Html(pages::error(400, "Invalid Request"))).into_response();
    }
    let answer = assistance::answer(&mut inner.world, field("username"), field("providedEmailAddress"));
    axum::Json(answer).into_response()
}

/// The anti-forgery cookie of a request.
fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == TOKEN)
        .map(|(_, value)| value.to_owned())
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, Html(pages::error(404, "Page Not Found"))).into_response()
}

/// A registration, or the word of the storage behind the real one that there is none.
fn stored(document: Option<Value>, headers: &HeaderMap) -> Response {
    match document {
        Some(document) => data(&document, headers, true),
        None => {
            let xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>BlobNotFound</Code></Error>";
            let kind = [(header::CONTENT_TYPE, "application/xml")];
            (StatusCode::NOT_FOUND, kind, format!("\u{feff}{xml}")).into_response()
        }
    }
}

/// A document with its mark; compressed where the real one is, whatever the request says.
fn data(document: &Value, headers: &HeaderMap, compressed: bool) -> Response {
    let text = document.to_string();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let mark = format!("\"0x{:016X}\"", hasher.finish());
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| value == mark.as_str());
    if known {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, mark)]).into_response();
    }
    let kind = (header::CONTENT_TYPE, "application/json".to_owned());
    if !compressed {
        return ([kind, (header::ETAG, mark)], text).into_response();
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let written = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
    let body = written.unwrap_or_default();
    let coding = (header::CONTENT_ENCODING, "gzip".to_owned());
    ([kind, coding, (header::ETAG, mark)], body).into_response()
}
