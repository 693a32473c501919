//! How it goes from page to page.

use super::{At, Convert};
use crate::{Decision, Proved, Scene, Slot, proofs::Asking};
use contract::{Code, Purpose, desktop::wizard::Choice};

impl Convert {
    pub(super) fn choose(&mut self, choice: Choice, target: Option<String>, scene: &Scene) {
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.look_again(),
            (At::Intro | At::Blockers, Choice::Continue) if !self.is_known() => {}
            (At::Intro | At::Blockers, Choice::Continue) if self.blockers().is_empty() => self.go(At::Administrator),
            (At::Intro, Choice::Continue) => self.go(At::Blockers),
            (At::Blockers, Choice::ChooseLeave) => self.step_out_of(At::Leave, target),
            (At::Blockers, Choice::DeclineInvitation) => {
                self.step_out_of(At::Blockers, target);
                self.step_out.press(scene);
            }
            (At::Leave, Choice::LeaveOrganization) => self.step_out.press(scene),
            (At::Leave | At::Blockers, Choice::TryAgain) => self.step_out.try_again(scene),
            (At::Administrator, Choice::Continue) => {
                self.go(At::Administrator);
                self.checking = true;
            }
            (At::Proof | At::WrongPerson, Choice::OpenBrowser) => self.ask(scene),
            (At::Check, Choice::RequestConversion) => self.press(scene),
            (At::Waiting, Choice::CancelConversion) => self.decision.press(scene),
            (_, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// Another page; what was decided on the one before is not decided here.
    pub(super) fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.step_out = Decision::default();
        self.proofs.stop_asking();
        self.checking = false;
        self.type_again = false;
        self.hint = None;
        self.at = at;
    }

    fn step_out_of(&mut self, at: At, organization: Option<String>) {
        self.go(at);
        self.organization = organization;
    }

    fn ask(&mut self, scene: &Scene) {
        self.go(At::Proof);
        self.proofs.ask(Asking {
            slot: Slot::Current,
            purpose: Purpose::ConvertAccount,
            second_factor: self.second_factor || scene.account.as_ref().is_some_and(|account| account.two_factor),
            session: self.session(),
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
            self.go(At::Proof);
            self.look_again();
            self.hint = (!self.unknown).then(|| Code::ProofExpired.into());
        }
    }

    /// What was typed is gone, and with it what was on its way: how it stands tells whether it arrived.
    pub(super) fn lose_secret(&mut self) {
        self.unknown |= self.decision.is_open();
        self.go(At::Check);
        self.look_again();
        self.type_again = true;
    }

    fn press(&mut self, scene: &Scene) {
        self.type_again = false;
        let username = self.username();
        self.hint = self.decision.press_confirmed(&self.confirmation, &username, scene);
    }

    pub(super) fn back(&mut self) {
        let before = match self.at {
            At::Blockers => At::Intro,
            At::Leave => At::Blockers,
            At::Administrator => At::Intro,
            At::Proof => At::Administrator,
            At::WrongPerson => At::Proof,
            At::Check if self.is_in_recovery() => At::Administrator,
            At::Check => At::Proof,
            _ => return,
        };
        self.go(before);
    }
}
