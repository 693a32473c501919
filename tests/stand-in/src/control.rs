//! The commands for who drives it from another process: `POST /__stand-in/…` with JSON.

use crate::{Edit, Fault, Route, server::Shared};
use axum::{
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

/// A route that is to fail.
#[derive(Deserialize)]
struct Failing {
    /// Which; all of them without one.
    route: Option<Route>,
    /// How.
    fault: Fault,
    /// How many requests it answers well before.
    #[serde(default)]
    after: u32,
    /// How often; until it is mended without a number.
    times: Option<u32>,
}

/// The command in an address, if it is one.
pub(crate) fn command(uri: &Uri) -> Option<&str> {
    uri.path().strip_prefix("/__stand-in/")
}

/// `edit` takes an [`Edit`], `fail` a route and a [`Fault`], `mend` and `forget-tokens` nothing; `state` tells what was
/// asked, posted and mailed.
pub(crate) fn answer(shared: &Shared, method: &Method, command: &str, body: &[u8]) -> Response {
    match (method, command) {
        (&Method::POST, "edit") => with(body, |edit: Edit| shared.lock().world.edit(edit)),
        (&Method::POST, "fail") => with(body, |failing| fail(shared, &failing)),
        (&Method::POST, "mend") => {
            shared.lock().faults.clear();
            StatusCode::NO_CONTENT.into_response()
        }
        (&Method::POST, "forget-tokens") => {
            shared.lock().pairs.forget();
            StatusCode::NO_CONTENT.into_response()
        }
        (&Method::GET, "state") => {
            let inner = shared.lock();
            let state = json!({ "requests": inner.counts, "posts": inner.posts, "mails": inner.world.mails });
            axum::Json(state).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn fail(shared: &Shared, failing: &Failing) {
    let routes = failing.route.map_or(Route::ALL.to_vec(), |route| vec![route]);
    for route in routes {
        shared.fail(route, failing.fault.clone(), failing.after, failing.times);
    }
}

fn with<T: DeserializeOwned>(body: &[u8], act: impl FnOnce(T)) -> Response {
    match serde_json::from_slice(body) {
        Ok(value) => {
            act(value);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}
