//! What a gallery may answer about organizations, and about becoming one.

use crate::stage::{account, changes, now};
use contract::{
    Code,
    account::{Account, AccountKind},
    conversion::{Conversion, OwnConversion, WaitingConversion},
    organization::{
        Invitation, Member, Membership, Organization, OrganizationList, OrganizationRights, PendingMember, Role,
    },
};
use wizards::{
    Answer,
    call::{ConversionRequest, OrganizationRequest},
};

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

pub(super) fn to_conversion(request: &ConversionRequest) -> Vec<Answer> {
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

pub(super) fn to_organization(request: &OrganizationRequest) -> Vec<Answer> {
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
        required_tenant: (organization == "MyNuGetAccount1").then(|| "72f988bf-86f1-41af-91ab-2d7cd011db47".to_owned()),
    };
    let member = |organization: &str| Membership {
        organization: organization.to_owned(),
        role: Role::Collaborator,
        since: now(),
        confirmed: true,
        members: 2,
        administrators: 1,
        required_tenant: None,
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

fn organization(manages: bool) -> Organization {
    let member = |username: &str, role| Member {
        username: username.to_owned(),
        role,
        since: now(),
        revision: "revision-1".to_owned(),
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
