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
    /// The same, begun from the refusal that the Microsoft account is another account's login.
    Conflict,
    /// Take a change of the login back, or decide about a frozen account.
    UndoLogin,
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
    /// Nobody is signed in here who could change it.
    ChangeLoginSignIn,
    /// What stands in the way, all of it.
    ChangeLoginBlocked,
    /// How to make a further Microsoft account.
    ChangeLoginMakeOne,
    /// Third way: a session for the other account.
    ChangeLoginThirdOpen,
    /// Third way: somebody else came back than the one who opens the other account.
    ChangeLoginThirdWrong,
    /// Third way: show that the other account is the person's.
    ChangeLoginThirdCurrent,
    /// Third way: sign in with the third one.
    ChangeLoginThirdNew,
    /// Third way: the third one opens an account as well.
    ChangeLoginThirdTaken,
    /// Third way: the other account gets the third one: consequences and decision.
    ChangeLoginThirdCheck,
    /// Whether a decision was done whose answer is lost for good.
    ChangeLoginFindOut,
    /// Conflict alone: what it is about.
    ConflictIntro,
    // Undo a change of the login.
    /// Sign in with the Microsoft account from before.
    UndoLoginIntro,
    /// Who came back can undo nothing here.
    UndoLoginNothing,
    /// Two accounts were exchanged: sign in with the other one too.
    UndoLoginPartner,
    /// The consequences, and the decision.
    UndoLoginCheck,
    /// The change was made with a recovery code: what decides.
    UndoLoginContest,
    /// Type a recovery code.
    UndoLoginCode,
    /// Freeze the account, so that the mailed code can decide.
    UndoLoginFreeze,
    /// Without that Microsoft account: which account it is.
    UndoLoginName,
    /// Undo or keep.
    UndoLoginWhich,
    /// By a recovery code or by a mailed one.
    UndoLoginBy,
    /// Have the code mailed.
    UndoLoginMail,
    /// Type the mailed code.
    UndoLoginMailCode,
    /// It was decided; nobody is signed in by that.
    UndoLoginDecided,
    /// It is undone, and who undid it is signed in.
    UndoLoginDone,
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
    /// What stands in the way.
    Blockers,
    /// The new one opened another account until lately, which can then not get it back.
    ReplacedElsewhere,
    /// Why the contact e-mail can be changed only later.
    ContactLater,
    /// The account is frozen until somebody decides.
    Frozen,
    /// What undoing does, where the gallery does not tell before.
    Undoing,
    /// What keeping the change does.
    Keeping,
    /// A secret that was typed is typed again, since the app does not keep it.
    TypeAgain,
    /// Any wizard, when it is stopped: what was pressed may have been done.
    MayBeDone,
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
    /// "I have no further Microsoft account."
    CreateIdentity,
    /// Let the third one open the other account now.
    MoveToThird,
    // Undo a change of the login.
    /// Undo it now.
    UndoChange,
    /// Keep it now, and free the account.
    KeepChange,
    /// Undo: the way is asked next.
    ChooseUndo,
    /// Keep: the way is asked next.
    ChooseKeep,
    /// A code from a mail decides.
    UseMailedCode,
    /// Mail the code.
    SendCode,
    /// Freeze the account now.
    FreezeAccount,
    /// Sign in with the Microsoft account that is back.
    SignInAgain,
}
