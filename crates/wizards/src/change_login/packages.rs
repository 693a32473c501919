//! Before the other account is deleted: the packages that nobody else owns are offered to somebody, in a session of that
//! account. Whoever did not sign in to it here does so first.

use super::{At, ChangeLogin};
use crate::{Answer, Scene, Slot, handing_over};
use contract::{Code, Problem, Purpose, desktop::wizard::Choice};

impl ChangeLogin {
    /// Whether it was an answer about the other account's packages.
    pub(super) fn choose_package(&mut self, choice: Choice, package: Option<String>, scene: &Scene) -> bool {
        match (self.at, choice) {
            (At::Conflict, Choice::ChooseMove) if self.may_part() => {
                let packages = self.has_packages();
                self.remember_other();
                self.go(if packages { At::Packages } else { At::Move });
            }
            (At::Packages, Choice::HandOver) => self.hand_over(package, scene),
            (At::Packages, Choice::Continue) if self.decision.foreseen.is_some() => self.go(At::Move),
            (At::PackagesOpen, Choice::OpenBrowser) => self.ask(Slot::Other, Purpose::SignIn, scene),
            (At::HandOver, choice) => self.handing_over.choose(choice, scene),
            _ => return false,
        }
        true
    }

    /// The packages that only the other account owns, as far as the gallery has told.
    pub(super) fn orphans(&self) -> Vec<String> {
        handing_over::orphans(self.decision.foreseen.as_ref())
    }

    /// Whether the page about them belongs to the way: there are some, or there were until they were offered.
    pub(super) fn has_packages(&self) -> bool {
        self.handing_over.has_offered() || !self.orphans().is_empty()
    }

    /// Most give a package to the account that stays.
    fn hand_over(&mut self, package: Option<String>, scene: &Scene) {
        let known = self.other().and_then(|other| scene.profile_of(&other));
        self.there = self.there.take().or(known);
        self.go(if self.there.is_some() {
            At::HandOver
        } else {
            At::PackagesOpen
        });
        self.handing_over.begin(package);
        self.handing_over.suggest(scene.username());
    }

    /// Whoever signs in must open the other account.
    pub(super) fn take_other_owner(&mut self, opens: Option<&str>, scene: &Scene) {
        if opens.is_some() && opens == self.other().as_deref() {
            self.decision.press(scene);
        } else {
            self.return_to(At::PackagesOpen, Code::CurrentIdentityWrong.into());
        }
    }

    /// Whether it was the answer to an offer.
    pub(super) fn offered(&mut self, answer: &Answer) -> bool {
        let offered = self.at == At::HandOver && self.handing_over.answer(answer);
        if offered {
            self.go(At::Packages);
        }
        offered
    }

    pub(super) fn refuse_offer(&mut self, problem: Problem) {
        match problem.code {
            // Nobody is signed in to the other account any more.
            Code::SessionRequired | Code::FullSessionRequired => {
                self.there = None;
                self.return_to(At::PackagesOpen, problem);
            }
            _ => self.handing_over.refuse(problem),
        }
    }

    pub(super) fn refuse_other_owner(&mut self, problem: Problem) {
        self.second_factor_there |= problem.code == Code::SecondFactorRequired;
        self.proofs.lose(Slot::Other);
        self.return_to(At::PackagesOpen, problem);
    }
}
