//! What is asked of the service. A new scenario is one entry here, and a few lines in `Act::once`.

use crate::{person::Person, raw};
use anyhow::Result;
use std::time::Duration;

/// Something that is done again and again on every connection.
pub struct Scenario {
    /// What it is called in the tables.
    pub name: &'static str,
    /// What is done.
    pub act: Act,
    /// What it is compared with, each with the least ratio that is aimed at, where there is an aim.
    pub beside: &'static [(&'static str, Option<f64>)],
}

/// What is done once.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// `GET /healthz`: what the server costs without any work of its own.
    Health,
    /// `GET /api/v1/sessions/current`: a session is checked and shown.
    Session,
    /// `GET /api/v1/account`: a session is checked and its account shown.
    Account,
    /// `POST /api/v1/feed/authorize`: a key, its package and its owners are looked up.
    Authorize,
    /// `POST /api/v1/sessions/password`: a password is compared, which takes tens of milliseconds.
    Password,
    /// `PUT /api/v1/account/mail`: a setting of an account is changed, with its row of activity and its event.
    Change,
    /// `POST /api/v1/proofs`: one row is written.
    Begin,
    /// `POST /api/v1/proofs`, and its completion with a signed ID token.
    Prove,
}

impl Act {
    /// Does it once. The latency that counts.
    pub async fn once(self, person: &mut Person<'_>) -> Result<Duration> {
        match self {
            Self::Health => person.get("/healthz").await,
            Self::Session => person.get_as_anybody("/api/v1/sessions/current").await,
            Self::Account => person.get_as_anybody("/api/v1/account").await,
            Self::Authorize => person.authorize().await,
            Self::Password => person.type_password().await,
            Self::Change => person.choose_mail().await,
            Self::Begin => Ok(person.begin().await?.0),
            Self::Prove => {
                let (_, begun) = person.begin().await?;
                person.complete(&begun).await
            }
        }
    }
}

const HEALTH: &str = "healthz";

/// What somebody changed about their account, and must find again.
pub const WRITES: &str = "durable writes";

/// Everything that is measured by itself.
pub const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: HEALTH,
        act: Act::Health,
        beside: &[],
    },
    Scenario {
        name: "session checks",
        act: Act::Session,
        beside: &[(HEALTH, Some(0.6)), (raw::READS, None)],
    },
    Scenario {
        name: "account reads",
        act: Act::Account,
        beside: &[(HEALTH, Some(0.35)), (raw::READS, None)],
    },
    Scenario {
        name: "key authorisations",
        act: Act::Authorize,
        beside: &[(HEALTH, None), (raw::READS, None)],
    },
    Scenario {
        name: WRITES,
        act: Act::Change,
        beside: &[(raw::ONE_CHANGE, None), (raw::FIFTY_OF_CHANGES, Some(0.5))],
    },
    Scenario {
        name: "proofs begun",
        act: Act::Begin,
        beside: &[(raw::ONE_BEGUN, None), (raw::FIFTY_BEGUN, None)],
    },
    Scenario {
        name: "proofs completed",
        act: Act::Prove,
        beside: &[(raw::ONE_PROOF, None), (raw::FIFTY_OF_PROOFS, None)],
    },
];

/// What must not suffer from what goes on beside it.
pub const FOREGROUNDS: &[&str] = &["session checks", "account reads", WRITES];

/// What goes on beside it: far more passwords than can be compared, so that their queue is always full.
pub const BACKGROUNDS: &[Scenario] = &[Scenario {
    name: "a full queue of passwords",
    act: Act::Password,
    beside: &[],
}];

/// The scenario of this name.
pub fn named(name: &str) -> Option<&'static Scenario> {
    SCENARIOS.iter().find(|scenario| scenario.name == name)
}
