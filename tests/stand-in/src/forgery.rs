//! The anti-forgery pairs: a field in the page that belongs to the cookie of the browser that got it.

use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher, RandomState},
};

/// How many cookies are remembered.
const MOST: usize = 1000;

/// The pairs that were given out.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    fields: HashMap<String, Vec<String>>,
    order: VecDeque<String>,
    given: u64,
}

impl Pairs {
    /// A pair for a page: the cookie that the browser brought, where it is one of ours, or else a new one.
    pub(crate) fn give(&mut self, cookie: Option<&str>) -> (String, String) {
        let known = cookie
            .filter(|cookie| self.fields.contains_key(*cookie))
            .map(ToOwned::to_owned);
        let cookie = known.unwrap_or_else(|| self.random());
        let field = self.random();
        if !self.fields.contains_key(&cookie) {
            self.order.push_back(cookie.clone());
        }
        self.fields.entry(cookie.clone()).or_default().push(field.clone());
        while self.order.len() > MOST {
            let oldest = self.order.pop_front();
            oldest.map(|oldest| self.fields.remove(&oldest));
        }
        (cookie, field)
    }

    /// Whether the two belong together.
    pub(crate) fn hold(&self, cookie: Option<&str>, field: Option<&str>) -> bool {
        let (Some(cookie), Some(field)) = (cookie, field) else {
            return false;
        };
        let fields = self.fields.get(cookie);
        fields.is_some_and(|fields| fields.iter().any(|known| known == field))
    }

    /// Forgets them all, as when the site's keys change.
    pub(crate) fn forget(&mut self) {
        self.fields.clear();
        self.order.clear();
    }

    /// A text that nobody guesses: the standard library seeds its hashers from the system's randomness.
    fn random(&mut self) -> String {
        self.given += 1;
        let word = || RandomState::new().hash_one(self.given);
        format!("{:016x}{:016x}-_{:x}", word(), word(), self.given)
    }
}
