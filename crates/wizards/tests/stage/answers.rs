//! What a gallery may answer to each request.

use super::{account, changes, identity, now, shared, sole};
use accounts::email::EmailAddress;
use contract::{
    Code, KeyId, OfferId, Problem,
    account::{Account, AccountKind},
    consequence::Consequence,
    contact::UsernameRequest,
    conversion::{Conversion, OwnConversion, WaitingConversion},
    deletion::PendingDeletion,
    gallery::Feature,
    identity::IdentityKind,
    key::{Key, KeyList, KeyScope},
    organization::{
        Invitation, Member, Membership, Organization, OrganizationList, OrganizationRights, PendingMember, Role,
    },
    package::Offer,
    recovery::{Assistance, NextStep},
};
use wizards::{
    Answer, Call, Logins, OwnersOf, Request, SiteRequest,
    call::{
        ContactRequest, ConversionRequest, DeletionRequest, KeyRequest, OrganizationRequest, PackageRequest,
        ProofRequest,
        recovery::{Opened, RecoveryAnswer, RecoveryRequest},
    },
};

/// The address of the account that is recovered.
pub const ADDRESS: &str = "account1@outlook.com";

/// How an account may be.
pub fn accounts() -> Vec<Option<Account>> {
    let plain = || account("MyNuGetAccount1", 1);
    vec![
        Some(plain()),
        Some(Account {
            two_factor: true,
            ..plain()
        }),
        Some(account("MyNuGetAccount1", 3)),
        None,
        Some(Account {
            locked: true,
            login: None,
            ..plain()
        }),
        Some(Account {
            login_change_until: Some(now()),
            deletion_at: Some(now()),
            ..plain()
        }),
        Some(of_work()),
        Some(Account {
            frozen_at: Some(now()),
            ..plain()
        }),
    ]
}

fn of_work() -> Account {
    let mut account = account("MyNuGetAccount1", 1);
    if let Some(login) = &mut account.login {
        login.identity.kind = IdentityKind::WorkOrSchool;
    }
    account
}

/// The same, and what only some wizards look at.
fn told_accounts() -> Vec<Answer> {
    let plain = || account("MyNuGetAccount1", 1);
    let more = [
        plain(),
        Account {
            pending_email: Some("new@outlook.com".to_owned()),
            ..plain()
        },
        Account {
            confirmed_email: Some("new@outlook.com".to_owned()),
            ..plain()
        },
        Account {
            confirmed_email: None,
            pending_email: Some("new@outlook.com".to_owned()),
            ..plain()
        },
        Account {
            username: "MyNuGetAccount2".to_owned(),
            has_password: true,
            ..plain()
        },
        Account {
            kind: AccountKind::Organization,
            login: None,
            ..plain()
        },
    ];
    let known = accounts().into_iter().flatten().chain(more);
    known.map(|account| Answer::Account(Box::new(account))).collect()
}

/// What the gallery may answer to this call; or how it says that there is nothing.
pub fn answers_to(call: &Call) -> Vec<Result<Answer, Problem>> {
    if let Request::Deletion(DeletionRequest::KeepByLink { proof: None }) = &call.request
        && call.preview
    {
        return kept_by_link();
    }
    if call.preview {
        let foreseen = Ok(Answer::Consequences(foreseen(&call.request)));
        let refused = matches!(call.request, Request::Organization(OrganizationRequest::Delete { .. }));
        return [foreseen]
            .into_iter()
            .chain(refused.then(owns_packages).map(Err))
            .collect();
    }
    let nothing: &[Code] = match &call.request {
        Request::Contact(ContactRequest::UsernameRequest) => &[Code::NotFound, Code::NotFound],
        Request::Deletion(DeletionRequest::Show) => &[Code::DeletionNotPending; 3],
        Request::Conversion(ConversionRequest::Own) => &[Code::SessionRequired],
        Request::Organization(OrganizationRequest::Show { .. }) => &[Code::NotFound],
        Request::Recovery(RecoveryRequest::Link { .. }) => &[Code::SessionRequired],
        Request::Keys(KeyRequest::Revoke { .. }) => &[Code::NotFound],
        _ => &[],
    };
    let told = told_to(&call.request).into_iter().map(Ok);
    told.chain(nothing.iter().map(|code| Err((*code).into()))).collect()
}

