//! Putting the contact e-mail back (rules 5.17 to 5.20 and 5.31).

use crate::{
    address::{anna, ask},
    support::*,
};
use accounts::{
    Changes, Command, Need, Snapshot, Write,
    contact::{self, UndoAddress},
    letter::LetterKind,
    mailed_act::{self, ActKind},
    recovery::{Recovery, RecoveryKind},
    session::SessionRow,
};
use contract::{AccountId, Code, SessionId, Timestamp, account::AuditKind, session::SessionKind};
use uuid::Uuid;

/// An account whose address was `old@` until a moment ago, with the link that was mailed to it.
fn changed(snapshot: &mut Snapshot, account: AccountId, number: u8, previous: &str, made_at: Timestamp) -> UndoAddress {
    let change = change_of(account, number, previous, made_at);
    let mut entropy = accounts::Entropy::new([number; 32]);
    let kind = ActKind::UndoAddress;
    let seconds = contact::UNDO_SECONDS;
    let (act, _) = mailed_act::MailedAct::issue(kind, account, change.id, seconds, made_at, &mut entropy);
    let command = UndoAddress {
        act: act.hash,
        account,
        change: change.id,
    };
    snapshot.mailed_acts.push(act);
    snapshot.address_changes.push(change);
    command
}

#[test]
fn rule_5_17_the_link_works_for_72_hours_to_the_microsecond() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let end = now().plus_secs(72 * 3600);
    assert!(decide_at(&undo, &snapshot, just_before(end)).is_ok());
    assert_eq!(refusal_at(&undo, &snapshot, end), (Code::NotFound, "5.17"));
}

#[test]
fn rule_5_17_only_the_link_that_was_mailed_for_this_works() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let other = UndoAddress { act: [1; 32], ..undo };
    assert_eq!(refusal(&other, &snapshot), (Code::NotFound, "5.17"));
    snapshot.mailed_acts[0].kind = ActKind::ConfirmAddress;
    let undo = UndoAddress {
        act: snapshot.mailed_acts[0].hash,
        ..other
    };
    assert_eq!(refusal(&undo, &snapshot), (Code::NotFound, "5.17"));
}

#[test]
fn rule_5_17_what_waited_meanwhile_waits_no_more_and_both_are_told() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let asked = decide(&ask(&caller, "third@example.org"), &snapshot).unwrap().0;
    follow(&mut snapshot, asked);
    let changes = decide(&undo, &snapshot).unwrap().0;
    let after = updated(&changes);
    assert_eq!(after.confirmed_email, Some(email("old@example.org")));
    assert_eq!(after.pending_email, None);
    let is = |kind: &LetterKind| *kind == LetterKind::AddressChangeUndone;
    assert_eq!(mailed(&changes, is), ["old@example.org", "anna@example.org"]);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::EmailChangeUndone);
    follow(&mut snapshot, changes);
    assert!(snapshot.address_changes.is_empty() && snapshot.mailed_acts.is_empty());
    assert!(!snapshot.confirmations[0].is_open(now()));
    assert_eq!(refusal(&undo, &snapshot), (Code::NotFound, "5.17"), "a link works once");
}

#[test]
fn rule_5_18_an_address_that_another_account_confirmed_meanwhile_stays_there() {
    let (mut snapshot, caller) = anna();
    person(&mut snapshot, 2, "ben");
    let undo = changed(&mut snapshot, caller.account, 9, "Ben@Example.org", now());
    assert_eq!(refusal(&undo, &snapshot), (Code::EmailTaken, "5.3"));
}

