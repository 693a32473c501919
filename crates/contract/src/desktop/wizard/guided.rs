//! The closed lists of names of the wizards for nuget.org, where the app cannot act: the pages that they open, and the
//! lines that they show.

use serde::{Deserialize, Serialize};

/// A page in the browser. Its address is known in one place, the package `nuget-org`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum SitePage {
    /// Signing in at nuget.org.
    SignIn,
    /// The account's settings.
    Settings,
    /// The packages of the account, and requests for ownership.
    Packages,
    /// Asking for the deletion of the account.
    Delete,
    /// Converting the account to an organization.
    Transform,
    /// The account's organizations, invitations and requests for conversion.
    Organizations,
    /// Creating an organization.
    NewOrganization,
    /// An organization.
    Organization,
    /// An account's public profile.
    Profile,
    /// Deleting an organization.
    DeleteOrganization,
    /// Microsoft: what a personal account has as a second factor.
    MicrosoftSecurity,
    /// Microsoft: the same of a work or school account.
    MicrosoftWorkSecurity,
    /// Microsoft: help for who cannot sign in to a personal account.
    MicrosoftRecovery,
    /// Microsoft: how the directory of a domain is taken over.
    MicrosoftTakeover,
}

/// A line of a wizard for nuget.org.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Saying {
    // What was seen.
    /// nuget.org is being looked at.
    Looking,
    /// It could not be looked at, for the reason that stands there.
    NotSeen,
    /// There is a live account of this name.
    Live,
    /// There is none.
    NotLive,
    /// There is none, so that the name may be free.
    PerhapsFree,
    /// There is one, so that the name is taken.
    Taken,
    /// There is still one.
    StillThere,
    /// There is none yet.
    NotYetThere,
    /// There is none any more.
    Gone,
    /// Every package that search lists has another owner besides.
    SoleNone,
    /// So many have none.
    SoleSome,
    /// Not everything could be read, so that there may be more.
    SoleUnknown,
    /// One of them.
    SolePackage,
    /// Search names the account as an owner of none of the other packages that it had.
    OwnerGone,
    /// A package that nobody else owned has another owner now.
    OwnerNew,
    /// Search still names the account as the owner of packages.
    OwnerStill,
    /// Of packages search says nothing of owners now.
    OwnerUnsaid,
    /// What search says of the owners could not be read.
    OwnersNotSeen,
    /// The contact address, masked, before it is changed.
    MaskBefore,
    /// It fits the new address.
    MaskNew,
    /// It does not fit it.
    MaskOld,
    /// It cannot tell the two apart.
    MaskUnclear,
    /// It could not be asked for.
    MaskUnseen,
    // What was done.
    /// A step that was marked done.
    Marked,
    /// The person has seen it.
    SawItself,
    /// The person has not looked.
    NotSeenItself,
    /// nuget.org was asked to mail the linked Microsoft accounts, and said that it does.
    LoginsMailed,
    // What the sign-in assistance and its mail may say.
    /// There is no such user.
    SaysUnknownUser,
    /// The address does not match.
    SaysAddressWrong,
    /// The address on file is none.
    SaysAddressInvalid,
    /// The mail names a Microsoft account that can be used.
    MailNamesOne,
    /// It names one that cannot be used any more.
    MailNamesLost,
    /// It names none.
    MailNamesNone,
    /// No mail comes.
    NoMail,
    // At hand.
    /// The present Microsoft account can be used.
    HavePresentLogin,
    /// So can the new one.
    HaveNewLogin,
    /// The new one opens no account.
    HaveFreeLogin,
    /// No organization forbids the change.
    HaveNoTenantOrganization,
    /// The mailbox of the contact address can be read.
    HaveMailbox,
    /// Organizations have another administrator.
    HaveOtherAdministrators,
    // What a change of the Microsoft account means.
    /// The present one no longer opens the account.
    ChangeReplaces,
    /// What stays.
    ChangeKeeps,
    /// Nobody is told.
    ChangeSilent,
    // What a deletion means.
    /// It is final.
    DeleteFinal,
    /// The name stays reserved.
    DeleteName,
    /// Packages stay, and those without an owner are unlisted.
    DeletePackages,
    /// Keys stop working, other people's for this account too.
    DeleteKeys,
    /// What becomes of organizations.
    DeleteOrganizations,
    /// An organization could be what is wanted instead.
    DeleteConvertInstead,
    // What the sign-in may say instead.
    /// The credential expired, or access was not allowed.
    SaysExpired,
    /// An administrator has to approve.
    SaysAdminApproval,
    /// Nobody manages the directory.
    SaysUnmanaged,
    /// The address belongs to an account with another Microsoft account.
    SaysLinkedElsewhere,
    /// The address belongs to an organization.
    SaysLinkedOrganization,
    /// An account of the time of passwords.
    SaysLegacyPassword,
    /// It offers to register.
    SaysRegister,
    /// The account is locked.
    SaysLocked,
    /// Another account is signed in.
    SaysOtherSignedIn,
    // What changing the Microsoft account may say instead.
    /// It opens another account already.
    SaysFailedToUpdate,
    /// An organization does not allow it.
    SaysTenantForbids,
    /// It is done, and the contact address is another one.
    SaysAddressDiffers,
    /// The second factor is asked for.
    SaysSecondFactor,
    // What the request for a deletion may say instead.
    /// It could not be submitted.
    SaysNotSubmitted,
    /// An exception while deleting.
    SaysDeleteFailed,
    /// A request waits already.
    SaysRequested,
    // What handing over may say instead.
    /// The new owner is not known, or not confirmed.
    SaysOwnerUnknown,
    /// The reserved prefix does not allow it.
    SaysPrefix,
    // At hand, in further wizards.
    /// A Microsoft account that opens no account.
    HaveUnusedLogin,
    /// It has a second factor.
    HaveSecondFactor,
    /// The mailbox of the address that is given.
    HaveAddress,
    /// Both Microsoft accounts can be used.
    HaveBothLogins,
    /// So can a third one, which opens no account.
    HaveThirdLogin,
    /// The account is in no organization, and invited to none.
    HaveNoOrganizations,
    /// The contact address is confirmed.
    HaveConfirmed,
    /// The other account can administer an organization.
    HaveAdministrator,
    /// A mailbox that no account has yet.
    HaveOwnAddress,
    /// The address of the organization is confirmed.
    HaveConfirmedOrganization,
    /// Who is invited has confirmed their address.
    HaveConfirmedMember,
    /// The mailbox of the new address can be read.
    HaveNewMailbox,
    /// Whoever trusts packages by the name is told.
    HaveTold,
    // What other acts mean.
    /// A username can hardly be changed.
    NameStays,
    /// A conversion is final.
    ConvertFinal,
    /// Nobody signs in as the account any more.
    ConvertSignIn,
    /// What becomes of API keys.
    ConvertKeys,
    /// What becomes of trusted publishing.
    ConvertPublishing,
    /// What stays.
    ConvertStays,
    /// A request takes the place of an earlier one.
    ConvertReplaces,
    /// Who accepts administers it.
    AcceptAdministers,
    /// Keys come over.
    AcceptKeys,
    /// A company may bind it to its tenant.
    AcceptTenant,
    /// Another name is for good.
    RenameFinal,
    /// The old name stays reserved.
    RenameOldName,
    /// Old addresses lead nowhere.
    RenameAddresses,
    /// What was signed before keeps the old name.
    RenameSignatures,
    /// Who trusts the old name has to change that.
    RenameTrust,
    /// Deleting an organization is final.
    OrganizationFinal,
    /// Its name stays reserved.
    OrganizationName,
    /// It must own nothing alone, and have no other member.
    OrganizationFirst,
    // What the registration may say instead.
    /// The name is not available.
    SaysNameTaken,
    /// The address is in use.
    SaysEmailTaken,
    // What confirming an address may say instead.
    /// Another account is signed in.
    SaysOtherUser,
    /// The link is not the newest.
    SaysLinkStale,
    /// No mail comes.
    SaysNoConfirmation,
    /// A password is asked for.
    SaysPasswordAsked,
    // What Microsoft's help may say instead.
    /// The Microsoft account does not exist any more.
    SaysMicrosoftGone,
    /// Microsoft cannot help.
    SaysMicrosoftNo,
    // What a conversion may say instead.
    /// There is no link to it.
    SaysNoTransform,
    /// The account is in an organization.
    SaysLeaveOrganizations,
    /// It is one already.
    SaysIsOrganization,
    /// It has not confirmed its address.
    SaysUnconfirmed,
    /// The administrator does not exist.
    SaysAdministratorMissing,
    /// They have not confirmed their address.
    SaysAdministratorUnconfirmed,
    /// They are an organization.
    SaysAdministratorOrganization,
    /// They are the account itself.
    SaysAdministratorSame,
    /// An e-mail address was typed.
    SaysByUsername,
    /// A request waits already.
    SaysInProgress,
    /// Somebody else is signed in.
    SaysSignInAsAdministrator,
    /// The request is gone, or nuget.org failed.
    SaysUnexpected,
    /// Nothing waits there.
    SaysNothingWaits,
    // What members may say instead.
    /// The organization is not confirmed.
    SaysOrganizationUnconfirmed,
    /// There is no such user.
    SaysMemberMissing,
    /// They have not confirmed their address.
    SaysMemberUnconfirmed,
    /// They are an organization.
    SaysMemberOrganization,
    /// They are a member already.
    SaysMemberAlready,
    /// They are not of the company.
    SaysTenantNotMet,
    /// The last administrator cannot go.
    SaysLastAdministrator,
    /// The organization alone owns packages.
    SaysPackagesFirst,
    /// It has other members.
    SaysMembersFirst,
    // What a change of the name may lead to instead.
    /// The contact page sends the person back.
    SaysNoSupportNeeded,
    /// Nobody answers.
    SaysNoAnswer,
    // What two-factor may say instead.
    /// The company does not allow it.
    SaysNotAllowedHere,
}
