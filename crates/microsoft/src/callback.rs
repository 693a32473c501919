//! The way back from the browser: which addresses are ours, and what one of them brings (RFC 6749 4.1.2, RFC 9207).

mod address;
mod parameters;
mod pasted;
mod refusal;

pub use refusal::CallbackRefusal;

use crate::{
    provider::{IssuerRule, Provider},
    tenant::is_instance,
};
use contract::{APP_ID, Secret};
use parameters::Parameters;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The path of every way back, in the deep link behind the scheme's slashes and on loopback behind the port.
const PATH: &str = "auth/callback";

/// What the browser brought back. Nothing of it is believed before its state is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    /// The issuer's segment of the path; none on the bare path, which is Microsoft's.
    pub segment: Option<String>,
    /// The state.
    pub state: Secret,
    /// A code or an error.
    pub outcome: Outcome,
    /// The issuer, where the provider sends it (RFC 9207).
    pub iss: Option<String>,
}

/// How the sign-in at the provider ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With a code for the exchange.
    Code(Secret),
    /// With an error.
    Refused {
        /// The OAuth error.
        error: String,
        /// What the provider says about it, for people; may be empty.
        description: String,
    },
}

/// What an issuer's own way back ends in: the first 16 bytes of its SHA-256 in lower-case hex (32 characters). Issuers
/// with ways back of their own cannot be mixed up (RFC 8252 8.10).
#[must_use]
pub fn issuer_segment(issuer: &str) -> String {
    hex::encode(&Sha256::digest(issuer.as_bytes())[..16])
}

/// The way back by the app's own scheme (RFC 8252 7.1). The bare one is Microsoft's.
#[must_use]
pub fn deep_link_redirect(provider: &Provider) -> String {
    format!("{APP_ID}://{PATH}{}", own_path(provider))
}

/// The way back over a loopback port (RFC 8252 7.3).
#[must_use]
pub fn loopback_redirect(provider: &Provider, port: u16) -> String {
    format!("http://127.0.0.1:{port}/{PATH}{}", own_path(provider))
}

/// Reads a link as it comes from the operating system, which lets any program send any link.
///
/// # Errors
/// [`CallbackRefusal`] for anything but our own scheme, `auth/callback` and well-formed parameters; links have no user,
/// port or fragment, at most 4096 bytes, and each known parameter at most once.
pub fn parse_link(link: &str) -> Result<Callback, CallbackRefusal> {
    parse(link, address::strip_link)
}

/// Reads the path and query of a request on the loopback port.
///
/// # Errors
/// As for [`parse_link`].
pub fn parse_loopback(path_and_query: &str) -> Result<Callback, CallbackRefusal> {
    parse(path_and_query, |address| address.strip_prefix('/'))
}

/// Reads either kind of address as people paste it: with white space, quotes or angle brackets around it and line
/// breaks inside.
///
/// # Errors
/// As for [`parse_link`], after the text was cleaned.
pub fn parse_pasted(text: &str) -> Result<Callback, CallbackRefusal> {
    parse(&pasted::clean(text)?, |address| {
        address::strip_link(address).or_else(|| address::strip_loopback(address))
    })
}

impl Callback {
    /// Whether the state is the attempt's, compared in constant time.
    #[must_use]
    pub fn matches_state(&self, state: &Secret) -> bool {
        self.state.expose().as_bytes().ct_eq(state.expose().as_bytes()).into()
    }

    /// Whether it came from this provider: by the provider's own way back (the bare one for Microsoft alone) and, where
    /// an issuer is named, from its issuer or a tenant's instance of its template.
    #[must_use]
    pub fn came_from(&self, provider: &Provider) -> bool {
        let own_way = match &self.segment {
            None => provider.is_microsoft(),
            Some(segment) => !provider.is_microsoft() && *segment == issuer_segment(provider.issuer_id()),
        };
        own_way && self.iss.as_deref().is_none_or(|iss| names(provider, iss))
    }
}

fn names(provider: &Provider, iss: &str) -> bool {
    let tenant = matches!(&provider.issuer, IssuerRule::Template(template) if is_instance(template, iss));
    tenant || iss == provider.issuer_id()
}

fn own_path(provider: &Provider) -> String {
    if provider.is_microsoft() {
        String::new()
    } else {
        format!("/{}", issuer_segment(provider.issuer_id()))
    }
}

fn parse(text: &str, strip: impl FnOnce(&str) -> Option<&str>) -> Result<Callback, CallbackRefusal> {
    address::check_text(text)?;
    let rest = strip(text).ok_or(CallbackRefusal::Address)?;
    let (path, query) = rest.split_once('?').ok_or(CallbackRefusal::Address)?;
    let segment = address::segment(path)?;
    let Parameters {
        state,
        code,
        error,
        description,
        iss,
    } = Parameters::parse(query)?;
    let outcome = match (code, error) {
        (Some(code), None) => Outcome::Code(code),
        (None, Some(error)) => Outcome::Refused {
            error,
            description: description.unwrap_or_default(),
        },
        _ => return Err(CallbackRefusal::Outcome),
    };
    Ok(Callback {
        segment,
        state: state.ok_or(CallbackRefusal::State)?,
        outcome,
        iss,
    })
}

#[cfg(test)]
mod tests;
