//! Change the Microsoft account that signs in (rules 9.1 to 9.12), with what to do where the new one is another account's
//! login already: exchange the two, delete the other account, or let a third one open that.

mod act;
pub(crate) mod blockers;
mod sheet;
mod signs;
mod third;

use crate::{Call, Decision, Input, Logins, Machine, Proofs, Request, Scene, SessionOf, Slot, Want};
use contract::{
    Problem, Purpose, Timestamp,
    consequence::Consequence,
    desktop::{
        view::ProfileId,
        wizard::{Choice, FieldName, Receipt, Sheet},
    },
    identity::Identity,
};
use serde::{Deserialize, Serialize};
use third::{Moved, Parting};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLogin {
    at: At,
    /// Whether it was begun from the refusal that the identity is another account's login.
    from_conflict: bool,
    /// Whether the gallery has told how the account is.
    known: bool,
    proofs: Proofs,
    /// Whether a recovery code shows that the account is the person's, in place of a sign-in.
    by_code: bool,
    /// The act that is being decided.
    decision: Decision,
    /// Who signs in once what was pressed is done; by that the gallery tells whether it was.
    deciding: Option<Identity>,
    /// Since when whoever signs in did so before it was pressed. A work account that was moved to another tenant has the
    /// same address and name as before, and is another login.
    #[serde(default)]
    linked_before: Option<Timestamp>,
    /// The page to go on with: after a code was typed again, a further identity was made, or the gallery told what happened.
    then: Option<At>,
    /// Why a sign-in has to be done again.
    hint: Option<Problem>,
    /// Whether sign-ins for this account must be done with a second factor.
    second_factor: bool,
    /// The same for the other account.
    second_factor_there: bool,
    /// What was typed to confirm.
    confirmation: String,
    /// Whether packages that are left without an owner stay listed, where the other account is deleted.
    #[serde(default)]
    leave_orphans: bool,
    /// The other account, whose identity is to be freed by a third one.
    parting: Option<Parting>,
    /// The session of the other account.
    there: Option<ProfileId>,
    /// Since when whoever signs in to the other account does so.
    #[serde(default)]
    linked_there: Option<Timestamp>,
    /// The other account got a third identity by this wizard.
    moved: Option<Moved>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    SignIn,
    Current,
    Code,
    WrongPerson,
    New,
    MakeOne,
    SamePerson,
    Check,
    Conflict,
    Swap,
    Move,
    Third,
    ThirdOpen,
    ThirdWrong,
    ThirdCurrent,
    ThirdNew,
    ThirdTaken,
    ThirdCheck,
    FindOut,
    Done,
}

impl Machine for ChangeLogin {
    const VERSION: u32 = 2;

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
            Input::SecretLost { .. } if self.decision.is_open() => self.find_out(),
            Input::SecretLost { .. } if self.by_code && self.is_calling() => self.type_code_again(),
            Input::Answered(answer) if self.is_calling() => self.answer(answer, scene),
            Input::Refused(problem) if self.is_calling() => self.refuse(problem),
            Input::Unsure(problem) if self.is_calling() => self.lose_answer(problem),
            Input::Resumed | Input::AccountChanged => self.look_again(),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        let account = Request::Logins(Logins::Account);
        match self.at {
            At::Intro if !self.known && self.decision.refusal.is_none() => {
                Want::Call(Call::ask(account, SessionOf::Account))
            }
            At::FindOut if self.hint.is_none() => Want::Call(Call::ask(account, self.session())),
            At::SignIn | At::ThirdOpen => {
                let open = Request::Logins(Logins::OpenSession { by: Slot::Other });
                self.decision.wants_at_once(open, SessionOf::Nobody)
            }
            At::Check | At::Conflict | At::Swap | At::Move | At::ThirdCheck => {
                self.decision.wants(self.request(), self.session())
            }
            _ => Want::Nothing,
        }
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        let opens_a_session = matches!(self.at, At::SignIn | At::ThirdOpen);
        self.decision.is_open() && !opens_a_session
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Intro && self.moved.is_none() && self.proofs.done.is_empty()
    }

    fn stays(&self) -> Vec<Consequence> {
        self.moved.iter().flat_map(|moved| moved.changed.clone()).collect()
    }
}

impl ChangeLogin {
    /// The wizard as it begins from the refusal that the identity is another account's login.
    #[must_use]
    pub fn from_conflict() -> Self {
        Self {
            from_conflict: true,
            ..Self::default()
        }
    }

    /// Whether it was begun like that.
    #[must_use]
    pub fn is_from_conflict(&self) -> bool {
        self.from_conflict
    }

