//! What another contact e-mail replaces, and the link that confirms it (rules 5.16, 5.32 and 5.35).

use crate::{
    address::{anna, ask, letter},
    support::*,
};
use accounts::{
    Changes, Command, Write,
    contact::{self, CancelAddress, ConfirmAddress, ConfirmByLink},
    letter::LetterKind,
    mailed_act::{self, ActKind},
    session::Caller,
};
use contract::{Code, Secret};

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
        revision: None,
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
