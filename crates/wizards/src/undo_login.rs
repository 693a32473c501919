//! Take a change of the Microsoft account back, or decide about an account that is frozen because of one (rules 9.17 to
//! 9.23).

mod act;
mod sheet;
mod signs;
mod turns;

use crate::{DecideBy, Decision, Input, Machine, Proofs, Scene, Slot, Want};
use contract::{
    Problem, Timestamp,
    desktop::wizard::{FieldName, ListName, Receipt, Sheet, WaitsFor},
    login::Decide,
    proof::{Standing, UndoBy},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoLogin {
    at: At,
    /// The username of the account that it was begun about.
    subject: Option<String>,
    /// The username, as it was typed.
    name: Option<String>,
    /// The whole contact e-mail, as it was typed: who does not know it gets no code (rule 9.23).
    address: Option<String>,
    /// The username of the account that the sign-in led to; it stays when that runs out.
    former: Option<String>,
    proofs: Proofs,
    /// What is decided without the identity from before; with it, it can only be undone.
    alone: Option<Alone>,
    /// Whether the mailed code was chosen after the sign-in, and not in its place.
    contests: bool,
    /// Whether a recovery code goes with the sign-in.
    by_code: bool,
    /// Whether the account is frozen, as far as is known here.
    frozen: bool,
    /// Whether this wizard froze it.
    froze: bool,
    /// Whether sign-ins must be done with a second factor.
    second_factor: bool,
    decision: Decision,
    /// Whether a press cannot be sent again, and nobody knows yet whether it was done.
    #[serde(default)]
    unknown: bool,
    /// Why a page has to be gone to once more.
    hint: Option<Problem>,
    receipt: Option<Receipt>,
}

/// A decision that a code makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Alone {
    /// What.
    decide: Decide,
    /// By which code.
    by: DecideBy,
}

impl Alone {
    const UNDO: Self = Self {
        decide: Decide::Undo,
        by: DecideBy::MailedCode,
    };
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Nothing,
    Partner,
    Check,
    Contest,
    Code,
    Freeze,
    Name,
    Which,
    By,
    Mail,
    MailCode,
    Decided,
    Done,
}

impl Machine for UndoLogin {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Typed {
                field: FieldName::Username,
                text,
            } if !self.decision.is_open() => self.name = Some(text),
            Input::Typed {
                field: FieldName::Email,
                text,
            } if !self.decision.is_open() => self.address = Some(text),
            Input::Back => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::SecretLost { .. } => self.lose_secret(),
            Input::Answered(answer) if self.is_calling() => self.answer(answer, scene),
            Input::Refused(problem) if self.is_calling() => self.refuse(problem),
            Input::Unsure(problem) if self.is_calling() => self.decision.lose_answer(problem),
            Input::Resumed | Input::AccountChanged => self.decision.look_again(),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        match &self.proofs.asking {
            Some(asking) => Want::Browser(asking.clone()),
            None => self.wants_of_gallery(),
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        // A code decides once, so that another press does nothing twice.
        if self.decision.is_outdated(now) {
            self.unknown = self.may_be_done();
            self.decision.forget_press();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        let asks = matches!(self.at, At::Mail | At::Decided | At::Done);
        self.unknown || self.decision.is_open() && !asks
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done || self.at == At::Decided && self.proofs.asking.is_none() && !self.decision.is_open()
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.wants(), self.at) {
            (Want::Browser(_), _) => WaitsFor::Browser,
            (Want::Call(_), _) => WaitsFor::Gallery,
            (Want::Nothing, At::MailCode) => WaitsFor::Mail,
            (Want::Nothing, _) => WaitsFor::Answer,
        }
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Intro && self.proofs.asking.is_none()
    }

    fn gives_up(&self) -> Option<ListName> {
        self.froze.then_some(ListName::Frozen)
    }
}

impl UndoLogin {
    /// The wizard about an account of this username; or about whichever the sign-in leads to.
    #[must_use]
    pub fn of(subject: Option<String>) -> Self {
        Self {
            subject,
            ..Self::default()
        }
    }

    /// Whether both are about the same account.
    #[must_use]
    pub fn is_about(&self, other: &Self) -> bool {
        self.subject == other.subject
    }

    fn is_calling(&self) -> bool {
        matches!(self.wants(), Want::Call(_))
    }

    /// The account that the identity from before can get back, and how.
    fn replaced(&self) -> Option<(String, UndoBy)> {
        match &self.proofs.get(Slot::Current)?.standing {
            Standing::Replaced { username, undo, .. } => Some((username.clone(), *undo)),
            _ => None,
        }
    }

    /// The username of the account that is decided about.
    fn username(&self) -> String {
        let by_name = match self.at {
            At::Name | At::Which | At::By => true,
            At::Code | At::Mail | At::MailCode => self.alone.is_some() && !self.contests,
            _ => false,
        };
        let known = if by_name { &self.name } else { &self.former };
        known.as_ref().map(|name| name.trim().to_owned()).unwrap_or_default()
    }
}
