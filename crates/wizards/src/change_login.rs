//! Change the Microsoft account that signs in (rules 9.1 to 9.12), with what to do where the new one is another account's
//! login already.

mod sheet;

use crate::{
    Answer, Current, Decision, Input, Machine, Proofs, Proved, Request, Scene, SessionOf, Slot, Want, proofs::Asking,
};
use contract::{
    Code, Problem, Purpose,
    desktop::wizard::{Choice, FieldName, Receipt, Sheet},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLogin {
    at: At,
    proofs: Proofs,
    /// Whether a recovery code shows that the account is the person's, in place of a sign-in.
    by_code: bool,
    /// The act that is being decided.
    decision: Decision,
    /// Why a sign-in has to be done again.
    hint: Option<Problem>,
    /// Whether the new one must sign in with a second factor.
    second_factor: bool,
    /// What was typed to confirm.
    confirmation: String,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Current,
    Code,
    WrongPerson,
    New,
    SamePerson,
    Check,
    Conflict,
    Swap,
    Move,
    Done,
}

impl Machine for ChangeLogin {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Typed {
                field: FieldName::Confirmation,
                text,
            } => self.confirmation = text,
            Input::Back => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
            Input::Typed { .. } | Input::Resumed | Input::AccountChanged => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        match self.at {
            At::Check | At::Swap | At::Move => self.decision.wants(self.request(), SessionOf::Account),
            _ => Want::Nothing,
        }
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done
    }
}

impl ChangeLogin {
    fn choose(&mut self, choice: Choice, scene: &Scene) {
        self.hint = None;
        match (self.at, choice) {
            (At::Intro, Choice::Continue) => self.at = At::Current,
            (At::Current, Choice::NoAccess) => self.go(At::Code),
            (At::Current | At::WrongPerson, Choice::OpenBrowser) => self.ask(Slot::Current, scene),
            (At::Code, Choice::Continue) => {
                self.by_code = true;
                self.at = At::New;
            }
            (At::New, Choice::OpenBrowser) => self.ask(Slot::New, scene),
            (At::SamePerson | At::Check | At::Conflict | At::Swap | At::Move, Choice::AnotherIdentity) => {
                self.go(At::New);
                self.ask(Slot::New, scene);
            }
            (At::Check, Choice::ChangeLogin) | (At::Swap, Choice::SwapLogins) => self.decision.press(scene),
            (At::Move, Choice::MoveLogin) => self.press_move(scene),
            (At::Check | At::Swap | At::Move, Choice::TryAgain) => self.decision.try_again(scene),
            (At::Conflict, Choice::ChooseSwap) if !self.by_code => self.go(At::Swap),
            (At::Conflict, Choice::ChooseMove) => self.go(At::Move),
            _ => {}
        }
    }

    /// Another page; what was decided on the one before is not decided here.
    fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.proofs.stop_asking();
        self.at = at;
    }

    fn back(&mut self) {
        // What was sent is not taken back by leaving its page.
        if self.decision.is_pressed() {
            return;
        }
        let before = match self.at {
            At::Current => At::Intro,
            At::Code | At::WrongPerson => At::Current,
            At::New if self.by_code => At::Code,
            At::New => At::Current,
            At::SamePerson | At::Check | At::Conflict => At::New,
            At::Swap | At::Move => At::Conflict,
            At::Intro | At::Done => return,
        };
        self.go(before);
    }

    fn ask(&mut self, slot: Slot, scene: &Scene) {
        let two_factor = scene.account.as_ref().is_some_and(|account| account.two_factor);
        if slot == Slot::Current {
            self.by_code = false;
            self.at = At::Current;
        }
        self.proofs.ask(Asking {
            slot,
            purpose: Purpose::ChangeLogin,
            second_factor: two_factor || (slot == Slot::New && self.second_factor),
            session: SessionOf::Account,
        });
    }

    fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let opens = proved.opens().map(str::to_owned);
        if !self.proofs.take(slot, proved) {
            return;
        }
        let this = scene.username();
        let at = match (slot, opens) {
            (Slot::Current, Some(opens)) if opens == this => At::New,
            (Slot::Current, _) => At::WrongPerson,
            (_, Some(opens)) if opens == this => At::SamePerson,
            (_, Some(_)) => At::Conflict,
            (_, None) => At::Check,
        };
        self.go(at);
    }

    /// A proof's time is over: its sign-in is done again, and everything else stays.
    fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        let decided = self.at == At::Done || self.decision.is_pressed() || self.decision.unsure;
        if !had || decided {
            return;
        }
        match slot {
            Slot::Current if !self.by_code && self.at != At::Intro => self.start_over(Code::ProofExpired.into()),
            Slot::New if !matches!(self.at, At::Intro | At::Current | At::Code) => {
                self.go(At::New);
                self.hint = Some(Code::ProofExpired.into());
            }
            _ => {}
        }
    }

    fn start_over(&mut self, why: Problem) {
        for slot in Slot::ALL {
            self.proofs.lose(slot);
        }
        self.go(if self.by_code { At::New } else { At::Current });
        self.hint = Some(why);
    }

    fn press_move(&mut self, scene: &Scene) {
        if self
            .other()
            .is_some_and(|other| other.eq_ignore_ascii_case(self.confirmation.trim()))
        {
            self.decision.press(scene);
        } else {
            let wrong = Problem::new(Code::ConfirmationWrong, "another name was typed").about("confirmation");
            self.decision.refuse(wrong);
        }
    }

    fn answer(&mut self, answer: Answer, scene: &Scene) {
        match answer {
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            Answer::Done | Answer::Account(_) if self.decision.is_pressed() => {
                self.receipt = Some(self.decision.receipt(scene.now));
                self.at = At::Done;
            }
            _ => {}
        }
    }

    fn refuse(&mut self, problem: Problem) {
        match problem.code {
            Code::ProofExpired | Code::ProofInvalid | Code::SignInNotFresh => self.start_over(problem),
            Code::CurrentIdentityWrong => {
                self.go(At::WrongPerson);
            }
            Code::IdentityAlreadyLinked if self.at == At::Check => {
                self.go(At::Conflict);
            }
            Code::SecondFactorRequired => {
                self.second_factor = true;
                self.go(At::New);
                self.hint = Some(problem);
            }
            _ => self.decision.refuse(problem),
        }
    }

    /// The account that the new identity signs in to already.
    fn other(&self) -> Option<String> {
        self.proofs.get(Slot::New)?.opens().map(str::to_owned)
    }

    fn current(&self) -> Current {
        if self.by_code {
            Current::RecoveryCode
        } else {
            Current::Proof(Slot::Current)
        }
    }

    fn request(&self) -> Request {
        match self.at {
            At::Swap => Request::SwapLogins {
                mine: Slot::Current,
                theirs: Slot::New,
            },
            At::Move => Request::MoveLogin {
                current: self.current(),
                new: Slot::New,
                username: self.other().unwrap_or_default(),
                unlist_orphans: true,
            },
            _ => Request::ChangeLogin {
                current: self.current(),
                new: Slot::New,
            },
        }
    }
}