fn told_to(request: &Request) -> Vec<Answer> {
    match request {
        Request::ChangeLogin { .. } | Request::SwapLogins { .. } | Request::MoveLogin { .. } => told_accounts(),
        Request::Contact(request) => to_contact(request),
        Request::Deletion(request) => to_deletion(request),
        Request::Conversion(request) => to_conversion(request),
        Request::Organization(request) => to_organization(request),
        Request::Packages(request) => to_package(request),
        Request::Keys(request) => to_keys(request),
        Request::Recovery(request) => to_recovery(request),
        Request::Logins(request) => to_logins(request),
        Request::Proofs(ProofRequest::MailCode { .. }) => vec![Answer::CodeMailed {
            address: EmailAddress::parse(ADDRESS).unwrap().masked(),
            until: now().plus_secs(900),
        }],
        Request::Proofs(ProofRequest::TypeCode { .. }) => vec![Answer::Done],
        Request::Site(request) => to_site(request),
    }
}

fn foreseen(request: &Request) -> Vec<Consequence> {
    let orphan = |package: &str| Consequence::PackageOrphaned {
        package: package.to_owned(),
        unlisted: true,
    };
    match request {
        Request::Deletion(DeletionRequest::KeepByLink { .. }) => {
            let username = "MyNuGetAccount1".to_owned();
            [vec![Consequence::AccountKept { username }], changes()].concat()
        }
        Request::Deletion(_) => vec![orphan("Okafor.Text"), orphan("Okafor.Json")],
        Request::Organization(OrganizationRequest::Delete { name }) => vec![
            Consequence::OrganizationDeleted {
                organization: name.clone(),
            },
            Consequence::NameReserved { username: name.clone() },
        ],
        Request::MoveLogin { .. } => [changes(), vec![orphan("Weber.Tools")]].concat(),
        _ => changes(),
    }
}

/// An organization that is not deleted, as it alone owns packages.
fn owns_packages() -> Problem {
    Problem {
        packages: vec!["Okafor.Text".to_owned(), "Okafor.Json".to_owned()],
        ..Code::OrganizationOwnsPackages.into()
    }
}

/// A link whose account lost its login, has it, or has two-factor on.
fn kept_by_link() -> Vec<Result<Answer, Problem>> {
    let username = || "MyNuGetAccount1".to_owned();
    let missing = |recovery| Consequence::LoginMissing {
        username: username(),
        recovery,
    };
    let kept = |more: Vec<Consequence>| {
        let kept = Consequence::AccountKept { username: username() };
        Ok(Answer::Consequences([kept].into_iter().chain(more).collect()))
    };
    vec![
        kept(vec![missing(false)]),
        kept(Vec::new()),
        kept(vec![missing(true)]),
        Err(Code::NotFound.into()),
    ]
}

fn to_contact(request: &ContactRequest) -> Vec<Answer> {
    match request {
        ContactRequest::ConfirmEmail { organization: Some(_) } | ContactRequest::ResendCode { .. } => {
            vec![Answer::Done]
        }
        ContactRequest::RequestUsername { .. } | ContactRequest::WithdrawUsername => vec![Answer::Done],
        ContactRequest::UsernameRequest => vec![Answer::UsernameRequest(UsernameRequest {
            wanted: "MyNuGetAccount2".to_owned(),
            reason: "A new name.".to_owned(),
            made_at: now(),
        })],
        ContactRequest::Account
        | ContactRequest::ChangeEmail { .. }
        | ContactRequest::CancelEmail { .. }
        | ContactRequest::ConfirmEmail { .. }
        | ContactRequest::ChooseMail { .. } => told_accounts(),
    }
}

