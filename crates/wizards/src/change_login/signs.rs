//! The sign-ins at Microsoft: whom is asked for, who came back, and what happens when that cannot be used any more.

use super::{At, ChangeLogin, third};
use crate::{Proved, Scene, SessionOf, Slot, proofs::Asking};
use contract::{Code, Problem, Purpose};

impl ChangeLogin {
    pub(super) fn ask(&mut self, slot: Slot, purpose: Purpose, scene: &Scene) {
        match slot {
            Slot::Current => {
                self.by_code = false;
                self.go(At::Current);
            }
            Slot::New => self.go(At::New),
            Slot::Other | Slot::Third => self.hint = None,
        }
        let at_other = third::is_there(self.at) || matches!(self.at, At::ThirdOpen | At::PackagesOpen);
        let two_factor = scene.account.as_ref().is_some_and(|account| account.two_factor);
        let session = match purpose {
            Purpose::SignIn => SessionOf::Nobody,
            _ => self.session(),
        };
        self.proofs.ask(Asking {
            slot,
            purpose,
            second_factor: if at_other {
                self.second_factor_there
            } else {
                two_factor || self.second_factor
            },
            session,
        });
    }

    /// How to make a further identity, and then on with the page that needs one.
    pub(super) fn make_one(&mut self) {
        let needs = self.at;
        self.go(At::MakeOne);
        self.then = Some(needs);
    }

    pub(super) fn ask_for_made(&mut self, scene: &Scene) {
        let needs = self.then.take().unwrap_or(At::New);
        self.go(needs);
        let slot = if needs == At::ThirdNew { Slot::Third } else { Slot::New };
        self.ask(slot, Purpose::ChangeLogin, scene);
    }

    pub(super) fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let opens = proved.opens().map(str::to_owned);
        if !self.proofs.take(slot, proved) {
            return;
        }
        let this = scene.username();
        let at = match (slot, opens) {
            (Slot::Other, opens) if self.at == At::SignIn => return self.take_owner(opens, scene),
            (Slot::Other, opens) if self.at == At::PackagesOpen => {
                return self.take_other_owner(opens.as_deref(), scene);
            }
            (Slot::Other | Slot::Third, opens) => return self.take_third(slot, opens, scene),
            (Slot::Current, Some(opens)) if opens == this => At::New,
            (Slot::Current, _) => At::WrongPerson,
            (_, Some(opens)) if opens == this => At::SamePerson,
            (_, Some(_)) => At::Conflict,
            (_, None) => At::Check,
        };
        self.go(at);
    }

    /// Who signs in to begin with: to the account that the wizard is for, or to the one that it is for from now on.
    fn take_owner(&mut self, opens: Option<String>, scene: &Scene) {
        let expected = scene.account.as_ref().map(|account| account.username.as_str());
        match opens {
            None => self.return_to(At::SignIn, Code::IdentityNotLinked.into()),
            Some(opens) if expected.is_some_and(|expected| expected != opens) => {
                self.return_to(At::SignIn, Code::CurrentIdentityWrong.into());
            }
            Some(_) => self.decision.press(scene),
        }
    }

    /// A proof's time is over: its sign-in is done again, and everything else stays.
    pub(super) fn lose(&mut self, slot: Slot) {
        self.proofs.lose(slot);
        let why = || Problem::from(Code::ProofExpired);
        if self.decision.is_open() {
            return match self.at {
                _ if !self.sends(slot) => {}
                At::SignIn | At::ThirdOpen | At::PackagesOpen => self.return_to(self.at, why()),
                _ => self.find_out(),
            };
        }
        // An offer takes none of them; what is decided next asks for them again.
        let in_third = third::is_there(self.at) || matches!(self.at, At::PackagesOpen | At::HandOver);
        match slot {
            _ if self.at == At::Done => {}
            Slot::Third if matches!(self.at, At::ThirdCheck | At::ThirdTaken) => self.return_to(At::ThirdNew, why()),
            Slot::Other if matches!(self.at, At::ThirdNew | At::ThirdCheck | At::ThirdTaken) => {
                self.return_to(At::ThirdCurrent, why());
            }
            // Both are needed again only when the other account has its third one.
            Slot::Current | Slot::New if in_third => {}
            Slot::Current if !self.by_code && self.needs_current() => self.start_over(why()),
            Slot::New if self.needs_new() => self.return_to(At::New, why()),
            _ => {}
        }
    }

    /// Whether what was pressed takes this proof.
    fn sends(&self, slot: Slot) -> bool {
        match (self.at, slot) {
            (At::SignIn | At::ThirdOpen | At::PackagesOpen | At::ThirdCheck, Slot::Other)
            | (At::ThirdCheck, Slot::Third) => true,
            (At::Check | At::Swap | At::Move, Slot::New) => true,
            (At::Check | At::Swap | At::Move, Slot::Current) => !self.by_code,
            _ => false,
        }
    }

    fn needs_current(&self) -> bool {
        !matches!(self.at, At::Intro | At::SignIn | At::Current | At::Code)
    }

    fn needs_new(&self) -> bool {
        self.needs_current() && !matches!(self.at, At::New | At::WrongPerson | At::MakeOne)
    }

    pub(super) fn start_over(&mut self, why: Problem) {
        for slot in Slot::ALL {
            self.proofs.lose(slot);
        }
        self.return_to(if self.by_code { At::New } else { At::Current }, why);
    }

    /// The recovery code stands in place of the present identity from now on.
    pub(super) fn take_code(&mut self) {
        self.by_code = true;
        let then = self.then.take().unwrap_or(At::New);
        self.go(then);
    }

    /// The code is typed again; everything else stays.
    pub(super) fn type_code_again(&mut self) {
        let then = self.at;
        self.go(At::Code);
        self.then = Some(then);
    }
}
