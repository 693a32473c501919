//! The sign-in assistance: which Microsoft account opens an account (rules of the gallery, 2.12). The only calls that post
//! to the site. Each fetches the sign-in page for its anti-forgery pair, which is used for this one post and dropped.

mod page;
mod reply;

use crate::{
    Site,
    pace::{Assistance, Posted},
    surface::{SitePage, assistance as names},
    transport::{Answer, changed},
    username,
};
use contract::{Code, Problem};
use page::Pair;
use reqwest::{StatusCode, header::COOKIE};
use std::sync::PoisonError;

/// The largest answer that is read, in bytes.
const LIMIT: usize = 1024 * 1024;

/// Leave to post once, counted by the app's own limit. It names whom, and is used up by the post.
pub struct Permit {
    username: String,
    address: Option<String>,
}

/// What the site answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assisted {
    /// The masked contact address: its first character, stars, the last one, and the whole domain.
    Masked(String),
    /// The linked logins were mailed to the contact address.
    Mailed,
}

impl Site {
    /// Asks the app's own limit for leave to post: for the masked contact address of an account, or, with the whole
    /// address, for the mail with the linked logins. What was counted is to be kept ([`Site::posted`]) before the post is
    /// made, so that no restart forgets it.
    ///
    /// # Errors
    /// [`Code::SiteLimited`] with `retry_after` where the app has asked too often. [`Code::UsernameInvalid`] and
    /// [`Code::EmailInvalid`] for what can be none, about which the site is not asked.
    pub fn permit(&self, username: &str, address: Option<&str>) -> Result<Permit, Problem> {
        let (username, address) = (username.trim(), address.map(str::trim));
        if !username::is_possible(username) {
            return Err(Problem::new(Code::UsernameInvalid, "cannot be a username").about("username"));
        }
        if address.is_some_and(|address| !can_be_address(address)) {
            return Err(Problem::new(Code::EmailInvalid, "cannot be an address").about("address"));
        }
        self.take_turn(username)?;
        Ok(Permit {
            username: username.to_owned(),
            address: address.map(str::to_owned),
        })
    }

    /// What the app's own limit counts now, the oldest first.
    #[must_use]
    pub fn posted(&self) -> Vec<Posted> {
        let pace = self.assistance.lock().unwrap_or_else(PoisonError::into_inner);
        pace.posted(self.transport.clock.now())
    }

    /// What an earlier run of the app posted, the oldest first; it counts as if this one had.
    pub fn recall(&self, posted: Vec<Posted>) {
        let mut pace = self.assistance.lock().unwrap_or_else(PoisonError::into_inner);
        *pace = Assistance::after(posted);
    }

    /// Posts once; and once more with a fresh page where the pair is refused, as it is when the site's keys change.
    ///
    /// # Errors
    /// As [`Site::look`], and [`Code::SiteAccountUnknown`]; [`Code::SiteNoAddress`] where the site has no address for the
    /// account that it could use; [`Code::SiteAddressWrong`] where the address is not the account's.
    pub async fn assist(&self, permit: Permit) -> Result<Assisted, Problem> {
        let Permit { username, address } = permit;
        for _ in 0..2 {
            let answer = self.post(&self.pair().await?, &username, address.as_deref()).await?;
            if answer.status.as_u16() != names::FORGERY_STATUS {
                return reply::read(&answer, address.is_some());
            }
        }
        Err(changed("assistance: the anti-forgery pair is refused"))
    }

    /// Whether the sign-in page has what the assistance needs. Nothing is posted.
    ///
    /// # Errors
    /// As [`Site::look`].
    pub async fn offers_assistance(&self) -> Result<(), Problem> {
        self.pair().await.map(|_| ())
    }

    fn take_turn(&self, username: &str) -> Result<(), Problem> {
        let mut pace = self.assistance.lock().unwrap_or_else(PoisonError::into_inner);
        pace.take(username, self.transport.clock.now())
            .map_err(|seconds| Problem {
                retry_after: Some(seconds),
                ..Problem::new(Code::SiteLimited, "asked too often")
            })
    }

    async fn pair(&self) -> Result<Pair, Problem> {
        let address = SitePage::SignIn.address(&self.addresses);
        let answer = self.transport.send(self.transport.http.get(address), LIMIT).await?;
        if answer.status != StatusCode::OK {
            return Err(answer.unexpected("sign-in page"));
        }
        Pair::on(&answer).ok_or_else(|| answer.unexpected("sign-in page"))
    }

    async fn post(&self, pair: &Pair, username: &str, address: Option<&str>) -> Result<Answer, Problem> {
        let mut form = vec![(names::TOKEN, pair.field.as_str()), (names::USERNAME, username)];
        form.extend(address.map(|address| (names::EMAIL, address)));
        let target = self.addresses.page(names::ADDRESS.split('/'));
        let request = self
            .transport
            .http
            .post(target)
            .header(COOKIE, &pair.cookies)
            .form(&form);
        self.transport.send(request, LIMIT).await
    }
}

/// Whether a text has the form of an address: something, one `@`, something. The site compares it with the one that it has,
/// so nothing else matters.
fn can_be_address(text: &str) -> bool {
    let (local, domain) = text.split_once('@').unwrap_or_default();
    let is_plain = |part: &str| !part.is_empty() && !part.contains(['@', ' ']) && !part.chars().any(char::is_control);
    text.len() <= 255 && is_plain(local) && is_plain(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_two_parts() {
        assert!(can_be_address("bob.builder@example.org"));
        assert!(can_be_address("b@x"));
        for text in ["", "@", "bob", "bob@", "@example.org", "a@b@c", "a b@c", "a@b\n"] {
            assert!(!can_be_address(text), "{text:?}");
        }
        assert!(!can_be_address(&format!("{}@example.org", "x".repeat(250))));
    }
}
