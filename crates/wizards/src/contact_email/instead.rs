//! A sign-in as whoever signs in to the account, in place of its password: neither a forgotten one nor a lock-out keeps
//! anybody from another address (rule 5.11).

use super::{At, ContactEmail, answers::FIELDS};
use crate::{
    Proved, Scene, SessionOf, Slot, page,
    proofs::{Asking, is_dead},
};
use accounts::email::EmailAddress;
use contract::{Code, Problem, Purpose};

/// Whether a refusal says that this sign-in is not the one that it takes.
pub(super) fn is_about_login(code: Code) -> bool {
    is_dead(code) || matches!(code, Code::SecondFactorRequired | Code::CurrentIdentityWrong)
}

impl ContactEmail {
    /// The sign-in that goes with the wish in place of the password.
    pub(super) fn login(&self) -> Option<Slot> {
        let shown = self.takes_password() && self.proofs.get(Slot::Current).is_some();
        shown.then_some(Slot::Current)
    }

    /// Whether the page for the address has this way beside the password.
    pub(super) fn offers_login(&self) -> bool {
        let account = self.account.known.as_ref();
        let has_login = account.is_some_and(|account| account.login.is_some());
        has_login && self.takes_password() && self.login().is_none() && self.held_until().is_none()
    }

    /// The browser is not opened for what is no address.
    pub(super) fn prove_instead(&mut self) {
        if !self.is_another() {
            return;
        }
        if EmailAddress::parse(self.address.trim()).is_err() {
            self.hint = Some(page::at_field(Code::EmailInvalid.into(), FIELDS));
            return;
        }
        self.go(At::Proof);
    }

    pub(super) fn ask(&mut self) {
        let account = self.account.known.as_ref();
        let second_factor = self.second_factor || account.is_some_and(|account| account.two_factor);
        self.go(At::Proof);
        self.proofs.ask(Asking {
            slot: Slot::Current,
            purpose: Purpose::ChangeEmail,
            second_factor,
            session: SessionOf::Account,
        });
    }

    /// Whoever is asked for goes on by coming back.
    pub(super) fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let own = proved.opens() == Some(scene.username().as_str());
        if self.proofs.take(slot, proved) {
            self.go(if own { At::Check } else { At::WrongPerson });
            self.came_back = own;
        }
    }

    /// A proof's time is over: its sign-in is done again, or the password is typed, and the address stays.
    pub(super) fn lose(&mut self, slot: Slot) {
        let shown = self.login() == Some(slot);
        let pressed = self.decision.is_open();
        self.proofs.lose(slot);
        match self.at {
            // What was on its way cannot be sent again: how it stands tells whether it arrived.
            At::Check if shown && pressed => {
                self.go(At::Proof);
                self.unknown = true;
                self.account.again();
            }
            At::Check if shown => self.prove_again(Code::ProofExpired.into()),
            At::Address if shown => self.hint = Some(Code::ProofExpired.into()),
            _ => {}
        }
    }

    /// The gallery does not take the sign-in.
    pub(super) fn prove_again(&mut self, problem: Problem) {
        if problem.code == Code::CurrentIdentityWrong {
            return self.go(At::WrongPerson);
        }
        self.second_factor |= problem.code == Code::SecondFactorRequired;
        self.proofs.lose(Slot::Current);
        self.go(At::Proof);
        self.hint = Some(problem);
    }
}
