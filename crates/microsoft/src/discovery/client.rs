//! The HTTP client for providers and galleries.

use crate::provider::is_loopback;
use base64::{Engine, engine::general_purpose::STANDARD};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use reqwest::{Client, Proxy, Url, redirect::Policy};
use std::time::Duration;

/// How long a whole exchange may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// A client that follows no redirects, gives up after ten seconds, trusts what the platform trusts, and takes the
/// environment's or the system's proxy, except for this computer's own addresses: a proxy has no business there, and
/// could not reach them.
///
/// # Errors
/// Where the platform's certificates cannot be loaded.
pub fn http_client() -> Result<Client, reqwest::Error> {
    let system = Matcher::from_system();
    Client::builder()
        .redirect(Policy::none())
        .timeout(TIME_LIMIT)
        .proxy(Proxy::custom(move |url| proxy_for(&system, url)))
        .user_agent(concat!("nuget-accounts/", env!("CARGO_PKG_VERSION")))
        .build()
}

fn proxy_for(system: &Matcher, url: &Url) -> Option<Url> {
    if is_loopback(url) || url.host_str() == Some("localhost") {
        return None;
    }
    let proxy = system.intercept(&url.as_str().parse().ok()?)?;
    let mut address: Url = proxy.uri().to_string().parse().ok()?;
    if let Some((user, password)) = credentials(&proxy) {
        address.set_username(&user).ok()?;
        address.set_password(Some(&password)).ok()?;
    }
    Some(address)
}

/// What the proxy asks for; the matcher keeps it apart from the address, already in the form of the header.
fn credentials(proxy: &Intercept) -> Option<(String, String)> {
    let header = proxy.basic_auth()?.to_str().ok()?;
    let decoded = STANDARD.decode(header.strip_prefix("Basic ")?).ok()?;
    let (user, password) = String::from_utf8(decoded)
        .ok()?
        .split_once(':')
        .map(|(u, p)| (u.to_owned(), p.to_owned()))?;
    Some((user, password))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(matcher: &Matcher, url: &str) -> Option<String> {
        proxy_for(matcher, &url.parse().unwrap()).map(String::from)
    }

    #[test]
    fn a_proxy_is_used_for_other_computers() {
        let matcher = Matcher::builder().all("http://proxy.example:3128").build();
        assert_eq!(
            through(&matcher, "https://login.example").as_deref(),
            Some("http://proxy.example:3128/")
        );
    }

    #[test]
    fn a_proxy_is_never_used_for_this_computer() {
        let matcher = Matcher::builder().all("http://proxy.example:3128").build();
        for url in ["http://127.0.0.1:4711", "http://[::1]:4711", "http://localhost:4711"] {
            assert_eq!(through(&matcher, url), None, "{url}");
        }
    }

    #[test]
    fn a_proxy_gets_its_credentials() {
        let matcher = Matcher::builder().all("http://user:p%40ss@proxy.example:3128").build();
        let address = through(&matcher, "https://login.example").unwrap();
        assert_eq!(address, "http://user:p%40ss@proxy.example:3128/");
    }

    #[test]
    fn exceptions_from_the_proxy_are_kept() {
        let matcher = Matcher::builder()
            .all("http://proxy.example:3128")
            .no("login.example")
            .build();
        assert_eq!(through(&matcher, "https://login.example"), None);
    }
}
