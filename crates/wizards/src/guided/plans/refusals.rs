//! What nuget.org and Microsoft say instead, where several plans lead through the same page.

use contract::desktop::wizard::{Saying, WizardKind};

/// On the way through the sign-in.
pub(super) const OF_SIGN_IN: &[(Saying, Option<WizardKind>)] = &[
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
pub(super) const OF_CHANGE: &[(Saying, Option<WizardKind>)] = &[
    (Saying::SaysFailedToUpdate, Some(WizardKind::Conflict)),
    (Saying::SaysAddressDiffers, Some(WizardKind::ContactEmail)),
    (Saying::SaysTenantForbids, Some(WizardKind::Members)),
    (Saying::SaysSecondFactor, Some(WizardKind::TwoFactor)),
    (Saying::SaysExpired, None),
    (Saying::SaysAdminApproval, None),
    (Saying::SaysUnmanaged, Some(WizardKind::UnmanagedTenant)),
    (Saying::SaysLocked, None),
];

/// In the site's own sign-in assistance.
pub(crate) const OF_ASSISTANCE: &[(Saying, Option<WizardKind>)] = &[
    (Saying::SaysUnknownUser, None),
    (Saying::SaysAddressWrong, None),
    (Saying::SaysAddressInvalid, Some(WizardKind::Recover)),
];

/// What its mail says, or when none comes.
pub(crate) const OF_MAIL: &[(Saying, Option<WizardKind>)] = &[
    (Saying::MailNamesOne, Some(WizardKind::ChangeLogin)),
    (Saying::MailNamesLost, Some(WizardKind::Recover)),
    (Saying::MailNamesNone, Some(WizardKind::Recover)),
    (Saying::NoMail, None),
];
