//! An act that is shown before it is done, and done once.

use crate::{Call, Request, Scene, SessionOf, Want, page};
use contract::{
    Code, Problem, Timestamp,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Deed, Receipt},
};
use serde::{Deserialize, Serialize};

/// For how long a gallery is asked again under a key, in seconds: it keeps its answers for a day (rule 7.6), and its clock
/// is another one.
const ANSWERS_KEPT: i64 = 23 * 3600;

/// Whether a refusal says that something else was sent under the key before: what was pressed has arrived.
#[must_use]
pub(crate) fn is_about_key(problem: &Problem) -> bool {
    problem.code == Code::BadRequest && problem.field.as_deref() == Some("Idempotency-Key")
}

/// For how many seconds at most a decision is looked at before it is pressed: by as much may its undo end later than shown.
const LOOKED_AT: i64 = 24 * 3600;

/// A receipt with the end of the undo as the account has it by now: it was foreseen for the moment in which the act was
/// shown, and counts from the one in which it was done.
#[must_use]
pub(crate) fn as_done(mut receipt: Receipt, account: Option<&Account>) -> Receipt {
    let (Some(until), Some(shown)) = (
        account.and_then(|account| account.login_change_until),
        receipt.undo_until,
    ) else {
        return receipt;
    };
    // Not the undo of another change.
    if !(0..LOOKED_AT).contains(&until.secs_since(shown)) {
        return receipt;
    }
    receipt.undo_until = Some(until);
    for change in &mut receipt.changed {
        if let Consequence::UndoUntil { at } = change {
            *at = until;
        }
    }
    receipt
}

/// How far an act is: foreseen, pressed, refused, or nobody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What it will change, once the gallery has told.
    pub foreseen: Option<Vec<Consequence>>,
    /// Whether that may be different by now, and is asked for anew.
    #[serde(default)]
    stale: bool,
    /// Its idempotency key, from the first press on until the gallery gave a definite answer.
    key: Option<String>,
    /// When it was pressed first under that key.
    #[serde(default)]
    pressed_at: Option<Timestamp>,
    /// Whether it is being sent.
    pressed: bool,
    /// Whether it was on its way before under the same key, so that a refusal now says nothing of then.
    #[serde(default)]
    again: bool,
    /// Why it was not done, or why nobody knows.
    pub refusal: Option<Problem>,
    /// Whether its answer was lost.
    pub unsure: bool,
}

impl Decision {
    /// What it needs: its consequences first, and the act itself once the person has pressed.
    #[must_use]
    pub fn wants(&self, request: Request, session: SessionOf) -> Want {
        match &self.key {
            Some(key) if self.pressed => Want::Call(Call::decide(request, session, key.clone())),
            _ if (self.foreseen.is_none() || self.stale) && self.refusal.is_none() => {
                // What is only looked at once more leaves the page as it is: a press at that moment counts.
                let behind = self.foreseen.is_some();
                let preview = Call::preview(request, session);
                Want::Call(Call { behind, ..preview })
            }
            _ => Want::Nothing,
        }
    }

    /// The same for an act that has nothing to foresee.
    #[must_use]
    pub fn wants_at_once(&self, request: Request, session: SessionOf) -> Want {
        match &self.key {
            Some(key) if self.pressed => Want::Call(Call::decide(request, session, key.clone())),
            _ => Want::Nothing,
        }
    }

    /// The person pressed. Where nobody knows whether an earlier press did it, this is the same press: the key stays.
    pub fn press(&mut self, scene: &Scene) {
        self.again |= self.key.is_some();
        self.key.get_or_insert_with(|| scene.new_id.clone());
        self.pressed_at.get_or_insert(scene.now);
        self.pressed = true;
        self.stale = false;
        self.refusal = None;
        self.unsure = false;
    }

    /// The app goes on after it was closed, perhaps in the middle of sending.
    pub fn resume(&mut self) {
        self.again |= self.pressed;
    }

