//! Change or confirm the contact e-mail (rules 5.11 to 5.19), of the account itself or of an organization that it
//! administers (11.5).

mod sheet;

use crate::{
    Answer, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want,
    call::{ContactRequest, OrganizationRequest},
    decision, page,
    reading::Reading,
};
use contract::{
    Code, Problem, Timestamp,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Choice, Deed, FieldName, Receipt, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// Whose refusals stand at which field.
const FIELDS: &[(Code, FieldName)] = &[
    (Code::EmailInvalid, FieldName::Email),
    (Code::EmailTaken, FieldName::Email),
    (Code::PasswordWrong, FieldName::Password),
    (Code::PasswordLockedOut, FieldName::Password),
    (Code::CodeWrong, FieldName::Code),
    (Code::CodeExpired, FieldName::Code),
];

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
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Address,
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
        None
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Address && self.address.is_empty()
    }

    fn is_over(&self) -> bool {
        matches!(self.at, At::Done | At::Withdrawn)
    }

    fn waits_for(&self) -> WaitsFor {
        match self.at {
            At::Code => WaitsFor::Mail,
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
        Request::Contact(match self.act {
            Act::Change => ContactRequest::ChangeEmail {
                organization,
                address: self.address.trim().to_owned(),
                password: self.decision.is_open() && self.takes_password(),
            },
            Act::Confirm => ContactRequest::ConfirmEmail { organization },
            Act::Resend => ContactRequest::ResendCode { organization },
            Act::Withdraw => ContactRequest::CancelEmail { organization },
        })
    }

    /// Whether who asks for another address types a password (rule 5.11).
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

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        self.sent = false;
        self.type_again = false;
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.account.again(),
            (_, Choice::Continue) if self.shown() == At::Address => self.check(),
            (At::Check, Choice::ChangeEmail) => self.decision.press(scene),
            (At::Code, Choice::ConfirmCode) => self.press(Act::Confirm, scene),
            (At::Code, Choice::ResendCode) => self.press(Act::Resend, scene),
            (At::Code | At::Address, Choice::WithdrawEmail) => self.press(Act::Withdraw, scene),
            (At::Code, Choice::AnotherAddress) => self.go(At::Address),
            (At::Check | At::Code | At::Address, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    fn press(&mut self, act: Act, scene: &Scene) {
        if self.act != act {
            self.decision = Decision::default();
        }
        self.act = act;
        self.hint = None;
        self.decision.press(scene);
    }

    fn check(&mut self) {
        let wanted = self.address.trim();
        let same = |known: Option<String>| known.is_some_and(|known| known.eq_ignore_ascii_case(wanted));
        if same(self.pending()) {
            return self.go(At::Code);
        }
        if self.pending().is_none() && same(self.confirmed()) {
            self.hint = None;
            return;
        }
        self.go(At::Check);
    }

    /// Another page; what was decided on the one before is not decided here.
    fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.act = Act::Change;
        self.hint = None;
        self.at = at;
    }

    fn back(&mut self) {
        if matches!(self.at, At::Check | At::Code) {
            self.go(At::Address);
        }
    }

    fn answer(&mut self, answer: Answer, scene: &Scene) {
        if self.decision.is_pressed() {
            return self.finish(answer, scene);
        }
        match answer {
            Answer::Account(account) => self.look(*account, scene),
            Answer::Organization(found) => match found.account {
                Some(account) => self.look(account, scene),
                None => self.account.fail(Code::NotAuthorized.into()),
            },
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            _ => {}
        }
    }

    /// How it stands: what was waited for may have been confirmed or withdrawn elsewhere.
    fn look(&mut self, account: Account, scene: &Scene) {
        let (waits, confirmed) = (account.pending_email.is_some(), account.confirmed_email.clone());
        let before = self.confirmed();
        self.account.take(Some(account));
        if !self.looked && waits {
            self.at = At::Code;
        }
        self.looked = true;
        if std::mem::take(&mut self.unknown) && self.at == At::Address {
            let typed = self.address.trim();
            let arrived = self
                .pending()
                .is_some_and(|pending| pending.eq_ignore_ascii_case(typed));
            self.type_again &= !arrived;
            if arrived {
                return self.go(At::Code);
            }
        }
        if self.at == At::Code && !waits {
            if before == confirmed || confirmed.is_none() {
                self.go(At::Address);
            } else {
                self.confirm(before, scene);
            }
        }
    }

    fn confirm(&mut self, before: Option<String>, scene: &Scene) {
        self.before = before;
        let deed = Deed::EmailConfirmed {
            username: self.subject(scene),
            address: self.confirmed().unwrap_or_default(),
        };
        self.receipt = Some(self.decision.receipt_of(deed, scene.now));
        self.at = At::Done;
    }

    /// What was pressed is done.
    fn finish(&mut self, answer: Answer, scene: &Scene) {
        let before = self.confirmed();
        if let Answer::Account(account) = answer {
            self.account.take(Some(*account));
        } else {
            self.account.again();
        }
        match self.act {
            Act::Change => self.go(At::Code),
            Act::Confirm => {
                if self.organization.is_some() {
                    self.promote();
                }
                self.confirm(before, scene);
            }
            Act::Resend => {
                self.go(At::Code);
                self.sent = true;
            }
            Act::Withdraw => {
                let username = self.subject(scene);
                let deed = Deed::EmailWithdrawn { username };
                self.receipt = Some(self.decision.receipt_of(deed, scene.now));
                self.at = At::Withdrawn;
            }
        }
    }

    /// The address that waited is the confirmed one: an organization's account does not come with the answer.
    fn promote(&mut self) {
        if let Some(account) = &mut self.account.known {
            account.confirmed_email = account.pending_email.take();
        }
    }

    fn refuse(&mut self, problem: Problem) {
        if self.is_reading() {
            return self.account.fail(problem);
        }
        // An earlier press arrived, with what was typed then.
        if decision::is_about_key(&problem) {
            return self.look_after();
        }
        let problem = page::at_field(problem, FIELDS);
        match (self.at, problem.code) {
            // It was confirmed or withdrawn meanwhile, perhaps by this very press: look.
            (At::Code, Code::EmailNotPending) => {
                self.decision = Decision::default();
                self.account.again();
            }
            (At::Check, Code::EmailInvalid | Code::EmailTaken | Code::PasswordWrong | Code::PasswordLockedOut) => {
                self.go(At::Address);
                self.hint = Some(problem);
            }
            _ => self.decision.refuse(problem),
        }
    }
}
