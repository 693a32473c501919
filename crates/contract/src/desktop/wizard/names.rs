//! The closed lists of names by which the window finds its words. A new name is a row in each language, or it does not
//! compile.

use serde::{Deserialize, Serialize};

/// Which wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum WizardKind {
    /// Change the Microsoft account that signs in, with what to do where it is another account's already.
    ChangeLogin,
}

/// A step of a wizard: a page with one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Any wizard: stop here? What stays changed.
    Stop,
    /// Change login: what will happen, and whether there is access to the present Microsoft account.
    ChangeLoginIntro,
    /// Sign in with the present Microsoft account.
    ChangeLoginCurrent,
    /// Type a recovery code instead of that.
    ChangeLoginCode,
    /// Sign in with the new Microsoft account.
    ChangeLoginNew,
    /// Somebody else came back than the one who signs in now.
    ChangeLoginWrongPerson,
    /// The new one is the present one.
    ChangeLoginSamePerson,
    /// The consequences, and the decision.
    ChangeLoginCheck,
    /// The new one is another account's login: three ways.
    ChangeLoginConflict,
    /// Exchange the two: consequences and decision.
    ChangeLoginSwap,
    /// Delete the other account: consequences, typed name, decision.
    ChangeLoginMove,
    /// A third Microsoft account: how that goes.
    ChangeLoginThird,
    /// It is done.
    ChangeLoginDone,
}

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// An account's username.
    Username,
    /// An e-mail address.
    Email,
    /// A code from a mail. Secret.
    Code,
    /// A recovery code. Secret.
    RecoveryCode,
    /// A password. Secret.
    Password,
    /// A new password. Secret.
    NewPassword,
    /// The username, typed to confirm.
    Confirmation,
}

impl FieldName {
    /// Whether what is typed there is neither saved nor shown again.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(
            self,
            Self::Code | Self::RecoveryCode | Self::Password | Self::NewPassword
        )
    }
}

/// What a block is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ListName {
    /// Who signs in now.
    SignsInNow,
    /// Who came back from the browser.
    CameBack,
    /// Who signs in from now on.
    SignsInNext,
    /// What will change.
    WillChange,
    /// What has changed so far, and stays.
    Stays,
    /// Nothing has been changed so far.
    NothingChanged,
    /// What the other account would lose.
    OtherLoses,
    /// The gallery did not answer, so that nobody knows whether it was done.
    Unsure,
    /// The steps of the way by a third Microsoft account.
    ThirdWay,
}

/// An answer that the person can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Go on.
    Continue,
    /// Open the browser for a sign-in at Microsoft.
    OpenBrowser,
    /// Ask the gallery again.
    TryAgain,
    /// Stop the wizard: says first what stays changed.
    Cancel,
    /// Stop it now.
    StopHere,
    /// Do not stop.
    KeepGoing,
    /// It is over: close it.
    Finish,
    /// Begin another wizard, which the offer names.
    Start,
    /// "I cannot sign in with it any more."
    NoAccess,
    /// Type a recovery code.
    UseRecoveryCode,
    /// Sign in as somebody else.
    AnotherIdentity,
    /// Change the login now.
    ChangeLogin,
    /// Exchange the two logins.
    ChooseSwap,
    /// Delete the other account.
    ChooseMove,
    /// Use a third Microsoft account.
    ChooseThird,
    /// Exchange them now.
    SwapLogins,
    /// Delete the other account now.
    MoveLogin,
    /// The contact e-mail too.
    ChangeContactEmail,
}
