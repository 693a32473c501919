//! The clients of all galleries.

use super::GalleryClient;
use crate::gallery::{address, transport::Transport};
use ambient::Clock;
use contract::Problem;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use url::Url;

/// The clients of all galleries, each made when it is first used and kept, with its connections.
pub struct Clients {
    clock: Arc<dyn Clock>,
    known: Mutex<HashMap<String, GalleryClient>>,
}

impl Clients {
    /// None yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            known: Mutex::default(),
        }
    }

    /// The client for the gallery at this origin.
    ///
    /// # Errors
    /// [`Code::AppFailed`] where the platform's trust store cannot be loaded.
    pub fn at(&self, origin: &Url) -> Result<GalleryClient, Problem> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let name = address::origin(origin);
        if let Some(client) = known.get(&name) {
            return Ok(client.clone());
        }
        let transport = Transport::new(origin.clone(), self.clock.clone())?;
        let client = GalleryClient(Arc::new(transport));
        known.insert(name, client.clone());
        Ok(client)
    }
}
