//! The closed list of the answers that can be chosen on a wizard's pages. A new one is a row of words in each
//! language, or it does not compile.

use serde::{Deserialize, Serialize};

/// An answer that the person can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    // Any wizard.
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
    // Change login.
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
    // Contact e-mail, mail and username.
    /// Have a code mailed to the new address.
    ChangeEmail,
    /// Sign in instead of typing the password.
    ProveInstead,
    /// Be told once the address can be changed.
    Remind,
    /// Confirm with the code.
    ConfirmCode,
    /// Have another code mailed.
    ResendCode,
    /// Another address.
    AnotherAddress,
    /// Withdraw the wish for another address.
    WithdrawEmail,
    /// Have this mailed.
    MailOn,
    /// Do not have it mailed.
    MailOff,
    /// Ask for the other username.
    RequestUsername,
    /// Withdraw that.
    WithdrawUsername,
    // Deletion.
    /// Hand this package over.
    HandOver,
    /// Offer the ownership now.
    OfferOwnership,
    /// Unlist what is left without an owner.
    UnlistOrphans,
    /// Leave it listed.
    LeaveOrphans,
    /// Delete the account now.
    DeleteAccount,
    /// Keep the account.
    KeepAccount,
    /// Sign in to the account again, outside this wizard.
    SignInElsewhere,
    /// Ask the gallery how it stands.
    LookAgain,
    // Conversion.
    /// Ask for the conversion now.
    RequestConversion,
    /// Cancel the request.
    CancelConversion,
    /// Accept the conversion.
    AcceptConversion,
    /// Reject it.
    RejectConversion,
    // Organizations.
    /// Create it.
    CreateOrganization,
    /// Leave an organization: its page.
    ChooseLeave,
    /// Leave it now.
    LeaveOrganization,
    /// Accept the invitation.
    AcceptInvitation,
    /// Decline it.
    DeclineInvitation,
    /// Accept the offer of ownership.
    AcceptOffer,
    /// Decline it.
    DeclineOffer,
    /// Invite somebody: its page.
    ChooseInvite,
    /// Invite as a collaborator.
    InviteCollaborator,
    /// Invite as an administrator.
    InviteAdministrator,
    /// Another role for this member: its page.
    ChooseRole,
    /// Make them an administrator.
    MakeAdministrator,
    /// Make them a collaborator.
    MakeCollaborator,
    /// Remove this member: its page.
    ChooseRemove,
    /// Remove them now.
    RemoveMember,
    /// Withdraw this invitation: its page.
    ChooseCancel,
    /// Withdraw it now.
    CancelInvitation,
    /// Delete the organization: its page.
    ChooseDelete,
    /// Delete it now.
    DeleteOrganization,
    /// Back to the list.
    BackToList,
    // Recover.
    /// Find out which Microsoft account it is.
    ChooseFind,
    /// Link another one, by mail.
    ChooseLost,
    /// By a password.
    ChoosePassword,
    /// The mailbox cannot be read.
    NoMailbox,
    /// Mail the code.
    MailCode,
    /// The password was forgotten.
    ForgotPassword,
    /// Set the new password.
    SetPassword,
    /// No recovery code: the wait.
    NoRecoveryCode,
    /// Begin the wait now.
    BeginWait,
    /// Begin the recovery anew.
    BeginAgain,
    /// Link the Microsoft account now.
    LinkLogin,
    /// End this wizard and sign in.
    SignIn,
    // Recovery codes.
    /// Make them now.
    MakeCodes,
    /// They are kept: go on.
    CodesKept,
    /// Show them again.
    ShowCodes,
    // Two-factor.
    /// Switch it on: how.
    ChooseOn,
    /// Switch it off: how.
    ChooseOff,
    /// Switch it on now.
    SwitchOn,
    /// Switch it off now.
    SwitchOff,
    /// Use the codes that are there.
    HaveCodes,
    /// Make new ones.
    NewCodes,
    // Unmanaged tenant.
    /// Somebody else looks after the domain.
    ChooseText,
    /// The person looks after it.
    ChooseRecord,
    /// Sign in again to see.
    ChooseRetry,
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
    // At nuget.org.
    /// Open the step's page in the browser.
    OpenPage,
    /// It is done.
    MarkDone,
    /// The page says something else.
    SaysElse,
    /// It is at hand.
    HaveIt,
    /// It is not, after all.
    HaveNot,
    /// Ask nuget.org for the masked contact address.
    AskMask,
    /// Have the linked Microsoft accounts mailed.
    MailLogins,
    /// Do it in the browser.
    UseBrowser,
    /// The person has seen it so.
    SawIt,
    /// Go on although the outcome was not seen.
    GoOnUnseen,
    // Recover, and convert instead.
    /// Make an organization of the account in place of linking a Microsoft account to it.
    ConvertInstead,
    /// Link a Microsoft account in place of that.
    LinkInstead,
    /// The other account is known.
    ChooseKnown,
    /// It is a personal Microsoft account.
    ChoosePersonal,
    /// It is a work or school account.
    ChooseWork,
    /// Only the people of nuget.org can help.
    ChooseSupport,
    // API keys.
    /// Make one: what for is asked next.
    ChooseMakeKey,
    /// Renew it: what that does is shown next.
    ChooseRenewKey,
    /// Change it: what of it is asked next.
    ChooseChangeKey,
    /// Revoke it: what that does is shown next.
    ChooseRevokeKey,
    /// Show more of them.
    MoreKeys,
    /// Show all of them.
    AllKeys,
    /// Change what it is called.
    AskDescription,
    /// Change what it may do.
    AskScopes,
    /// Change the packages that it is for.
    AskPackages,
    /// Change when it ends.
    AskLife,
    /// For the packages of this one.
    ChooseOwner,
    /// Let it do this.
    AllowScope,
    /// Do not let it do this.
    ForbidScope,
    /// For so long.
    ChooseLife,
    /// Make it now.
    MakeKey,
    /// Replace it by a new one now.
    RenewKey,
    /// Change it now.
    ChangeKey,
    /// Revoke it now.
    RevokeKey,
    /// Put its text on the clipboard.
    CopyKey,
    /// Show its text.
    ShowKey,
    /// Hide its text.
    HideKey,
    /// The text is kept: go on.
    KeyKept,
}
