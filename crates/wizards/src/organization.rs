//! Create an organization and confirm its address (rules 11.1 to 11.5).

mod sheet;

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want,
    call::{ContactRequest, OrganizationRequest},
    decision, page,
    reading::Reading,
};
use contract::{
    Code, Problem, Timestamp,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Choice, Deed, FieldName, ListName, Receipt, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// Whose refusals stand at which field.
const FIELDS: &[(Code, FieldName)] = &[
    (Code::UsernameInvalid, FieldName::Username),
    (Code::UsernameIsEmail, FieldName::Username),
    (Code::UsernameTaken, FieldName::Username),
    (Code::EmailInvalid, FieldName::Email),
    (Code::EmailTaken, FieldName::Email),
    (Code::CodeWrong, FieldName::Code),
    (Code::CodeExpired, FieldName::Code),
];

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    at: At,
    account: Reading<Account>,
    username: String,
    email: String,
    /// Whether another code is asked for, and not the typed one confirmed.
    resends: bool,
    sent: bool,
    /// Whether a code that was typed is gone.
    #[serde(default)]
    type_again: bool,
    decision: Decision,
    /// Whether it is asked what creating it would bring, before it is created.
    #[serde(default)]
    checking: bool,
    /// Whether a press cannot be sent again, and the gallery has not told yet whether the organization is there.
    #[serde(default)]
    unknown: bool,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    New,
    Code,
    Done,
}

impl Machine for Organization {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            // Nothing was pressed at the gallery yet: after a start it is the person's press again.
            Input::Resumed if self.checking => {
                self.checking = false;
                self.account.again();
            }
            Input::Resumed | Input::AccountChanged if !self.decision.is_open() => self.account.again(),
            Input::Typed { field, text } if self.at == At::New && !self.decision.is_open() => self.type_in(field, text),
            Input::Chose { choice, .. } if !self.decision.is_open() || choice == Choice::TryAgain => {
                self.choose(choice, scene);
            }
            Input::Answered(Answer::Account(account)) => self.account.take(Some(*account)),
            Input::Answered(Answer::Consequences(found)) if self.checking => self.foresee(found, scene),
            Input::Answered(Answer::Organization(_)) if self.unknown => {
                self.unknown = false;
                self.finish(scene);
            }
            Input::Refused(problem) if self.unknown && !self.is_reading() => self.is_not_there(problem),
            Input::Answered(Answer::Done) if self.decision.is_pressed() => self.finish(scene),
            Input::Refused(problem) | Input::Unsure(problem) if self.is_reading() => self.account.fail(problem),
            Input::Refused(problem) => self.refuse(problem, scene),
            Input::Unsure(problem) => {
                self.checking = false;
                self.decision.lose_answer(problem);
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
        if self.is_over() {
            return Want::Nothing;
        }
        if self.is_reading() {
            let request = Request::Contact(ContactRequest::Account);
            return Want::Call(Call::look(request, SessionOf::Account));
        }
        if self.unknown && self.decision.refusal.is_none() {
            let request = Request::Organization(OrganizationRequest::Show { name: self.name() });
            return Want::Call(Call::look(request, SessionOf::Account));
        }
        if self.checking {
            return self.decision.wants(self.request(), SessionOf::Account);
        }
        self.decision.wants_at_once(self.request(), SessionOf::Account)
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.decision.is_outdated(now) {
            self.unknown = self.at == At::New;
            self.decision = Decision::default();
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

    fn is_over(&self) -> bool {
        self.at == At::Done
    }

    fn is_untouched(&self) -> bool {
        self.at == At::New && self.username.is_empty() && self.email.is_empty()
    }

    fn waits_for(&self) -> WaitsFor {
        match self.at {
            At::Code => WaitsFor::Mail,
            _ => WaitsFor::Answer,
        }
    }

    fn goes_on(&self) -> Option<ListName> {
        (self.at == At::Code).then_some(ListName::ConfirmFirst)
    }
}

impl Organization {
    fn is_reading(&self) -> bool {
        self.account.is_wanted() && !self.decision.is_open()
    }

    fn name(&self) -> String {
        self.username.trim().to_owned()
    }

    fn request(&self) -> Request {
        let organization = Some(self.name());
        match self.at {
            At::New => Request::Organization(OrganizationRequest::Create {
                username: self.name(),
                email: self.email.trim().to_owned(),
            }),
            _ if self.resends => Request::Contact(ContactRequest::ResendCode { organization }),
            _ => Request::Contact(ContactRequest::ConfirmEmail { organization }),
        }
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        self.sent = false;
        self.type_again = false;
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.account.again(),
            (_, Choice::TryAgain) => self.decision.try_again(scene),
            (At::New, Choice::CreateOrganization) if self.decision.foreseen.is_some() => self.decision.press(scene),
            (At::New, Choice::CreateOrganization) => {
                self.decision = Decision::default();
                self.checking = true;
            }
            (At::Code, Choice::ConfirmCode | Choice::ResendCode) => {
                let resends = choice == Choice::ResendCode;
                if self.resends != resends {
                    self.decision = Decision::default();
                }
                self.resends = resends;
                self.decision.press(scene);
            }
            _ => {}
        }
    }

    /// What was foreseen of another name or address does not hold of this one. A press types the same once more.
    fn type_in(&mut self, field: FieldName, text: String) {
        let known = match field {
            FieldName::Username => &mut self.username,
            FieldName::Email => &mut self.email,
            _ => return,
        };
        if *known == text {
            return;
        }
        *known = text;
        self.checking = false;
        if self.decision.foreseen.is_some() {
            self.decision = Decision::default();
        }
    }

    /// Creating one brings nothing that has to be decided, unless it binds its members to the accounts of their company.
    fn foresee(&mut self, found: Vec<Consequence>, scene: &Scene) {
        self.checking = false;
        let binds = |item: &Consequence| matches!(item, Consequence::TenantPolicyApplies { .. });
        if found.iter().any(binds) {
            self.decision.foresee(found);
        } else {
            self.decision.press(scene);
        }
    }

    fn finish(&mut self, scene: &Scene) {
        let organization = self.name();
        let deed = Deed::OrganizationCreated { organization };
        self.receipt = Some(self.decision.receipt_of(deed, scene.now));
        self.decision = Decision::default();
        self.sent = self.resends;
        if self.at == At::New {
            self.at = At::Code;
        } else if !std::mem::take(&mut self.resends) {
            self.at = At::Done;
        }
    }

    /// What was pressed did not arrive, or another has the name.
    fn is_not_there(&mut self, problem: Problem) {
        self.unknown = !matches!(problem.code, Code::NotFound | Code::NotAuthorized);
        if self.unknown {
            self.decision.refuse(problem);
        }
    }

    fn refuse(&mut self, problem: Problem, scene: &Scene) {
        // An earlier press arrived, with another code: the next one tells what it did.
        if self.at == At::Code && decision::is_about_key(&problem) {
            self.decision = Decision::default();
            self.type_again = true;
            return;
        }
        // It was confirmed already: elsewhere, or by a press whose answer was lost.
        if self.at == At::Code && problem.code == Code::EmailNotPending {
            self.resends = false;
            return self.finish(scene);
        }
        self.checking = false;
        self.decision.refuse(page::at_field(problem, FIELDS));
    }
}