#[test]
fn rule_5_19_undoing_a_change_undoes_those_after_it_and_not_those_before() {
    let (mut snapshot, caller) = anna();
    let first = changed(&mut snapshot, caller.account, 9, "first@example.org", now());
    let second = changed(
        &mut snapshot,
        caller.account,
        10,
        "second@example.org",
        now().plus_secs(60),
    );
    let at = now().plus_secs(120);
    let later = decide_at(&second, &snapshot, at).unwrap().0;
    let removed = |changes: &Changes| {
        let is = |write: &&Write| matches!(write, Write::RemoveAddressChange(_));
        changes.writes.iter().filter(is).count()
    };
    assert_eq!(
        (updated(&later).confirmed_email.clone(), removed(&later)),
        (Some(email("second@example.org")), 1)
    );
    let earlier = decide_at(&first, &snapshot, at).unwrap().0;
    assert_eq!(
        (updated(&earlier).confirmed_email.clone(), removed(&earlier)),
        (Some(email("first@example.org")), 2)
    );
    follow(&mut snapshot, earlier);
    assert_eq!(refusal_at(&second, &snapshot, at), (Code::NotFound, "5.17"));
}

#[test]
fn rule_5_19_a_locked_frozen_or_leaving_account_gets_its_address_back_too() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let own = row(&mut snapshot, caller.account);
    own.locked = true;
    own.frozen_at = Some(now());
    own.deletion_at = Some(now().plus_secs(1000));
    own.login_change_until = Some(now().plus_secs(1000));
    assert!(decide(&undo, &snapshot).is_ok());
}

#[test]
fn rule_5_20_what_concerns_safety_goes_to_every_address_that_can_still_be_put_back() {
    let (mut snapshot, caller) = anna();
    for (number, previous) in [
        (9, "old@example.org"),
        (10, "ANNA@example.org"),
        (11, "older@example.org"),
    ] {
        changed(&mut snapshot, caller.account, number, previous, now());
    }
    snapshot.address_changes[2].ends_at = now();
    changed(&mut snapshot, id(2), 12, "bens@example.org", now());
    let account = snapshot.account(caller.account).unwrap();
    let addresses = contact::notice_addresses(&snapshot, account, now());
    assert_eq!(addresses, [email("anna@example.org"), email("old@example.org")]);
}

#[test]
fn rule_5_31_putting_an_address_back_ends_what_was_begun_since_to_take_the_account() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let (before, since) = (now().plus_secs(-1), now());
    for (number, at) in [(1, before), (2, since)] {
        snapshot.recoveries.push(recovery_of(caller.account, number, at));
        snapshot.sessions.push(SessionRow {
            id: SessionId::from_bytes([100 + number; 16]),
            kind: SessionKind::Recovery,
            opened_at: at,
            ..snapshot.sessions[0].clone()
        });
    }
    snapshot.recoveries.push(recovery_of(id(2), 3, since));
    snapshot.recoveries.push(Recovery {
        waits_until: Some(since.plus_secs(86_400)),
        ..recovery_of(caller.account, 4, since)
    });
    let changes = decide(&undo, &snapshot).unwrap().0;
    let removed = changes.writes.iter().filter_map(|write| match write {
        Write::RemoveRecovery(removed) => Some(*removed),
        _ => None,
    });
    assert_eq!(removed.collect::<Vec<_>>(), [Uuid::from_bytes([2; 16])]);
    // Whose wait began before the change goes on waiting, without the code.
    let put = changes.writes.iter().filter_map(|write| match write {
        Write::PutRecovery(put) => Some((put.id, put.tries_left)),
        _ => None,
    });
    assert_eq!(put.collect::<Vec<_>>(), [(Uuid::from_bytes([4; 16]), 0)]);
    let ended = changes.writes.iter().filter_map(|write| match write {
        Write::EndSession { session, .. } => Some(*session),
        _ => None,
    });
    assert_eq!(ended.collect::<Vec<_>>(), [SessionId::from_bytes([102; 16])]);
    assert!(changes.writes.contains(&Write::RemoveDecisionCodes(caller.account)));
    let needs = undo.needs(now());
    assert!(needs.contains(&Need::RecoveriesOf(caller.account)) && needs.contains(&Need::SessionsOf(caller.account)));
}

fn recovery_of(account: AccountId, number: u8, made_at: Timestamp) -> Recovery {
    Recovery {
        id: Uuid::from_bytes([number; 16]),
        account: Some(account),
        kind: RecoveryKind::Login,
        request_hash: [number; 32],
        code_hash: [0; 32],
        made_at,
        code_made_at: made_at,
        tries_left: 5,
        confirmed_at: None,
        waits_until: None,
        session: None,
    }
}
