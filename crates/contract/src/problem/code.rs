//! The closed list of the reasons why something is refused.

use serde::{Deserialize, Serialize};

/// Why something was refused or failed. Stable: clients act on it, people never see it. The UI's table of texts has
/// one row for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    // What a gallery refuses.
    /// The request is not of the API's form.
    BadRequest,
    /// There is no such thing, or not for this caller.
    NotFound,
    /// The method is not allowed on this address.
    MethodNotAllowed,
    /// The request is larger than allowed.
    TooLarge,
    /// Too many requests; `retry_after` says when to come back.
    TooManyRequests,
    /// There are as many already as there may be: waiting does not help, one of them has to go first.
    LimitReached,
    /// The gallery failed; nothing was changed.
    GalleryFailed,
    /// The gallery is busy or stopping; try again.
    GalleryBusy,
    /// No session, or one that ended.
    SessionRequired,
    /// A full session is needed.
    FullSessionRequired,
    /// The proof is unknown, spent, of another purpose, or the attempt secret is not its own.
    ProofInvalid,
    /// The proof's time has run out.
    ProofExpired,
    /// The ID token does not hold: signature, issuer, audience, nonce or time.
    IdTokenInvalid,
    /// The sign-in at Microsoft is too long ago for this act.
    SignInNotFresh,
    /// The provider sent no `auth_time`, which this act needs.
    SignInTimeMissing,
    /// The provider sent no `auth_time`: the code that is mailed instead must be typed first.
    MailedCodeRequired,
    /// The gallery cannot reach its identity provider.
    ProviderUnreachable,
    /// No account has this Microsoft identity.
    IdentityNotLinked,
    /// The Microsoft identity is the login of an account already.
    IdentityAlreadyLinked,
    /// An operator locked the account.
    AccountLocked,
    /// The gallery takes no new accounts.
    RegistrationClosed,
    /// The username breaks the rules for usernames.
    UsernameInvalid,
    /// The username is taken, or was once.
    UsernameTaken,
    /// The text is an e-mail address where a username is wanted.
    UsernameIsEmail,
    /// The e-mail address breaks the rules for addresses.
    EmailInvalid,
    /// Another account has confirmed this e-mail address.
    EmailTaken,
    /// Nothing waits to be confirmed.
    EmailNotPending,
    /// The code is wrong; `tries_left` says how often it may still be tried.
    CodeWrong,
    /// The code's time or its tries have run out; ask for a new one.
    CodeExpired,
    // Changing a login.
    /// The proof of the present identity is of another one, or missing.
    CurrentIdentityWrong,
    /// The account has no Microsoft login.
    LoginMissing,
    /// While a change of the login can be undone, this is refused; `until` in the account says for how long.
    LoginChangeOpen,
    /// There is no change of the login that could be undone.
    LoginChangeNotOpen,
    /// The account is frozen until somebody shows that it is theirs.
    AccountFrozen,
    /// This identity alone cannot undo the change.
    UndoContested,
    /// The recovery code is wrong, or was used.
    RecoveryCodeWrong,
    /// The text cannot be a recovery code: a character is missing, too many or wrong.
    RecoveryCodeMistyped,
    /// Recovery codes must be shown, and one typed back, first.
    RecoveryCodesRequired,
    /// The sign-in at Microsoft must be done with a second factor.
    SecondFactorRequired,
    /// The gallery demands two-factor; it cannot be switched off.
    TwoFactorEnforced,
    /// An organization's tenant policy does not allow this account to change its login.
    TenantPolicyForbidsChange,
    /// The name that was typed to confirm is not the one that was asked for; the app finds that before the gallery does.
    ConfirmationWrong,
    /// A reason is not 1 to 200 characters in one line.
    ReasonInvalid,
    // Recovering.
    /// No account has this username.
    AccountUnknown,
    /// The address is not the account's.
    AddressMismatch,
    /// Name and password do not belong to an account.
    CredentialsWrong,
    /// Too many wrong passwords; `retry_after` says when to try again.
    PasswordLockedOut,
    /// The gallery takes no passwords.
    PasswordLoginUnsupported,
    /// The new password breaks the rules for passwords.
    PasswordInvalid,
    /// The current password is wrong.
    PasswordWrong,
    /// The account has no password.
    PasswordMissing,
    /// This is the last way to sign in.
    LastLogin,
    /// The recovery is unknown, over, or not this request's.
    RecoveryInvalid,
    /// The recovery has to wait; `retry_after` says how long.
    RecoveryWaits,
    /// The account has a Microsoft login, so this way back is closed.
    LoginPresent,
    // The contact e-mail.
    /// The account's contact e-mail has not been confirmed.
    EmailUnconfirmed,
    // Organizations.
    /// The caller may not do this for this account.
    NotAuthorized,
    /// The organization's contact e-mail has not been confirmed.
    OrganizationUnconfirmed,
    /// The account is a member already.
    MemberAlready,
    /// The account is not a member.
    MemberNotFound,
    /// The named account has not confirmed its contact e-mail.
    MemberUnconfirmed,
    /// The named account is an organization.
    MemberIsOrganization,
    /// There is no such invitation.
    InvitationNotFound,
    /// The organization would be left without an administrator.
    LastAdministrator,
    /// The account's login is not of the tenant that the organization demands.
    TenantPolicyNotMet,
    /// The organization still has other members.
    OrganizationHasMembers,
    /// The organization is the only owner of packages.
    OrganizationOwnsPackages,
    // Conversion to an organization.
    /// The account is an organization already. The app finds it; a gallery is never asked, as nobody signs in as one.
    AlreadyOrganization,
    /// The account is a member of organizations, or invited.
    ConversionIsMember,
    /// The administrator is the account itself.
    AdministratorIsSame,
    /// The administrator has not confirmed their contact e-mail.
    AdministratorUnconfirmed,
    /// The administrator is an organization.
    AdministratorIsOrganization,
    /// There is no such request for conversion.
    ConversionNotFound,
    // Deletion.
    /// The account is being deleted.
    DeletionPending,
    /// The account is not being deleted.
    DeletionNotPending,
    /// What would happen has become worse than what was shown.
    ConsequencesChanged,
    // Packages and API keys.
    /// The text is not a package id.
    PackageInvalid,
    /// The caller's account does not own the package.
    NotPackageOwner,
    /// The account owns the package already.
    OwnerAlready,
    /// There is no such request for ownership.
    OwnershipRequestNotFound,
    /// The package would be left without an owner.
    LastOwner,
    /// The description of an API key is missing or too long.
    KeyDescriptionInvalid,
    /// The caller may not make keys for this owner, or with this scope.
    KeyOwnerNotAllowed,
    /// The scopes, packages or life of an API key break the rules.
    KeyInvalid,
    /// The feed's own secret is missing or wrong.
    FeedNotAuthorized,
    // Everywhere.
    /// It was changed meanwhile: read it again.
    Stale,
    // What the app itself finds.
    /// The text is not the address of a gallery.
    GalleryAddressInvalid,
    /// The address is not secured by TLS, and not on this computer.
    GalleryAddressNotSecure,
    /// What answers at the address is not a gallery.
    NotAGallery,
    /// The gallery speaks another version of the API.
    GalleryVersionUnknown,
    /// The gallery describes itself under another address.
    GalleryAddressDiffers,
    /// The gallery cannot be reached.
    GalleryUnreachable,
    /// A secure connection could not be made; `issuer` may name who signed the certificate.
    GalleryNotTrusted,
    /// The identity provider's description cannot be read or does not hold together.
    ProviderInvalid,
    /// The browser could not be opened.
    BrowserNotOpened,
    /// The person cancelled at Microsoft.
    SignInCancelled,
    /// The time for the sign-in has run out.
    SignInExpired,
    /// Microsoft refused; `error` and `description` say why.
    SignInRefused,
    /// Microsoft refused because the work domain has an unmanaged directory (AADSTS65005).
    UnmanagedTenant,
    /// The domain is one of personal mailboxes, which are in no directory of an organization.
    DomainIsPersonal,
    /// The sign-in can no longer be finished on this computer: start again.
    SignInLost,
    /// Another person came back than the one asked for.
    WrongIdentity,
    /// The pasted text is not the address that the browser ended on.
    PastedAddressInvalid,
    /// The pasted address belongs to another sign-in.
    PastedAddressForeign,
    /// This computer's own address could not be opened for the way back.
    LoopbackUnavailable,
    /// The keyring is locked.
    KeyringLocked,
    /// There is no keyring.
    KeyringUnavailable,
    /// What the keyring holds cannot be read.
    KeyringCorrupt,
    /// The session token is still in the keyring after a sign-out.
    KeyringNotCleared,
    /// The clock of this computer differs from the gallery's by minutes.
    ClockSkewed,
    /// The app failed; nothing was lost.
    AppFailed,
    /// A file could not be written into the folder for downloads.
    FileNotSaved,
    /// What is under way could not be saved, so nothing is decided with it.
    StateNotSaved,
    // What the app finds at nuget.org, which has no account API.
    /// nuget.org cannot be reached.
    SiteUnreachable,
    /// nuget.org is busy, or asked for a pause.
    SiteBusy,
    /// nuget.org's page or answer has another form than the app knows: go on in the browser.
    SiteChanged,
    /// Something other than nuget.org answered for it: the sign-in page of a network, or a check for robots.
    SiteIntercepted,
    /// nuget.org has no live account of this name; the name may be reserved.
    SiteAccountUnknown,
    /// The address is not the one that nuget.org has for the account.
    SiteAddressWrong,
    /// The app itself waits before it asks nuget.org again.
    SiteLimited,
    /// nuget.org has no contact address for the account that it could use: only its support can help.
    SiteNoAddress,
    /// The other account is named by the name of this one.
    SiteSameAccount,
}
