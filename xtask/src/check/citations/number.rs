//! The number of a rule, and where a text cites one.

use std::fmt;

/// A section and a rule in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    section: u32,
    rule: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}.{}", self.section, self.rule)
    }
}

impl Number {
    /// A number as documents write it, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text, '.')
            .filter(|(_, rest)| rest.is_empty())
            .map(|(number, _)| number)
    }

    /// The number at the start of a text, and what follows it. What goes on with a third part is none.
    fn read(text: &str, between: char) -> Option<(Self, &str)> {
        let (section, rest) = digits(text)?;
        let (rule, rest) = digits(rest.strip_prefix(between)?)?;
        let goes_on = rest
            .strip_prefix('.')
            .is_some_and(|more| more.starts_with(|next: char| next.is_ascii_digit()));
        (!goes_on).then_some((Self { section, rule }, rest))
    }

    /// The rules from this one to the other, which is of the same section; else the two.
    fn up_to(self, last: Self) -> Vec<Self> {
        if self.section != last.section {
            return vec![self, last];
        }
        let number = |rule| Self { rule, ..self };
        (self.rule..=last.rule).map(number).collect()
    }
}

/// At most two digits: what has more is a year or a port.
fn digits(text: &str) -> Option<(u32, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(count);
    (1..=2)
        .contains(&count)
        .then(|| number.parse().ok().map(|number| (number, rest)))?
}

/// What stands between the numbers of one citation, in sentences and in names, and whether it means all in between.
const BETWEEN: [(&str, bool); 6] = [
    (", ", false),
    (" and ", false),
    (" or ", false),
    (" to ", true),
    ("_and_", false),
    ("_to_", true),
];

/// The rules that a text cites.
pub fn cited(text: &str) -> Vec<Number> {
    let text = joined(text);
    let mut found = Vec::new();
    for (at, word) in text.match_indices("ule") {
        let begins = text[..at].ends_with(['r', 'R']) && !text[..at - 1].ends_with(char::is_alphanumeric);
        if begins {
            let rest = &text[at + word.len()..];
            found.extend(list(rest.strip_prefix('s').unwrap_or(rest)));
        }
    }
    found
}

/// The numbers that follow the word.
fn list(text: &str) -> Vec<Number> {
    let between = if text.starts_with('_') { '_' } else { '.' };
    let Some(mut rest) = text.strip_prefix([' ', '_']) else {
        return Vec::new();
    };
    let mut found: Vec<Number> = Vec::new();
    let mut all = false;
    while let Some((number, after)) = Number::read(rest, between) {
        match found.last().copied() {
            Some(first) if all => found.extend(first.up_to(number)),
            _ => found.push(number),
        }
        let next = BETWEEN
            .iter()
            .find_map(|(word, all)| Some((after.strip_prefix(word)?, *all)));
        let Some((after, is_range)) = next else { break };
        (rest, all) = (after, is_range);
    }
    found
}

/// The lines of comments as one, so that a citation may go over two of them.
fn joined(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.trim_start().trim_start_matches(['/', '!']).trim());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let mut found = cited(text);
        found.dedup();
        found.iter().map(Number::to_string).collect()
    }

    #[test]
    fn citations_are_found_in_sentences_and_names() {
        assert_eq!(numbers("as by rule 3.8)"), ["3.8"]);
        assert_eq!(numbers("Rules 3.1, 6.2\n    /// and 7.20"), ["3.1", "6.2", "7.20"]);
        assert_eq!(numbers("fn rules_14_4_to_14_6_hold()"), ["14.4", "14.5", "14.6"]);
        assert_eq!(numbers("fn rule_9_27_and_9_31_the_table()"), ["9.27", "9.31"]);
    }

    #[test]
    fn what_is_no_citation_is_none() {
        for text in [
            "the rules",
            "rule 127.0.0.1",
            "ferrule 1.2",
            "rule 2026.1",
            "version 1.2",
            "rule_of_three",
        ] {
            assert_eq!(numbers(text), Vec::<String>::new(), "{text}");
        }
    }
}
