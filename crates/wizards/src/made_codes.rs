//! Recovery codes while they are made and shown. The codes themselves are the app's: they are in no state.

use crate::{Decision, Scene, SessionOf, Slot, Want, call::recovery::RecoveryRequest};
use contract::{
    Problem, Timestamp,
    desktop::wizard::{ListName, Receipt},
};
use serde::{Deserialize, Serialize};

/// How far the making of codes is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeCodes {
    decision: Decision,
    /// Whether the app has them.
    shown: bool,
    /// Whether they can no longer be shown: the secret that they come from is gone.
    gone: bool,
    /// What was changed by making them.
    receipt: Option<Receipt>,
    /// What became of those that were asked for before these.
    #[serde(default)]
    before: Before,
}

/// What became of codes that were asked for and cannot be asked for again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Before {
    /// None were made.
    #[default]
    NotMade,
    /// The answer was lost, and the proof that it could be asked for with is gone.
    MayBeMade,
    /// They were made, and nobody has them.
    Made,
}

impl MadeCodes {
    /// What it needs before they are made, and to show them.
    #[must_use]
    pub fn wants(&self) -> Want {
        let request = RecoveryRequest::MakeCodes { by: Slot::Current };
        match self.receipt {
            None => self.decision.wants(request.into(), SessionOf::Account),
            // The same request again is answered with the same codes (rule 7.6).
            Some(_) if !self.shown && !self.gone => self.decision.wants_at_once(request.into(), SessionOf::Account),
            Some(_) => Want::Nothing,
        }
    }

    /// The act of making them.
    #[must_use]
    pub fn decision(&self) -> &Decision {
        &self.decision
    }

    /// The same, to be changed.
    pub fn decision_mut(&mut self) -> &mut Decision {
        &mut self.decision
    }

    /// The gallery has made them, and the app shows them.
    pub fn made(&mut self, now: Timestamp) {
        self.receipt.get_or_insert_with(|| self.decision.receipt(now));
        self.shown = true;
        self.before = Before::NotMade;
    }

    /// The app does not have them any more: they are asked for again.
    pub fn show_again(&mut self, scene: &Scene) {
        if self.receipt.is_some() && !self.gone {
            self.shown = false;
            self.decision.press(scene);
        }
    }

    /// They cannot be asked for again. Those that are shown stay shown; of those that were asked for nobody knows whether
    /// they are made.
    pub fn lose_secret(&mut self) {
        self.gone = self.receipt.is_some() && !self.shown;
        if self.is_asked_for() {
            self.before = self.before.max(Before::MayBeMade);
            self.decision = Decision::default();
        }
    }

    /// They are made with another sign-in. What is known not to be done is nothing that anybody has to be told of.
    pub fn begin_again(&mut self) {
        let before = if self.receipt.is_some() {
            Before::Made
        } else {
            self.before
        };
        *self = Self {
            before,
            ..Self::default()
        };
    }

    /// The gallery did not say them again.
    pub fn refuse(&mut self, problem: Problem) {
        if self.receipt.is_some() {
            self.gone = true;
        } else {
            self.decision.refuse(problem);
        }
    }

    /// Whether they are made and cannot be shown.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.gone
    }

    /// Whether they were asked for, and the same request is still to be answered.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.receipt.is_none() && self.decision.is_open()
    }

    /// Whether some were asked for, and nobody knows whether they are made.
    #[must_use]
    pub fn may_be_made(&self) -> bool {
        self.is_asked_for() || self.before == Before::MayBeMade
    }

    /// What is to be said before others are made: those that were asked for may be made, or are and nobody has them.
    #[must_use]
    pub fn warning(&self) -> Option<ListName> {
        match self.before {
            Before::NotMade => None,
            Before::MayBeMade => Some(ListName::CodesMayBeMade),
            Before::Made => Some(ListName::CodesMade),
        }
    }

    /// What stays where no others are made.
    #[must_use]
    pub fn gives_up(&self) -> Option<ListName> {
        let made = self.receipt.is_some() || self.before == Before::Made;
        made.then_some(ListName::CodesMade)
    }

    /// Whether they are made.
    #[must_use]
    pub fn is_made(&self) -> bool {
        self.receipt.is_some()
    }

    /// Whether the app shows them.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.shown
    }

    /// What was changed by making them.
    #[must_use]
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipt.as_ref()
    }
}
