//! Asking for another contact e-mail (rules 5.10 to 5.15).

use crate::{
    address::{anna, ask, letter},
    support::*,
};
use accounts::{
    contact::{CancelAddress, ChangeAddress, PasswordJudged},
    letter::LetterKind,
    password::PasswordHash,
};
use contract::{
    AccountId, Code,
    account::{AccountKind, AuditKind},
    session::SessionKind,
};

fn hash() -> PasswordHash {
    PasswordHash::new("a hash".to_owned())
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
    let cancel = CancelAddress {
        caller,
        account,
        revision: None,
    };
    assert!(
        is_nothing(&decide(&cancel, &snapshot).unwrap().0),
        "nothing waits, so nothing happens"
    );
    let own = row(&mut snapshot, account);
    own.pending_email = own.confirmed_email.take();
    assert_eq!(refusal(&cancel, &snapshot), (Code::EmailUnconfirmed, "5.15"));
}

#[test]
fn rule_5_37_an_address_that_was_asked_for_meanwhile_is_not_withdrawn_unseen() {
    let (mut snapshot, caller) = anna();
    let account = caller.account;
    let mut cancel = CancelAddress {
        caller: caller.clone(),
        account,
        revision: Some("earlier".to_owned()),
    };
    assert!(is_nothing(&decide(&cancel, &snapshot).unwrap().0), "it is so already");
    let (asked, seen) = decide(&ask(&caller, "new@example.org"), &snapshot).unwrap();
    follow(&mut snapshot, asked);
    assert_eq!(refusal(&cancel, &snapshot), (Code::Stale, "5.37"));
    cancel.revision = Some(seen.revision);
    assert_eq!(decide(&cancel, &snapshot).unwrap().1.pending_email, None);
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
            revision: None,
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
