//! What members see of an organization, and what somebody sees of their memberships and invitations (rules 11.7, 11.23).

use super::{Invitation, Member, answer, open_invitation};
use crate::{account::AccountRow, snapshot::Snapshot};
use contract::{
    AccountId, Timestamp,
    account::AccountKind,
    organization::{
        self, InvitationList, Membership, Organization, OrganizationList, OrganizationRights, PendingMember, Role,
    },
};

fn name(snapshot: &Snapshot, account: AccountId) -> Option<String> {
    snapshot.account(account).map(|row| row.username.as_str().to_owned())
}

fn count<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

fn membership(snapshot: &Snapshot, member: &Member) -> Option<Membership> {
    let organization = snapshot.account(member.organization)?;
    let members = || snapshot.members_of(organization.id);
    Some(Membership {
        organization: organization.username.as_str().to_owned(),
        role: Role::of(member.administrator),
        since: member.since,
        confirmed: organization.confirmed_email.is_some(),
        members: count(members()),
        administrators: count(members().filter(|row| row.administrator)),
        required_tenant: organization.required_tenant.clone(),
    })
}

/// The organizations of an account and its invitations. Needs its memberships and invitations.
#[must_use]
pub fn organizations(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> OrganizationList {
    let own = snapshot.members.iter().filter(|row| row.account == account);
    let mut organizations: Vec<_> = own.filter_map(|row| membership(snapshot, row)).collect();
    organizations.sort_by_cached_key(|row| row.organization.to_ascii_lowercase());
    OrganizationList {
        organizations,
        invitations: invitations(snapshot, account, now).invitations,
    }
}

/// The invitations of an account that can be answered. Needs the account and its invitations, and its memberships where
/// it may be a member already.
#[must_use]
pub fn invitations(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> InvitationList {
    let open = snapshot.invitations.iter();
    let open = open.filter(|row| row.account == account && row.is_open(now));
    let mut invitations: Vec<_> = open.filter_map(|row| invitation(snapshot, row, now)).collect();
    invitations.sort_by_cached_key(|row| row.organization.to_ascii_lowercase());
    InvitationList { invitations }
}

fn invitation(snapshot: &Snapshot, row: &Invitation, now: Timestamp) -> Option<organization::Invitation> {
    let organization = snapshot.account(row.organization)?;
    let account = snapshot.account(row.account)?;
    let settled = account.must_have_no_open_change(now);
    Some(organization::Invitation {
        organization: organization.username.as_str().to_owned(),
        role: Role::of(row.administrator),
        invited_by: name(snapshot, row.invited_by),
        made_at: row.made_at,
        expires_at: row.expires_at,
        obstacle: settled
            .and_then(|()| answer::may_accept(snapshot, organization, account))
            .err()
            .map(|refusal| refusal.code),
        required_tenant: organization.required_tenant.clone(),
    })
}

/// An organization as one of its members sees it; nothing for others. Needs its account, members and invitations.
#[must_use]
pub fn organization(
    snapshot: &Snapshot,
    viewer: AccountId,
    organization: AccountId,
    now: Timestamp,
) -> Option<Organization> {
    let row = snapshot
        .account(organization)
        .filter(|row| row.kind == AccountKind::Organization)?;
    let own = snapshot.member(row.id, viewer)?;
    let accounts = || {
        snapshot
            .members_of(row.id)
            .filter_map(|member| snapshot.account(member.account))
    };
    Some(Organization {
        username: row.username.as_str().to_owned(),
        opened_at: row.opened_at,
        confirmed: row.confirmed_email.is_some(),
        role: Role::of(own.administrator),
        may: rights(snapshot, row, own),
        account: own.administrator.then(|| row.view(None)),
        required_tenant: row.required_tenant.clone(),
        two_factor: accounts().all(|account| account.two_factor),
        members: members(snapshot, row.id),
        invitations: pending(snapshot, row.id, now),
    })
}

fn rights(snapshot: &Snapshot, organization: &AccountRow, own: &Member) -> OrganizationRights {
    let confirmed = organization.confirmed_email.is_some();
    let others = snapshot.members_of(organization.id);
    let other_administrator = others
        .into_iter()
        .any(|row| row.administrator && row.account != own.account);
    OrganizationRights {
        manage_account: own.administrator,
        manage_members: own.administrator && confirmed,
        manage_owners: own.administrator,
        publish: true,
        leave: confirmed && (other_administrator || !own.administrator),
    }
}

fn members(snapshot: &Snapshot, organization: AccountId) -> Vec<organization::Member> {
    let rows = snapshot.members_of(organization).filter_map(|member| {
        Some(organization::Member {
            username: name(snapshot, member.account)?,
            role: Role::of(member.administrator),
            since: member.since,
            revision: member.revision(),
        })
    });
    let mut members: Vec<_> = rows.collect();
    members.sort_by_cached_key(|row| row.username.to_ascii_lowercase());
    members
}

fn pending(snapshot: &Snapshot, organization: AccountId, now: Timestamp) -> Vec<PendingMember> {
    let of_it = snapshot
        .invitations
        .iter()
        .filter(|row| row.organization == organization);
    let rows = of_it.filter_map(|row| {
        let open = open_invitation(snapshot, organization, row.account, now)?;
        Some(PendingMember {
            username: name(snapshot, open.account)?,
            role: Role::of(open.administrator),
            invited_by: name(snapshot, open.invited_by),
            made_at: open.made_at,
            expires_at: open.expires_at,
        })
    });
    let mut pending: Vec<_> = rows.collect();
    pending.sort_by_cached_key(|row| row.username.to_ascii_lowercase());
    pending
}
