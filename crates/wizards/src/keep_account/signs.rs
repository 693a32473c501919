//! The sign-ins at Microsoft: who came back, and what happens when that cannot be used any more.

use super::{At, KeepAccount};
use crate::{Proved, Scene, SessionOf, Slot, proofs::Asking};
use contract::{Code, Purpose, proof::Standing};

impl KeepAccount {
    /// Nobody is signed in to the account, so the proof is begun without a session.
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
        match (slot, &standing) {
            (Slot::Current, Standing::Linked { username }) if self.is_kept(username) => self.decision.press(scene),
            (Slot::Current, Standing::Linked { .. }) => self.return_to(At::Kept, Code::CurrentIdentityWrong.into()),
            (Slot::Current, _) => self.return_to(At::Kept, Code::IdentityNotLinked.into()),
            (_, Standing::Linked { .. }) => self.go(At::Taken),
            _ => self.go(At::Check),
        }
    }

    pub(super) fn is_kept(&self, username: &str) -> bool {
        let kept = self.username.as_deref();
        kept.is_some_and(|kept| kept.eq_ignore_ascii_case(username))
    }

    /// A proof's time is over: its sign-in is done again, and everything else stays.
    pub(super) fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        match (self.at, slot) {
            (At::Kept, Slot::Current) if had || self.decision.is_open() => {
                self.return_to(At::Kept, Code::ProofExpired.into());
            }
            // Also where the link was being pasted again to send it with what was pressed.
            (At::Check | At::Link, Slot::New) if self.decision.is_open() => {
                self.find_out(Some(Code::ProofExpired.into()));
            }
            (At::Check | At::Taken, Slot::New) if had => self.return_to(At::SignIn, Code::ProofExpired.into()),
            _ => {}
        }
    }
}
