//! Where a text leads: a domain, a wizard, an account.

use crate::{
    gallery::address::gallery_id,
    trouble::{named::Named, *},
};
use contract::desktop::{
    nuget_org::NUGET_ORG,
    trouble::TroublePlace,
    wizard::{FieldName, WizardKind},
};

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
        organizations: Vec::new(),
    }
}

/// The same, of a member of these organizations.
fn member(known: place::Known, organizations: &[&str]) -> place::Known {
    let organizations = organizations.iter().map(|name| (*name).to_owned()).collect();
    place::Known { organizations, ..known }
}

/// Where a text leads: gallery, account, wizard.
fn places(text: &str, accounts: &[place::Known]) -> Vec<(String, Option<String>, WizardKind)> {
    let found = diagnose(text, &[]);
    let places = place::places(&found, text, accounts, Some("practice")).into_iter();
    places
        .map(|place| (place.gallery, place.profile, place.wizard))
        .collect()
}

pub(super) const LINKED: &str = "The email ana@contoso.example is linked to another Microsoft account.";

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
fn a_link_to_answer_a_conversion_leads_to_the_answer_of_whoever_may_give_it() {
    let answers = |gallery: &str, profile: Option<&str>| {
        let profile = profile.map(str::to_owned);
        (gallery.to_owned(), profile, WizardKind::AnswerConversion)
    };
    let feed = gallery_id(&"https://feed.contoso.example".parse().unwrap());
    let accounts = [
        known("p1", "practice", "Ana"),
        known("p2", NUGET_ORG, "Ana.Contoso"),
        known("p3", NUGET_ORG, "Mia"),
        known("p4", &feed, "Mia"),
        known("p5", &feed, "Old.Tools"),
    ];
    for act in ["confirm", "reject"] {
        let link = format!("https://www.nuget.org/account/transform/{act}/Ana.Contoso/SECRET");
        let expected = [answers(NUGET_ORG, Some("p3"))];
        assert_eq!(places(&link, &accounts), expected, "who asks does not answer");
        assert_eq!(places(&link, &accounts[..2]), [answers(NUGET_ORG, None)]);
        assert_eq!(places(&link, &[]), [answers(NUGET_ORG, None)]);
    }
    let link = "https://feed.contoso.example/account/transform/confirm/Old.Tools/SECRET";
    assert_eq!(places(link, &accounts), [answers(&feed, Some("p4"))]);
    let elsewhere = "https://nuget.org.evil.example/account/transform/confirm/Old.Tools/SECRET";
    assert_eq!(
        places(elsewhere, &accounts),
        [],
        "a link of another gallery is answered at none of these"
    );
    assert_eq!(places(elsewhere, &[]), []);
}

#[test]
fn who_asks_for_the_conversion_that_a_link_is_about_need_not_be_typed() {
    let link = "https://www.nuget.org/account/transform/reject/Ana.Contoso/SECRET";
    let found = diagnose(link, &[]);
    let place = place::places(&found, link, &[], None).remove(0);
    assert_eq!(place.subject.as_deref(), Some("Ana.Contoso"));
    for known in [false, true] {
        let fields = Named::of(link).fields(found.cause, place.wizard, true, known);
        assert_eq!(fields, [(FieldName::OtherUsername, "Ana.Contoso".to_owned())]);
    }
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
    let waits = "A transform request, with account 'Ben.Contoso' as administrator, is in progress.";
    assert_eq!(profiles(waits).len(), 2, "who is to administer it is not who is asking");
    let in_the_way = "Failed to update the Microsoft account. It is linked with account 'Ben.Contoso'.";
    assert_eq!(profiles(in_the_way).len(), 2, "who is in the way is not who is asking");
}

const OF_MEMBERS: [&str; 3] = [
    "Ana is the last administrator of the organization.",
    "You cannot leave unless you remove all other members.",
    "The change is not allowed by your organization(s).",
];

#[test]
fn what_the_members_of_an_organization_stand_in_the_way_of_leads_to_them_at_the_gallery_of_the_account() {
    let here = member(known("p1", "practice", "Ana"), &["contoso", "contoso-labs"]);
    let subjects = |text: &str| {
        let found = diagnose(text, &[]);
        let places = place::places(&found, text, std::slice::from_ref(&here), Some("practice"));
        let expected = |place: &TroublePlace| place.gallery == "practice" && place.wizard == WizardKind::Members;
        assert!(places.iter().all(expected), "{text}: {places:?}");
        places.into_iter().filter_map(|place| place.subject).collect::<Vec<_>>()
    };
    for text in OF_MEMBERS {
        assert_eq!(subjects(text), ["contoso", "contoso-labs"], "{text}");
    }
    let named = "You are the last administrator of the organization 'Contoso-Labs'.";
    assert_eq!(subjects(named), ["contoso-labs"]);
}

#[test]
fn nobody_of_a_service_is_sent_to_the_members_of_an_organization_at_nuget_org() {
    let here = known("p1", "practice", "Ana");
    let there = known("p2", NUGET_ORG, "Ana");
    for text in OF_MEMBERS {
        assert_eq!(places(text, std::slice::from_ref(&here)), [], "{text}");
        let guided = |profile: Option<&str>| (NUGET_ORG.to_owned(), profile.map(str::to_owned), WizardKind::Members);
        assert_eq!(
            places(text, &[here.clone(), there.clone()]),
            [guided(Some("p2"))],
            "{text}"
        );
        assert_eq!(places(text, &[]), [guided(None)], "{text}");
    }
}
