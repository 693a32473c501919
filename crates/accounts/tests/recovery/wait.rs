//! A recovery without a recovery code, which waits (rules 10.22 to 10.24).

use crate::{
    moved_address::{NEW, change, email},
    scene::{
        ADDRESS, account, audits, begin, begun, code_text, entropy, just_before, letters, linked, now, other_than, put,
        recovery_codes, refusal, refusal_at, secret, updated,
    },
    waiting::{confirm, guarded, waiting},
};
use accounts::{
    Command, Entropy, Snapshot, Write,
    letter::LetterKind,
    recovery::{BeginRecovery, ConfirmRecovery, Confirmed, RETURN_SECONDS, RecoveryKind, WAIT_SECONDS},
};
use contract::{Code, Timestamp, account::AuditKind, event::EventKind};

fn until() -> Timestamp {
    now().plus_secs(WAIT_SECONDS)
}

#[test]
fn rule_10_24_another_code_after_the_wait_leaves_the_link_that_stops_it() {
    let (found, ..) = waiting();
    let (changes, _) = begin(RecoveryKind::Login)
        .decide(&found, until(), &mut entropy())
        .unwrap();
    let codes = |write: &Write| matches!(write, Write::PutRecovery(_));
    assert!(changes.writes.iter().any(codes), "a code was mailed");
    let ends = |write: &Write| matches!(write, Write::RemoveMailedActs(_));
    assert!(!changes.writes.iter().any(ends));
}

#[test]
fn with_two_factor_the_mailed_code_alone_opens_nothing_and_is_not_used_up() {
    for left in [0, 7] {
        let (found, code) = begun(RecoveryKind::Login, linked(guarded(left)));
        let (changes, confirmed) = confirm(&code, None, false)
            .decide(&found, now(), &mut entropy())
            .unwrap();
        assert!(matches!(confirmed, Confirmed::RecoveryCodeWanted { codes_left } if codes_left == left));
        assert!(changes.writes.is_empty() && changes.mails.is_empty());
    }
}

#[test]
fn a_recovery_code_beside_it_opens_a_recovery_session_and_is_used_up() {
    let (mut found, code) = begun(RecoveryKind::Login, linked(guarded(2)));
    found.recovery_codes = recovery_codes(&["one", "two"]);
    let (changes, confirmed) = confirm(&code, Some("two"), false)
        .decide(&found, now(), &mut entropy())
        .unwrap();
    assert!(matches!(confirmed, Confirmed::Opened(_)));
    assert!(changes.writes.contains(&Write::UseRecoveryCode {
        account: account().id,
        number: 2,
        at: now()
    }));
    assert_eq!(updated(&changes).recovery_codes_left, 1);
    assert!(audits(&changes).contains(&AuditKind::RecoveryCodeUsed));
    let used = LetterKind::RecoveryCodes { used: true, left: 1 };
    assert!(letters(&changes).contains(&(ADDRESS, &used)));
}

#[test]
fn a_wrong_or_used_recovery_code_uses_a_try_of_the_request_up() {
    let (mut found, code) = begun(RecoveryKind::Login, linked(guarded(1)));
    found.recovery_codes = recovery_codes(&["one", "two"]);
    found.recovery_codes[0].used_at = Some(now());
    for (typed, left) in [("one", 4), ("none", 3)] {
        let refused = refusal(&confirm(&code, Some(typed), false), &found);
        assert_eq!(
            (refused.code, refused.field, refused.tries_left),
            (Code::RecoveryCodeWrong, Some("recovery_code"), Some(left))
        );
        found.recoveries[0].tries_left = left;
    }
    let refused = refusal(&confirm(&other_than(&code), Some("two"), false), &found);
    assert_eq!(refused.code, Code::CodeWrong);
}

#[test]
fn rule_10_22_a_mistyped_recovery_code_uses_no_try_up() {
    let (mut found, code) = begun(RecoveryKind::Login, linked(guarded(1)));
    found.recovery_codes = recovery_codes(&["one"]);
    let mistyped = ConfirmRecovery {
        recovery_code: Some(secret(&code_text("one").expose()[1..])),
        ..confirm(&code, None, false)
    };
    let refused = refusal(&mistyped, &found);
    assert_eq!(
        (refused.code, refused.field),
        (Code::RecoveryCodeMistyped, Some("recovery_code"))
    );
    assert!(refused.remember.is_none());
}

#[test]
fn the_wait_is_announced_to_the_contact_address_the_identity_and_every_app() {
    let (found, code) = begun(RecoveryKind::Login, linked(guarded(0)));
    let (changes, confirmed) = confirm(&code, None, true)
        .decide(&found, now(), &mut entropy())
        .unwrap();
    assert!(matches!(confirmed, Confirmed::Waits { until: told } if told == until()));
    let letters = letters(&changes);
    assert!(matches!(
        letters[..],
        [
            (ADDRESS, LetterKind::RecoveryWaits { reference: Some(_), .. }),
            ("lost@outlook.com", LetterKind::RecoveryWaits { reference: None, .. }),
        ]
    ));
    assert_eq!(audits(&changes), [AuditKind::RecoveryStarted]);
    assert_eq!(changes.events[0].event.what, EventKind::RecoveryStarted);
    assert!(
        !changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::InsertSession(_)))
    );
}

