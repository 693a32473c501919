//! Every sentence that is known, and what is not.

use crate::trouble::*;

fn cause_of(text: &str) -> Cause {
    diagnose(text, &[]).cause
}

/// The catalogue of the gallery's and Microsoft's sentences, and what each means.
const CATALOGUE: &[(&str, Cause)] = &[
    (
        "Failed to update the Microsoft account with 'account2@outlook.com'. This could happen if it is already linked to another NuGet account.",
        Cause::Conflict,
    ),
    (
        "Changing the login is not allowed by your organization(s).",
        Cause::TenantForbidsChange,
    ),
    (
        "Your credential expired or you did not allow us access.",
        Cause::HandOverFailed,
    ),
    (
        "The email address associated with the new linked Microsoft account is different from your contact address.",
        Cause::ContactDiffers,
    ),
    (
        "The email x@y.example is linked to another Microsoft account.",
        Cause::LinkedElsewhere,
    ),
    (
        "The address is linked to an organization.",
        Cause::AddressOfOrganization,
    ),
    ("This account uses a legacy password login.", Cause::LegacyPassword),
    (
        "AADSTS65005: … the company contoso.example is unmanaged",
        Cause::UnmanagedTenant,
    ),
    ("AADSTS650051 … from the unmanaged directory", Cause::UnmanagedTenant),
    ("Need admin approval", Cause::AdminApproval),
    (
        "It does not match with the email address linked to the account.",
        Cause::AddressMismatch,
    ),
    ("Please enter a valid username.", Cause::UsernameUnknown),
    ("You must leave all organizations first.", Cause::MustLeaveOrganizations),
    ("X is already an organization.", Cause::AlreadyOrganization),
    ("X should be a confirmed user.", Cause::AccountUnconfirmed),
    ("Account 'X' is locked.", Cause::AccountLocked),
    ("Administrator account 'X' does not exist.", Cause::AdministratorUnknown),
    (
        "Administrator account 'X' has not confirmed its address.",
        Cause::AdministratorUnconfirmed,
    ),
    (
        "Administrator account cannot be an organization.",
        Cause::AdministratorIsOrganization,
    ),
    (
        "Administrator account cannot be the same account.",
        Cause::AdministratorIsSame,
    ),
    (
        "Name the administrator by username, not an email address.",
        Cause::AdministratorByAddress,
    ),
    ("A request to transform it is in progress.", Cause::ConversionInProgress),
    ("You must sign in as administrator 'X'.", Cause::NotTheAdministrator),
    (
        "An unexpected error occurred while transforming the account.",
        Cause::ConversionFailed,
    ),
    ("You are the last administrator.", Cause::LastAdministrator),
    ("The organization must be confirmed.", Cause::OrganizationUnconfirmed),
    (
        "X has not linked their account to a Microsoft Entra ID credential.",
        Cause::MemberOfOtherTenant,
    ),
    (
        "It cannot be deleted unless you transfer ownership.",
        Cause::OrganizationOwnsPackages,
    ),
    (
        "It cannot be deleted unless you remove all other members.",
        Cause::OrganizationHasMembers,
    ),
    (
        "No matching trust policy owned by user 'x' was found.",
        Cause::NoTrustPolicy,
    ),
    ("The event 'pull_request' is not allowed.", Cause::EventNotAllowed),
    ("The token has already been used.", Cause::TokenUsed),
    ("AADSTS65004: User declined to consent.", Cause::MicrosoftCancelled),
    (
        "AADSTS90094: an administrator has set a policy",
        Cause::MicrosoftConsent,
    ),
    (
        "AADSTS50020: User account from an identity provider does not exist in tenant",
        Cause::MicrosoftWrongAccount,
    ),
    (
        "AADSTS50076: you must use multi-factor authentication",
        Cause::MicrosoftSecondFactor,
    ),
    ("AADSTS53003: blocked by Conditional Access", Cause::MicrosoftPolicy),
    (
        "AADSTS700016: Application was not found in the directory",
        Cause::MicrosoftOperator,
    ),
    ("AADSTS90033: a transient error", Cause::MicrosoftTransient),
    ("AADSTS70008: the code has expired", Cause::MicrosoftExpired),
    ("AADSTS999999: something new", Cause::MicrosoftOther),
    (
        "Your account has been locked. Contact your support person.",
        Cause::MicrosoftOther,
    ),
    ("Administratorgenehmigung erforderlich", Cause::AdminApproval),
    (
        "A user with the provided user name does not exist.",
        Cause::UsernameUnknown,
    ),
    (
        "The email address you provided does not match the one of the account.",
        Cause::AddressMismatch,
    ),
    (
        "The email address 'a@b.example' is already in use by a different account.",
        Cause::LinkedElsewhere,
    ),
    (
        "You are a member of one or more organizations.",
        Cause::MustLeaveOrganizations,
    ),
    ("You can't leave the organization.", Cause::LastAdministrator),
    ("You can't change your role.", Cause::LastAdministrator),
    (
        "You no longer meet the requirements of this organization.",
        Cause::MemberOfOtherTenant,
    ),
];

