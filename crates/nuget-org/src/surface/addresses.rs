//! The base addresses.

use super::live;
use url::{Host, Url};

/// The base addresses. Settings, so that tests and a company's mirror can stand in for the live site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The gallery's pages: `https://www.nuget.org/`.
    pub gallery: Url,
    /// The V3 service index: `https://api.nuget.org/v3/index.json`.
    pub index: Url,
}

impl Addresses {
    /// Those of the live site.
    #[must_use]
    pub fn live() -> Self {
        Self {
            gallery: parsed(live::GALLERY),
            index: parsed(live::INDEX),
        }
    }

    /// Those of the live site, or what `NUGET_ACCOUNTS_SITE` and `NUGET_ACCOUNTS_SITE_INDEX` say instead. A text that is no
    /// address, or one that is not secured by TLS and not on this computer, counts as none.
    #[must_use]
    pub fn from_environment() -> Self {
        Self::from_texts(|name| std::env::var(name).ok())
    }

    fn from_texts(read: impl Fn(&str) -> Option<String>) -> Self {
        let read = |name| Url::parse(&read(name)?).ok().filter(is_acceptable);
        let live = Self::live();
        Self {
            gallery: read(live::GALLERY_VARIABLE).map_or(live.gallery, as_folder),
            index: read(live::INDEX_VARIABLE).unwrap_or(live.index),
        }
    }

    /// Whether both are on this computer, which no proxy can reach.
    pub(crate) fn are_local(&self) -> bool {
        is_local(&self.gallery) && is_local(&self.index)
    }

    /// Whether an address that the service index names may be asked: by TLS; or without, on this computer, where the
    /// index came the same way.
    pub(crate) fn allow(&self, address: &Url) -> bool {
        address.scheme() == "https" || (is_local_http(address) && is_local_http(&self.index))
    }

    /// An address of the gallery. Each part becomes one segment of the path, encoded.
    pub(crate) fn page<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> Url {
        let mut address = as_folder(self.gallery.clone());
        address.set_query(None);
        address.set_fragment(None);
        if let Ok(mut segments) = address.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        address
    }
}

/// Whether two addresses are of one origin.
pub(crate) fn same_origin(one: &Url, other: &Url) -> bool {
    one.origin() == other.origin()
}

fn is_acceptable(address: &Url) -> bool {
    address.has_host() && (address.scheme() == "https" || is_local_http(address))
}

fn is_local_http(address: &Url) -> bool {
    address.scheme() == "http" && is_local(address)
}

fn is_local(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// With a slash at its end, so that a path can follow.
fn as_folder(mut address: Url) -> Url {
    if !address.path().ends_with('/') {
        let path = format!("{}/", address.path());
        address.set_path(&path);
    }
    address
}

/// A constant of `live`.
#[expect(clippy::expect_used, reason = "the texts are constants, and a test reads them")]
fn parsed(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(gallery: Option<&str>, index: Option<&str>) -> Addresses {
        Addresses::from_texts(|name| match name {
            live::GALLERY_VARIABLE => gallery.map(ToOwned::to_owned),
            _ => index.map(ToOwned::to_owned),
        })
    }

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn without_a_setting_it_is_the_live_site() {
        assert_eq!(from(None, None), Addresses::live());
    }

    #[test]
    fn a_company_and_a_test_can_stand_in() {
        let addresses = from(
            Some("https://nuget.example/feed"),
            Some("http://127.0.0.1:4711/v3/index.json"),
        );
        assert_eq!(addresses.gallery, url("https://nuget.example/feed/"));
        assert_eq!(addresses.index, url("http://127.0.0.1:4711/v3/index.json"));
        assert_eq!(
            addresses.page(["profiles", "a name"]),
            url("https://nuget.example/feed/profiles/a%20name")
        );
    }

    #[test]
    fn a_setting_that_is_no_secure_address_counts_as_none() {
        for text in ["", "nuget.org", "http://nuget.example/", "file:///etc/passwd", "https:"] {
            assert_eq!(from(Some(text), Some(text)), Addresses::live(), "{text}");
        }
    }

    #[test]
    fn an_index_leads_only_to_secured_addresses_or_within_this_computer() {
        let live = Addresses::live();
        assert!(live.allow(&url("https://search.example/query")));
        assert!(!live.allow(&url("http://search.example/query")));
        assert!(!live.allow(&url("http://127.0.0.1/query")));
        let local = from(Some("http://[::1]:1/"), Some("http://localhost:1/index.json"));
        assert!(local.are_local());
        assert!(local.allow(&url("http://127.0.0.1:2/query")));
        assert!(!local.allow(&url("http://search.example/query")));
        assert!(!local.allow(&url("ftp://127.0.0.1/")));
    }
}
