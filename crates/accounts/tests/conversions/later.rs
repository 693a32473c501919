//! A conversion that takes effect later, and can be stopped until then (rules 12.12, 12.16 and 12.18).

use crate::{
    scene::{Breaking, accept, asked, both, proved, request, waiting},
    support::{
        DAY, before, conversion, decide, entropy, has, hears, id, invitation, key, login, mails, member, now,
        organization, person, row, told,
    },
};
use accounts::{
    Changes, Command, Guard, Need, Write,
    contact::{self, AddressChange},
    conversion::{StopConversion, TakeEffect, Took, view},
    email::EmailAddress,
    key::ApiKey,
    letter::LetterKind,
    mailed_act::{self},
    organization::Invitation,
};
use contract::{
    Code, account::AuditKind, consequence::Consequence, event::EventKind, identity::IdentityKind, session::SessionKind,
};
use uuid::Uuid;

fn take_effect() -> TakeEffect {
    TakeEffect {
        conversion: conversion(1, 2).id,
        account: id(1),
    }
}

#[test]
fn rule_12_12_from_a_recovery_session_it_waits_72_hours_and_every_address_gets_a_link_that_stops_it() {
    let mut snapshot = asked();
    snapshot.logins.clear();
    snapshot.conversions[0].from_recovery = true;
    row(&mut snapshot, 1).mail.from_others = false;
    row(&mut snapshot, 2).mail.from_others = false;
    let (changes, answer) = decide(&accept(2), &snapshot).unwrap();
    let at = now().plus_secs(72 * 3600);
    assert_eq!(answer.effective_at, Some(at));
    assert!(changes.consequences.contains(&Consequence::UndoUntil { at }));
    let Write::PutConversion(accepted) = &changes.writes[0] else {
        panic!("{:?}", changes.writes)
    };
    assert_eq!((accepted.accepted_at, accepted.effective_at), (Some(now()), Some(at)));
    assert!(
        !changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::UpdateAccount(_)))
    );
    let links: Vec<_> = mails(&changes)
        .into_iter()
        .map(|(to, letter)| (to, letter.reference().unwrap().expose().to_owned()))
        .collect();
    assert_eq!(
        links.iter().map(|(to, _)| *to).collect::<Vec<_>>(),
        ["anna@example.org", "ben@example.org"]
    );
    assert_ne!(links[0].1, links[1].1);
    // Either link stops it; both sides hear.
    let mut waiting = waiting();
    waiting.mailed_acts = changes
        .writes
        .iter()
        .filter_map(|write| match write {
            Write::InsertMailedAct(act) => Some(act.clone()),
            _ => None,
        })
        .collect();
    let (cancelled, rejected) = (AuditKind::ConversionCancelled, AuditKind::ConversionRejected);
    for (at_whose, (_, reference)) in links.into_iter().enumerate() {
        let stop = StopConversion {
            act: mailed_act::hash_of(&reference),
            conversion: accepted.id,
        };
        let (changes, ()) = decide(&stop, &waiting).unwrap();
        assert!(has(&changes, &Write::RemoveConversion(accepted.id)));
        // Whose link it was counts as who ended it, and is told as well: somebody else may have used it.
        let by = ["anna", "ben"][at_whose].to_owned();
        let ended = LetterKind::ConversionEnded { by, by_link: true };
        let mut mailed = mails(&changes);
        mailed.sort_by_key(|(to, _)| to.to_owned());
        assert_eq!(mailed, [("anna@example.org", &ended), ("ben@example.org", &ended)]);
        let rows = [
            [(id(1), cancelled, None), (id(2), cancelled, Some("anna"))],
            [(id(1), rejected, Some("ben")), (id(2), rejected, None)],
        ];
        assert_eq!(told(&changes), rows[at_whose]);
        let late = stop.decide(&waiting, at, &mut entropy()).unwrap_err();
        assert_eq!(late.code, Code::ConversionNotFound);
    }
}

/// Anna's address took another one's place, which can still be put back.
fn moved() -> AddressChange {
    AddressChange {
        id: Uuid::from_bytes([9; 16]),
        account: id(1),
        previous: EmailAddress::parse("before@example.org").unwrap(),
        made_at: now(),
        ends_at: now().plus_secs(contact::UNDO_SECONDS),
    }
}

