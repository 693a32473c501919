//! How many connections one network address may have open at a time (rule 7.9), so that no one caller takes all places.

use crate::{configuration::Network, rate::network};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// The connections that are open, by network.
#[derive(Debug)]
pub struct Places {
    each: usize,
    /// Many callers come from these: what they have in common is not a person.
    proxies: Vec<Network>,
    open: Mutex<HashMap<Vec<u8>, usize>>,
}

/// Counts one connection while it is open.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    network: Option<Vec<u8>>,
}

impl Places {
    /// With so many for each network; the operator's own proxies have as many as they like.
    pub fn new(each: usize, proxies: Vec<Network>) -> Arc<Self> {
        Arc::new(Self {
            each,
            proxies,
            open: Mutex::default(),
        })
    }

    /// Counts one more; nothing where the network has all that it may have.
    pub fn take(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let counted = !self.proxies.iter().any(|proxy| proxy.contains(peer));
        let network = counted.then(|| network(peer));
        if let Some(network) = &network {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            let own = open.entry(network.clone()).or_default();
            if *own >= self.each {
                return None;
            }
            *own += 1;
        }
        Some(Place {
            places: Arc::clone(self),
            network,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(network) = &self.network else { return };
        let mut open = self.places.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(network) {
            *own -= 1;
            if *own == 0 {
                open.remove(network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_so_many_places_and_one_that_is_left_is_free_again() {
        let places = Places::new(2, Vec::new());
        let at = |text: &str| places.take(text.parse().unwrap());
        let (first, _second) = (at("2001:db8::1").unwrap(), at("2001:db8::2").unwrap());
        assert!(at("2001:db8::3").is_none());
        let _other = at("2001:db8:0:1::1").unwrap();
        drop(first);
        assert!(at("2001:db8::3").is_some());
    }

    #[test]
    fn a_proxy_that_the_operator_named_has_as_many_as_it_likes() {
        let places = Places::new(1, vec!["10.0.0.0/8".parse().unwrap()]);
        let open: Vec<_> = (0..10).map(|_| places.take("10.1.2.3".parse().unwrap())).collect();
        assert!(open.iter().all(Option::is_some));
        drop(open);
        assert!(places.open.lock().unwrap().is_empty());
    }
}
