//! Section 5: the contact e-mail and what is mailed.

use crate::support::*;
use accounts::{
    Changes, Command, Need, Snapshot, Write,
    account::PasswordHash,
    contact::{self, CancelAddress, ChangeAddress, ConfirmAddress, ConfirmByLink, PasswordJudged, UndoAddress},
    letter::LetterKind,
    mailed_act::{self, ActKind},
    preferences::ChooseMail,
    recovery::{Recovery, RecoveryKind},
    session::{Caller, SessionRow},
};
use contract::{
    AccountId, Code, Secret, SessionId, Timestamp,
    account::{AccountKind, AuditKind, MailChoices},
    session::SessionKind,
};
use uuid::Uuid;

fn ask(caller: &Caller, address: &str) -> ChangeAddress {
    ChangeAddress {
        caller: caller.clone(),
        account: caller.account,
        address: address.to_owned(),
        password: None,
    }
}

fn anna() -> (Snapshot, Caller) {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let caller = session(&mut snapshot, anna);
    (snapshot, caller)
}

fn hash() -> PasswordHash {
    PasswordHash::new("a hash".to_owned())
}

fn letter(changes: &Changes) -> &LetterKind {
    &changes.mails[0].letter.kind
}

#[test]
fn rule_5_10_nobody_changes_the_address_of_another_account_but_an_organizations_administrator() {
    let (mut snapshot, caller) = anna();
    let ben = person(&mut snapshot, 2, "ben");
    let theirs = organization(&mut snapshot, 3, "theirs", &[ben], &[caller.account]);
    let own = organization(&mut snapshot, 4, "own", &[caller.account], &[]);
    let of = |account: AccountId| ChangeAddress {
        account,
        ..ask(&caller, "new@example.org")
    };
    for account in [ben, theirs, id(99)] {
        assert_eq!(refusal(&of(account), &snapshot), (Code::NotAuthorized, "5.10"));
    }
    let (changes, account) = decide(&of(own), &snapshot).unwrap();
    assert_eq!(
        (account.id, account.pending_email.as_deref()),
        (own, Some("new@example.org"))
    );
    assert!(matches!(
        letter(&changes),
        LetterKind::ConfirmAddress {
            organization: true,
            replaces: true,
            ..
        }
    ));
    assert_eq!(
        changes.audit[0].entry.installation, None,
        "a member's computer is their own affair"
    );
}

#[test]
fn rule_5_10_it_takes_a_full_session_of_an_account_that_is_neither_frozen_nor_being_deleted() {
    let (mut snapshot, caller) = anna();
    let command = ask(&caller, "new@example.org");
    row(&mut snapshot, caller.account).frozen_at = Some(now());
    assert_eq!(refusal(&command, &snapshot).0, Code::AccountFrozen);
    row(&mut snapshot, caller.account).deletion_at = Some(now());
    assert_eq!(refusal(&command, &snapshot).0, Code::DeletionPending);
    snapshot.sessions[0].kind = SessionKind::Recovery;
    assert_eq!(refusal(&command, &snapshot).0, Code::FullSessionRequired);
    snapshot.sessions[0].ended_at = Some(now());
    assert_eq!(refusal(&command, &snapshot).0, Code::SessionRequired);
}

#[test]
fn rule_5_12_what_is_wrong_is_told_in_the_order_of_the_rules() {
    let (mut snapshot, caller) = anna();
    person(&mut snapshot, 2, "ben");
    let own = row(&mut snapshot, caller.account);
    own.password = Some(hash());
    own.locked = true;
    own.login_change_until = Some(now().plus_secs(1));
    let judged = |right| Some(PasswordJudged { hash: hash(), right });
    let with = |address: &str, password| ChangeAddress {
        password,
        ..ask(&caller, address)
    };
    assert_eq!(
        refusal(&with("no address", None), &snapshot),
        (Code::EmailInvalid, "1.5")
    );
    let taken = "BEN@example.org";
    assert_eq!(refusal(&with(taken, None), &snapshot), (Code::PasswordWrong, "5.11"));
    assert_eq!(
        refusal(&with(taken, judged(false)), &snapshot),
        (Code::PasswordWrong, "5.11")
    );
    // The address that the account has: nothing to do, whatever else holds.
    assert!(is_nothing(
        &decide(&with("ANNA@example.org", judged(true)), &snapshot).unwrap().0
    ));
    assert_eq!(
        refusal(&with(taken, judged(true)), &snapshot),
        (Code::EmailTaken, "5.3")
    );
    let free = "new@example.org";
    assert_eq!(
        refusal(&with(free, judged(true)), &snapshot),
        (Code::AccountLocked, "3.8")
    );
    row(&mut snapshot, caller.account).locked = false;
    assert_eq!(
        refusal(&with(free, judged(true)), &snapshot),
        (Code::LoginChangeOpen, "9.8")
    );
    let closed = now().plus_secs(1);
    assert_eq!(
        refusal_at(&with(free, judged(true)), &snapshot, just_before(closed)).0,
        Code::LoginChangeOpen
    );
    assert!(decide_at(&with(free, judged(true)), &snapshot, closed).is_ok());
}

