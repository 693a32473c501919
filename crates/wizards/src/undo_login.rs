//! Take a change of the Microsoft account back, or decide about an account that is frozen because of one (rules 9.17 to
//! 9.23).

mod act;
mod sheet;
mod signs;

use crate::{DecideBy, Decision, Input, Machine, Proofs, Scene, Slot, Want};
use accounts::{email::EmailAddress, username::Username};
use contract::{
    Problem, Purpose, Timestamp,
    desktop::wizard::{Choice, FieldName, ListName, Receipt, Sheet, WaitsFor},
    login::Decide,
    proof::{Standing, UndoBy},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoLogin {
    at: At,
    /// The username of the account that it was begun about.
    subject: Option<String>,
    /// The username, as it was typed.
    name: Option<String>,
    /// The whole contact e-mail, as it was typed: who does not know it gets no code (rule 9.23).
    address: Option<String>,
    /// The username of the account that the sign-in led to; it stays when that runs out.
    former: Option<String>,
    proofs: Proofs,
    /// What is decided without the identity from before; with it, it can only be undone.
    alone: Option<Alone>,
    /// Whether the mailed code was chosen after the sign-in, and not in its place.
    contests: bool,
    /// Whether a recovery code goes with the sign-in.
    by_code: bool,
    /// Whether the account is frozen, as far as is known here.
    frozen: bool,
    /// Whether this wizard froze it.
    froze: bool,
    /// Whether sign-ins must be done with a second factor.
    second_factor: bool,
    decision: Decision,
    /// Why a page has to be gone to once more.
    hint: Option<Problem>,
    receipt: Option<Receipt>,
}

/// A decision that a code makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Alone {
    /// What.
    decide: Decide,
    /// By which code.
    by: DecideBy,
}

impl Alone {
    const UNDO: Self = Self {
        decide: Decide::Undo,
        by: DecideBy::MailedCode,
    };
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Nothing,
    Partner,
    Check,
    Contest,
    Code,
    Freeze,
    Name,
    Which,
    By,
    Mail,
    MailCode,
    Decided,
    Done,
}

impl Machine for UndoLogin {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Typed {
                field: FieldName::Username,
                text,
            } if !self.decision.is_open() => self.name = Some(text),
            Input::Typed {
                field: FieldName::Email,
                text,
            } if !self.decision.is_open() => self.address = Some(text),
            Input::Back => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::SecretLost { .. } => self.lose_secret(),
            Input::Answered(answer) if self.is_calling() => self.answer(answer, scene),
            Input::Refused(problem) if self.is_calling() => self.refuse(problem),
            Input::Unsure(problem) if self.is_calling() => self.decision.lose_answer(problem),
            Input::Resumed | Input::AccountChanged => self.decision.look_again(),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        match &self.proofs.asking {
            Some(asking) => Want::Browser(asking.clone()),
            None => self.wants_of_gallery(),
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        // A code decides once, so that another press does nothing twice.
        if self.decision.is_outdated(now) {
            self.decision.forget_press();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        let asks = matches!(self.at, At::Mail | At::Decided | At::Done);
        self.decision.is_open() && !asks
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done || self.at == At::Decided && self.proofs.asking.is_none() && !self.decision.is_open()
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.wants(), self.at) {
            (Want::Browser(_), _) => WaitsFor::Browser,
            (Want::Call(_), _) => WaitsFor::Gallery,
            (Want::Nothing, At::MailCode) => WaitsFor::Mail,
            (Want::Nothing, _) => WaitsFor::Answer,
        }
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Intro && self.proofs.asking.is_none()
    }

    fn gives_up(&self) -> Option<ListName> {
        self.froze.then_some(ListName::Frozen)
    }
}

impl UndoLogin {
    /// The wizard about an account of this username; or about whichever the sign-in leads to.
    #[must_use]
    pub fn of(subject: Option<String>) -> Self {
        Self {
            subject,
            ..Self::default()
        }
    }

    /// Whether both are about the same account.
    #[must_use]
    pub fn is_about(&self, other: &Self) -> bool {
        self.subject == other.subject
    }

    fn is_calling(&self) -> bool {
        matches!(self.wants(), Want::Call(_))
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        // Until it is known whether it was done, there is nothing else to decide.
        if self.decision.is_open() {
            return self.insist(choice, scene);
        }
        match (self.at, choice) {
            (At::Intro | At::Nothing, Choice::OpenBrowser) => self.ask(Slot::Current, Purpose::UndoLogin),
            (At::Intro | At::Nothing | At::Partner, Choice::NoAccess) => self.go_alone(scene),
            (At::Partner, Choice::OpenBrowser) => self.ask(Slot::Other, Purpose::UndoLogin),
            (At::Contest, Choice::UseRecoveryCode) => {
                self.alone = None;
                self.go(At::Code);
            }
            (At::Contest, Choice::UseMailedCode) => {
                self.alone = Some(Alone::UNDO);
                self.contests = true;
                self.go(if self.frozen { At::Mail } else { At::Freeze });
            }
            (At::Code, Choice::Continue) if self.alone.is_none() => {
                self.by_code = true;
                self.go(At::Check);
            }
            (At::Name, Choice::Continue) => self.take_name(),
            (At::Which, Choice::ChooseUndo) => self.choose_what(Decide::Undo),
            (At::Which, Choice::ChooseKeep) => self.choose_what(Decide::Keep),
            (At::By, Choice::UseRecoveryCode) => self.choose_by(DecideBy::RecoveryCode, At::Code),
            (At::By, Choice::UseMailedCode) => self.choose_by(DecideBy::MailedCode, At::Mail),
            (At::MailCode, Choice::SendCode) => {
                self.go(At::Mail);
                self.decision.press(scene);
            }
            (At::Check, Choice::TryAgain) => self.decision.try_again(scene),
            (At::Decided, Choice::SignInAgain) => self.ask(Slot::Current, Purpose::SignIn),
            (At::Mail, Choice::SendCode) => self.send_code(scene),
            (_, choice) if self.act() == Some(choice) => self.decision.press(scene),
            _ => {}
        }
    }

