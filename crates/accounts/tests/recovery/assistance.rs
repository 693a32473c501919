use crate::scene::{ADDRESS, audits, code, entropy, letters, linked, named, now, snapshot};
use accounts::{
    Command, Snapshot,
    account::{AccountRow, ClaimedName},
    email::EmailAddress,
    letter::LetterKind,
    recovery::AskAssistance,
    username::Username,
};
use contract::{
    Code,
    account::{AccountKind, AuditKind},
};

fn ask(username: &str, address: Option<&str>) -> AskAssistance {
    AskAssistance {
        username: username.to_owned(),
        address: address.map(str::to_owned),
    }
}

/// Rules 1.6, 10.1 and 10.2.
#[test]
fn a_username_gets_a_hint_and_nothing_is_mailed() {
    let (changes, answer) = ask("ANNA", None)
        .decide(&linked(crate::scene::account()), now(), &mut entropy())
        .unwrap();
    assert_eq!(answer.masked_address, "A**********d@Example.org");
    assert!(!answer.mailed && changes.mails.is_empty() && changes.audit.is_empty());
}

/// Rules 1.6 and 10.3.
#[test]
fn the_whole_address_is_mailed_who_signs_in() {
    let (changes, answer) = ask("anna", Some("ANNA.OLD@example.ORG"))
        .decide(&linked(crate::scene::account()), now(), &mut entropy())
        .unwrap();
    assert!(answer.mailed);
    assert_eq!(audits(&changes), [AuditKind::AssistanceMailed]);
    let expected = LetterKind::Assistance {
        identities: vec!["lost <lost@outlook.com>".to_owned()],
    };
    assert_eq!(letters(&changes), [(ADDRESS, &expected)]);
}

#[test]
fn where_nothing_is_linked_the_mail_says_so_also_for_an_organization() {
    let organization = AccountRow {
        kind: AccountKind::Organization,
        ..crate::scene::account()
    };
    for row in [crate::scene::account(), organization] {
        let (changes, _) = ask("anna", Some(ADDRESS))
            .decide(&snapshot(row), now(), &mut entropy())
            .unwrap();
        let expected = LetterKind::Assistance { identities: Vec::new() };
        assert_eq!(letters(&changes), [(ADDRESS, &expected)]);
    }
}

/// Rule 10.1.
#[test]
fn an_account_that_confirmed_nothing_is_hinted_at_by_its_pending_address() {
    let row = AccountRow {
        pending_email: Some(EmailAddress::parse("r@address.com").unwrap()),
        ..named(1, "anna", None)
    };
    let (_, answer) = ask("anna", None).decide(&snapshot(row), now(), &mut entropy()).unwrap();
    assert_eq!(answer.masked_address, "r**********@address.com");
}

/// Rule 10.1.
#[test]
fn a_name_that_nobody_has_is_said_to_be_unknown() {
    let tombstone = Snapshot {
        names: vec![ClaimedName {
            username: Username::parse("gone").unwrap(),
            account: None,
        }],
        ..Snapshot::default()
    };
    for name in ["gone", "nobody", "", "not a name", ADDRESS] {
        assert_eq!(code(&ask(name, None), &tombstone), Code::AccountUnknown, "{name}");
    }
}

/// Rule 10.3.
#[test]
fn an_address_that_is_empty_once_trimmed_counts_as_none() {
    let found = linked(crate::scene::account());
    for address in ["", "  ", "\t"] {
        let (changes, answer) = ask("anna", Some(address))
            .decide(&found, now(), &mut entropy())
            .unwrap();
        assert!(!answer.mailed && changes.mails.is_empty(), "{address:?}");
    }
}

/// Rule 10.3.
#[test]
fn another_address_is_refused_and_nothing_is_mailed() {
    for address in ["blarg", "wrong@email", "other@example.org"] {
        let refusal = ask("anna", Some(address))
            .decide(&linked(crate::scene::account()), now(), &mut entropy())
            .unwrap_err();
        assert_eq!(refusal.code, Code::AddressMismatch, "{address}");
        assert!(refusal.remember.is_none());
    }
}

/// Rule 10.2.
#[test]
fn a_stored_address_that_is_none_is_not_shown() {
    let broken = AccountRow {
        confirmed_email: Some(EmailAddress::from_stored("no address".to_owned())),
        ..crate::scene::account()
    };
    for row in [broken, named(1, "anna", None)] {
        assert_eq!(code(&ask("anna", None), &snapshot(row)), Code::EmailInvalid);
    }
}