#[test]
fn rule_5_11_a_verdict_about_an_older_password_is_none() {
    let (mut snapshot, caller) = anna();
    row(&mut snapshot, caller.account).password = Some(PasswordHash::new("newer".to_owned()));
    let password = Some(PasswordJudged {
        hash: hash(),
        right: true,
    });
    let command = ChangeAddress {
        password,
        ..ask(&caller, "new@example.org")
    };
    assert_eq!(refusal(&command, &snapshot), (Code::PasswordWrong, "5.11"));
}

#[test]
fn rule_5_11_no_password_is_compared_before_the_caller_may_ask() {
    let (mut snapshot, caller) = anna();
    let ben = add_account(&mut snapshot, 2, AccountKind::Individual, "ben");
    for number in [1, 2] {
        let row = snapshot.accounts.iter_mut().find(|row| row.id == id(number)).unwrap();
        row.password = Some(hash());
        row.failed_passwords = 10;
        row.failed_password_at = Some(now());
    }
    let bens = ChangeAddress {
        account: ben,
        ..ask(&caller, "new@example.org")
    };
    let refusal = bens.before_verifying(&snapshot, now()).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (Code::NotAuthorized, "5.10"));
    let own = ask(&caller, "new@example.org");
    let refusal = own.before_verifying(&snapshot, now()).unwrap_err();
    assert_eq!(refusal.code, Code::PasswordLockedOut);
    snapshot.accounts[0].failed_passwords = 0;
    assert_eq!(own.before_verifying(&snapshot, now()).unwrap(), Some(hash()));
    snapshot.accounts[0].frozen_at = Some(now());
    let refusal = own.before_verifying(&snapshot, now()).unwrap_err();
    assert_eq!(refusal.code, Code::AccountFrozen);
}

#[test]
fn rule_5_13_asking_again_for_the_same_address_sends_no_second_mail() {
    let (mut snapshot, caller) = anna();
    let asked = decide(&ask(&caller, "new@example.org"), &snapshot).unwrap().0;
    assert_eq!(mailed(&asked, |kind| kind.code().is_some()), ["new@example.org"]);
    follow(&mut snapshot, asked);
    let again = decide(&ask(&caller, "NEW@Example.org"), &snapshot).unwrap().0;
    assert!(is_nothing(&again));
}

#[test]
fn rule_5_13_asking_for_the_confirmed_address_withdraws_the_other() {
    let (mut snapshot, caller) = anna();
    let asked = decide(&ask(&caller, "new@example.org"), &snapshot).unwrap().0;
    follow(&mut snapshot, asked);
    let (changes, account) = decide(&ask(&caller, "anna@example.org"), &snapshot).unwrap();
    assert_eq!((account.pending_email, changes.mails.len()), (None, 0));
    assert_eq!(changes.audit[0].entry.kind, AuditKind::EmailChangeCancelled);
}

#[test]
fn rule_5_14_an_address_that_waits_elsewhere_may_be_asked_for() {
    let (mut snapshot, caller) = anna();
    let ben = person(&mut snapshot, 2, "ben");
    row(&mut snapshot, ben).pending_email = Some(email("new@example.org"));
    assert!(decide(&ask(&caller, "new@example.org"), &snapshot).is_ok());
}

