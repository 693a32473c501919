//! The calls to nuget.org.

use super::Told;
use contract::Problem;
use nuget_org::{Looked, Site};
use wizards::{Answer, SiteRequest};

/// Makes the call.
///
/// # Errors
/// As those of [`Site`].
pub async fn ask_site(site: &Site, request: &SiteRequest) -> Result<Told, Problem> {
    let answer = match request {
        SiteRequest::Look { username } => match site.look(username).await? {
            Looked::Seen(seen) => Answer::Seen(Some(seen)),
            Looked::NoProfile => Answer::Seen(None),
        },
        SiteRequest::MaskedAddress { username } => Answer::MaskedAddress(site.masked_address(username).await?),
        SiteRequest::MailLogins { username, address } => {
            site.mail_logins(username, address).await?;
            Answer::Done
        }
    };
    Ok(answer.into())
}
