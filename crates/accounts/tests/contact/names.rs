//! Section 16: another username, asked for by its owner and given by the operator.

use crate::support::*;
use accounts::{
    Command, Need, Snapshot, Write,
    account::ClaimedName,
    deletion::DeleteByOperator,
    letter::LetterKind,
    operator::{self, LockAccount, UnlockAccount},
    session::Caller,
    username::{RefuseRename, RenameAccount, RequestRename, WithdrawRename},
};
use contract::{Code, account::AuditKind, consequence::Consequence};

fn anna() -> (Snapshot, Caller) {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let caller = session(&mut snapshot, anna);
    (snapshot, caller)
}

fn ask(caller: &Caller, wanted: &str, reason: &str) -> RequestRename {
    RequestRename {
        caller: caller.clone(),
        account: caller.account,
        wanted: wanted.to_owned(),
        reason: reason.to_owned(),
        revision: None,
    }
}

fn rename(from: &str, to: &str) -> RenameAccount {
    RenameAccount {
        account: id(1),
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

#[test]
fn rule_16_2_a_wish_for_another_name_waits_with_its_reason_and_shows_what_it_will_cost() {
    let (snapshot, caller) = anna();
    let (changes, request) = decide(&ask(&caller, "Anna.Bell", " I married. "), &snapshot).unwrap();
    assert_eq!(
        (request.wanted.as_str(), request.reason.as_str()),
        ("Anna.Bell", "I married.")
    );
    assert_eq!(
        changes.consequences,
        [Consequence::NameReserved {
            username: "anna".to_owned()
        }]
    );
    assert_eq!(changes.audit[0].entry.kind, AuditKind::RenameRequested);
}

#[test]
fn rule_16_2_a_name_that_cannot_be_had_is_not_asked_for() {
    let (mut snapshot, caller) = anna();
    snapshot.names.push(ClaimedName {
        username: name("Gone"),
        account: None,
    });
    for (wanted, code) in [
        ("_aaa_", Code::UsernameInvalid),
        ("", Code::UsernameInvalid),
        ("me@example.org", Code::UsernameIsEmail),
        ("gone", Code::UsernameTaken),
        ("ANNA", Code::UsernameTaken),
    ] {
        assert_eq!(refusal(&ask(&caller, wanted, "why"), &snapshot).0, code, "{wanted}");
    }
    for reason in ["", "   ", "two\nlines", &"x".repeat(201)] {
        assert_eq!(
            refusal(&ask(&caller, "free", reason), &snapshot),
            (Code::ReasonInvalid, "16.2")
        );
    }
    assert!(decide(&ask(&caller, "free", &"x".repeat(200)), &snapshot).is_ok());
}

#[test]
fn rule_9_8_a_name_is_not_asked_for_or_given_while_a_change_of_the_login_can_be_undone_or_while_frozen() {
    let (mut snapshot, caller) = anna();
    let open = (Code::LoginChangeOpen, "9.8");
    row(&mut snapshot, caller.account).login_change_until = Some(now().plus_secs(1));
    assert_eq!(refusal(&ask(&caller, "free", "why"), &snapshot), open);
    assert_eq!(refusal(&rename("anna", "free"), &snapshot), open);
    row(&mut snapshot, caller.account).login_change_until = Some(now());
    assert!(decide(&ask(&caller, "free", "why"), &snapshot).is_ok());
    assert!(decide(&rename("anna", "free"), &snapshot).is_ok());
    row(&mut snapshot, caller.account).frozen_at = Some(now());
    let frozen = (Code::AccountFrozen, "9.9");
    assert_eq!(refusal(&ask(&caller, "free", "why"), &snapshot), frozen);
    assert_eq!(refusal(&rename("anna", "free"), &snapshot), frozen);
}

#[test]
fn rule_16_2_an_organizations_name_is_asked_for_by_who_is_neither_locked_nor_could_lose_the_login() {
    let (mut snapshot, caller) = anna();
    organization(&mut snapshot, 3, "org", &[id(1)], &[]);
    let ask = RequestRename {
        account: id(3),
        ..ask(&caller, "neworg", "why")
    };
    assert!(decide(&ask, &snapshot).is_ok());
    row(&mut snapshot, caller.account).login_change_until = Some(now().plus_secs(1));
    assert_eq!(refusal(&ask, &snapshot), (Code::LoginChangeOpen, "9.8"));
    row(&mut snapshot, caller.account).locked = true;
    assert_eq!(refusal(&ask, &snapshot), (Code::AccountLocked, "3.8"));
}

#[test]
fn rule_16_3_a_wish_can_be_withdrawn() {
    let (mut snapshot, caller) = anna();
    let account = caller.account;
    let withdraw = WithdrawRename {
        caller: caller.clone(),
        account,
        revision: None,
    };
    assert!(is_nothing(&decide(&withdraw, &snapshot).unwrap().0));
    let asked = decide(&ask(&caller, "free", "why"), &snapshot).unwrap().0;
    follow(&mut snapshot, asked);
    let changes = decide(&withdraw, &snapshot).unwrap().0;
    assert_eq!(changes.writes, [Write::RemoveRenameRequest(account)]);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::RenameRequestEnded);
}

#[test]
fn rule_16_3_the_same_wish_again_changes_nothing_and_keeps_its_place() {
    let (mut snapshot, caller) = anna();
    let (asked, first) = decide(&ask(&caller, "free", "why"), &snapshot).unwrap();
    follow(&mut snapshot, asked);
    let mut again = ask(&caller, "free", " why ");
    for seen in [None, Some(""), Some("another")] {
        again.revision = seen.map(str::to_owned);
        let (changes, answer) = decide_at(&again, &snapshot, now().plus_secs(60)).unwrap();
        assert!(is_nothing(&changes), "{seen:?}");
        assert_eq!(answer, first);
    }
    // Another case is another name, and another reason another wish.
    for (wanted, reason) in [("Free", "why"), ("free", "Why")] {
        assert!(!is_nothing(
            &decide(&ask(&caller, wanted, reason), &snapshot).unwrap().0
        ));
    }
}

#[test]
fn rule_16_3_a_later_wish_names_the_one_whose_place_it_takes_and_is_refused_where_that_was_not_seen() {
    let (mut snapshot, caller) = anna();
    let mut first = ask(&caller, "contoso", "ours");
    first.revision = Some(String::new());
    let (asked, waits) = decide(&first, &snapshot).unwrap();
    follow(&mut snapshot, asked);
    let stale = (Code::Stale, "16.3");
    let mut later = ask(&caller, "Kontoso", "ours");
    later.revision = Some(String::new());
    assert_eq!(
        refusal(&later, &snapshot),
        stale,
        "nothing waited when it was looked at"
    );
    let mut withdraw = WithdrawRename {
        caller: caller.clone(),
        account: caller.account,
        revision: Some("another".to_owned()),
    };
    assert_eq!(refusal(&withdraw, &snapshot), stale);
    later.revision = Some(waits.revision());
    let (changes, now_waits) = decide(&later, &snapshot).unwrap();
    assert_eq!(
        changes.consequences,
        [
            Consequence::NameReserved {
                username: "anna".to_owned()
            },
            Consequence::UsernameRequestReplaced {
                wanted: "contoso".to_owned()
            },
        ]
    );
    follow(&mut snapshot, changes);
    withdraw.revision = Some(waits.revision());
    assert_eq!(refusal(&withdraw, &snapshot), stale);
    withdraw.revision = Some(now_waits.revision());
    assert!(decide(&withdraw, &snapshot).is_ok());
}

#[test]
fn rule_16_4_only_an_account_that_has_the_name_gets_another() {
    let (snapshot, _) = anna();
    assert_eq!(
        refusal(&rename("ben", "free"), &snapshot),
        (Code::AccountUnknown, "16.4")
    );
    assert_eq!(refusal(&rename("", "free"), &snapshot), (Code::AccountUnknown, "16.4"));
    assert!(decide(&rename("ANNA", "free"), &snapshot).is_ok());
}

#[test]
fn rule_16_5_the_new_name_keeps_the_rules_and_is_free_tombstones_included() {
    let (mut snapshot, _) = anna();
    snapshot.names.push(ClaimedName {
        username: name("Gone"),
        account: None,
    });
    person(&mut snapshot, 2, "ben");
    let long = "x".repeat(65);
    for (to, code) in [
        ("_aaa_", Code::UsernameInvalid),
        ("", Code::UsernameInvalid),
        (long.as_str(), Code::UsernameInvalid),
        ("me@example.org", Code::UsernameIsEmail),
        ("GONE", Code::UsernameTaken),
        ("Ben", Code::UsernameTaken),
        ("Anna", Code::UsernameTaken),
    ] {
        assert_eq!(refusal(&rename("anna", to), &snapshot).0, code, "{to}");
    }
}

/// Rule 15.3.
#[test]
fn rule_16_6_the_old_name_stays_taken_and_the_owner_and_the_feeds_are_told() {
    let (mut snapshot, _) = anna();
    let ben = person(&mut snapshot, 2, "ben");
    package(&mut snapshot, "Shared", &[id(1), ben]);
    package(&mut snapshot, "Bens", &[ben]);
    let (changes, view) = decide(&rename("anna", "Anna.Bell"), &snapshot).unwrap();
    assert_eq!(view.username, "Anna.Bell");
    let renamed = Write::RenameAccount {
        account: id(1),
        from: name("anna"),
        to: name("Anna.Bell"),
    };
    assert_eq!(changes.writes[0], renamed);
    let told: Vec<_> = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::TellFeeds(change) => Some((change.package.as_str(), change.owners.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(told, [("shared", vec!["Anna.Bell".to_owned(), "ben".to_owned()])]);
    assert_eq!(
        mailed(&changes, |kind| matches!(kind, LetterKind::Renamed { .. })),
        ["anna@example.org"]
    );
    assert_eq!(changes.mails[0].letter.username, "Anna.Bell");
    assert_eq!(changes.audit[0].entry.subject.as_deref(), Some("anna"));
    assert_eq!(
        changes.consequences,
        [Consequence::NameReserved {
            username: "anna".to_owned()
        }]
    );
}

#[test]
fn rule_16_6_the_members_of_an_organization_hear_of_its_new_name() {
    let (mut snapshot, _) = anna();
    let ben = person(&mut snapshot, 2, "ben");
    organization(&mut snapshot, 3, "org", &[id(1)], &[ben]);
    let command = RenameAccount {
        account: id(3),
        ..rename("org", "neworg")
    };
    let changes = decide(&command, &snapshot).unwrap().0;
    let hearing: Vec<_> = changes.events.iter().map(|event| event.account).collect();
    assert_eq!(hearing, [id(3), id(1), ben]);
}

#[test]
fn rule_5_20_an_address_that_can_still_be_put_back_hears_of_another_username() {
    let (mut snapshot, _) = anna();
    snapshot
        .address_changes
        .push(change_of(id(1), 9, "before@example.org", now()));
    let command = rename("anna", "Anna.Bell");
    let changes = decide(&command, &snapshot).unwrap().0;
    let is = |kind: &LetterKind| matches!(kind, LetterKind::Renamed { .. });
    assert_eq!(mailed(&changes, is), ["anna@example.org", "before@example.org"]);
    assert!(command.needs(now()).contains(&Need::AddressChangesOf(id(1))));
}

#[test]
fn rule_16_7_an_account_that_is_being_deleted_keeps_the_name_that_its_owner_was_shown() {
    let (mut snapshot, caller) = anna();
    row(&mut snapshot, caller.account).deletion_at = Some(now());
    assert_eq!(refusal(&rename("anna", "free"), &snapshot).0, Code::DeletionPending);
}

#[test]
fn rule_16_8_the_operator_refuses_with_words_that_the_owner_reads() {
    let (mut snapshot, caller) = anna();
    let refuse = |reason: &str| RefuseRename {
        account: caller.account,
        reason: reason.to_owned(),
    };
    assert_eq!(refusal(&refuse("no"), &snapshot), (Code::NotFound, "16.8"));
    let asked = decide(&ask(&caller, "free", "why"), &snapshot).unwrap().0;
    follow(&mut snapshot, asked);
    assert_eq!(refusal(&refuse(""), &snapshot), (Code::ReasonInvalid, "16.2"));
    let changes = decide(&refuse("it is a trademark"), &snapshot).unwrap().0;
    assert_eq!(
        changes.audit[0].entry.subject.as_deref(),
        Some("free: it is a trademark")
    );
}

#[test]
fn rule_16_13_an_operator_names_an_account_in_any_case_and_with_whatever_spaces_around() {
    for typed in ["anna", "ANNA", " Anna ", "\tanna\n"] {
        let (mut snapshot, _) = anna();
        assert_eq!(operator::named(typed), "anna");
        assert!(decide(&rename(typed, "free"), &snapshot).is_ok(), "{typed:?}");
        let (username, reason) = (typed.to_owned(), "why".to_owned());
        let lock = LockAccount { username, reason };
        assert!(decide(&lock, &snapshot).is_ok(), "{typed:?}");
        let delete = DeleteByOperator {
            account: id(1),
            typed: typed.to_owned(),
            unlist_orphans: true,
        };
        assert!(decide(&delete, &snapshot).is_ok(), "{typed:?}");
        row(&mut snapshot, id(1)).locked = true;
        let username = typed.to_owned();
        assert!(decide(&UnlockAccount { username }, &snapshot).is_ok(), "{typed:?}");
    }
    assert_eq!(operator::named("an na"), "an na");
}