#[test]
fn rule_5_14_an_account_that_never_confirmed_one_is_mailed_as_a_new_account_is() {
    let (mut snapshot, caller) = anna();
    let own = row(&mut snapshot, caller.account);
    own.pending_email = own.confirmed_email.take();
    let (changes, account) = decide(&ask(&caller, "new@example.org"), &snapshot).unwrap();
    assert_eq!(account.pending_email.as_deref(), Some("new@example.org"));
    let LetterKind::ConfirmAddress {
        replaces,
        organization,
        reference,
        ..
    } = letter(&changes)
    else {
        panic!("another letter")
    };
    assert!(!replaces && !organization && reference.is_some());
    assert_eq!(changes.mails[0].to, "new@example.org");
}

#[test]
fn rule_5_15_the_only_address_cannot_be_withdrawn() {
    let (mut snapshot, caller) = anna();
    let account = caller.account;
    let cancel = CancelAddress { caller, account };
    assert!(
        is_nothing(&decide(&cancel, &snapshot).unwrap().0),
        "nothing waits, so nothing happens"
    );
    let own = row(&mut snapshot, account);
    own.pending_email = own.confirmed_email.take();
    assert_eq!(refusal(&cancel, &snapshot), (Code::EmailUnconfirmed, "5.15"));
}

#[test]
fn rule_5_15_asking_and_withdrawing_in_turn_does_not_get_around_the_limit_of_codes() {
    let (mut snapshot, caller) = anna();
    let account = caller.account;
    for number in 0..5 {
        let asked = decide(&ask(&caller, &format!("new{number}@example.org")), &snapshot)
            .unwrap()
            .0;
        follow(&mut snapshot, asked);
        let cancel = CancelAddress {
            caller: caller.clone(),
            account,
        };
        let withdrawn = decide(&cancel, &snapshot).unwrap().0;
        follow(&mut snapshot, withdrawn);
        assert!(!snapshot.confirmations[0].is_open(now()));
    }
    let sixth = ask(&caller, "new5@example.org");
    assert_eq!(refusal(&sixth, &snapshot), (Code::TooManyRequests, "5.4"));
    assert_eq!(
        refusal_at(&sixth, &snapshot, just_before(now().plus_secs(3600))).0,
        Code::TooManyRequests
    );
    assert!(decide_at(&sixth, &snapshot, now().plus_secs(3600)).is_ok());
}

#[test]
fn rule_5_16_the_address_before_is_told_and_can_undo_the_change() {
    let (mut snapshot, caller) = anna();
    let asked = decide(&ask(&caller, "new@example.org"), &snapshot).unwrap().0;
    let code = letter(&asked).code().unwrap().clone();
    follow(&mut snapshot, asked);
    let (changes, account) = decide(
        &ConfirmAddress {
            account: caller.account,
            caller,
            code,
        },
        &snapshot,
    )
    .unwrap();
    assert_eq!(account.confirmed_email.as_deref(), Some("new@example.org"));
    assert_eq!(changes.mails.len(), 1);
    assert_eq!(changes.mails[0].to, "anna@example.org");
    let LetterKind::AddressChanged { to, reference, until } = letter(&changes) else {
        panic!("another letter")
    };
    assert_eq!(
        (to.as_str(), *until),
        ("n**********w@example.org", now().plus_secs(72 * 3600))
    );
    let act = changes.writes.iter().find_map(|write| match write {
        Write::InsertMailedAct(act) => Some(act),
        _ => None,
    });
    let act = act.unwrap();
    assert_eq!(
        (act.kind, act.hash),
        (ActKind::UndoAddress, mailed_act::hash_of(reference.expose()))
    );
}

/// The link in a mail that asks to confirm an address, brought by this caller.
fn by_link(changes: &Changes, caller: &Caller) -> ConfirmByLink {
    let act = changes.writes.iter().find_map(|write| match write {
        Write::InsertMailedAct(act) => Some(act),
        _ => None,
    });
    let act = act.unwrap();
    ConfirmByLink {
        caller: caller.clone(),
        act: act.hash,
        account: act.account,
        confirmation: act.about,
    }
}

