//! What the operator's self-check saw of the identity provider (rules 16.9 and 16.10).

use crate::{
    command::{Changes, Command, Decision},
    entropy::Entropy,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::Timestamp;

/// Which provider, and as which client the gallery's app is known there. What was seen of one says nothing of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderClient {
    /// The provider's base address, as it is configured.
    pub authority: String,
    /// The client id.
    pub client_id: String,
}

/// What was seen of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSeen {
    /// Which.
    pub client: ProviderClient,
    /// When it was looked at last.
    pub checked_at: Timestamp,
    /// Whether its last ID token said when the person signed in.
    pub sends_sign_in_time: bool,
    /// When it first said that a second factor was used.
    pub second_factor_at: Option<Timestamp>,
}

/// Keep what a self-check has seen. A second factor that was seen once stays seen: the next operator may have none at hand.
#[derive(Debug)]
pub struct NoteProvider {
    /// Which provider.
    pub client: ProviderClient,
    /// Whether the ID token said when the person signed in.
    pub sends_sign_in_time: bool,
    /// Whether it said that a second factor was used.
    pub second_factor: bool,
}

impl Command for NoteProvider {
    type Answer = ProviderSeen;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::Provider(self.client.clone())]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, _entropy: &mut Entropy) -> Decision<ProviderSeen> {
        let before = snapshot.provider(&self.client).and_then(|seen| seen.second_factor_at);
        let seen = ProviderSeen {
            client: self.client.clone(),
            checked_at: now,
            sends_sign_in_time: self.sends_sign_in_time,
            second_factor_at: before.or(self.second_factor.then_some(now)),
        };
        let changes = Changes {
            writes: vec![Write::PutProvider(seen.clone())],
            ..Changes::default()
        };
        Ok((changes, seen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(client: &ProviderClient, second_factor: bool) -> NoteProvider {
        NoteProvider {
            client: client.clone(),
            sends_sign_in_time: !second_factor,
            second_factor,
        }
    }

    #[test]
    fn rule_16_9_a_second_factor_that_was_seen_once_stays_seen_at_this_provider_alone() {
        let client = ProviderClient {
            authority: "https://login.example".to_owned(),
            client_id: "app".to_owned(),
        };
        let (first, later) = (Timestamp::from_secs(1000), Timestamp::from_secs(2000));
        let mut entropy = Entropy::new([1; 32]);
        let mut snapshot = Snapshot::default();
        let (_, seen) = note(&client, true).decide(&snapshot, first, &mut entropy).unwrap();
        assert_eq!((seen.second_factor_at, seen.sends_sign_in_time), (Some(first), false));
        snapshot.providers = vec![seen];
        let (changes, seen) = note(&client, false).decide(&snapshot, later, &mut entropy).unwrap();
        assert_eq!((seen.second_factor_at, seen.sends_sign_in_time), (Some(first), true));
        assert_eq!(seen.checked_at, later);
        assert_eq!(changes.writes, [Write::PutProvider(seen)]);
        let other = ProviderClient {
            client_id: "another".to_owned(),
            ..client
        };
        let (_, seen) = note(&other, false).decide(&snapshot, later, &mut entropy).unwrap();
        assert_eq!(seen.second_factor_at, None);
    }
}
