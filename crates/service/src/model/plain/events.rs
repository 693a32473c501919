//! What apps hear of (rule 6.3): an event is known by its kind and by whose it is.

use super::Plain;
use std::collections::BTreeSet;

/// The events of one act.
pub type Events = BTreeSet<(&'static str, usize)>;

impl Plain {
    pub(super) fn tell(&mut self, kind: &'static str, who: usize) {
        self.events.insert((kind, who));
    }

    /// Nobody signs in as an organization, so its members hear for it.
    pub fn listeners(&self, who: usize) -> Vec<usize> {
        match &self.accounts[who] {
            Some(row) if row.organization => self.members_of(who).map(|(member, _)| member).collect(),
            Some(_) => vec![who],
            None => Vec::new(),
        }
    }

    /// The account, or an organization's administrators (rule 13.8).
    pub(super) fn tell_who_may_answer(&mut self, kind: &'static str, who: usize) {
        let organization = self.account(who).organization;
        for listener in self.listeners(who) {
            if !organization || self.administers(listener, who) {
                self.tell(kind, listener);
            }
        }
    }

    pub(super) fn tell_listeners(&mut self, kind: &'static str, who: usize) {
        for listener in self.listeners(who) {
            self.tell(kind, listener);
        }
    }
}