fn to_deletion(request: &DeletionRequest) -> Vec<Answer> {
    let pending = || {
        Answer::Deletion(PendingDeletion {
            requested_at: now(),
            due_at: now().plus_secs(7 * 86_400),
            unlist_orphans: true,
            needs_another_identity: false,
            consequences: changes(),
        })
    };
    match request {
        DeletionRequest::Show => vec![pending()],
        DeletionRequest::Delete { .. } => vec![pending(), Answer::Done],
        DeletionRequest::Keep => told_accounts(),
        DeletionRequest::KeepByLink { .. } | DeletionRequest::OfferOwnership { .. } => vec![Answer::Done],
    }
}

fn conversion(effective: bool) -> Conversion {
    Conversion {
        account: "MyNuGetAccount1".to_owned(),
        administrator: "MyNuGetAccount2".to_owned(),
        made_at: now(),
        expires_at: now().plus_secs(7 * 86_400),
        accepted_at: effective.then(now),
        effective_at: effective.then(|| now().plus_secs(72 * 3600)),
        waits: effective,
    }
}

fn to_conversion(request: &ConversionRequest) -> Vec<Answer> {
    let own = |request: Option<Conversion>, organizations: &[&str]| {
        Answer::Conversion(OwnConversion {
            request,
            obstacle: (!organizations.is_empty()).then_some(Code::ConversionIsMember),
            organizations: organizations.iter().map(|name| (*name).to_owned()).collect(),
        })
    };
    let waiting = |effective, obstacle| WaitingConversion {
        request: conversion(effective),
        obstacle,
        consequences: changes(),
    };
    match request {
        ConversionRequest::Own => vec![
            own(None, &[]),
            own(None, &["contoso", "fabrikam"]),
            own(None, &[]),
            own(Some(conversion(false)), &[]),
            own(Some(conversion(true)), &[]),
        ],
        ConversionRequest::Waiting => vec![
            Answer::Conversions(vec![waiting(false, None)]),
            Answer::Conversions(vec![waiting(true, None)]),
            Answer::Conversions(vec![waiting(false, Some(Code::AdministratorUnconfirmed))]),
            Answer::Conversions(Vec::new()),
        ],
        ConversionRequest::Accept { .. } => vec![
            Answer::Accepted(None),
            Answer::Accepted(Some(now().plus_secs(72 * 3600))),
        ],
        ConversionRequest::Request { .. } | ConversionRequest::Cancel | ConversionRequest::Reject { .. } => {
            vec![Answer::Done]
        }
    }
}

fn to_organization(request: &OrganizationRequest) -> Vec<Answer> {
    match request {
        OrganizationRequest::List | OrganizationRequest::Invitations => lists(),
        OrganizationRequest::Show { .. } => vec![
            Answer::Organization(Box::new(organization(true))),
            Answer::Organization(Box::new(organization(false))),
        ],
        _ => vec![Answer::Done],
    }
}

fn lists() -> Vec<Answer> {
    let invitation = |organization: &str, obstacle| Invitation {
        organization: organization.to_owned(),
        role: Role::Collaborator,
        invited_by: Some("Ben".to_owned()),
        made_at: now(),
        expires_at: now().plus_secs(1000),
        obstacle,
    };
    let member = |organization: &str| Membership {
        organization: organization.to_owned(),
        role: Role::Collaborator,
        since: now(),
        confirmed: true,
        members: 2,
        administrators: 1,
    };
    let list = |organizations, invitations| {
        Answer::Organizations(OrganizationList {
            organizations,
            invitations,
        })
    };
    vec![
        list(
            vec![member("contoso")],
            vec![invitation("fabrikam", None), invitation("MyNuGetAccount1", None)],
        ),
        list(
            Vec::new(),
            vec![invitation("MyNuGetAccount1", Some(Code::EmailUnconfirmed))],
        ),
        list(vec![member("MyNuGetAccount1")], Vec::new()),
        list(Vec::new(), Vec::new()),
    ]
}

