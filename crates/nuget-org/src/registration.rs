//! A package's registration (documentation, "Package metadata"): when its versions were published, and which are listed.

use crate::{
    Addresses,
    json::document,
    memory::Memory,
    surface::v3,
    transport::{Answer, Transport, changed, looks_like_markup},
};
use contract::{Problem, Timestamp};
use reqwest::StatusCode;
use serde::{Deserialize, de::IgnoredAny};
use std::sync::Arc;
use url::Url;

/// The largest registration that is read, in bytes: 127 versions with their dependencies.
const LIMIT: usize = 8 * 1024 * 1024;

/// What a package's registration says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detail {
    /// Its latest version that is listed, or the latest of all where none is.
    pub(crate) version: String,
    /// When that was published; an unlisted version does not say.
    pub(crate) published: Option<Timestamp>,
    /// Whether it is listed.
    pub(crate) listed: bool,
    /// Whether it is deprecated.
    pub(crate) deprecated: bool,
}

/// A version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) version: String,
    pub(crate) published: Option<Timestamp>,
    pub(crate) listed: bool,
    pub(crate) deprecated: bool,
}

/// The versions of a package, as far as they were read: the latest 64 at least, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Leaves(pub(crate) Vec<Leaf>);

/// A document: its versions, or where the last of them are.
#[derive(Debug)]
pub(crate) enum Registration {
    /// There is no such package.
    Absent,
    /// Here they are.
    Inlined(Leaves),
    /// In another document.
    Elsewhere(Url),
}

/// The way to the registrations.
pub(crate) struct Registrations<'a> {
    pub(crate) transport: &'a Transport,
    pub(crate) memory: &'a Memory<Registration>,
    pub(crate) addresses: &'a Addresses,
    pub(crate) base: &'a Url,
}

impl Registrations<'_> {
    /// The versions of a package; nothing where there is no such package.
    ///
    /// # Errors
    /// Where that cannot be read.
    pub(crate) async fn of(&self, id: &str) -> Result<Option<Leaves>, Problem> {
        let index = self.document(self.address(id)).await?;
        let page = match index.as_ref() {
            Registration::Elsewhere(page) => self.document(page.clone()).await?,
            _ => index,
        };
        match page.as_ref() {
            Registration::Absent => Ok(None),
            Registration::Inlined(leaves) => Ok(Some(leaves.clone())),
            Registration::Elsewhere(_) => Err(changed("registration: no versions")),
        }
    }

    async fn document(&self, address: Url) -> Result<Arc<Registration>, Problem> {
        let read = |answer: &Answer| read(answer, self.addresses);
        self.transport.read(self.memory, address, LIMIT, read).await
    }

    fn address(&self, id: &str) -> Url {
        let mut address = self.base.clone();
        if let Ok(mut segments) = address.path_segments_mut() {
            segments
                .pop_if_empty()
                .push(&id.to_lowercase())
                .push(v3::REGISTRATION_FILE);
        }
        address
    }
}

impl Leaves {
    /// A version, without regard to case and build metadata, and how many come before it.
    pub(crate) fn find(&self, version: &str) -> Option<(usize, &Leaf)> {
        self.0
            .iter()
            .enumerate()
            .find(|(_, leaf)| is_same(&leaf.version, version))
    }

    /// What is told of the package.
    pub(crate) fn detail(&self) -> Option<Detail> {
        let latest = self.0.iter().rfind(|leaf| leaf.listed).or(self.0.last())?;
        Some(Detail {
            version: latest.version.clone(),
            published: latest.published,
            listed: latest.listed,
            deprecated: latest.deprecated,
        })
    }
}

/// Whether two texts name the same version: case and build metadata do not count (documentation, "Package versioning").
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let bare = |version: &str| version.find('+').unwrap_or(version.len());
    one[..bare(one)].eq_ignore_ascii_case(&other[..bare(other)])
}

#[derive(Deserialize)]
struct Page {
    #[serde(rename = "@id")]
    id: Option<String>,
    items: Option<Vec<Item>>,
}

/// A page in an index, or a version in a page.
#[derive(Deserialize)]
struct Item {
    #[serde(rename = "@id")]
    id: Option<String>,
    items: Option<Vec<Item>>,
    #[serde(rename = "catalogEntry")]
    entry: Option<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    version: String,
    published: Option<String>,
    listed: Option<bool>,
    deprecation: Option<IgnoredAny>,
}

fn read(answer: &Answer, addresses: &Addresses) -> Result<Registration, Problem> {
    if answer.status == StatusCode::NOT_FOUND && is_from_storage(answer) {
        return Ok(Registration::Absent);
    }
    let page: Page = document(answer, "registration")?;
    let Some(items) = page.items else {
        return page.id.map_or_else(
            || Err(changed("registration: no versions")),
            |id| elsewhere(&id, addresses),
        );
    };
    let Some(last) = items.last() else {
        return Ok(Registration::Inlined(Leaves::default()));
    };
    // A document of versions.
    if last.entry.is_some() {
        return leaves(items).map(Registration::Inlined);
    }
    // An index of pages: those without versions of their own stand elsewhere.
    match (&last.items, &last.id) {
        (Some(_), _) => {
            let versions = items.into_iter().filter_map(|page| page.items).flatten().collect();
            leaves(versions).map(Registration::Inlined)
        }
        (None, Some(id)) => elsewhere(id, addresses),
        (None, None) => Err(changed("registration: a page without an address")),
    }
}

/// Whether a 404 is the word of the storage behind the site, which speaks XML or nothing, rather than somebody's page.
fn is_from_storage(answer: &Answer) -> bool {
    let text = answer.text();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    !looks_like_markup(text) || text.starts_with("<?xml")
}

fn elsewhere(id: &str, addresses: &Addresses) -> Result<Registration, Problem> {
    let address = Url::parse(id).ok().filter(|address| addresses.allow(address));
    address
        .map(Registration::Elsewhere)
        .ok_or_else(|| changed("registration: a page that is not secured"))
}

fn leaves(items: Vec<Item>) -> Result<Leaves, Problem> {
    let entries: Option<Vec<Leaf>> = items.into_iter().map(|item| item.entry.map(Entry::leaf)).collect();
    entries
        .map(Leaves)
        .ok_or_else(|| changed("registration: a version without an entry"))
}

impl Entry {
    fn leaf(self) -> Leaf {
        let published = self.published.filter(|text| !text.starts_with(v3::UNLISTED_YEAR));
        Leaf {
            // Should be considered as listed if absent.
            listed: self.listed.unwrap_or(true),
            published: published.and_then(|text| serde_json::from_value(text.into()).ok()),
            deprecated: self.deprecation.is_some(),
            version: self.version,
        }
    }
}
