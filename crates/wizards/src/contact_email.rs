//! Change or confirm the contact e-mail (rules 5.11 to 5.19), of the account itself or of an organization that it
//! administers (11.5).

mod answers;
mod instead;
mod sheet;
mod turns;

use crate::{
    Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want,
    call::{ContactRequest, OrganizationRequest},
    page,
    reading::Reading,
};
use contract::{
    Problem, Timestamp,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Choice, FieldName, Receipt, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactEmail {
    at: At,
    organization: Option<String>,
    account: Reading<Account>,
    /// Whether the person has seen how it stands, so that the page is theirs to choose.
    looked: bool,
    address: String,
    /// The address before, once another one is confirmed.
    before: Option<String>,
    act: Act,
    decision: Decision,
    hint: Option<Problem>,
    /// Whether another code was mailed.
    sent: bool,
    /// Whether what was typed is gone, and is typed again.
    #[serde(default)]
    type_again: bool,
    /// Whether a press cannot be sent again, and the gallery has not told yet whether it was done.
    #[serde(default)]
    unknown: bool,
    /// Whether the person is to be told once a change of the login can no longer be undone.
    #[serde(default)]
    reminds: bool,
    /// Whether a pasted link was taken, and the account has not told yet whether it was its own.
    #[serde(default)]
    linked: bool,
    /// The sign-in that is shown in place of the password (rule 5.11).
    #[serde(default)]
    proofs: Proofs,
    /// Whether the gallery has asked for a second factor, whatever was known of the account.
    #[serde(default)]
    second_factor: bool,
    /// Whether somebody has just come back for that, so that the address is judged on the page of the sign-in.
    #[serde(default)]
    came_back: bool,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Address,
    Proof,
    WrongPerson,
    Check,
    Code,
    Done,
    Withdrawn,
}

/// What is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    #[default]
    Change,
    Confirm,
    Resend,
    Withdraw,
}

impl ContactEmail {
    /// For the account itself, or for an organization.
    #[must_use]
    pub fn about(organization: Option<String>) -> Self {
        Self {
            organization,
            ..Self::default()
        }
    }

    /// Whether the person waits to be told that the address can be changed.
    #[must_use]
    pub fn reminds(&self) -> bool {
        self.reminds
    }

    /// The organization that it is about.
    #[must_use]
    pub fn organization(&self) -> Option<&str> {
        self.organization.as_deref()
    }
}

impl Machine for ContactEmail {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged if !self.is_over() && !self.decision.is_open() => {
                self.account.again()
            }
            Input::Typed {
                field: FieldName::Email,
                text,
            } if !self.decision.is_open() => self.address = text,
            Input::Chose { choice, .. } if !self.decision.is_open() || choice == Choice::TryAgain => {
                self.choose(choice, scene);
            }
            Input::Back if !self.decision.is_open() => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) if self.is_reading() => self.account.fail(problem),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
            // Without its password it cannot be sent again.
            Input::SecretLost { .. } if self.decision.is_open() && self.act == Act::Change => {
                self.look_after();
                self.type_again = true;
            }
            // What was pressed is sent again under its key, with the code typed again.
            Input::SecretLost { .. } if self.decision.is_open() => {
                self.decision.give_up_sending();
                self.type_again = true;
            }
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        let session = SessionOf::Account;
        if self.is_over() {
            return Want::Nothing;
        }
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        if self.is_reading() {
            return Want::Call(crate::Call::look(self.question(), session));
        }
        match self.at {
            At::Check => self.decision.wants(self.request(), session),
            _ => self.decision.wants_at_once(self.request(), session),
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.decision.is_outdated(now) {
            self.look_after();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.decision.is_open() || self.unknown
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Address && self.address.is_empty() && !self.reminds
    }

    fn is_over(&self) -> bool {
        matches!(self.at, At::Done | At::Withdrawn)
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.at, self.held_until()) {
            (At::Address, Some(until)) if self.reminds => WaitsFor::Time { until },
            (At::Code, _) => WaitsFor::Mail,
            _ if self.proofs.asking.is_some() => WaitsFor::Browser,
            _ => WaitsFor::Answer,
        }
    }

    fn stays(&self) -> Vec<Consequence> {
        let pending = self.pending().filter(|_| self.at == At::Code);
        let told = pending.map(|address| Consequence::Told {
            addresses: vec![address],
        });
        told.into_iter().collect()
    }
}

impl ContactEmail {
    /// Until when a change of the login holds this up (rule 9.8), where nothing else does.
    fn held_until(&self) -> Option<Timestamp> {
        let account = self.account.known.as_ref()?;
        let until = account.login_change_until?;
        (page::standing_in_the_way(account).len() == 1).then_some(until)
    }

    /// Whether the gallery is asked how it stands; what was pressed goes first.
    fn is_reading(&self) -> bool {
        self.account.is_wanted() && !self.decision.is_open()
    }

    fn question(&self) -> Request {
        match &self.organization {
            Some(name) => Request::Organization(OrganizationRequest::Show { name: name.clone() }),
            None => Request::Contact(ContactRequest::Account),
        }
    }

    fn request(&self) -> Request {
        let organization = self.organization.clone();
        let account = self.account.known.as_ref();
        let revision = account.and_then(|account| page::seen(&account.revision));
        let proof = self.login();
        Request::Contact(match self.act {
            Act::Change => ContactRequest::ChangeEmail {
                organization,
                address: self.address.trim().to_owned(),
                password: proof.is_none() && self.decision.is_open() && self.takes_password(),
                proof,
                revision,
            },
            Act::Confirm => ContactRequest::ConfirmEmail { organization },
            Act::Resend => ContactRequest::ResendCode { organization },
            Act::Withdraw => ContactRequest::CancelEmail { organization, revision },
        })
    }

    /// Whether who asks for another address types a password, or shows the account's login in its place (rule 5.11).
    pub(super) fn takes_password(&self) -> bool {
        let account = self.account.known.as_ref();
        self.organization.is_none() && account.is_some_and(|account| account.has_password)
    }

    /// What was pressed is not sent again: the address that waits, or is confirmed, tells whether it arrived.
    fn look_after(&mut self) {
        let at = if self.at == At::Check { At::Address } else { self.at };
        self.go(at);
        self.unknown = true;
        self.account.again();
    }

    /// Whose address it is.
    fn subject(&self, scene: &Scene) -> String {
        self.organization.clone().unwrap_or_else(|| scene.username())
    }

    fn pending(&self) -> Option<String> {
        self.account.known.as_ref()?.pending_email.clone()
    }

    fn confirmed(&self) -> Option<String> {
        self.account.known.as_ref()?.confirmed_email.clone()
    }
}
