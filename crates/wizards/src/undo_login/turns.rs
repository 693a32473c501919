//! How it goes from page to page.

use super::{Alone, At, UndoLogin};
use crate::{DecideBy, Decision, Scene, Slot};
use accounts::{email::EmailAddress, username::Username};
use contract::{Problem, Purpose, desktop::wizard::Choice, login::Decide};

impl UndoLogin {
    pub(super) fn choose(&mut self, choice: Choice, scene: &Scene) {
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
    pub(super) fn act(&self) -> Option<Choice> {
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
        match EmailAddress::parse_kept(typed.trim()) {
            Ok(_) => {
                self.hint = None;
                self.decision.press(scene);
            }
            Err(refusal) => self.hint = Some(Problem::new(refusal.code, "not an address").about("email")),
        }
    }

    /// The address that this app knows of the account, where it knows one.
    pub(super) fn known_address(&self, scene: &Scene) -> String {
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
    pub(super) fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.proofs.stop_asking();
        self.hint = None;
        self.at = at;
    }

    pub(super) fn return_to(&mut self, at: At, why: Problem) {
        self.go(at);
        self.hint = Some(why);
    }

    pub(super) fn back(&mut self) {
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

    pub(super) fn has_back(&self) -> bool {
        !self.decision.is_open() && !matches!(self.at, At::Intro | At::Decided | At::Done)
    }
}
