//! Make recovery codes (rules 9.13 to 9.15): shown once, one of them typed back.

mod sheet;

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Proved, Scene, SessionOf, Slot, Want,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
    made_codes::MadeCodes,
    proofs::{Asking, is_dead},
    standing::{Looked, against_making_codes},
};
use contract::{
    Code, Problem, Purpose,
    consequence::Consequence,
    desktop::wizard::{Choice, ListName, Sheet},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCodes {
    at: At,
    looked: Looked,
    proofs: Proofs,
    codes: MadeCodes,
    /// The comparison of what is typed with what was shown; or why the gallery could not be looked at.
    ask: Decision,
    hint: Option<Problem>,
    /// Whether the sign-in must be done with a second factor.
    second_factor: bool,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Prove,
    WrongPerson,
    Make,
    Shown,
    Verify,
    Done,
}

impl Machine for RecoveryCodes {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Back => self.back(),
            Input::Resumed | Input::AccountChanged if self.at == At::Intro => {
                self.looked = Looked::default();
                self.ask = Decision::default();
            }
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => self.lose_answer(problem),
            // The app was closed meanwhile: what was shown is shown again.
            Input::SecretLost { .. } if self.at == At::Verify => {
                self.ask = Decision::default();
                self.at = At::Shown;
                self.codes.show_again(scene);
            }
            Input::Typed { .. } | Input::SecretLost { .. } | Input::Resumed | Input::AccountChanged => {}
        }
        self
    }

    fn decisions(&mut self) -> Vec<&mut Decision> {
        vec![self.codes.decision_mut()]
    }

    fn wants(&self) -> Want {
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        match self.at {
            At::Intro if self.looked.blockers.is_none() && self.ask.refusal.is_none() => {
                Want::Call(Call::ask(RecoveryRequest::Account.into(), SessionOf::Account))
            }
            At::Make | At::Shown => self.codes.wants(),
            At::Verify => self
                .ask
                .wants_at_once(RecoveryRequest::CompareCode.into(), SessionOf::Nobody),
            _ => Want::Nothing,
        }
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.codes.may_be_made()
    }

    fn in_doubt(&self) -> ListName {
        ListName::CodesMayBeMade
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done
    }

    fn stays(&self) -> Vec<Consequence> {
        let changed = self.codes.receipt().map(|receipt| receipt.changed.clone());
        changed.unwrap_or_default()
    }

    fn gives_up(&self) -> Option<ListName> {
        self.codes.gives_up()
    }
}

impl RecoveryCodes {
    fn choose(&mut self, choice: Choice, scene: &Scene) {
        self.hint = None;
        match (self.at, choice) {
            (At::Intro, Choice::TryAgain) => {
                self.looked = Looked::default();
                self.ask.try_again(scene);
            }
            (At::Intro, Choice::Continue) if self.looked.blockers.is_some() && !self.looked.is_blocked() => {
                self.at = At::Prove;
            }
            (At::Prove | At::WrongPerson, Choice::OpenBrowser) => self.open_browser(scene),
            (At::Make, Choice::MakeCodes) => self.codes.decision_mut().press(scene),
            (At::Make, Choice::TryAgain) => self.codes.decision_mut().try_again(scene),
            (At::Shown, Choice::TryAgain | Choice::ShowCodes) => self.codes.show_again(scene),
            (At::Shown, Choice::CodesKept) if self.codes.is_shown() => self.at = At::Verify,
            (At::Shown, Choice::BeginAgain) if self.codes.is_gone() => {
                self.codes.begin_again();
                self.at = At::Prove;
            }
            (At::Verify, Choice::Continue) => self.ask.press(scene),
            (At::Verify, Choice::ShowCodes) => self.back(),
            _ => {}
        }
    }

    fn back(&mut self) {
        // What was sent is not taken back by leaving its page, also while nobody knows whether it was done.
        if self.codes.is_asked_for() || self.ask.is_pressed() {
            return;
        }
        if self.proofs.asking.is_some() {
            return self.proofs.stop_asking();
        }
        self.hint = None;
        self.ask = Decision::default();
        self.at = match self.at {
            At::Prove => At::Intro,
            At::WrongPerson | At::Make => At::Prove,
            At::Verify => At::Shown,
            at => at,
        };
    }

    fn open_browser(&mut self, scene: &Scene) {
        let two_factor = scene.account.as_ref().is_some_and(|account| account.two_factor);
        self.at = At::Prove;
        self.codes.begin_again();
        self.proofs.ask(Asking {
            slot: Slot::Current,
            purpose: Purpose::MakeRecoveryCodes,
            second_factor: two_factor || self.second_factor,
            session: SessionOf::Account,
        });
    }

    fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let is_owner = proved.opens() == Some(scene.username().as_str());
        if self.proofs.take(slot, proved) {
            self.at = if is_owner { At::Make } else { At::WrongPerson };
        }
    }

    fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        let asked_for = self.codes.is_asked_for();
        if self.codes.is_made() || asked_for {
            self.codes.lose_secret();
            self.at = if asked_for { At::Prove } else { self.at };
        } else if had && self.at == At::Make {
            self.prove_again(Code::ProofExpired.into());
        }
    }

    fn prove_again(&mut self, why: Problem) {
        self.codes.begin_again();
        self.proofs.lose(Slot::Current);
        self.at = At::Prove;
        self.hint = Some(why);
    }

    fn answer(&mut self, answer: Answer, scene: &Scene) {
        match (self.at, answer) {
            (At::Intro, Answer::Account(account)) => {
                self.looked.blockers = Some(against_making_codes(&account, scene.now));
            }
            (At::Make, Answer::Consequences(foreseen)) => self.codes.decision_mut().foresee(foreseen),
            (At::Make | At::Shown, Answer::Recovery(RecoveryAnswer::CodesMade)) => {
                self.codes.made(scene.now);
                self.at = At::Shown;
            }
            (At::Verify, Answer::Done) => self.at = At::Done,
            _ => {}
        }
    }

    fn refuse(&mut self, problem: Problem) {
        match (self.at, problem.code) {
            (At::Make, _) if self.codes.decision().is_left_open_by(&problem) => {
                self.codes.lose_secret();
                self.prove_again(problem);
            }
            (At::Make, code) if is_dead(code) => self.prove_again(problem),
            (At::Make, Code::CurrentIdentityWrong) => {
                self.codes.begin_again();
                self.at = At::WrongPerson;
            }
            (At::Make, Code::SecondFactorRequired) => {
                self.second_factor = true;
                self.prove_again(problem);
            }
            (At::Make | At::Shown, _) => self.codes.refuse(problem),
            _ => self.ask.refuse(problem),
        }
    }

    fn lose_answer(&mut self, problem: Problem) {
        match self.at {
            At::Make | At::Shown => self.codes.decision_mut().lose_answer(problem),
            _ => self.ask.lose_answer(problem),
        }
    }
}
