//! Confirming an address by its code (section 5).

use crate::scene::{account, code, confirm, decide, now, waiting};
use accounts::{
    Command, Entropy, Write, account::AccountRow, contact::ResendCode, email::EmailAddress, session::Caller,
};
use contract::{AccountId, Code, account::AuditKind, session::SessionKind};
use uuid::Uuid;

#[test]
fn rule_5_2_a_wrong_code_counts_although_it_is_refused() {
    let (snapshot, code) = waiting();
    let wrong = if code.expose() == "00000000" {
        "00000001"
    } else {
        "00000000"
    };
    let refusal = decide(&confirm(&snapshot, wrong), &snapshot).unwrap_err();
    assert_eq!((refusal.code, refusal.tries_left), (Code::CodeWrong, Some(4)));
    let remembered = refusal.remember.unwrap();
    let confirmation = snapshot.confirmations[0].id;
    assert_eq!(remembered.writes, [Write::CountWrongCode { confirmation, seen: 5 }]);
    assert!(remembered.audit.is_empty());
}

#[test]
fn rule_5_2_a_code_is_bound_to_its_account_and_to_its_request() {
    let (mut snapshot, code) = waiting();
    let confirmation = snapshot.confirmations[0].clone();
    assert!(confirmation.is_code(&code));
    let mut other = confirmation.clone();
    other.account = AccountId::from_bytes([9; 16]);
    assert!(!other.is_code(&code));
    other = confirmation;
    other.id = Uuid::from_bytes([9; 16]);
    assert!(!other.is_code(&code));
    snapshot.confirmations[0] = other;
    assert_eq!(
        self::code(&confirm(&snapshot, code.expose()), &snapshot),
        (Code::CodeWrong, "5.2")
    );
}

#[test]
fn rule_5_3_an_address_that_was_confirmed_elsewhere_meanwhile_stays_there() {
    let (mut snapshot, code) = waiting();
    snapshot.accounts.push(AccountRow {
        confirmed_email: Some(EmailAddress::parse("Anna@Example.org").unwrap()),
        pending_email: None,
        ..account(5, "first")
    });
    assert_eq!(
        self::code(&confirm(&snapshot, code.expose()), &snapshot),
        (Code::EmailTaken, "5.3")
    );
}

#[test]
fn rule_5_4_a_new_code_replaces_the_one_before() {
    let (snapshot, old) = waiting();
    let caller = Caller::check(snapshot.sessions.first(), now()).unwrap();
    let account = caller.account;
    let (changes, ()) = ResendCode { caller, account }
        .decide(&snapshot, now(), &mut Entropy::new([8; 32]))
        .unwrap();
    let new = changes.writes.iter().find_map(|write| match write {
        Write::SetConfirmation(new) => Some(new),
        _ => None,
    });
    let new = new.expect("no confirmation");
    assert!(!new.is_code(&old));
    assert_eq!((new.tries_left, new.codes_in_hour), (5, 2));
    assert_eq!(changes.audit[0].entry.kind, AuditKind::EmailConfirmationSent);
}

#[test]
fn rule_5_5_an_address_is_confirmed_in_a_live_full_session_only() {
    let (mut snapshot, code) = waiting();
    let command = confirm(&snapshot, code.expose());
    snapshot.sessions[0].kind = SessionKind::Recovery;
    assert_eq!(self::code(&command, &snapshot).0, Code::FullSessionRequired);
    snapshot.sessions[0].ended_at = Some(now());
    assert_eq!(self::code(&command, &snapshot).0, Code::SessionRequired);
}
