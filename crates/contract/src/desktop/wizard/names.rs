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
    // Contact e-mail, mail and username.
    /// Change or confirm the contact e-mail, of the account or of an organization.
    ContactEmail,
    /// Choose what is mailed.
    MailChoices,
    /// Ask the operator for another username.
    Username,
    // Deletion.
    /// Delete the account, or keep it in the grace period.
    DeleteAccount,
    // Conversion.
    /// Convert the account to an organization.
    Convert,
    /// Accept or reject the conversion of another account.
    AnswerConversion,
    // Organizations.
    /// Create an organization.
    Organization,
    /// The members of an organization.
    Members,
    /// Accept or decline an invitation.
    AnswerInvitation,
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
    // Contact e-mail, mail and username.
    /// Contact e-mail: which address.
    ContactEmailAddress,
    /// Who is told, and the decision.
    ContactEmailCheck,
    /// The code from the mail.
    ContactEmailCode,
    /// It is confirmed.
    ContactEmailDone,
    /// The wish for another address is withdrawn.
    ContactEmailWithdrawn,
    /// Mail: what is mailed.
    MailChoices,
    /// Username: what another one means.
    UsernameIntro,
    /// Which name, and why.
    UsernameName,
    /// The consequences, and the decision.
    UsernameCheck,
    /// It waits for the operator.
    UsernameWaiting,
    /// The operator gave the name.
    UsernameDone,
    /// The wish is withdrawn.
    UsernameWithdrawn,
    /// The operator refused, or it was withdrawn elsewhere.
    UsernameRefused,
    // Deletion.
    /// Delete: what goes, and what stands in the way.
    DeleteAccountIntro,
    /// The packages that would be left without an owner.
    DeleteAccountPackages,
    /// Hand one of them over: to whom.
    DeleteAccountHandOver,
    /// What becomes of those that nobody takes.
    DeleteAccountOrphans,
    /// Sign in once more.
    DeleteAccountProof,
    /// Somebody else came back.
    DeleteAccountWrongPerson,
    /// The consequences, typed name, decision.
    DeleteAccountCheck,
    /// The grace period runs.
    DeleteAccountGrace,
    /// The session ended: sign in to see and to keep.
    DeleteAccountSignedOut,
    /// The account stays.
    DeleteAccountKept,
    /// The account is gone.
    DeleteAccountGone,
    // Conversion.
    /// Convert: what it means.
    ConvertIntro,
    /// All that stands in the way, each with what helps.
    ConvertBlockers,
    /// Leave an organization that stands in the way.
    ConvertLeave,
    /// Who will administer it.
    ConvertAdministrator,
    /// Sign in once more.
    ConvertProof,
    /// Somebody else came back.
    ConvertWrongPerson,
    /// The consequences, typed name, decision.
    ConvertCheck,
    /// It waits for the administrator, or for its time.
    ConvertWaiting,
    /// The session ended, so that the app cannot see what became of it.
    ConvertSignedOut,
    /// The organization exists.
    ConvertDone,
    /// The request was cancelled.
    ConvertCancelled,
    /// The request is over: rejected, or its time ran out.
    ConvertOver,
    /// Answer a conversion: what it would change.
    AnswerConversion,
    /// Accepted, and it is an organization now.
    AnswerConversionAccepted,
    /// Accepted, and it takes effect later.
    AnswerConversionLater,
    /// Rejected.
    AnswerConversionRejected,
    /// The request is not there any more.
    AnswerConversionGone,
    // Organizations.
    /// Create an organization: name and address.
    OrganizationNew,
    /// The code from the mail to its address.
    OrganizationCode,
    /// It exists, and its address is confirmed.
    OrganizationDone,
    /// The members and invitations.
    MembersList,
    /// Invite: whom, and as what.
    MembersInvite,
    /// Another role for a member.
    MembersRole,
    /// Remove a member.
    MembersRemove,
    /// Withdraw an invitation.
    MembersCancel,
    /// Leave the organization.
    MembersLeave,
    /// Delete the organization.
    MembersDelete,
    /// What was asked for is done.
    MembersDone,
    /// The caller has left.
    MembersLeft,
    /// The organization is deleted.
    MembersDeleted,
    /// The organization is not there, or not for this account.
    MembersGone,
    /// An invitation: accept or decline.
    AnswerInvitation,
    /// Accepted.
    AnswerInvitationAccepted,
    /// Declined.
    AnswerInvitationDeclined,
    /// The invitation is not there any more.
    AnswerInvitationGone,
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
    /// Why, for the operator.
    Reason,
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
    // Contact e-mail, mail and username.
    /// The address is the confirmed one already.
    SameAddress,
    /// A new code was mailed.
    CodeSent,
    /// The kinds of mail.
    Mails,
    /// What another username means.
    RenameMeans,
    // Deletion.
    /// Packages that nobody else owns.
    Orphans,
    /// What another owner must do.
    Offered,
    // Conversion.
    /// What stands in the way.
    Blockers,
    /// What it means.
    ConversionMeans,
    /// What was asked for still waits.
    StillWaits,
    // Organizations.
    /// The members.
    Members,
    /// Who is invited.
    Invited,
    /// The organization's address must be confirmed first.
    ConfirmFirst,
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
    // Contact e-mail, mail and username.
    /// Have a code mailed to the new address.
    ChangeEmail,
    /// Confirm with the code.
    ConfirmCode,
    /// Have another code mailed.
    ResendCode,
    /// Another address.
    AnotherAddress,
    /// Withdraw the wish for another address.
    WithdrawEmail,
    /// Have this mailed.
    SwitchOn,
    /// Do not have it mailed.
    SwitchOff,
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
    SignIn,
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
}
