//! Who has a name.

use super::Gallery;
use accounts::{Need, username::Username};
use contract::{AccountId, Problem};

impl Gallery {
    /// The account of this name, in any case.
    ///
    /// # Errors
    /// The store is busy.
    pub async fn account_named(&self, username: &str) -> Result<Option<AccountId>, Problem> {
        let folded = Username::from_stored(username.to_owned()).folded();
        let found = self.load(vec![Need::Name(folded.clone())]).await?;
        Ok(found.name(&folded).and_then(|name| name.account))
    }
}