    /// The answer that does the present page's act.
    fn act(&self) -> Option<Choice> {
        let decided = || match self.alone?.decide {
            Decide::Undo => Some(Choice::UndoChange),
            Decide::Keep => Some(Choice::KeepChange),
        };
        match self.at {
            At::Check => self.decision.foreseen.is_some().then_some(Choice::UndoChange),
            At::Freeze => Some(Choice::FreezeAccount),
            At::Mail => Some(Choice::SendCode),
            At::Code | At::MailCode => decided(),
            _ => None,
        }
    }

    /// What was pressed can only be pressed again, under the same key.
    fn insist(&mut self, choice: Choice, scene: &Scene) {
        if choice != Choice::TryAgain {
            return;
        }
        // The code that an undo was pressed with has been typed again.
        if self.at == At::Code && self.alone.is_none() {
            self.at = At::Check;
        }
        self.decision.try_again(scene);
    }

    fn go_alone(&mut self, scene: &Scene) {
        let known = self.replaced().map(|(username, _)| username);
        let known = known
            .or_else(|| self.subject.clone())
            .unwrap_or_else(|| scene.username());
        self.name.get_or_insert(known);
        self.go(At::Name);
    }

    fn take_name(&mut self) {
        match Username::parse(&self.username()) {
            Ok(_) => self.go(At::Which),
            Err(refusal) => self.hint = Some(Problem::new(refusal.code, "not a username").about("username")),
        }
    }

    /// Only who knows the whole address has a code mailed there (rule 9.23).
    fn send_code(&mut self, scene: &Scene) {
        let known = self.known_address(scene);
        let typed = self.address.get_or_insert(known);
        match EmailAddress::parse(typed.trim()) {
            Ok(_) => {
                self.hint = None;
                self.decision.press(scene);
            }
            Err(refusal) => self.hint = Some(Problem::new(refusal.code, "not an address").about("email")),
        }
    }

    /// The address that this app knows of the account, where it knows one.
    fn known_address(&self, scene: &Scene) -> String {
        let account = scene.account.as_ref();
        let same = account.filter(|account| account.username.eq_ignore_ascii_case(&self.username()));
        same.and_then(|account| account.confirmed_email.clone())
            .unwrap_or_default()
    }

    fn choose_what(&mut self, decide: Decide) {
        self.alone = Some(Alone { decide, ..Alone::UNDO });
        self.go(At::By);
    }

    fn choose_by(&mut self, by: DecideBy, then: At) {
        self.alone = self.alone.map(|alone| Alone { by, ..alone });
        self.contests = false;
        self.go(then);
    }

    /// Another page; what was decided on the one before is not decided here.
    fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.proofs.stop_asking();
        self.hint = None;
        self.at = at;
    }

    fn return_to(&mut self, at: At, why: Problem) {
        self.go(at);
        self.hint = Some(why);
    }

    fn back(&mut self) {
        // What was sent is not taken back by leaving its page.
        if self.decision.is_open() {
            return;
        }
        let with_proof = self.replaced().is_some();
        let before = match self.at {
            At::Nothing | At::Partner | At::Contest | At::Name => At::Intro,
            At::Check if std::mem::take(&mut self.by_code) => At::Code,
            At::Check if self.proofs.get(Slot::Other).is_some() => At::Partner,
            At::Check => At::Intro,
            At::Code if self.alone.is_none() => At::Contest,
            At::Freeze => At::Contest,
            At::Which => At::Name,
            At::By => At::Which,
            At::Mail if self.contests && with_proof => At::Contest,
            At::Mail if self.contests => At::Intro,
            At::Code | At::Mail => At::By,
            At::MailCode => At::Mail,
            At::Intro | At::Decided | At::Done => return,
        };
        self.go(before);
    }

    fn has_back(&self) -> bool {
        !self.decision.is_open() && !matches!(self.at, At::Intro | At::Decided | At::Done)
    }

    /// The account that the identity from before can get back, and how.
    fn replaced(&self) -> Option<(String, UndoBy)> {
        match &self.proofs.get(Slot::Current)?.standing {
            Standing::Replaced { username, undo, .. } => Some((username.clone(), *undo)),
            _ => None,
        }
    }

    /// The username of the account that is decided about.
    fn username(&self) -> String {
        let by_name = match self.at {
            At::Name | At::Which | At::By => true,
            At::Code | At::Mail | At::MailCode => self.alone.is_some() && !self.contests,
            _ => false,
        };
        let known = if by_name { &self.name } else { &self.former };
        known.as_ref().map(|name| name.trim().to_owned()).unwrap_or_default()
    }
}