#[test]
fn rule_5_35_the_link_confirms_for_24_hours_whatever_became_of_the_code() {
    let (mut snapshot, caller) = anna();
    let asked = decide(&ask(&caller, "new@example.org"), &snapshot).unwrap().0;
    let link = by_link(&asked, &caller);
    follow(&mut snapshot, asked);
    snapshot.confirmations[0].tries_left = 0;
    let end = now().plus_secs(contact::LINK_SECONDS);
    assert_eq!(refusal_at(&link, &snapshot, end), (Code::NotFound, "5.35"));
    let (changes, account) = decide_at(&link, &snapshot, just_before(end)).unwrap();
    assert_eq!(account.confirmed_email.as_deref(), Some("new@example.org"));
    assert!(
        matches!(letter(&changes), LetterKind::AddressChanged { .. }),
        "the address before is told"
    );
    follow(&mut snapshot, changes);
    assert_eq!(refusal(&link, &snapshot), (Code::NotFound, "5.35"), "it works once");
}

#[test]
fn rule_5_35_a_later_code_and_a_withdrawal_end_the_link_and_another_session_never_has_it() {
    let (mut snapshot, caller) = anna();
    let asked = decide(&ask(&caller, "new@example.org"), &snapshot).unwrap().0;
    let (link, same) = (by_link(&asked, &caller), by_link(&asked, &caller));
    follow(&mut snapshot, asked);
    let ben = person(&mut snapshot, 2, "ben");
    let of_stranger = ConfirmByLink {
        caller: session(&mut snapshot, ben),
        ..link
    };
    assert_eq!(refusal(&of_stranger, &snapshot), (Code::NotFound, "5.35"));
    // With other randomness, as ids and references are never the same twice.
    let mut entropy = accounts::Entropy::new([9; 32]);
    let later = ask(&caller, "other@example.org");
    let later = later.decide(&snapshot, now(), &mut entropy).unwrap().0;
    let newer = by_link(&later, &caller);
    follow(&mut snapshot, later);
    assert_eq!(refusal(&same, &snapshot), (Code::NotFound, "5.35"));
    let cancel = CancelAddress {
        account: caller.account,
        caller: caller.clone(),
    };
    let withdrawn = decide(&cancel, &snapshot).unwrap().0;
    follow(&mut snapshot, withdrawn);
    assert_eq!(refusal(&newer, &snapshot), (Code::NotFound, "5.35"));
}

#[test]
fn rule_5_16_the_first_address_of_an_account_replaces_none() {
    let (mut snapshot, caller) = anna();
    let own = row(&mut snapshot, caller.account);
    own.pending_email = own.confirmed_email.take();
    let again = decide(
        &contact::ResendCode {
            account: caller.account,
            caller: caller.clone(),
        },
        &snapshot,
    )
    .unwrap()
    .0;
    let code: Secret = letter(&again).code().unwrap().clone();
    follow(&mut snapshot, again);
    let changes = decide(
        &ConfirmAddress {
            account: caller.account,
            caller,
            code,
        },
        &snapshot,
    )
    .unwrap()
    .0;
    assert!(changes.mails.is_empty());
    assert!(
        !changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::InsertAddressChange(_)))
    );
}

/// An account whose address was `old@` until a moment ago, with the link that was mailed to it.
fn changed(snapshot: &mut Snapshot, account: AccountId, number: u8, previous: &str, made_at: Timestamp) -> UndoAddress {
    let change = change_of(account, number, previous, made_at);
    let mut entropy = accounts::Entropy::new([number; 32]);
    let kind = ActKind::UndoAddress;
    let seconds = contact::UNDO_SECONDS;
    let (act, _) = mailed_act::MailedAct::issue(kind, account, change.id, seconds, made_at, &mut entropy);
    let command = UndoAddress {
        act: act.hash,
        account,
        change: change.id,
    };
    snapshot.mailed_acts.push(act);
    snapshot.address_changes.push(change);
    command
}

#[test]
fn rule_5_17_the_link_works_for_72_hours_to_the_microsecond() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let end = now().plus_secs(72 * 3600);
    assert!(decide_at(&undo, &snapshot, just_before(end)).is_ok());
    assert_eq!(refusal_at(&undo, &snapshot, end), (Code::NotFound, "5.17"));
}

#[test]
fn rule_5_17_only_the_link_that_was_mailed_for_this_works() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let other = UndoAddress { act: [1; 32], ..undo };
    assert_eq!(refusal(&other, &snapshot), (Code::NotFound, "5.17"));
    snapshot.mailed_acts[0].kind = ActKind::ConfirmAddress;
    let undo = UndoAddress {
        act: snapshot.mailed_acts[0].hash,
        ..other
    };
    assert_eq!(refusal(&undo, &snapshot), (Code::NotFound, "5.17"));
}

