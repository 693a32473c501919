//! What a link in a recovery session changes (rules 9.20, 10.20 and 10.25).

use crate::{
    link::{by_mail, by_password, change_in, link},
    scene::{
        ADDRESS, account, audits, begun, entropy, id, installation, key, letters, linked, login, named, now, proof,
        put, refusal, secret, session, snapshot, updated, with_password,
    },
};
use accounts::{
    Command, Snapshot, Write,
    account::AccountRow,
    letter::{Credential, LetterKind},
    login_change::{ChangeState, Dormant, LoginChange, Means, UNDO_SECONDS, UndoChange},
    proof::{Presented, Proof},
    recovery::{ConfirmRecovery, RecoveryKind},
};
use contract::{
    Code, ProofId, Purpose, SessionId, account::AuditKind, consequence::Consequence, event::EventKind,
    session::SessionKind,
};
use uuid::Uuid;

#[test]
fn a_password_session_links_an_identity_to_an_account_that_has_none() {
    let (found, row) = by_password(snapshot(with_password()));
    let (changes, opened) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    assert_eq!(opened.answer.session.kind, SessionKind::Full);
    assert!(!opened.answer.account.has_password);
    assert_eq!(
        opened.answer.account.login.unwrap().identity.address.as_deref(),
        Some("new@outlook.com")
    );
    let account = updated(&changes);
    assert_eq!(account.password, None);
    assert_eq!(account.login_change_until, Some(now().plus_secs(UNDO_SECONDS)));
    let change = change_in(&changes.writes);
    assert_eq!((change.means, change.replaced), (Means::Recovery, None));
    assert_eq!(
        audits(&changes),
        [
            AuditKind::RecoveryFinished,
            AuditKind::LoginChanged,
            AuditKind::PasswordRemoved,
            AuditKind::SignedIn
        ]
    );
    assert!(
        changes
            .events
            .iter()
            .any(|row| row.event.what == EventKind::LoginChanged)
    );
    let added = LetterKind::CredentialAdded {
        what: Credential::Microsoft("new <new@outlook.com>".to_owned()),
    };
    let letters = letters(&changes);
    assert!(matches!(
        letters[0],
        (ADDRESS, LetterKind::LoginChanged { from: None, .. })
    ));
    assert_eq!(letters[1..2], [(ADDRESS, &added)]);
}

#[test]
fn rule_5_33_who_links_is_told_that_the_password_went_with_it() {
    let (found, row) = by_password(snapshot(with_password()));
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    let gone = LetterKind::CredentialRemoved {
        what: Credential::Password,
    };
    assert_eq!(letters(&changes).last(), Some(&(ADDRESS, &gone)));
    let (found, row) = by_password(snapshot(AccountRow {
        password: None,
        ..with_password()
    }));
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    assert!(!letters(&changes).contains(&(ADDRESS, &gone)));
    assert!(!audits(&changes).contains(&AuditKind::PasswordRemoved));
}

#[test]
fn all_sessions_end_before_the_full_one_begins() {
    let (found, row) = by_password(snapshot(with_password()));
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    let place = |wanted: fn(&Write) -> bool| changes.writes.iter().position(wanted).unwrap();
    let ended = place(|write| {
        matches!(
            write,
            Write::EndSessionsOf {
                except: None,
                since: None,
                ..
            }
        )
    });
    assert!(ended < place(|write| matches!(write, Write::InsertSession(_))));
}

#[test]
fn a_password_does_not_replace_a_login_and_a_full_session_links_nothing() {
    let (found, row) = by_password(linked(with_password()));
    assert_eq!(refusal(&link(&row), &found).code, Code::LoginPresent);
    let full = session(6, SessionKind::Full);
    let found = Snapshot {
        sessions: vec![full.clone()],
        ..found
    };
    assert_eq!(refusal(&link(&full), &found).code, Code::LoginPresent);
}

/// Rules 10.21 and 10.25.
#[test]
fn a_recovery_by_mail_replaces_the_lost_identity_which_can_undo_it() {
    let (found, row) = by_mail(linked(account()));
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    let change = change_in(&changes.writes);
    assert_eq!(change.replaced.unwrap().key, key("lost"));
    assert_eq!((change.means, change.state), (Means::Recovery, ChangeState::Open));
    let place = |wanted: fn(&Write) -> bool| changes.writes.iter().position(wanted).unwrap();
    assert!(
        place(|write| matches!(write, Write::RetireLogin { .. }))
            < place(|write| matches!(write, Write::InsertLogin(_)))
    );
    assert!(changes.writes.contains(&Write::RemoveRecovery(found.recoveries[0].id)));
    let letters = letters(&changes);
    assert!(matches!(
        letters[..],
        [
            (ADDRESS, LetterKind::LoginChanged { from: Some(_), .. }),
            ("lost@outlook.com", LetterKind::LoginReplaced { .. }),
        ]
    ));
}

#[test]
fn what_a_link_changes_is_told_before() {
    let (mut found, row) = by_mail(linked(with_password()));
    found.sessions.push(session(7, SessionKind::Full));
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    let all = &changes.consequences;
    assert!(matches!(&all[0], Consequence::LoginReplaced { from: Some(_), .. }));
    assert!(all.contains(&Consequence::PasswordRemoved));
    assert!(all.contains(&Consequence::SessionsEnd { count: 1 }));
    assert!(all.contains(&Consequence::UndoUntil {
        at: now().plus_secs(UNDO_SECONDS)
    }));
    // What does not happen is not told.
    found.sessions.pop();
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    let ends = |line: &Consequence| matches!(line, Consequence::SessionsEnd { .. });
    assert!(!changes.consequences.iter().any(ends));
}

