//! When the grace period is over (rules 14.13 and 14.18 to 14.20).

use crate::{
    leaving::{GRACE, anna, end, erases, leaving, waits},
    support::*,
};
use accounts::{
    Snapshot, Write,
    deletion::{Deletion, Effect, TakeEffect},
    letter::LetterKind,
};
use contract::{Code, account::AuditKind, consequence::Consequence};

fn take_effect() -> TakeEffect {
    TakeEffect { account: id(1) }
}

#[test]
fn rule_14_18_it_takes_effect_when_the_time_is_over_to_the_microsecond() {
    let (snapshot, ..) = leaving();
    let early = decide_at(&take_effect(), &snapshot, just_before(end())).unwrap_err();
    assert_eq!((early.code, early.rule), (Code::DeletionPending, "14.18"));
    let (changes, effect) = decide_at(&take_effect(), &snapshot, end()).unwrap();
    assert_eq!(effect, Effect::Deleted);
    assert_eq!(erases(&changes.writes), [(id(1), true)]);
    assert_eq!(
        mailed(&changes, |kind| *kind == LetterKind::Deleted),
        ["Anna@example.org"]
    );
    assert!(
        !changes.events.iter().any(|event| event.account == id(1)),
        "there is nobody to tell"
    );
}

#[test]
fn rule_14_18_what_is_not_asked_for_does_not_happen() {
    let (mut snapshot, ..) = leaving();
    snapshot.deletions.clear();
    assert_eq!(
        refusal_at(&take_effect(), &snapshot, end()),
        (Code::DeletionNotPending, "14.15")
    );
}

#[test]
fn rule_14_19_it_stops_where_it_would_do_more_than_was_shown() {
    let (mut snapshot, ..) = leaving();
    let ben = person(&mut snapshot, 2, "ben");
    package(&mut snapshot, "Shared", &[id(1), ben]);
    let shown = |snapshot: &Snapshot| decide_at(&take_effect(), snapshot, end()).unwrap();
    let (_, effect) = shown(&snapshot);
    assert_eq!(effect, Effect::Stopped, "a package that was not shown");
    let package = "Shared".to_owned();
    let remaining = vec!["ben".to_owned()];
    let ends = Consequence::OwnershipEnds { package, remaining };
    snapshot.deletions[0].shown.push(ends);
    assert_eq!(shown(&snapshot).1, Effect::Deleted);
    snapshot.owners.retain(|owner| owner.account != ben);
    let (changes, effect) = shown(&snapshot);
    assert_eq!(effect, Effect::Stopped, "its other owner went meanwhile");
    assert_eq!(updated(&changes).deletion_at, None);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::DeletionStopped);
    assert_eq!(
        mailed(&changes, |kind| *kind == LetterKind::DeletionEnded { stopped: true }),
        ["Anna@example.org"]
    );
    assert!(erases(&changes.writes).is_empty());
}

#[test]
fn rule_14_20_it_waits_until_it_is_settled_whose_account_it_is() {
    let (mut snapshot, ..) = leaving();
    row(&mut snapshot, id(1)).login_change_until = Some(end().plus_secs(60));
    assert_eq!(refusal_at(&take_effect(), &snapshot, end()).0, Code::LoginChangeOpen);
    assert!(decide_at(&take_effect(), &snapshot, end().plus_secs(60)).is_ok());
    row(&mut snapshot, id(1)).frozen_at = Some(now());
    assert_eq!(
        refusal_at(&take_effect(), &snapshot, end().plus_secs(60)).0,
        Code::AccountFrozen
    );
}

#[test]
fn rule_14_13_a_deletion_in_which_the_login_moves_frees_it_at_once() {
    let (snapshot, _) = anna();
    let terms = accounts::deletion::Terms {
        unlist_orphans: false,
        grace_seconds: GRACE,
        login_moved_to: Some(id(2)),
    };
    let mut entropy = accounts::Entropy::new([1; 32]);
    let (changes, answer) = accounts::deletion::begin(&snapshot, id(1), terms, None, now(), &mut entropy).unwrap();
    assert!(waits(answer).needs_another_identity);
    let login = snapshot.logins[0].id;
    assert!(changes.writes.contains(&Write::RemoveLogin(login)));
    let kept = |write: &&Write| {
        matches!(
            write,
            Write::PutDeletion(Deletion {
                login_moved_to: Some(_),
                ..
            })
        )
    };
    assert_eq!(changes.writes.iter().filter(kept).count(), 1);
}
