//! Create an organization and confirm its address (rules 11.1 to 11.5).

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want,
    call::{ContactRequest, OrganizationRequest},
    decision, page,
    reading::Reading,
};
use contract::{
    Code, Problem, Timestamp,
    account::Account,
    desktop::wizard::{Choice, Deed, Facts, FieldName, ListName, Offer, Receipt, Sheet, Step, WaitsFor, WizardKind},
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
            Input::Resumed | Input::AccountChanged if !self.decision.is_open() => self.account.again(),
            Input::Typed { field, text } if self.at == At::New && !self.decision.is_open() => match field {
                FieldName::Username => self.username = text,
                FieldName::Email => self.email = text,
                _ => {}
            },
            Input::Chose { choice, .. } if !self.decision.is_open() || choice == Choice::TryAgain => {
                self.choose(choice, scene);
            }
            Input::Answered(Answer::Account(account)) => self.account.take(Some(*account)),
            Input::Answered(Answer::Organization(_)) if self.unknown => {
                self.unknown = false;
                self.finish(scene);
            }
            Input::Refused(problem) if self.unknown && !self.is_reading() => self.is_not_there(problem),
            Input::Answered(Answer::Done) if self.decision.is_pressed() => self.finish(scene),
            Input::Refused(problem) | Input::Unsure(problem) if self.is_reading() => self.account.fail(problem),
            Input::Refused(problem) => self.refuse(problem, scene),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
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
            (At::New, Choice::CreateOrganization) => self.decision.press(scene),
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
        self.decision.refuse(page::at_field(problem, FIELDS));
    }

    fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(match self.at {
            At::New => Step::OrganizationNew,
            At::Code => Step::OrganizationCode,
            At::Done => Step::OrganizationDone,
        });
        sheet.facts = Facts {
            username: Some(scene.username()),
            organization: Some(self.name()).filter(|name| !name.is_empty()),
            address: Some(self.email.trim().to_owned()),
            ..Facts::default()
        };
        match self.at {
            At::New => self.new_page(&mut sheet, scene),
            At::Code => self.code_page(&mut sheet),
            At::Done => {
                sheet.helps = vec![Offer::starting(WizardKind::Members).about(self.name())];
                page::done(&mut sheet, self.receipt.as_ref());
            }
        }
        sheet
    }

    fn new_page(&self, sheet: &mut Sheet, scene: &Scene) {
        let Some(account) = &self.account.known else {
            return page::unread(sheet, self.account.refusal.as_ref());
        };
        let mut blockers = page::standing_in_the_way(account);
        // A login that can still be changed back is no obstacle to an organization of one's own.
        blockers.retain(|line| line.code != Some(Code::LoginChangeOpen));
        if account.confirmed_email.is_none() {
            let helps = page::remedy(Code::EmailUnconfirmed, &account.username);
            blockers.push(page::blocker(Code::EmailUnconfirmed, sheet.facts.clone(), helps));
        }
        if !blockers.is_empty() {
            return page::blocked(sheet, blockers);
        }
        sheet.fields = vec![
            page::field(FieldName::Username, &self.username),
            page::field(FieldName::Email, &self.email),
        ];
        sheet.fields[0].check = scene.check(FieldName::Username);
        page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::CreateOrganization));
    }

    fn code_page(&self, sheet: &mut Sheet) {
        if self.sent {
            sheet.blocks.push(page::note(ListName::CodeSent));
        }
        sheet.fields = vec![page::field(FieldName::Code, "")];
        page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::ConfirmCode));
        if self.type_again {
            page::type_again(sheet, FieldName::Code);
        }
        if !self.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::ResendCode));
            sheet
                .offers
                .push(Offer::starting(WizardKind::ContactEmail).about(self.name()));
        }
    }
}
