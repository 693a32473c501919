//! What every machine can do, and what it may need of the world.

use crate::{Call, Decision, Input, Proofs, Scene, proofs::Asking};
use contract::{
    Timestamp,
    consequence::Consequence,
    desktop::wizard::{FieldName, ListName, Sheet, WaitsFor},
};

/// What a machine needs of the world before it can go on. It is wanted for as long as the state wants it, so the app may
/// do it again after a restart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// Nothing: the person's answer.
    Nothing,
    /// A sign-in in the browser.
    Browser(Asking),
    /// A call.
    Call(Call),
}

/// What every machine can do. A machine is a plain value: it can be compared, saved and read again.
pub trait Machine: Sized {
    /// The version of the saved form: raised when it changes so that an earlier one cannot be read.
    const VERSION: u32;

    /// The next state. An input that does not belong to the present one changes nothing: late answers are inert.
    #[must_use]
    fn next(self, input: Input, scene: &Scene) -> Self;

    /// What it needs.
    fn wants(&self) -> Want;

    /// What stands on its page.
    fn sheet(&self, scene: &Scene) -> Sheet;

    /// The sign-ins that it has asked for.
    fn proofs(&self) -> Option<&Proofs>;

    /// Whether it is over: there is nothing left to do but read.
    fn is_over(&self) -> bool;

    /// Whether something that changes an account was pressed, and nobody knows yet whether it was done.
    fn may_be_done(&self) -> bool;

    /// How that is told.
    fn in_doubt(&self) -> ListName {
        ListName::MayBeDone
    }

    /// What was pressed so long ago that the gallery may have forgotten its key is not sent again: how it stands tells
    /// whether it was done. Machines whose presses take proofs need nothing here, because those run out long before.
    #[must_use]
    fn look_first(self, _now: Timestamp) -> Self {
        self
    }

    /// Its decisions of which a later refusal may leave open whether they were done ([`Decision::is_left_open_by`]): where the app
    /// goes on after it was closed, they may have been on their way.
    fn decisions(&mut self) -> Vec<&mut Decision> {
        Vec::new()
    }

    /// What it waits for, for the list of what is under way.
    fn waits_for(&self) -> WaitsFor {
        match self.wants() {
            Want::Nothing => WaitsFor::Answer,
            Want::Browser(_) => WaitsFor::Browser,
            Want::Call(_) => WaitsFor::Gallery,
        }
    }

    /// What has been changed by it so far, and stays if it is stopped now.
    fn stays(&self) -> Vec<Consequence> {
        Vec::new()
    }

    /// Whether nothing was answered yet, so that there is nothing to ask about before it is stopped.
    fn is_untouched(&self) -> bool {
        false
    }

    /// Whether nothing is under way: it is over, or a list that is only looked at. With its page it goes, and nothing is lost.
    fn is_idle(&self) -> bool {
        self.is_over()
    }

    /// What goes on at the gallery although the wizard is stopped now.
    fn goes_on(&self) -> Option<ListName> {
        None
    }

    /// What is given up, or stays in another way, if it is stopped now.
    fn gives_up(&self) -> Option<ListName> {
        None
    }

    /// A secret that was typed on an earlier page and is needed with what is typed on this one.
    fn relies_on(&self) -> Option<FieldName> {
        None
    }

    /// Whether its page is about a text that is shown once and that the app alone has.
    fn shows_text(&self) -> bool {
        false
    }
}
