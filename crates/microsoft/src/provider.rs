//! An identity provider, as its own metadata describes it (OpenID Connect Discovery 1.0).

use crate::tenant::{PLACEHOLDER, is_guid};
use serde::Deserialize;
use std::net::IpAddr;
use thiserror::Error;
use url::{Host, Url};

/// The host of Microsoft's own authorities.
pub const MICROSOFT_HOST: &str = "login.microsoftonline.com";

/// Which issuers an ID token of a provider may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssuerRule {
    /// A tenant's issuer: this text with `{tenantid}` replaced by the token's `tid` (Microsoft's `common`,
    /// `organizations`).
    Template(String),
    /// Exactly this issuer.
    Exact(String),
}

/// An identity provider: where it is and where its endpoints are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// The base address under which its metadata was found.
    pub authority: Url,
    /// Which issuers its tokens name.
    pub issuer: IssuerRule,
    /// Where the browser is sent.
    pub authorization_endpoint: Url,
    /// Where a code becomes an ID token.
    pub token_endpoint: Url,
    /// Where its signing keys are.
    pub jwks_uri: Url,
}

/// Why a provider's description was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProviderError {
    /// It is not JSON of the expected form.
    #[error("the provider's description is not of the form of OpenID Connect Discovery")]
    Malformed,
    /// An address is not secured by TLS and not on this computer, or has a user, a fragment or, where none belongs,
    /// a query; or it is an endpoint on this computer of an authority that is elsewhere.
    #[error("the provider's address for `{0}` is not one that can be trusted")]
    Address(&'static str),
    /// The issuer does not belong to the authority.
    #[error("the provider names an issuer that does not belong to its address")]
    Issuer,
    /// The key set holds no RSA signing key with an id.
    #[error("the provider has no signing key that can be used")]
    NoKeys,
}

/// The members of OpenID Provider Metadata that are used (OpenID Connect Discovery 1.0, 3).
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: Url,
    token_endpoint: Url,
    jwks_uri: Url,
}

impl Provider {
    /// Parses the OpenID Provider Metadata found at `{authority}/.well-known/openid-configuration`.
    ///
    /// # Errors
    /// [`ProviderError::Malformed`] where it is not such metadata; [`ProviderError::Address`] where the authority or an
    /// endpoint is neither https nor on a loopback IP, or an endpoint is on this computer and the authority is not
    /// (rule 2.14); [`ProviderError::Issuer`] where the issuer does not belong to the authority (see [`IssuerRule`]).
    pub fn from_metadata(authority: &Url, json: &[u8]) -> Result<Self, ProviderError> {
        check_authority(authority)?;
        let metadata: Metadata = serde_json::from_slice(json).map_err(|_| ProviderError::Malformed)?;
        check_endpoint("authorization_endpoint", authority, &metadata.authorization_endpoint)?;
        check_endpoint("token_endpoint", authority, &metadata.token_endpoint)?;
        check_endpoint("jwks_uri", authority, &metadata.jwks_uri)?;
        Ok(Self {
            authority: authority.clone(),
            issuer: issuer_rule(authority, metadata.issuer)?,
            authorization_endpoint: metadata.authorization_endpoint,
            token_endpoint: metadata.token_endpoint,
            jwks_uri: metadata.jwks_uri,
        })
    }

    /// The issuer's text as in the metadata: with the placeholder where it is a template.
    #[must_use]
    pub fn issuer_id(&self) -> &str {
        match &self.issuer {
            IssuerRule::Template(text) | IssuerRule::Exact(text) => text,
        }
    }

    /// Whether the authority is Microsoft's own, to which the bare way back belongs.
    #[must_use]
    pub fn is_microsoft(&self) -> bool {
        self.authority.scheme() == "https"
            && self.authority.host_str() == Some(MICROSOFT_HOST)
            && self.authority.port().is_none()
    }
}

/// Checks an authority before anything is asked of it.
///
/// # Errors
/// [`ProviderError::Address`] as for [`Provider::from_metadata`]; an authority has no query either.
pub fn check_authority(authority: &Url) -> Result<(), ProviderError> {
    check_address("authority", authority)?;
    if authority.query().is_some() {
        Err(ProviderError::Address("authority"))
    } else {
        Ok(())
    }
}

