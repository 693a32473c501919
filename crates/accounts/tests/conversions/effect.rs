//! What becomes of the account, and what of it is told before (rules 12.9 and 12.14).

use crate::{
    scene::{accept, asked, both, proved, request},
    support::{TENANT, conversion, decide, has, hearing, id, key, login, mails, now, row, told},
};
use accounts::{
    Guard, Snapshot, Write,
    conversion::for_administrator,
    key::ApiKey,
    letter::LetterKind,
    login_change::{ChangeState, Dormant, LoginChange, Means},
    operator_list::OperatorList,
    password::PasswordHash,
    recovery::{Recovery, RecoveryKind},
};
use contract::{
    Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    identity::IdentityKind,
};
use uuid::Uuid;

/// An account with everything that a conversion touches.
fn full() -> Snapshot {
    let mut snapshot = asked();
    let account = row(&mut snapshot, 1);
    account.two_factor = true;
    account.password = Some(PasswordHash::new("hash".to_owned()));
    account.failed_passwords = 3;
    account.failed_password_at = Some(now());
    account.recovery_codes_left = 9;
    account.login_change_until = Some(now());
    snapshot.keys = vec![
        key(1, 1, Some(1)),
        key(2, 1, None),
        key(3, 1, Some(9)),
        key(4, 2, Some(2)),
    ];
    snapshot.login_changes = vec![LoginChange {
        id: Uuid::from_bytes([50; 16]),
        account: id(1),
        partner: None,
        made_at: Timestamp::from_secs(0),
        ends_at: now(),
        means: Means::Identity,
        replaced: Some(Dormant {
            login: Uuid::from_bytes([51; 16]),
            key: login(5, IdentityKind::Personal, "personal").key,
            identity: login(5, IdentityKind::Personal, "personal").identity,
            linked_at: now(),
        }),
        login: Uuid::from_bytes([1; 16]),
        state: ChangeState::Open,
    }];
    snapshot.recoveries = vec![Recovery {
        id: Uuid::from_bytes([52; 16]),
        account: Some(id(1)),
        kind: RecoveryKind::Login,
        request_hash: [0; 32],
        code_hash: [0; 32],
        made_at: now(),
        code_made_at: now(),
        tries_left: 5,
        confirmed_at: None,
        waits_until: None,
        session: None,
    }];
    snapshot.conversions.push(conversion(3, 1));
    snapshot
}

#[test]
fn rule_12_14_the_same_row_becomes_an_organization_that_nobody_signs_in_to() {
    let snapshot = full();
    let before = snapshot.account(id(1)).unwrap();
    let (changes, answer) = decide(&accept(2), &snapshot).unwrap();
    assert_eq!((answer.account.as_str(), answer.effective_at), ("anna", None));
    let after = changes.writes.iter().find_map(|write| match write {
        Write::UpdateAccount(row) => Some(row),
        _ => None,
    });
    let after = after.unwrap();
    assert_eq!(
        *after,
        accounts::account::AccountRow {
            version: 2,
            kind: AccountKind::Organization,
            two_factor: false,
            password: None,
            failed_passwords: 0,
            failed_password_at: None,
            recovery_codes_left: 0,
            login_change_until: None,
            ..before.clone()
        }
    );
    for write in [
        Write::RemoveLogin(Uuid::from_bytes([1; 16])),
        Write::RemoveLogin(Uuid::from_bytes([51; 16])),
        Write::ReplaceRecoveryCodes {
            account: id(1),
            codes: Vec::new(),
        },
        Write::RemoveRecovery(Uuid::from_bytes([52; 16])),
        Write::EndSessionsOf {
            account: id(1),
            except: None,
            since: None,
            at: now(),
        },
        Write::RemoveConversion(snapshot.conversions[0].id),
        Write::RemoveMailedActs(snapshot.conversions[0].id),
    ] {
        assert!(has(&changes, &write), "{write:?}");
    }
    let finished = changes
        .writes
        .iter()
        .any(|write| matches!(write, Write::UpdateLoginChange(change) if change.state == ChangeState::Final));
    assert!(finished);
    let members: Vec<_> = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::InsertMember(member) => Some((member.organization, member.account, member.administrator)),
            _ => None,
        })
        .collect();
    assert_eq!(members, [(id(1), id(2), true)]);
    assert!(mails(&changes).iter().any(|(to, letter)| {
        *to == "anna@example.org"
            && matches!(letter, LetterKind::ConversionDone { administrator, .. } if administrator == "ben")
    }));
}

#[test]
fn rule_12_14_keys_for_its_own_packages_move_and_all_others_of_its_keys_go() {
    let (changes, _) = decide(&accept(2), &full()).unwrap();
    let moved = ApiKey {
        holder: id(2),
        ..key(1, 1, Some(1))
    };
    let of_keys: Vec<_> = changes
        .writes
        .iter()
        .filter(|write| matches!(write, Write::UpdateKey(_) | Write::RemoveKey(_)))
        .collect();
    assert_eq!(
        of_keys,
        [
            &Write::UpdateKey(moved),
            &Write::RemoveKey(key(2, 1, None).id),
            &Write::RemoveKey(key(3, 1, None).id)
        ]
    );
    let rows = changes.audit.iter().filter(|row| row.entry.kind == AuditKind::KeyMoved);
    let subjects: Vec<_> = rows.map(|row| (row.account, row.entry.subject.as_deref())).collect();
    assert_eq!(subjects, [(id(1), Some("key 1")), (id(2), Some("key 1"))]);
}

