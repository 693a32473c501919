//! The code that comes between the refusal of a machine's call and the same call again. The machine hears of neither.

use super::{MailedCode, Outcome, Wizard};
use crate::{Call, Input, Scene, Slot, Want};
use contract::{Code, Problem};

impl Wizard {
    /// The code whose page is shown. It is of no use without its sign-in.
    pub(super) fn typing(&self) -> Option<&MailedCode> {
        let code = self.mailed_code.as_ref().filter(|code| code.is_open())?;
        let proved = self.proofs().and_then(|proofs| proofs.get(code.slot()));
        proved.filter(|_| !self.is_over()).map(|_| code)
    }

    /// The call that the machine wants: while a code is typed, the one that was refused.
    fn machine_call(&self) -> Option<Call> {
        match self.machine_wants() {
            Want::Call(call) => Some(call),
            _ => None,
        }
    }

    /// The machine's call was refused: nothing was changed, and nothing of it is given up.
    pub(super) fn want_code(&mut self, problem: Problem, scene: &Scene) {
        let call = self.machine_call();
        let slot = call.and_then(|call| call.request.slot_of(problem.field.as_deref()));
        let proved = |slot: &Slot| self.proofs().is_some_and(|proofs| proofs.get(*slot).is_some());
        let Some(slot) = slot.filter(proved) else {
            return self.tell(Input::Refused(problem), scene);
        };
        match &mut self.mailed_code {
            Some(code) if code.slot() == slot => code.reopen(scene),
            code => *code = Some(MailedCode::of(slot, scene)),
        }
    }

    pub(super) fn type_code(&mut self, input: Input, scene: &Scene) {
        let Some(code) = &mut self.mailed_code else { return };
        match input {
            Input::Back if code.is_held() => {}
            Input::Back => {
                code.close();
                self.tell(Input::Refused(Code::MailedCodeRequired.into()), scene);
            }
            Input::Resumed | Input::AccountChanged | Input::Proved { .. } | Input::ProofLost { .. } => {
                self.tell(input, scene);
            }
            input => {
                let slot = code.slot();
                match code.next(input, scene) {
                    Outcome::Stays => {}
                    Outcome::Shown => self.mailed_code = None,
                    Outcome::Lost => self.lose_proof(slot, scene),
                }
            }
        }
    }

    /// A proof's time is over. What was refused for want of a code is known not to be done.
    pub(super) fn lose_proof(&mut self, slot: Slot, scene: &Scene) {
        let refused = self.typing().is_some();
        match &mut self.mailed_code {
            Some(code) if code.slot() == slot => self.mailed_code = None,
            Some(code) => code.close(),
            None => {}
        }
        let pressed = |call: &Call| call.key.is_some() && call.request.slots().contains(&slot);
        if refused && self.machine_call().is_some_and(|call| pressed(&call)) {
            self.tell(Input::Refused(Code::ProofExpired.into()), scene);
        }
        self.tell(Input::ProofLost { slot }, scene);
        self.give_up_without(slot, scene);
    }

    /// A call whose proof is gone cannot be made, now or ever: a machine that goes on wanting it hears so from here.
    fn give_up_without(&mut self, slot: Slot, scene: &Scene) {
        if self
            .machine_call()
            .is_some_and(|call| call.request.slots().contains(&slot))
        {
            self.tell(Input::Refused(Code::ProofExpired.into()), scene);
        }
    }

    fn tell(&mut self, input: Input, scene: &Scene) {
        self.state = self.state.clone().next(input, scene);
    }
}
