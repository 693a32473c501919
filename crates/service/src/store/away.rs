//! The time during which a gallery did not exist (rule 8.15).
//!
//! A database that was put back is as old as its backup. Whoever could take something back then has not lost that time:
//! what was open to them stays open for as long as it was. What runs out to anybody's disadvantage but theirs gets
//! nothing: sessions, API keys, codes, the links that confirm, recover, invite or offer, and what they answer. Those
//! may have been ended since the backup, of which nobody knows any more, and whoever needs one gets a new one.

mod known;
mod windows;

use contract::Timestamp;

/// What the times in a database tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The newest time at which anything was done, whatever the clock says now.
    pub newest: Option<Timestamp>,
    /// The newest that is not later than now: until then at least the gallery existed.
    pub until: Option<Timestamp>,
}

/// The time that went by without the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// From the last moment that is known of it.
    pub since: Timestamp,
    /// Until now; never before `since`.
    pub now: Timestamp,
}

impl Away {
    /// How long it was, in microseconds.
    fn micros(self) -> i64 {
        (self.now.as_micros() - self.since.as_micros()).max(0)
    }

    /// How long it was, in seconds.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.now.secs_since(self.since).max(0)
    }
}

/// How many of each were open when the gallery was seen last, and are so for as long from now on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Changes of logins that can be undone (9.6); of a swap both.
    pub login_changes: usize,
    /// Changes of contact addresses that can be put back (5.16).
    pub address_changes: usize,
    /// Deletions in their grace period (14.11).
    pub deletions: usize,
    /// Accepted conversions that can be stopped (12.12).
    pub conversions: usize,
    /// Recoveries that wait, and can be stopped (10.23).
    pub recoveries: usize,
}

impl Given {
    /// How many there are in all.
    #[must_use]
    pub fn all(&self) -> usize {
        self.login_changes + self.address_changes + self.deletions + self.conversions + self.recoveries
    }
}
