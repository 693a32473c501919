//! What can be a username at nuget.org.

use crate::surface::PROFILES;

/// Whether a text can be a username there: at most 64 ASCII letters, digits, `_`, `.` and `-`, the first and the last a
/// letter or digit. Names of one or two characters are older than today's rule and still live.
pub(crate) fn is_possible(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    bytes.len() <= 64
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
}

/// The username in what was typed: as it is, or out of the address of a profile page, which people copy too.
#[must_use]
pub fn username_in(typed: &str) -> &str {
    let typed = typed.trim();
    let named = typed.rsplit_once(PROFILES).map_or(typed, |(_, name)| name);
    named.split(['/', '?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_is_taken_as_it_is_and_out_of_the_address_of_a_profile_page() {
        for (typed, username) in [
            ("contoso", "contoso"),
            ("  contoso ", "contoso"),
            ("https://www.nuget.org/profiles/Contoso", "Contoso"),
            ("nuget.org/profiles/Contoso?page=2", "Contoso"),
            ("https://www.nuget.org/profiles/contoso/avatar", "contoso"),
            ("", ""),
        ] {
            assert_eq!(username_in(typed), username, "{typed}");
        }
    }

    #[test]
    fn names_of_the_site_are_possible() {
        for name in ["a", "ab", "SomeBody", "dotnet.foundation", "a_b-c.9", &"x".repeat(64)] {
            assert!(is_possible(name), "{name}");
        }
    }

    #[test]
    fn what_would_lead_elsewhere_is_not_a_name() {
        for name in [
            "",
            " a",
            "a ",
            "-a",
            "a.",
            "..",
            "a/b",
            "a%2fb",
            "a?b",
            "a#b",
            "a\\b",
            "ä",
            "me@example.org",
            "a\nb",
            &"x".repeat(65),
        ] {
            assert!(!is_possible(name), "{name:?}");
        }
    }
}