fn to_package(request: &PackageRequest) -> Vec<Answer> {
    let offer = |package: &str, to: &str, transfer| Offer {
        id: OfferId::from_bytes([7; 16]),
        package: package.to_owned(),
        to: to.to_owned(),
        offered_by: "Ben".to_owned(),
        transfer,
        made_at: now(),
        expires_at: now().plus_secs(1000),
    };
    match request {
        PackageRequest::Offers => vec![
            Answer::Offers(vec![offer("MyNuGetAccount1", "MyNuGetAccount1", false)]),
            Answer::Offers(vec![offer("MyNuGetAccount1", "contoso", true)]),
            Answer::Offers(vec![offer("Else", "MyNuGetAccount1", false)]),
            Answer::Offers(Vec::new()),
        ],
        PackageRequest::Accept { .. } | PackageRequest::Decline { .. } => vec![Answer::Done],
    }
}

/// A key of an account, by its number: what it is called, for whom, and when it ends, in days from now.
pub fn key(number: u8, description: &str, owner: Option<&str>, days: i64) -> Key {
    Key {
        id: KeyId::from_bytes([number; 16]),
        owner: owner.map(str::to_owned),
        description: description.to_owned(),
        ending: format!("q{number:03}"),
        scopes: vec![KeyScope::PushVersion],
        packages: vec!["Contoso.*".to_owned()],
        made_at: now().plus_secs(-86_400),
        expires_at: now().plus_secs(days * 86_400),
        used_at: (days > 100).then(now),
        held_until: None,
        revision: format!("revision-{number}"),
    }
}

fn to_keys(request: &KeyRequest) -> Vec<Answer> {
    let own = Some("MyNuGetAccount1");
    let list = |keys: Vec<Key>, allowed_days: &[u32]| {
        Answer::Keys(Box::new(KeyList {
            keys,
            max_days: 365,
            allowed_days: allowed_days.to_vec(),
        }))
    };
    let some = || {
        vec![
            key(1, "Build server", own, 200),
            key(2, "Laptop", Some("contoso"), 12),
            key(3, "From 2017", None, 5),
            key(4, "Old one", own, -3),
        ]
    };
    match request {
        KeyRequest::List => vec![
            list(some(), &[]),
            list((1..60).map(|number| key(number, "Build", own, 200)).collect(), &[]),
            list(vec![key(1, "Build server", own, 3)], &[30, 60]),
            list(Vec::new(), &[]),
        ],
        KeyRequest::Make { .. } | KeyRequest::Regenerate { .. } => {
            vec![Answer::KeyMade(Box::new(key(5, "Build server", own, 365)))]
        }
        KeyRequest::Change { .. } | KeyRequest::Revoke { .. } => vec![Answer::Done],
    }
}

fn organization(manages: bool) -> Organization {
    let member = |username: &str, role| Member {
        username: username.to_owned(),
        role,
        since: now(),
    };
    Organization {
        username: "MyNuGetAccount1".to_owned(),
        opened_at: now(),
        confirmed: manages,
        role: Role::of(manages),
        may: OrganizationRights {
            manage_account: manages,
            manage_members: manages,
            manage_owners: manages,
            publish: true,
            leave: true,
        },
        account: manages.then(|| Account {
            kind: AccountKind::Organization,
            pending_email: Some("new@outlook.com".to_owned()),
            ..account("MyNuGetAccount1", 1)
        }),
        required_tenant: None,
        two_factor: false,
        members: vec![
            member("MyNuGetAccount1", Role::Administrator),
            member("Ben", Role::Collaborator),
        ],
        invitations: vec![PendingMember {
            username: "Cleo".to_owned(),
            role: Role::Administrator,
            invited_by: None,
            made_at: now(),
            expires_at: now().plus_secs(1000),
        }],
    }
}

