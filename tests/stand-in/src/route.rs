//! What can be asked.

use axum::http::{Method, Uri};
use serde::{Deserialize, Serialize};

/// A route, for counting what was asked and for telling it to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// `GET /profiles/{username}`.
    Profile,
    /// `GET /profiles/{username}/avatar`.
    Avatar,
    /// `GET /users/account/LogOn`.
    SignIn,
    /// `POST /account/assistance`.
    Assistance,
    /// `GET /v3/index.json`.
    Index,
    /// `GET /query`.
    Search,
    /// `GET /query2`: the search service in reserve.
    SecondSearch,
    /// `GET /v3/registration/{id}/index.json`.
    Registration,
    /// `GET /v3/registration/{id}/page/{lower}/{upper}.json`.
    RegistrationPage,
    /// Any other page of the gallery.
    Other,
}

impl Route {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Profile,
        Self::Avatar,
        Self::SignIn,
        Self::Assistance,
        Self::Index,
        Self::Search,
        Self::SecondSearch,
        Self::Registration,
        Self::RegistrationPage,
        Self::Other,
    ];

    /// Whether it answers in JSON.
    pub(crate) fn is_data(self) -> bool {
        !matches!(self, Self::Profile | Self::Avatar | Self::SignIn | Self::Other)
    }
}

/// A request's route and what varies in it, decoded. Paths of the gallery are compared without case, as it does.
pub(crate) fn of(method: &Method, uri: &Uri) -> (Route, Vec<String>) {
    let segments: Vec<String> = uri
        .path()
        .split('/')
        .filter(|part| !part.is_empty())
        .map(decoded)
        .collect();
    let folded: Vec<String> = segments.iter().map(|part| part.to_ascii_lowercase()).collect();
    let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
    let part = |at: usize| segments.get(at).cloned().into_iter().collect();
    let post = method == Method::POST;
    match folded.as_slice() {
        ["profiles", _] if !post => (Route::Profile, part(1)),
        ["profiles", _, "avatar"] if !post => (Route::Avatar, part(1)),
        ["users", "account", "logon"] if !post => (Route::SignIn, Vec::new()),
        ["account", "assistance"] if post => (Route::Assistance, Vec::new()),
        ["v3", "index.json"] => (Route::Index, Vec::new()),
        ["query"] => (Route::Search, Vec::new()),
        ["query2"] => (Route::SecondSearch, Vec::new()),
        ["v3", "registration", _, "index.json"] => (Route::Registration, part(2)),
        ["v3", "registration", _, "page", _, _] => (Route::RegistrationPage, [part(2), part(4), part(5)].concat()),
        _ => (Route::Other, Vec::new()),
    }
}

fn decoded(segment: &str) -> String {
    // A form's decoding is a path's, but for the plus sign.
    let pair = format!("x={}", segment.replace('+', "%2B"));
    let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
    pairs.next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}
