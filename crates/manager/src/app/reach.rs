//! How the app reaches galleries and identity providers. The practice gallery is no exception, but that it is started
//! first where it does not run.

use crate::{
    gallery::{Clients, GalleryClient, PRACTICE},
    ports::{Ports, PracticeHost},
};
use cache::GalleryRecord;
use contract::{Code, Problem, desktop::nuget_org::NUGET_ORG};
use microsoft::{
    discovery::{Discovery, DiscoveryError},
    provider::Provider,
};
use std::sync::Arc;
use url::Url;

/// The ways out, each remembered while the app runs.
pub(super) struct Reach {
    practice: Arc<dyn PracticeHost>,
    clients: Clients,
    discovery: Discovery,
}

impl Reach {
    pub(super) fn new(ports: &Ports) -> Self {
        Self {
            practice: ports.practice.clone(),
            clients: Clients::new(ports.clock.clone()),
            discovery: Discovery::new(ports.http.clone(), ports.clock.clone()),
        }
    }

    /// A client for a gallery of the list.
    pub(super) async fn gallery(&self, gallery: Result<GalleryRecord, Problem>) -> Result<GalleryClient, Problem> {
        let gallery = gallery?;
        if gallery.id == NUGET_ORG {
            return Err(Problem::new(Code::NotAGallery, "nuget.org has no account API"));
        }
        if gallery.id == PRACTICE {
            return self.clients.at(&self.practice.origin().await?);
        }
        let origin = Url::parse(&gallery.address).map_err(|_| Problem::from(Code::GalleryAddressInvalid))?;
        self.clients.at(&origin)
    }

    /// A client for what may be a gallery.
    pub(super) fn origin(&self, origin: &Url) -> Result<GalleryClient, Problem> {
        self.clients.at(origin)
    }

    /// The provider of a gallery's sign-ins. That of the practice gallery runs beside it.
    pub(super) async fn provider(&self, gallery: &str, authority: &Url) -> Result<Arc<Provider>, Problem> {
        if gallery == PRACTICE {
            self.practice.origin().await?;
        }
        let provider = self.discovery.provider(authority).await;
        provider.map_err(|error| provider_problem(&error))
    }
}

fn provider_problem(error: &DiscoveryError) -> Problem {
    let code = match error {
        DiscoveryError::Unreachable(_) => Code::ProviderUnreachable,
        _ => Code::ProviderInvalid,
    };
    Problem::new(code, error.to_string())
}
