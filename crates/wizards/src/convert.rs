//! Convert the account to an organization (rules 12.1 to 12.16): all that stands in the way at once, the administrator,
//! the proof, the decision, and the wait for the answer. It runs in the account's own session, or in the recovery session
//! of another machine that holds it.

mod answers;
mod asks;
mod blockers;
mod sheet;
mod turns;

use crate::{
    Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want,
    call::{ContactRequest, ConversionRequest, OrganizationRequest},
    reading::Reading,
};
use asks::Asks;
use contract::{
    Problem, Timestamp,
    account::Account,
    consequence::Consequence,
    conversion::{Conversion, OwnConversion},
    desktop::{
        view::ProfileId,
        wizard::{Choice, FieldName, ListName, Receipt, Sheet, WaitsFor},
    },
    organization::OrganizationList,
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Convert {
    at: At,
    /// The account, where it runs in a recovery session of it: without a login, and so without a proof.
    #[serde(default)]
    recovery_of: Option<String>,
    account: Reading<Account>,
    own: Reading<OwnConversion>,
    organizations: Reading<OrganizationList>,
    administrator: String,
    /// Whether the one who was typed is being looked at, by asking what would change.
    checking: bool,
    decision: Decision,
    /// Whether a press cannot be sent again, and the gallery has not told yet whether it was done.
    #[serde(default)]
    unknown: bool,
    proofs: Proofs,
    /// Whether the gallery has asked for a second factor, whatever was known of the account.
    #[serde(default)]
    second_factor: bool,
    confirmation: String,
    /// The organization that is being left, or whose invitation is being declined.
    organization: Option<String>,
    step_out: Decision,
    hint: Option<Problem>,
    /// Whether a secret that was typed is gone.
    #[serde(default)]
    type_again: bool,
    /// The request as it was seen last, also after the session has ended with it.
    request: Option<Conversion>,
    /// What it was to change.
    foreseen: Vec<Consequence>,
    /// The administrator's account where it is signed in here: it sees the organization.
    seen_by: Option<ProfileId>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Blockers,
    Leave,
    Administrator,
    Proof,
    WrongPerson,
    Check,
    Waiting,
    SignedOut,
    Done,
    Cancelled,
    Over,
}

impl Convert {
    /// For this account, which has no login, in the recovery session of the machine that holds this one.
    #[must_use]
    pub fn in_recovery(username: String) -> Self {
        Self {
            recovery_of: Some(username),
            ..Self::default()
        }
    }

    fn is_in_recovery(&self) -> bool {
        self.recovery_of.is_some()
    }

    /// A session was opened, perhaps anew. What was pressed in the one before is not sent again: how it stands tells.
    pub(crate) fn enter(&mut self) {
        let at = self.at;
        if !self.is_over() {
            self.go(at);
            self.look_again();
        }
    }

    /// Whether it runs in a recovery session of this account.
    pub(crate) fn is_of(&self, username: &str) -> bool {
        let known = self.recovery_of.as_deref();
        known.is_some_and(|known| known.eq_ignore_ascii_case(username))
    }

    /// Whether nothing goes on without a session: nothing was pressed, and nothing waits.
    pub(crate) fn needs_session(&self) -> bool {
        !self.is_held() && self.needs_session_for_answer()
    }

    /// The same also where something was pressed.
    pub(crate) fn needs_session_for_answer(&self) -> bool {
        !matches!(self.at, At::Waiting | At::SignedOut) && !self.is_over()
    }

    /// Whether the session has ended while it waited.
    pub(crate) fn is_signed_out(&self) -> bool {
        self.at == At::SignedOut
    }

    /// Whether something is seen to stand in the way.
    pub(crate) fn is_blocked(&self) -> bool {
        self.at == At::Blockers && !self.is_held() && !self.blockers().is_empty()
    }

    fn session(&self) -> SessionOf {
        if self.is_in_recovery() {
            SessionOf::Recovery
        } else {
            SessionOf::Account
        }
    }
}

impl Machine for Convert {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged => self.look_again(),
            Input::Typed { field, text } if !self.is_held() => match field {
                FieldName::Username => self.administrator = text,
                FieldName::Confirmation => self.confirmation = text,
                _ => {}
            },
            Input::Chose { choice, target } if !self.is_held() || choice == Choice::TryAgain => {
                self.choose(choice, target, scene);
            }
            Input::Back if !self.is_held() => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem, scene),
            Input::Unsure(problem) => self.unsure(problem),
            Input::SecretLost { .. } if self.at == At::Check => self.lose_secret(),
            Input::Typed { .. } | Input::Chose { .. } | Input::Back | Input::SecretLost { .. } => {}
        }
        self
    }

    fn decisions(&mut self) -> Vec<&mut Decision> {
        vec![&mut self.decision]
    }

    fn wants(&self) -> Want {
        if self.is_over() {
            return Want::Nothing;
        }
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        let session = self.session();
        let ask = |request| Want::Call(Call::look(request, self.session()));
        match self.asks() {
            Asks::Account => ask(Request::Contact(ContactRequest::Account)),
            Asks::Own => ask(Request::Conversion(ConversionRequest::Own)),
            Asks::Organizations if self.is_in_recovery() => {
                ask(Request::Organization(OrganizationRequest::Invitations))
            }
            Asks::Organizations => ask(Request::Organization(OrganizationRequest::List)),
            Asks::Outcome => self.outcome(),
            Asks::Act | Asks::Nothing => match self.at {
                At::Leave => self.step_out.wants(self.step_out_request(), session),
                At::Blockers => self.step_out.wants_at_once(self.step_out_request(), session),
                At::Check => self.decision.wants(self.request(), session),
                At::Administrator if self.checking => self.decision.wants(self.request(), session),
                At::Waiting => self.decision.wants_at_once(self.request(), session),
                _ => Want::Nothing,
            },
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.step_out.is_outdated(now) {
            self.stepped_out();
        }
        if self.decision.is_outdated(now) {
            self.unknown = true;
            self.go(self.at);
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
        matches!(self.at, At::Done | At::Cancelled | At::Over)
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.at, &self.request) {
            (At::Waiting, None) => WaitsFor::Somebody {
                username: self.administrator.trim().to_owned(),
            },
            (At::Waiting | At::SignedOut, Some(request)) => match request.effective_at {
                Some(until) => WaitsFor::Time { until },
                None => WaitsFor::Somebody {
                    username: request.administrator.clone(),
                },
            },
            _ if self.proofs.asking.is_some() => WaitsFor::Browser,
            _ => WaitsFor::Answer,
        }
    }

    fn goes_on(&self) -> Option<ListName> {
        matches!(self.at, At::Waiting | At::SignedOut).then_some(ListName::StillWaits)
    }
}

impl Convert {
    /// Who was asked to administer the account, as long as that is not settled.
    #[must_use]
    pub fn asked(&self) -> Option<&str> {
        let waits = matches!(self.at, At::Waiting | At::SignedOut);
        Some(self.administrator()).filter(|name| waits && !name.is_empty())
    }

    /// Whether something was pressed and nobody knows yet whether it was done.
    fn is_held(&self) -> bool {
        self.decision.is_open() || self.step_out.is_open()
    }

    fn username(&self) -> String {
        let known = self.account.known.as_ref().map(|account| &account.username);
        let asked = self.request.as_ref().map(|request| &request.account);
        let known = known.or(asked).or(self.recovery_of.as_ref());
        known.cloned().unwrap_or_default()
    }

    /// The administrator of the request, or of what was typed.
    fn administrator(&self) -> &str {
        let asked = self.request.as_ref().map(|request| request.administrator.as_str());
        asked.unwrap_or(self.administrator.trim())
    }
}
