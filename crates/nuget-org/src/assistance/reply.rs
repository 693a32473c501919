//! What the assistance answers.

use super::Assisted;
use crate::{
    surface::assistance::{MISMATCH, NO_ADDRESS, UNKNOWN},
    transport::{Answer, changed, looks_like_markup},
};
use contract::{Code, Problem};
use reqwest::StatusCode;
use serde::Deserialize;

/// The longest masked address that is believed: eleven or twelve characters and a domain.
const LONGEST: usize = 320;

/// The members of the answer, in the case in which the site writes them.
#[derive(Deserialize)]
struct Document {
    success: bool,
    #[serde(rename = "EmailAddress")]
    address: Option<String>,
    message: Option<String>,
}

/// Reads the answer to a username (`mails` is false), or to a username and an address.
pub(super) fn read(answer: &Answer, mails: bool) -> Result<Assisted, Problem> {
    if answer.status != StatusCode::OK || looks_like_markup(&answer.text()) {
        return Err(answer.unexpected("assistance"));
    }
    let document: Document = serde_json::from_slice(&answer.body).map_err(|_| changed("assistance: another form"))?;
    match (document.success, document.address) {
        (true, _) if mails => Ok(Assisted::Mailed),
        (true, Some(address)) if is_masked(&address) => Ok(Assisted::Masked(address)),
        (true, _) => Err(changed("assistance: no masked address")),
        (false, _) => Err(refusal(&document.message.unwrap_or_default())),
    }
}

/// Whether this can be shown as a masked address. A whole one would be more than the site ever says.
fn is_masked(address: &str) -> bool {
    let is_plain = address.len() <= LONGEST && !address.chars().any(|c| c.is_control() || c.is_whitespace());
    let (local, domain) = address.split_once('@').unwrap_or_default();
    is_plain && local.contains('*') && !domain.is_empty()
}

/// What the site's sentence means. One that is not known is left to the person, in the browser.
fn refusal(message: &str) -> Problem {
    let message = message.to_ascii_lowercase();
    if UNKNOWN.iter().any(|words| message.contains(words)) {
        Code::SiteAccountUnknown.into()
    } else if message.contains(MISMATCH) {
        Problem::from(Code::SiteAddressWrong).about("address")
    } else if message.contains(NO_ADDRESS) {
        Code::SiteNoAddress.into()
    } else {
        changed("assistance: a refusal that is not known")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Addresses;

    fn replied(body: &str, mails: bool) -> Result<Assisted, Code> {
        let answer = Answer {
            status: StatusCode::OK,
            headers: reqwest::header::HeaderMap::new(),
            body: body.as_bytes().to_vec(),
            asked: Addresses::live().gallery,
        };
        read(&answer, mails).map_err(|problem| problem.code)
    }

    #[test]
    fn a_masked_address_is_told_and_nothing_that_is_more() {
        let masked = "r**********m@example.org";
        let told = replied(&format!(r#"{{"success":true,"EmailAddress":"{masked}"}}"#), false);
        assert_eq!(told, Ok(Assisted::Masked(masked.to_owned())));
        for body in [
            r#"{"success":true}"#,
            r#"{"success":true,"EmailAddress":null}"#,
            r#"{"success":true,"EmailAddress":"random@example.org"}"#,
            r#"{"success":true,"EmailAddress":"r***m"}"#,
            r#"{"success":true,"EmailAddress":"r***m@x\u0007"}"#,
        ] {
            assert_eq!(replied(body, false), Err(Code::SiteChanged), "{body}");
        }
        assert_eq!(replied(r#"{"success":true}"#, true), Ok(Assisted::Mailed));
    }

    #[test]
    fn each_refusal_of_the_site_is_known() {
        let refused = |message: &str| replied(&format!(r#"{{"success":false,"message":"{message}"}}"#), true);
        let unknown = "A user with the provided user name does not exist.";
        assert_eq!(refused(unknown), Err(Code::SiteAccountUnknown));
        let wrong = "The email address you provided does not match with the email address linked to the account.";
        assert_eq!(refused(wrong), Err(Code::SiteAddressWrong));
        let none = "Invalid email address. Please contact support for assistance.";
        assert_eq!(refused(none), Err(Code::SiteNoAddress));
        assert_eq!(refused("Something new."), Err(Code::SiteChanged));
        assert_eq!(replied(r#"{"success":false}"#, true), Err(Code::SiteChanged));
    }

    #[test]
    fn another_form_is_not_guessed_at() {
        for body in ["", "{}", "[]", "true", r#"{"success":"yes"}"#, r#"{"Success":true}"#] {
            assert_eq!(replied(body, true), Err(Code::SiteChanged), "{body}");
        }
        assert_eq!(replied("<html>portal</html>", true), Err(Code::SiteIntercepted));
    }
}
