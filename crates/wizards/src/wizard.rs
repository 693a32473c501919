//! A wizard: one of the machines, and what all of them have.

mod code;
mod state;

use crate::{
    Input, Machine, Proofs, Scene, Want,
    mailed_code::{MailedCode, Outcome},
    page,
    stop::{self, LeftBehind},
};
use contract::{
    Code, Timestamp,
    desktop::{
        view::{GalleryId, ProfileId},
        wizard::{Choice, FieldName, ListName, Sheet, Step, WaitsFor},
    },
};
use serde::{Deserialize, Serialize};
use state::{of_all_machines, with, with_one_of};

pub use state::State;

/// A wizard under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wizard {
    /// Its id.
    pub id: String,
    /// Where.
    pub gallery: GalleryId,
    /// The account that it is for, where it is for one that is known in this app.
    pub profile: Option<ProfileId>,
    /// When it was begun.
    pub started_at: Timestamp,
    /// Whether the person asked to stop and has not decided.
    pub stopping: bool,
    /// The code that the gallery wants beside one of its sign-ins, where it wanted one.
    #[serde(default)]
    pub mailed_code: Option<MailedCode>,
    /// Where the secret of its request for a mail is.
    #[serde(default)]
    pub request: KeptRequest,
    /// Which, and how far.
    pub state: State,
}

/// Where the secret of a wizard's request for a mail is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptRequest {
    /// None was made.
    NotMade,
    /// In the memory of the run of the app that made it; it is gone with that.
    Memory,
    /// In the keyring, where there is one; an earlier version of the app did not say.
    #[default]
    Keyring,
}

/// Whether what was pressed may be sent once more because of this.
fn sends_again(input: &Input) -> bool {
    matches!(
        input,
        Input::Resumed
            | Input::Chose {
                choice: Choice::TryAgain | Choice::KeepGoing,
                ..
            }
    )
}

impl Wizard {
    /// The next state.
    #[must_use]
    pub fn next(mut self, input: Input, scene: &Scene) -> Self {
        if sends_again(&input) && self.typing().is_none() {
            self.state = self.state.look_first(scene.now);
        }
        match input {
            Input::Chose {
                choice: Choice::Cancel, ..
            } => self.stopping = true,
            Input::Chose {
                choice: Choice::KeepGoing,
                ..
            }
            | Input::Back
                if self.stopping =>
            {
                self.stopping = false;
            }
            // A late one is inert. While the person decides whether to stop nothing is wanted either; what was on its way
            // then is sent again under its key.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::ProofLost { slot } => self.lose_proof(slot, scene),
            input if self.typing().is_some() => self.type_code(input, scene),
            Input::Refused(problem) if problem.code == Code::MailedCodeRequired => self.want_code(problem, scene),
            input => self.state = self.state.next(input, scene),
        }
        // What is over cannot be stopped.
        self.stopping &= !self.is_over();
        self
    }

    /// It was begun before anybody knew what it is about, and now somebody does.
    pub fn fill_in(&mut self, subject: String) {
        if let State::UnmanagedTenant(machine) = &mut self.state {
            machine.fill_in(subject);
        }
    }

    /// What it needs; nothing while the person decides whether to stop.
    #[must_use]
    pub fn wants(&self) -> Want {
        if self.stopping {
            return Want::Nothing;
        }
        match self.typing() {
            Some(code) => code.wants(),
            None => self.machine_wants(),
        }
    }

    /// What the machine itself needs.
    pub(crate) fn machine_wants(&self) -> Want {
        with!(&self.state, machine => machine.wants())
    }

    /// What stands on its page.
    #[must_use]
    pub fn sheet(&self, scene: &Scene) -> Sheet {
        if self.stopping {
            return stop::sheet(&self.left_behind(), scene);
        }
        if let Some(code) = self.typing() {
            return code.sheet(self.proofs(), scene);
        }
        let mut sheet = with!(&self.state, machine => machine.sheet(scene));
        let waits = matches!(sheet.step, Step::RecoverWait | Step::RecoverWaiting);
        if waits && self.request == KeptRequest::Memory {
            sheet.blocks.push(page::warning(ListName::WaitInMemory));
        }
        sheet
    }

    /// What becomes of what it did, if it is stopped now.
    fn left_behind(&self) -> LeftBehind {
        with!(&self.state, machine => LeftBehind {
            stays: machine.stays(),
            gives_up: machine.gives_up(),
            goes_on: machine.goes_on(),
            in_doubt: self.may_be_done().then(|| machine.in_doubt()),
        })
    }

    /// Whether something was pressed and nobody knows yet whether it was done. What waits for a code was refused, and of
    /// what is over it is known.
    #[must_use]
    pub fn may_be_done(&self) -> bool {
        !self.is_over() && self.typing().is_none() && with!(&self.state, machine => machine.may_be_done())
    }

    /// The sign-ins that it has asked for.
    #[must_use]
    pub fn proofs(&self) -> Option<&Proofs> {
        with!(&self.state, machine => machine.proofs())
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        with!(&self.state, machine => machine.is_over())
    }

    /// Whether nothing was answered yet.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        if self.may_be_done() {
            return false;
        }
        let subject = self.state.subject().map(str::to_owned);
        let fresh = State::begin(self.state.kind(), &self.gallery, subject);
        Some(&self.state) == fresh.as_ref() || with!(&self.state, machine => machine.is_untouched())
    }

    /// A secret that was typed on an earlier page and is needed with what is typed on this one. After a restart it is gone.
    #[must_use]
    pub fn relies_on(&self) -> Option<FieldName> {
        with!(&self.state, machine => machine.relies_on())
    }

    /// Whether its page is about a text that is shown once. The app keeps it for as long as that, in memory; after a restart
    /// it is gone.
    #[must_use]
    pub fn shows_text(&self) -> bool {
        with!(&self.state, machine => machine.shows_text())
    }

    /// The text that its page is about is not there any more: the app was started again since.
    pub fn lose_text(&mut self) {
        if let State::ApiKeys(machine) = &mut self.state {
            machine.lose_text();
        }
    }

    /// The account's session is another one from now on: what was asked for in the one before, the gallery would do once
    /// more.
    pub fn change_session(&mut self) {
        if let State::ApiKeys(machine) = &mut self.state {
            machine.change_session();
        }
    }

    /// Whether nothing is under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        !self.stopping && !self.may_be_done() && with!(&self.state, machine => machine.is_idle())
    }

    /// What it waits for.
    #[must_use]
    pub fn waits_for(&self) -> WaitsFor {
        if self.is_over() {
            return WaitsFor::Look;
        }
        match self.typing() {
            Some(code) => code.waits_for(),
            None => with!(&self.state, machine => machine.waits_for()),
        }
    }
}
