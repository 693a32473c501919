//! While the contact address can still be put back, who moved it gets no code (rules 5.30 and 5.34).

use crate::{
    moved_address::{NEW, email, moved},
    reset::reset,
    scene::{
        ADDRESS, account, begin, begun, entropy, hash, installation, letters, linked, named, now, refusal_at, secret,
        with_password,
    },
    waiting::confirm,
};
use accounts::{
    Command, Need, Snapshot,
    account::AccountRow,
    contact::UNDO_SECONDS,
    operator_list::OperatorList,
    password::{PasswordVerdict, SignInWithPassword},
    recovery::{AskAssistance, BeginRecovery, RecoveryKind},
};
use contract::{Code, Timestamp};

fn asked(kind: RecoveryKind, address: &str, found: &Snapshot, at: Timestamp) -> Vec<String> {
    let command = BeginRecovery {
        address: Some(address.to_owned()),
        ..begin(kind)
    };
    let (changes, _) = command.decide(found, at, &mut entropy()).unwrap();
    changes.mails.into_iter().map(|mail| mail.to).collect()
}

#[test]
fn a_code_goes_to_the_oldest_address_that_can_still_be_put_back() {
    let found = moved(with_password());
    assert_eq!(asked(RecoveryKind::Password, NEW, &found, now()), [ADDRESS]);
    assert_eq!(asked(RecoveryKind::Login, ADDRESS, &found, now()), [ADDRESS]);
    for other in [NEW, "between@example.org"] {
        assert!(asked(RecoveryKind::Login, other, &found, now()).is_empty(), "{other}");
    }
    let later = now().plus_secs(UNDO_SECONDS);
    assert_eq!(asked(RecoveryKind::Login, NEW, &found, later), [NEW]);
    assert!(asked(RecoveryKind::Login, ADDRESS, &found, later).is_empty());
}

/// Signs in by this name with the right password.
fn typed(name: &str, passwords: bool) -> SignInWithPassword {
    SignInWithPassword {
        name: name.to_owned(),
        name_key: [8; 32],
        verdict: Some(PasswordVerdict {
            for_hash: Some(hash("stored")),
            right: true,
            rewritten: None,
        }),
        installation: installation(),
        passwords,
        secret: None,
    }
}

#[test]
fn rule_5_34_the_address_before_names_the_account_and_gets_the_hint_and_the_mail_of_assistance() {
    let found = moved(with_password());
    let later = now().plus_secs(UNDO_SECONDS);
    for name in [ADDRESS, NEW] {
        assert!(
            typed(name, true).decide(&found, now(), &mut entropy()).is_ok(),
            "{name}"
        );
        let begun = BeginRecovery {
            name: name.to_owned(),
            ..begin(RecoveryKind::Password)
        };
        let (changes, _) = begun.decide(&found, now(), &mut entropy()).unwrap();
        assert_eq!(letters(&changes).first().map(|(to, _)| *to), Some(ADDRESS), "{name}");
    }
    for (name, at) in [("between@example.org", now()), (ADDRESS, later)] {
        let refused = refusal_at(&typed(name, true), &found, at);
        assert_eq!(refused.code, Code::Stale, "{name}: it names nobody");
    }
    let ask = |address: Option<&str>| AskAssistance {
        username: "anna".to_owned(),
        address: address.map(str::to_owned),
    };
    let (_, hint) = ask(None).decide(&found, now(), &mut entropy()).unwrap();
    assert_eq!(hint.masked_address, "A**********d@Example.org");
    let (changes, _) = ask(Some(ADDRESS)).decide(&found, now(), &mut entropy()).unwrap();
    assert_eq!(changes.mails[0].to, ADDRESS);
    assert_eq!(refusal_at(&ask(Some(NEW)), &found, now()).code, Code::AddressMismatch);
    assert!(ask(Some(NEW)).decide(&found, later, &mut entropy()).is_ok());
}

#[test]
fn rule_5_34_an_address_that_another_account_has_confirmed_meanwhile_names_that_account() {
    let mut found = moved(with_password());
    found.accounts.push(named(2, "ben", Some(ADDRESS)));
    let refused = refusal_at(&typed(ADDRESS, true), &found, now());
    assert_eq!(
        refused.code,
        Code::Stale,
        "it is about Ben, whose password was not compared"
    );
}

#[test]
fn rule_5_34_the_operators_lists_are_asked_about_the_address_before() {
    let listed = |text: &str, list| Snapshot {
        listed: vec![(list, text.to_lowercase())],
        ..moved(with_password())
    };
    let excepted = |text| listed(text, OperatorList::PasswordException);
    assert!(
        typed("anna", false)
            .decide(&excepted(ADDRESS), now(), &mut entropy())
            .is_ok()
    );
    let refused = refusal_at(&typed("anna", false), &excepted(NEW), now());
    assert_eq!(refused.code, Code::PasswordLoginUnsupported);
    let discontinued = listed(NEW, OperatorList::PasswordDiscontinued);
    let (_, opened) = typed("anna", true)
        .decide(&discontinued, now(), &mut entropy())
        .unwrap();
    assert!(!opened.answer.password_discontinued);
}

#[test]
fn a_code_that_was_mailed_before_the_address_moved_still_works_and_one_to_the_new_address_does_not() {
    let (before, code) = begun(RecoveryKind::Login, linked(account()));
    let after = Snapshot {
        recoveries: before.recoveries,
        ..moved(account())
    };
    assert!(confirm(&code, None, true).decide(&after, now(), &mut entropy()).is_ok());
    let alone = linked(AccountRow {
        confirmed_email: Some(email(NEW)),
        ..account()
    });
    let command = BeginRecovery {
        address: Some(NEW.to_owned()),
        ..begin(RecoveryKind::Login)
    };
    let (changes, _) = command.decide(&alone, now(), &mut entropy()).unwrap();
    let code = changes.mails[0].letter.kind.code().unwrap().clone();
    let after = Snapshot {
        recoveries: vec![crate::scene::put(&changes)],
        ..moved(account())
    };
    assert_eq!(
        refusal_at(&confirm(&code, None, true), &after, now()).code,
        Code::CodeWrong
    );
}

#[test]
fn what_judges_a_code_sees_the_changes_of_the_address() {
    let code = secret("12345678");
    for needs in [
        begin(RecoveryKind::Login).needs(now()),
        confirm(&code, None, true).needs(now()),
        reset(&code).needs(now()),
    ] {
        assert_eq!(needs.last(), Some(&Need::AddressChangesOfLoaded));
    }
}
