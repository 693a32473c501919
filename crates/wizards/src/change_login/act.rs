//! What is asked of the gallery, and what its answers and refusals lead to.

use super::{At, ChangeLogin, blockers, third};
use crate::{Answer, Current, Logins, Request, Scene, Slot, proofs::is_dead};
use contract::{Code, Problem, Timestamp, account::Account, identity::IdentityKind, problem::TenantDemand};

impl ChangeLogin {
    /// Whether nothing stands in the way of beginning.
    pub(super) fn is_free_to_begin(&self, scene: &Scene) -> bool {
        let account = scene.account.as_ref();
        let known = self.known && !self.demands.is_wanted();
        known && account.is_some_and(|account| blockers::of(account, self.demanded()).is_empty())
    }

    /// The gallery has told how the account is. Only of a work or school identity can an organization demand that it stays.
    fn learn(&mut self, account: &Account) {
        self.known = true;
        let login = account.login.as_ref();
        if login.is_some_and(|login| login.identity.kind == IdentityKind::WorkOrSchool) {
            self.demands.again();
        } else {
            self.demands.take(None);
        }
    }

    /// The organizations that demand the present identity, as far as the gallery has told.
    pub(super) fn demanded(&self) -> &[TenantDemand] {
        self.demands.known.as_deref().unwrap_or_default()
    }

    /// Whether the other account may lose its identity, as far as the gallery has told.
    pub(super) fn may_part(&self) -> bool {
        self.decision.refusal.is_none()
    }

    /// Nothing is decided unseen.
    pub(super) fn press(&mut self, scene: &Scene) {
        if self.decision.foreseen.is_none() {
            return;
        }
        let next = if self.at == At::ThirdCheck {
            Slot::Third
        } else {
            Slot::New
        };
        self.deciding = self.proofs.get(next).map(|proved| proved.identity.clone());
        self.linked_before = match next {
            Slot::Third => self.linked_there,
            _ => scene.account.as_ref().and_then(linked_at),
        };
        self.decision.press(scene);
    }

    pub(super) fn press_move(&mut self, scene: &Scene) {
        let typed = self.confirmation.trim();
        if self.other().is_some_and(|other| other.eq_ignore_ascii_case(typed)) {
            self.press(scene);
        } else {
            let wrong = Problem::new(Code::ConfirmationWrong, "another name was typed").about("confirmation");
            self.decision.refuse(wrong);
        }
    }

    /// The act cannot be sent again: the gallery is asked how the account is.
    pub(super) fn find_out(&mut self) {
        if matches!(self.at, At::FindOut | At::Done) {
            return;
        }
        self.decision.give_up_sending();
        self.then = Some(self.at);
        self.at = At::FindOut;
        self.hint = None;
    }

