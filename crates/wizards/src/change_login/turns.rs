//! How it goes from page to page.

use super::{At, ChangeLogin};
use crate::{Decision, Scene, Slot};
use contract::{Problem, Purpose, desktop::wizard::Choice};

impl ChangeLogin {
    pub(super) fn choose(&mut self, choice: Choice, target: Option<String>, scene: &Scene) {
        // Until it is known whether it was done, there is nothing else to decide.
        if self.decision.is_open() {
            return self.insist(choice, scene);
        }
        if self.choose_third(choice, scene) || self.choose_package(choice, target, scene) {
            return;
        }
        match (self.at, choice) {
            (At::Intro, Choice::Continue) if self.is_free_to_begin(scene) => self.go(At::Current),
            (At::SignIn, Choice::OpenBrowser) => self.ask(Slot::Other, Purpose::SignIn, scene),
            (At::Current, Choice::NoAccess) => self.go(At::Code),
            (At::Current | At::WrongPerson, Choice::OpenBrowser) => {
                self.ask(Slot::Current, Purpose::ChangeLogin, scene)
            }
            (At::Code, Choice::Continue) => self.take_code(),
            (At::New, Choice::CreateIdentity) => self.make_one(),
            (At::MakeOne, Choice::OpenBrowser) => self.ask_for_made(scene),
            (At::New, Choice::OpenBrowser)
            | (At::SamePerson | At::Check | At::Conflict | At::Swap | At::Move, Choice::AnotherIdentity) => {
                self.ask(Slot::New, Purpose::ChangeLogin, scene);
            }
            (At::Check, Choice::ChangeLogin) | (At::Swap, Choice::SwapLogins) => self.press(scene),
            (At::Move, Choice::MoveLogin) => self.press_move(scene),
            (At::Move, Choice::LeaveOrphans | Choice::UnlistOrphans) => {
                self.leave_orphans = choice == Choice::LeaveOrphans;
                self.decision = Decision::default();
            }
            (At::Intro, Choice::TryAgain) => {
                self.known = false;
                self.decision.try_again(scene);
            }
            (At::Check | At::Conflict | At::Swap | At::Packages | At::Move | At::ThirdCheck, Choice::TryAgain) => {
                self.decision.try_again(scene);
            }
            (At::Conflict, Choice::ChooseSwap) if !self.by_code && self.may_part() => self.go(At::Swap),
            _ => {}
        }
    }

    /// What was pressed can only be pressed again, under the same key.
    pub(super) fn insist(&mut self, choice: Choice, scene: &Scene) {
        match choice {
            Choice::TryAgain if self.at == At::FindOut => self.hint = None,
            Choice::TryAgain => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// Another page; what was decided on the one before is not decided here.
    pub(super) fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.handing_over.leave();
        self.proofs.stop_asking();
        self.deciding = None;
        self.linked_before = None;
        self.hint = None;
        self.at = at;
    }

    /// Another page, and why it has to be gone to once more.
    pub(super) fn return_to(&mut self, at: At, why: Problem) {
        self.go(at);
        self.hint = Some(why);
    }

    pub(super) fn back(&mut self) {
        // What was sent is not taken back by leaving its page.
        if self.decision.is_open() || self.handing_over.is_open() {
            return;
        }
        let before = match self.at {
            At::Current => At::Intro,
            At::Code | At::WrongPerson => At::Current,
            At::New if self.by_code => At::Code,
            At::New => At::Current,
            At::MakeOne => self.then.take().unwrap_or(At::New),
            At::SamePerson | At::Check | At::Conflict => At::New,
            At::PackagesOpen | At::HandOver => At::Packages,
            At::Move if self.has_packages() => At::Packages,
            At::Swap | At::Packages | At::Move | At::Third => At::Conflict,
            At::ThirdOpen | At::ThirdWrong | At::ThirdCurrent => At::Third,
            At::ThirdNew => At::ThirdCurrent,
            At::ThirdTaken | At::ThirdCheck => At::ThirdNew,
            At::Intro | At::SignIn | At::FindOut | At::Done => return,
        };
        self.go(before);
    }

    pub(super) fn has_back(&self) -> bool {
        let held = self.decision.is_open() || self.handing_over.is_open();
        !held && !matches!(self.at, At::Intro | At::SignIn | At::FindOut | At::Done)
    }
}
