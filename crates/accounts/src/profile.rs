//! What everybody may see of an account (rules 5.26 to 5.29): here its avatar, which is drawn from its name.

use crate::{digest, username::Username};

/// How many of an account's packages a page of its profile has (rule 5.26).
pub const PAGE: usize = 20;

/// The smallest side of an avatar, in pixels.
pub const SMALLEST: u16 = 16;

/// The largest side of an avatar, in pixels.
pub const LARGEST: u16 = 512;

/// The side of an avatar for who asks for none, in pixels.
pub const USUAL: u16 = 64;

/// Grounds on which white letters have a contrast of at least 4.5 (WCAG 2.2, 1.4.3).
pub const GROUNDS: [&str; 12] = [
    "#0f6cbd", "#107c10", "#8764b8", "#a4262c", "#986f0b", "#038387", "#c239b3", "#ca5010", "#4f6bed", "#69797e",
    "#0b6a0b", "#750b1c",
];

/// The avatar of an account as SVG: up to two initials on a ground that depends on nothing but the name, without regard
/// to its case.
#[must_use]
pub fn avatar(username: &Username, side: u16) -> String {
    let ground = ground(username);
    let (initials, label) = (escaped(&initials(username.as_str())), escaped(username.as_str()));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{side}\" height=\"{side}\" viewBox=\"0 0 64 64\" role=\"img\" \
         aria-label=\"{label}\"><rect width=\"64\" height=\"64\" fill=\"{ground}\"/><text x=\"32\" y=\"33\" \
         text-anchor=\"middle\" dominant-baseline=\"central\" font-family=\"system-ui, sans-serif\" font-size=\"27\" \
         font-weight=\"600\" fill=\"#ffffff\">{initials}</text></svg>"
    )
}

fn ground(username: &Username) -> &'static str {
    let hash = digest::labelled("nuget-accounts/avatar/v1", &[username.folded().as_bytes()]);
    GROUNDS[usize::from(hash[0]) % GROUNDS.len()]
}

/// The first character, and the first of the next word: after `.`, `_` or `-`, or a capital after a small letter.
fn initials(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let begins = |at: &usize| {
        let (before, here) = (chars[at - 1], chars[*at]);
        here.is_alphanumeric() && (matches!(before, '.' | '_' | '-') || (before.is_lowercase() && here.is_uppercase()))
    };
    let second = (1..chars.len()).find(begins).map(|at| chars[at]);
    let initials = chars.first().copied().into_iter().chain(second);
    initials.flat_map(char::to_uppercase).collect()
}

/// Names are of the rule's characters, which need no escaping; what stands in a file that browsers draw is escaped all the
/// same.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Username {
        Username::from_stored(text.to_owned())
    }

    #[test]
    fn rule_5_28_the_initials_are_those_of_the_first_two_words() {
        for (name, shown) in [
            ("anna", "A"),
            ("MyNuGetAccount1", "MN"),
            ("john.doe", "JD"),
            ("a-1", "A1"),
            ("x__y", "XY"),
            ("NASA", "N"),
            ("_", "_"),
            ("", ""),
        ] {
            assert_eq!(initials(name), shown, "{name}");
        }
    }

    #[test]
    fn rule_5_28_the_ground_depends_on_the_name_alone() {
        assert_eq!(avatar(&name("Anna"), 64), avatar(&name("Anna"), 64));
        assert_eq!(ground(&name("Anna")), ground(&name("ANNA")));
        let used: std::collections::BTreeSet<_> = (0..500).map(|n| ground(&name(&format!("name{n}")))).collect();
        assert_eq!(used.len(), GROUNDS.len());
    }

    #[test]
    fn rule_5_28_nothing_of_a_name_is_taken_for_markup() {
        let svg = avatar(&name("\"><script>alert('&')</script>"), 64);
        assert!(!svg.contains("<script") && !svg.contains("'&'"));
        assert_eq!(svg.matches('<').count(), svg.matches('>').count());
    }

    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap_or_default()) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn white_letters_can_be_read_on_every_ground() {
        for ground in GROUNDS {
            let contrast = 1.05 / (luminance(ground) + 0.05);
            assert!(contrast >= 4.5, "{ground}: {contrast}");
        }
    }
}
