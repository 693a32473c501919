//! Changing roles, removing members and leaving (rules 11.16 to 11.18 and 11.21).

use crate::{
    scene::{ORG, change, remove, team},
    support::{decide, hearing, id, key, mails, now, refused, row, told},
};
use accounts::{Write, organization::RemoveMember};
use contract::{Code, account::AuditKind, consequence::Consequence, organization::Role};

/// Rule 15.3.
#[test]
fn rule_11_16_a_role_is_changed_and_the_organization_and_the_member_are_mailed() {
    let snapshot = team();
    assert_eq!(
        refused(&change(1, "cara", true), &snapshot),
        (Code::MemberNotFound, "11.17")
    );
    assert_eq!(
        refused(&change(1, "nobody", true), &snapshot),
        (Code::MemberNotFound, "11.17")
    );
    let (changes, answer) = decide(&change(1, "ben", true), &snapshot).unwrap();
    assert_eq!(answer.role, Role::Administrator);
    let to: Vec<&str> = mails(&changes).iter().map(|(to, _)| *to).collect();
    assert_eq!(to, ["team@example.org", "ben@example.org"]);
    let kind = AuditKind::MemberRoleChanged;
    assert_eq!(
        told(&changes),
        [(id(ORG), kind, Some("anna")), (id(2), kind, Some("anna"))]
    );
    // The role that somebody has already changes nothing and mails nobody.
    let (changes, _) = decide(&change(1, "ben", false), &snapshot).unwrap();
    assert!(changes.writes.is_empty() && changes.mails.is_empty() && changes.audit.is_empty());
}

#[test]
fn rule_11_17_an_administrator_removes_members_and_a_member_leaves() {
    let mut snapshot = team();
    snapshot.keys = vec![
        key(1, 2, Some(ORG)),
        key(2, 2, Some(2)),
        key(3, 1, Some(ORG)),
        key(4, 2, Some(ORG)),
    ];
    snapshot.keys[3].revoked_at = Some(now());
    assert_eq!(refused(&remove(1, "cara"), &snapshot), (Code::MemberNotFound, "11.17"));
    let (removed, ()) = decide(&remove(1, "ben"), &snapshot).unwrap();
    let gone = Write::RemoveMember {
        organization: id(ORG),
        account: id(2),
    };
    assert_eq!(removed.writes, [gone]);
    let kind = AuditKind::MemberRemoved;
    assert_eq!(
        told(&removed),
        [(id(ORG), kind, Some("anna")), (id(2), kind, Some("anna"))]
    );
    assert_eq!(hearing(&removed), [id(1), id(2)]);
    // Keys are kept, but stop working (rule 11.19).
    let member = || "ben".to_owned();
    assert_eq!(
        removed.consequences,
        [
            Consequence::MembershipEnds {
                organization: "team".to_owned(),
                member: member()
            },
            Consequence::KeysRevoked {
                count: 1,
                of_others: vec![member()]
            },
            Consequence::Told {
                addresses: vec!["team@example.org".to_owned()]
            },
        ]
    );
    let (left, ()) = decide(&remove(2, "ben"), &snapshot).unwrap();
    assert_eq!(left.writes, removed.writes);
    let kind = AuditKind::MemberLeft;
    assert_eq!(told(&left), [(id(ORG), kind, Some("ben")), (id(2), kind, None)]);
}

/// Rules 5.25 and 15.3.
#[test]
fn rule_11_21_who_is_removed_is_mailed_whatever_they_want_to_be_mailed_and_who_leaves_is_not() {
    let mut snapshot = team();
    row(&mut snapshot, 2).mail.from_others = false;
    let to = |command: &RemoveMember| {
        let (changes, ()) = decide(command, &snapshot).unwrap();
        changes.mails.iter().map(|mail| mail.to.clone()).collect::<Vec<_>>()
    };
    assert_eq!(to(&remove(1, "ben")), ["team@example.org", "ben@example.org"]);
    assert_eq!(to(&remove(2, "ben")), ["team@example.org"]);
}

#[test]
fn rule_11_18_the_last_administrator_stays_one() {
    let mut snapshot = team();
    let last = (Code::LastAdministrator, "11.18");
    assert_eq!(refused(&change(1, "anna", false), &snapshot), last);
    assert_eq!(refused(&remove(1, "anna"), &snapshot), last);
    snapshot.members[1].administrator = true;
    assert!(decide(&change(1, "anna", false), &snapshot).is_ok());
    assert!(decide(&change(2, "anna", false), &snapshot).is_ok());
    assert!(decide(&remove(1, "anna"), &snapshot).is_ok());
    assert!(decide(&remove(2, "anna"), &snapshot).is_ok());
}
