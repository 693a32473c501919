//! What has run out (rule 8.7).

use super::Gallery;
use crate::store::{Committed, OutboxWrite, Submission};
use accounts::{Changes, Write, write::Expired};
use contract::Timestamp;

pub(super) const DAY: i64 = 86_400;

impl Gallery {
    /// Removes what has run out (rule 8.7), some at a time, so that others write in between.
    pub async fn remove_expired(&self) {
        let now = self.now();
        while !*self.stopping.borrow() {
            match self.store.commit(expired(now)).await {
                Ok(Committed { more_to_purge: true }) => {}
                Ok(_) => return,
                Err(error) => return tracing::warn!(%error, "what has run out could not be removed"),
            }
        }
    }
}

fn expired(now: Timestamp) -> Submission {
    let writes = Expired::ALL
        .into_iter()
        .map(|what| Write::Purge(what, now.plus_secs(-what.kept_seconds())))
        .collect();
    let outbox = vec![OutboxWrite::Purge {
        before: now.plus_secs(-30 * DAY),
    }];
    let changes = Changes {
        writes,
        ..Changes::default()
    };
    Submission { changes, outbox }
}
