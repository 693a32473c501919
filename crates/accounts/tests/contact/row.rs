//! What is left of a deleted account, and when it is decided again (rules 8.3, 14.1, 14.10 and 14.21).

use crate::{
    erased::{audits, erased, gone, orphaned, with_requests},
    support::*,
};
use accounts::{
    Guard, Snapshot,
    deletion::{DeleteByOperator, Orphans},
    letter::LetterKind,
};
use contract::{
    AccountId, Code,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
};
use std::collections::BTreeSet;

#[test]
fn rule_14_10_the_row_names_what_the_account_had_for_itself() {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    login(&mut snapshot, anna, "anna");
    session(&mut snapshot, anna);
    let own = row(&mut snapshot, anna);
    own.password = Some(accounts::password::PasswordHash::new("hash".to_owned()));
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
    row(&mut snapshot, ben).mail.from_others = false;
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
        let removed = |kind: &LetterKind| matches!(kind, LetterKind::MemberRemoved { .. });
        assert_eq!(
            mailed(&changes, removed),
            ["anna@example.org", "ben@example.org"],
            "whatever they want to be mailed (5.25)"
        );
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
