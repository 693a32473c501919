//! Nobody manages the directory of a work domain, so Microsoft refuses the sign-in (AADSTS65005): why, who can mend it,
//! and what else there is.

mod domain;
mod sheet;

use crate::{
    Answer, Decision, Input, Machine, Proofs, Proved, Scene, SessionOf, Slot, Want,
    call::recovery::RecoveryRequest,
    proofs::{Asking, is_dead},
};
use contract::{
    Code, Problem, Purpose,
    desktop::wizard::{Choice, FieldName, Receipt, Sheet},
};
use domain::is_personal;
use serde::{Deserialize, Serialize};

pub(crate) use domain::domain_of;

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmanagedTenant {
    at: At,
    /// The domain, or an address in it, as it was typed.
    domain: String,
    /// Whether Microsoft named it, and not only the person.
    #[serde(default)]
    named: bool,
    proofs: Proofs,
    /// Whether the gallery has asked for a second factor (rule 9.27).
    #[serde(default)]
    second_factor: bool,
    decision: Decision,
    hint: Option<Problem>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Domain,
    Why,
    Text,
    Record,
    Retry,
    MakeOne,
    Works,
    New,
    Done,
}

impl Machine for UnmanagedTenant {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Typed {
                field: FieldName::Domain,
                text,
            } => {
                self.named &= self.domain == text;
                self.domain = text;
            }
            Input::Back => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(Answer::Account(_)) if self.at == At::Works => {
                self.receipt = Some(self.decision.receipt(scene.now));
                self.at = At::Done;
            }
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
            Input::Typed { .. }
            | Input::SecretLost { .. }
            | Input::Resumed
            | Input::AccountChanged
            | Input::Answered(_) => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        let open = RecoveryRequest::OpenSession { by: Slot::New };
        match self.at {
            At::Works => self.decision.wants_at_once(open.into(), SessionOf::Nobody),
            _ => Want::Nothing,
        }
    }

    fn sheet(&self, _scene: &Scene) -> Sheet {
        self.page()
    }

    fn may_be_done(&self) -> bool {
        // It opens a session at most.
        false
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done
    }
}

impl UnmanagedTenant {
    /// About this domain, or an address in it, as Microsoft named it.
    #[must_use]
    pub fn about(domain: Option<String>) -> Self {
        let domain = domain.unwrap_or_default();
        let named = domain_of(&domain).is_some_and(|domain| !is_personal(&domain));
        Self {
            at: if named { At::Why } else { At::Domain },
            domain,
            named,
            ..Self::default()
        }
    }

    /// Elsewhere it was told which domain this is about. What was typed here stays.
    pub(crate) fn fill_in(&mut self, domain: String) {
        if self.at == At::Domain && domain_of(&self.domain).is_none() {
            *self = Self::about(Some(domain));
        }
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        self.hint = None;
        match (self.at, choice) {
            (At::Domain, Choice::Continue) => match self.judged() {
                Ok(()) => self.at = At::Why,
                Err(problem) => self.hint = Some(problem.about("domain")),
            },
            (At::Why, Choice::ChooseText) => self.at = At::Text,
            (At::Why | At::Text, Choice::ChooseRecord) => self.at = At::Record,
            (At::Why | At::Text | At::Record, Choice::ChooseRetry) => self.at = At::Retry,
            (At::Why, Choice::CreateIdentity) => self.at = At::MakeOne,
            (At::Retry | At::MakeOne, Choice::OpenBrowser) | (At::Works | At::New, Choice::AnotherIdentity) => {
                self.open_browser()
            }
            (At::Works, Choice::Continue) => self.decision.press(scene),
            (At::Works, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// Whether what was typed can be a work domain.
    fn judged(&self) -> Result<(), Problem> {
        match domain_of(&self.domain) {
            None => Err(Problem::new(Code::EmailInvalid, "not a domain")),
            Some(domain) if !self.named && is_personal(&domain) => {
                Err(Problem::new(Code::DomainIsPersonal, "a domain of personal mailboxes"))
            }
            Some(_) => Ok(()),
        }
    }

    fn open_browser(&mut self) {
        if self.at != At::MakeOne {
            self.at = At::Retry;
        }
        self.decision = Decision::default();
        self.proofs.ask(Asking {
            slot: Slot::New,
            purpose: Purpose::SignIn,
            second_factor: self.second_factor,
            session: SessionOf::Nobody,
        });
    }

    fn back(&mut self) {
        // What was sent is not taken back by leaving its page.
        if self.decision.is_pressed() {
            return;
        }
        if self.proofs.asking.is_some() {
            return self.proofs.stop_asking();
        }
        self.hint = None;
        self.decision = Decision::default();
        self.at = match self.at {
            At::Domain | At::Why => At::Domain,
            At::Text | At::Record | At::Retry | At::MakeOne => At::Why,
            At::Works | At::New => At::Retry,
            At::Done => At::Done,
        };
    }

    fn take(&mut self, slot: Slot, proved: Proved) {
        let opens = proved.opens().is_some();
        if self.proofs.take(slot, proved) {
            self.at = if opens { At::Works } else { At::New };
        }
    }

    fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        let decided = self.decision.is_pressed() || self.decision.unsure;
        if had && !decided && matches!(self.at, At::Works | At::New) {
            self.at = At::Retry;
            self.hint = Some(Code::ProofExpired.into());
        }
    }

    fn refuse(&mut self, problem: Problem) {
        match problem.code {
            code if is_dead(code) || code == Code::SecondFactorRequired => {
                self.second_factor |= code == Code::SecondFactorRequired;
                self.at = At::Retry;
                self.decision = Decision::default();
                self.hint = Some(problem);
            }
            _ => self.decision.refuse(problem),
        }
    }
}
