//! While the contact address can still be put back, it is told of everything (rule 5.20).

use crate::{
    moved_address::{NEW, email, moved},
    reset::reset,
    scene::{
        ADDRESS, account, begun, caller, code_text, entropy, hash, id, letters, linked, now, proof, recovery_codes,
        secret, session, with_password,
    },
    waiting::confirm,
};
use accounts::{
    Changes, Command, Need, Snapshot,
    account::AccountRow,
    letter::LetterKind,
    password::{ChangePassword, PasswordVerdict, RemovePassword, Shown},
    recovery::{ConfirmRecovery, LinkLogin, RecoveryKind, ResetPassword},
    two_factor::Policy,
};
use contract::{ProofId, session::SessionKind};

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
    let (changes, _) = confirm(&code, None, true)
        .decide(&found, now(), &mut entropy())
        .unwrap();
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
        ..confirm(&code, None, true)
    };
    assert_eq!(to(with_code.decide(&found, now(), &mut entropy()).unwrap().0), all);

    let found = moved(Vec::new());
    let remove = RemovePassword {
        caller: caller(&full),
        shown: Some(Shown::Password(Some(PasswordVerdict {
            for_hash: Some(hash("stored")),
            right: true,
            rewritten: None,
        }))),
        previewing: false,
    };
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
