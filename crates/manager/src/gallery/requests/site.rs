//! The calls to nuget.org.

use super::Told;
use contract::Problem;
use nuget_org::{Assisted, Looked, Permit, Site};
use wizards::{Answer, OwnersOf, SiteRequest};

/// A call that may be made.
pub enum SiteCall {
    /// A look at this account.
    Look(String),
    /// A look at the owners of these packages.
    Owners(Vec<String>),
    /// A post, which was counted.
    Post(Permit),
}

/// Whether the call may be made now; what posts is counted by the app's own limit.
///
/// # Errors
/// As [`Site::permit`].
pub fn permit(site: &Site, request: &SiteRequest) -> Result<SiteCall, Problem> {
    Ok(match request {
        SiteRequest::Look { username } => SiteCall::Look(username.clone()),
        SiteRequest::Owners { packages } => SiteCall::Owners(packages.clone()),
        SiteRequest::MaskedAddress { username } => SiteCall::Post(site.permit(username, None)?),
        SiteRequest::MailLogins { username, address } => SiteCall::Post(site.permit(username, Some(address))?),
    })
}

/// Makes the call.
///
/// # Errors
/// As those of [`Site`].
pub async fn ask_site(site: &Site, call: SiteCall) -> Result<Told, Problem> {
    let answer = match call {
        SiteCall::Look(username) => match site.look(&username).await? {
            Looked::Seen(seen) => Answer::Seen(Some(seen)),
            Looked::NoProfile => Answer::Seen(None),
        },
        SiteCall::Owners(packages) => {
            let owners = site.owners(&packages).await?;
            let of = packages.into_iter().zip(owners);
            Answer::Owners(of.map(|(id, owners)| OwnersOf { id, owners }).collect())
        }
        SiteCall::Post(permit) => match site.assist(permit).await? {
            Assisted::Masked(mask) => Answer::MaskedAddress(mask),
            Assisted::Mailed => Answer::Done,
        },
    };
    Ok(answer.into())
}
