//! Section 14: what a deletion does (rules 2.18 of the gallery).

use crate::support::*;
use accounts::{
    Changes, Entropy, Guard, Refusal, Snapshot, Write,
    conversion::Conversion,
    deletion::{DeleteByOperator, Orphans, erase},
    letter::{Credential, LetterKind},
    organization::Invitation,
    package::OwnershipOffer,
};
use contract::{
    AccountId, Code,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
};
use std::collections::BTreeSet;
use uuid::Uuid;

fn erased(snapshot: &Snapshot, account: AccountId, orphans: Orphans) -> Result<Changes, Refusal> {
    erase(snapshot, account, orphans, now(), &mut Entropy::new([7; 32]))
}

fn unlisted(changes: &Changes) -> Vec<&str> {
    let found = changes.writes.iter().filter_map(|write| match write {
        Write::UpdatePackage(package) if !package.listed => Some(package.id.as_str()),
        _ => None,
    });
    found.collect()
}

fn orphaned(changes: &Changes) -> Vec<(&str, bool)> {
    let found = changes.consequences.iter().filter_map(|consequence| match consequence {
        Consequence::PackageOrphaned { package, unlisted } => Some((package.as_str(), *unlisted)),
        _ => None,
    });
    found.collect()
}

fn gone(changes: &Changes) -> Vec<AccountId> {
    let found = changes.writes.iter().filter_map(|write| match write {
        Write::EraseAccount { account, .. } => Some(*account),
        _ => None,
    });
    found.collect()
}

fn audits(changes: &Changes, account: AccountId) -> Vec<AuditKind> {
    let of = changes.audit.iter().filter(|row| row.account == account);
    of.map(|row| row.entry.kind).collect()
}

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
fn rule_14_6_an_organization_of_one_goes_with_its_only_member_and_what_it_owns() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let alone = organization(&mut snapshot, 3, "alone", &[anna], &[]);
    let unconfirmed = organization(&mut snapshot, 4, "fresh", &[anna], &[]);
    row(&mut snapshot, unconfirmed).confirmed_email = None;
    package(&mut snapshot, "OfAlone", &[alone]);
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    assert_eq!(
        gone(&changes),
        [unconfirmed, alone, anna],
        "the account goes last: others refer to it"
    );
    assert_eq!(unlisted(&changes), ["OfAlone"]);
    let kinds: Vec<_> = changes.consequences.iter().take(6).cloned().collect();
    let text = str::to_owned;
    assert_eq!(
        kinds[2],
        Consequence::OrganizationDeleted {
            organization: text("alone")
        }
    );
    assert_eq!(
        kinds[3],
        Consequence::NameReserved {
            username: text("alone")
        }
    );
    assert_eq!(
        kinds[5],
        Consequence::NameFreed {
            username: text("fresh")
        }
    );
    assert_eq!(
        mailed(&changes, |kind| *kind == LetterKind::Deleted),
        ["alone@example.org", "anna@example.org"]
    );
}

#[test]
fn rule_14_7_where_the_last_administrator_goes_all_collaborators_are_promoted() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let (ben, cara) = (person(&mut snapshot, 2, "ben"), person(&mut snapshot, 3, "cara"));
    let org = organization(&mut snapshot, 4, "org", &[anna], &[ben, cara]);
    row(&mut snapshot, ben).mail.from_others = false;
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let promoted: Vec<_> = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::UpdateMember(member) if member.administrator => Some(member.account),
            _ => None,
        })
        .collect();
    assert_eq!(promoted, [ben, cara]);
    let members = vec!["ben".to_owned(), "cara".to_owned()];
    let organization = "org".to_owned();
    assert!(
        changes
            .consequences
            .contains(&Consequence::MembersPromoted { organization, members })
    );
    let is = |kind: &LetterKind| {
        matches!(
            kind,
            LetterKind::MemberUpdated {
                administrator: true,
                ..
            }
        )
    };
    assert_eq!(
        mailed(&changes, is),
        ["ben@example.org", "cara@example.org"],
        "whatever they want to be mailed"
    );
    assert_eq!(
        audits(&changes, org),
        [AuditKind::MembersPromoted, AuditKind::MemberLeft]
    );
    for account in [org, ben, cara] {
        assert!(guards_change_of(&changes, account));
        assert!(changes.events.iter().any(|event| event.account == account));
    }
}

