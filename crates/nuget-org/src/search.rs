//! The V3 search service (documentation, "Search"): the listed packages of an owner.

use crate::{
    json::{Texts, document},
    memory::Memory,
    surface::v3,
    transport::{Answer, Transport, changed},
};
use contract::{Code, Problem};
use futures::{StreamExt, TryStreamExt, stream};
use serde::{Deserialize, de::IgnoredAny};
use std::{collections::BTreeMap, sync::Arc};
use url::Url;

/// The largest page of a search that is read, in bytes: a hundred packages with all their versions.
const LIMIT: usize = 16 * 1024 * 1024;

/// How many pages are asked for at once.
const AT_ONCE: usize = 4;

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
    total: u64,
    hits: Vec<Hit>,
}

/// What a search found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Each package once, by its id in lower case.
    pub(crate) hits: BTreeMap<String, Hit>,
    /// Whether all of them were read.
    pub(crate) complete: bool,
    /// How many there are, as search says.
    pub(crate) in_all: u32,
}

/// The way to the search service.
pub(crate) struct Search<'a> {
    pub(crate) transport: &'a Transport,
    pub(crate) memory: &'a Memory<Page>,
    /// The services, the first to ask first.
    pub(crate) services: &'a [Url],
}

impl Search<'_> {
    /// The packages of an owner, as many as can be paged to.
    ///
    /// # Errors
    /// Where any page cannot be read: half an answer is none.
    pub(crate) async fn owned_by(&self, username: &str) -> Result<Found, Problem> {
        let found = self.all(&format!("{}{username}", v3::OWNER)).await?;
        let is_theirs = |hit: &Hit| hit.owners.is_empty() || hit.is_owned_by(username);
        Ok(Found {
            hits: found.hits.into_iter().filter(|(_, hit)| is_theirs(hit)).collect(),
            complete: found.complete,
            in_all: found.in_all,
        })
    }

    /// A package by its id, if search lists it.
    ///
    /// # Errors
    /// Where the answer cannot be read.
    pub(crate) async fn package(&self, id: &str) -> Result<Option<Hit>, Problem> {
        let (_, page) = self.first(&format!("{}{id}", v3::PACKAGE)).await?;
        let hit = page.hits.iter().find(|hit| hit.id.eq_ignore_ascii_case(id));
        Ok(hit.cloned())
    }

    /// All that a query finds. Packages may change their places while it is read, so what does not add up is read once
    /// more.
    async fn all(&self, query: &str) -> Result<Found, Problem> {
        let found = self.once(query).await?;
        if found.complete || found.hits.len() >= v3::MOST as usize {
            return Ok(found);
        }
        self.once(query).await
    }

    async fn once(&self, query: &str) -> Result<Found, Problem> {
        let (service, first) = self.first(query).await?;
        let reach = u32::try_from(first.total).unwrap_or(u32::MAX).min(v3::MOST);
        // Collected, since a stream that still holds its closure cannot be proven to be sendable.
        let pages: Vec<_> = (v3::PAGE..reach)
            .step_by(v3::PAGE as usize)
            .map(|skip| self.page(service, query, skip))
            .collect();
        let rest: Vec<Arc<Page>> = stream::iter(pages).buffered(AT_ONCE).try_collect().await?;
        let pages = || std::iter::once(&first).chain(&rest);
        let hits = pages().flat_map(|page| &page.hits);
        let hits: BTreeMap<String, Hit> = hits.map(|hit| (hit.id.to_lowercase(), hit.clone())).collect();
        let complete = pages().all(|page| page.total == first.total) && hits.len() as u64 == first.total;
        let in_all = u32::try_from(first.total).unwrap_or(u32::MAX);
        Ok(Found { hits, complete, in_all })
    }

    /// The first page, of the first service that is in order.
    async fn first(&self, query: &str) -> Result<(&Url, Arc<Page>), Problem> {
        let mut refusal = changed("service index: no search");
        for service in self.services {
            match self.page(service, query, 0).await {
                Ok(page) => return Ok((service, page)),
                Err(problem) if is_out_of_order(&problem) => refusal = problem,
                Err(problem) => return Err(problem),
            }
        }
        Err(refusal)
    }

    async fn page(&self, service: &Url, query: &str, skip: u32) -> Result<Arc<Page>, Problem> {
        let mut address = service.clone();
        address
            .query_pairs_mut()
            .append_pair("q", query)
            .append_pair("skip", &skip.to_string())
            .append_pair("take", &v3::PAGE.to_string())
            .extend_pairs(v3::EVERYTHING);
        self.transport.read(self.memory, address, LIMIT, read).await
    }
}

/// Whether another service may do better: this one fails, and did not ask for a pause.
fn is_out_of_order(problem: &Problem) -> bool {
    match problem.code {
        Code::SiteUnreachable => true,
        Code::SiteBusy => problem.status >= 500 && problem.retry_after.is_none(),
        _ => false,
    }
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

fn read(answer: &Answer) -> Result<Page, Problem> {
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
    #![allow(clippy::unwrap_used)]
    use super::*;
    use reqwest::StatusCode;

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
