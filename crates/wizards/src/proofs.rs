//! The sign-ins at Microsoft that a wizard has asked for.

use crate::SessionOf;
use accounts::email::fold;
use contract::{Code, Purpose, Timestamp, identity::Identity, proof::Standing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which of a wizard's sign-ins. The secrets of its proof stand in the keyring under the wizard's id and this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Whoever signs in to the account now.
    Current,
    /// Whoever is to sign in from now on.
    New,
    /// Whoever signs in to another account.
    Other,
    /// One more.
    Third,
}

impl Slot {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Current, Self::New, Self::Other, Self::Third];

    /// Its name in ids.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::New => "new",
            Self::Other => "other",
            Self::Third => "third",
        }
    }
}

/// Who came back, and until when that can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proved {
    /// Who.
    pub identity: Identity,
    /// Whether the gallery knows them.
    pub standing: Standing,
    /// Until when the proof can be spent.
    pub spendable_until: Timestamp,
}

impl Proved {
    /// What to call them: the address, or else the name.
    #[must_use]
    pub fn person(&self) -> Option<String> {
        person(&self.identity)
    }

    /// The account whose login this is, where it is one's.
    #[must_use]
    pub fn opens(&self) -> Option<&str> {
        match &self.standing {
            Standing::Linked { username } => Some(username),
            _ => None,
        }
    }
}

/// What to call a Microsoft identity: its address, or else its name.
#[must_use]
pub fn person(identity: &Identity) -> Option<String> {
    identity.address.clone().or_else(|| identity.name.clone())
}

/// Whether two sign-ins look like one person's, by what the provider says of them: the key of an identity is the gallery's.
#[must_use]
pub(crate) fn is_same_person(one: &Identity, other: &Identity) -> bool {
    let same = match (&one.address, &other.address) {
        (Some(one), Some(other)) => fold(one) == fold(other),
        _ => one.name == other.name,
    };
    same && one.kind == other.kind
}

/// Whether a refusal says that a proof can no longer be used, so that its sign-in is done again. Where the clocks differ, one
/// that ran out is told as that.
#[must_use]
pub(crate) fn is_dead(code: Code) -> bool {
    matches!(
        code,
        Code::ProofExpired | Code::ProofInvalid | Code::SignInNotFresh | Code::ClockSkewed
    )
}

/// A sign-in that the browser is open for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// Which.
    pub slot: Slot,
    /// What it is for.
    pub purpose: Purpose,
    /// Whether it must be done with a second factor.
    pub second_factor: bool,
    /// In whose session the proof is begun.
    pub session: SessionOf,
}

/// The sign-ins so far, and the one that is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proofs {
    /// Who came back.
    pub done: BTreeMap<Slot, Proved>,
    /// For whom the browser is open.
    pub asking: Option<Asking>,
}

impl Proofs {
    /// Opens the browser for a sign-in; whoever came back for it before is forgotten.
    pub fn ask(&mut self, asking: Asking) {
        self.done.remove(&asking.slot);
        self.asking = Some(asking);
    }

    /// Somebody came back. Nothing where nobody was asked for, so a late return is inert.
    pub fn take(&mut self, slot: Slot, proved: Proved) -> bool {
        if self.asking.as_ref().is_none_or(|asking| asking.slot != slot) {
            return false;
        }
        self.asking = None;
        self.done.insert(slot, proved);
        true
    }

    /// A proof can no longer be used.
    pub fn lose(&mut self, slot: Slot) {
        self.done.remove(&slot);
        if self.asking.as_ref().is_some_and(|asking| asking.slot == slot) {
            self.asking = None;
        }
    }

    /// Nobody is asked for any more.
    pub fn stop_asking(&mut self) {
        self.asking = None;
    }

    /// Who came back for this.
    #[must_use]
    pub fn get(&self, slot: Slot) -> Option<&Proved> {
        self.done.get(&slot)
    }
}
