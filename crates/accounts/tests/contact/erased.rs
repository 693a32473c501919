//! An account that is deleted, and what is looked for in what that changes.

use crate::support::*;
use accounts::{
    Changes, Entropy, Refusal, Snapshot, Write,
    conversion::Conversion,
    deletion::{Orphans, erase},
    organization::Invitation,
    package::OwnershipOffer,
};
use contract::{AccountId, account::AuditKind, consequence::Consequence};
use uuid::Uuid;

pub fn erased(snapshot: &Snapshot, account: AccountId, orphans: Orphans) -> Result<Changes, Refusal> {
    erase(snapshot, account, orphans, now(), &mut Entropy::new([7; 32]))
}

pub fn unlisted(changes: &Changes) -> Vec<&str> {
    let found = changes.writes.iter().filter_map(|write| match write {
        Write::UpdatePackage(package) if !package.listed => Some(package.id.as_str()),
        _ => None,
    });
    found.collect()
}

pub fn orphaned(changes: &Changes) -> Vec<(&str, bool)> {
    let found = changes.consequences.iter().filter_map(|consequence| match consequence {
        Consequence::PackageOrphaned { package, unlisted } => Some((package.as_str(), *unlisted)),
        _ => None,
    });
    found.collect()
}

pub fn gone(changes: &Changes) -> Vec<AccountId> {
    let found = changes.writes.iter().filter_map(|write| match write {
        Write::EraseAccount { account, .. } => Some(*account),
        _ => None,
    });
    found.collect()
}

pub fn audits(changes: &Changes, account: AccountId) -> Vec<AuditKind> {
    let of = changes.audit.iter().filter(|row| row.account == account);
    of.map(|row| row.entry.kind).collect()
}

fn invitation(number: u8, organization: AccountId, account: AccountId) -> Invitation {
    Invitation {
        id: Uuid::from_bytes([number; 16]),
        organization,
        account,
        administrator: false,
        invited_by: organization,
        made_at: now(),
        expires_at: now().plus_secs(10),
    }
}

fn conversion(number: u8, account: AccountId, administrator: AccountId) -> Conversion {
    Conversion {
        id: Uuid::from_bytes([number; 16]),
        account,
        administrator,
        from_recovery: false,
        second_shown: false,
        made_at: now(),
        expires_at: now().plus_secs(10),
        accepted_at: None,
        effective_at: None,
        shown: String::new(),
    }
}

fn offer(number: u8, account: AccountId, offered_by: AccountId) -> OwnershipOffer {
    OwnershipOffer {
        id: Uuid::from_bytes([number; 16]),
        package: "pack".to_owned(),
        account,
        offered_by,
        transfer: false,
        made_at: now(),
        expires_at: now().plus_secs(10),
    }
}

/// Everything that waits between these, both ways, and one of each that is none of the account's business.
pub fn with_requests() -> (Snapshot, AccountId, AccountId) {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let (ben, cara) = (person(&mut snapshot, 2, "ben"), person(&mut snapshot, 3, "cara"));
    let alone = organization(&mut snapshot, 4, "alone", &[anna], &[]);
    let bens = organization(&mut snapshot, 5, "bens", &[ben], &[]);
    snapshot.invitations = vec![
        invitation(11, bens, anna),
        invitation(12, alone, ben),
        invitation(13, bens, cara),
    ];
    snapshot.conversions = vec![
        conversion(21, anna, ben),
        conversion(22, ben, anna),
        conversion(23, cara, ben),
    ];
    snapshot.ownership_offers = vec![offer(31, anna, ben), offer(32, ben, anna), offer(33, cara, ben)];
    (snapshot, anna, ben)
}
