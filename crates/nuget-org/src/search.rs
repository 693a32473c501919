//! The V3 search service (documentation, "Search"): the listed packages of an owner.

mod document;
mod narrow;

use crate::{
    memory::Memory,
    surface::v3,
    together::together,
    transport::{Transport, changed},
};
use contract::{Code, Problem};
pub(crate) use document::{Hit, KEPT, Page};
use narrow::Words;
use std::{collections::BTreeMap, sync::Arc};
use url::Url;

/// The largest page of a search that is read, in bytes: a hundred packages with all their versions.
const LIMIT: usize = 16 * 1024 * 1024;

/// The same for the largest page that the site gives: its thousand packages come with far fewer versions each.
const LARGE_LIMIT: usize = 64 * 1024 * 1024;

/// How many words one look asks for besides the owner, of an account with more packages than can be paged to.
const WORDS: usize = 48;

/// Of how many of them it reads the packages; of the others it is only asked how many there are.
const READ: usize = 24;

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

/// A part of what a query finds.
#[derive(Clone, Copy)]
struct Part {
    skip: u32,
    take: u32,
}

impl Search<'_> {
    /// The packages of an owner. Where there are more than can be paged to, those that share a word with what was read, or
    /// with what is `known` from before, are asked for besides: as many as one look may.
    ///
    /// # Errors
    /// Where any page cannot be read: half an answer is none. That the site does not know narrower questions only leaves
    /// the answer incomplete.
    pub(crate) async fn owned_by(&self, username: &str, known: &[&str]) -> Result<Found, Problem> {
        let owner = format!("{}{username}", v3::OWNER);
        let mut found = self.all(&owner).await?;
        let is_theirs = |hit: &Hit| hit.owners.is_empty() || hit.is_owned_by(username);
        let reached = found.hits.len() >= v3::MOST as usize;
        found.hits.retain(|_, hit| is_theirs(hit));
        if !found.complete && reached {
            match self.narrowed(&owner, username, known, &mut found).await {
                Err(problem) if problem.code != Code::SiteChanged => return Err(problem),
                _ => {}
            }
        }
        Ok(found)
    }

    /// A package by its id, if search lists it.
    ///
    /// # Errors
    /// Where the answer cannot be read.
    pub(crate) async fn package(&self, id: &str) -> Result<Option<Hit>, Problem> {
        let (_, page) = self.first(&format!("{}{id}", v3::PACKAGE), v3::PAGE).await?;
        let hit = page.hits.iter().find(|hit| hit.id.eq_ignore_ascii_case(id));
        Ok(hit.cloned())
    }

    /// Asks for the packages of an owner with one word after the other in their ids. That all are there is known when as
    /// many were read as search counts of the owner alone, whatever a word means to the service.
    async fn narrowed(&self, owner: &str, username: &str, known: &[&str], found: &mut Found) -> Result<(), Problem> {
        let seen = found.hits.values().map(|hit| hit.id.as_str());
        let mut words = Words::of(seen, known.iter().copied());
        let mut read = 0;
        for _ in 0..WORDS {
            let Some(word) = words.next(found.in_all, v3::MOST).filter(|_| read < READ) else {
                return Ok(());
            };
            let query = format!("{owner} {}{}", v3::ID_WORD, word.text);
            if !word.leads_to_known && self.first(&query, 1).await?.1.total <= word.known {
                continue;
            }
            read += 1;
            let (_, page) = self.first(&query, v3::LARGE_PAGE).await?;
            for hit in page.hits.iter().filter(|hit| hit.is_owned_by(username)) {
                words.read(&hit.id);
                found.hits.insert(hit.id.to_lowercase(), hit.clone());
            }
            found.complete = found.hits.len() == found.in_all as usize;
            if found.hits.len() >= found.in_all as usize {
                return Ok(());
            }
        }
        Ok(())
    }

    /// All that a query finds, as far as it can be paged to. Packages may change their places while it is read, so what
    /// does not add up is read once more.
    async fn all(&self, query: &str) -> Result<Found, Problem> {
        let found = self.once(query).await?;
        if found.complete || found.hits.len() >= v3::MOST as usize {
            return Ok(found);
        }
        self.once(query).await
    }

    async fn once(&self, query: &str) -> Result<Found, Problem> {
        let (service, first) = self.first(query, v3::PAGE).await?;
        let total = u32::try_from(first.total).unwrap_or(u32::MAX);
        let parts = after_the_first(total).into_iter();
        let rest = together(parts.map(|part| self.page(service, query, part)).collect()).await?;
        let pages = || std::iter::once(&first).chain(&rest);
        let hits = pages().flat_map(|page| &page.hits);
        let hits: BTreeMap<String, Hit> = hits.map(|hit| (hit.id.to_lowercase(), hit.clone())).collect();
        let complete = pages().all(|page| page.total == first.total) && hits.len() as u64 == first.total;
        Ok(Found {
            hits,
            complete,
            in_all: total,
        })
    }

    /// The first page, of the first service that is in order.
    async fn first(&self, query: &str, take: u32) -> Result<(&Url, Arc<Page>), Problem> {
        let mut refusal = changed("service index: no search");
        for service in self.services {
            match self.page(service, query, Part { skip: 0, take }).await {
                Ok(page) => return Ok((service, page)),
                Err(problem) if is_out_of_order(&problem) => refusal = problem,
                Err(problem) => return Err(problem),
            }
        }
        Err(refusal)
    }

    async fn page(&self, service: &Url, query: &str, Part { skip, take }: Part) -> Result<Arc<Page>, Problem> {
        let mut address = service.clone();
        address
            .query_pairs_mut()
            .append_pair("q", query)
            .append_pair("skip", &skip.to_string())
            .append_pair("take", &take.to_string())
            .extend_pairs(v3::EVERYTHING);
        let limit = if take > v3::PAGE { LARGE_LIMIT } else { LIMIT };
        self.transport.read(self.memory, address, limit, document::read).await
    }
}

/// The parts after the first page: pages as far as they can be skipped to, and from there on one large page.
fn after_the_first(total: u32) -> Vec<Part> {
    let pages = (v3::PAGE..total.min(v3::MOST_SKIPPED)).step_by(v3::PAGE as usize);
    let mut parts: Vec<Part> = pages.map(|skip| Part { skip, take: v3::PAGE }).collect();
    if total > v3::MOST_SKIPPED {
        parts.push(Part {
            skip: v3::MOST_SKIPPED,
            take: v3::LARGE_PAGE,
        });
    }
    parts
}

/// Whether another service may do better: this one fails, and did not ask for a pause.
fn is_out_of_order(problem: &Problem) -> bool {
    match problem.code {
        Code::SiteUnreachable => true,
        Code::SiteBusy => problem.status >= 500 && problem.retry_after.is_none(),
        _ => false,
    }
}
