//! The sign-in assistance: which Microsoft account opens an account (rules of the gallery, 2.12). The only calls that post
//! to the site. Each fetches the sign-in page for its anti-forgery pair, which is used for this one post and dropped.

mod page;
mod reply;

use crate::{
    Site,
    surface::{SitePage, assistance as names},
    transport::{Answer, changed},
    username,
};
use contract::{Code, Problem};
use page::Pair;
use reply::Reply;
use reqwest::{StatusCode, header::COOKIE};
use std::sync::PoisonError;

/// The largest answer that is read, in bytes.
const LIMIT: usize = 1024 * 1024;

impl Site {
    /// The masked contact address of an account: its first character, stars, the last one, and the whole domain.
    ///
    /// # Errors
    /// As [`Site::look`], and [`Code::SiteAccountUnknown`]; [`Code::SiteNoAddress`] where the site has no address for the
    /// account that it could use; [`Code::SiteLimited`] with `retry_after` where the app has asked too often.
    pub async fn masked_address(&self, username: &str) -> Result<String, Problem> {
        match self.assist(username, None).await? {
            Reply::Masked(address) => Ok(address),
            Reply::Mailed => Err(changed("assistance: no address")),
        }
    }

    /// Has the linked logins mailed to the contact address.
    ///
    /// # Errors
    /// As [`Site::masked_address`], and [`Code::SiteAddressWrong`]; [`Code::EmailInvalid`] for what can be no address, about
    /// which the site is not asked.
    pub async fn mail_logins(&self, username: &str, address: &str) -> Result<(), Problem> {
        let address = address.trim();
        if !can_be_address(address) {
            return Err(Problem::new(Code::EmailInvalid, "cannot be an address").about("address"));
        }
        self.assist(username, Some(address)).await.map(|_| ())
    }

    /// Whether the sign-in page has what the assistance needs. Nothing is posted.
    ///
    /// # Errors
    /// As [`Site::look`].
    pub async fn offers_assistance(&self) -> Result<(), Problem> {
        self.pair().await.map(|_| ())
    }

    /// Posts once; and once more with a fresh page where the pair is refused, as it is when the site's keys change.
    async fn assist(&self, username: &str, address: Option<&str>) -> Result<Reply, Problem> {
        let username = username.trim();
        if !username::is_possible(username) {
            return Err(Problem::new(Code::UsernameInvalid, "cannot be a username").about("username"));
        }
        self.take_turn(username)?;
        for _ in 0..2 {
            let answer = self.post(&self.pair().await?, username, address).await?;
            if answer.status.as_u16() != names::FORGERY_STATUS {
                return reply::read(&answer, address.is_some());
            }
        }
        Err(changed("assistance: the anti-forgery pair is refused"))
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
