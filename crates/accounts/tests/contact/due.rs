//! When the grace period is over (rules 14.13 and 14.18 to 14.20).

use crate::{
    leaving::{GRACE, anna, delete, end, erases, leaving, waits},
    support::*,
};
use accounts::{
    Guard, Snapshot, Write,
    deletion::{Deletion, Effect, TakeEffect},
    letter::LetterKind,
    login_change::{ChangeState, LoginChange, Means, UNDO_SECONDS},
    organization::Member,
    username::RenameAccount,
};
use contract::{Code, account::AuditKind, consequence::Consequence};
use uuid::Uuid;

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
    assert_eq!(mailed(&changes, |kind| *kind == stopped(false)), ["Anna@example.org"]);
    assert!(erases(&changes.writes).is_empty());
    // Where its login went to another account there is nothing to sign in with, and the mail says so.
    snapshot.deletions[0].login_moved_to = Some(id(9));
    snapshot.logins.clear();
    let (changes, effect) = shown(&snapshot);
    assert_eq!(effect, Effect::Stopped);
    assert_eq!(mailed(&changes, |kind| *kind == stopped(true)), ["Anna@example.org"]);
}

fn stopped(login_missing: bool) -> LetterKind {
    LetterKind::DeletionEnded {
        stopped: true,
        login_missing,
    }
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

/// The change by which Ben's account took the login of the one that waits, in this state.
fn moved_to_ben(snapshot: &mut Snapshot, state: ChangeState) {
    let ben = person(snapshot, 2, "ben");
    snapshot.deletions[0].login_moved_to = Some(ben);
    snapshot.logins.clear();
    login(snapshot, ben, "anna");
    snapshot.login_changes = vec![LoginChange {
        id: Uuid::from_bytes([5; 16]),
        account: ben,
        partner: None,
        made_at: now(),
        ends_at: now().plus_secs(UNDO_SECONDS),
        means: Means::Identity,
        replaced: None,
        login: snapshot.logins[0].id,
        state,
    }];
}

#[test]
fn rule_14_20_it_waits_as_long_as_the_change_that_took_its_login_can_be_undone() {
    let (mut snapshot, ..) = leaving();
    moved_to_ben(&mut snapshot, ChangeState::Open);
    snapshot.deletions[0].due_at = now().plus_secs(60);
    row(&mut snapshot, id(1)).deletion_at = Some(now().plus_secs(60));
    let settled = now().plus_secs(UNDO_SECONDS);
    let early = refusal_at(&take_effect(), &snapshot, just_before(settled));
    assert_eq!(early, (Code::LoginChangeOpen, "14.20"), "a grace period of a minute");
    assert!(decide_at(&take_effect(), &snapshot, settled).is_ok());
    for state in [ChangeState::Frozen, ChangeState::Contested] {
        snapshot.login_changes[0].state = state;
        let waits = refusal_at(&take_effect(), &snapshot, end().plus_secs(GRACE));
        assert_eq!(waits, (Code::LoginChangeOpen, "14.20"), "{state:?}");
    }
    // Another change of that account has nothing to do with it.
    snapshot.login_changes[0].made_at = now().plus_secs(1);
    assert!(decide_at(&take_effect(), &snapshot, end()).is_ok());
}

#[test]
fn rule_14_19_another_name_of_who_is_concerned_is_nothing_worse() {
    let (mut snapshot, _) = anna();
    let [ben, cara] = [(2, "ben"), (3, "cara")].map(|(number, name)| person(&mut snapshot, number, name));
    let team = organization(&mut snapshot, 4, "team", &[id(1)], &[ben]);
    let alone = organization(&mut snapshot, 5, "alone", &[id(1)], &[]);
    api_key(&mut snapshot, cara, alone);
    package(&mut snapshot, "team", &[id(1), cara]);
    let caller = session(&mut snapshot, id(1));
    snapshot.sessions.remove(0);
    let asked = decide(&delete(&caller), &snapshot).unwrap().0;
    // What was shown rests on who was named: of another name at the same moment it is decided anew.
    for named in [ben, cara, team, alone] {
        let version = snapshot.account(named).unwrap().version;
        let unchanged = Guard::AccountUnchanged {
            account: named,
            version,
        };
        assert!(asked.guards.contains(&unchanged), "{named:?}");
    }
    follow(&mut snapshot, asked);
    let shown = snapshot.deletions[0].shown.clone();
    for (account, from, to) in [
        (team, "team", "The.Team"),
        (ben, "ben", "Benno"),
        (cara, "cara", "Clara"),
    ] {
        let (from, to) = (from.to_owned(), to.to_owned());
        let changes = decide(
            &RenameAccount {
                account,
                from,
                to: to.clone(),
            },
            &snapshot,
        )
        .unwrap()
        .0;
        assert!(guards_change_of(&changes, id(1)), "beside an end of the deletion");
        snapshot.deletions.clear();
        follow(&mut snapshot, changes);
        row(&mut snapshot, account).username = name(&to);
    }
    let now = &snapshot.deletions[0].shown;
    assert_ne!(*now, shown);
    let given_up = Consequence::OwnershipEnds {
        package: "team".to_owned(),
        remaining: vec!["Clara".to_owned()],
    };
    assert!(now.contains(&given_up), "a package is not renamed: {now:?}");
    assert_eq!(decide_at(&take_effect(), &snapshot, end()).unwrap().1, Effect::Deleted);
}

#[test]
fn rule_16_7_an_organization_that_goes_too_uses_up_another_name_once_it_is_renamed() {
    let (mut snapshot, caller) = anna();
    let alone = organization(&mut snapshot, 5, "alone", &[id(1)], &[]);
    let asked = decide(&delete(&caller), &snapshot).unwrap().0;
    follow(&mut snapshot, asked);
    let (account, from, to) = (alone, "alone".to_owned(), "lonely".to_owned());
    let changes = decide(&RenameAccount { account, from, to }, &snapshot).unwrap().0;
    snapshot.deletions.clear();
    follow(&mut snapshot, changes);
    row(&mut snapshot, alone).username = name("lonely");
    assert_eq!(decide_at(&take_effect(), &snapshot, end()).unwrap().1, Effect::Stopped);
    // Somebody else is a member by now: the organization stays, and so does its name.
    let ben = person(&mut snapshot, 2, "ben");
    snapshot.members.push(Member {
        organization: alone,
        account: ben,
        administrator: true,
        since: now(),
    });
    assert_eq!(decide_at(&take_effect(), &snapshot, end()).unwrap().1, Effect::Deleted);
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