/// Whether tokens of this authority may name this issuer, as far as that can be told without asking it: whatever its
/// description says, the issuer lies at its origin (see [`IssuerRule`]).
#[must_use]
pub fn may_name(authority: &Url, issuer: &str) -> bool {
    let rest = issuer.strip_prefix(&authority.origin().ascii_serialization());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether the address is on this computer by its number; a name such as `localhost` can be pointed elsewhere.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.octets() == [127, 0, 0, 1],
        Some(Host::Ipv6(address)) => address.is_loopback(),
        _ => false,
    }
}

fn check_address(what: &'static str, url: &Url) -> Result<(), ProviderError> {
    let secure = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url));
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if secure && plain && url.has_host() {
        Ok(())
    } else {
        Err(ProviderError::Address(what))
    }
}

/// An authority elsewhere has nothing to say to the programs of this computer: they would take what is posted to them
/// for a request of the person's own (rule 2.14).
fn check_endpoint(what: &'static str, authority: &Url, url: &Url) -> Result<(), ProviderError> {
    check_address(what, url)?;
    if is_here(url) && !is_here(authority) {
        Err(ProviderError::Address(what))
    } else {
        Ok(())
    }
}

/// Whether the address leads to this computer in any way that can be told from its text: more than [`is_loopback`], as
/// here it is what is refused.
fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => is_number_of_here(address.into()),
        Some(Host::Ipv6(address)) => is_number_of_here(address.to_canonical()),
        Some(Host::Domain(name)) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// The unspecified address is answered by this computer too.
fn is_number_of_here(address: IpAddr) -> bool {
    address.is_loopback() || address.is_unspecified()
}

fn issuer_rule(authority: &Url, issuer: String) -> Result<IssuerRule, ProviderError> {
    if issuer.contains(['{', '}']) {
        return if is_template_at(authority, &issuer) {
            Ok(IssuerRule::Template(issuer))
        } else {
            Err(ProviderError::Issuer)
        };
    }
    let same = without_last_slash(&issuer) == without_last_slash(authority.as_str());
    if same || is_tenant_of_alias(authority, &issuer) {
        Ok(IssuerRule::Exact(issuer))
    } else {
        Err(ProviderError::Issuer)
    }
}

/// A template belongs to the authority where both are at one origin and the placeholder is one whole path segment.
fn is_template_at(authority: &Url, issuer: &str) -> bool {
    let Some(path) = path_at(authority, issuer) else {
        return false;
    };
    let placeholders = path.split('/').filter(|segment| *segment == PLACEHOLDER).count();
    placeholders == 1 && !path.replace(PLACEHOLDER, "").contains(['{', '}'])
}

/// `consumers` or a domain name stands for a tenant: the issuer then names the tenant by its GUID, and nothing else may
/// differ.
fn is_tenant_of_alias(authority: &Url, issuer: &str) -> bool {
    let authority_path = without_last_slash(authority.path())
        .strip_prefix('/')
        .unwrap_or_default();
    let (alias, rest) = first_segment(authority_path);
    let Some((tenant, issuer_rest)) = path_at(authority, issuer).map(without_last_slash).map(first_segment) else {
        return false;
    };
    !alias.is_empty() && !is_guid(alias) && is_guid(tenant) && rest == issuer_rest
}

/// The issuer's path without its first slash, where the issuer's text begins with the authority's origin and has
/// neither a query nor a fragment.
fn path_at<'a>(authority: &Url, issuer: &'a str) -> Option<&'a str> {
    let path = issuer
        .strip_prefix(&authority.origin().ascii_serialization())?
        .strip_prefix('/')?;
    (!path.contains(['?', '#', '\\']) && path.is_ascii()).then_some(path)
}

fn first_segment(path: &str) -> (&str, &str) {
    path.split_once('/').unwrap_or((path, ""))
}

fn without_last_slash(text: &str) -> &str {
    text.strip_suffix('/').unwrap_or(text)
}

#[cfg(test)]
mod tests;
