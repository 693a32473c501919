//! Contact e-mail addresses (rules 1.5 to 1.7).

mod routable;

pub use routable::routable;

mod mask;

pub use mask::masked;

use crate::refusal::Refusal;
use contract::Code;

/// The longest address, in UTF-16 code units.
const LENGTH: usize = 255;

/// An address that keeps the rules, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address that somebody typed.
    ///
    /// # Errors
    /// `EmailInvalid` for what breaks rule 1.5 or 1.7.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let (rule, detail) = match (is_valid(text), routable(text)) {
            (true, Some(_)) if routable::is_plainest(text) => return Ok(Self(text.to_owned())),
            (true, Some(_)) => ("1.7", "the domain has a plainer form: type it as it reads"),
            (true, None) => ("1.7", "no mail can be sent to such an address"),
            (false, _) => ("1.5", "not an e-mail address as the gallery takes them"),
        };
        Err(Refusal::new(Code::EmailInvalid, rule, detail).about("email"))
    }

    /// Reads an address that is kept already, elsewhere or from before: its domain may have a plainer form (rule 1.7).
    ///
    /// # Errors
    /// `EmailInvalid` as for [`Self::parse`], but for that.
    pub fn parse_kept(text: &str) -> Result<Self, Refusal> {
        match Self::parse(text) {
            Err(_) if is_valid(text) && routable(text).is_some() => Ok(Self(text.to_owned())),
            read => read,
        }
    }

    /// Takes back what was stored; it was checked before that, by the rules of that time.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// As it is shown and mailed to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For people who may know it only in part (rule 5.21), as [`masked`] shows it. An address that keeps the rules always
    /// has two parts.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.0).unwrap_or_default()
    }

    /// As it is compared (rule 1.6).
    #[must_use]
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

/// The form in which two addresses are compared: without case.
#[must_use]
pub fn fold(address: &str) -> String {
    address.to_lowercase()
}

/// An address in the form that the gallery takes (rule 1.7): its domain as it reads. Providers tell `xn--`.
#[must_use]
pub fn plainest(address: &str) -> String {
    if routable::is_plainest(address) {
        return address.to_owned();
    }
    let Some((local, domain)) = address.split_once('@') else {
        return address.to_owned();
    };
    match idna::domain_to_unicode(domain) {
        (shown, Ok(())) => format!("{local}@{shown}"),
        (_, Err(_)) => address.to_owned(),
    }
}

/// Rule 1.5. Linear in the length of the text.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    if text.len() > LENGTH * 4 || text.encode_utf16().count() > LENGTH {
        return false;
    }
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    !local.is_empty() && local.bytes().all(is_local) && is_domain(domain)
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-!#$%&'*+/=?^_`{|}~.".contains(&byte)
}

/// An ASCII letter or digit, then word characters, dots and hyphens, then a dot before a tail: an ASCII letter or digit,
/// ASCII letters and dots, an ASCII letter.
fn is_domain(domain: &str) -> bool {
    let chars: Vec<char> = domain.chars().collect();
    let Some(last) = chars.len().checked_sub(1) else {
        return false;
    };
    if !chars[0].is_ascii_alphanumeric() || !chars[last].is_ascii_alphabetic() {
        return false;
    }
    // Up to here every character may stand before the tail's dot; from there on every one may stand in the tail.
    let head_end = chars.iter().position(|c| !is_head(*c)).unwrap_or(chars.len());
    let tail_start = chars.iter().rposition(|c| !is_tail(*c)).map_or(0, |at| at + 1);
    (1..last.saturating_sub(1)).any(|dot| {
        chars[dot] == '.' && dot <= head_end && chars[dot + 1].is_ascii_alphanumeric() && dot + 2 >= tail_start
    })
}

fn is_head(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '-')
}

fn is_tail(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '.'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rule 1.5.
    #[test]
    fn ordinary_addresses_are_valid() {
        for address in [
            "account1@outlook.com",
            "a@b.co",
            "first.last+tag@mail.example.org",
            "!#$%&'*+/=?^_`{|}~-@x.yz",
            "a@exämple.com",
            "a@b-c_d.ef",
            "a@b..cd",
            "a@b.1c",
            "a@b.c.d",
        ] {
            assert!(is_valid(address), "{address}");
        }
    }

    /// Rule 1.5.
    #[test]
    fn what_breaks_the_rule_is_not() {
        for address in [
            "",
            "@",
            "a@",
            "@b.co",
            "a@b",
            "a@b.",
            "a@b.c",
            "a@.co",
            "a@-b.co",
            "a@b.co.",
            "a@b.c1",
            "a@b.12",
            "a b@c.de",
            "\"a\"@b.co",
            "a(x)@b.co",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@b@c.de",
            "ä@b.co",
            "a@b.cö",
            "a@b.co\n",
            "a@b .co",
            "a@b.co\r\nBcc: x@y.zz",
            "Name <a@b.co>",
        ] {
            assert!(!is_valid(address), "{address}");
        }
    }

    /// Rule 1.5.
    #[test]
    fn an_address_has_at_most_255_characters() {
        let longest = format!("{}@example.org", "x".repeat(255 - 12));
        assert!(is_valid(&longest));
        assert!(!is_valid(&format!("x{longest}")));
    }

    #[test]
    fn a_megabyte_is_refused_at_once() {
        assert!(!is_valid(&format!("a@{}", "a.".repeat(500_000))));
    }

    /// The rule as a backtracking matcher would read it: try every dot and check both sides anew.
    fn by_rule(text: &str) -> bool {
        let Some((local, domain)) = text.split_once('@') else {
            return false;
        };
        let chars: Vec<char> = domain.chars().collect();
        let head =
            |part: &[char]| !part.is_empty() && part[0].is_ascii_alphanumeric() && part.iter().all(|c| is_head(*c));
        let tail = |part: &[char]| {
            part.len() >= 2
                && part[0].is_ascii_alphanumeric()
                && part[1..].iter().all(|c| is_tail(*c))
                && part[part.len() - 1].is_ascii_alphabetic()
        };
        !local.is_empty()
            && local.bytes().all(is_local)
            && (0..chars.len()).any(|dot| chars[dot] == '.' && head(&chars[..dot]) && tail(&chars[dot + 1..]))
    }

    proptest! {
        #![proptest_config(crate::seeded::cases(4000))]
        #[test]
        fn the_one_pass_agrees_with_the_rule(text in "[a1.]{1,3}@[aZ1.\\-_ä@ ]{0,8}") {
            prop_assert_eq!(is_valid(&text), by_rule(&text));
        }

        #[test]
        fn what_is_made_by_the_rule_is_valid(
            text in "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\\-]{1,20}@[A-Za-z0-9]{1,9}[a-z0-9_.\\-]{0,20}\\.[A-Za-z0-9][A-Za-z.]{0,8}[A-Za-z]"
        ) {
            prop_assert!(is_valid(&text));
        }
    }
}
