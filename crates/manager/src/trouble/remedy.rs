//! Which wizard helps against what.

use contract::{
    Code,
    desktop::{trouble::Cause, wizard::WizardKind},
};

/// The wizard that mends a cause; for a refusal of a gallery, that of its code.
pub(super) fn wizard(cause: Cause, code: Option<Code>) -> Option<WizardKind> {
    match cause {
        Cause::Refusal => code.and_then(of_code),
        Cause::Conflict => Some(WizardKind::Conflict),
        Cause::HandOverFailed => Some(WizardKind::ChangeLogin),
        Cause::ContactDiffers | Cause::AccountUnconfirmed => Some(WizardKind::ContactEmail),
        Cause::LinkedElsewhere
        | Cause::LegacyPassword
        | Cause::UsernameUnknown
        | Cause::AddressMismatch
        | Cause::AdminApproval
        | Cause::MicrosoftPolicy => Some(WizardKind::Recover),
        Cause::TenantForbidsChange
        | Cause::LastAdministrator
        | Cause::OrganizationHasMembers
        | Cause::OrganizationPage => Some(WizardKind::Members),
        Cause::UnmanagedTenant => Some(WizardKind::UnmanagedTenant),
        Cause::MicrosoftSecondFactor => Some(WizardKind::TwoFactor),
        Cause::MustLeaveOrganizations
        | Cause::AdministratorUnknown
        | Cause::AdministratorUnconfirmed
        | Cause::AdministratorIsOrganization
        | Cause::AdministratorIsSame
        | Cause::AdministratorByAddress
        | Cause::ConversionInProgress
        | Cause::ConversionFailed
        | Cause::ConvertPage => Some(WizardKind::Convert),
        Cause::ConversionLink => Some(WizardKind::AnswerConversion),
        Cause::DeletePage => Some(WizardKind::DeleteAccount),
        // What else a link may be about, its own page does.
        Cause::MailedLink => Some(WizardKind::KeepAccount),
        _ => None,
    }
}

/// Members and keys need an organization or a key besides, which a code does not name.
fn of_code(code: Code) -> Option<WizardKind> {
    match code {
        Code::IdentityAlreadyLinked => Some(WizardKind::Conflict),
        Code::CurrentIdentityWrong => Some(WizardKind::ChangeLogin),
        Code::LoginChangeOpen | Code::AccountFrozen | Code::UndoContested => Some(WizardKind::UndoLogin),
        Code::UnmanagedTenant => Some(WizardKind::UnmanagedTenant),
        Code::LoginMissing
        | Code::AccountUnknown
        | Code::AddressMismatch
        | Code::CredentialsWrong
        | Code::PasswordLoginUnsupported
        | Code::RecoveryInvalid
        | Code::RecoveryWaits => Some(WizardKind::Recover),
        Code::RecoveryCodesRequired => Some(WizardKind::RecoveryCodes),
        Code::SecondFactorRequired | Code::TwoFactorEnforced => Some(WizardKind::TwoFactor),
        Code::EmailUnconfirmed | Code::EmailTaken => Some(WizardKind::ContactEmail),
        Code::ConversionIsMember
        | Code::AdministratorIsSame
        | Code::AdministratorUnconfirmed
        | Code::AdministratorIsOrganization => Some(WizardKind::Convert),
        _ => None,
    }
}
