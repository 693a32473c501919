//! The grace period, and keeping the account in it (rules 14.11 to 14.16).

use crate::{
    leaving::{GRACE, anna, delete, erases, keep, leaving, waits},
    support::*,
};
use accounts::{
    Guard, Write,
    deletion::{CancelDeletion, RequestDeletion, Requested},
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    session::OpenSession,
    two_factor::Policy,
};
use contract::{
    Code, Purpose, Secret,
    account::AuditKind,
    consequence::Consequence,
    session::{Installation, SessionKind},
};

#[test]
fn rule_14_11_in_the_grace_period_sessions_end_and_nothing_else_changes() {
    let (mut snapshot, caller) = anna();
    package(&mut snapshot, "Pack", &[caller.account]);
    let (changes, answer) = decide(&delete(&caller), &snapshot).unwrap();
    let deletion = waits(answer);
    assert_eq!(deletion.due_at, now().plus_secs(GRACE));
    assert_eq!(deletion.consequences, changes.consequences);
    assert!(erases(&changes.writes).is_empty());
    assert_eq!(updated(&changes).deletion_at, Some(deletion.due_at));
    let before = snapshot.account(caller.account).unwrap().clone();
    let after = updated(&changes).clone();
    assert_eq!(
        accounts::account::AccountRow {
            deletion_at: None,
            version: before.version,
            ..after
        },
        before
    );
    let ends = |write: &&Write| {
        matches!(
            write,
            Write::EndSessionsOf {
                except: None,
                since: None,
                ..
            }
        )
    };
    assert_eq!(changes.writes.iter().filter(ends).count(), 1);
    assert!(changes.guards.contains(&Guard::SessionLive(caller.session)));
    let spent = Write::SpendProof {
        proof: proof_id(),
        at: now(),
    };
    assert_eq!(changes.writes.iter().filter(|write| **write == spent).count(), 1);
    let is = |kind: &LetterKind| matches!(kind, LetterKind::DeletionRequested { login_moved: false, .. });
    assert_eq!(mailed(&changes, is), ["Anna@example.org"]);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::DeletionRequested);
}

#[test]
fn rule_14_11_an_address_that_can_still_be_put_back_gets_the_link_too() {
    let (mut snapshot, caller) = anna();
    snapshot
        .address_changes
        .push(change_of(caller.account, 9, "before@example.org", now()));
    let changes = decide(&delete(&caller), &snapshot).unwrap().0;
    let is = |kind: &LetterKind| matches!(kind, LetterKind::DeletionRequested { .. });
    assert_eq!(mailed(&changes, is), ["Anna@example.org", "before@example.org"]);
}

#[test]
fn rule_14_12_without_grace_or_a_confirmed_address_it_happens_at_once() {
    let (mut snapshot, caller) = anna();
    let at_once = RequestDeletion {
        grace_seconds: 0,
        ..delete(&caller)
    };
    let (changes, answer) = decide(&at_once, &snapshot).unwrap();
    assert!(matches!(answer, Requested::Deleted));
    assert_eq!(erases(&changes.writes), [(caller.account, true)]);
    let reserved = Consequence::NameReserved {
        username: "Anna".to_owned(),
    };
    assert!(changes.consequences.contains(&reserved));
    let own = row(&mut snapshot, caller.account);
    own.pending_email = own.confirmed_email.take();
    let (changes, answer) = decide(&delete(&caller), &snapshot).unwrap();
    assert!(matches!(answer, Requested::Deleted));
    assert_eq!(erases(&changes.writes), [(caller.account, false)]);
    assert!(changes.consequences.contains(&Consequence::NameFreed {
        username: "Anna".to_owned()
    }));
    assert!(changes.mails.is_empty(), "nobody has shown that the address is theirs");
}

#[test]
fn rule_14_14_who_signs_in_meanwhile_may_look_stay_or_go() {
    let (mut snapshot, ..) = leaving();
    proof(&mut snapshot, Purpose::SignIn, "anna", None);
    let command = OpenSession {
        notes_stopped: false,
        proof: proof_id(),
        attempt_secret: secret(),
        session: None,
        installation: Installation {
            id: "laptop".to_owned(),
            name: "Laptop".to_owned(),
        },
        two_factor: Policy::default(),
    };
    let (_, opened) = decide(&command, &snapshot).unwrap();
    assert_eq!(opened.answer.session.kind, SessionKind::Recovery);
    assert_eq!(opened.answer.account.deletion_at, Some(now().plus_secs(GRACE)));
}

#[test]
fn rule_14_15_keeping_the_account_takes_any_of_its_sessions() {
    let (mut snapshot, caller, _) = leaving();
    snapshot.sessions[0].kind = SessionKind::Recovery;
    let (changes, account) = decide(&CancelDeletion { caller: caller.clone() }, &snapshot).unwrap();
    assert_eq!(account.deletion_at, None);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::DeletionCancelled);
    let kept = LetterKind::DeletionEnded {
        stopped: false,
        login_missing: false,
    };
    assert_eq!(mailed(&changes, |kind| *kind == kept), ["Anna@example.org"]);
    follow(&mut snapshot, changes);
    assert!(snapshot.deletions.is_empty() && snapshot.mailed_acts.is_empty());
    let command = CancelDeletion { caller };
    assert_eq!(refusal(&command, &snapshot), (Code::DeletionNotPending, "14.15"));
}

#[test]
fn rule_14_15_it_is_possible_until_the_account_is_gone() {
    let (mut snapshot, caller, _) = leaving();
    let late = now().plus_secs(GRACE + 3600);
    snapshot.sessions[0].seen_at = late;
    assert!(decide_at(&CancelDeletion { caller }, &snapshot, late).is_ok());
}

#[test]
fn rule_14_16_the_mailed_link_keeps_the_account_without_a_session() {
    let (snapshot, _, reference) = leaving();
    let command = keep(&snapshot, &reference, false);
    let end = now().plus_secs(GRACE);
    assert!(decide_at(&command, &snapshot, just_before(end)).is_ok());
    assert_eq!(refusal_at(&command, &snapshot, end), (Code::NotFound, "14.16"));
    let other = keep(&snapshot, &Secret::new("x".repeat(43)), false);
    assert_eq!(refusal(&other, &snapshot), (Code::NotFound, "14.16"));
}

#[test]
fn rule_14_16_a_link_about_something_else_keeps_nothing() {
    let (mut snapshot, ..) = leaving();
    let mut entropy = accounts::Entropy::new([9; 32]);
    let about = snapshot.deletions[0].id;
    let (act, reference) = MailedAct::issue(ActKind::UndoAddress, id(1), about, 1000, now(), &mut entropy);
    snapshot.mailed_acts.push(act);
    assert_eq!(
        refusal(&keep(&snapshot, &reference, false), &snapshot),
        (Code::NotFound, "14.16")
    );
}
