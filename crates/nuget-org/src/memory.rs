//! What was read before, so that asking again costs an answer without a body.

use reqwest::header::HeaderValue;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};
use url::Url;

/// Readings by address, each with the mark under which the server knows it (`ETag`, RFC 9110 8.8.3). The oldest make room
/// for new ones.
#[derive(Debug)]
pub(crate) struct Memory<T> {
    most: usize,
    kept: Mutex<Kept<T>>,
}

#[derive(Debug)]
struct Kept<T> {
    readings: HashMap<Url, (HeaderValue, Arc<T>)>,
    order: VecDeque<Url>,
}

impl<T> Memory<T> {
    /// Nothing yet; at most so many.
    pub(crate) fn new(most: usize) -> Self {
        let kept = Kept {
            readings: HashMap::new(),
            order: VecDeque::new(),
        };
        Self {
            most,
            kept: Mutex::new(kept),
        }
    }

    /// What was read at an address, and its mark.
    pub(crate) fn known(&self, address: &Url) -> Option<(HeaderValue, Arc<T>)> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.readings.get(address).cloned()
    }

    /// Keeps a reading.
    pub(crate) fn keep(&self, address: Url, mark: HeaderValue, reading: Arc<T>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.readings.insert(address.clone(), (mark, reading)).is_none() {
            kept.order.push_back(address);
        }
        while kept.readings.len() > self.most {
            let Some(oldest) = kept.order.pop_front() else {
                return;
            };
            kept.readings.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_make_room() {
        let memory = Memory::new(2);
        let at = |n: u32| Url::parse(&format!("https://example.org/{n}")).unwrap();
        for n in [1, 2, 1, 3] {
            memory.keep(at(n), HeaderValue::from(n), Arc::new(n));
        }
        assert!(memory.known(&at(1)).is_none());
        assert_eq!(memory.known(&at(2)), Some((HeaderValue::from(2), Arc::new(2))));
        assert_eq!(memory.known(&at(3)), Some((HeaderValue::from(3), Arc::new(3))));
    }
}
