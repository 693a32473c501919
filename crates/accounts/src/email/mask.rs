//! Masked addresses.

/// How many stars stand for what is not shown, however much that is.
const STARS: &str = "**********";

/// An address of which only its owner recognises the rest (rules 5.21, 10.2): the first character of the local part, ten
/// stars, the last one where there is more than one, and the whole domain. Nothing for a text that is not two parts
/// around one `@`.
#[must_use]
pub fn masked(address: &str) -> Option<String> {
    let (local, domain) = address.split_once('@').filter(|(_, domain)| !domain.contains('@'))?;
    let mut characters = local.chars();
    let first = characters.next()?;
    let last = characters.next_back().map(String::from).unwrap_or_default();
    Some(format!("{first}{STARS}{last}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rule 10.2.
    #[test]
    fn the_first_and_last_character_and_the_domain_are_shown_and_the_length_is_hidden() {
        for (address, shown) in [
            ("random@address.com", "r**********m@address.com"),
            ("rm@address.com", "r**********m@address.com"),
            ("r@address.com", "r**********@address.com"),
            ("a.very.long.local.part@address.com", "a**********t@address.com"),
        ] {
            assert_eq!(masked(address).as_deref(), Some(shown));
        }
    }

    #[test]
    fn what_is_not_two_parts_is_not_shown_at_all() {
        for text in ["", "address", "@address.com", "a@b@c.de"] {
            assert_eq!(masked(text), None, "{text}");
        }
    }
}
