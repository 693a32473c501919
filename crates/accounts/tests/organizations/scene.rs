//! An organization, who belongs to it, and what they may ask for.

use crate::support::{caller, id, member, organization, person, with};
use accounts::{
    Snapshot,
    organization::{AcceptInvitation, CancelInvitation, ChangeRole, DeclineInvitation, Invite, RemoveMember},
};

pub const ORG: u8 = 9;

/// Anna administers the organization, Ben collaborates, Cara is no member.
pub fn team() -> Snapshot {
    let mut snapshot = with(vec![
        person(1, "anna"),
        person(2, "ben"),
        person(3, "cara"),
        organization(ORG, "team"),
    ]);
    snapshot.members = vec![member(ORG, 1, true), member(ORG, 2, false)];
    snapshot
}

pub fn invite(by: u8, username: &str, administrator: bool) -> Invite {
    Invite {
        caller: caller(by),
        organization: id(ORG),
        username: username.to_owned(),
        administrator,
    }
}

pub fn cancel(by: u8, username: &str) -> CancelInvitation {
    CancelInvitation {
        caller: caller(by),
        organization: id(ORG),
        invited: username.to_owned(),
    }
}

pub fn accept(by: u8) -> AcceptInvitation {
    AcceptInvitation {
        caller: caller(by),
        organization: id(ORG),
    }
}

pub fn decline(by: u8) -> DeclineInvitation {
    DeclineInvitation {
        caller: caller(by),
        organization: id(ORG),
    }
}

pub fn change(by: u8, username: &str, administrator: bool) -> ChangeRole {
    ChangeRole {
        caller: caller(by),
        organization: id(ORG),
        member: username.to_owned(),
        administrator,
        revision: None,
    }
}

pub fn remove(by: u8, username: &str) -> RemoveMember {
    RemoveMember {
        caller: caller(by),
        organization: id(ORG),
        member: username.to_owned(),
    }
}
