//! What is asked of the gallery so that an account is opened: one, under a name that the person pressed the button with,
//! whatever of it is lost on the way.

use super::{Draft, SignInWizard};

/// What is asked of the gallery next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Whether the name is free under which an account may be open already.
    IsFree(Draft),
    /// An account under this name.
    Account(Draft),
}

impl SignInWizard {
    /// The person pressed the button. A sign-in opens one account: where the answer about another name was lost, what became
    /// of that is asked for before.
    #[must_use]
    pub fn press(&mut self, pressed: &Draft) -> Ask {
        match self.opening.clone().filter(|asked| asked != pressed) {
            Some(asked) => Ask::IsFree(asked),
            None => self.ask_for(pressed),
        }
    }

    /// The gallery said whether the name is free that was asked about. One that is free opened nothing. Where it is taken the
    /// same account is asked for once more: if that opened it, the answer is the one that was lost.
    #[must_use]
    pub fn hear_whether_free(&mut self, free: bool, pressed: &Draft) -> Ask {
        match self.opening.clone().filter(|_| !free) {
            Some(asked) => Ask::Account(asked),
            None => self.ask_for(pressed),
        }
    }

    /// The gallery refused the account that was asked for last: no account is open. Where that was not the name with which the
    /// person pressed, that one is asked for now.
    #[must_use]
    pub fn hear_refusal(&mut self, pressed: &Draft) -> Option<Ask> {
        let refused = self.opening.take()?;
        (refused != *pressed).then(|| self.ask_for(pressed))
    }

    fn ask_for(&mut self, draft: &Draft) -> Ask {
        self.opening = Some(draft.clone());
        Ask::Account(draft.clone())
    }
}
