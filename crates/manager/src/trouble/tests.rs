use super::{named::Named, *};
use contract::desktop::{
    nuget_org::NUGET_ORG,
    wizard::{FieldName, WizardKind},
};

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
        ("https://www.nuget.org/account/transform", Cause::ConvertPage),
        ("https://nuget.org/organization/Contoso", Cause::OrganizationPage),
        ("https://www.nuget.org/account", Cause::AccountPage),
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
fn a_message_for_support_names_nobody_and_keeps_what_microsoft_asks_for() {
    let text = "AADSTS50020: User account 'Maya.Okafor@contoso.example' of mynugetaccount1 \
                Trace ID: 0ac2f0d1-7d2a-4f6e-9d3c-1b2a3c4d5e6f at 10.1.2.3 in C:\\Users\\maya\\x.log \
                https://login.example.org/cb?code=SECRET eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIi0";
    let message = diagnose(text, &["MyNuGetAccount1".to_owned()]).message;
    for secret in ["Maya", "maya", "contoso", "mynuget", "10.1.2.3", "SECRET", "eyJ"] {
        assert!(!message.contains(secret), "{secret} in {message}");
    }
    assert!(message.contains("0ac2f0d1-7d2a-4f6e-9d3c-1b2a3c4d5e6f"));
    assert!(message.contains("'[e-mail]'"));
}

#[test]
fn a_message_for_support_reads_as_it_is_whatever_marks_of_direction_were_pasted() {
    let found = diagnose("AADSTS50020: \u{202e}evil\u{202c} \u{2066}x\u{2069}", &[]);
    let message = found.message;
    assert!(message.starts_with("AADSTS50020: evil x"), "{message}");
}

#[test]
fn an_address_in_a_message_for_support_tells_where_and_nothing_of_whom() {
    for (text, message) in [
        (
            "https://www.nuget.org/account/confirm/Ana.Contoso/Zm9vYmFy",
            "https://www.nuget.org/account/confirm/…",
        ),
        (
            "see (https://www.nuget.org/profiles/Ana.Contoso).",
            "see (https://www.nuget.org/profiles/…).",
        ),
        (
            "https://www.nuget.org/users/account/LogOn?email=ana@contoso.example&t=SECRET",
            "https://www.nuget.org/users/account/LogOn…",
        ),
        (
            "https://www.nuget.org/account/confirm/ana@contoso.example/SECRET!",
            "https://www.nuget.org/account/confirm/…!",
        ),
        (
            "https://ana:SECRET@feed.example/packages",
            "https://feed.example/packages",
        ),
        ("ana@contoso.example/SECRET", "contoso.example/…"),
        ("www.nuget.org/profiles/Ana", "www.nuget.org/profiles/…"),
        ("\"/account/confirm/Ana/SECRET\"", "\"/account/confirm/…\""),
        (
            "https://accounts.example.org/act/AbCd",
            "https://accounts.example.org/act/…",
        ),
        (
            "href=\"https://a.example/act/SECRET\",\"https://b.example/profiles/Ana\"",
            "href=\"https://a.example/act/…\",\"https://b.example/profiles/…\"",
        ),
        (
            "http://127.0.0.1:40123/auth/callback?code=SECRET",
            "http://[network address]:40123/auth/callback…",
        ),
        (
            "io.github.nuget-accounts://auth/callback?code=SECRET#x",
            "io.github.nuget-accounts://auth/callback…",
        ),
        (
            "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?login_hint=ana%40contoso.example",
            "https://login.microsoftonline.com/…",
        ),
        ("login_hint=ana%40contoso.example", "login_hint=[e-mail]"),
        ("and/or 3/4 2.0/3.0 x://", "and/or 3/4 2.0/3.0 x://"),
    ] {
        assert_eq!(diagnose(text, &[]).message, message, "{text}");
    }
}

#[test]
fn no_address_in_a_message_for_support_keeps_a_secret_wherever_it_stands() {
    for before in ["", "(", "x=", "\u{201e}", "ana@contoso.example,"] {
        for place in [
            "account/confirm/Canary/",
            "profiles/",
            "?a=",
            "#",
            "act/",
            "x/y/",
            "act/%2F",
            "act;",
            "act,",
        ] {
            for secret in ["Canary", "canary@x.example", "Canary%40x.example", "C:Canary"] {
                let text = format!("{before}https://www.nuget.org/{place}{secret}");
                let message = diagnose(&text, &[]).message;
                let leaks = message.to_ascii_lowercase().contains("canary");
                assert!(!leaks && !message.contains("ana@"), "{text}: {message}");
            }
        }
    }
}

