//! Get back into an account (rules 10.1 to 10.26): which Microsoft account opens it, another one in place of a lost one by
//! a mailed code, or an old password.

mod answers;
mod sheet;

use crate::{
    Decision, Input, Machine, Proofs, Scene, SessionOf, Slot, Want,
    call::recovery::{Opened, RecoveryRequest},
    proofs::Asking,
};
use accounts::email::{EmailAddress, fold};
use contract::{
    Code, Problem, Purpose, Timestamp,
    desktop::wizard::{Choice, FieldName, ListName, Receipt, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recover {
    at: At,
    goal: Goal,
    proofs: Proofs,
    username: String,
    address: String,
    /// The hint at the address.
    masked: Option<String>,
    /// What is being asked of the gallery, or was asked last and not answered.
    call: Option<RecoveryRequest>,
    decision: Decision,
    /// Why an earlier page is shown again.
    hint: Option<Problem>,
    /// Whether a secret that was typed is gone.
    type_again: bool,
    code_until: Option<Timestamp>,
    codes_left: Option<u32>,
    waits_until: Option<Timestamp>,
    session: Option<Opened>,
    /// Whether a password opened the session.
    by_password: bool,
    /// Whether a new password was set.
    password_set: bool,
    /// Whether the new one must sign in with a second factor.
    second_factor: bool,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Start,
    Username,
    Address,
    Found,
    Mailbox,
    Code,
    Second,
    Wait,
    Waiting,
    Waited,
    Stopped,
    Password,
    Forgot,
    Reset,
    Present,
    Convert,
    New,
    Conflict,
    LinkCode,
    Check,
    Unsure,
    Expired,
    Done,
}

/// What the person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Goal {
    /// To know which Microsoft account it is.
    #[default]
    Find,
    /// Another one in its place.
    Lost,
}

impl Machine for Recover {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Typed { field, text } => self.type_in(field, text),
            Input::Back => self.back(scene),
            Input::Resumed | Input::AccountChanged => self.look_again(scene),
            // Better now than after a recovery code was typed in vain.
            Input::SecretLost { field } if self.relies_on() == Some(field) => self.type_again(),
            // What is missing for a call is told as a refusal.
            Input::SecretLost { .. } => {}
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem, scene),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
        }
        self
    }

    fn wants(&self) -> Want {
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        match (&self.call, self.at) {
            (_, At::Check) => self.decision.wants(self.link().into(), SessionOf::Recovery),
            (Some(call), _) => self.decision.wants_at_once(call.clone().into(), SessionOf::Nobody),
            (None, _) => Want::Nothing,
        }
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.at, self.waits_until, self.wants()) {
            (_, _, Want::Browser(_)) => WaitsFor::Browser,
            (_, _, Want::Call(_)) => WaitsFor::Gallery,
            (At::Waiting, Some(until), _) => WaitsFor::Time { until },
            (At::Code | At::Reset, ..) => WaitsFor::Mail,
            _ => WaitsFor::Answer,
        }
    }

    fn gives_up(&self) -> Option<ListName> {
        match self.at {
            At::Waiting | At::Waited => Some(ListName::WaitGivenUp),
            _ if self.password_set => Some(ListName::PasswordStays),
            _ => None,
        }
    }

    fn relies_on(&self) -> Option<FieldName> {
        matches!(self.at, At::Second | At::Wait).then_some(FieldName::Code)
    }
}

impl Recover {
    fn type_in(&mut self, field: FieldName, text: String) {
        match field {
            FieldName::Username => self.username = text,
            FieldName::Email => self.address = text,
            _ => {}
        }
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        if self.decision.is_pressed() || self.may_be_linked() && choice != Choice::TryAgain {
            return;
        }
        self.hint = None;
        self.type_again = false;
        if self.is_expired(scene) {
            if choice == Choice::BeginAgain {
                self.begin_again();
            }
            return;
        }
        match self.at {
            At::Start | At::Username | At::Address | At::Found | At::Mailbox => self.choose_account(choice, scene),
            At::Code | At::Second | At::Wait | At::Waited | At::Stopped | At::Waiting => {
                self.choose_by_mail(choice, scene);
            }
            At::Password | At::Forgot | At::Reset | At::Present => self.choose_by_password(choice, scene),
            _ => self.choose_link(choice, scene),
        }
    }

