//! A command and what it decides.

use crate::{
    entropy::Entropy,
    outbound::{AuditRow, EventRow, Mail},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{Timestamp, consequence::Consequence};

/// Something that a person, an operator or the service itself wants done.
pub trait Command {
    /// What the one who asked learns when it is done.
    type Answer;

    /// The rows that [`Command::decide`] has to see.
    fn needs(&self, now: Timestamp) -> Vec<Need>;

    /// What it has to see besides once a guard of its has failed: what that guard looks at, to tell by which rule. Who
    /// commits looks cheaper than who asks before, and nothing comes in between.
    fn needs_after_conflict(&self, _now: Timestamp) -> Vec<Need> {
        Vec::new()
    }

    /// What has to change, or why nothing may.
    ///
    /// # Errors
    /// The refusal, by the rules named in the implementation.
    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Self::Answer>;
}

/// Changes to commit with the answer to give once they are on disk, or a refusal.
pub type Decision<A> = Result<(Changes, A), Refusal>;

/// All that one transaction commits. Either all of it happens or none.
#[derive(Debug, Default)]
pub struct Changes {
    /// What must still hold when the transaction runs.
    pub guards: Vec<Guard>,
    /// The rows to write, in this order.
    pub writes: Vec<Write>,
    /// The audit trail's rows (rule 6.1).
    pub audit: Vec<AuditRow>,
    /// The event stream's rows (rule 6.3).
    pub events: Vec<EventRow>,
    /// The mails to send after the commit (rule 5.7).
    pub mails: Vec<Mail>,
    /// What the person is told that it changes, computed beside the writes (rule 7.30).
    pub consequences: Vec<Consequence>,
}

impl Changes {
    /// Adds another command's changes to these, for one common transaction.
    pub fn absorb(&mut self, other: Self) {
        self.guards.extend(other.guards);
        self.writes.extend(other.writes);
        self.audit.extend(other.audit);
        self.events.extend(other.events);
        self.mails.extend(other.mails);
        self.consequences.extend(other.consequences);
    }

    /// The same for a part of one decision that may guard or write what another part does already.
    pub fn absorb_what_is_new(&mut self, mut other: Self) {
        other.guards.retain(|guard| !self.guards.contains(guard));
        other.writes.retain(|write| !self.writes.contains(write));
        self.absorb(other);
    }
}
