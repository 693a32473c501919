//! The address of a gallery, as people type it.

use super::PRACTICE;
use contract::{
    Code, Problem,
    desktop::{nuget_org::NUGET_ORG, view::GalleryId},
};
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use url::{Host, Url};

/// The longest address that is looked at, in bytes.
const LIMIT: usize = 300;

/// Reads what a person typed as a gallery's origin: `https`, or `http` on this computer. A missing scheme is filled in.
///
/// # Errors
/// [`Code::GalleryAddressInvalid`] where it is no origin, [`Code::GalleryAddressNotSecure`] where it is plain `http` elsewhere.
pub fn parse(typed: &str) -> Result<Url, Problem> {
    let text = typed.trim();
    if text.is_empty() || text.len() > LIMIT || text.contains(char::is_whitespace) {
        return Err(invalid("not an address"));
    }
    let url = Url::parse(&with_scheme(text)).map_err(|_| invalid("not an address"))?;
    check_shape(&url)?;
    if url.scheme() == "http" && !is_this_computer(&url) {
        return Err(Problem::new(Code::GalleryAddressNotSecure, "plain http outside this computer").about("address"));
    }
    Ok(url)
}

/// The origin as text, without a trailing slash: what goes into the nonce.
#[must_use]
pub fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// The host as a browser's address bar shows it: with its port, unless that is the scheme's own.
#[must_use]
pub fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The id under which the app keeps a gallery: 16 hexadecimal digits of its origin's SHA-256.
#[must_use]
pub fn gallery_id(url: &Url) -> GalleryId {
    hex::encode(&Sha256::digest(origin(url))[..8])
}

/// Whether an address is one of this gallery's. The practice gallery has another one in each run.
#[must_use]
pub fn is_of(url: &Url, gallery: &str) -> bool {
    match gallery {
        NUGET_ORG => matches!(url.host_str(), Some("nuget.org" | "www.nuget.org")),
        PRACTICE => url.scheme() == "http" && url.host_str() == Some("127.0.0.1"),
        id => gallery_id(url) == id,
    }
}

/// Whether the address is a loopback address or `localhost`.
#[must_use]
pub fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn with_scheme(text: &str) -> String {
    if text.contains("://") {
        return text.to_owned();
    }
    match Url::parse(&format!("http://{text}")) {
        Ok(url) if is_this_computer(&url) => url.into(),
        _ => format!("https://{text}"),
    }
}

fn check_shape(url: &Url) -> Result<(), Problem> {
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(invalid("not a web address"));
    }
    let has_more = url.path() != "/" || url.query().is_some() || url.fragment().is_some();
    if has_more || !url.username().is_empty() || url.password().is_some() {
        return Err(invalid("more than an origin"));
    }
    Ok(())
}

fn invalid(detail: &str) -> Problem {
    Problem::new(Code::GalleryAddressInvalid, detail).about("address")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_host_name_is_taken_as_https() {
        assert_eq!(
            origin(&parse(" gallery.contoso.example ").unwrap()),
            "https://gallery.contoso.example"
        );
    }

    #[test]
    fn a_bare_loopback_address_is_taken_as_http() {
        assert_eq!(origin(&parse("127.0.0.1:8080").unwrap()), "http://127.0.0.1:8080");
        assert_eq!(origin(&parse("localhost:8080/").unwrap()), "http://localhost:8080");
    }

    #[test]
    fn plain_http_elsewhere_is_refused_as_not_secure() {
        for typed in [
            "http://gallery.contoso.example",
            "http://10.0.0.1",
            "http://localhost.evil.example",
        ] {
            assert_eq!(parse(typed).unwrap_err().code, Code::GalleryAddressNotSecure, "{typed}");
        }
    }

    #[test]
    fn what_is_not_an_origin_is_refused() {
        let long = "a".repeat(301);
        for typed in [
            "",
            "hello world",
            "ftp://x",
            "https://u:p@x",
            "https://x/path",
            "https://x?q",
            "https://x#f",
            "https://",
            "::",
            &long,
        ] {
            assert_eq!(parse(typed).unwrap_err().code, Code::GalleryAddressInvalid, "{typed}");
        }
    }

    #[test]
    fn an_address_is_of_the_gallery_that_it_leads_to() {
        let url = |text: &str| Url::parse(text).unwrap();
        let feed = gallery_id(&url("https://feed.contoso.example"));
        let galleries = [NUGET_ORG, PRACTICE, &feed];
        for (text, of) in [
            ("https://www.nuget.org/account", Some(NUGET_ORG)),
            ("https://nuget.org/", Some(NUGET_ORG)),
            ("http://127.0.0.1:4100/act/x", Some(PRACTICE)),
            ("https://feed.contoso.example/act/x", Some(feed.as_str())),
            ("https://nuget.org.evil.example/account", None),
            ("https://feed.contoso.example:8443/act/x", None),
        ] {
            let found = galleries.into_iter().find(|gallery| is_of(&url(text), gallery));
            assert_eq!(found, of, "{text}");
        }
    }

    #[test]
    fn the_same_gallery_has_the_same_id_however_it_is_typed() {
        let id = |typed| gallery_id(&parse(typed).unwrap());
        assert_eq!(
            id("Gallery.Contoso.Example"),
            id("https://gallery.contoso.example:443/")
        );
        assert_ne!(id("gallery.contoso.example"), id("gallery2.contoso.example"));
    }
}
