//! While the contact address can still be put back, who moved it takes nothing with it (rules 5.20, 5.30).

use crate::scene::{
    ADDRESS, account, begin, begun, caller, code_text, entropy, hash, id, installation, letters, linked, named, now,
    proof, recovery_codes, refusal_at, secret, session, with_password,
};
use accounts::{
    Changes, Command, Need, Snapshot,
    account::AccountRow,
    contact::{AddressChange, UNDO_SECONDS},
    email::EmailAddress,
    letter::LetterKind,
    operator_list::OperatorList,
    password::{ChangePassword, PasswordVerdict, RemovePassword, SignInWithPassword},
    recovery::{AskAssistance, BeginRecovery, ConfirmRecovery, LinkLogin, RecoveryKind, ResetPassword},
    two_factor::Policy,
};
use contract::{Code, ProofId, Secret, Timestamp, session::SessionKind};
use uuid::Uuid;

const NEW: &str = "new@example.org";

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn change(number: u8, previous: &str, made_at: Timestamp) -> AddressChange {
    AddressChange {
        id: Uuid::from_bytes([number; 16]),
        account: id(1),
        previous: email(previous),
        made_at,
        ends_at: made_at.plus_secs(UNDO_SECONDS),
    }
}

/// The account after its address was moved twice: from the old one, over another, to the new one.
fn moved(account: AccountRow) -> Snapshot {
    Snapshot {
        address_changes: vec![
            change(2, "between@example.org", now().plus_secs(-60)),
            change(1, ADDRESS, now().plus_secs(-3600)),
        ],
        ..linked(AccountRow {
            confirmed_email: Some(email(NEW)),
            ..account
        })
    }
}

fn asked(kind: RecoveryKind, address: &str, found: &Snapshot, at: Timestamp) -> Vec<String> {
    let command = BeginRecovery {
        address: Some(address.to_owned()),
        ..begin(kind)
    };
    let (changes, _) = command.decide(found, at, &mut entropy()).unwrap();
    changes.mails.into_iter().map(|mail| mail.to).collect()
}

fn confirm(code: &Secret) -> ConfirmRecovery {
    ConfirmRecovery {
        request_secret: secret("request"),
        code: code.clone(),
        recovery_code: None,
        wait: true,
        installation: installation(),
    }
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
    assert!(confirm(&code).decide(&after, now(), &mut entropy()).is_ok());
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
    assert_eq!(refusal_at(&confirm(&code), &after, now()).code, Code::CodeWrong);
}

#[test]
fn what_judges_a_code_sees_the_changes_of_the_address() {
    let code = secret("12345678");
    for needs in [
        begin(RecoveryKind::Login).needs(now()),
        confirm(&code).needs(now()),
        reset(&code).needs(now()),
    ] {
        assert_eq!(needs.last(), Some(&Need::AddressChangesOfLoaded));
    }
}

#[test]
fn a_wait_and_a_link_are_told_to_every_address_that_can_still_be_put_back() {
    let guarded = AccountRow {
        two_factor: true,
        ..account()
    };
    let (found, code) = {
        let (before, code) = begun(RecoveryKind::Login, linked(guarded.clone()));
        let recoveries = before.recoveries;
        (
            Snapshot {
                recoveries,
                ..moved(guarded)
            },
            code,
        )
    };
    let (changes, _) = confirm(&code).decide(&found, now(), &mut entropy()).unwrap();
    let stops: Vec<&str> = letters(&changes)
        .into_iter()
        .filter(|(_, letter)| matches!(letter, LetterKind::RecoveryWaits { reference: Some(_), .. }))
        .map(|(to, _)| to)
        .collect();
    assert_eq!(stops, [NEW, "between@example.org", ADDRESS]);

    let row = session(6, SessionKind::Recovery);
    let mut found = Snapshot {
        sessions: vec![row.clone()],
        proofs: vec![proof(&row, "new")],
        ..moved(with_password())
    };
    found.logins.clear();
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    let freezes: Vec<&str> = letters(&changes)
        .into_iter()
        .filter(|(_, letter)| matches!(letter, LetterKind::LoginChanged { .. }))
        .map(|(to, _)| to)
        .collect();
    assert_eq!(freezes, [NEW, "between@example.org", ADDRESS]);
}

