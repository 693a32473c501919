//! What a deletion does to organizations and keys (rules 14.6 to 14.8).

use crate::{
    erased::{audits, erased, gone, unlisted},
    support::*,
};
use accounts::{
    Need, Snapshot, Write,
    contact::AddressChange,
    deletion::Orphans,
    letter::{Credential, LetterKind},
};
use contract::{account::AuditKind, consequence::Consequence};
use uuid::Uuid;

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

/// Rule 15.3.
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
        [
            "org@example.org",
            "ben@example.org",
            "org@example.org",
            "cara@example.org"
        ],
        "the members whatever they want to be mailed, the organization as of any other role (rule 11.21)"
    );
    assert_eq!(
        audits(&changes, org),
        [AuditKind::MembersPromoted, AuditKind::MemberLeft]
    );
    for account in [org, ben, cara] {
        assert!(guards_change_of(&changes, account));
        assert!(changes.events.iter().any(|event| event.account == account));
    }
    row(&mut snapshot, org).mail.from_others = false;
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    assert_eq!(mailed(&changes, is), ["ben@example.org", "cara@example.org"]);
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

#[test]
fn rule_5_33_whose_key_ends_with_somebody_elses_account_is_told_at_an_address_that_can_be_put_back_too() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let ben = person(&mut snapshot, 2, "ben");
    let alone = organization(&mut snapshot, 3, "alone", &[anna], &[]);
    api_key(&mut snapshot, ben, alone);
    snapshot.address_changes = vec![AddressChange {
        id: Uuid::from_bytes([9; 16]),
        account: ben,
        previous: email("before@example.org"),
        made_at: now(),
        ends_at: now().plus_secs(60),
    }];
    let is = |kind: &LetterKind| matches!(kind, LetterKind::CredentialRemoved { .. });
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    assert_eq!(mailed(&changes, is), ["ben@example.org", "before@example.org"]);
    assert_eq!(
        accounts::deletion::needs(anna),
        [Need::WholeAccount(anna), Need::AddressChangesOfLoaded]
    );
    // No address of theirs was ever confirmed: nobody is told.
    row(&mut snapshot, ben).confirmed_email = None;
    let changes = erased(&snapshot, anna, Orphans::Unlist).unwrap();
    assert_eq!(mailed(&changes, is), Vec::<&str>::new());
}
