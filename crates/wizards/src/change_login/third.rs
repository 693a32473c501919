//! Both accounts stay, with a third identity: that one opens the other account first, and then the one it used is free.

use super::{At, ChangeLogin};
use crate::{Machine, Proofs, Scene, Slot, handing_over::HandingOver, page, proofs::is_dead};
use contract::{
    Code, Problem, Purpose,
    consequence::Consequence,
    desktop::{view::ProfileId, wizard::Choice},
    identity::Identity,
};
use serde::{Deserialize, Serialize};

/// The other account, as it was when this way was chosen: sign-ins may run out on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parting {
    /// Its username.
    pub username: String,
    /// Who opens it until then, and is free for this account afterwards.
    pub person: Option<String>,
    /// The same, as it came back.
    #[serde(default)]
    pub identity: Option<Identity>,
}

/// What was done to the other account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What changed by it.
    pub changed: Vec<Consequence>,
}

/// Whether a page is about the other account, in its own session.
pub(super) fn is_there(at: At) -> bool {
    matches!(at, At::ThirdCurrent | At::ThirdNew | At::ThirdTaken | At::ThirdCheck)
}

impl ChangeLogin {
    /// Whether it was an answer of this way.
    pub(super) fn choose_third(&mut self, choice: Choice, scene: &Scene) -> bool {
        match (self.at, choice) {
            (At::Conflict, Choice::ChooseThird) if self.may_part() => self.part(),
            (At::Third, Choice::Continue) => {
                let next = if self.there.is_some() {
                    At::ThirdCurrent
                } else {
                    At::ThirdOpen
                };
                self.go(next);
            }
            (At::Third | At::ThirdNew, Choice::CreateIdentity) => {
                self.make_one();
            }
            (At::ThirdWrong, Choice::OpenBrowser) => {
                self.go(if self.there.is_some() {
                    At::ThirdCurrent
                } else {
                    At::ThirdOpen
                });
                self.ask_other(scene);
            }
            (At::ThirdOpen | At::ThirdCurrent, Choice::OpenBrowser) => self.ask_other(scene),
            (At::ThirdNew, Choice::OpenBrowser) | (At::ThirdTaken | At::ThirdCheck, Choice::AnotherIdentity) => {
                self.go(At::ThirdNew);
                self.ask(Slot::Third, Purpose::ChangeLogin, scene);
            }
            (At::ThirdCheck, Choice::MoveToThird) => self.press(scene),
            _ => return false,
        }
        true
    }

    fn ask_other(&mut self, scene: &Scene) {
        let purpose = match self.at {
            At::ThirdOpen => Purpose::SignIn,
            _ => Purpose::ChangeLogin,
        };
        self.ask(Slot::Other, purpose, scene);
    }

    pub(super) fn take_third(&mut self, slot: Slot, opens: Option<String>, scene: &Scene) {
        let is_owner = opens.is_some() && opens == self.parting.as_ref().map(|parting| parting.username.clone());
        match (self.at, slot) {
            (_, Slot::Third) => self.go(if opens.is_some() {
                At::ThirdTaken
            } else {
                At::ThirdCheck
            }),
            (At::ThirdOpen, _) if is_owner => self.decision.press(scene),
            (_, _) if is_owner => self.go(At::ThirdNew),
            _ => self.go(At::ThirdWrong),
        }
    }

    /// There is a session for the other account.
    pub(super) fn enter_other(&mut self, profile: ProfileId) {
        self.proofs.lose(Slot::Other);
        self.there = Some(profile);
        self.go(At::ThirdCurrent);
    }

    /// The other account has its third identity: on with this one, and what has to be proven again for that.
    pub(super) fn other_moved(&mut self, scene: &Scene) {
        let mut changed = self.stays();
        changed.extend(self.decision.receipt(scene.now).changed);
        self.moved = Some(Moved { changed });
        let Proofs { done, .. } = &self.proofs;
        let (current, new) = (done.contains_key(&Slot::Current), done.contains_key(&Slot::New));
        self.proofs.lose(Slot::Other);
        self.proofs.lose(Slot::Third);
        self.go(match (current || self.by_code, new) {
            (false, _) => At::Current,
            (true, false) => At::New,
            (true, true) => At::Check,
        });
    }

    /// Whom the other account's first identity is known as.
    pub(super) fn freed(&self) -> Option<String> {
        self.parting.as_ref().and_then(|parting| parting.person.clone())
    }

    /// Whether this change makes that of the other account final: the identity that could have taken that back is linked
    /// here by it (rule 9.5).
    pub(super) fn ends_undo_of_other(&self) -> bool {
        let proved = || self.proofs.get(Slot::New).map(|proved| &proved.identity);
        let next = self.deciding.as_ref().or_else(proved);
        let freed = self.parting.as_ref().and_then(|parting| parting.identity.as_ref());
        let is_freed = next.zip(freed).is_some_and(|(next, freed)| {
            (&next.address, &next.name, next.kind) == (&freed.address, &freed.name, freed.kind)
        });
        self.moved.is_some() && is_freed
    }

    /// What was changed at the other account, as it holds once this one is changed.
    pub(super) fn stays_with_this(&self) -> Vec<Consequence> {
        let final_now = self.ends_undo_of_other();
        let mut changed = self.stays();
        changed.retain(|item| !final_now || !matches!(item, Consequence::UndoUntil { .. }));
        changed
    }

    fn part(&mut self) {
        self.remember_other();
        self.go(At::Third);
    }

    /// The other account and who opens it stay known, also when that sign-in has run out.
    pub(super) fn remember_other(&mut self) {
        let username = self.other().unwrap_or_default();
        if self.parting.as_ref().is_none_or(|parting| parting.username != username) {
            self.there = None;
            self.handing_over = HandingOver::default();
        }
        let new = self.proofs.get(Slot::New);
        self.parting = Some(Parting {
            username,
            person: new.and_then(crate::Proved::person),
            identity: new.map(|proved| proved.identity.clone()),
        });
    }

    pub(super) fn refuse_there(&mut self, problem: Problem) {
        match problem.code {
            Code::SecondFactorRequired => {
                self.second_factor_there = true;
                self.prove_other_again(problem);
            }
            code if is_dead(code) => self.prove_other_again(problem),
            _ if self.at == At::ThirdOpen => self.prove_other_again(problem),
            Code::CurrentIdentityWrong => self.go(At::ThirdWrong),
            Code::IdentityAlreadyLinked => self.return_to(At::ThirdNew, problem),
            // Of an account that the third one lost.
            _ if page::is_elsewhere(&problem) => self.decision.refuse(problem),
            _ => self.decision.refuse(problem.about("other")),
        }
    }

    /// From the beginning of what is done in the other account's session.
    pub(super) fn prove_other_again(&mut self, why: Problem) {
        self.proofs.lose(Slot::Other);
        self.proofs.lose(Slot::Third);
        let at = if self.there.is_some() {
            At::ThirdCurrent
        } else {
            At::ThirdOpen
        };
        self.return_to(at, why);
    }
}
