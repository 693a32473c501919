//! Switches that make the provider fail on purpose, to see what the client does.

use super::lock;
use serde::{Deserialize, Serialize};
use std::sync::Mutex;

/// The longest delay, in milliseconds.
const SLOW_LIMIT_MS: u64 = 60_000;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fault {
    /// Answers late, by `milliseconds`.
    Slow,
    /// Answers `server_error`: with status 500, or as a redirect where a person waits.
    ServerError,
    /// The ID token carries another nonce.
    WrongNonce,
    /// The ID token has no `auth_time`.
    NoAuthTime,
    /// The ID token has neither `tid` nor `oid`.
    NoTidOid,
    /// The ID token is signed with another key than the one that it names.
    WrongKey,
    /// The ID token is signed, and says so, with a listed key that belongs to other tenants.
    MispairedKey,
    /// At once: new keys, of which a client that has cached the old ones knows nothing.
    RotateKeys,
    /// At once: no more faults.
    Clear,
}

/// Where `slow` and `server_error` strike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Endpoint {
    /// The discovery document.
    Metadata,
    /// The key set.
    Keys,
    /// The authorization endpoint.
    Authorize,
    /// The token endpoint.
    Token,
}

/// One switch that is on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Switch {
    pub(super) fault: Fault,
    /// For `slow`: the delay; at most 60 000.
    #[serde(default)]
    pub(super) milliseconds: u64,
    /// For `slow` and `server_error`: only here; everywhere where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) endpoint: Option<Endpoint>,
    /// For how many requests that it strikes; until cleared where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) requests: Option<u32>,
}

/// The switches that are on, oldest first.
#[derive(Default)]
pub(super) struct Faults(Mutex<Vec<Switch>>);

impl Faults {
    /// Turns a switch on; one for the same fault and place is replaced.
    pub(super) fn set(&self, mut switch: Switch) {
        switch.milliseconds = switch.milliseconds.min(SLOW_LIMIT_MS);
        let mut switches = lock(&self.0);
        switches.retain(|other| (other.fault, other.endpoint) != (switch.fault, switch.endpoint));
        if switch.requests != Some(0) {
            switches.push(switch);
        }
    }

    /// Turns everything off.
    pub(super) fn clear(&self) {
        lock(&self.0).clear();
    }

    /// The switches that are on.
    pub(super) fn active(&self) -> Vec<Switch> {
        lock(&self.0).clone()
    }

    /// Whether the fault strikes this request, which counts against its number.
    pub(super) fn strikes(&self, fault: Fault) -> bool {
        self.take(fault, None).is_some()
    }

    /// Like [`Faults::strikes`], for a fault that has a place: waits if it must, then says whether to fail.
    pub(super) async fn disturb(&self, endpoint: Endpoint) -> bool {
        if let Some(slow) = self.take(Fault::Slow, Some(endpoint)) {
            tokio::time::sleep(std::time::Duration::from_millis(slow.milliseconds)).await;
        }
        self.take(Fault::ServerError, Some(endpoint)).is_some()
    }

    fn take(&self, fault: Fault, endpoint: Option<Endpoint>) -> Option<Switch> {
        let mut switches = lock(&self.0);
        let is_meant =
            |switch: &Switch| switch.fault == fault && (switch.endpoint.is_none() || switch.endpoint == endpoint);
        let index = switches.iter().position(is_meant)?;
        let switch = switches[index].clone();
        match &mut switches[index].requests {
            Some(1) => drop(switches.remove(index)),
            Some(requests) => *requests -= 1,
            None => {}
        }
        Some(switch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn switch(fault: Fault, endpoint: Option<Endpoint>, requests: Option<u32>) -> Switch {
        Switch {
            fault,
            milliseconds: 0,
            endpoint,
            requests,
        }
    }

    #[test]
    fn a_fault_strikes_as_often_as_it_was_told_to() {
        let faults = Faults::default();
        faults.set(switch(Fault::WrongNonce, None, Some(2)));
        let strikes: Vec<_> = (0..3).map(|_| faults.strikes(Fault::WrongNonce)).collect();
        assert_eq!(strikes, [true, true, false]);
        assert!(faults.active().is_empty());
    }

    #[test]
    fn a_fault_without_a_number_strikes_until_it_is_cleared() {
        let faults = Faults::default();
        faults.set(switch(Fault::NoAuthTime, None, None));
        assert!((0..100).all(|_| faults.strikes(Fault::NoAuthTime)));
        faults.clear();
        assert!(!faults.strikes(Fault::NoAuthTime));
    }

    #[tokio::test]
    async fn a_fault_with_a_place_strikes_only_there() {
        let faults = Faults::default();
        faults.set(switch(Fault::ServerError, Some(Endpoint::Keys), Some(1)));
        assert!(!faults.disturb(Endpoint::Token).await);
        assert!(faults.disturb(Endpoint::Keys).await);
    }
}