#[test]
fn rule_5_17_what_waited_meanwhile_waits_no_more_and_both_are_told() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let asked = decide(&ask(&caller, "third@example.org"), &snapshot).unwrap().0;
    follow(&mut snapshot, asked);
    let changes = decide(&undo, &snapshot).unwrap().0;
    let after = updated(&changes);
    assert_eq!(after.confirmed_email, Some(email("old@example.org")));
    assert_eq!(after.pending_email, None);
    let is = |kind: &LetterKind| *kind == LetterKind::AddressChangeUndone;
    assert_eq!(mailed(&changes, is), ["old@example.org", "anna@example.org"]);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::EmailChangeUndone);
    follow(&mut snapshot, changes);
    assert!(snapshot.address_changes.is_empty() && snapshot.mailed_acts.is_empty());
    assert!(!snapshot.confirmations[0].is_open(now()));
    assert_eq!(refusal(&undo, &snapshot), (Code::NotFound, "5.17"), "a link works once");
}

#[test]
fn rule_5_18_an_address_that_another_account_confirmed_meanwhile_stays_there() {
    let (mut snapshot, caller) = anna();
    person(&mut snapshot, 2, "ben");
    let undo = changed(&mut snapshot, caller.account, 9, "Ben@Example.org", now());
    assert_eq!(refusal(&undo, &snapshot), (Code::EmailTaken, "5.3"));
}

#[test]
fn rule_5_19_undoing_a_change_undoes_those_after_it_and_not_those_before() {
    let (mut snapshot, caller) = anna();
    let first = changed(&mut snapshot, caller.account, 9, "first@example.org", now());
    let second = changed(
        &mut snapshot,
        caller.account,
        10,
        "second@example.org",
        now().plus_secs(60),
    );
    let at = now().plus_secs(120);
    let later = decide_at(&second, &snapshot, at).unwrap().0;
    let removed = |changes: &Changes| {
        let is = |write: &&Write| matches!(write, Write::RemoveAddressChange(_));
        changes.writes.iter().filter(is).count()
    };
    assert_eq!(
        (updated(&later).confirmed_email.clone(), removed(&later)),
        (Some(email("second@example.org")), 1)
    );
    let earlier = decide_at(&first, &snapshot, at).unwrap().0;
    assert_eq!(
        (updated(&earlier).confirmed_email.clone(), removed(&earlier)),
        (Some(email("first@example.org")), 2)
    );
    follow(&mut snapshot, earlier);
    assert_eq!(refusal_at(&second, &snapshot, at), (Code::NotFound, "5.17"));
}

#[test]
fn rule_5_19_a_locked_frozen_or_leaving_account_gets_its_address_back_too() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let own = row(&mut snapshot, caller.account);
    own.locked = true;
    own.frozen_at = Some(now());
    own.deletion_at = Some(now().plus_secs(1000));
    own.login_change_until = Some(now().plus_secs(1000));
    assert!(decide(&undo, &snapshot).is_ok());
}

#[test]
fn rule_5_20_what_concerns_safety_goes_to_every_address_that_can_still_be_put_back() {
    let (mut snapshot, caller) = anna();
    for (number, previous) in [
        (9, "old@example.org"),
        (10, "ANNA@example.org"),
        (11, "older@example.org"),
    ] {
        changed(&mut snapshot, caller.account, number, previous, now());
    }
    snapshot.address_changes[2].ends_at = now();
    changed(&mut snapshot, id(2), 12, "bens@example.org", now());
    let account = snapshot.account(caller.account).unwrap();
    let addresses = contact::notice_addresses(&snapshot, account, now());
    assert_eq!(addresses, [email("anna@example.org"), email("old@example.org")]);
}

