//! What the gallery and the browser said.

use super::{At, Now, TwoFactor};
use crate::{
    Answer, Proved, Scene, Slot,
    call::recovery::RecoveryAnswer,
    made_codes::MadeCodes,
    page,
    proofs::is_dead,
    standing::{against_two_factor_off, against_two_factor_on},
};
use contract::{Code, Problem, account::Account, desktop::wizard::FieldName, identity::IdentityKind};

/// Whose refusals stand at the field for what the operator is told.
const FEEDBACK: &[(Code, FieldName)] = &[(Code::ReasonInvalid, FieldName::Feedback)];

impl TwoFactor {
    pub(super) fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let is_owner = proved.opens() == Some(scene.username().as_str());
        let with_second_factor = proved.identity.second_factor;
        if !self.proofs.take(slot, proved) {
            return;
        }
        let has_codes = self.codes.is_made();
        self.wrong = (!is_owner).then_some(slot);
        self.go(match (slot, is_owner) {
            (Slot::Current, true) => At::CodesMake,
            (_, false) => At::WrongPerson,
            (_, true) if !with_second_factor => At::NotUsed,
            (_, true) if self.off => At::Off,
            (_, true) if has_codes => At::On,
            (_, true) => At::Codes,
        });
    }

    /// A proof's time is over: its sign-in is done again, and everything else stays.
    pub(super) fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        match (slot, self.at) {
            (Slot::Current, _) if self.codes.is_made() => self.codes.lose_secret(),
            (Slot::Current, At::CodesMake) if self.codes.is_asked_for() => {
                self.codes.lose_secret();
                self.go(At::CodesProve);
            }
            (Slot::Current, At::CodesMake) if had => self.prove_codes_again(Code::ProofExpired.into()),
            (Slot::New, At::On | At::Off) if self.decision.is_open() => self.lose_secret(),
            // Not while codes are being kept: the page that needs it asks for it again.
            (Slot::New, At::On | At::Off | At::Codes) if had => self.prove_again(Code::ProofExpired.into()),
            _ => {}
        }
    }

    fn prove_again(&mut self, why: Problem) {
        self.proofs.lose(Slot::New);
        self.go(At::Prove);
        self.hint = Some(why);
    }

    fn prove_codes_again(&mut self, why: Problem) {
        self.proofs.lose(Slot::Current);
        self.codes.begin_again();
        self.go(At::CodesProve);
        self.hint = Some(why);
    }

    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        match (self.at, answer) {
            (_, Answer::Recovery(RecoveryAnswer::Features(features))) => self.features = Some(features),
            (At::Intro | At::Blocked, Answer::Account(account)) => self.now = Some(self.how_it_is(&account, scene)),
            (At::CodesMake, Answer::Consequences(foreseen)) => self.codes.decision_mut().foresee(foreseen),
            (_, Answer::Consequences(foreseen)) => self.decision.foresee(foreseen),
            (At::CodesMake | At::CodesShown, Answer::Recovery(RecoveryAnswer::CodesMade)) => {
                self.codes.made(scene.now);
                self.at = At::CodesShown;
            }
            (At::On | At::Off, Answer::Account(account)) if self.finds_out => self.find_out(&account, scene),
            (At::On | At::Off, Answer::Account(_)) if self.decision.is_pressed() => {
                self.receipt = Some(self.decision.receipt(scene.now));
                self.at = At::Done;
            }
            _ => {}
        }
    }

    fn how_it_is(&self, account: &Account, scene: &Scene) -> Now {
        let identity = account.login.as_ref().map(|login| login.identity.kind);
        Now {
            on: account.two_factor,
            codes_left: account.recovery_codes_left,
            work: identity == Some(IdentityKind::WorkOrSchool),
            against_on: against_two_factor_on(account, scene.now),
            against_off: against_two_factor_off(account, self.is_enforced(), scene.now),
        }
    }

    pub(super) fn refuse(&mut self, problem: Problem) {
        if matches!(self.at, At::CodesMake | At::CodesShown) {
            return self.refuse_codes(problem);
        }
        let deciding = matches!(self.at, At::On | At::Off);
        // How the account is tells, once somebody has signed in again; a proof ends with its session.
        if deciding && self.decision.is_left_open_by(&problem) {
            self.proofs.lose(Slot::New);
            self.lose_secret();
            self.hint = Some(problem);
            return;
        }
        match problem.code {
            code if deciding && is_dead(code) => self.prove_again(problem),
            Code::SecondFactorRequired if deciding => self.go(At::NotUsed),
            Code::CurrentIdentityWrong if deciding => self.go(At::WrongPerson),
            Code::RecoveryCodesRequired if deciding => {
                self.codes = MadeCodes::default();
                self.go(At::Codes);
                self.hint = Some(problem);
            }
            Code::ReasonInvalid => self.decision.refuse(page::at_field(problem, FEEDBACK)),
            _ => self.decision.refuse(problem),
        }
    }

    /// What was pressed cannot be sent again, because what it takes is gone: how the account is tells.
    pub(super) fn lose_secret(&mut self) {
        self.decision.give_up_sending();
        self.finds_out = true;
    }

    fn find_out(&mut self, account: &Account, scene: &Scene) {
        self.finds_out = false;
        if account.two_factor != self.off {
            self.receipt = Some(self.decision.receipt(scene.now));
            self.at = At::Done;
            return;
        }
        if self.proofs.get(Slot::New).is_none() {
            return self.prove_again(Code::ProofExpired.into());
        }
        let made = self.codes.is_made();
        self.go(if made { At::CodesShown } else { At::On });
        self.type_again = true;
        if made {
            self.codes.show_again(scene);
        }
    }

    fn refuse_codes(&mut self, problem: Problem) {
        match problem.code {
            _ if !self.codes.is_made() && self.codes.decision().is_left_open_by(&problem) => {
                self.codes.lose_secret();
                self.prove_codes_again(problem);
            }
            code if !self.codes.is_made() && (is_dead(code) || code == Code::SecondFactorRequired) => {
                self.second_factor |= code == Code::SecondFactorRequired;
                self.prove_codes_again(problem);
            }
            Code::CurrentIdentityWrong => {
                self.wrong = Some(Slot::Current);
                self.go(At::WrongPerson);
            }
            _ => self.codes.refuse(problem),
        }
    }

    pub(super) fn lose_answer(&mut self, problem: Problem) {
        match self.at {
            At::CodesMake | At::CodesShown => self.codes.decision_mut().lose_answer(problem),
            _ => self.decision.lose_answer(problem),
        }
    }
}
