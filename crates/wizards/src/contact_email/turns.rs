//! How it goes from page to page.

use super::{Act, At, ContactEmail};
use crate::{Decision, Scene, Slot};
use contract::desktop::wizard::Choice;

impl ContactEmail {
    pub(super) fn choose(&mut self, choice: Choice, scene: &Scene) {
        self.sent = false;
        self.type_again = false;
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.account.again(),
            (At::Address, Choice::Remind) if self.held_until().is_some() => self.reminds = true,
            (_, Choice::Continue) if self.shown() == At::Address && self.held_until().is_none() => self.check(),
            (_, Choice::ProveInstead) if self.shown() == At::Address && self.offers_login() => self.prove_instead(),
            (At::Proof | At::WrongPerson, Choice::OpenBrowser) => self.ask(),
            (At::Check, Choice::ChangeEmail) => self.decision.press(scene),
            (At::Code, Choice::ConfirmCode) => self.press(Act::Confirm, scene),
            (At::Code, Choice::ResendCode) => self.press(Act::Resend, scene),
            (At::Code | At::Address, Choice::WithdrawEmail) => self.press(Act::Withdraw, scene),
            (At::Code, Choice::AnotherAddress) => self.go(At::Address),
            (At::Check | At::Code | At::Address, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    fn press(&mut self, act: Act, scene: &Scene) {
        if self.act != act {
            self.decision = Decision::default();
        }
        self.act = act;
        self.hint = None;
        self.decision.press(scene);
    }

    fn check(&mut self) {
        if self.is_another() {
            self.go(At::Check);
        }
    }

    /// Whether what was typed has to be asked for: what waits already is confirmed, and what is confirmed stays.
    pub(super) fn is_another(&mut self) -> bool {
        let wanted = self.address.trim();
        let same = |known: Option<String>| known.is_some_and(|known| known.eq_ignore_ascii_case(wanted));
        if same(self.pending()) {
            self.go(At::Code);
            return false;
        }
        if self.pending().is_none() && same(self.confirmed()) {
            self.hint = None;
            return false;
        }
        true
    }

    /// Another page; what was decided on the one before is not decided here.
    pub(super) fn go(&mut self, at: At) {
        self.proofs.stop_asking();
        // Somebody else's sign-in is of use for its own page alone.
        if self.at == At::WrongPerson {
            self.proofs.lose(Slot::Current);
        }
        self.came_back = false;
        self.decision = Decision::default();
        self.act = Act::Change;
        self.hint = None;
        self.at = at;
    }

    pub(super) fn back(&mut self) {
        match self.at {
            At::WrongPerson => self.go(At::Proof),
            At::Proof | At::Check | At::Code => self.go(At::Address),
            At::Address | At::Done | At::Withdrawn => {}
        }
    }
}
