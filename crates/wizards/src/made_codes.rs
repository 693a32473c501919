//! Recovery codes while they are made and shown. The codes themselves are the app's: they are in no state.

use crate::{Decision, Scene, SessionOf, Slot, Want, call::recovery::RecoveryRequest};
use contract::{Problem, Timestamp, desktop::wizard::Receipt};
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
    }

    /// The app does not have them any more: they are asked for again.
    pub fn show_again(&mut self, scene: &Scene) {
        if self.receipt.is_some() && !self.gone {
            self.shown = false;
            self.decision.press(scene);
        }
    }

    /// They cannot be asked for again. Those that are shown stay shown.
    pub fn lose_secret(&mut self) {
        self.gone = self.receipt.is_some() && !self.shown;
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

    /// Whether they were asked for, and nobody knows yet whether they are made.
    #[must_use]
    pub fn may_be_made(&self) -> bool {
        self.receipt.is_none() && self.decision.is_open()
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