    fn is_calling(&self) -> bool {
        matches!(self.wants(), Want::Call(_))
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        // Until it is known whether it was done, there is nothing else to decide.
        if self.decision.is_open() {
            return self.insist(choice, scene);
        }
        if self.choose_third(choice, scene) {
            return;
        }
        match (self.at, choice) {
            (At::Intro, Choice::Continue) if self.is_free_to_begin(scene) => self.go(At::Current),
            (At::SignIn, Choice::OpenBrowser) => self.ask(Slot::Other, Purpose::SignIn, scene),
            (At::Current, Choice::NoAccess) => self.go(At::Code),
            (At::Current | At::WrongPerson, Choice::OpenBrowser) => {
                self.ask(Slot::Current, Purpose::ChangeLogin, scene)
            }
            (At::Code, Choice::Continue) => self.take_code(),
            (At::New, Choice::CreateIdentity) => self.make_one(),
            (At::MakeOne, Choice::OpenBrowser) => self.ask_for_made(scene),
            (At::New, Choice::OpenBrowser)
            | (At::SamePerson | At::Check | At::Conflict | At::Swap | At::Move, Choice::AnotherIdentity) => {
                self.ask(Slot::New, Purpose::ChangeLogin, scene);
            }
            (At::Check, Choice::ChangeLogin) | (At::Swap, Choice::SwapLogins) => self.press(scene),
            (At::Move, Choice::MoveLogin) => self.press_move(scene),
            (At::Move, Choice::LeaveOrphans | Choice::UnlistOrphans) => {
                self.leave_orphans = choice == Choice::LeaveOrphans;
                self.decision = Decision::default();
            }
            (At::Intro, Choice::TryAgain) => {
                self.known = false;
                self.decision.try_again(scene);
            }
            (At::Check | At::Conflict | At::Swap | At::Move | At::ThirdCheck, Choice::TryAgain) => {
                self.decision.try_again(scene);
            }
            (At::Conflict, Choice::ChooseSwap) if !self.by_code && self.may_part() => self.go(At::Swap),
            (At::Conflict, Choice::ChooseMove) if self.may_part() => self.go(At::Move),
            _ => {}
        }
    }

    /// What was pressed can only be pressed again, under the same key.
    fn insist(&mut self, choice: Choice, scene: &Scene) {
        match choice {
            Choice::TryAgain if self.at == At::FindOut => self.hint = None,
            Choice::TryAgain => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// Another page; what was decided on the one before is not decided here.
    fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.proofs.stop_asking();
        self.deciding = None;
        self.linked_before = None;
        self.hint = None;
        self.at = at;
    }

    /// Another page, and why it has to be gone to once more.
    fn return_to(&mut self, at: At, why: Problem) {
        self.go(at);
        self.hint = Some(why);
    }

    fn back(&mut self) {
        // What was sent is not taken back by leaving its page.
        if self.decision.is_open() {
            return;
        }
        let before = match self.at {
            At::Current => At::Intro,
            At::Code | At::WrongPerson => At::Current,
            At::New if self.by_code => At::Code,
            At::New => At::Current,
            At::MakeOne => self.then.take().unwrap_or(At::New),
            At::SamePerson | At::Check | At::Conflict => At::New,
            At::Swap | At::Move | At::Third => At::Conflict,
            At::ThirdOpen | At::ThirdWrong | At::ThirdCurrent => At::Third,
            At::ThirdNew => At::ThirdCurrent,
            At::ThirdTaken | At::ThirdCheck => At::ThirdNew,
            At::Intro | At::SignIn | At::FindOut | At::Done => return,
        };
        self.go(before);
    }

    fn has_back(&self) -> bool {
        !self.decision.is_open() && !matches!(self.at, At::Intro | At::SignIn | At::FindOut | At::Done)
    }

    /// How the account is may have changed meanwhile, and with it what would happen.
    fn look_again(&mut self) {
        if self.at == At::Intro {
            self.known = false;
        }
        self.decision.look_again();
    }

    /// In whose session the present page calls.
    fn session(&self) -> SessionOf {
        let at = self.then.filter(|_| self.at == At::FindOut).unwrap_or(self.at);
        match &self.there {
            Some(profile) if third::is_there(at) => SessionOf::Profile(profile.clone()),
            _ => SessionOf::Account,
        }
    }

    /// The account that the new identity signs in to already.
    fn other(&self) -> Option<String> {
        let opens = self.proofs.get(Slot::New).and_then(crate::Proved::opens);
        let parting = || self.parting.as_ref().map(|parting| parting.username.as_str());
        opens.or_else(parting).map(str::to_owned)
    }
}
