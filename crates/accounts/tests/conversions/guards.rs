//! What the commit of each act rests on (rules 8.3 and 12.17): neither less, which would be a race, nor more, which would let
//! strangers hold it up.

use crate::{
    scene::{accept, asked, both, cancel, proved, reject, request, waiting},
    support::{DAY, conversion, entropy, guarded, id, invitation, member, now, organization, row},
};
use accounts::{
    Command, Snapshot,
    conversion::{RejectByLink, RequestConversion, StopConversion, TakeEffect},
    mailed_act::{ActKind, MailedAct},
    recovery_code::{self, RecoveryCode},
};
use contract::{Secret, Timestamp, session::SessionKind};

/// A part of both sides changes.
const BOTH: [(&str, u8); 2] = [("changed", 1), ("changed", 2)];

fn at<C: Command>(command: &C, snapshot: &Snapshot, now: Timestamp) -> Vec<(&'static str, u8)> {
    let decided = command.decide(snapshot, now, &mut entropy());
    guarded(&decided.unwrap_or_else(|refusal| panic!("{refusal:?}")).0)
}

fn of<C: Command>(command: &C, snapshot: &Snapshot) -> Vec<(&'static str, u8)> {
    at(command, snapshot, now())
}

fn and(session: u8) -> Vec<(&'static str, u8)> {
    BOTH.into_iter().chain([("session", session)]).collect()
}

#[test]
fn rule_12_17_every_request_and_answer_rests_on_the_session_and_on_both_accounts() {
    assert_eq!(of(&request("ben"), &proved(both())), and(1));
    // Who was asked before is not asked whether they are still the same.
    let mut earlier = proved(both());
    earlier.conversions = vec![conversion(1, 3)];
    assert_eq!(of(&request("ben"), &earlier), and(1));
    assert_eq!(of(&accept(2), &asked()), and(2));
    for snapshot in [asked(), waiting()] {
        assert_eq!(of(&reject(2), &snapshot), and(2));
        assert_eq!(of(&cancel(1), &snapshot), and(1));
    }
    let mut from_recovery = asked();
    from_recovery.logins.clear();
    from_recovery.conversions[0].from_recovery = true;
    assert_eq!(of(&accept(2), &from_recovery), and(2));
}

#[test]
fn a_request_that_uses_up_a_recovery_code_guards_its_account_once() {
    let mut snapshot = both();
    snapshot.logins.clear();
    snapshot.sessions[0].kind = SessionKind::Recovery;
    row(&mut snapshot, 1).two_factor = true;
    row(&mut snapshot, 1).recovery_codes_left = 1;
    let code = recovery_code::derive(&Secret::new("the right one".to_owned()), &[0; 32], id(1), 1);
    snapshot.recovery_codes = vec![RecoveryCode {
        account: id(1),
        number: 1,
        hash: recovery_code::hash_of(id(1), &code),
        used_at: None,
    }];
    let request = RequestConversion {
        proof: None,
        recovery_code: Some(code),
        ..request("ben")
    };
    assert_eq!(of(&request, &snapshot), and(1));
}

#[test]
fn a_link_rests_on_both_accounts_and_on_no_session() {
    let about = conversion(1, 2).id;
    let link = |kind, whose| MailedAct::issue(kind, id(whose), about, 3 * DAY, now(), &mut entropy()).0;
    let mut snapshot = asked();
    snapshot.mailed_acts = vec![link(ActKind::Conversion, 1)];
    let reject = RejectByLink {
        act: snapshot.mailed_acts[0].hash,
        conversion: about,
    };
    assert_eq!(of(&reject, &snapshot), BOTH);
    for whose in [1, 2] {
        let mut snapshot = waiting();
        snapshot.mailed_acts = vec![link(ActKind::StopConversion, whose)];
        let stop = StopConversion {
            act: snapshot.mailed_acts[0].hash,
            conversion: about,
        };
        assert_eq!(of(&stop, &snapshot), BOTH);
    }
}

#[test]
fn an_effect_rests_on_everybody_whose_request_or_invitation_it_ends() {
    let later = now().plus_secs(3 * DAY);
    let take_effect = TakeEffect {
        conversion: conversion(1, 2).id,
        account: id(1),
    };
    assert_eq!(at(&take_effect, &waiting(), later), BOTH);
    let mut snapshot = waiting();
    snapshot.accounts.push(organization(9, "team"));
    snapshot.invitations = vec![invitation(9, 1, true)];
    // Ben asked for the same the other way round, and counts once.
    snapshot.conversions.extend([conversion(2, 1), conversion(3, 1)]);
    let all = [("changed", 1), ("changed", 2), ("changed", 3), ("changed", 9)];
    assert_eq!(at(&take_effect, &snapshot, later), all);
    // What has run out is removed without a look at whose it was.
    snapshot.invitations[0].expires_at = now();
    snapshot.conversions[2].expires_at = now();
    assert_eq!(at(&take_effect, &snapshot, later), BOTH);
    let mut asked = asked();
    asked.conversions.push(conversion(3, 1));
    let with_session = [("changed", 1), ("changed", 2), ("changed", 3), ("session", 2)];
    assert_eq!(of(&accept(2), &asked), with_session);
    // Where it may no longer be, it ends.
    let mut snapshot = waiting();
    snapshot.members.push(member(9, 1, false));
    assert_eq!(at(&take_effect, &snapshot, later), BOTH);
}
