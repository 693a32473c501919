//! The person's answers, page by page.

use super::{At, Goal, Recover};
use crate::{Decision, Scene, Slot, call::recovery::RecoveryRequest};
use accounts::email::{EmailAddress, fold};
use contract::{Code, Problem, desktop::wizard::Choice};

impl Recover {
    pub(super) fn choose(&mut self, choice: Choice, scene: &Scene) {
        if self.decision.is_pressed() || self.may_be_linked() && choice != self.insists() {
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
            At::Password | At::Forgot | At::Reset | At::Present | At::Convert => self.choose_by_password(choice, scene),
            _ => self.choose_link(choice, scene),
        }
    }

    fn choose_account(&mut self, choice: Choice, scene: &Scene) {
        match (self.at, choice) {
            (At::Start, Choice::ChooseFind) => self.begin(Goal::Find),
            (At::Start, Choice::ChooseLost) => self.begin(Goal::Lost),
            (At::Start | At::Mailbox, Choice::ChoosePassword) => {
                self.give_up_wait();
                self.go(At::Password);
            }
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
            (At::Stopped, Choice::BeginAgain) => {
                self.give_up_wait();
                self.begin(Goal::Lost);
            }
            // A request of its own, which does not wait where a code comes with it. The wait is given up only once that is
            // made: the app keeps the secret of one request.
            (At::Waiting, Choice::UseRecoveryCode) => {
                self.cross();
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
                // It may be another account's.
                self.reset_needs_code = self.reset_needs_code && self.at == At::Reset;
                let name = self.name();
                self.ask(RecoveryRequest::MailPasswordCode { name, anew: true }, scene);
            }
            (At::Convert, Choice::ConvertInstead) => self.convert_instead(),
            (At::Reset, Choice::SetPassword) => {
                let recovery_code = self.reset_needs_code;
                self.ask(RecoveryRequest::ResetPassword { recovery_code }, scene);
            }
            _ => {}
        }
    }

    fn choose_link(&mut self, choice: Choice, scene: &Scene) {
        match (self.at, choice) {
            (At::New, Choice::ConvertInstead) => self.convert_instead(),
            (At::New, Choice::OpenBrowser) => self.open_browser(Slot::New),
            (At::New | At::Conflict, Choice::CreateIdentity) => self.go(At::MakeOne),
            (At::MakeOne, Choice::OpenBrowser) | (At::Conflict | At::Check | At::LinkCode, Choice::AnotherIdentity) => {
                self.go(At::New);
                self.open_browser(Slot::New);
            }
            (At::LinkCode, Choice::Continue) if self.decision.unsure => {
                self.at = At::Check;
                self.decision.try_again(scene);
            }
            (At::LinkCode, Choice::Continue) => self.go(At::Check),
            (At::LinkCode, Choice::NoRecoveryCode) => self.begin(Goal::Lost),
            (At::Keep, Choice::KeepAccount) => self.decision.press(scene),
            (At::Keep, Choice::ChooseLost) => self.begin(Goal::Lost),
            (At::Check, Choice::LinkLogin) => {
                self.linking = self.proofs.get(Slot::New).map(|proved| proved.identity.clone());
                self.decision.press(scene);
            }
            (At::Keep | At::Check, Choice::TryAgain) => self.decision.try_again(scene),
            (At::Unsure, Choice::OpenBrowser) => self.open_browser(Slot::Other),
            (At::Unsure, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// The only answer while nobody knows whether the link was done.
    fn insists(&self) -> Choice {
        if self.at == At::LinkCode {
            Choice::Continue
        } else {
            Choice::TryAgain
        }
    }

    /// From the username on, for this.
    pub(super) fn begin(&mut self, goal: Goal) {
        self.goal = goal;
        self.session = None;
        self.go(At::Username);
    }

    /// The session is over; what was typed stays.
    pub(super) fn begin_again(&mut self) {
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
            Goal::Lost => {
                self.give_up_wait();
                self.mail_login_code(scene);
            }
            Goal::Find => {
                let (username, address) = (self.name(), Some(self.address.trim().to_owned()));
                self.ask(RecoveryRequest::Assist { username, address }, scene);
            }
        }
    }

    fn fits_hint(&self) -> bool {
        let typed = EmailAddress::parse_kept(self.address.trim()).ok();
        typed.is_some_and(|typed| {
            let hint = self.masked.as_deref();
            hint.is_none_or(|hint| fold(&typed.masked()) == fold(hint))
        })
    }

    /// A request that has waited goes on under its own secret; any other begins with a new one.
    pub(super) fn mail_login_code(&mut self, scene: &Scene) {
        let request = RecoveryRequest::MailLoginCode {
            username: self.name(),
            address: self.address.trim().to_owned(),
            anew: self.waits_until.is_none(),
        };
        self.ask(request, scene);
    }

    pub(super) fn sign_in_with_password(&mut self, new: bool, scene: &Scene) {
        let name = self.name();
        self.ask(RecoveryRequest::SignInWithPassword { name, new }, scene);
    }

    pub(super) fn name(&self) -> String {
        self.username.trim().to_owned()
    }

    /// Asks the gallery. The same again after a lost answer has the same key.
    pub(super) fn ask(&mut self, request: RecoveryRequest, scene: &Scene) {
        if self.call.as_ref() != Some(&request) || !self.decision.unsure {
            self.decision = Decision::default();
        }
        self.call = Some(request);
        self.decision.press(scene);
    }

    fn give_up_wait(&mut self) {
        self.waits_until = None;
        self.beside = None;
    }

    /// From the wait to the way to a code, or back: each has a name and an address of its own, and neither is lost.
    fn cross(&mut self) {
        let here = (self.username.clone(), self.address.clone());
        let there = self.beside.replace(here);
        if let Some(there) = there {
            (self.username, self.address) = there;
        }
    }

    pub(super) fn back(&mut self, scene: &Scene) {
        // What was sent is not taken back by leaving its page.
        if self.decision.is_pressed() || self.may_be_linked() || self.is_expired(scene) {
            return;
        }
        if self.proofs.asking.is_some() {
            return self.proofs.stop_asking();
        }
        self.hint = None;
        if let Some(before) = self.before() {
            if before == At::Waiting {
                self.cross();
            }
            self.go(before);
            self.end_wait(scene);
        }
    }
}
