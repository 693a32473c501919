//! How it goes from page to page.

use super::{At, DeleteAccount};
use crate::{Decision, Proved, Scene, SessionOf, Slot, proofs::Asking};
use contract::{Code, Purpose, desktop::wizard::Choice};

impl DeleteAccount {
    pub(super) fn choose(&mut self, choice: Choice, target: Option<String>, scene: &Scene) {
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.look_again(),
            (At::Intro, Choice::Continue) if self.orphans().is_empty() => self.go(At::Proof),
            (At::Intro, Choice::Continue) => self.go(At::Packages),
            (At::Packages, Choice::HandOver) => self.hand_over(target),
            (At::Packages, Choice::Continue) if self.orphans().is_empty() => self.go(At::Proof),
            (At::Packages, Choice::Continue) => self.go(At::Orphans),
            (At::HandOver, choice) => self.handing_over.choose(choice, scene),
            (At::Orphans, Choice::UnlistOrphans) => self.decide_orphans(true),
            (At::Orphans, Choice::LeaveOrphans) => self.decide_orphans(false),
            (At::Proof | At::WrongPerson, Choice::OpenBrowser) => self.ask(scene),
            (At::Check, Choice::DeleteAccount) => self.press(scene),
            (At::Grace, Choice::KeepAccount) => self.decision.press(scene),
            (_, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// Another page. What is foreseen stays: it is the same deletion.
    pub(super) fn go(&mut self, at: At) {
        self.proofs.stop_asking();
        self.handing_over.leave();
        self.hint = None;
        self.at = at;
    }

    fn hand_over(&mut self, package: Option<String>) {
        self.handing_over.begin(package);
        self.go(At::HandOver);
    }

    fn decide_orphans(&mut self, unlist: bool) {
        self.unlist_orphans = unlist;
        self.decision = Decision::default();
        self.go(At::Proof);
    }

    fn ask(&mut self, scene: &Scene) {
        self.go(At::Proof);
        self.proofs.ask(Asking {
            slot: Slot::Current,
            purpose: Purpose::DeleteAccount,
            second_factor: self.second_factor || scene.account.as_ref().is_some_and(|account| account.two_factor),
            session: SessionOf::Account,
        });
    }

    pub(super) fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let own = proved.opens() == Some(scene.username().as_str());
        if self.proofs.take(slot, proved) {
            self.go(if own { At::Check } else { At::WrongPerson });
        }
    }

    /// A proof's time is over: its sign-in is done again, and everything else stays.
    pub(super) fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        if (had || self.decision.is_open()) && slot == Slot::Current && self.at == At::Check {
            // What was on its way cannot be sent again: how it stands tells whether it arrived.
            self.unknown |= self.decision.is_open();
            self.decision.forget_press();
            self.go(At::Proof);
            self.look_again();
            self.hint = (!self.unknown).then(|| Code::ProofExpired.into());
        }
    }

    fn press(&mut self, scene: &Scene) {
        let username = scene.username();
        self.hint = self.decision.press_confirmed(&self.confirmation, &username, scene);
    }

    pub(super) fn back(&mut self) {
        let before = match self.at {
            At::Packages => At::Intro,
            At::HandOver | At::Orphans => At::Packages,
            At::Proof if self.orphans().is_empty() => At::Intro,
            At::Proof => At::Orphans,
            At::WrongPerson | At::Check => At::Proof,
            _ => return,
        };
        self.go(before);
    }
}
