//! The closed list of the steps of all wizards, a page each. A new one is a row of words in each language, or it does
//! not compile.

use serde::{Deserialize, Serialize};

/// A step of a wizard: a page with one question. Each wizard's are in the order of its story, in which its pages are shown
/// to who reads about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    // Any wizard.
    /// Stop here? What stays changed.
    Stop,
    /// The provider did not say when somebody signed in: the code that is mailed instead.
    MailedCode,
    // Change login.
    /// Conflict alone: what it is about.
    ConflictIntro,
    /// Change login: what will happen, and whether there is access to the present Microsoft account.
    ChangeLoginIntro,
    /// What stands in the way, all of it.
    ChangeLoginBlocked,
    /// Nobody is signed in here who could change it.
    ChangeLoginSignIn,
    /// Sign in with the present Microsoft account.
    ChangeLoginCurrent,
    /// Somebody else came back than the one who signs in now.
    ChangeLoginWrongPerson,
    /// Type a recovery code instead of that.
    ChangeLoginCode,
    /// Sign in with the new Microsoft account.
    ChangeLoginNew,
    /// How to make a further Microsoft account.
    ChangeLoginMakeOne,
    /// The new one is the present one.
    ChangeLoginSamePerson,
    /// The consequences, and the decision.
    ChangeLoginCheck,
    /// The new one is another account's login: three ways.
    ChangeLoginConflict,
    /// Exchange the two: consequences and decision.
    ChangeLoginSwap,
    /// Delete the other account: what nobody but that one owns.
    ChangeLoginPackages,
    /// Sign in to the other account, to offer that to somebody.
    ChangeLoginPackagesOpen,
    /// To whom a package of the other account is offered.
    ChangeLoginHandOver,
    /// Delete the other account: consequences, typed name, decision.
    ChangeLoginMove,
    /// A third Microsoft account: how that goes.
    ChangeLoginThird,
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
    /// It is done.
    ChangeLoginDone,
    // Contact e-mail, mail and username.
    /// Contact e-mail: which address.
    ContactEmailAddress,
    /// A change of the Microsoft account can still be undone, which holds this up: the app tells when it can go on.
    ContactEmailLater,
    /// Sign in in place of the password.
    ContactEmailProof,
    /// Somebody else came back.
    ContactEmailWrongPerson,
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
    /// Who takes over a package that it alone owns, before it is deleted.
    MembersHandOver,
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
    /// An offer of ownership: accept or decline.
    AnswerOffer,
    /// Accepted.
    AnswerOfferAccepted,
    /// Declined.
    AnswerOfferDeclined,
    /// The offer is not there any more.
    AnswerOfferGone,
    // Recover.
    /// What is needed: which Microsoft account it is, another one in place of it, or a password's way.
    RecoverStart,
    /// The username.
    RecoverUsername,
    /// The whole of the address of which a hint is shown.
    RecoverAddress,
    /// The linked Microsoft accounts were mailed.
    RecoverFound,
    /// The mailbox cannot be read either.
    RecoverMailbox,
    /// The code from the mail.
    RecoverCode,
    /// Two-factor is on: a recovery code too, or the wait.
    RecoverSecond,
    /// Begin the wait?
    RecoverWait,
    /// It waits.
    RecoverWaiting,
    /// The wait is over.
    RecoverWaited,
    /// It was stopped, or is over.
    RecoverStopped,
    /// Username and password.
    RecoverPassword,
    /// Whose password was forgotten.
    RecoverForgot,
    /// The code from the mail and a new password.
    RecoverReset,
    /// A Microsoft account is linked: sign in with it.
    RecoverPresent,
    /// The operator demands that the account is converted.
    RecoverConvert,
    /// Sign in with the Microsoft account to link.
    RecoverNew,
    /// How to make a Microsoft account to link.
    RecoverMakeOne,
    /// That one opens another account.
    RecoverConflict,
    /// A recovery code, because two-factor is on.
    RecoverLinkCode,
    /// The account is being deleted: it is kept first.
    RecoverKeep,
    /// The consequences, and the decision.
    RecoverCheck,
    /// Nobody knows whether it was linked: sign in to see.
    RecoverUnsure,
    /// The recovery session is over.
    RecoverExpired,
    /// It is done.
    RecoverDone,
    // Recovery codes.
    /// What they are for, and what becomes of earlier ones.
    RecoveryCodesIntro,
    /// What stands in the way.
    RecoveryCodesBlocked,
    /// Sign in with the present Microsoft account.
    RecoveryCodesProve,
    /// Somebody else came back.
    RecoveryCodesWrongPerson,
    /// The consequences, and the decision.
    RecoveryCodesMake,
    /// The codes, shown once.
    RecoveryCodesShown,
    /// Type one back.
    RecoveryCodesVerify,
    /// It is done.
    RecoveryCodesDone,
    // Two-factor.
    /// Whether it is on, who controls it, and what can be done.
    TwoFactorIntro,
    /// The gallery has no two-factor.
    TwoFactorMissing,
    /// A company decides about this Microsoft account.
    TwoFactorWork,
    /// What stands in the way.
    TwoFactorBlocked,
    /// How to enrol a phone or an e-mail at Microsoft.
    TwoFactorEnrol,
    /// Sign in with the second factor.
    TwoFactorProve,
    /// Somebody else came back.
    TwoFactorWrongPerson,
    /// No second factor was used.
    TwoFactorNotUsed,
    /// Recovery codes: those that are there, or new ones.
    TwoFactorCodes,
    /// Sign in to make recovery codes.
    TwoFactorCodesProve,
    /// Make them.
    TwoFactorCodesMake,
    /// The codes, shown once.
    TwoFactorCodesShown,
    /// Type one back, and switch it on.
    TwoFactorOn,
    /// The consequences of switching it off, and the decision.
    TwoFactorOff,
    /// It is on.
    TwoFactorOnDone,
    /// It is off.
    TwoFactorOffDone,
    // Unmanaged tenant.
    /// Which domain.
    UnmanagedTenantDomain,
    /// Why it happens and who can mend it; the ways.
    UnmanagedTenantWhy,
    /// A text for whoever looks after the domain.
    UnmanagedTenantText,
    /// What to do with the domain's own records.
    UnmanagedTenantRecord,
    /// Sign in to see whether it works.
    UnmanagedTenantRetry,
    /// How to make a Microsoft account that is nobody's directory's.
    UnmanagedTenantMakeOne,
    /// It works, and the Microsoft account opens an account.
    UnmanagedTenantWorks,
    /// It works, and the Microsoft account opens none.
    UnmanagedTenantNew,
    /// Signed in.
    UnmanagedTenantDone,
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
    // Keep an account by its mailed link.
    /// Paste the link.
    KeepAccountLink,
    /// The link keeps nothing any more.
    KeepAccountUsed,
    /// Sign in with a Microsoft account that opens nothing else.
    KeepAccountSignIn,
    /// How to make one.
    KeepAccountMakeOne,
    /// Who came back opens another account.
    KeepAccountTaken,
    /// The consequences, and the decision.
    KeepAccountCheck,
    /// It is kept; nobody is signed in by that.
    KeepAccountKept,
    // At nuget.org: any guided wizard.
    /// For which account it is.
    GuidedAccount,
    /// What its page may say instead.
    GuidedRefusals,
    // At nuget.org: which Microsoft account.
    /// For which account nuget.org is asked.
    FindLoginName,
    /// The whole of the address of which a part is shown.
    FindLoginAddress,
    /// The same in the browser, where the app cannot do it.
    GuidedFindLoginDoAssistance,
    /// The mail is on its way.
    FindLoginMailed,
    /// It is known, and the mail said so.
    FindLoginDone,
    // At nuget.org: change login.
    /// What is seen, and what must be at hand.
    GuidedChangeLoginCheck,
    /// Sign in with the present Microsoft account.
    GuidedChangeLoginDoSignIn,
    /// Change it in the settings.
    GuidedChangeLoginDoChange,
    /// Sign in with the new one.
    GuidedChangeLoginDoTry,
    /// What shows that it is so.
    GuidedChangeLoginVerify,
    /// It is done.
    GuidedChangeLoginDone,
    // At nuget.org: delete.
    /// What is seen, and what must be at hand.
    GuidedDeleteCheck,
    /// Hand over what nobody else owns.
    GuidedDeleteDoHandOver,
    /// What goes, and the name typed to confirm.
    GuidedDeleteConfirm,
    /// Ask the site's people for the deletion.
    GuidedDeleteDoRequest,
    /// Whether the account is gone.
    GuidedDeleteVerify,
    /// What was done and seen.
    GuidedDeleteDone,
    // At nuget.org: register.
    /// Which username.
    GuidedRegisterName,
    /// What is seen, and what must be at hand.
    GuidedRegisterCheck,
    /// Sign in, and choose the username.
    GuidedRegisterDoSignIn,
    /// Confirm the address.
    GuidedRegisterDoConfirm,
    /// Whether there is a profile page.
    GuidedRegisterVerify,
    /// What was done and seen.
    GuidedRegisterDone,
    // At nuget.org: conflict.
    /// Whether the other account is known.
    GuidedConflictStart,
    /// Sign in with the other Microsoft account, to see what it opens.
    GuidedConflictDoLook,
    /// Which the other account is.
    GuidedConflictOther,
    /// What is seen of both, and what must be at hand.
    GuidedConflictCheck,
    /// Whether the other account is needed.
    GuidedConflictWhich,
    /// Have the other account deleted.
    GuidedConflictDoDelete,
    /// Whether it is gone.
    GuidedConflictGone,
    /// The order of the third way, and what must be at hand.
    GuidedConflictThird,
    /// The other account gets the third Microsoft account.
    GuidedConflictDoThird,
    /// This account gets the one that is free now.
    GuidedConflictDoChange,
    /// What shows that it is so.
    GuidedConflictVerify,
    /// What was done and seen.
    GuidedConflictDone,
    // At nuget.org: recover.
    /// What is lost.
    GuidedRecoverStart,
    /// Microsoft’s own help with a personal account.
    GuidedRecoverDoMicrosoft,
    /// The administrators of the company.
    GuidedRecoverDoAdministrator,
    /// The people of nuget.org.
    GuidedRecoverDoSupport,
    /// Sign in again.
    GuidedRecoverDoSignIn,
    /// What shows that it is so.
    GuidedRecoverVerify,
    /// What was done and seen.
    GuidedRecoverDone,
    // At nuget.org: convert.
    /// Who will administer it.
    GuidedConvertAdministrator,
    /// What is seen, and what must be at hand.
    GuidedConvertCheck,
    /// What it means, and the name typed to confirm.
    GuidedConvertConfirm,
    /// Ask for the conversion.
    GuidedConvertDoRequest,
    /// The administrator accepts.
    GuidedConvertDoAccept,
    /// What shows that it is so.
    GuidedConvertVerify,
    /// What was done and seen.
    GuidedConvertDone,
    // At nuget.org: answer a conversion.
    /// Of which account.
    GuidedAnswerConversionAccount,
    /// What is seen, and what it means.
    GuidedAnswerConversionCheck,
    /// Accept or reject it.
    GuidedAnswerConversionDoAccept,
    /// What shows that it is so.
    GuidedAnswerConversionVerify,
    /// What was done and seen.
    GuidedAnswerConversionDone,
    // At nuget.org: create an organization.
    /// Its name and its address.
    GuidedOrganizationName,
    /// What is seen, and what must be at hand.
    GuidedOrganizationCheck,
    /// Create it.
    GuidedOrganizationDoCreate,
    /// Confirm its address.
    GuidedOrganizationDoConfirm,
    /// Whether it has a profile page.
    GuidedOrganizationVerify,
    /// What was done and seen.
    GuidedOrganizationDone,
    // At nuget.org: members.
    /// Of which organization.
    GuidedMembersOrganization,
    /// What is to be done.
    GuidedMembersWhat,
    /// Who is invited.
    GuidedMembersWhom,
    /// What is seen of them, and what must be so.
    GuidedMembersCheck,
    /// Invite them.
    GuidedMembersDoInvite,
    /// They accept.
    GuidedMembersDoAccept,
    /// Another role.
    GuidedMembersDoRole,
    /// Remove somebody.
    GuidedMembersDoRemove,
    /// Leave it.
    GuidedMembersDoLeave,
    /// What shows that it is so.
    GuidedMembersVerify,
    /// Delete the organization: what it means, and the name typed to confirm.
    GuidedMembersConfirm,
    /// Delete it.
    GuidedMembersDoDelete,
    /// Whether it is gone.
    GuidedMembersGone,
    /// What was done and seen.
    GuidedMembersDone,
    // At nuget.org: answer an invitation.
    /// Of which organization.
    GuidedAnswerInvitationOrganization,
    /// Accept or decline it.
    GuidedAnswerInvitationDoAnswer,
    /// What shows that it is so.
    GuidedAnswerInvitationVerify,
    /// What was done and seen.
    GuidedAnswerInvitationDone,
    // At nuget.org: two-factor.
    /// Which kind of Microsoft account.
    GuidedTwoFactorStart,
    /// Enrol a second factor of a personal account.
    GuidedTwoFactorDoPersonal,
    /// The same of a work or school account.
    GuidedTwoFactorDoWork,
    /// Sign in with it.
    GuidedTwoFactorDoSignIn,
    /// What shows that it is so.
    GuidedTwoFactorVerify,
    /// What was done and seen.
    GuidedTwoFactorDone,
    // At nuget.org: contact e-mail.
    /// Which address.
    GuidedContactEmailAddress,
    /// What must be at hand, and the present address, masked.
    GuidedContactEmailCheck,
    /// Change it.
    GuidedContactEmailDoChange,
    /// Confirm it.
    GuidedContactEmailDoConfirm,
    /// Whether the mask fits the new one.
    GuidedContactEmailVerify,
    /// What was done and seen.
    GuidedContactEmailDone,
    // At nuget.org: username.
    /// Which name.
    GuidedUsernameName,
    /// What is seen, what it means, and what must be at hand.
    GuidedUsernameCheck,
    /// Write to the people of nuget.org.
    GuidedUsernameDoMail,
    /// Answer their question.
    GuidedUsernameDoAnswer,
    /// Whether the profile page has the new name.
    GuidedUsernameVerify,
    /// What was done and seen.
    GuidedUsernameDone,
    // At nuget.org: unmanaged tenant.
    /// Which domain.
    GuidedTenantDomain,
    /// Why it happens, and the ways.
    GuidedTenantWhy,
    /// A message for whoever looks after the domain.
    GuidedTenantDoText,
    /// What to do with the domain’s own records.
    GuidedTenantDoRecord,
    /// Sign in again.
    GuidedTenantDoSignIn,
    /// What shows that it is so.
    GuidedTenantVerify,
    /// What was done and seen.
    GuidedTenantDone,
    // At nuget.org: mails.
    /// Choose what is mailed.
    GuidedMailChoicesDoChoose,
    /// What shows that it is so.
    GuidedMailChoicesVerify,
    /// What was done and seen.
    GuidedMailChoicesDone,
    // API keys.
    /// The account's keys.
    ApiKeysList,
    /// One of them.
    ApiKeysKey,
    /// Make one: what for.
    ApiKeysDescription,
    /// For whose packages.
    ApiKeysOwner,
    /// What it may do.
    ApiKeysScopes,
    /// For which packages.
    ApiKeysPackages,
    /// How long.
    ApiKeysLife,
    /// The consequences, and the decision.
    ApiKeysCheck,
    /// It is made: its text, once.
    ApiKeysShown,
    /// Change one: what of it.
    ApiKeysChange,
    /// What it is called.
    ApiKeysRename,
    /// What it may do.
    ApiKeysRescope,
    /// For which packages.
    ApiKeysRetarget,
    /// How long from now.
    ApiKeysProlong,
    /// What it becomes, and the decision.
    ApiKeysChangeCheck,
    /// A new one for the same: the consequences, and the decision.
    ApiKeysRenew,
    /// Revoke one: the consequences, the typed ending, and the decision.
    ApiKeysRevoke,
    /// It is done.
    ApiKeysDone,
}
