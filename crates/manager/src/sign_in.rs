//! The sign-in wizard: a pure state machine. What it is given are facts, what it answers is the next state; effects are
//! elsewhere. Saved after every step, without secrets.

mod opening;

pub use opening::Ask;

use contract::{Problem, Timestamp, desktop::view::GalleryId, identity::Identity, proof::Standing};
use serde::{Deserialize, Serialize};
use wizards::proofs::Asking;

/// The version of the saved form.
pub const VERSION: u32 = 1;

/// The kind under which it is saved.
pub const KIND: &str = "sign_in";

/// A sign-in, from the choice of a gallery to a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInWizard {
    /// Its id; also the name under which its attempt stands in the keyring.
    pub id: String,
    /// Where.
    pub gallery: GalleryId,
    /// When it was begun.
    pub started_at: Timestamp,
    /// How far it is.
    pub stage: Stage,
    /// What was typed; kept through every step.
    pub draft: Draft,
    /// Under which name an account was asked for with an answer that was lost: whether it is open is known only by asking
    /// for the same again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Draft>,
    /// Whether the attempt is kept over a restart.
    pub survives_restart: bool,
    /// The guided wizard that it is made for, where it is made for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_wizard: Option<ForWizard>,
    /// Whether the gallery refused a sign-in without a second factor, so that the next one asks for it (rule 9.27).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub second_factor: bool,
}

/// For which guided wizard a sign-in is made, and what that asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForWizard {
    /// The wizard's id.
    pub wizard: String,
    /// What it asked for.
    pub asking: Asking,
}

/// What was typed on the register page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The username.
    pub username: String,
    /// The contact e-mail; absent until it was typed, so that the identity's address can be offered.
    pub email: Option<String>,
}

/// How far a sign-in is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Stage {
    /// Asking the gallery and the provider.
    Preparing,
    /// The browser has the page.
    Waiting {
        /// The host of the provider.
        authority_host: String,
        /// When the time runs out.
        expires_at: Timestamp,
        /// What went wrong without ending it: the browser did not open, a pasted text was not the address.
        hint: Option<Problem>,
    },
    /// The browser came back with a code.
    Completing {
        /// The host of the provider.
        authority_host: String,
        /// When the time runs out.
        expires_at: Timestamp,
    },
    /// This is who came back.
    CameBack(Found),
    /// Choosing a username.
    Registering(Found),
    /// It ended without a person.
    Ended {
        /// Why.
        problem: Problem,
    },
}

/// Who came back, and until when that can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Who.
    pub identity: Identity,
    /// Whether the gallery knows them.
    pub standing: Standing,
    /// Until when the proof can be spent.
    pub spendable_until: Timestamp,
}

/// A fact that moves the wizard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The proof was begun and the page's address is known.
    Prepared {
        /// The host of the provider.
        authority_host: String,
        /// When the time runs out.
        expires_at: Timestamp,
        /// Whether the keyring took the attempt.
        survives_restart: bool,
    },
    /// Something failed that another try on the same page may mend.
    Hindered(Problem),
    /// The person tries something else on the same page; the last hindrance is history.
    TriedAgain,
    /// The browser came back with a code for this attempt.
    Returned,
    /// The proof was completed.
    Identified(Found),
    /// It ended without a person.
    Failed(Problem),
    /// The person wants another Microsoft account, or to start again.
    Restarted,
    /// The person goes on to choose a username.
    ChoseToRegister,
    /// The person goes back to who came back.
    WentBack,
    /// The time is now this.
    TimeIs(Timestamp),
    /// The app has started again, and the time is now this.
    AppStarted(Timestamp),
}

impl SignInWizard {
    /// A wizard at its beginning.
    #[must_use]
    pub fn new(id: String, gallery: GalleryId, now: Timestamp) -> Self {
        Self {
            id,
            gallery,
            started_at: now,
            stage: Stage::Preparing,
            draft: Draft::default(),
            opening: None,
            survives_restart: false,
            for_wizard: None,
            second_factor: false,
        }
    }

    /// The next state. A fact that does not belong to the present stage changes nothing: late answers are inert.
    #[must_use]
    pub fn next(mut self, fact: Fact) -> Self {
        if let Fact::Prepared { survives_restart, .. } = &fact
            && matches!(self.stage, Stage::Preparing)
        {
            self.survives_restart = *survives_restart;
        }
        // With another sign-in, who comes back tells.
        if fact == Fact::Restarted {
            self.opening = None;
        }
        self.stage = next_stage(self.stage, fact);
        self
    }

    /// Who came back, where somebody has.
    #[must_use]
    pub fn found(&self) -> Option<&Found> {
        match &self.stage {
            Stage::CameBack(found) | Stage::Registering(found) => Some(found),
            _ => None,
        }
    }

    /// Whether a link from the browser can still move it.
    #[must_use]
    pub fn awaits_the_browser(&self) -> bool {
        matches!(self.stage, Stage::Waiting { .. })
    }

    /// Whether it ended without a person.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        matches!(self.stage, Stage::Ended { .. })
    }

    /// When the present stage ends by itself. What is being completed has an answer coming, so it has none.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        deadline(&self.stage)
    }
}

fn next_stage(stage: Stage, fact: Fact) -> Stage {
    match (stage, fact) {
        (_, Fact::Restarted) => Stage::Preparing,
        (
            Stage::Preparing,
            Fact::Prepared {
                authority_host,
                expires_at,
                ..
            },
        ) => Stage::Waiting {
            authority_host,
            expires_at,
            hint: None,
        },
        (
            Stage::Waiting {
                authority_host,
                expires_at,
                ..
            },
            fact @ (Fact::Hindered(_) | Fact::TriedAgain),
        ) => Stage::Waiting {
            authority_host,
            expires_at,
            hint: match fact {
                Fact::Hindered(problem) => Some(problem),
                _ => None,
            },
        },
        (
            Stage::Waiting {
                authority_host,
                expires_at,
                ..
            },
            Fact::Returned,
        ) => Stage::Completing {
            authority_host,
            expires_at,
        },
        (Stage::Completing { .. }, Fact::Identified(found)) => Stage::CameBack(found),
        (Stage::CameBack(found), Fact::ChoseToRegister) if matches!(found.standing, Standing::Unlinked { .. }) => {
            Stage::Registering(found)
        }
        (Stage::Registering(found), Fact::WentBack) => Stage::CameBack(found),
        // What was asked for in the run before has no answer coming.
        (Stage::Preparing | Stage::Completing { .. }, Fact::AppStarted(_)) => Stage::Ended {
            problem: contract::Code::SignInLost.into(),
        },
        (stage, Fact::TimeIs(now) | Fact::AppStarted(now)) => at(stage, now),
        (stage @ Stage::Ended { .. }, Fact::Failed(_)) => stage,
        (_, Fact::Failed(problem)) => Stage::Ended { problem },
        (stage, _) => stage,
    }
}

fn deadline(stage: &Stage) -> Option<Timestamp> {
    match stage {
        Stage::Waiting { expires_at, .. } => Some(*expires_at),
        Stage::CameBack(found) | Stage::Registering(found) => Some(found.spendable_until),
        Stage::Preparing | Stage::Completing { .. } | Stage::Ended { .. } => None,
    }
}

/// The stage once the time is `now`: a deadline that has passed ends it.
fn at(stage: Stage, now: Timestamp) -> Stage {
    match deadline(&stage) {
        Some(deadline) if deadline <= now => Stage::Ended {
            problem: contract::Code::SignInExpired.into(),
        },
        _ => stage,
    }
}

#[cfg(test)]
mod saved_once;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod whatever;
