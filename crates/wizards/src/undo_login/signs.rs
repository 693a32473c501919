//! The sign-ins at Microsoft: who came back, and what happens when that cannot be used any more.

use super::{At, UndoLogin};
use crate::{Proved, Scene, SessionOf, Slot, proofs::Asking};
use contract::{
    Code, Problem, Purpose,
    proof::{Standing, UndoBy},
};

impl UndoLogin {
    /// Undoing takes no session: whoever changed the login may have ended them all.
    pub(super) fn ask(&mut self, slot: Slot, purpose: Purpose) {
        self.hint = None;
        self.proofs.ask(Asking {
            slot,
            purpose,
            second_factor: self.second_factor,
            session: SessionOf::Nobody,
        });
    }

    pub(super) fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let standing = proved.standing.clone();
        if !self.proofs.take(slot, proved) {
            return;
        }
        match (slot, self.at) {
            (Slot::Current, At::Decided) => self.take_sign_in(&standing, scene),
            (Slot::Current, _) => self.take_former(&standing, scene),
            (_, At::Partner) => self.take_partner(&standing),
            _ => {}
        }
    }

    fn take_former(&mut self, standing: &Standing, scene: &Scene) {
        let Standing::Replaced {
            username, frozen, undo, ..
        } = standing
        else {
            return self.go(At::Nothing);
        };
        let of_profile = scene.account.as_ref().map(|account| account.username.clone());
        let wanted = self.subject.clone().or(of_profile);
        if wanted.is_some_and(|wanted| !wanted.eq_ignore_ascii_case(username)) {
            return self.go(At::Nothing);
        }
        self.former = Some(username.clone());
        self.contests = false;
        // Who can still get it back did not: the sign-in tells, also whether what was pressed froze it.
        self.froze |= std::mem::take(&mut self.unknown) && *frozen && !self.frozen;
        self.frozen = *frozen;
        self.alone = None;
        self.by_code = false;
        self.go(match undo {
            UndoBy::Identity => At::Check,
            UndoBy::BothIdentities => At::Partner,
            UndoBy::Decision => At::Contest,
        });
    }

    /// The other identity of the exchange: it was replaced too, at the other account.
    fn take_partner(&mut self, standing: &Standing) {
        let first = self.replaced().map(|(username, _)| username);
        match standing {
            Standing::Replaced {
                username,
                undo: UndoBy::BothIdentities,
                ..
            } if Some(username) != first.as_ref() => self.go(At::Check),
            _ => self.return_to(At::Partner, Code::CurrentIdentityWrong.into()),
        }
    }

    /// The account is signed in to again, by whoever opens it now.
    fn take_sign_in(&mut self, standing: &Standing, scene: &Scene) {
        match standing {
            Standing::Linked { .. } => self.decision.press(scene),
            _ => self.return_to(At::Decided, Code::IdentityNotLinked.into()),
        }
    }

    /// A proof's time is over. Where it was pressed, signing in once more tells whether it was done: who has the account
    /// back already is told so.
    pub(super) fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        let why = || Problem::from(Code::ProofExpired);
        let pressed = self.decision.is_open();
        let exchange = matches!(self.replaced(), Some((_, UndoBy::BothIdentities)));
        let needed = match (self.at, slot) {
            (At::Partner | At::Check | At::Contest | At::Freeze, Slot::Current) => true,
            (At::Code, Slot::Current) => self.alone.is_none(),
            (At::Check, Slot::Other) => exchange,
            (At::Decided, Slot::Current) => had || self.decision.is_open(),
            _ => false,
        };
        match self.at {
            _ if !needed => {}
            At::Decided => self.return_to(At::Decided, why()),
            _ if pressed => {
                self.prove_again(why());
                self.hint = None;
                self.unknown = true;
            }
            At::Check if slot == Slot::Other => self.return_to(At::Partner, why()),
            _ => self.prove_again(why()),
        }
    }

    pub(super) fn prove_again(&mut self, why: Problem) {
        for slot in Slot::ALL {
            self.proofs.lose(slot);
        }
        self.return_to(At::Intro, why);
    }
}
