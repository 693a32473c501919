//! The code that a gallery mails where the provider does not say when somebody signed in (rules 2.11 to 2.13). It is asked
//! for between the refusal of a call and the same call sent again, whichever machine wants that.

use crate::{
    Answer, Decision, Input, Proofs, Request, Scene, SessionOf, Slot, Want,
    call::ProofRequest,
    page::{field, note},
    proofs::is_dead,
};
use contract::{
    Code, Problem, Timestamp,
    desktop::wizard::{Choice, FieldName, ListName, Offer, Sheet, Step, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// A code for the proof of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailedCode {
    slot: Slot,
    /// Whether its page is shown. One that was left may still be typed.
    open: bool,
    /// Whether the typed code is sent, and not another one asked for.
    types: bool,
    decision: Decision,
    /// The masked address that it went to.
    address: Option<String>,
    until: Option<Timestamp>,
    /// Whether another one was mailed because the person asked.
    again: bool,
    /// Whether what was typed is gone.
    type_again: bool,
}

/// What came of an input.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Its page stays.
    Stays,
    /// The code was right: what was refused is sent again.
    Shown,
    /// The proof can no longer be used.
    Lost,
}

impl MailedCode {
    /// For the proof of this sign-in; the mail is asked for at once.
    #[must_use]
    pub fn of(slot: Slot, scene: &Scene) -> Self {
        let mut code = Self {
            slot,
            open: true,
            types: false,
            decision: Decision::default(),
            address: None,
            until: None,
            again: false,
            type_again: false,
        };
        code.decision.press(scene);
        code
    }

    /// Whose sign-in it is about.
    #[must_use]
    pub fn slot(&self) -> Slot {
        self.slot
    }

    /// Whether its page is shown.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Leaves its page.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Shows its page once more. Where no code can be typed any more, another one is mailed.
    pub fn reopen(&mut self, scene: &Scene) {
        self.open = true;
        if self.until.is_none_or(|until| until <= scene.now) && !self.decision.is_open() {
            self.press(false, scene);
        }
    }

    /// Whether something was sent and nobody knows yet what came of it.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.decision.is_open()
    }

    /// What it needs.
    #[must_use]
    pub fn wants(&self) -> Want {
        let by = self.slot;
        let request = if self.types {
            ProofRequest::TypeCode { by }
        } else {
            ProofRequest::MailCode { by }
        };
        self.decision.wants_at_once(Request::Proofs(request), SessionOf::Nobody)
    }

    /// What it waits for.
    #[must_use]
    pub fn waits_for(&self) -> WaitsFor {
        match self.wants() {
            Want::Call(_) => WaitsFor::Gallery,
            _ => WaitsFor::Mail,
        }
    }

    /// Something happens.
    pub fn next(&mut self, input: Input, scene: &Scene) -> Outcome {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::SecretLost { .. } => {
                self.decision = Decision::default();
                self.type_again = true;
            }
            Input::Answered(Answer::CodeMailed { address, until }) => {
                self.again = self.until.is_some();
                (self.address, self.until) = (Some(address), Some(until));
                self.decision = Decision::default();
            }
            Input::Answered(_) if self.types => return Outcome::Shown,
            Input::Refused(problem) if is_dead(problem.code) => return Outcome::Lost,
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
            _ => {}
        }
        Outcome::Stays
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        match choice {
            Choice::TryAgain if self.decision.unsure => self.decision.try_again(scene),
            _ if self.decision.is_open() => {}
            Choice::Continue => self.press(true, scene),
            Choice::MailCode => self.press(false, scene),
            _ => {}
        }
    }

    /// Each press is another one: a code may be mistyped, and mailed more than once.
    fn press(&mut self, types: bool, scene: &Scene) {
        self.types = types;
        self.again = false;
        self.type_again = false;
        self.decision = Decision::default();
        self.decision.press(scene);
    }

    fn refuse(&mut self, problem: Problem) {
        let at_field = matches!(problem.code, Code::CodeWrong | Code::CodeExpired);
        self.decision
            .refuse(if at_field { problem.about("code") } else { problem });
    }

    /// What stands on its page.
    #[must_use]
    pub fn sheet(&self, proofs: Option<&Proofs>, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(Step::MailedCode);
        sheet.back = !self.is_held();
        sheet.facts.username = scene.account.as_ref().map(|account| account.username.clone());
        let came_back = proofs.and_then(|proofs| proofs.get(self.slot));
        sheet.facts.other_person = came_back.and_then(crate::Proved::person);
        sheet.facts.address = self.address.clone();
        sheet.facts.until = self.until;
        sheet.refusal = self.decision.refusal.clone();
        if self.decision.unsure {
            sheet.blocks.push(crate::page::unsure());
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
            return sheet;
        }
        if self.again {
            sheet.blocks.push(note(ListName::CodeSent));
        }
        if self.type_again {
            sheet.blocks.push(note(ListName::TypeAgain));
        }
        let asks_first = self.until.is_none() && self.decision.is_pressed();
        if !asks_first {
            sheet.fields = vec![field(FieldName::Code, "")];
            sheet.offers = vec![Offer::primary(Choice::Continue), Offer::plain(Choice::MailCode)];
        }
        sheet
    }
}