/// That Anna's account, which has no keys, is Ben's organization.
fn done(freed: bool) -> LetterKind {
    LetterKind::ConversionDone {
        administrator: "ben".to_owned(),
        freed,
        keys_moved: 0,
        keys_removed: 0,
    }
}

#[test]
fn rule_12_16_who_accepted_it_days_ago_is_mailed_that_it_took_effect() {
    let at = now().plus_secs(3 * DAY);
    let mut snapshot = waiting();
    row(&mut snapshot, 2).mail.from_others = false;
    snapshot.address_changes.push(AddressChange {
        account: id(2),
        ends_at: at.plus_secs(1),
        ..moved()
    });
    let (changes, took) = take_effect().decide(&snapshot, at, &mut entropy()).unwrap();
    assert_eq!(took, Took::Effect);
    let done = done(false);
    assert_eq!(
        mails(&changes),
        [
            ("anna@example.org", &done),
            ("ben@example.org", &done),
            ("before@example.org", &done)
        ]
    );
    let readers: Vec<&str> = changes.mails.iter().map(|mail| mail.letter.reader.as_str()).collect();
    assert_eq!(readers, ["anna", "ben", "ben"]);
    assert!(take_effect().needs(at).contains(&Need::AddressChangesOfLoaded));
}

#[test]
fn rule_5_20_an_address_that_can_still_be_put_back_hears_that_a_conversion_was_asked_for_and_done() {
    let mut snapshot = proved(asked());
    snapshot.address_changes.push(moved());
    let mailed = |changes: &Changes, kind: &LetterKind| -> Vec<String> {
        let of_kind = mails(changes).into_iter().filter(|(_, letter)| *letter == kind);
        of_kind.map(|(to, _)| to.to_owned()).collect()
    };
    let administrator = "ben".to_owned();
    let (changes, _) = decide(&request("ben"), &snapshot).unwrap();
    let initiated = LetterKind::ConversionInitiated { administrator };
    assert_eq!(mailed(&changes, &initiated), ["anna@example.org", "before@example.org"]);
    let (changes, _) = decide(&accept(2), &snapshot).unwrap();
    let done = done(true);
    assert_eq!(mailed(&changes, &done), ["anna@example.org", "before@example.org"]);
    for needs in [
        request("ben").needs(now()),
        accept(2).needs(now()),
        take_effect().needs(now()),
    ] {
        assert!(needs.contains(&Need::AddressChangesOf(id(1))));
    }
}

#[test]
fn rule_5_20_an_address_that_can_still_be_put_back_gets_a_link_that_stops_a_conversion_too() {
    let mut snapshot = asked();
    snapshot.logins.clear();
    snapshot.conversions[0].from_recovery = true;
    snapshot.address_changes.push(moved());
    let (changes, _) = decide(&accept(2), &snapshot).unwrap();
    let to: Vec<&str> = mails(&changes).into_iter().map(|(to, _)| to).collect();
    assert_eq!(to, ["anna@example.org", "before@example.org", "ben@example.org"]);
    for account in [1, 2] {
        assert!(accept(2).needs(now()).contains(&Need::AddressChangesOf(id(account))));
    }
}

#[test]
fn rule_12_16_what_was_accepted_takes_effect_when_its_time_has_come() {
    let at = now().plus_secs(3 * DAY);
    let snapshot = waiting();
    let early = take_effect().decide(&snapshot, before(at), &mut entropy()).unwrap_err();
    assert_eq!(early.code, Code::ConversionNotFound);
    let (changes, took) = take_effect().decide(&snapshot, at, &mut entropy()).unwrap();
    assert_eq!(took, Took::Effect);
    assert!(has(&changes, &Write::RemoveConversion(conversion(1, 2).id)));
    assert!(
        changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::UpdateAccount(_)))
    );
    // An invitation that came meanwhile is withdrawn with it.
    let mut invited = waiting();
    invited.accounts.push(organization(9, "team"));
    invited.invitations = vec![invitation(9, 1, true)];
    let (changes, took) = take_effect().decide(&invited, at, &mut entropy()).unwrap();
    assert_eq!(took, Took::Effect);
    assert!(has(&changes, &Write::RemoveInvitation(invited.invitations[0].id)));
}