    pub(super) fn lose_answer(&mut self, problem: Problem) {
        match self.at {
            At::HandOver => self.handing_over.lose_answer(problem),
            At::FindOut => self.hint = Some(problem),
            _ => self.decision.lose_answer(problem),
        }
    }

    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        if self.offered(&answer) {
            return;
        }
        match (self.at, answer) {
            (_, Answer::Consequences(consequences)) => self.decision.foresee(consequences),
            (At::FindOut, Answer::Account(account)) => self.found_out(&account, scene),
            (At::Intro, Answer::Account(account)) => self.learn(&account),
            (At::Intro, Answer::Organizations(list)) => self.demands.take(Some(blockers::demands(list))),
            (At::SignIn, Answer::SignedIn { account, .. }) => {
                self.proofs.lose(Slot::Other);
                self.go(At::Intro);
                self.learn(&account);
            }
            (At::PackagesOpen, Answer::SignedIn { profile, .. }) => {
                self.proofs.lose(Slot::Other);
                self.there = Some(profile);
                self.go(At::HandOver);
            }
            (At::ThirdOpen, Answer::SignedIn { profile, account }) => {
                self.linked_there = linked_at(&account);
                self.enter_other(profile);
            }
            (_, Answer::Done | Answer::Account(_)) if self.decision.is_pressed() => self.done(scene),
            _ => {}
        }
    }

    fn done(&mut self, scene: &Scene) {
        if third::is_there(self.at) {
            return self.other_moved(scene);
        }
        let mut receipt = self.decision.receipt(scene.now);
        receipt.changed.splice(0..0, self.stays_with_this());
        self.go(At::Done);
        self.receipt = Some(receipt);
    }

    /// Whoever signs in now tells whether it was done.
    fn found_out(&mut self, account: &Account, scene: &Scene) {
        let then = self.then.take().unwrap_or(At::Check);
        let now = account.login.as_ref().map(|login| &login.identity);
        let is_new = self.linked_before.is_none() || self.linked_before != linked_at(account);
        let done = is_new
            && now.zip(self.deciding.as_ref()).is_some_and(|(now, wanted)| {
                (&now.address, &now.name, now.kind) == (&wanted.address, &wanted.name, wanted.kind)
            });
        self.at = then;
        match then {
            _ if done => self.done(scene),
            At::ThirdCheck => self.prove_other_again(Code::ProofExpired.into()),
            _ => self.start_over(Code::ProofExpired.into()),
        }
    }

    pub(super) fn refuse(&mut self, problem: Problem) {
        let there = third::is_there(self.at) || self.at == At::ThirdOpen;
        let about_current = matches!(problem.field.as_deref(), Some("current" | "mine"));
        match problem.code {
            _ if self.at == At::HandOver => self.refuse_offer(problem),
            _ if self.at == At::PackagesOpen => self.refuse_other_owner(problem),
            // Nobody knows what an earlier press did: the account tells, once somebody has signed in again.
            Code::SessionRequired | Code::FullSessionRequired
                if self.at == At::FindOut
                    || !matches!(self.at, At::SignIn | At::ThirdOpen) && self.decision.is_left_open_by(&problem) =>
            {
                self.find_out();
                self.hint = Some(problem);
            }
            Code::SessionRequired | Code::FullSessionRequired => self.sign_in_first(problem),
            _ if self.at == At::FindOut => self.hint = Some(problem),
            _ if there => self.refuse_there(problem),
            _ if self.at == At::SignIn => self.refuse_sign_in(problem),
            Code::RecoveryCodeWrong | Code::RecoveryCodeMistyped if self.by_code => {
                let then = self.at;
                self.return_to(At::Code, problem.about("recovery_code"));
                self.then = Some(then);
            }
            code if is_dead(code) => self.start_over(problem),
            Code::CurrentIdentityWrong => self.go(At::WrongPerson),
            Code::IdentityAlreadyLinked if self.other().is_some() && self.moved.is_none() => self.go(At::Conflict),
            Code::IdentityAlreadyLinked => self.return_to(At::New, problem),
            // The other account has let it go meanwhile.
            Code::IdentityNotLinked if self.at != At::Check => self.go(At::Check),
            Code::SecondFactorRequired => {
                self.second_factor = true;
                let again = about_current && !self.by_code;
                self.return_to(if again { At::Current } else { At::New }, problem);
            }
            _ => self.decision.refuse(problem),
        }
    }

    /// Whose session it was, is signed in no more; proofs end with the session in which they were begun.
    fn sign_in_first(&mut self, why: Problem) {
        let there = third::is_there(self.then.filter(|_| self.at == At::FindOut).unwrap_or(self.at));
        if there {
            self.proofs.lose(Slot::Other);
            self.proofs.lose(Slot::Third);
            self.there = None;
            return self.return_to(At::ThirdOpen, why);
        }
        let at_the_beginning = self.at == At::Intro;
        for slot in Slot::ALL {
            self.proofs.lose(slot);
        }
        self.go(At::SignIn);
        self.known = false;
        self.hint = (!at_the_beginning).then_some(why);
    }

    fn refuse_sign_in(&mut self, problem: Problem) {
        self.second_factor |= problem.code == Code::SecondFactorRequired;
        self.proofs.lose(Slot::Other);
        self.return_to(At::SignIn, problem);
    }

    fn current(&self) -> Current {
        if self.by_code {
            Current::RecoveryCode
        } else {
            Current::Proof(Slot::Current)
        }
    }

    /// What the present page decides about. Of a conflict, the fate of the other account is asked for, and never done there.
    pub(super) fn request(&self) -> Request {
        match self.at {
            At::Swap => Request::SwapLogins {
                mine: Slot::Current,
                theirs: Slot::New,
            },
            At::Conflict | At::Packages | At::Move => Request::MoveLogin {
                current: self.current(),
                new: Slot::New,
                username: self.other().unwrap_or_default(),
                unlist_orphans: !self.leave_orphans,
            },
            At::ThirdCheck => Request::ChangeLogin {
                current: Current::Proof(Slot::Other),
                new: Slot::Third,
            },
            At::SignIn | At::ThirdOpen | At::PackagesOpen => Request::Logins(Logins::OpenSession { by: Slot::Other }),
            _ => Request::ChangeLogin {
                current: self.current(),
                new: Slot::New,
            },
        }
    }
}

/// Since when whoever signs in to the account does so.
fn linked_at(account: &Account) -> Option<Timestamp> {
    account.login.as_ref().map(|login| login.linked_at)
}
