//! Opening an account, and its name (rules 1.4, 4.2 and 4.3).

use crate::scene::{code, completed, decide, register};
use accounts::{Snapshot, account::ClaimedName, letter::LetterKind, register::RegisterAccount, username::Username};
use contract::{AccountId, Code, Purpose, account::AuditKind, event::EventKind};

#[test]
fn rule_4_3_an_account_begins_with_a_pending_address_and_a_mail_and_two_factor_off() {
    let proof = completed(Purpose::SignIn);
    let snapshot = Snapshot {
        proofs: vec![proof],
        ..Snapshot::default()
    };
    let (changes, opened) = decide(&register("Anna", "anna@example.org"), &snapshot).unwrap();
    assert_eq!(opened.answer.account.username, "Anna");
    assert_eq!(opened.answer.account.pending_email.as_deref(), Some("anna@example.org"));
    assert!(opened.answer.account.confirmed_email.is_none() && !opened.answer.account.two_factor);
    assert_eq!(changes.mails.len(), 1);
    let LetterKind::ConfirmAddress { code, minutes, .. } = &changes.mails[0].letter.kind else {
        panic!("another letter")
    };
    assert_eq!((code.expose().len(), *minutes), (8, 15));
    let kinds: Vec<_> = changes.audit.iter().map(|row| row.entry.kind).collect();
    assert_eq!(kinds, [AuditKind::Registered, AuditKind::SignedIn]);
    assert!(matches!(
        changes.events[0].event.what,
        EventKind::SignedIn { new_place: false, .. }
    ));
}

#[test]
fn rule_1_4_a_name_once_claimed_is_never_free_again() {
    let tombstone = ClaimedName {
        username: Username::parse("ANNA").unwrap(),
        account: None,
    };
    let snapshot = Snapshot {
        proofs: vec![completed(Purpose::Register)],
        names: vec![tombstone],
        ..Snapshot::default()
    };
    assert_eq!(
        code(&register("anna", "anna@example.org"), &snapshot),
        (Code::UsernameTaken, "1.4")
    );
}

#[test]
fn rule_4_2_what_was_typed_is_judged_before_the_proof_is_looked_at() {
    let nothing = Snapshot::default();
    assert_eq!(
        code(&register("a", "anna@example.org"), &nothing),
        (Code::UsernameInvalid, "1.1")
    );
    assert_eq!(code(&register("anna", "anna"), &nothing), (Code::EmailInvalid, "1.5"));
    assert_eq!(
        code(&register("anna", "anna@example.org"), &nothing),
        (Code::ProofInvalid, "2.3")
    );
    let closed = RegisterAccount {
        registration_open: false,
        ..register("a", "")
    };
    assert_eq!(code(&closed, &nothing), (Code::RegistrationClosed, "4.1"));
}

#[test]
fn rule_1_4_the_name_of_an_organization_is_taken_like_anybodys() {
    let organization = ClaimedName {
        username: Username::parse("Team").unwrap(),
        account: Some(AccountId::from_bytes([9; 16])),
    };
    let snapshot = Snapshot {
        proofs: vec![completed(Purpose::Register)],
        names: vec![organization],
        ..Snapshot::default()
    };
    let refused = decide(&register("TEAM", "anna@example.org"), &snapshot).unwrap_err();
    assert_eq!(
        (refused.code, refused.rule, refused.field),
        (Code::UsernameTaken, "1.4", Some("username"))
    );
}