#[test]
fn a_domain_is_named_where_the_cause_lies_with_it() {
    let domain = |text: &str| diagnose(text, &[]).domain;
    assert_eq!(
        domain("Need admin approval for someone@YourDomain.com").as_deref(),
        Some("yourdomain.com")
    );
    assert_eq!(
        domain("the tenant 'contoso.example' is unmanaged").as_deref(),
        Some("contoso.example")
    );
    let sentence = "AADSTS65005: Using this application is currently not supported for your organization \
                    YourDomain.co.uk because it is in an unmanaged state.";
    assert_eq!(domain(sentence).as_deref(), Some("yourdomain.co.uk"));
    assert_eq!(domain("Need admin approval"), None);
    assert_eq!(domain("last administrator is someone@yourdomain.com"), None);
}

#[test]
fn the_domain_that_microsoft_refuses_is_read_from_its_sentence() {
    for said in [
        "access_denied: AADSTS65005: Using application 'NuGet Accounts' is currently not supported for your organization \
         yourdomain.com because it is in an unmanaged state.",
        "invalid_client: AADSTS65005: The company YourDomain.com is unmanaged",
    ] {
        assert_eq!(refused_domain(said).as_deref(), Some("yourdomain.com"), "{said}");
    }
    assert_eq!(refused_domain("access_denied: AADSTS65005: unmanaged"), None);
}

#[test]
fn a_cause_that_a_wizard_mends_leads_to_it() {
    for (text, wizard) in [
        (
            "Failed to update the Microsoft account with 'x@y.example'.",
            Some(WizardKind::Conflict),
        ),
        ("You must leave all organizations first.", Some(WizardKind::Convert)),
        ("https://www.nuget.org/account/delete", Some(WizardKind::DeleteAccount)),
        (
            "AADSTS65005: the tenant contoso.example is unmanaged",
            Some(WizardKind::UnmanagedTenant),
        ),
        ("code: account_frozen", Some(WizardKind::UndoLogin)),
        ("code: stale", None),
        ("Account 'X' is locked.", None),
    ] {
        assert_eq!(diagnose(text, &[]).wizard, wizard, "{text}");
    }
}

fn known(profile: &str, gallery: &str, username: &str) -> place::Known {
    place::Known {
        profile: profile.to_owned(),
        gallery: gallery.to_owned(),
        username: username.to_owned(),
    }
}

/// Where a text leads: gallery, account, wizard.
fn places(text: &str, accounts: &[place::Known]) -> Vec<(String, Option<String>, WizardKind)> {
    let found = diagnose(text, &[]);
    let places = place::places(&found, text, accounts, Some("practice")).into_iter();
    places
        .map(|place| (place.gallery, place.profile, place.wizard))
        .collect()
}

const LINKED: &str = "The email ana@contoso.example is linked to another Microsoft account.";

#[test]
fn a_text_leads_to_the_wizard_of_the_kind_of_gallery_that_the_account_is_at() {
    let here = known("p1", "practice", "Ana");
    let there = known("p2", NUGET_ORG, "Ana.Contoso");
    let at_the_service = ("practice".to_owned(), None, WizardKind::Recover);
    let guided = (NUGET_ORG.to_owned(), Some("p2".to_owned()), WizardKind::FindLogin);
    assert_eq!(
        places(LINKED, std::slice::from_ref(&here)),
        std::slice::from_ref(&at_the_service)
    );
    assert_eq!(
        places(LINKED, std::slice::from_ref(&there)),
        std::slice::from_ref(&guided)
    );
    assert_eq!(places(LINKED, &[here, there]), [at_the_service, guided], "asked which");
}

#[test]
fn a_text_that_names_nuget_org_leads_there_alone_and_without_an_account_too() {
    let here = known("p1", "practice", "Ana");
    let there = known("p2", NUGET_ORG, "Ana.Contoso");
    for address in [
        "https://www.nuget.org/account/delete",
        "https://nuget.org/account/delete",
    ] {
        let guided = |profile: Option<&str>| {
            let profile = profile.map(str::to_owned);
            (NUGET_ORG.to_owned(), profile, WizardKind::DeleteAccount)
        };
        assert_eq!(places(address, &[here.clone(), there.clone()]), [guided(Some("p2"))]);
        assert_eq!(places(address, std::slice::from_ref(&here)), [guided(None)]);
    }
    let tasks = places("https://www.nuget.org/account", &[there, here]);
    assert!(
        tasks
            .iter()
            .all(|(gallery, profile, _)| gallery == NUGET_ORG && profile.as_deref() == Some("p2"))
    );
    assert!(tasks.len() > 3, "what the page is for: {tasks:?}");
}