/// Rules 11.21, 11.22 and 11.25.
#[test]
fn the_members_of_an_organization_hear_that_a_conversion_ended_its_invitation() {
    let mut snapshot = waiting();
    snapshot.accounts.extend([organization(9, "team"), person(4, "dora")]);
    snapshot.members.push(member(9, 4, true));
    snapshot.invitations = vec![Invitation {
        invited_by: id(4),
        ..invitation(9, 1, true)
    }];
    let at = now().plus_secs(3 * DAY);
    let (changes, _) = take_effect().decide(&snapshot, at, &mut entropy()).unwrap();
    assert!(hears(&changes, 4, &EventKind::AccountChanged));
    // As where the account itself declines (rule 11.21).
    let member = "anna".to_owned();
    assert!(mails(&changes).contains(&("dora@example.org", &LetterKind::InvitationDeclined { member })));
    assert!(changes.guards.contains(&Guard::ChangesAccount {
        account: id(9),
        version: 9
    }));
    assert!(take_effect().needs(at).contains(&Need::InvitingMembers(id(1))));
}

#[test]
fn rule_12_11_keys_that_have_run_out_are_not_counted_among_those_that_stop() {
    let at = now().plus_secs(3 * DAY);
    let mut snapshot = waiting();
    snapshot.conversions[0].shown = "keys 0".to_owned();
    snapshot.keys = vec![ApiKey {
        expires_at: at,
        ..key(1, 1, None)
    }];
    let (changes, took) = take_effect().decide(&snapshot, at, &mut entropy()).unwrap();
    assert_eq!(took, Took::Effect);
    let counted = |told: &Consequence| matches!(told, Consequence::KeysRevoked { .. } | Consequence::KeysMoved { .. });
    assert!(!changes.consequences.iter().any(counted));
}

#[test]
fn rule_12_16_what_may_no_longer_be_ends_without_effect() {
    let at = now().plus_secs(3 * DAY);
    let broken: [(Option<Code>, Breaking); 6] = [
        (Some(Code::AccountLocked), |s| row(s, 1).locked = true),
        (Some(Code::ConversionIsMember), |s| s.members.push(member(9, 1, false))),
        (Some(Code::LoginPresent), |s| {
            s.logins = vec![login(1, IdentityKind::Personal, "personal")]
        }),
        (Some(Code::AdministratorUnconfirmed), |s| {
            let administrator = row(s, 2);
            administrator.pending_email = administrator.confirmed_email.take();
        }),
        (Some(Code::AccountFrozen), |s| row(s, 2).frozen_at = Some(now())),
        (None, |s| {
            s.conversions[0].shown = "keys 0".to_owned();
            s.keys = vec![ApiKey {
                expires_at: now().plus_secs(4 * DAY),
                ..key(1, 1, None)
            }];
        }),
    ];
    for (why, break_it) in broken {
        let mut snapshot = waiting();
        break_it(&mut snapshot);
        let (changes, took) = take_effect().decide(&snapshot, at, &mut entropy()).unwrap();
        assert_eq!(took, Took::Nothing);
        assert!(has(&changes, &Write::RemoveConversion(conversion(1, 2).id)));
        assert!(
            !changes
                .writes
                .iter()
                .any(|write| matches!(write, Write::UpdateAccount(_)))
        );
        // Nobody withdrew it: both sides read that the service ended it, and why.
        let letter = LetterKind::ConversionStopped { why };
        assert_eq!(
            mails(&changes),
            [("anna@example.org", &letter), ("ben@example.org", &letter)]
        );
        let kind = AuditKind::ConversionStopped;
        assert_eq!(told(&changes), [(id(1), kind, None), (id(2), kind, None)]);
    }
}

#[test]
fn rule_12_18_the_administrator_sees_what_waits_the_latest_first() {
    let mut snapshot = both();
    let mut later = conversion(3, 2);
    later.made_at = now().plus_secs(1);
    let mut gone = conversion(1, 2);
    gone.id = Uuid::from_bytes([60; 16]);
    gone.expires_at = now();
    snapshot.conversions = vec![conversion(1, 2), later, gone];
    let rows = view::waiting_for(&snapshot, id(2), now());
    assert_eq!(rows.iter().map(|row| row.account).collect::<Vec<_>>(), [id(3), id(1)]);
    let own = view::own(&snapshot, id(1), SessionKind::Full, now());
    assert_eq!(own.request.unwrap().administrator, "ben");
}