#[test]
fn every_row_of_the_catalogue_is_known() {
    for (text, cause) in CATALOGUE {
        assert_eq!(cause_of(text), *cause, "{text}");
    }
}

#[test]
fn casing_line_breaks_mark_up_and_noise_around_a_sentence_change_nothing() {
    for (text, cause) in CATALOGUE {
        assert_eq!(cause_of(&text.to_uppercase()), *cause, "{text}");
        assert_eq!(cause_of(&text.replace(' ', "\r\n\t ")), *cause, "{text}");
        assert_eq!(cause_of(&text.replace('\'', "\u{2019}")), *cause, "{text}");
        let page = format!(
            "<div class=\"a\">Home</div>\n<p>{}</p> Contact",
            text.replace('\'', "&#39;")
        );
        assert_eq!(cause_of(&page), *cause, "{text}");
    }
}

#[test]
fn addresses_are_known_by_where_they_lead() {
    for (address, cause) in [
        (
            "https://www.nuget.org/users/account/LogOn?returnUrl=%2F",
            Cause::SignInPage,
        ),
        ("https://www.nuget.org/account/delete", Cause::DeletePage),
        ("www.NuGet.org/account/delete", Cause::DeletePage),
        ("aka.ms/nuget-faq-unmanaged-tenant", Cause::UnmanagedTenant),
        ("https://www.nuget.org/account/transform", Cause::ConvertPage),
        (
            "https://www.nuget.org/account/transform/confirm/Ana.Contoso/SECRET",
            Cause::ConversionLink,
        ),
        (
            "www.NuGet.org/Account/Transform/Reject/Ana.Contoso/SECRET",
            Cause::ConversionLink,
        ),
        (
            "https://feed.contoso.example/account/transform/confirm/Ana/SECRET",
            Cause::ConversionLink,
        ),
        ("https://nuget.org/organization/Contoso", Cause::OrganizationPage),
        ("https://www.nuget.org/account", Cause::AccountPage),
        ("https://www.nuget.org/Account/?x=y", Cause::AccountPage),
        (
            "https://www.nuget.org/account/confirm/Ana.Contoso/Zm9v",
            Cause::AccountUnconfirmed,
        ),
        ("https://www.nuget.org/account/ApiKeys", Cause::KeysPage),
        ("https://aka.ms/nuget-faq-msa-linked-another-account", Cause::Conflict),
        ("https://aka.ms/nuget-faq-unmanaged-tenant", Cause::UnmanagedTenant),
        (
            "io.github.nuget-accounts://auth/callback?code=x&state=y",
            Cause::SignInReturn,
        ),
        (
            "http://127.0.0.1:40123/auth/callback?code=x&state=y",
            Cause::SignInReturn,
        ),
        ("https://accounts.example.org/act/AbCd", Cause::MailedLink),
        (
            "https://login.example.org/x?error=access_denied",
            Cause::MicrosoftCancelled,
        ),
    ] {
        assert_eq!(cause_of(address), cause, "{address}");
    }
}