#[test]
fn what_can_be_done_is_said_of_the_kind_of_gallery_that_the_text_is_from() {
    let here = known("p1", "practice", "Ana");
    let there = known("p2", NUGET_ORG, "Ana.Contoso");
    let both = [here.clone(), there.clone()];
    let at = |text: &str, accounts: &[place::Known]| place::origin(&diagnose(text, &[]), text, accounts);
    assert_eq!(at(LINKED, std::slice::from_ref(&here)), Where::Service);
    assert_eq!(at(LINKED, std::slice::from_ref(&there)), Where::NugetOrg);
    assert_eq!((at(LINKED, &both), at(LINKED, &[])), (Where::Either, Where::Either));
    let locked = "Account 'ana.contoso' is locked.";
    assert_eq!(at(locked, &both), Where::NugetOrg, "the account that it names is there");
    for text in [
        "www.nuget.org: Failed to update the Microsoft account",
        "https://aka.ms/nuget-faq-msa-linked-another-account",
    ] {
        assert_eq!(at(text, std::slice::from_ref(&here)), Where::NugetOrg, "{text}");
    }
}

#[test]
fn with_no_account_in_the_list_either_kind_of_gallery_is_offered() {
    let of = |text: &str| {
        places(text, &[])
            .into_iter()
            .map(|(gallery, ..)| gallery)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(LINKED), ["practice", NUGET_ORG]);
    let conflict = "The Microsoft account is already linked to another NuGet account.";
    assert_eq!(
        of(conflict),
        [NUGET_ORG],
        "at a service somebody has to be signed in for it"
    );
    assert_eq!(
        of("code: account_frozen"),
        ["practice"],
        "nuget.org has nothing of the kind"
    );
}

#[test]
fn an_account_that_the_text_names_is_the_one_that_is_meant() {
    let accounts = [known("p1", NUGET_ORG, "Ana"), known("p2", NUGET_ORG, "Ben.Contoso")];
    let profiles = |text: &str| {
        places(text, &accounts)
            .into_iter()
            .map(|(_, profile, _)| profile)
            .collect::<Vec<_>>()
    };
    let named = "Account 'ben.contoso' does not have a confirmed email address.";
    assert_eq!(profiles(named), [Some("p2".to_owned())]);
    assert_eq!(
        profiles("The account does not have a confirmed email address.").len(),
        2
    );
    let in_the_way = "Failed to update the Microsoft account. It is linked with account 'Ben.Contoso'.";
    assert_eq!(profiles(in_the_way).len(), 2, "who is in the way is not who is asking");
}

#[test]
fn names_and_addresses_of_a_text_fill_the_fields_that_ask_for_them() {
    let fields = |text: &str, cause: Cause, kind: WizardKind, at_nuget_org: bool, known: bool| {
        Named::of(text).fields(cause, kind, at_nuget_org, known)
    };
    let name = |field: FieldName, text: &str| (field, text.to_owned());
    assert_eq!(
        fields(LINKED, Cause::LinkedElsewhere, WizardKind::FindLogin, true, true),
        [name(FieldName::Email, "ana@contoso.example")]
    );
    let assistance = "https://www.nuget.org/account/confirm/Ana.Contoso/SECRET (ana@contoso.example)";
    assert_eq!(
        fields(assistance, Cause::UsernameUnknown, WizardKind::Recover, false, false),
        [
            name(FieldName::Username, "Ana.Contoso"),
            name(FieldName::Email, "ana@contoso.example")
        ]
    );
    let administrator = "Administrator account 'Mia.Weber' does not exist.";
    for (at_nuget_org, field) in [(true, FieldName::OtherUsername), (false, FieldName::Username)] {
        assert_eq!(
            fields(
                administrator,
                Cause::AdministratorUnknown,
                WizardKind::Convert,
                at_nuget_org,
                true
            ),
            [name(field, "Mia.Weber")]
        );
    }
    let conflict = "It is already linked with another account, \u{2018}MyNuGetAccount2\u{2019}.";
    let filled = fields(conflict, Cause::Conflict, WizardKind::Conflict, true, true);
    assert_eq!(filled, [name(FieldName::OtherUsername, "MyNuGetAccount2")]);
    assert_eq!(
        fields("'a' '' @ // ://", Cause::Unknown, WizardKind::Recover, false, false),
        []
    );
}
