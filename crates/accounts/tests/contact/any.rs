//! Any small gallery: whatever one deletion leaves behind holds together.

use crate::support::*;
use accounts::{
    Entropy, Snapshot, Write,
    deletion::{Orphans, consequences::are_worse, erase},
};
use contract::{AccountId, consequence::Consequence};
use proptest::{prelude::*, test_runner::RngSeed};
use std::collections::{BTreeMap, BTreeSet};

/// Who is in which organization, as what, and who owns which package. Accounts 1 to 4 are people, 11 to 13 organizations.
#[derive(Clone, Debug)]
struct Gallery {
    members: BTreeMap<(u8, u8), bool>,
    owners: BTreeSet<(u8, u8)>,
}

fn galleries() -> impl Strategy<Value = Gallery> {
    let members = proptest::collection::btree_map((11_u8..14, 1_u8..5), any::<bool>(), 0..10);
    let owner = prop_oneof![1_u8..5, 11_u8..14];
    let owners = proptest::collection::btree_set((0_u8..4, owner), 0..10);
    (members, owners).prop_map(|(mut members, owners)| {
        // Every organization with members has an administrator to begin with.
        for organization in 11..14 {
            let mut own: Vec<_> = members.iter_mut().filter(|((of, _), _)| *of == organization).collect();
            if let Some((_, first)) = own.first_mut() {
                **first = true;
            }
        }
        Gallery { members, owners }
    })
}

fn snapshot(gallery: &Gallery) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for number in 1..5 {
        person(&mut snapshot, number, &format!("person{number}"));
    }
    for number in 11..14 {
        let of = |administrator: bool| {
            let members = gallery.members.iter();
            let members = members.filter(move |((of, _), role)| *of == number && **role == administrator);
            members.map(|((_, member), _)| id(*member)).collect::<Vec<_>>()
        };
        organization(
            &mut snapshot,
            number,
            &format!("organization{number}"),
            &of(true),
            &of(false),
        );
    }
    for number in 0..4 {
        let owners: Vec<_> = gallery
            .owners
            .iter()
            .filter(|(of, _)| *of == number)
            .map(|(_, owner)| id(*owner))
            .collect();
        package(&mut snapshot, &format!("Pack{number}"), &owners);
    }
    snapshot
}

/// What the writes leave of members, owners and listed packages.
fn after(snapshot: &mut Snapshot, writes: &[Write]) -> BTreeSet<AccountId> {
    let mut gone = BTreeSet::new();
    for write in writes {
        match write {
            Write::UpdateMember(new) => {
                let member = snapshot.members.iter_mut();
                let mut found = member.filter(|row| (row.organization, row.account) == (new.organization, new.account));
                found.next().expect("a member that is not there").administrator = new.administrator;
            }
            Write::RemoveMember { organization, account } => {
                let before = snapshot.members.len();
                snapshot
                    .members
                    .retain(|row| (row.organization, row.account) != (*organization, *account));
                assert_eq!(snapshot.members.len() + 1, before);
            }
            Write::UpdatePackage(new) => {
                let mut packages = snapshot.packages.iter_mut();
                packages
                    .find(|row| row.folded == new.folded)
                    .expect("a package that is not there")
                    .listed = new.listed;
            }
            Write::EraseAccount { account, .. } => {
                snapshot
                    .members
                    .retain(|row| row.account != *account && row.organization != *account);
                snapshot.owners.retain(|row| row.account != *account);
                gone.insert(*account);
            }
            _ => {}
        }
    }
    gone
}

/// The same cases in every run, and no files left behind.
fn seeded() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(8252),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn rules_14_4_to_14_7_hold_in_any_gallery(gallery in galleries()) {
        let before = snapshot(&gallery);
        let changes = erase(&before, id(1), Orphans::Unlist, now(), &mut Entropy::new([7; 32])).unwrap();
        let mut left = snapshot(&gallery);
        let gone = after(&mut left, &changes.writes);
        prop_assert!(gone.contains(&id(1)));
        for organization in (11..14).map(id).filter(|organization| !gone.contains(organization)) {
            let members: Vec<_> = left.members_of(organization).collect();
            let had = before.members_of(organization).count();
            prop_assert!(had == 0 || !members.is_empty(), "an organization was left to nobody");
            prop_assert!(members.is_empty() || members.iter().any(|member| member.administrator));
        }
        for package in &left.packages {
            let was_touched = before.owners_of(&package.folded).any(|owner| gone.contains(&owner.account));
            let looked_after = left.owners_of(&package.folded).any(|owner| {
                owner.account < id(11) || left.members_of(owner.account).next().is_some()
            });
            prop_assert_eq!(package.listed, looked_after || !was_touched, "{}", &package.id);
        }
        // Everything is shown, once, and shown again it is not worse.
        let shown = &changes.consequences;
        let orphans = shown.iter().filter(|shown| matches!(shown, Consequence::PackageOrphaned { .. })).count();
        prop_assert_eq!(orphans, left.packages.iter().filter(|package| !package.listed).count());
        prop_assert!(!are_worse(shown, shown));
        let fewer: Vec<_> = shown.iter().skip(2).cloned().collect();
        prop_assert!(!are_worse(&fewer, shown));
    }
}
