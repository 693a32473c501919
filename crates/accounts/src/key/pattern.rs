//! The packages that a key is for (rule 13.19): ids, in which `*` stands for any characters, also for none.

use crate::package::id;

/// How many patterns a key has at most.
pub const PATTERNS: usize = 100;

/// Whether a text is a pattern: 1 to 100 characters that occur in ids, or `*`.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    let is_part = |byte| id::is_part(byte) || matches!(byte, b'.' | b'-' | b'*');
    (1..=id::LENGTH).contains(&text.len()) && text.bytes().all(is_part)
}

/// Whether an id is one of those that a pattern means, without case. Time: at most the product of both lengths.
#[must_use]
pub fn matches(pattern: &str, id: &str) -> bool {
    let (pattern, id) = (pattern.as_bytes(), id.as_bytes());
    let (mut at, mut place) = (0, 0);
    // Where the last `*` stood, and up to where in the id it has been taken to reach.
    let mut star: Option<(usize, usize)> = None;
    while place < id.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, place));
                at += 1;
            }
            Some(byte) if byte.eq_ignore_ascii_case(&id[place]) => {
                at += 1;
                place += 1;
            }
            _ => {
                let Some((star_at, reached)) = star else { return false };
                star = Some((star_at, reached + 1));
                at = star_at + 1;
                place = reached + 1;
            }
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the rule says, in the plainest form there is.
    fn plainly(pattern: &[u8], id: &[u8]) -> bool {
        match pattern.split_first() {
            None => id.is_empty(),
            Some((b'*', rest)) => (0..=id.len()).any(|skipped| plainly(rest, &id[skipped..])),
            Some((byte, rest)) => id
                .split_first()
                .is_some_and(|(first, others)| byte.eq_ignore_ascii_case(first) && plainly(rest, others)),
        }
    }

    #[test]
    fn a_pattern_means_what_people_expect() {
        for (pattern, id) in [
            ("*", "Anything.At.All"),
            ("Contoso.*", "contoso.core"),
            ("contoso.core", "Contoso.Core"),
            ("*.Json", "Newtonsoft.Json"),
            ("a*b*c", "aXbYc"),
            ("a**", "a"),
        ] {
            assert!(matches(pattern, id), "{pattern} {id}");
        }
        for (pattern, id) in [
            ("Contoso.*", "Contoso"),
            ("Contoso.*", "ContosoX.Core"),
            ("Contoso", "Contoso.Core"),
            ("a*b", "abc"),
            ("", "a"),
        ] {
            assert!(!matches(pattern, id), "{pattern} {id}");
        }
    }

    #[test]
    fn only_characters_of_ids_and_stars_are_a_pattern() {
        for good in ["*", "a", "A.*-_9", &"*".repeat(100)] {
            assert!(is_valid(good), "{good}");
        }
        for bad in ["", " ", "a b", "a?", "a\n*", "ä*", "a,b", &"a".repeat(101)] {
            assert!(!is_valid(bad), "{bad}");
        }
    }

    #[test]
    fn the_worst_pattern_does_not_take_long() {
        let (pattern, id) = (format!("{}b", "a*".repeat(49)), "a".repeat(100));
        for _ in 0..1000 {
            assert!(!matches(&pattern, &id));
        }
    }

    proptest! {
        #![proptest_config(crate::seeded::cases(256))]

        #[test]
        fn matching_is_what_the_rule_says(pattern in "[aAb.*]{0,8}", id in "[aAbB.]{0,10}") {
            prop_assert_eq!(matches(&pattern, &id), plainly(pattern.as_bytes(), id.as_bytes()));
        }

        #[test]
        fn an_id_is_a_pattern_for_itself_alone_whatever_its_case(
            a in "[A-Za-z0-9_]{1,9}(\\.[A-Za-z0-9_]{1,9}){0,3}",
            b in "[A-Za-z0-9_]{1,9}(\\.[A-Za-z0-9_]{1,9}){0,3}",
        ) {
            prop_assert!(is_valid(&a));
            prop_assert!(matches(&a, &a.to_ascii_uppercase()));
            prop_assert_eq!(matches(&a, &b), a.eq_ignore_ascii_case(&b));
        }

        #[test]
        fn a_star_at_the_end_means_every_id_that_begins_so(
            start in "[a-z]{1,5}",
            rest in "[A-Za-z0-9_.-]{0,20}",
        ) {
            let pattern = format!("{start}*");
            let id = format!("{start}{rest}");
            prop_assert!(matches(&pattern, &id));
        }
    }
}