#[test]
fn a_password_or_recovery_code_that_comes_or_goes_is_told_to_every_address_that_can_still_be_put_back() {
    let all = [NEW, "between@example.org", ADDRESS];
    let guarded = AccountRow {
        two_factor: true,
        recovery_codes_left: 1,
        ..with_password()
    };
    let full = session(5, SessionKind::Full);
    let moved = |recoveries| Snapshot {
        sessions: vec![full.clone()],
        recovery_codes: recovery_codes(&["one"]),
        recoveries,
        ..moved(guarded.clone())
    };
    let to = |changes: Changes| -> Vec<String> { changes.mails.into_iter().map(|mail| mail.to).collect() };

    let (before, code) = begun(RecoveryKind::Password, linked(guarded.clone()));
    let found = moved(before.recoveries);
    let with_code = ResetPassword {
        recovery_code: Some(code_text("one")),
        ..reset(&code)
    };
    assert_eq!(to(with_code.decide(&found, now(), &mut entropy()).unwrap().0), all);

    let (before, code) = begun(RecoveryKind::Login, linked(guarded.clone()));
    let found = moved(before.recoveries);
    let with_code = ConfirmRecovery {
        recovery_code: Some(code_text("one")),
        ..confirm(&code)
    };
    assert_eq!(to(with_code.decide(&found, now(), &mut entropy()).unwrap().0), all);

    let found = moved(Vec::new());
    let remove = RemovePassword { caller: caller(&full) };
    assert_eq!(to(remove.decide(&found, now(), &mut entropy()).unwrap().0), all);
    assert!(remove.needs(now()).contains(&Need::AddressChangesOf(id(1))));
    let change = ChangePassword {
        caller: caller(&full),
        verdict: Some(PasswordVerdict {
            for_hash: Some(hash("stored")),
            right: true,
            rewritten: None,
        }),
        new_password: secret("Correct9Horse"),
        hash: Some(hash("new")),
        passwords: true,
    };
    assert_eq!(to(change.decide(&found, now(), &mut entropy()).unwrap().0), all);
    assert!(change.needs(now()).contains(&Need::AddressChangesOf(id(1))));
}

fn reset(code: &Secret) -> ResetPassword {
    ResetPassword {
        request_secret: secret("request"),
        code: code.clone(),
        new_password: secret("Correct9Horse"),
        recovery_code: None,
        hash: Some(hash("new")),
        passwords: true,
    }
}

fn link(row: &accounts::session::SessionRow) -> LinkLogin {
    LinkLogin {
        caller: caller(row),
        proof: ProofId::from_bytes([9; 16]),
        attempt_secret: secret("attempt"),
        recovery_code: None,
        two_factor: Policy::default(),
    }
}

#[test]
fn an_address_that_was_never_confirmed_is_told_of_a_link_and_can_freeze_nothing() {
    let row = session(6, SessionKind::Recovery);
    let mut found = Snapshot {
        sessions: vec![row.clone()],
        proofs: vec![proof(&row, "new")],
        ..linked(AccountRow {
            confirmed_email: None,
            pending_email: Some(email(NEW)),
            ..with_password()
        })
    };
    found.logins.clear();
    let (changes, _) = link(&row).decide(&found, now(), &mut entropy()).unwrap();
    assert!(matches!(
        letters(&changes)[..],
        [(NEW, LetterKind::CredentialAdded { .. })]
    ));
    let acts = changes
        .writes
        .iter()
        .filter(|write| matches!(write, accounts::Write::InsertMailedAct(_)));
    assert_eq!(acts.count(), 0);
}
