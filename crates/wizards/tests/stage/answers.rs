//! What a gallery may answer to each request.

pub mod keys;
mod organizations;
mod recovery;

use super::{account, changes, now, shared, sole};
use accounts::email::EmailAddress;
use contract::{
    Code, OfferId, Problem,
    account::{Account, AccountKind},
    consequence::Consequence,
    contact::UsernameRequest,
    deletion::PendingDeletion,
    identity::IdentityKind,
    package::Offer,
};
use wizards::{
    Answer, Call, Logins, OwnersOf, Request, SiteRequest,
    call::{
        ContactRequest, ConversionRequest, DeletionRequest, KeyRequest, OrganizationRequest, PackageRequest,
        ProofRequest, recovery::RecoveryRequest,
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
            confirmed_email: Some("account2@outlook.com".to_owned()),
            has_password: true,
            ..plain()
        },
        Account {
            kind: AccountKind::Organization,
            login: None,
            ..plain()
        },
        Account {
            login_change_until: Some(now().plus_secs(72 * 3600)),
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
        Request::Conversion(request) => organizations::to_conversion(request),
        Request::Organization(request) => organizations::to_organization(request),
        Request::Packages(request) => to_package(request),
        Request::Keys(request) => keys::to_keys(request),
        Request::Recovery(request) => recovery::to_recovery(request),
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
        Request::Organization(OrganizationRequest::Create { .. }) => vec![Consequence::TenantPolicyApplies {
            tenant: "72f988bf-86f1-41af-91ab-2d7cd011db47".to_owned(),
        }],
        Request::MoveLogin { .. } => [changes(), vec![orphan("Weber.Tools")]].concat(),
        _ => changes(),
    }
}

/// An organization that is not deleted, as it alone owns packages.
fn owns_packages() -> Problem {
    Problem {
        packages: ["Okafor.Text", "Okafor.Json"].map(str::to_owned).into(),
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
        ContactRequest::RequestUsername { .. } | ContactRequest::WithdrawUsername { .. } => vec![Answer::Done],
        ContactRequest::UsernameRequest => vec![Answer::UsernameRequest(UsernameRequest {
            wanted: "MyNuGetAccount2".to_owned(),
            reason: "A new name.".to_owned(),
            made_at: now(),
            revision: "seen".to_owned(),
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