    fn choose_account(&mut self, choice: Choice, scene: &Scene) {
        match (self.at, choice) {
            (At::Start, Choice::ChooseFind) => self.begin(Goal::Find),
            (At::Start, Choice::ChooseLost) => self.begin(Goal::Lost),
            (At::Start | At::Mailbox, Choice::ChoosePassword) => self.go(At::Password),
            (At::Username, Choice::Continue) => self.name_account(scene),
            (At::Address, Choice::Continue) => self.name_address(scene),
            (At::Address, Choice::NoMailbox) => self.go(At::Mailbox),
            (At::Found, Choice::NoAccess) => {
                self.goal = Goal::Lost;
                self.mail_login_code(scene);
            }
            _ => {}
        }
    }

    fn choose_by_mail(&mut self, choice: Choice, scene: &Scene) {
        let confirm = |recovery_code, wait| RecoveryRequest::ConfirmLogin { recovery_code, wait };
        match (self.at, choice) {
            (At::Code, Choice::Continue) => self.ask(confirm(false, false), scene),
            (At::Code | At::Waited, Choice::MailCode) => self.mail_login_code(scene),
            (At::Second, Choice::Continue) => self.ask(confirm(true, false), scene),
            (At::Second, Choice::NoRecoveryCode) => self.go(At::Wait),
            (At::Wait, Choice::BeginWait) => self.ask(confirm(false, true), scene),
            // A request of its own, which does not wait where a code comes with it.
            (At::Stopped, Choice::BeginAgain) | (At::Waiting, Choice::UseRecoveryCode) => {
                self.waits_until = None;
                self.begin(Goal::Lost);
            }
            _ => {}
        }
    }

    fn choose_by_password(&mut self, choice: Choice, scene: &Scene) {
        match (self.at, choice) {
            (At::Password, Choice::Continue) => self.sign_in_with_password(false, scene),
            (At::Password, Choice::ForgotPassword) => self.go(At::Forgot),
            (At::Password | At::Forgot | At::Reset, Choice::ChooseLost) | (At::Present, Choice::NoAccess) => {
                self.begin(Goal::Lost);
            }
            (At::Forgot | At::Reset, Choice::MailCode) => {
                let name = self.name();
                self.ask(RecoveryRequest::MailPasswordCode { name, anew: true }, scene);
            }
            (At::Reset, Choice::SetPassword) => self.ask(RecoveryRequest::ResetPassword, scene),
            _ => {}
        }
    }

