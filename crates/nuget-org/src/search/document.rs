//! A page of a search, as the service answers with it.

use crate::{
    json::{Texts, document},
    transport::{Answer, changed},
};
use contract::Problem;
use serde::{Deserialize, de::IgnoredAny};

/// The longest id, version or name that is believed; the site's ids end at 100 characters, its versions at 64.
const LONGEST: usize = 256;

/// How many versions of a package are compared with those of the look before; the earlier ones are not.
pub(crate) const KEPT: usize = 256;

/// A package as search lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) id: String,
    /// The latest listed version.
    pub(crate) version: String,
    pub(crate) downloads: u64,
    /// Sorted; empty where search does not say.
    pub(crate) owners: Vec<String>,
    pub(crate) verified: bool,
    pub(crate) deprecated: bool,
    /// The listed versions, the oldest first: the latest [`KEPT`].
    pub(crate) versions: Vec<String>,
}

/// A page of a search.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// How many packages the search found in all.
    pub(super) total: u64,
    pub(super) hits: Vec<Hit>,
}

impl Hit {
    /// Whether search says that this account owns it.
    pub(crate) fn is_owned_by(&self, username: &str) -> bool {
        self.owners.iter().any(|owner| owner.eq_ignore_ascii_case(username))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    total_hits: u64,
    data: Vec<Package>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Package {
    id: String,
    version: String,
    #[serde(default)]
    owners: Texts,
    total_downloads: Option<u64>,
    versions: Option<Vec<Version>>,
    verified: Option<bool>,
    deprecation: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Version {
    downloads: Option<u64>,
    version: Option<String>,
}

/// Reads a page.
pub(super) fn read(answer: &Answer) -> Result<Page, Problem> {
    let document: Document = document(answer, "search")?;
    let hits: Option<Vec<Hit>> = document.data.into_iter().map(Package::hit).collect();
    Ok(Page {
        total: document.total_hits,
        hits: hits.ok_or_else(|| changed("search: an id or a version that cannot be one"))?,
    })
}

impl Package {
    fn hit(self) -> Option<Hit> {
        if !fits(&self.id) || !fits(&self.version) {
            return None;
        }
        let of_versions = || {
            self.versions
                .iter()
                .flatten()
                .filter_map(|version| version.downloads)
                .sum()
        };
        let downloads = self.total_downloads.unwrap_or_else(of_versions);
        let listed = self
            .versions
            .into_iter()
            .flatten()
            .filter_map(|version| version.version);
        let mut versions: Vec<String> = listed.filter(|version| fits(version)).collect();
        versions.drain(..versions.len().saturating_sub(KEPT));
        Some(Hit {
            downloads,
            versions,
            owners: sorted(self.owners.into_vec()),
            verified: self.verified.unwrap_or_default(),
            deprecated: self.deprecation.is_some(),
            id: self.id,
            version: self.version,
        })
    }
}

/// Whether a text can be an id, a version or a name.
fn fits(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && !text.chars().any(char::is_control)
}

/// Names without regard to case, each once.
fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.retain(|name| fits(name));
    names.sort_by_key(|name| name.to_lowercase());
    names.dedup_by(|one, other| one.eq_ignore_ascii_case(other));
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Code;
    use reqwest::StatusCode;
    use url::Url;

    fn page(json: &str) -> Result<Page, Code> {
        let answer = Answer {
            status: StatusCode::OK,
            headers: reqwest::header::HeaderMap::new(),
            body: json.as_bytes().to_vec(),
            asked: Url::parse("https://search.example/query").unwrap(),
        };
        read(&answer).map_err(|problem| problem.code)
    }

    #[test]
    fn owners_are_one_name_or_several() {
        let json = r#"{"@context":{},"totalHits":3,"data":[
            {"id":"A","version":"1.0.0","owners":"Bob","totalDownloads":7,"verified":true,"deprecation":{"reasons":["Legacy"]}},
            {"id":"B","version":"2.0.0-rc+x","owners":["carol","Bob","bob"],"versions":[{"version":"1","downloads":3},{"downloads":4}]},
            {"id":"C","version":"1","owners":null,"deprecation":null}
        ]}"#;
        let hits = page(json).unwrap().hits;
        let said: Vec<_> = hits
            .iter()
            .map(|hit| (hit.id.as_str(), hit.owners.join(","), hit.downloads))
            .collect();
        assert_eq!(
            said,
            [
                ("A", "Bob".to_owned(), 7),
                ("B", "Bob,carol".to_owned(), 7),
                ("C", String::new(), 0)
            ]
        );
        let flags: Vec<_> = hits.iter().map(|hit| (hit.verified, hit.deprecated)).collect();
        assert_eq!(flags, [(true, true), (false, false), (false, false)]);
    }

    #[test]
    fn of_very_many_versions_the_latest_are_kept() {
        let all: Vec<String> = (0..1000).map(|n| format!(r#"{{"version":"1.0.{n}"}}"#)).collect();
        let json = format!(
            r#"{{"totalHits":1,"data":[{{"id":"A","version":"1.0.999","versions":[{}]}}]}}"#,
            all.join(",")
        );
        let hits = page(&json).unwrap().hits;
        let kept = &hits[0].versions;
        assert_eq!(
            (kept.len(), kept[0].as_str(), kept[KEPT - 1].as_str()),
            (KEPT, "1.0.744", "1.0.999")
        );
    }

    #[test]
    fn another_form_is_not_guessed_at() {
        for json in [
            "{}",
            r#"{"totalHits":1}"#,
            r#"{"totalHits":-1,"data":[]}"#,
            r#"{"totalHits":1,"data":[{"id":"A"}]}"#,
            r#"{"totalHits":1,"data":[{"id":"","version":"1"}]}"#,
            r#"{"totalHits":1,"data":[{"id":"A\u0007","version":"1"}]}"#,
            r#"{"totalHits":1,"data":[{"id":"A","version":"1""#,
        ] {
            assert_eq!(page(json), Err(Code::SiteChanged), "{json}");
        }
        assert_eq!(page("<html>Sign in</html>"), Err(Code::SiteIntercepted));
    }
}