#[test]
fn only_the_page_with_the_settings_is_called_that() {
    for page in ["Packages", "trustedpublishing", "certificates", "settings"] {
        let address = format!("https://www.nuget.org/account/{page}");
        assert_eq!(cause_of(&address), Cause::Unknown, "{address}");
    }
    let keys = diagnose("https://www.nuget.org/account/apikeys", &[]);
    assert_eq!(keys.wizard, None, "nothing is deleted or converted there");
}

/// What Microsoft says where nobody manages a directory, as it stands in an address.
const SAID: &str = "error=access_denied&error_description=AADSTS65005%3A+The+company+contoso.com+is+unmanaged&state=y";

#[test]
fn an_address_that_tells_of_an_error_is_known_by_that_wherever_the_browser_ended() {
    for address in [
        format!("io.github.nuget-accounts://auth/callback?{SAID}"),
        format!("IO.github.nuget-accounts://auth/callback/AbCd?{SAID}"),
        format!("io.github.nuget-accounts://auth/callback#{SAID}"),
        format!("http://127.0.0.1:40123/auth/callback?{SAID}"),
        format!("https://www.nuget.org/users/account/return#{SAID}"),
        format!("It says {}.", SAID.replace('&', "&amp;")),
    ] {
        let found = diagnose(&address, &[]);
        assert_eq!(
            (found.cause, found.domain.as_deref(), found.numbers.as_slice()),
            (Cause::UnmanagedTenant, Some("contoso.com"), &[65005][..]),
            "{address}"
        );
    }
    assert_eq!(
        cause_of("io.github.nuget-accounts://auth/callback?error=access_denied&state=y"),
        Cause::MicrosoftCancelled
    );
}

#[test]
fn an_e_mail_address_in_what_an_address_tells_names_the_domain_and_what_else_stands_there_does_not() {
    let domain = |text: &str| diagnose(text, &[]).domain;
    let said = "https://login.example.org/x?error=consent_required&error_description=Need%20admin%20approval%20for%20";
    assert_eq!(
        domain(&format!("{said}x%40contoso.com")).as_deref(),
        Some("contoso.com")
    );
    assert_eq!(domain(&format!("{said}you&login_hint=x%40contoso.com")), None);
}

#[test]
fn a_code_of_the_app_is_known_in_whatever_it_was_copied_with() {
    let found = diagnose("{\"code\":\"last_administrator\",\"status\":409}", &[]);
    assert_eq!(
        (found.cause, found.code),
        (Cause::Refusal, Some(Code::LastAdministrator))
    );
}

#[test]
fn what_tells_nothing_is_called_unknown_and_nothing_is_called_nothing() {
    assert_eq!(cause_of("Hello world"), Cause::Unknown);
    assert_eq!(cause_of(" \n "), Cause::Nothing);
    assert_eq!(cause_of(&"x".repeat(1_000_000)), Cause::Unknown);
    assert_eq!(cause_of("<<<>>> < a <b"), Cause::Unknown);
}

#[test]
fn words_of_the_gallery_in_somebody_elses_sentence_are_not_the_gallery_s() {
    for (text, gallery_s) in [
        (
            "AADSTS50053: The account is locked, you've tried to sign in too many times.",
            Cause::AccountLocked,
        ),
        (
            "NuGet Accounts: The keyring of this computer is locked.",
            Cause::AccountLocked,
        ),
        (
            "AADSTS50034: The user account does not exist. Contact your administrator account team.",
            Cause::AdministratorUnknown,
        ),
        (
            "You must add a member by username, not an email address.",
            Cause::AdministratorByAddress,
        ),
        ("Your request is in progress.", Cause::ConversionInProgress),
    ] {
        assert_ne!(cause_of(text), gallery_s, "{text}");
    }
}
