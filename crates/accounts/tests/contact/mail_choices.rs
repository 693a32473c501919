//! How an address is shown, and what is mailed to it (rules 5.21 and 5.24).

use crate::{address::anna, support::*};
use accounts::preferences::ChooseMail;
use contract::{
    Code,
    account::{AccountKind, AuditKind, MailChoices},
};

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
            revision: None,
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

#[test]
fn rule_5_37_a_choice_made_from_what_is_no_longer_so_is_refused_and_one_that_is_so_already_is_not() {
    let (mut snapshot, caller) = anna();
    let account = caller.account;
    let seen = snapshot.account(account).unwrap().revision();
    let choose = |from_others, package_published, revision: Option<&str>| ChooseMail {
        caller: caller.clone(),
        account,
        choices: MailChoices {
            from_others,
            package_published,
        },
        revision: revision.map(str::to_owned),
    };
    let (changes, view) = decide(&choose(false, true, Some(&seen)), &snapshot).unwrap();
    follow(&mut snapshot, changes);
    assert_ne!(view.revision, seen);
    let stale = decide(&choose(true, false, Some(&seen)), &snapshot).unwrap_err();
    assert_eq!((stale.code, stale.field), (Code::Stale, Some("revision")));
    // The same press again, whose answer was lost.
    assert!(is_nothing(
        &decide(&choose(false, true, Some(&seen)), &snapshot).unwrap().0
    ));
    for revision in [None, Some(view.revision.as_str())] {
        assert!(!is_nothing(
            &decide(&choose(true, false, revision), &snapshot).unwrap().0
        ));
    }
}
