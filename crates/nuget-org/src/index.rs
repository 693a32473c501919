//! The V3 service index: which address does what (documentation, "Service index").

use crate::{
    Addresses,
    json::{Texts, document},
    surface::v3,
    transport::{Answer, changed},
};
use contract::Problem;
use serde::Deserialize;
use std::cmp::Reverse;
use url::Url;

/// The largest index that is read, in bytes; the site's is about 10,000.
pub(crate) const LIMIT: usize = 256 * 1024;

/// How many search services are tried one after the other; the site has two.
const SEARCHES: usize = 3;

/// What is used of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Resources {
    /// The search services, the first to ask first.
    pub(crate) search: Vec<Url>,
    /// The newest registrations.
    pub(crate) registrations: Option<Url>,
}

#[derive(Deserialize)]
struct Index {
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type", default)]
    kinds: Texts,
}

/// Reads the index. Addresses that are not secured are left out.
pub(crate) fn read(answer: &Answer, addresses: &Addresses) -> Result<Resources, Problem> {
    let index: Index = document(answer, "service index")?;
    let mut found: Vec<(String, Url)> = Vec::new();
    for resource in index.resources {
        let Ok(address) = Url::parse(&resource.id) else {
            continue;
        };
        if addresses.allow(&address) {
            let kinds = resource.kinds.into_vec();
            found.extend(kinds.into_iter().map(|kind| (kind, address.clone())));
        }
    }
    let mut search = newest_first(&found, v3::SEARCH);
    if search.is_empty() {
        return Err(changed("service index: no search"));
    }
    search.truncate(SEARCHES);
    let registrations = newest_first(&found, v3::REGISTRATIONS).into_iter().next();
    Ok(Resources { search, registrations })
}

/// The addresses of a type, the newest version first, each once; of one version in the order of the index.
fn newest_first(found: &[(String, Url)], kind: &str) -> Vec<Url> {
    let of_kind = found
        .iter()
        .filter_map(|(name, address)| Some((version(name, kind)?, address)));
    let mut of_kind: Vec<_> = of_kind.collect();
    of_kind.sort_by_key(|(version, _)| Reverse(*version));
    let mut addresses: Vec<Url> = Vec::new();
    for (_, address) in of_kind {
        if !addresses.contains(address) {
            addresses.push(address.clone());
        }
    }
    addresses
}

/// The version in the name of a type: `Kind`, `Kind/3.5.0`, `Kind/3.0.0-rc`, which is before 3.0.0. What is no number, as
/// in `Kind/Versioned`, is none.
fn version(name: &str, kind: &str) -> Option<([u32; 3], bool)> {
    let rest = name.strip_prefix(kind)?;
    if rest.is_empty() {
        return Some(([0; 3], true));
    }
    let (numbers, is_release) = match rest.strip_prefix('/')?.split_once('-') {
        Some((numbers, _)) => (numbers, false),
        None => (&rest[1..], true),
    };
    let mut version = [0; 3];
    for (at, number) in numbers.split('.').enumerate() {
        *version.get_mut(at)? = number.parse().ok()?;
    }
    Some((version, is_release))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Code;
    use reqwest::StatusCode;

    fn index(json: &str) -> Result<Resources, Problem> {
        let answer = Answer {
            status: StatusCode::OK,
            headers: reqwest::header::HeaderMap::new(),
            body: json.as_bytes().to_vec(),
            asked: Addresses::live().index,
        };
        read(&answer, &Addresses::live())
    }

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn the_newest_version_is_used_and_the_second_address_kept_in_reserve() {
        let resources = index(
            r#"{"version":"3.0.0","resources":[
                {"@id":"https://old.example/query","@type":"SearchQueryService"},
                {"@id":"https://one.example/query","@type":"SearchQueryService/3.5.0","comment":"primary"},
                {"@id":"https://two.example/query","@type":"SearchQueryService/3.5.0"},
                {"@id":"https://old.example/query","@type":"SearchQueryService/3.0.0-rc"},
                {"@id":"https://other.example/","@type":"SearchQueryServiceOther/9.0.0"},
                {"@id":"https://r.example/semver1/","@type":"RegistrationsBaseUrl/3.4.0"},
                {"@id":"https://r.example/semver2/","@type":["RegistrationsBaseUrl/3.6.0","Other"]},
                {"@id":"https://r.example/versioned/","@type":"RegistrationsBaseUrl/Versioned"}
            ]}"#,
        );
        let resources = resources.unwrap();
        let search = [
            "https://one.example/query",
            "https://two.example/query",
            "https://old.example/query",
        ];
        assert_eq!(resources.search, search.map(url));
        assert_eq!(resources.registrations, Some(url("https://r.example/semver2/")));
    }

    #[test]
    fn an_address_that_is_not_secured_is_not_used() {
        let json = r#"{"resources":[{"@id":"http://one.example/query","@type":"SearchQueryService"}]}"#;
        assert_eq!(index(json).unwrap_err().code, Code::SiteChanged);
    }

    #[test]
    fn another_form_is_not_guessed_at() {
        for json in ["{}", "[]", "{\"resources\":{}}", "{\"resources\":[{}]}", "", "\"x\""] {
            assert_eq!(index(json).unwrap_err().code, Code::SiteChanged, "{json}");
        }
    }
}
