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
}