#[test]
fn rule_12_14_the_mail_says_what_became_of_the_keys_and_of_the_login() {
    let mut snapshot = full();
    let told = |snapshot: &Snapshot| {
        let (changes, _) = decide(&accept(2), snapshot).unwrap();
        let mut mails = changes.mails.into_iter();
        let done = mails.find(|mail| matches!(mail.letter.kind, LetterKind::ConversionDone { .. }));
        let done = done.unwrap();
        (done.to, done.letter.kind)
    };
    let done = |keys_moved, keys_removed, freed| {
        let kind = LetterKind::ConversionDone {
            administrator: "ben".to_owned(),
            freed,
            keys_moved,
            keys_removed,
        };
        ("anna@example.org".to_owned(), kind)
    };
    assert_eq!(told(&snapshot), done(1, 2, true));
    snapshot.keys.remove(0);
    snapshot.logins.clear();
    assert_eq!(told(&snapshot), done(0, 2, false));
}

#[test]
fn rule_12_14_who_named_the_account_as_administrator_has_to_name_another() {
    let (changes, _) = decide(&accept(2), &full()).unwrap();
    assert!(has(&changes, &Write::RemoveConversion(conversion(3, 1).id)));
    assert!(mails(&changes).contains(&(
        "cara@example.org",
        &LetterKind::ConversionEnded {
            by: "anna".to_owned(),
            by_link: false
        }
    )));
    assert!(hearing(&changes).contains(&id(3)));
}

#[test]
fn rule_12_14_two_accounts_that_name_each_other_are_guarded_once_each() {
    let mut snapshot = asked();
    snapshot.conversions.push(conversion(2, 1));
    let (changes, _) = decide(&accept(2), &snapshot).unwrap();
    let mut guarded: Vec<_> = changes
        .guards
        .iter()
        .filter_map(|guard| match guard {
            Guard::ChangesAccount { account, .. } => Some(*account),
            _ => None,
        })
        .collect();
    guarded.sort();
    assert_eq!(guarded, [id(1), id(2)]);
}

#[test]
fn rule_12_9_the_owner_sees_all_consequences_and_the_administrator_not_who_signs_in() {
    let mut snapshot = proved(full());
    snapshot.conversions.remove(0);
    let (changes, _) = decide(&request("ben"), &snapshot).unwrap();
    let identity = login(1, IdentityKind::Personal, "personal").identity;
    let username = || "anna".to_owned();
    let all = [
        Consequence::BecomesOrganization {
            username: username(),
            administrator: "ben".to_owned(),
        },
        Consequence::LoginRemoved {
            username: username(),
            identity: identity.clone(),
        },
        Consequence::PasswordRemoved,
        Consequence::RecoveryCodesRemoved { count: 9 },
        Consequence::KeysMoved {
            count: 1,
            to: "ben".to_owned(),
        },
        Consequence::KeysRevoked {
            count: 2,
            of_others: Vec::new(),
        },
        Consequence::SessionsEnd { count: 1 },
        Consequence::RequestsWithdrawn { count: 1 },
    ];
    let (told, rest) = changes.consequences.split_last().unwrap();
    assert_eq!(rest, all);
    let addresses = vec!["anna@example.org".to_owned()];
    assert_eq!(
        *told,
        Consequence::Told { addresses },
        "that it was asked for is mailed"
    );
    let (changes, _) = decide(&accept(2), &full()).unwrap();
    assert_eq!(changes.consequences, for_administrator(all.to_vec()));
    let text = format!("{:?}", changes.consequences);
    assert!(!text.contains("somebody@outlook.com") && !text.contains("SessionsEnd"));
}

#[test]
fn rule_12_14_the_tenant_policy_comes_with_the_conversion_where_the_pair_is_listed() {
    let cases = [
        (None, true, false),
        (Some((IdentityKind::WorkOrSchool, TENANT)), true, true),
        (Some((IdentityKind::WorkOrSchool, TENANT)), false, false),
        (Some((IdentityKind::Personal, TENANT)), true, false),
    ];
    for (identity, listed, applies) in cases {
        let mut snapshot = proved(both());
        snapshot
            .logins
            .extend(identity.map(|(kind, tenant)| login(2, kind, tenant)));
        if listed {
            snapshot.listed = vec![(OperatorList::TenantPair, format!("example.org {TENANT}"))];
        }
        let (changes, _) = decide(&request("ben"), &snapshot).unwrap();
        let tenant = TENANT.to_owned();
        let shown = changes
            .consequences
            .contains(&Consequence::TenantPolicyApplies { tenant });
        assert_eq!(shown, applies);
        let kept = changes.writes.iter().find_map(|write| match write {
            Write::PutConversion(row) => Some(row.clone()),
            _ => None,
        });
        snapshot.conversions = kept.into_iter().collect();
        let (changes, _) = decide(&accept(2), &snapshot).unwrap();
        let policy = changes.writes.iter().find_map(|write| match write {
            Write::UpdateAccount(row) => Some(row.required_tenant.is_some()),
            _ => None,
        });
        assert_eq!(policy, Some(applies));
        assert_eq!(
            told(&changes)
                .iter()
                .any(|(_, kind, _)| *kind == AuditKind::TenantPolicySet),
            applies
        );
    }
}
