//! The calls.

use crate::Addresses;
use contract::{Code, Problem, desktop::nuget_org::PublicAccount};

/// nuget.org, or what stands in for it.
#[derive(Clone, Debug)]
pub struct Site {
    addresses: Addresses,
    http: reqwest::Client,
}

/// What a look found.
#[derive(Clone, Debug, PartialEq)]
pub enum Looked {
    /// There is a profile page, and this is what can be seen.
    Seen(Box<PublicAccount>),
    /// There is no profile page of this name: no live account, though the name may be reserved.
    NoProfile,
}

impl Site {
    /// The site at these addresses.
    #[must_use]
    pub fn new(addresses: Addresses, http: reqwest::Client) -> Self {
        Self { addresses, http }
    }

    /// The addresses.
    #[must_use]
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// What anybody can see of an account.
    ///
    /// # Errors
    /// [`Code::SiteUnreachable`], [`Code::SiteBusy`] with `retry_after`, [`Code::SiteChanged`], [`Code::SiteIntercepted`],
    /// [`Code::UsernameInvalid`] for what cannot be a username.
    pub async fn look(&self, _username: &str) -> Result<Looked, Problem> {
        let _ = &self.http;
        Err(Code::SiteUnreachable.into())
    }

    /// The masked contact address of an account, from the site's own sign-in assistance.
    ///
    /// # Errors
    /// As [`Site::look`], and [`Code::SiteAccountUnknown`], [`Code::SiteLimited`].
    pub async fn masked_address(&self, _username: &str) -> Result<String, Problem> {
        Err(Code::SiteUnreachable.into())
    }

    /// Has the linked logins mailed to the contact address.
    ///
    /// # Errors
    /// As [`Site::masked_address`], and [`Code::SiteAddressWrong`].
    pub async fn mail_logins(&self, _username: &str, _address: &str) -> Result<(), Problem> {
        Err(Code::SiteUnreachable.into())
    }
}

/// The client for the site: it follows no redirection by itself, since where the site leads is an answer too.
///
/// # Errors
/// Where the platform's certificates cannot be loaded.
pub fn http_client() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .user_agent(concat!("NuGetAccounts/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .build()
}
