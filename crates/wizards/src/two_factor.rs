//! Switch two-factor on or off (rules 9.26 to 9.31): who controls it, a sign-in with the second factor, recovery codes.

mod answers;
mod sheet;

use crate::{
    Call, Decision, Input, Machine, Proofs, Scene, SessionOf, Slot, Want, call::recovery::RecoveryRequest,
    made_codes::MadeCodes, proofs::Asking,
};
use contract::{
    Code, Problem, Purpose,
    consequence::Consequence,
    desktop::wizard::{Choice, FieldName, ListName, Receipt, Sheet},
    gallery::Feature,
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoFactor {
    at: At,
    /// What the gallery can do, once it has told.
    features: Option<Vec<Feature>>,
    /// How the account is, once the gallery has told.
    now: Option<Now>,
    /// Whether it is to be switched off.
    off: bool,
    proofs: Proofs,
    /// For which sign-in somebody else came back.
    wrong: Option<Slot>,
    codes: MadeCodes,
    decision: Decision,
    /// What the operator is told about why it is switched off.
    #[serde(default)]
    feedback: String,
    /// Whether the gallery has asked for a second factor where codes are made, whatever was known of the account.
    #[serde(default)]
    second_factor: bool,
    /// Whether the gallery is asked if what was pressed was done: it cannot be sent again.
    #[serde(default)]
    finds_out: bool,
    /// Whether a secret that was typed is gone.
    #[serde(default)]
    type_again: bool,
    hint: Option<Problem>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Blocked,
    Enrol,
    Prove,
    WrongPerson,
    NotUsed,
    Codes,
    CodesProve,
    CodesMake,
    CodesShown,
    On,
    Off,
    Done,
}

/// How the account is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Now {
    on: bool,
    codes_left: u32,
    /// Whether a work or school account signs in.
    work: bool,
    against_on: Vec<Code>,
    against_off: Vec<Code>,
}

impl Machine for TwoFactor {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Back => self.back(),
            Input::Resumed | Input::AccountChanged if matches!(self.at, At::Intro | At::Blocked) => self.look_again(),
            Input::Resumed | Input::AccountChanged if matches!(self.at, At::On | At::Off) => self.decision.look_again(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) | Input::Unsure(problem) if self.finds_out => self.hint = Some(problem),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => self.lose_answer(problem),
            Input::SecretLost { .. } if self.at == At::On => self.lose_secret(),
            Input::Typed {
                field: FieldName::Feedback,
                text,
            } if !self.decision.is_open() => self.feedback = text,
            Input::Typed { .. } | Input::SecretLost { .. } | Input::Resumed | Input::AccountChanged => {}
        }
        self
    }

    fn decisions(&mut self) -> Vec<&mut Decision> {
        vec![&mut self.decision, self.codes.decision_mut()]
    }

    fn wants(&self) -> Want {
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        let ask = |request: RecoveryRequest, session| Want::Call(Call::ask(request.into(), session));
        match self.at {
            At::Intro | At::Blocked if self.decision.refusal.is_some() => Want::Nothing,
            At::Intro | At::Blocked if self.features.is_none() => ask(RecoveryRequest::Describe, SessionOf::Nobody),
            At::Intro | At::Blocked if self.now.is_none() => ask(RecoveryRequest::Account, SessionOf::Account),
            At::CodesMake | At::CodesShown => self.codes.wants(),
            At::On | At::Off if self.finds_out && self.hint.is_some() => Want::Nothing,
            At::On | At::Off if self.finds_out => ask(RecoveryRequest::Account, SessionOf::Account),
            At::On | At::Off => self.decision.wants(self.switch().into(), SessionOf::Account),
            _ => Want::Nothing,
        }
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.decision.is_open() || self.codes.may_be_made()
    }

    fn in_doubt(&self) -> ListName {
        if self.codes.may_be_made() {
            ListName::CodesMayBeMade
        } else {
            ListName::MayBeDone
        }
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done
    }

    fn stays(&self) -> Vec<Consequence> {
        let made = self.codes.receipt().map(|receipt| receipt.changed.clone());
        made.unwrap_or_default()
    }

    fn gives_up(&self) -> Option<ListName> {
        self.codes.gives_up()
    }
}