#[test]
fn rule_9_20_a_link_that_a_recovery_code_opened_is_not_undone_by_the_lost_identity_alone() {
    let guarded = AccountRow {
        two_factor: true,
        ..account()
    };
    let (mut found, row) = by_mail(linked(guarded));
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    let change = change_in(&changes.writes);
    assert_eq!(change.means, Means::RecoveryCode);

    let undo = UndoChange {
        proof: Presented {
            proof: ProofId::from_bytes([9; 16]),
            attempt_secret: secret("attempt"),
        },
        partner: None,
        recovery_code: None,
        session: None,
        installation: installation(),
        accounts: vec![id(1)],
        two_factor: accounts::two_factor::Policy::default(),
    };
    found.proofs = vec![Proof {
        purpose: Purpose::UndoLogin,
        bound_to: None,
        ..proof(&row, "lost")
    }];
    found.login_changes = vec![change];
    found.accounts = vec![updated(&changes)];
    let refused = refusal(&undo, &found);
    assert_eq!((refused.code, refused.rule), (Code::UndoContested, "9.20"));
    let frozen = updated(&refused.remember.unwrap());
    assert_eq!(frozen.frozen_at, Some(now()));
}

#[test]
fn a_link_after_the_wait_rests_on_no_recovery_code() {
    let guarded = AccountRow {
        two_factor: true,
        ..account()
    };
    let (mut found, row) = by_mail(linked(guarded));
    found.recoveries[0].waits_until = Some(now());
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    assert_eq!(change_in(&changes.writes).means, Means::Recovery);
}

/// A change of account 2 that the identity "new" could undo.
fn change_elsewhere(state: ChangeState) -> LoginChange {
    let old = login(7, "new");
    LoginChange {
        id: Uuid::from_bytes([8; 16]),
        account: id(2),
        partner: None,
        made_at: now().plus_secs(-60),
        ends_at: now().plus_secs(60),
        means: Means::Identity,
        replaced: Some(Dormant {
            login: old.id,
            key: old.key,
            identity: old.identity,
            linked_at: old.linked_at,
        }),
        login: Uuid::from_bytes([6; 16]),
        state,
    }
}

#[test]
fn an_identity_that_could_undo_a_change_elsewhere_gives_that_up() {
    let (mut found, row) = by_password(snapshot(with_password()));
    found.accounts.push(AccountRow {
        login_change_until: Some(now().plus_secs(60)),
        ..named(2, "ben", Some("ben@example.org"))
    });
    found.login_changes = vec![change_elsewhere(ChangeState::Open)];
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    assert!(changes.writes.contains(&Write::RemoveLogin(login(7, "new").id)));
    assert!(changes.writes.contains(&Write::UpdateLoginChange(LoginChange {
        state: ChangeState::Final,
        ..change_elsewhere(ChangeState::Open)
    })));
    let of_ben = changes.writes.iter().find_map(|write| match write {
        Write::UpdateAccount(row) if row.id == id(2) => Some(row),
        _ => None,
    });
    assert_eq!(of_ben.unwrap().login_change_until, None);
    assert!(
        changes
            .audit
            .iter()
            .any(|row| row.account == id(2) && row.entry.kind == AuditKind::LoginChangeFinal)
    );
    for state in [ChangeState::Frozen, ChangeState::Contested] {
        found.login_changes = vec![change_elsewhere(state)];
        assert_eq!(refusal(&link(&row), &found).code, Code::IdentityAlreadyLinked);
    }
}

#[test]
fn the_accounts_own_change_whose_time_is_over_is_made_final_first() {
    let over = LoginChange {
        account: id(1),
        ends_at: now(),
        replaced: Some(Dormant {
            key: key("older"),
            ..change_elsewhere(ChangeState::Open).replaced.unwrap()
        }),
        ..change_elsewhere(ChangeState::Open)
    };
    let row = AccountRow {
        login_change_until: Some(now()),
        ..account()
    };
    let (mut found, session) = by_mail(linked(row));
    found.login_changes = vec![over];
    let (changes, _) = link(&session).decide(&found, now(), &mut entropy()).unwrap();
    assert!(changes.writes.contains(&Write::RemoveLogin(login(7, "new").id)));
    let accounts = changes
        .writes
        .iter()
        .filter(|write| matches!(write, Write::UpdateAccount(_)));
    assert_eq!(accounts.count(), 1);
}

#[test]
fn a_recovery_that_the_same_request_confirms_again_belongs_to_its_latest_session() {
    let (mut found, code) = begun(RecoveryKind::Login, linked(account()));
    let confirm = ConfirmRecovery {
        request_secret: secret("request"),
        code,
        recovery_code: None,
        wait: false,
        installation: installation(),
    };
    found.recoveries[0].session = Some(SessionId::from_bytes([6; 16]));
    let (changes, _) = confirm.decide(&found, now(), &mut entropy()).unwrap();
    assert_ne!(put(&changes).session, Some(SessionId::from_bytes([6; 16])));
}