#[test]
fn the_identitys_address_is_not_told_twice_where_it_is_the_contact_address() {
    let mut start = linked(guarded(0));
    start.logins[0].identity.address = Some(ADDRESS.to_uppercase());
    let (found, code) = begun(RecoveryKind::Login, start);
    let (changes, _) = confirm(&code, None, true)
        .decide(&found, now(), &mut entropy())
        .unwrap();
    assert_eq!(changes.mails.len(), 1);
}

#[test]
fn until_the_wait_is_over_nothing_is_mailed_and_nothing_opened() {
    let (found, _, _) = waiting();
    let before = just_before(until());
    let (changes, _) = begin(RecoveryKind::Login)
        .decide(&found, before, &mut entropy())
        .unwrap();
    assert!(changes.writes.is_empty() && changes.mails.is_empty());
    let refused = refusal_at(&confirm(&secret("12345678"), None, false), &found, before);
    assert_eq!((refused.code, refused.retry_after), (Code::RecoveryWaits, Some(1)));
    let refused = refusal(&confirm(&secret("12345678"), None, false), &found);
    assert_eq!(refused.retry_after, u32::try_from(WAIT_SECONDS).ok());
}

#[test]
fn after_the_wait_another_code_for_the_same_request_opens_the_session() {
    let (found, _, _) = waiting();
    let (changes, _) = begin(RecoveryKind::Login)
        .decide(&found, until(), &mut Entropy::new([8; 32]))
        .unwrap();
    let code = changes.mails[0].letter.kind.code().unwrap().clone();
    let found = Snapshot {
        recoveries: vec![put(&changes)],
        ..found
    };
    let (changes, confirmed) = confirm(&code, None, false)
        .decide(&found, until(), &mut entropy())
        .unwrap();
    assert!(matches!(confirmed, Confirmed::Opened(_)));
    // The link that stops it ends what it opened, too (rule 10.24).
    assert!(
        !changes
            .writes
            .contains(&Write::RemoveMailedActs(found.recoveries[0].id))
    );
}

#[test]
fn a_wait_that_nobody_comes_back_to_is_over_after_7_more_days() {
    let (found, _, _) = waiting();
    let end = until().plus_secs(RETURN_SECONDS);
    let refused = |at| refusal_at(&confirm(&secret("12345678"), None, false), &found, at).code;
    assert_eq!(refused(just_before(end)), Code::CodeExpired);
    assert_eq!(refused(end), Code::RecoveryInvalid);
    let (changes, _) = begin(RecoveryKind::Login).decide(&found, end, &mut entropy()).unwrap();
    assert_eq!(put(&changes).waits_until, None);
}

/// The code that is mailed when the wait is over, by this wish for it, and that it opens the session.
fn opens(found: Snapshot, wish: &BeginRecovery) -> String {
    let (changes, _) = wish.decide(&found, until(), &mut Entropy::new([8; 32])).unwrap();
    let mail = &changes.mails[0];
    let (to, code) = (mail.to.clone(), mail.letter.kind.code().unwrap().clone());
    assert_eq!(put(&changes).id, found.recoveries[0].id);
    let found = Snapshot {
        recoveries: vec![put(&changes)],
        ..found
    };
    let typed = confirm(&code, None, false);
    let (_, confirmed) = typed.decide(&found, until(), &mut entropy()).unwrap();
    assert!(matches!(confirmed, Confirmed::Opened(_)));
    to
}

#[test]
fn rule_10_23_a_wait_is_not_lost_by_another_name_or_address_or_a_freeze() {
    let waits = || waiting().0;
    let typed = |name: &str, address: &str| BeginRecovery {
        name: name.to_owned(),
        address: Some(address.to_owned()),
        ..begin(RecoveryKind::Login)
    };
    for wish in [
        typed("nobody", ADDRESS),
        typed("anna", "other@example.org"),
        typed("no name", ""),
    ] {
        assert_eq!(opens(waits(), &wish), ADDRESS);
        // As long as it waits nothing comes of it either.
        let early = just_before(until());
        let (changes, _) = wish.decide(&waits(), early, &mut entropy()).unwrap();
        assert!(changes.writes.is_empty() && changes.mails.is_empty());
    }
    // The contact address was changed meanwhile, long ago or just now.
    let mut moved = waits();
    moved.accounts[0].confirmed_email = Some(email(NEW));
    assert_eq!(opens(moved, &begin(RecoveryKind::Login)), NEW);
    let mut moved = waits();
    moved.accounts[0].confirmed_email = Some(email(NEW));
    moved.address_changes = vec![change(1, ADDRESS, until().plus_secs(-60))];
    assert_eq!(opens(moved, &typed("anna", NEW)), ADDRESS);
    // As long as it is frozen nothing is mailed, and nothing lost.
    let mut frozen = waits();
    frozen.accounts[0].frozen_at = Some(until());
    let wish = begin(RecoveryKind::Login);
    let (changes, answer) = wish.decide(&frozen, until(), &mut entropy()).unwrap();
    assert!(changes.writes.is_empty() && changes.mails.is_empty());
    let (_, mailed) = wish.decide(&waits(), until(), &mut entropy()).unwrap();
    assert_eq!(answer.code_expires_at, mailed.code_expires_at);
}
