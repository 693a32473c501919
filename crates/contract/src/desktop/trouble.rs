//! "Something went wrong?": what a pasted error text or address means.

use crate::{
    Code,
    desktop::{
        view::{GalleryId, ProfileId},
        wizard::WizardKind,
    },
};
use serde::{Deserialize, Serialize};

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct TroublePage {
    /// What was pasted. It is kept nowhere but here.
    pub text: String,
    /// What it means; nothing before it was looked at.
    pub found: Option<Diagnosis>,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Diagnosis {
    /// The cause.
    pub cause: Cause,
    /// Where it happened, which decides what can be done.
    pub at: Where,
    /// The app's or a gallery's own code, where the text names one.
    pub code: Option<Code>,
    /// Microsoft's numbers in it (`AADSTS…`), for whoever helps.
    pub numbers: Vec<u32>,
    /// The domain that it is about.
    pub domain: Option<String>,
    /// The wizard that helps.
    pub wizard: Option<WizardKind>,
    /// Where it helps: for whom it can be started. With several the person says which.
    pub places: Vec<TroublePlace>,
    /// A message for somebody who helps, with personal data removed.
    pub message: String,
}

/// Where a text is from, as far as it and the list of accounts tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Where {
    /// From nuget.org.
    NugetOrg,
    /// From a gallery that has the account service.
    Service,
    /// From either.
    #[default]
    Either,
}

/// An account, or a gallery, at which a wizard can be started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct TroublePlace {
    /// The gallery.
    pub gallery: GalleryId,
    /// The account; absent where it is for none that the app knows.
    pub profile: Option<ProfileId>,
    /// Its username.
    pub username: Option<String>,
    /// The wizard that helps there, which is not everywhere the same.
    pub wizard: WizardKind,
    /// What the wizard is about besides.
    pub subject: Option<String>,
}

/// Why something went wrong, as far as a text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The text tells nothing that is known.
    Unknown,
    /// The text is empty.
    Nothing,
    /// It names one of this app's or a gallery's own refusals: the code says which.
    Refusal,
    // Changing the login.
    /// The new Microsoft account opens another account already.
    Conflict,
    /// An organization's tenant policy does not let its members change their login.
    TenantForbidsChange,
    /// Consent was not given, or the hand-over took longer than five minutes.
    HandOverFailed,
    /// The login was changed; the contact e-mail still is the earlier one.
    ContactDiffers,
    // Signing in.
    /// The address is the contact e-mail of an account that opens with another Microsoft account.
    LinkedElsewhere,
    /// The address belongs to an organization.
    AddressOfOrganization,
    /// The account is from before Microsoft accounts and was never linked to one.
    LegacyPassword,
    /// The work domain has a directory that nobody manages.
    UnmanagedTenant,
    /// The company's administrator has to allow the app.
    AdminApproval,
    // Sign-in assistance.
    /// No account has this username.
    UsernameUnknown,
    /// The address is not the account's contact e-mail.
    AddressMismatch,
    // Converting to an organization.
    /// The account is a member of organizations.
    MustLeaveOrganizations,
    /// It is an organization already.
    AlreadyOrganization,
    /// The account's contact e-mail is not confirmed.
    AccountUnconfirmed,
    /// The account is locked.
    AccountLocked,
    /// The administrator does not exist.
    AdministratorUnknown,
    /// The administrator has not confirmed their contact e-mail.
    AdministratorUnconfirmed,
    /// The administrator is an organization.
    AdministratorIsOrganization,
    /// The administrator is the account itself.
    AdministratorIsSame,
    /// The administrator was named by an e-mail address.
    AdministratorByAddress,
    /// An earlier request waits, and a new one takes its place.
    ConversionInProgress,
    /// Somebody else than the administrator opened the request.
    NotTheAdministrator,
    /// The gallery gives one sentence for three causes: a used link, a withdrawn request, or a fault of its own.
    ConversionFailed,
    // Organizations.
    /// It would be left without an administrator.
    LastAdministrator,
    /// Its contact e-mail is not confirmed.
    OrganizationUnconfirmed,
    /// The member does not sign in with an account of the company that the organization demands.
    MemberOfOtherTenant,
    /// It owns packages that would be left without an owner.
    OrganizationOwnsPackages,
    /// It has other members.
    OrganizationHasMembers,
    // Trusted publishing.
    /// No policy matches what the build said about itself.
    NoTrustPolicy,
    /// The policy does not allow this event.
    EventNotAllowed,
    /// A build's token was used a second time.
    TokenUsed,
    // Microsoft.
    /// The person cancelled or declined.
    MicrosoftCancelled,
    /// Consent is missing.
    MicrosoftConsent,
    /// The account is of another tenant or kind.
    MicrosoftWrongAccount,
    /// A second factor is needed, or has to be enrolled.
    MicrosoftSecondFactor,
    /// A policy of the company blocks it.
    MicrosoftPolicy,
    /// The gallery's registration at Microsoft is wrong.
    MicrosoftOperator,
    /// Microsoft is busy or out of order.
    MicrosoftTransient,
    /// A sign-in took too long or was used already.
    MicrosoftExpired,
    /// A refusal of Microsoft that is not known here.
    MicrosoftOther,
    // Addresses.
    /// The address on which a browser ended after a sign-in: it belongs on the sign-in's own page, and to nobody else.
    SignInReturn,
    /// A link from one of the gallery's mails.
    MailedLink,
    /// A link from the mail to whoever is to administer an account that asks to become an organization.
    ConversionLink,
    /// A page of nuget.org about signing in.
    SignInPage,
    /// A page of nuget.org about the account.
    AccountPage,
    /// A page of nuget.org about deleting the account.
    DeletePage,
    /// A page of nuget.org about converting the account.
    ConvertPage,
    /// A page of nuget.org about organizations.
    OrganizationPage,
    /// A page of nuget.org about API keys, which no wizard is for there.
    KeysPage,
    // This computer.
    /// Nothing could be reached: offline, a proxy, or a wrong clock.
    NoConnection,
    /// The secure connection was not trusted.
    NotTrusted,
    /// The clock of this computer is wrong.
    WrongClock,
}
