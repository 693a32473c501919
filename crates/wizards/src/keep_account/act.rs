//! What is asked of the gallery, and what its answers and refusals lead to.

use super::{At, KeepAccount, Takes};
use crate::{Answer, Logins, Proved, Request, Scene, Slot, decision::is_about_key, proofs::is_dead};
use contract::{Code, Problem, consequence::Consequence};

/// The field for the link, as refusals name it.
const FIELD: &str = "mailed_link";

impl KeepAccount {
    pub(super) fn request(&self) -> Request {
        match self.at {
            At::Kept => Request::Logins(Logins::OpenSession { by: Slot::Current }),
            _ => Self::keep((self.takes == Takes::Identity).then_some(Slot::New)),
        }
    }

    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        match (self.at, answer) {
            (At::Link, Answer::Consequences(told)) if self.is_pressed_for(&told) => self.send_again(scene),
            (At::Link, Answer::Consequences(told)) => self.take_account(told),
            (At::Check, Answer::Consequences(told)) => self.decision.foresee(told),
            (At::Check, Answer::Done) => {
                self.receipt = Some(self.decision.receipt(scene.now));
                self.proofs.lose(Slot::New);
                self.go(At::Kept);
            }
            (At::Kept, Answer::SignedIn { .. }) => {
                self.signed_in = self.proofs.get(Slot::Current).and_then(Proved::person);
                self.proofs.lose(Slot::Current);
                self.go(At::Kept);
            }
            _ => {}
        }
    }

    /// Whether the link is about the account that was to be kept by a press whose answer is missing. What was pressed for
    /// one account is not sent for another one.
    fn is_pressed_for(&self, told: &[Consequence]) -> bool {
        let same = |line: &Consequence| match line {
            Consequence::AccountKept { username } => self.is_kept(username),
            _ => false,
        };
        self.decision.is_open() && told.iter().any(same)
    }

    /// Of what was pressed for another account nobody knows whether it was done; its own link tells, and this one does not.
    fn leave_open(&mut self, told: &[Consequence]) {
        let about = told.iter().find_map(|line| match line {
            Consequence::AccountKept { username } => Some(username),
            _ => None,
        });
        if self.left_open.as_ref() == about {
            self.left_open = None;
        }
        if (self.decision.is_open() || self.unknown) && self.username.as_ref() != about {
            self.left_open.clone_from(&self.username);
            self.unknown = false;
        }
    }

    /// The link works: this is what it is about. Whoever has come back before need not do so again.
    fn take_account(&mut self, told: Vec<Consequence>) {
        self.leave_open(&told);
        self.takes = Takes::Nothing;
        for line in &told {
            match line {
                Consequence::AccountKept { username } => self.username = Some(username.clone()),
                Consequence::LoginMissing { recovery: false, .. } => self.takes = Takes::Identity,
                Consequence::LoginMissing { recovery: true, .. } => self.takes = Takes::Recovery,
                _ => {}
            }
        }
        self.returns = told;
        self.paste_again = false;
        let why = self.hint.take();
        let pressed = std::mem::take(&mut self.unknown);
        let has_come_back = self.proofs.get(Slot::New).is_some();
        self.go(match self.takes {
            Takes::Identity if !has_come_back => At::SignIn,
            _ => At::Check,
        });
        // It was pressed, and the link still works: it was not done.
        self.hint = why.or_else(|| pressed.then(|| Code::ProofExpired.into()));
    }

    pub(super) fn refuse(&mut self, problem: Problem, scene: &Scene) {
        let about_link = problem.field.as_deref() == Some(FIELD);
        match (self.at, problem.code) {
            (At::Link, _) if self.decision.is_open() => self.refuse_again(problem, scene),
            // It has arrived, with another link.
            (At::Check, _) if is_about_key(&problem) => self.find_out(None),
            (At::Kept, _) => self.refuse_sign_in(problem),
            // Nothing was sent now; what was pressed before may be done.
            (At::Check, Code::NotFound) if about_link && self.decision.is_pressed() => {
                self.decision.give_up_sending();
                self.paste_again = true;
                self.at = At::Link;
                self.hint = Some(problem);
            }
            (_, Code::NotFound) if about_link => self.return_to(At::Link, problem),
            (_, Code::NotFound | Code::DeletionNotPending) => {
                self.unknown = false;
                self.go(At::Used);
            }
            (At::Link, _) => self.return_to(At::Link, problem),
            (_, Code::LoginMissing) => {
                self.takes = Takes::Identity;
                self.go(At::SignIn);
            }
            (_, Code::IdentityAlreadyLinked) => self.go(At::Taken),
            (_, code) if is_dead(code) || code == Code::SecondFactorRequired => {
                self.second_factor |= code == Code::SecondFactorRequired;
                self.proofs.lose(Slot::New);
                self.return_to(At::SignIn, problem);
            }
            _ => self.decision.refuse(problem),
        }
    }

    /// A link was pasted again for what was pressed before. One that keeps nothing any more has perhaps done so by that
    /// very press: its answer is asked for under its key.
    fn refuse_again(&mut self, problem: Problem, scene: &Scene) {
        let is_link = problem.field.as_deref() != Some(FIELD);
        if is_link && matches!(problem.code, Code::NotFound | Code::DeletionNotPending) {
            return self.send_again(scene);
        }
        self.looking = false;
        self.hint = Some(problem);
    }

    /// The account is kept all the same.
    fn refuse_sign_in(&mut self, problem: Problem) {
        self.second_factor |= problem.code == Code::SecondFactorRequired;
        self.proofs.lose(Slot::Current);
        self.return_to(At::Kept, problem);
    }

    pub(super) fn lose_answer(&mut self, problem: Problem) {
        match self.at {
            At::Link if self.decision.is_open() => {
                self.looking = false;
                self.hint = Some(problem);
            }
            At::Link => self.return_to(At::Link, problem),
            _ => self.decision.lose_answer(problem),
        }
    }

    /// The link is pasted again; everything else stays, also what was pressed.
    pub(super) fn lose_link(&mut self) {
        if !self.is_calling() || self.at == At::Kept {
            return;
        }
        self.decision.give_up_sending();
        self.looking = false;
        self.paste_again = true;
        self.at = At::Link;
    }

    /// What was pressed cannot be sent again. The link works once: whether it still does tells whether it was done.
    pub(super) fn find_out(&mut self, why: Option<Problem>) {
        self.unknown = self.unknown || self.decision.is_open();
        self.go(At::Link);
        self.hint = why;
        self.looking = true;
    }
}