    /// Whether a refusal leaves open what an earlier press did: the session has ended, and the gallery remembers a key
    /// only within one, but for a link by a recovery, an undo and a deletion (rule 7.6).
    #[must_use]
    pub fn is_left_open_by(&self, problem: &Problem) -> bool {
        let ended = matches!(problem.code, Code::SessionRequired | Code::FullSessionRequired);
        ended && self.again && self.is_open()
    }

    /// The person pressed what a typed name confirms: sent where it is this name, in any case. What is wrong with it
    /// otherwise is told.
    #[must_use]
    pub(crate) fn press_confirmed(&mut self, typed: &str, name: &str, scene: &Scene) -> Option<Problem> {
        let wrong = page::confirmed(typed, name).err();
        if wrong.is_none() {
            self.press(scene);
        }
        wrong
    }

    /// Another act with the same consequences is pressed: under a key of its own.
    pub fn press_anew(&mut self, scene: &Scene) {
        self.forget_press();
        self.press(scene);
    }

    /// Nothing is being sent any more, and another press is another act. What was foreseen stays.
    pub fn forget_press(&mut self) {
        *self = Self {
            foreseen: self.foreseen.take(),
            ..Self::default()
        };
    }

    /// The gallery told what it will change.
    pub fn foresee(&mut self, consequences: Vec<Consequence>) {
        self.foreseen = Some(consequences);
        self.stale = false;
        self.refusal = None;
    }

    /// The gallery refused: nothing was changed, and another press is another act.
    pub fn refuse(&mut self, problem: Problem) {
        *self = Self {
            foreseen: self.foreseen.take(),
            refusal: Some(problem),
            ..Self::default()
        };
    }

    /// The answer was lost. What was only asked for is asked again; what was pressed keeps its key.
    pub fn lose_answer(&mut self, problem: Problem) {
        self.give_up_sending();
        self.refusal = Some(problem);
    }

    /// Asks again, for the consequences or for the act, whichever answer was missing.
    pub fn try_again(&mut self, scene: &Scene) {
        if self.unsure {
            self.press(scene);
        } else {
            self.refusal = None;
        }
    }

    /// It cannot be sent again, so that only the gallery can tell whether an earlier press did it.
    pub fn give_up_sending(&mut self) {
        self.unsure = self.unsure || self.pressed;
        self.pressed = false;
    }

    /// What was foreseen may have changed meanwhile: it is asked for once more, and shown until then. What was pressed
    /// stays as it is.
    pub fn look_again(&mut self) {
        if !self.is_open() {
            self.stale = self.foreseen.is_some();
            self.refusal = None;
        }
    }

    /// Whether it was pressed and nobody knows yet whether it is done. Its key stays as long as that, and nothing else is
    /// decided meanwhile.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.pressed || self.unsure
    }

    /// Whether the gallery may have forgotten by now what it answered under the key: sent again it would be done again.
    #[must_use]
    pub fn is_outdated(&self, now: Timestamp) -> bool {
        let remembered = |at: Timestamp| now.secs_since(at) < ANSWERS_KEPT;
        self.is_open() && !self.pressed_at.is_none_or(remembered)
    }

    /// Whether the act is being sent.
    #[must_use]
    pub fn is_pressed(&self) -> bool {
        self.pressed
    }

    /// The receipt, once it is done.
    #[must_use]
    pub fn receipt(&self, at: Timestamp) -> Receipt {
        let changed = self.foreseen.clone().unwrap_or_default();
        let undo_until = changed.iter().find_map(|consequence| match consequence {
            Consequence::UndoUntil { at } => Some(*at),
            _ => None,
        });
        Receipt {
            at,
            reference: self.key.clone(),
            deed: None,
            changed,
            undo_until,
        }
    }

    /// The same of an act that has nothing to foresee.
    #[must_use]
    pub fn receipt_of(&self, deed: Deed, at: Timestamp) -> Receipt {
        Receipt {
            deed: Some(deed),
            ..self.receipt(at)
        }
    }
}