fn to_site(request: &SiteRequest) -> Vec<Answer> {
    match request {
        SiteRequest::Look { .. } => vec![
            Answer::Seen(Some(Box::new(shared()))),
            Answer::Seen(Some(Box::new(sole()))),
            Answer::Seen(None),
        ],
        SiteRequest::Owners { packages } => {
            let all = |owners: Option<&str>| {
                let of = |id: &String| OwnersOf {
                    id: id.clone(),
                    owners: owners.map(|owner| vec![owner.to_owned()]),
                };
                Answer::Owners(packages.iter().map(of).collect())
            };
            vec![
                all(Some("Ben")),
                all(Some("MyNuGetAccount1")),
                all(None),
                Answer::Owners(Vec::new()),
            ]
        }
        SiteRequest::MaskedAddress { .. } => vec![
            Answer::MaskedAddress(EmailAddress::parse(ADDRESS).unwrap().masked()),
            Answer::MaskedAddress("of another form".to_owned()),
        ],
        SiteRequest::MailLogins { .. } => vec![Answer::Done],
    }
}

fn to_logins(request: &Logins) -> Vec<Answer> {
    let signed_in = || Answer::SignedIn {
        profile: "p2".to_owned(),
        account: Box::new(account("MyNuGetAccount2", 2)),
    };
    match request {
        Logins::Account => told_accounts(),
        Logins::OpenSession { .. } | Logins::Undo { .. } => vec![signed_in()],
        Logins::RequestDecision { .. } | Logins::Decide { .. } => vec![Answer::Done],
    }
}

fn to_recovery(request: &RecoveryRequest) -> Vec<Answer> {
    let told = match request {
        RecoveryRequest::Describe => vec![
            RecoveryAnswer::Features(vec![Feature::TwoFactor]),
            RecoveryAnswer::Features(Vec::new()),
            RecoveryAnswer::Features(vec![Feature::TwoFactorEnforced]),
        ],
        RecoveryRequest::Assist { address, .. } => vec![RecoveryAnswer::Assistance(Assistance {
            masked_address: EmailAddress::parse(ADDRESS).unwrap().masked(),
            mailed: address.is_some(),
        })],
        RecoveryRequest::MailLoginCode { .. } | RecoveryRequest::MailPasswordCode { .. } => {
            vec![RecoveryAnswer::Mailed { until: now() }]
        }
        RecoveryRequest::ConfirmLogin { .. } => vec![
            opened(NextStep::Link, false),
            opened(NextStep::Link, true),
            RecoveryAnswer::CodeWanted { codes_left: 3 },
            RecoveryAnswer::Waits {
                until: now().plus_secs(60),
            },
            RecoveryAnswer::Waits { until: now() },
        ],
        RecoveryRequest::SignInWithPassword { .. } => vec![
            opened(NextStep::Link, true),
            opened(NextStep::Link, false),
            opened(NextStep::SignIn, false),
            opened(NextStep::Convert, false),
        ],
        RecoveryRequest::MakeCodes { .. } => vec![RecoveryAnswer::CodesMade],
        RecoveryRequest::ResetPassword { .. } | RecoveryRequest::CompareCode => return vec![Answer::Done],
        RecoveryRequest::Account
        | RecoveryRequest::Link { .. }
        | RecoveryRequest::OpenSession { .. }
        | RecoveryRequest::SwitchTwoFactor { .. } => return told_accounts(),
    };
    told.into_iter().map(Answer::Recovery).collect()
}

fn opened(next: NextStep, two_factor: bool) -> RecoveryAnswer {
    RecoveryAnswer::Opened(Box::new(Opened {
        username: "MyNuGetAccount1".to_owned(),
        until: now().plus_secs(900),
        next,
        login: (next == NextStep::SignIn).then(|| identity(1)),
        two_factor,
        password_discontinued: false,
    }))
}
