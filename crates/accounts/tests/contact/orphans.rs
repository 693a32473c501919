//! What a deletion does to packages (rules 14.4 and 14.5).

use crate::{
    erased::{audits, erased, orphaned, unlisted},
    support::*,
};
use accounts::{Snapshot, Write, deletion::Orphans, letter::LetterKind};
use contract::{Code, Problem, account::AuditKind, consequence::Consequence};
use std::collections::BTreeSet;

/// Scenario 217: orphaned or not, and what was chosen for orphans.
#[test]
fn rule_14_5_only_an_orphan_that_may_not_be_stops_it_and_only_one_that_shall_be_is_unlisted() {
    for shared in [false, true] {
        for orphans in [Orphans::Keep, Orphans::Unlist, Orphans::Refuse] {
            let mut snapshot = Snapshot::default();
            let anna = person(&mut snapshot, 1, "anna");
            let ben = person(&mut snapshot, 2, "ben");
            let owners = if shared { vec![anna, ben] } else { vec![anna] };
            package(&mut snapshot, "Pack", &owners);
            let result = erased(&snapshot, anna, orphans);
            if !shared && orphans == Orphans::Refuse {
                let refusal = result.unwrap_err();
                assert_eq!((refusal.code, refusal.rule), (Code::OrganizationOwnsPackages, "14.5"));
                assert_eq!(*refusal.packages, ["Pack"]);
                continue;
            }
            let changes = result.unwrap();
            let unlists = !shared && orphans == Orphans::Unlist;
            assert_eq!(unlisted(&changes), if unlists { vec!["Pack"] } else { vec![] });
            assert_eq!(
                orphaned(&changes),
                if shared { vec![] } else { vec![("Pack", unlists)] }
            );
        }
    }
}

#[test]
fn rule_14_5_every_orphan_that_may_not_be_is_named_and_nothing_else_is() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let ben = person(&mut snapshot, 2, "ben");
    for (id, owners) in [
        ("Zeta", &[anna][..]),
        ("Both", &[anna, ben]),
        ("alpha", &[anna]),
        ("Bens", &[ben]),
    ] {
        package(&mut snapshot, id, owners);
    }
    let refusal = erased(&snapshot, anna, Orphans::Refuse).unwrap_err();
    assert_eq!(*refusal.packages, ["alpha", "Zeta"]);
    assert_eq!(*Problem::from(refusal).packages, ["alpha", "Zeta"]);
}

#[test]
fn rule_14_4_a_package_without_versions_is_never_an_orphan() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    package(&mut snapshot, "Reserved", &[anna]);
    snapshot.packages[0].has_versions = false;
    let changes = erased(&snapshot, anna, Orphans::Refuse).unwrap();
    assert!(unlisted(&changes).is_empty() && orphaned(&changes).is_empty());
    let (package, remaining) = ("Reserved".to_owned(), Vec::new());
    assert!(
        changes
            .consequences
            .contains(&Consequence::OwnershipEnds { package, remaining })
    );
}

#[test]
fn rule_14_4_an_organization_counts_as_an_owner_only_with_another_member() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let ben = person(&mut snapshot, 2, "ben");
    let alone = organization(&mut snapshot, 3, "alone", &[anna], &[]);
    let both = organization(&mut snapshot, 4, "both", &[anna], &[ben]);
    package(&mut snapshot, "OfAlone", &[anna, alone]);
    package(&mut snapshot, "OfBoth", &[anna, both]);
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    assert_eq!(orphaned(&changes), [("OfAlone", true)]);
    let remaining = vec!["both".to_owned()];
    let package = "OfBoth".to_owned();
    assert!(
        changes
            .consequences
            .contains(&Consequence::OwnershipEnds { package, remaining })
    );
}

#[test]
fn rule_14_5_an_orphan_that_was_unlisted_already_is_not_changed() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    package(&mut snapshot, "Hidden", &[anna]);
    snapshot.packages[0].listed = false;
    let changes = erased(&snapshot, anna, Orphans::Keep).unwrap();
    assert_eq!(orphaned(&changes), [("Hidden", true)]);
    assert!(unlisted(&changes).is_empty());
}

#[test]
fn rule_14_4_feeds_and_other_owners_are_told_each_owner_once() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let ben = person(&mut snapshot, 2, "ben");
    for number in 0..60 {
        package(&mut snapshot, &format!("Pack{number:02}"), &[anna, ben]);
    }
    package(&mut snapshot, "Bens", &[ben]);
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let told: BTreeSet<_> = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::TellFeeds(change) => Some((change.package.clone(), change.owners.clone(), change.listed)),
            _ => None,
        })
        .collect();
    assert_eq!(told.len(), 60);
    assert!(told.iter().all(|(_, owners, listed)| *owners == ["ben"] && *listed));
    let letters: Vec<_> = changes
        .mails
        .iter()
        .filter_map(|mail| match &mail.letter.kind {
            LetterKind::OwnerDeleted {
                account,
                packages,
                more,
            } => Some((account.as_str(), packages.len(), *more)),
            _ => None,
        })
        .collect();
    assert_eq!(letters, [("anna", 50, 10)]);
    assert_eq!(audits(&changes, ben).len(), 60);
    assert!(
        guards_change_of(&changes, ben),
        "another owner that goes at the same time must not be overlooked"
    );
}

#[test]
fn rule_14_4_an_owner_is_told_of_each_account_that_goes_what_both_owned() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let ben = person(&mut snapshot, 2, "ben");
    let alone = organization(&mut snapshot, 3, "alone", &[anna], &[]);
    package(&mut snapshot, "OfAnna", &[anna, ben]);
    package(&mut snapshot, "OfAlone", &[alone, ben]);
    package(&mut snapshot, "OfBoth", &[anna, alone, ben]);
    let changes = erased(&snapshot, anna, Orphans::Keep).unwrap();
    let letters = changes.mails.iter().filter_map(|mail| match &mail.letter.kind {
        LetterKind::OwnerDeleted { account, packages, .. } => Some((account.as_str(), packages.join(" "))),
        _ => None,
    });
    let expected = [
        ("anna", "OfAnna OfBoth".to_owned()),
        ("alone", "OfAlone OfBoth".to_owned()),
    ];
    assert_eq!(letters.collect::<Vec<_>>(), expected);
    let rows = changes.audit.iter();
    let removed = rows.filter(|row| row.account == ben && row.entry.kind == AuditKind::OwnerRemoved);
    let mut subjects: Vec<_> = removed.filter_map(|row| row.entry.subject.as_deref()).collect();
    subjects.sort_unstable();
    assert_eq!(
        subjects,
        ["OfAlone: alone", "OfAnna: anna", "OfBoth: alone", "OfBoth: anna"],
        "which package, and who goes"
    );
}
