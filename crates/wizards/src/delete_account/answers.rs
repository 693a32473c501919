//! What the gallery's answers and refusals lead to.

use super::{Asks, At, DeleteAccount};
use crate::{Answer, Decision, Scene, Slot, proofs::is_dead};
use contract::{
    Code, Problem, account::Account, consequence::Consequence, deletion::PendingDeletion, desktop::wizard::Deed,
};

impl DeleteAccount {
    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        if self.handing_over.answer(&answer) {
            self.decision = Decision::default();
            return self.go(At::Packages);
        }
        match answer {
            Answer::Account(account) if self.asks() == Asks::Act => self.keep(*account, scene),
            Answer::Account(account) => self.account.take(Some(*account)),
            Answer::Deletion(deletion) => self.begin_grace(deletion, scene),
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            Answer::Done if self.decision.is_pressed() => {
                self.receipt = Some(self.decision.receipt(scene.now));
                self.go(At::Gone);
            }
            _ => {}
        }
    }

    fn keep(&mut self, account: Account, scene: &Scene) {
        let username = account.username.clone();
        self.account.take(Some(account));
        let deed = Deed::AccountKept { username };
        self.receipt = Some(self.decision.receipt_of(deed, scene.now));
        self.go(At::Kept);
    }

    /// The grace period runs: begun here, or before.
    fn begin_grace(&mut self, deletion: PendingDeletion, scene: &Scene) {
        let pressed = self.decision.is_pressed() && self.at == At::Check;
        let begun_here = std::mem::take(&mut self.unknown) || pressed;
        if begun_here {
            let mut receipt = self.decision.receipt(scene.now);
            // It was foreseen for a moment earlier than the one in which it was pressed.
            for line in &mut receipt.changed {
                if let Consequence::AccountDeleted { at, .. } = line {
                    *at = deletion.due_at;
                }
            }
            self.receipt = Some(receipt);
        }
        self.due = Some(deletion.due_at);
        self.deletion.take(Some(deletion));
        self.decision = Decision::default();
        self.go(At::Grace);
        if begun_here {
            // It ended the sessions, this one too, which may have been told before this answer came.
            self.account.again();
        }
    }

    pub(super) fn refuse(&mut self, problem: Problem) {
        if self.handing_over.is_pressed() {
            return self.handing_over.refuse(problem);
        }
        if problem.code == Code::SessionRequired && self.may_be_leaving() {
            self.decision.forget_press();
            self.account.take(None);
            self.deletion.take(None);
            return self.go(At::SignedOut);
        }
        match self.asks() {
            Asks::Account => self.account.fail(problem),
            Asks::Deletion if problem.code == Code::DeletionNotPending => self.stays(),
            Asks::Deletion => self.deletion.fail(problem),
            Asks::Act | Asks::Nothing => self.refuse_act(problem),
        }
    }

    /// Whether the session may have ended because the deletion began.
    fn may_be_leaving(&self) -> bool {
        let pressed = self.at == At::Check && self.decision.is_pressed();
        matches!(self.at, At::Grace | At::SignedOut) || pressed || self.unknown
    }

    /// The account is not being deleted. Where it was to be, somebody kept it, perhaps by the mailed link.
    fn stays(&mut self) {
        self.deletion.take(None);
        let pressed = std::mem::take(&mut self.unknown);
        match self.at {
            // It was pressed, and not done.
            At::Proof if pressed => self.hint = Some(Code::ProofExpired.into()),
            At::Grace => self.kept_elsewhere(),
            At::SignedOut if self.due.is_some() => self.kept_elsewhere(),
            At::SignedOut => self.go(At::Intro),
            _ => {}
        }
    }

    /// The receipt is of a deletion that will not be.
    fn kept_elsewhere(&mut self) {
        self.receipt = None;
        self.go(At::Kept);
    }

    fn refuse_act(&mut self, problem: Problem) {
        match problem.code {
            code if is_dead(code) || code == Code::SecondFactorRequired => {
                self.second_factor |= code == Code::SecondFactorRequired;
                self.decision = Decision::default();
                self.proofs.lose(Slot::Current);
                self.go(At::Proof);
                self.hint = Some(problem);
            }
            Code::CurrentIdentityWrong => {
                self.decision = Decision::default();
                self.go(At::WrongPerson);
            }
            // Somebody kept it meanwhile, perhaps by this very press.
            Code::DeletionNotPending if self.at == At::Grace => self.stays(),
            _ => self.decision.refuse(problem),
        }
    }

    pub(super) fn unsure(&mut self, problem: Problem) {
        match self.asks() {
            Asks::Act if self.handing_over.is_pressed() => self.handing_over.lose_answer(problem),
            Asks::Account => self.account.fail(problem),
            Asks::Deletion => self.deletion.fail(problem),
            Asks::Act | Asks::Nothing => self.decision.lose_answer(problem),
        }
    }
}
