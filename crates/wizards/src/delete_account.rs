//! Delete the account (rules 14.1 to 14.16): what goes, what is handed over before, the proof, the decision; then the
//! grace period, in which it can be kept.

mod answers;
mod sheet;
mod turns;

use crate::{
    Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Slot, Want,
    call::{ContactRequest, DeletionRequest},
    handing_over::{self, HandingOver},
    reading::Reading,
};
use contract::{
    Problem, Timestamp,
    account::Account,
    deletion::PendingDeletion,
    desktop::wizard::{Choice, FieldName, ListName, Receipt, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteAccount {
    at: At,
    account: Reading<Account>,
    deletion: Reading<PendingDeletion>,
    /// When the grace period ends, also after the session has ended with it.
    due: Option<Timestamp>,
    /// The deletion: foreseen, decided; in the grace period the keeping.
    decision: Decision,
    /// Whether a press cannot be sent again, and the gallery has not told yet whether it was done.
    #[serde(default)]
    unknown: bool,
    proofs: Proofs,
    /// Whether the gallery has asked for a second factor, whatever was known of the account.
    #[serde(default)]
    second_factor: bool,
    unlist_orphans: bool,
    confirmation: String,
    #[serde(flatten)]
    handing_over: HandingOver,
    hint: Option<Problem>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Packages,
    HandOver,
    Orphans,
    Proof,
    WrongPerson,
    Check,
    Grace,
    SignedOut,
    Kept,
    Gone,
}

impl Default for DeleteAccount {
    fn default() -> Self {
        Self {
            at: At::default(),
            account: Reading::default(),
            deletion: Reading::default(),
            due: None,
            decision: Decision::default(),
            unknown: false,
            proofs: Proofs::default(),
            second_factor: false,
            unlist_orphans: true,
            confirmation: String::new(),
            handing_over: HandingOver::default(),
            hint: None,
            receipt: None,
        }
    }
}

impl Machine for DeleteAccount {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged => self.look_again(),
            Input::Typed { field, text } if !self.is_held() => match field {
                FieldName::Confirmation => self.confirmation = text,
                FieldName::Username => self.handing_over.type_to(text),
                _ => {}
            },
            Input::Chose { choice, target } if !self.is_held() || choice == Choice::TryAgain => {
                self.choose(choice, target, scene);
            }
            Input::Back if !self.is_held() => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => self.unsure(problem),
            Input::Typed { .. } | Input::Chose { .. } | Input::Back | Input::SecretLost { .. } => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if self.is_over() {
            return Want::Nothing;
        }
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        let session = SessionOf::Account;
        let ask = |request| Want::Call(Call::look(request, SessionOf::Account));
        match self.asks() {
            Asks::Act | Asks::Nothing if self.at == At::HandOver => self.handing_over.wants(session),
            Asks::Account => ask(Request::Contact(ContactRequest::Account)),
            Asks::Deletion => ask(Request::Deletion(DeletionRequest::Show)),
            _ => match self.at {
                At::Grace => self.decision.wants_at_once(self.request(), session),
                At::SignedOut => Want::Nothing,
                _ => self.decision.wants(self.request(), session),
            },
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.handing_over.is_outdated(now) {
            self.go(At::Packages);
            self.decision.look_again();
        }
        if self.decision.is_outdated(now) {
            self.unknown = self.at == At::Check;
            self.decision.forget_press();
            self.look_again();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.is_held() || self.unknown
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Intro
    }

    fn is_over(&self) -> bool {
        matches!(self.at, At::Kept | At::Gone)
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.at, self.due, &self.proofs.asking) {
            (At::Grace | At::SignedOut, Some(until), _) => WaitsFor::Time { until },
            (_, _, Some(_)) => WaitsFor::Browser,
            _ => WaitsFor::Answer,
        }
    }

    fn goes_on(&self) -> Option<ListName> {
        let goes_on = matches!(self.at, At::Grace | At::SignedOut) || self.handing_over.has_offered();
        goes_on.then_some(ListName::StillWaits)
    }
}

/// What the gallery is being asked.
#[derive(PartialEq, Eq)]
enum Asks {
    /// To do what was pressed.
    Act,
    Account,
    Deletion,
    Nothing,
}

impl DeleteAccount {
    /// Whether something was pressed and nobody knows yet whether it was done.
    fn is_held(&self) -> bool {
        self.decision.is_open() || self.handing_over.is_open()
    }

    fn asks(&self) -> Asks {
        if self.is_held() {
            Asks::Act
        } else if self.account.is_wanted() {
            Asks::Account
        } else if self.deletion.is_wanted() {
            Asks::Deletion
        } else {
            Asks::Nothing
        }
    }

    /// Asks anew how it stands and what it would do. What was sent is not asked about.
    fn look_again(&mut self) {
        if self.is_held() {
            return;
        }
        self.account.again();
        self.deletion.again();
        if !matches!(self.at, At::Grace | At::SignedOut) {
            self.decision.look_again();
        }
    }

    fn request(&self) -> Request {
        Request::Deletion(match self.at {
            At::Grace => DeletionRequest::Keep,
            _ if self.decision.is_open() => DeletionRequest::Delete {
                username: Some(self.confirmation.trim().to_owned()),
                proof: Some(Slot::Current),
                unlist_orphans: self.unlist_orphans,
            },
            _ => DeletionRequest::Delete {
                username: None,
                proof: None,
                unlist_orphans: self.unlist_orphans,
            },
        })
    }

    /// The packages that nobody else owns, as the gallery computes them.
    fn orphans(&self) -> Vec<String> {
        handing_over::orphans(self.decision.foreseen.as_ref())
    }
}
