//! What nuget.org and Microsoft say instead, where several plans lead through the same page: each with the wizard that
//! helps.

use contract::desktop::wizard::{Saying, WizardKind};

/// Refusals of a page.
pub(crate) type Refusals = &'static [(Saying, Option<WizardKind>)];

/// On the way through the sign-in.
pub(crate) const OF_SIGN_IN: Refusals = &[
    (Saying::SaysOtherSignedIn, Some(WizardKind::FindLogin)),
    (Saying::SaysRegister, Some(WizardKind::FindLogin)),
    (Saying::SaysLinkedElsewhere, Some(WizardKind::FindLogin)),
    (Saying::SaysLinkedOrganization, None),
    (Saying::SaysLegacyPassword, Some(WizardKind::Recover)),
    (Saying::SaysSecondFactor, Some(WizardKind::TwoFactor)),
    (Saying::SaysAdminApproval, None),
    (Saying::SaysUnmanaged, Some(WizardKind::UnmanagedTenant)),
    (Saying::SaysExpired, None),
];

/// When the Microsoft account is changed in the settings.
pub(crate) const OF_CHANGE: Refusals = &[
    (Saying::SaysFailedToUpdate, Some(WizardKind::Conflict)),
    (Saying::SaysAddressDiffers, Some(WizardKind::ContactEmail)),
    (Saying::SaysTenantForbids, Some(WizardKind::Members)),
    (Saying::SaysSecondFactor, Some(WizardKind::TwoFactor)),
    (Saying::SaysExpired, None),
    (Saying::SaysAdminApproval, None),
    (Saying::SaysUnmanaged, Some(WizardKind::UnmanagedTenant)),
    (Saying::SaysLocked, None),
];

/// When an address is confirmed by the link of a mail.
pub(crate) const OF_CONFIRMING: Refusals = &[
    (Saying::SaysNoConfirmation, None),
    (Saying::SaysOtherUser, None),
    (Saying::SaysLinkStale, None),
    (Saying::SaysEmailTaken, None),
];

/// In the site's own sign-in assistance.
pub(crate) const OF_ASSISTANCE: Refusals = &[
    (Saying::SaysUnknownUser, None),
    (Saying::SaysAddressWrong, None),
    (Saying::SaysAddressInvalid, Some(WizardKind::Recover)),
];

/// What its mail says, or when none comes.
pub(crate) const OF_MAIL: Refusals = &[
    (Saying::MailNamesOne, Some(WizardKind::ChangeLogin)),
    (Saying::MailNamesLost, Some(WizardKind::Recover)),
    (Saying::MailNamesNone, Some(WizardKind::Recover)),
    (Saying::NoMail, None),
];
