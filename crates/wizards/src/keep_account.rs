//! Keep an account that is being deleted with the link that was mailed to it (rules 14.16, 14.17): where its login was moved
//! to another account, with a Microsoft account that opens nothing else, which opens it from then on.

mod act;
mod sheet;
mod signs;

use crate::{Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Slot, Want};
use contract::{
    Problem, Purpose, Timestamp,
    consequence::Consequence,
    desktop::wizard::{Choice, Receipt, Sheet},
};
use serde::{Deserialize, Serialize};

/// The machine. The link is a secret: the app has it in its memory, and the machine does not know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepAccount {
    at: At,
    /// Whether the gallery is being asked what the link is about.
    looking: bool,
    /// The account that it is about, once the gallery has told.
    username: Option<String>,
    /// What keeping it takes.
    takes: Takes,
    /// What comes back with the account, whoever signs in to it.
    returns: Vec<Consequence>,
    proofs: Proofs,
    /// Whether the sign-in must be done with a second factor.
    second_factor: bool,
    decision: Decision,
    /// Whether a press cannot be sent again, and the gallery has not told yet whether it was done.
    unknown: bool,
    /// The account of an earlier press whose answer was lost, where the link of another one was pasted since.
    #[serde(default)]
    left_open: Option<String>,
    /// Whether the link has to be pasted again: it is nowhere but in the memory of the run in which it was pasted.
    paste_again: bool,
    /// Why a page has to be gone to once more.
    hint: Option<Problem>,
    receipt: Option<Receipt>,
    /// Who signed in to the account that was kept.
    signed_in: Option<String>,
}

/// What keeping the account takes beside the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Takes {
    /// Nothing.
    #[default]
    Nothing,
    /// A Microsoft account that opens no account: the one before was moved.
    Identity,
    /// Nothing, but as two-factor is on, getting back in is a recovery.
    Recovery,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Link,
    Used,
    SignIn,
    MakeOne,
    Taken,
    Check,
    Kept,
}

impl Machine for KeepAccount {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Back => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::SecretLost { .. } => self.lose_link(),
            Input::Answered(answer) if self.is_calling() => self.answer(answer, scene),
            Input::Refused(problem) if self.is_calling() => self.refuse(problem, scene),
            Input::Unsure(problem) if self.is_calling() => self.lose_answer(problem),
            Input::Resumed | Input::AccountChanged => self.decision.look_again(),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        match self.at {
            At::Link if self.looking => Want::Call(Call::preview(Self::keep(None), SessionOf::Nobody)),
            At::Check => self.decision.wants(self.request(), SessionOf::Nobody),
            At::Kept => self.decision.wants_at_once(self.request(), SessionOf::Nobody),
            _ => Want::Nothing,
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        // The link works once, so that how it stands tells whether it was done.
        if self.at != At::Kept && self.decision.is_outdated(now) {
            self.find_out(None);
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        let open = self.decision.is_open() && matches!(self.at, At::Link | At::Check);
        self.unknown || self.left_open.is_some() || open
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        let signs_in = self.proofs.asking.is_some() || self.decision.is_open();
        self.at == At::Kept && !signs_in
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Link && self.username.is_none()
    }
}

impl KeepAccount {
    /// The account that is kept, once the gallery has told.
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }

    /// Whether a link can be pasted: nothing that was pressed or is being asked is about another one.
    #[must_use]
    pub fn takes_link(&self) -> bool {
        matches!(self.at, At::Link | At::Used) && !self.looking && !self.unknown && !self.decision.is_open()
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
            (At::Link | At::Used, Choice::Continue) => self.look(),
            (At::Used, Choice::LookAgain) => self.go(At::Link),
            (At::SignIn | At::Taken, Choice::CreateIdentity) => self.go(At::MakeOne),
            (At::SignIn | At::MakeOne, Choice::OpenBrowser) | (At::Taken | At::Check, Choice::AnotherIdentity) => {
                self.go(At::SignIn);
                self.ask(Slot::New, Purpose::CancelDeletion);
            }
            (At::Check, Choice::TryAgain) => self.decision.try_again(scene),
            (At::Check, Choice::KeepAccount) if self.decision.foreseen.is_some() => self.decision.press(scene),
            (At::Kept, Choice::SignInAgain) if self.takes != Takes::Recovery => {
                self.ask(Slot::Current, Purpose::SignIn)
            }
            _ => {}
        }
    }

    /// What was pressed can only be pressed again, under the same key.
    fn insist(&mut self, choice: Choice, scene: &Scene) {
        if choice != Choice::TryAgain {
            return;
        }
        // A link has been pasted again: first of all the gallery tells whether it is about the same account.
        if self.at == At::Link {
            self.hint = None;
            self.looking = true;
        } else {
            self.decision.try_again(scene);
        }
    }

    /// The link that it was pressed with is there again.
    fn send_again(&mut self, scene: &Scene) {
        self.looking = false;
        self.paste_again = false;
        self.hint = None;
        self.at = At::Check;
        self.decision.try_again(scene);
    }

    /// The gallery is asked what the link is about.
    fn look(&mut self) {
        self.go(At::Link);
        self.looking = true;
    }

    /// Another page; what was decided on the one before is not decided here.
    fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.proofs.stop_asking();
        self.looking = false;
        self.hint = None;
        self.at = at;
    }

    fn return_to(&mut self, at: At, why: Problem) {
        self.go(at);
        self.hint = Some(why);
    }

    fn back(&mut self) {
        // What was sent is not taken back by leaving its page.
        if !self.has_back() {
            return;
        }
        let before = match self.at {
            At::MakeOne | At::Taken => At::SignIn,
            At::Check if self.takes == Takes::Identity => At::SignIn,
            _ => At::Link,
        };
        self.go(before);
    }

    fn has_back(&self) -> bool {
        !self.decision.is_open() && !matches!(self.at, At::Link | At::Used | At::Kept)
    }

    fn keep(proof: Option<Slot>) -> Request {
        Request::Deletion(crate::call::DeletionRequest::KeepByLink { proof })
    }
}