#[test]
fn rule_14_7_where_an_administrator_stays_nobody_is_promoted() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let (ben, cara) = (person(&mut snapshot, 2, "ben"), person(&mut snapshot, 3, "cara"));
    let org = organization(&mut snapshot, 4, "org", &[anna, ben], &[cara]);
    row(&mut snapshot, org).mail.from_others = false;
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    assert!(
        !changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::UpdateMember(_)))
    );
    assert!(changes.writes.contains(&Write::RemoveMember {
        organization: org,
        account: anna
    }));
    assert_eq!(
        mailed(&changes, |kind| matches!(kind, LetterKind::MemberRemoved { .. })),
        Vec::<&str>::new()
    );
    assert!(changes.events.iter().any(|event| event.account == ben));
}

#[test]
fn rule_14_8_keys_of_the_account_and_those_of_others_that_work_for_it_go() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let ben = person(&mut snapshot, 2, "ben");
    let alone = organization(&mut snapshot, 3, "alone", &[anna], &[]);
    let both = organization(&mut snapshot, 4, "both", &[ben], &[anna]);
    api_key(&mut snapshot, anna, anna);
    api_key(&mut snapshot, anna, both);
    api_key(&mut snapshot, ben, alone);
    api_key(&mut snapshot, ben, both);
    api_key(&mut snapshot, ben, ben);
    let description = snapshot.keys[2].description.clone();
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let of_others = vec!["ben".to_owned()];
    assert!(
        changes
            .consequences
            .contains(&Consequence::KeysRevoked { count: 3, of_others })
    );
    let what = Credential::ApiKey(description.clone());
    assert_eq!(
        mailed(&changes, |kind| *kind
            == LetterKind::CredentialRemoved { what: what.clone() })
        .len(),
        1
    );
    let row = changes
        .audit
        .iter()
        .find(|row| row.account == ben && row.entry.kind == AuditKind::KeyRevoked);
    assert_eq!(row.unwrap().entry.subject, Some(description));
    assert!(guards_change_of(&changes, ben));
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
fn with_requests() -> (Snapshot, AccountId, AccountId) {
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

#[test]
fn rule_14_9_what_waits_to_and_from_the_account_is_withdrawn_and_the_other_side_told() {
    let (snapshot, anna, ben) = with_requests();
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let removed: BTreeSet<u8> = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::RemoveInvitation(id) | Write::RemoveConversion(id) | Write::RemoveOwnershipOffer(id) => {
                Some(id.as_bytes()[0])
            }
            _ => None,
        })
        .collect();
    assert_eq!(removed, BTreeSet::from([11, 12, 21, 22, 31, 32]));
    assert!(
        changes
            .consequences
            .contains(&Consequence::RequestsWithdrawn { count: 6 })
    );
    let is = |kind: &LetterKind| {
        matches!(
            kind,
            LetterKind::InvitationCancelled { .. } | LetterKind::ConversionEnded { .. }
        )
    };
    assert_eq!(mailed(&changes, is), ["ben@example.org"; 3]);
    let kinds = audits(&changes, ben);
    for kind in [
        AuditKind::InvitationCancelled,
        AuditKind::ConversionCancelled,
        AuditKind::OwnershipDeclined,
    ] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
    assert!(guards_change_of(&changes, ben));
}

#[test]
fn rule_14_9_what_nobody_could_answer_any_more_is_removed_and_not_counted() {
    let (mut snapshot, anna, ben) = with_requests();
    row(&mut snapshot, ben).mail.from_others = false;
    snapshot.invitations.iter_mut().for_each(|row| row.expires_at = now());
    snapshot.conversions[1].accepted_at = Some(now());
    snapshot.conversions[1].effective_at = Some(now());
    snapshot.conversions[1].expires_at = now();
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    assert!(
        changes
            .consequences
            .contains(&Consequence::RequestsWithdrawn { count: 4 })
    );
    let is = |kind: &LetterKind| matches!(kind, LetterKind::InvitationCancelled { .. });
    assert!(mailed(&changes, is).is_empty());
}

