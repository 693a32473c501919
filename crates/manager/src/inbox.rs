//! The one inbox for links, from a cold start, a second instance and a running one alike.
//!
//! A link never acts alone. What is not for this app is inert: dropped, counted by reason, never logged with its values.

use contract::{APP_ID, Timestamp};
use microsoft::callback::{Callback, parse_link};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;

/// The longest link that is looked at, in bytes.
const LIMIT: usize = 4096;

/// In how many seconds the same link counts as the same arrival: desktops deliver one link by several ways.
const SAME_ARRIVAL_SECS: i64 = 5;

/// How many recent links are remembered.
const REMEMBERED: usize = 16;

/// Why a link was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// Not the app's scheme: a program argument, perhaps.
    Foreign,
    /// Over the size limit.
    Oversized,
    /// The app's scheme, but no link that it knows.
    Malformed,
    /// The same link a moment ago.
    Repeated,
}

/// How many links were dropped, by reason. For the log and the tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// [`Dropped::Foreign`].
    pub foreign: u64,
    /// [`Dropped::Oversized`].
    pub oversized: u64,
    /// [`Dropped::Malformed`].
    pub malformed: u64,
    /// [`Dropped::Repeated`].
    pub repeated: u64,
    /// Well-formed, but no sign-in here waits for it.
    pub unexpected: u64,
}

/// The inbox.
#[derive(Debug, Default)]
pub struct Inbox {
    recent: VecDeque<([u8; 32], Timestamp)>,
    counts: Counts,
}

impl Inbox {
    /// Looks at a link that arrived.
    ///
    /// # Errors
    /// Why it was dropped.
    pub fn accept(&mut self, link: &str, now: Timestamp) -> Result<Callback, Dropped> {
        let result = self.look_at(link, now);
        if let Err(reason) = result {
            self.count(reason);
        }
        result
    }

    /// Counts a well-formed link that nothing waits for.
    pub fn count_unexpected(&mut self) {
        self.counts.unexpected += 1;
        tracing::info!(
            unexpected = self.counts.unexpected,
            "a link that no sign-in waits for was ignored"
        );
    }

    /// How many links were dropped so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    fn look_at(&mut self, link: &str, now: Timestamp) -> Result<Callback, Dropped> {
        if !has_our_scheme(link) {
            return Err(Dropped::Foreign);
        }
        if link.len() > LIMIT {
            return Err(Dropped::Oversized);
        }
        let callback = parse_link(link).map_err(|_| Dropped::Malformed)?;
        if self.is_repeated(link, now) {
            return Err(Dropped::Repeated);
        }
        Ok(callback)
    }

    fn is_repeated(&mut self, link: &str, now: Timestamp) -> bool {
        let hash: [u8; 32] = Sha256::digest(link).into();
        let repeated = self
            .recent
            .iter()
            .any(|(seen, at)| *seen == hash && now.secs_since(*at) < SAME_ARRIVAL_SECS);
        if self.recent.len() == REMEMBERED {
            self.recent.pop_front();
        }
        self.recent.push_back((hash, now));
        repeated
    }

    fn count(&mut self, reason: Dropped) {
        let counter = match reason {
            Dropped::Foreign => &mut self.counts.foreign,
            Dropped::Oversized => &mut self.counts.oversized,
            Dropped::Malformed => &mut self.counts.malformed,
            Dropped::Repeated => &mut self.counts.repeated,
        };
        *counter += 1;
        tracing::info!(?reason, "a link was ignored");
    }
}

/// Whether the text begins with the app's scheme, as a browser may have spelled it.
#[must_use]
pub fn has_our_scheme(text: &str) -> bool {
    text.get(..APP_ID.len())
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case(APP_ID))
        && text[APP_ID.len()..].starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn link() -> String {
        format!("{APP_ID}://auth/callback?state={}&code=abc", "s".repeat(43))
    }

    #[test]
    fn a_sign_in_link_is_taken() {
        assert!(Inbox::default().accept(&link(), NOW).is_ok());
    }

    #[test]
    fn the_same_link_a_moment_later_is_one_arrival() {
        let mut inbox = Inbox::default();
        assert!(inbox.accept(&link(), NOW).is_ok());
        assert_eq!(inbox.accept(&link(), NOW.plus_secs(4)).err(), Some(Dropped::Repeated));
        assert_eq!(inbox.counts().repeated, 1);
    }

    #[test]
    fn what_is_not_ours_is_inert_and_counted() {
        let mut inbox = Inbox::default();
        let oversized = format!("{}{}", link(), "x".repeat(5000));
        let malformed = format!("{APP_ID}://accounts/delete?all=1");
        for text in [
            "",
            "--hidden",
            "https://auth/callback?state=x",
            "é",
            &oversized,
            &malformed,
        ] {
            assert!(inbox.accept(text, NOW).is_err(), "{text}");
        }
        assert_eq!(
            inbox.counts(),
            Counts {
                foreign: 4,
                oversized: 1,
                malformed: 1,
                ..Counts::default()
            }
        );
    }
}