#[test]
fn rule_5_32_an_address_that_was_asked_for_replaces_none_while_a_change_of_the_login_can_be_undone() {
    let (mut snapshot, caller) = anna();
    let asked = decide(&ask(&caller, "new@example.org"), &snapshot).unwrap().0;
    let code = letter(&asked).code().unwrap().clone();
    follow(&mut snapshot, asked);
    let end = now().plus_secs(60);
    row(&mut snapshot, caller.account).login_change_until = Some(end);
    let resend = contact::ResendCode {
        account: caller.account,
        caller: caller.clone(),
    };
    let confirm = |code: Secret| ConfirmAddress {
        account: caller.account,
        caller: caller.clone(),
        code,
    };
    let open = (Code::LoginChangeOpen, "9.8");
    assert_eq!(refusal(&resend, &snapshot), open);
    assert_eq!(refusal(&confirm(code.clone()), &snapshot), open);
    let no_try = confirm(Secret::new("00000000".to_owned()));
    assert_eq!(refusal(&no_try, &snapshot), open, "the code is not looked at");
    assert!(decide_at(&confirm(code.clone()), &snapshot, end).is_ok());
    assert!(decide_at(&resend, &snapshot, end).is_ok());
    row(&mut snapshot, caller.account).confirmed_email = None;
    assert!(decide(&confirm(code), &snapshot).is_ok(), "the first one replaces none");
}

#[test]
fn rule_5_31_putting_an_address_back_ends_what_was_begun_since_to_take_the_account() {
    let (mut snapshot, caller) = anna();
    let undo = changed(&mut snapshot, caller.account, 9, "old@example.org", now());
    let (before, since) = (now().plus_secs(-1), now());
    for (number, at) in [(1, before), (2, since)] {
        snapshot.recoveries.push(recovery_of(caller.account, number, at));
        snapshot.sessions.push(SessionRow {
            id: SessionId::from_bytes([100 + number; 16]),
            kind: SessionKind::Recovery,
            opened_at: at,
            ..snapshot.sessions[0].clone()
        });
    }
    snapshot.recoveries.push(recovery_of(id(2), 3, since));
    let changes = decide(&undo, &snapshot).unwrap().0;
    let removed = changes.writes.iter().filter_map(|write| match write {
        Write::RemoveRecovery(removed) => Some(*removed),
        _ => None,
    });
    assert_eq!(removed.collect::<Vec<_>>(), [Uuid::from_bytes([2; 16])]);
    let ended = changes.writes.iter().filter_map(|write| match write {
        Write::EndSession { session, .. } => Some(*session),
        _ => None,
    });
    assert_eq!(ended.collect::<Vec<_>>(), [SessionId::from_bytes([102; 16])]);
    assert!(changes.writes.contains(&Write::RemoveDecisionCodes(caller.account)));
    let needs = undo.needs(now());
    assert!(needs.contains(&Need::RecoveriesOf(caller.account)) && needs.contains(&Need::SessionsOf(caller.account)));
}

fn recovery_of(account: AccountId, number: u8, made_at: Timestamp) -> Recovery {
    Recovery {
        id: Uuid::from_bytes([number; 16]),
        account: Some(account),
        kind: RecoveryKind::Login,
        request_hash: [number; 32],
        code_hash: [0; 32],
        made_at,
        code_made_at: made_at,
        tries_left: 5,
        confirmed_at: None,
        waits_until: None,
        session: None,
    }
}

#[test]
fn rule_5_21_an_address_is_masked_whatever_its_length() {
    for (address, masked) in [
        ("random@address.com", "r**********m@address.com"),
        ("rm@address.com", "r**********m@address.com"),
        ("r@address.com", "r**********@address.com"),
    ] {
        assert_eq!(email(address).masked(), masked);
    }
}

#[test]
fn rule_5_24_what_is_mailed_is_chosen_also_by_a_locked_account_and_for_an_organization() {
    let (mut snapshot, caller) = anna();
    let own = organization(&mut snapshot, 4, "own", &[caller.account], &[]);
    row(&mut snapshot, caller.account).locked = true;
    let choices = MailChoices {
        from_others: false,
        package_published: true,
    };
    for account in [caller.account, own] {
        let command = ChooseMail {
            caller: caller.clone(),
            account,
            choices,
        };
        let (changes, view) = decide(&command, &snapshot).unwrap();
        assert_eq!((view.id, view.mail), (account, choices));
        assert_eq!(changes.audit[0].entry.kind, AuditKind::PreferencesChanged);
        assert!(guards_change_of(&changes, account));
        follow(&mut snapshot, changes);
        assert!(
            is_nothing(&decide(&command, &snapshot).unwrap().0),
            "the same choice changes nothing"
        );
    }
    assert_eq!(snapshot.account(own).unwrap().kind, AccountKind::Organization);
}