    fn choose_link(&mut self, choice: Choice, scene: &Scene) {
        match (self.at, choice) {
            (At::New, Choice::OpenBrowser) => self.open_browser(Slot::New),
            (At::Conflict | At::Check | At::LinkCode, Choice::AnotherIdentity) => {
                self.go(At::New);
                self.open_browser(Slot::New);
            }
            (At::LinkCode, Choice::Continue) => self.go(At::Check),
            (At::LinkCode, Choice::NoRecoveryCode) => self.begin(Goal::Lost),
            (At::Check, Choice::LinkLogin) => self.decision.press(scene),
            (At::Check, Choice::TryAgain) => self.decision.try_again(scene),
            (At::Unsure, Choice::OpenBrowser) => self.open_browser(Slot::Other),
            (At::Unsure, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// From the username on, for this.
    fn begin(&mut self, goal: Goal) {
        self.goal = goal;
        self.session = None;
        self.go(At::Username);
    }

    /// The session is over; what was typed stays.
    fn begin_again(&mut self) {
        let to = if self.by_password { At::Password } else { At::Username };
        self.session = None;
        self.go(to);
    }

    fn name_account(&mut self, scene: &Scene) {
        let username = self.name();
        if username.is_empty() {
            let empty = Problem::new(Code::UsernameInvalid, "no username was typed");
            return self.decision.refuse(empty.about("username"));
        }
        let address = None;
        self.ask(RecoveryRequest::Assist { username, address }, scene);
    }

    /// An address that cannot be the one of the hint is refused here: the gallery would answer alike whatever was typed,
    /// and somebody would wait for a mail in vain.
    fn name_address(&mut self, scene: &Scene) {
        if !self.fits_hint() {
            let other = Problem::new(Code::AddressMismatch, "not the address of the hint");
            return self.decision.refuse(other.about("email"));
        }
        match self.goal {
            Goal::Lost => self.mail_login_code(scene),
            Goal::Find => {
                let (username, address) = (self.name(), Some(self.address.trim().to_owned()));
                self.ask(RecoveryRequest::Assist { username, address }, scene);
            }
        }
    }

    fn fits_hint(&self) -> bool {
        let typed = EmailAddress::parse(self.address.trim()).ok();
        typed.is_some_and(|typed| {
            let hint = self.masked.as_deref();
            hint.is_none_or(|hint| fold(&typed.masked()) == fold(hint))
        })
    }

    /// A request that has waited goes on under its own secret; any other begins with a new one.
    fn mail_login_code(&mut self, scene: &Scene) {
        let request = RecoveryRequest::MailLoginCode {
            username: self.name(),
            address: self.address.trim().to_owned(),
            anew: self.waits_until.is_none(),
        };
        self.ask(request, scene);
    }

    fn sign_in_with_password(&mut self, new: bool, scene: &Scene) {
        let name = self.name();
        self.ask(RecoveryRequest::SignInWithPassword { name, new }, scene);
    }

    fn name(&self) -> String {
        self.username.trim().to_owned()
    }

    /// Asks the gallery. The same again after a lost answer has the same key.
    fn ask(&mut self, request: RecoveryRequest, scene: &Scene) {
        if self.call.as_ref() != Some(&request) || !self.decision.unsure {
            self.decision = Decision::default();
        }
        self.call = Some(request);
        self.decision.press(scene);
    }

    fn open_browser(&mut self, slot: Slot) {
        let (purpose, session) = match slot {
            Slot::New => (Purpose::Recover, SessionOf::Recovery),
            _ => (Purpose::SignIn, SessionOf::Nobody),
        };
        let two_factor = self.session.as_ref().is_some_and(|session| session.two_factor);
        self.proofs.ask(Asking {
            slot,
            purpose,
            second_factor: self.second_factor || two_factor,
            session,
        });
    }

    /// Another page; what was asked on the one before is not asked here.
    fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.call = None;
        self.proofs.stop_asking();
        self.at = at;
    }

    fn back(&mut self, scene: &Scene) {
        // What was sent is not taken back by leaving its page.
        if self.decision.is_pressed() || self.may_be_linked() || self.is_expired(scene) {
            return;
        }
        if self.proofs.asking.is_some() {
            return self.proofs.stop_asking();
        }
        self.hint = None;
        if let Some(before) = self.before() {
            self.go(before);
        }
    }

    /// Whether the link was sent and its answer lost: it is sent again, and nothing else is decided before that is known.
    fn may_be_linked(&self) -> bool {
        self.at == At::Check && self.decision.unsure
    }

    /// The page before. There is none behind an open session, or behind a wait.
    fn before(&self) -> Option<At> {
        Some(match self.at {
            At::Username | At::Password => At::Start,
            At::Address => At::Username,
            At::Found | At::Mailbox => At::Address,
            At::Code if self.waits_until.is_some() => At::Waited,
            At::Code => At::Address,
            At::Second => At::Code,
            At::Wait => At::Second,
            At::Forgot | At::Present | At::Convert => At::Password,
            At::Reset => At::Forgot,
            At::Conflict | At::LinkCode => At::New,
            At::Check if self.needs_code() => At::LinkCode,
            At::Check => At::New,
            _ => return None,
        })
    }

    fn look_again(&mut self, scene: &Scene) {
        if self.at == At::Waiting && self.waits_until.is_some_and(|until| until <= scene.now) {
            self.go(At::Waited);
        }
        // What would change may be something else by now.
        if self.at == At::Check && !self.decision.is_pressed() && !self.decision.unsure {
            self.decision = Decision::default();
        }
    }

    /// Whether the recovery session has run out on a page that needs it.
    fn is_expired(&self, scene: &Scene) -> bool {
        let needs = matches!(self.at, At::New | At::Conflict | At::LinkCode | At::Check);
        let over = self.session.as_ref().is_some_and(|session| session.until <= scene.now);
        self.at == At::Expired || (needs && over && !self.decision.is_pressed() && !self.decision.unsure)
    }

    /// Whether a recovery code has to come with the link (rule 10.22).
    fn needs_code(&self) -> bool {
        self.by_password && self.session.as_ref().is_some_and(|session| session.two_factor)
    }

    fn link(&self) -> RecoveryRequest {
        RecoveryRequest::Link {
            new: Slot::New,
            recovery_code: self.needs_code(),
        }
    }
}