impl TwoFactor {
    /// Whether what was sent is still to be answered: it is not taken back by leaving its page.
    fn is_held(&self) -> bool {
        self.decision.is_open() || self.codes.is_asked_for()
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        if self.is_held() && choice != Choice::TryAgain {
            return;
        }
        self.hint = None;
        self.type_again = false;
        match (self.at, choice) {
            (At::On | At::Off, _) if self.finds_out => {}
            (At::Intro | At::Blocked, Choice::TryAgain) => self.look_again(),
            (At::Intro, Choice::ChooseOn) => self.begin(false),
            (At::Intro, Choice::ChooseOff) => self.begin(true),
            (At::Enrol, Choice::Continue) => self.at = At::Prove,
            (At::Prove | At::NotUsed, Choice::OpenBrowser) => self.open_browser(Slot::New),
            (At::WrongPerson, Choice::OpenBrowser) => self.open_browser(self.wrong.unwrap_or(Slot::New)),
            (At::Off, Choice::SwitchOff) | (At::On, Choice::SwitchOn) => self.decision.press(scene),
            (At::On | At::Off, Choice::TryAgain) => self.decision.try_again(scene),
            _ => self.choose_codes(choice, scene),
        }
    }

    fn choose_codes(&mut self, choice: Choice, scene: &Scene) {
        match (self.at, choice) {
            (At::Codes, Choice::HaveCodes) => self.go(At::On),
            (At::Codes | At::On, Choice::NewCodes) => self.go(At::CodesProve),
            (At::CodesProve, Choice::OpenBrowser) => self.open_browser(Slot::Current),
            (At::CodesMake, Choice::MakeCodes) => self.codes.decision_mut().press(scene),
            (At::CodesMake, Choice::TryAgain) => self.codes.decision_mut().try_again(scene),
            (At::CodesShown, Choice::TryAgain | Choice::ShowCodes) => self.codes.show_again(scene),
            (At::CodesShown, Choice::CodesKept) if self.codes.is_shown() => self.go(At::On),
            (At::CodesShown, Choice::BeginAgain) if self.codes.is_gone() => self.go(At::CodesProve),
            (At::On, Choice::ShowCodes) if self.codes.is_made() => self.go(At::CodesShown),
            _ => {}
        }
    }

    /// All that stands in the way is told before anything is asked.
    fn begin(&mut self, off: bool) {
        let Some(now) = &self.now else { return };
        self.off = off;
        let against = if off { &now.against_off } else { &now.against_on };
        let blocked = !against.is_empty();
        self.go(match (blocked, off) {
            (true, _) => At::Blocked,
            (false, true) => At::Prove,
            (false, false) => At::Enrol,
        });
    }

    fn look_again(&mut self) {
        self.features = None;
        self.now = None;
        self.decision = Decision::default();
        self.at = At::Intro;
    }

    /// Another page; what was decided on the one before is not decided here.
    fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.proofs.stop_asking();
        self.at = at;
    }

    fn back(&mut self) {
        if self.is_held() {
            return;
        }
        if self.proofs.asking.is_some() {
            return self.proofs.stop_asking();
        }
        self.hint = None;
        let before = match self.at {
            At::Enrol | At::Blocked => At::Intro,
            At::Prove if self.off => At::Intro,
            At::Prove => At::Enrol,
            At::WrongPerson if self.wrong == Some(Slot::Current) => At::CodesProve,
            At::WrongPerson | At::NotUsed | At::Codes | At::Off => At::Prove,
            At::CodesProve => At::Codes,
            At::CodesMake => At::CodesProve,
            At::On if self.codes.is_made() => At::CodesShown,
            At::On => At::Codes,
            At::Intro | At::CodesShown | At::Done => return,
        };
        self.go(before);
    }

    fn open_browser(&mut self, slot: Slot) {
        let (purpose, at) = match slot {
            Slot::New => (Purpose::ConfirmTwoFactor, At::Prove),
            _ => (Purpose::MakeRecoveryCodes, At::CodesProve),
        };
        if slot == Slot::Current {
            self.codes.begin_again();
        }
        self.go(at);
        self.proofs.ask(Asking {
            slot,
            purpose,
            second_factor: slot == Slot::New || self.second_factor || self.now.as_ref().is_some_and(|now| now.on),
            session: SessionOf::Account,
        });
    }

    /// Whether the gallery asks for a second factor at all (rule 9.26).
    fn is_offered(&self) -> bool {
        self.has(Feature::TwoFactor) || self.is_enforced()
    }

    fn is_enforced(&self) -> bool {
        self.has(Feature::TwoFactorEnforced)
    }

    fn has(&self, feature: Feature) -> bool {
        self.features
            .as_ref()
            .is_some_and(|features| features.contains(&feature))
    }

    fn switch(&self) -> RecoveryRequest {
        let said = self.feedback.trim();
        RecoveryRequest::SwitchTwoFactor {
            on: !self.off,
            by: Slot::New,
            recovery_code: !self.off && self.decision.is_open(),
            reason: (self.off && self.decision.is_open() && !said.is_empty()).then(|| said.to_owned()),
        }
    }
}
