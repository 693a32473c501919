//! Somebody's request, which is answered with yes or no: an invitation, a conversion. What both have in common.

use crate::{Call, Decision, Input, Request, Scene, SessionOf, Want, reading::Reading};
use contract::{Problem, Timestamp, desktop::wizard::Choice};
use serde::{Deserialize, Serialize};

/// What is asked, and how far the answer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answering<T> {
    /// What is asked, as the gallery told it last.
    pub(crate) asked: Reading<T>,
    /// Whether the answer is no.
    pub(crate) declines: bool,
    /// The answer.
    pub(crate) decision: Decision,
}

impl<T> Default for Answering<T> {
    fn default() -> Self {
        Self {
            asked: Reading::default(),
            declines: false,
            decision: Decision::default(),
        }
    }
}

impl<T> Answering<T> {
    /// Whether the gallery is asked how it stands; what was pressed goes first.
    pub(crate) fn is_reading(&self) -> bool {
        self.asked.is_wanted() && !self.decision.is_open()
    }

    /// Does what is the same for every request, and gives what is left for the machine.
    pub(crate) fn take(&mut self, input: Input, scene: &Scene) -> Option<Input> {
        let open = self.decision.is_open();
        match input {
            Input::Resumed | Input::AccountChanged if !open => self.asked.again(),
            Input::Chose { choice, .. } => match choice {
                Choice::TryAgain => self.decision.try_again(scene),
                Choice::LookAgain if !open => self.asked.again(),
                _ if !open => return Some(input),
                _ => {}
            },
            Input::Typed { .. } if !open => return Some(input),
            Input::Refused(problem) | Input::Unsure(problem) if self.is_reading() => self.asked.fail(problem),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
            Input::Answered(_) | Input::Refused(_) => return Some(input),
            _ => {}
        }
        None
    }

    /// What was pressed long ago is looked after.
    pub(crate) fn look_first(&mut self, now: Timestamp) {
        if self.decision.is_outdated(now) {
            self.decision.forget_press();
            self.asked.again();
        }
    }

    /// Another answer than before is another press, under a key of its own.
    pub(crate) fn press(&mut self, declines: bool, scene: &Scene) {
        if self.declines != declines {
            self.decision.forget_press();
        }
        self.declines = declines;
        self.decision.press(scene);
    }

    /// The gallery refused the answer. What stands in the way, or is more than was shown, is seen by looking.
    pub(crate) fn refuse(&mut self, problem: Problem) {
        self.decision.refuse(problem);
        self.asked.again();
    }

    /// What it needs: how it stands, or that the answer is taken.
    pub(crate) fn wants(&self, question: Request, accept: Request, decline: Request) -> Want {
        if self.is_reading() {
            return Want::Call(Call::look(question, SessionOf::Account));
        }
        let answer = if self.declines { decline } else { accept };
        self.decision.wants_at_once(answer, SessionOf::Account)
    }
}
