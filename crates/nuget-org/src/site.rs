//! The site as the app knows it.

use crate::{
    Addresses,
    index::{self, Resources},
    memory::Memory,
    pace::Assistance,
    registration::{Registration, Registrations},
    search::{Page, Search},
    together::together,
    transport::Transport,
};
use ambient::{Clock, SystemClock};
use contract::{Code, Problem};
use std::{
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

/// How long one exchange may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many pages of searches are remembered.
const PAGES: usize = 64;

/// How many registrations are remembered.
const REGISTRATIONS: usize = 512;

/// nuget.org, or what stands in for it. Cheap to clone; clones share what they remember and how often they asked.
#[derive(Clone)]
pub struct Site {
    pub(crate) addresses: Addresses,
    pub(crate) transport: Transport,
    pub(crate) memory: Arc<Remembered>,
    pub(crate) assistance: Arc<Mutex<Assistance>>,
}

/// What was read before.
pub(crate) struct Remembered {
    index: Memory<Resources>,
    searches: Memory<Page>,
    registrations: Memory<Registration>,
}

impl Site {
    /// The site at these addresses. `http` should come from [`http_client_for`].
    #[must_use]
    pub fn new(addresses: Addresses, http: reqwest::Client) -> Self {
        let transport = Transport {
            http,
            clock: Arc::new(SystemClock),
            patience: PATIENCE,
        };
        let memory = Remembered {
            index: Memory::new(2),
            searches: Memory::new(PAGES),
            registrations: Memory::new(REGISTRATIONS),
        };
        Self {
            addresses,
            transport,
            memory: Arc::new(memory),
            assistance: Arc::default(),
        }
    }

    /// The same, with another clock: it tells how long pauses last.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.transport.clock = clock;
        self
    }

    /// The same, with another limit for how long one exchange may take; 20 seconds where nothing is said.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.transport.patience = patience;
        self
    }

    /// The addresses.
    #[must_use]
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Whom search names as the owners of packages, in the order in which they were asked for; nothing of what it does not
    /// list.
    ///
    /// # Errors
    /// As [`Site::look`]; half an answer is none. [`Code::PackageInvalid`] for what cannot be an id.
    pub async fn owners(&self, ids: &[String]) -> Result<Vec<Option<Vec<String>>>, Problem> {
        if ids
            .iter()
            .any(|id| id.is_empty() || id.len() > 128 || id.chars().any(char::is_control))
        {
            return Err(Problem::new(Code::PackageInvalid, "not the id of a package").about("id"));
        }
        let resources = self.resources().await?;
        let search = self.search(&resources);
        let hits = together(ids.iter().map(|id| search.package(id)).collect()).await?;
        Ok(hits.into_iter().map(|hit| hit.map(|hit| hit.owners)).collect())
    }

    /// What the service index says.
    pub(crate) async fn resources(&self) -> Result<Arc<Resources>, Problem> {
        let read = |answer: &_| index::read(answer, &self.addresses);
        let address = self.addresses.index.clone();
        self.transport
            .read(&self.memory.index, address, index::LIMIT, read)
            .await
    }

    pub(crate) fn search<'a>(&'a self, resources: &'a Resources) -> Search<'a> {
        Search {
            transport: &self.transport,
            memory: &self.memory.searches,
            services: &resources.search,
        }
    }

    pub(crate) fn registrations<'a>(&'a self, resources: &'a Resources) -> Option<Registrations<'a>> {
        Some(Registrations {
            transport: &self.transport,
            memory: &self.memory.registrations,
            addresses: &self.addresses,
            base: resources.registrations.as_ref()?,
        })
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}

/// The client for the site where the environment says that it is; see [`http_client_for`].
///
/// # Errors
/// Where the platform's certificates cannot be loaded.
pub fn http_client() -> Result<reqwest::Client, reqwest::Error> {
    http_client_for(&Addresses::from_environment())
}

/// The client for the site: it follows no redirection by itself, since where the site leads is an answer too; it keeps no
/// cookies; and it asks no proxy for this computer's own addresses.
///
/// # Errors
/// Where the platform's certificates cannot be loaded.
pub fn http_client_for(addresses: &Addresses) -> Result<reqwest::Client, reqwest::Error> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("NuGetAccounts/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(10));
    if addresses.are_local() {
        return builder.no_proxy().build();
    }
    builder.build()
}
