//! What came of a press that cannot be sent again: the gallery answers a key's maker once more only in the session in which
//! it was made (rules 7.6, 13.21), and in another one would make a second key. So its list of keys is asked.

use super::{ApiKeys, At};
use crate::Scene;
use contract::{
    Code, Problem,
    key::{Key, KeyList, KeyScope},
};
use std::collections::BTreeSet;

impl ApiKeys {
    /// Whether what the page decides makes a key.
    pub(super) fn makes(&self) -> bool {
        matches!(self.at, At::Check | At::Renew)
    }

    /// The account's session is another one from now on.
    pub(crate) fn change_session(&mut self) {
        if self.decision.is_open() && self.makes() {
            self.find_out();
        }
    }

    /// It is not sent again: the keys tell whether it was done.
    pub(super) fn find_out(&mut self) {
        self.decision.give_up_sending();
        self.finds_out = true;
        self.keys.again();
    }

    /// The session in which it was pressed has ended, so that nobody knows, and nothing is sent before somebody signs in.
    pub(super) fn lose_session(&mut self, problem: &Problem) -> bool {
        let ended = matches!(problem.code, Code::SessionRequired | Code::FullSessionRequired);
        let lost = ended && self.makes() && self.decision.is_pressed();
        if lost {
            self.decision.lose_answer(problem.clone());
        }
        lost
    }

    /// The list came. A key that was made is there, and its text is not any more.
    pub(super) fn found_out(&mut self, list: KeyList, scene: &Scene) {
        self.finds_out = false;
        let made = self.made_since(&list).cloned();
        self.keys.take(Some(list));
        match made {
            Some(key) => {
                self.made(key, scene);
                self.gone = true;
            }
            None => {
                self.decision.forget_press();
                self.not_made = true;
            }
        }
    }

    /// The list could not be read, so that it is still not known.
    pub(super) fn fail_to_find_out(&mut self, problem: Problem) {
        self.keys.fail(problem.clone());
        self.decision.lose_answer(problem);
    }

    /// The key that the press was for, where it was not there before it.
    fn made_since<'a>(&self, list: &'a KeyList) -> Option<&'a Key> {
        let known: Vec<_> = self.keys.known.iter().flat_map(|known| &known.keys).collect();
        let renewed = self.key.as_ref().filter(|_| self.at == At::Renew);
        // A renewed key takes the place of the old one, which is in no list any more.
        if renewed.is_some_and(|old| list.keys.iter().any(|key| key.id == old.id)) {
            return None;
        }
        let wanted = match renewed {
            Some(old) => (old.description.as_str(), old.owner.clone()),
            None => (self.draft.description.trim(), Some(self.draft.owner.clone())),
        };
        let may = match renewed {
            Some(old) => terms(&old.scopes, &old.packages),
            None => terms(&self.draft.scopes, &self.draft.patterns()),
        };
        let is_it = |key: &&Key| {
            (key.description.as_str(), key.owner.clone()) == wanted && terms(&key.scopes, &key.packages) == may
        };
        let is_new = |key: &&Key| known.iter().all(|known| known.id != key.id);
        list.keys.iter().filter(is_new).find(is_it)
    }
}

/// What a key may do, and for what, in whatever order it was said.
fn terms(scopes: &[KeyScope], packages: &[String]) -> (BTreeSet<KeyScope>, BTreeSet<String>) {
    let packages = packages.iter().map(|pattern| pattern.to_ascii_lowercase());
    (scopes.iter().copied().collect(), packages.collect())
}
