//! Which word to ask for next, where an owner has more packages than search can be paged to. Pure.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashSet},
};

/// The shortest word that is asked for.
const SHORTEST: usize = 2;

/// Of how many packages a word must be for others to be looked for by it.
const COMMON: usize = 2;

/// The words in the ids of an account's packages, as the site's syntax of a search has them (documentation, "Search
/// syntax": `owner:x id:y` searches both fields).
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The ids with each word, in lower case.
    ids: BTreeMap<String, BTreeSet<String>>,
    /// The ids that were read at this look.
    read: HashSet<String>,
    asked: HashSet<String>,
}

/// A word to ask for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Whether packages that are known and were not read have it.
    pub(super) leads_to_known: bool,
    /// How many packages are known that have it: where search counts no more, it leads to nothing new.
    pub(super) known: u64,
}

impl Words {
    /// The words of the ids that were read at this look, and of those that are known from before.
    pub(super) fn of<'a>(read: impl Iterator<Item = &'a str>, known: impl Iterator<Item = &'a str>) -> Self {
        let mut words = Self::default();
        for id in known {
            words.note(&id.to_lowercase());
        }
        for id in read {
            words.read(id);
        }
        words
    }

    /// A package was read.
    pub(super) fn read(&mut self, id: &str) {
        let id = id.to_lowercase();
        self.note(&id);
        self.read.insert(id);
    }

    /// The word that promises most, each once. In turns: one that leads to packages that are known and were not read, those
    /// that most of them have first; and one to which no such package leads, that most packages have, since those that nobody
    /// knows yet are likely to have it too. A word that so many packages have that they cannot be paged to leads to nothing
    /// new, nor does one that only a package has that was read.
    pub(super) fn next(&mut self, in_all: u32, most: u32) -> Option<Word> {
        let known = self.ids.values().flatten().collect::<HashSet<_>>().len();
        let is_narrow = |all: usize| all as u64 * u64::from(in_all) <= u64::from(most) * known as u64;
        let open = self.ids.iter().filter(|(word, _)| !self.asked.contains(*word));
        let open = open.map(|(word, ids)| {
            let unread = ids.iter().filter(|id| !self.read.contains(*id)).count();
            (unread, ids.len(), Reverse(word))
        });
        let (known_of, others): (Vec<_>, Vec<_>) = open
            .filter(|(_, all, _)| is_narrow(*all))
            .partition(|(unread, ..)| *unread > 0);
        let others = others
            .into_iter()
            .filter(|(_, all, _)| *all >= COMMON && known < in_all as usize);
        let (known_of, others) = (known_of.into_iter().max(), others.max());
        let turn = match self.asked.len() % 2 {
            0 => known_of.or(others),
            _ => others.or(known_of),
        };
        let (unread, all, Reverse(text)) = turn?;
        let word = Word {
            text: text.clone(),
            leads_to_known: unread > 0,
            known: all as u64,
        };
        self.asked.insert(word.text.clone());
        Some(word)
    }

    fn note(&mut self, id: &str) {
        let words = id.split(['.', '-', '_']).filter(|word| word.len() >= SHORTEST);
        for word in words {
            self.ids.entry(word.to_owned()).or_default().insert(id.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(read: &[&str], known: &[&str]) -> Words {
        Words::of(read.iter().copied(), known.iter().copied())
    }

    fn text(word: Option<Word>) -> Option<String> {
        word.map(|word| word.text)
    }

    #[test]
    fn the_word_that_most_packages_have_comes_first_and_each_comes_once() {
        let mut words = words(
            &["Many.Web.A", "Many.Web.B", "Many.Web.C", "Many.Tool.D", "Many.Tool.E"],
            &[],
        );
        let asked: Vec<_> = std::iter::from_fn(|| text(words.next(8, 6))).collect();
        assert_eq!(asked, ["web", "tool"]);
    }

    #[test]
    fn a_word_that_all_have_leads_to_nothing_new() {
        let mut words = words(&["Many.A1", "Many.B2"], &[]);
        assert_eq!(words.next(3, 2), None);
    }

    #[test]
    fn a_word_of_a_package_that_is_known_and_was_not_read_comes_first() {
        let mut words = words(&["Many.Web.A1", "Many.Web.B2"], &["Many.Web.A1", "Many.Tool.Z9"]);
        assert_eq!(text(words.next(6, 4)).as_deref(), Some("tool"));
        words.read("MANY.Tool.Z9");
        assert_eq!(
            text(words.next(6, 4)).as_deref(),
            Some("web"),
            "nothing that is known is missing now"
        );
    }

    #[test]
    fn what_separates_words_is_none() {
        assert_eq!(words(&["._-", "a.b"], &[]).next(9, 3), None);
    }
}