#[test]
fn rule_14_10_the_row_names_what_the_account_had_for_itself() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    login(&mut snapshot, anna, "anna");
    session(&mut snapshot, anna);
    let own = row(&mut snapshot, anna);
    own.password = Some(accounts::account::PasswordHash::new("hash".to_owned()));
    own.recovery_codes_left = 4;
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let identity = snapshot.logins[0].identity.clone();
    let username = "anna".to_owned();
    assert_eq!(
        changes.consequences,
        [
            Consequence::AccountDeleted {
                username: username.clone(),
                at: now()
            },
            Consequence::NameReserved {
                username: username.clone()
            },
            Consequence::LoginRemoved { username, identity },
            Consequence::PasswordRemoved,
            Consequence::RecoveryCodesRemoved { count: 4 },
            Consequence::SessionsEnd { count: 1 },
        ]
    );
}

#[test]
fn rule_14_10_the_last_row_of_its_activity_names_nobody() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let last = changes.audit.last().unwrap();
    assert_eq!(
        (last.entry.kind, &last.entry.subject, &last.entry.installation),
        (AuditKind::Deleted, &None, &None)
    );
    assert!(changes.events.is_empty());
}

#[test]
fn rule_14_1_an_account_that_is_gone_is_not_deleted_again() {
    let refusal = erased(&Snapshot::default(), id(1), Orphans::Unlist).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (Code::NotFound, "14.1"));
}

#[test]
fn rule_14_10_an_organization_is_deleted_by_the_same_function() {
    let mut snapshot = Snapshot::default();
    let (anna, ben) = (person(&mut snapshot, 1, "anna"), person(&mut snapshot, 2, "ben"));
    let org = organization(&mut snapshot, 3, "org", &[anna], &[ben]);
    api_key(&mut snapshot, ben, org);
    let changes = erased(&snapshot, org, Orphans::Refuse).unwrap();
    assert_eq!(gone(&changes), [org]);
    assert_eq!(audits(&changes, anna), [AuditKind::MemberRemoved]);
    assert_eq!(audits(&changes, ben), [AuditKind::KeyRevoked, AuditKind::MemberRemoved]);
    assert_eq!(snapshot.account(org).unwrap().kind, AccountKind::Organization);
}

/// Whatever a decision rests on or changes is guarded, each once.
#[test]
fn rule_8_3_a_deletion_is_decided_again_where_anything_that_it_rests_on_changed() {
    let (mut snapshot, anna, ben) = with_requests();
    package(&mut snapshot, "Shared", &[anna, ben]);
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    let guarded: Vec<AccountId> = changes
        .guards
        .iter()
        .filter_map(|guard| match guard {
            Guard::ChangesAccount { account, .. } | Guard::AccountUnchanged { account, .. } => Some(*account),
            _ => None,
        })
        .collect();
    let once: BTreeSet<_> = guarded.iter().copied().collect();
    assert_eq!(once.len(), guarded.len());
    assert_eq!(once, BTreeSet::from([anna, ben, id(4), id(5)]));
}

#[test]
fn rule_14_21_the_operator_deletes_what_is_neither_locked_nor_in_doubt_by_its_name_typed_again() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let ben = person(&mut snapshot, 2, "ben");
    let team = organization(&mut snapshot, 3, "team", &[anna], &[ben]);
    package(&mut snapshot, "alone", &[team]);
    let by_operator = |account, typed: &str, unlist_orphans| DeleteByOperator {
        account,
        typed: typed.to_owned(),
        unlist_orphans,
    };
    assert_eq!(
        refusal(&by_operator(id(9), "team", true), &snapshot),
        (Code::NotFound, "14.21")
    );
    assert_eq!(
        refusal(&by_operator(team, "anna", true), &snapshot),
        (Code::BadRequest, "14.21")
    );
    for unlist in [true, false] {
        let changes = decide(&by_operator(team, " TEAM", unlist), &snapshot).unwrap().0;
        assert_eq!(gone(&changes), [team]);
        assert_eq!(orphaned(&changes), [("alone", unlist)]);
    }
    type Breaking = fn(&mut accounts::account::AccountRow);
    let cases: [(Code, Breaking); 3] = [
        (Code::AccountLocked, |row| row.locked = true),
        (Code::AccountFrozen, |row| row.frozen_at = Some(now())),
        (Code::LoginChangeOpen, |row| {
            row.login_change_until = Some(now().plus_secs(1))
        }),
    ];
    for (code, unfit) in cases {
        let before = row(&mut snapshot, anna).clone();
        unfit(row(&mut snapshot, anna));
        assert_eq!(refusal(&by_operator(anna, "anna", true), &snapshot).0, code);
        *row(&mut snapshot, anna) = before;
    }
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
    assert_eq!(removed.count(), 3, "each package once");
}
