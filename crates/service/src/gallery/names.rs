//! Who has a name.

use super::Gallery;
use accounts::{Need, username};
use contract::{AccountId, Problem};

impl Gallery {
    /// The account of this name, in any case.
    ///
    /// # Errors
    /// The store is busy.
    pub async fn account_named(&self, username: &str) -> Result<Option<AccountId>, Problem> {
        let folded = username::fold(username);
        let found = self.store.load(vec![Need::Name(folded.clone())]).await;
        let found = found.map_err(|error| self.unreadable(&error))?;
        Ok(found.name(&folded).and_then(|name| name.account))
    }
}
