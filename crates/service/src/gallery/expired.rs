//! What has run out (rule 8.7).

use super::Gallery;
use crate::store::{Committed, OutboxWrite, Submission};
use accounts::{Changes, Write, answer::KEPT_SECONDS, write::Expired};
use contract::Timestamp;

pub(super) const DAY: i64 = 86_400;

/// For how many days a recovery is kept: longer than the longest wait and the return after it (rule 10.29).
const RECOVERY_DAYS: i64 = 30;

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
    let purge = |what, days: i64| Write::Purge(what, now.plus_secs(-days * DAY));
    let writes = vec![
        purge(Expired::Proofs, 1),
        Write::Purge(Expired::Answers, now.plus_secs(-KEPT_SECONDS)),
        purge(Expired::Sessions, 60),
        purge(Expired::Events, 90),
        purge(Expired::MailedActs, 1),
        purge(Expired::Recoveries, RECOVERY_DAYS),
        purge(Expired::UnconfirmedRecoveries, 1),
        Write::Purge(Expired::AddressChanges, now),
        purge(Expired::FeedChanges, 90),
        Write::Purge(Expired::OwnershipOffers, now),
        Write::Purge(Expired::Invitations, now),
        Write::Purge(Expired::Conversions, now),
        purge(Expired::DecisionCodes, 1),
        purge(Expired::ProofCodes, 1),
        purge(Expired::LoginChanges, 90),
        purge(Expired::Places, 90),
        purge(Expired::RevokedKeys, 90),
    ];
    let outbox = vec![OutboxWrite::Purge {
        before: now.plus_secs(-30 * DAY),
    }];
    let changes = Changes {
        writes,
        ..Changes::default()
    };
    Submission { changes, outbox }
}
