//! Answer the conversion of another account, as the administrator whom it names (rules 12.8 to 12.13).

mod sheet;

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want,
    answering::Answering,
    call::{ConversionRequest, OrganizationRequest},
    page,
};
use contract::{
    Code, Problem, Timestamp,
    consequence::Consequence,
    conversion::WaitingConversion,
    desktop::wizard::{Choice, Deed, FieldName, ListName, Receipt, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerConversion {
    at: At,
    /// The username of the account that asks.
    account: String,
    answering: Answering<WaitingConversion>,
    confirmation: String,
    hint: Option<Problem>,
    /// When it takes effect, where it was accepted and that is later.
    effective_at: Option<Timestamp>,
    /// Whether the gallery is asked what became of it: it was accepted, and is not in the list any more.
    #[serde(default)]
    outcome: bool,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Look,
    Accepted,
    Later,
    Rejected,
    Gone,
}

impl AnswerConversion {
    /// For the account that asks.
    #[must_use]
    pub fn of(account: String) -> Self {
        Self {
            account,
            ..Self::default()
        }
    }

    /// The username of the account that asks.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// Whether it is answered, or not there any more.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.at != At::Look
    }
}

impl Machine for AnswerConversion {
    const VERSION: u32 = 2;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        // A late answer is inert.
        if self.is_over() || matches!(input, Input::Answered(_)) && self.wants() == Want::Nothing {
            return self;
        }
        if self.asks_outcome() {
            match input {
                Input::Answered(Answer::Organization(_)) => return self.ends(At::Accepted),
                // It is not there for its administrator.
                Input::Refused(Problem {
                    code: Code::NotFound | Code::NotAuthorized,
                    ..
                }) => return self.ends(At::Gone),
                Input::Refused(problem) | Input::Unsure(problem) => {
                    self.outcome = false;
                    self.answering.asked.fail(problem);
                    return self;
                }
                _ => {}
            }
        }
        match self.answering.take(input, scene) {
            Some(Input::Typed {
                field: FieldName::Confirmation,
                text,
            }) => self.confirmation = text,
            Some(Input::Chose { choice, .. }) => self.choose(choice, scene),
            Some(Input::Answered(Answer::Conversions(list))) => self.look(list, scene.now),
            Some(Input::Answered(answer)) => self.answer(answer, scene),
            Some(Input::Refused(problem)) => self.refuse(problem),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if self.is_over() {
            return Want::Nothing;
        }
        let account = || self.account.clone();
        if self.asks_outcome() {
            let request = Request::Organization(OrganizationRequest::Show { name: account() });
            return Want::Call(Call::look(request, SessionOf::Account));
        }
        self.answering.wants(
            Request::Conversion(ConversionRequest::Waiting),
            Request::Conversion(ConversionRequest::Accept { account: account() }),
            Request::Conversion(ConversionRequest::Reject { account: account() }),
        )
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        self.answering.look_first(now);
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.answering.decision.is_open()
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Look && self.confirmation.is_empty() && !self.answering.decision.is_open()
    }

    fn is_over(&self) -> bool {
        matches!(self.at, At::Accepted | At::Rejected | At::Gone)
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.at, self.effective_at) {
            (At::Later, Some(until)) => WaitsFor::Time { until },
            _ => WaitsFor::Answer,
        }
    }

    fn goes_on(&self) -> Option<ListName> {
        Some(ListName::StillWaits)
    }
}

impl AnswerConversion {
    fn choose(&mut self, choice: Choice, scene: &Scene) {
        self.hint = None;
        match choice {
            Choice::RejectConversion => self.answering.press(true, scene),
            Choice::AcceptConversion if self.at == At::Look => match page::confirmed(&self.confirmation, &self.account)
            {
                Ok(()) => self.answering.press(false, scene),
                Err(problem) => self.hint = Some(problem),
            },
            _ => {}
        }
    }

    fn answer(&mut self, answer: Answer, scene: &Scene) {
        match answer {
            Answer::Accepted(effective_at) => {
                self.receipt = Some(self.answering.decision.receipt(scene.now));
                self.effective_at = effective_at;
                self.at = if effective_at.is_some() {
                    At::Later
                } else {
                    At::Accepted
                };
                self.answering.decision = Decision::default();
            }
            Answer::Done if self.answering.decision.is_pressed() => {
                self.answering.decision.foreseen = None;
                let account = self.account.clone();
                let deed = Deed::ConversionRejected { account };
                self.receipt = Some(self.answering.decision.receipt_of(deed, scene.now));
                self.at = At::Rejected;
            }
            _ => {}
        }
    }

    /// Whether the gallery is asked what became of it. What was pressed goes first.
    fn asks_outcome(&self) -> bool {
        self.outcome && !self.answering.is_reading() && !self.answering.decision.is_open()
    }

    /// The receipt is of an acceptance that led to nothing where it is gone.
    fn ends(mut self, at: At) -> Self {
        self.receipt.take_if(|_| at == At::Gone);
        // Nobody can stop it any more.
        if let Some(receipt) = &mut self.receipt {
            receipt.undo_until = None;
            let left = |change: &Consequence| !matches!(change, Consequence::UndoUntil { .. });
            receipt.changed.retain(left);
        }
        self.at = at;
        self
    }

    /// Not in the list any more: before it was to take effect it was stopped, after that the organization tells.
    fn miss(&mut self, now: Timestamp) {
        self.answering.asked.take(None);
        self.outcome = self.at == At::Later && self.effective_at.is_some_and(|at| at <= now);
        if !self.outcome {
            self.receipt = None;
            self.at = At::Gone;
        }
    }

    fn look(&mut self, list: Vec<WaitingConversion>, now: Timestamp) {
        let mut list = list.into_iter();
        let found = list.find(|waiting| waiting.request.account.eq_ignore_ascii_case(&self.account));
        let Some(found) = found else {
            return self.miss(now);
        };
        self.outcome = false;
        self.account.clone_from(&found.request.account);
        self.effective_at = found.request.effective_at;
        self.at = if found.request.accepted_at.is_some() {
            At::Later
        } else {
            At::Look
        };
        self.answering.decision.foreseen = Some(found.consequences.clone());
        self.answering.asked.take(Some(found));
    }

    fn refuse(&mut self, problem: Problem) {
        match problem.code {
            Code::ConversionNotFound | Code::AccountUnknown => self.at = At::Gone,
            _ => self.answering.refuse(problem),
        }
    }
}
