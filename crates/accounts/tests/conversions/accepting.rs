//! Who accepts, and what is judged again then (rules 12.8 to 12.11 and 12.19).

use crate::{
    scene::{Breaking, accept, asked, both, cancel, proved, reject, request, waiting},
    support::{DAY, TENANT, before, decide, entropy, key, login, now, refused, row},
};
use accounts::{Command, Write, operator_list::OperatorList};
use contract::{Code, account::AccountKind, identity::IdentityKind, session::SessionKind};

#[test]
fn rule_12_8_only_the_named_administrator_answers_a_request_that_is_there() {
    let gone = (Code::ConversionNotFound, "12.8");
    assert_eq!(refused(&accept(2), &both()), gone);
    for by in [1, 3] {
        assert_eq!(refused(&accept(by), &asked()), gone);
        assert_eq!(refused(&reject(by), &asked()), gone);
    }
    for by in [2, 3] {
        assert_eq!(refused(&cancel(by), &asked()), gone);
    }
    // A stranger does not learn what stands in the way of the account.
    let mut locked = asked();
    row(&mut locked, 1).locked = true;
    assert_eq!(refused(&accept(3), &locked), gone);
    // Nor is one that was accepted accepted again.
    assert_eq!(refused(&accept(2), &waiting()), gone);
    let mut recovery = asked();
    recovery.sessions[1].kind = SessionKind::Recovery;
    assert_eq!(refused(&accept(2), &recovery), (Code::FullSessionRequired, "3.7"));
}

#[test]
fn rule_12_6_a_request_runs_out_to_the_microsecond() {
    let mut snapshot = asked();
    for session in &mut snapshot.sessions {
        session.seen_at = now().plus_secs(DAY);
    }
    let ends = now().plus_secs(7 * DAY);
    assert!(accept(2).decide(&snapshot, before(ends), &mut entropy()).is_ok());
    let code = |refusal: accounts::Refusal| refusal.code;
    let accepted = accept(2).decide(&snapshot, ends, &mut entropy()).map_err(code);
    assert_eq!(accepted.unwrap_err(), Code::ConversionNotFound);
    let rejected = reject(2).decide(&snapshot, ends, &mut entropy()).map_err(code);
    assert_eq!(rejected.unwrap_err(), Code::ConversionNotFound);
    let cancelled = cancel(1).decide(&snapshot, ends, &mut entropy()).map_err(code);
    assert_eq!(cancelled.unwrap_err(), Code::ConversionNotFound);
}

#[test]
fn rule_12_10_the_administrator_is_judged_again_when_accepting() {
    let mut snapshot = asked();
    row(&mut snapshot, 2).confirmed_email = None;
    assert_eq!(refused(&accept(2), &snapshot), (Code::AdministratorUnconfirmed, "12.4"));
    let mut snapshot = asked();
    row(&mut snapshot, 2).kind = AccountKind::Organization;
    assert_eq!(
        refused(&accept(2), &snapshot),
        (Code::AdministratorIsOrganization, "12.4")
    );
    let mut snapshot = asked();
    row(&mut snapshot, 2).deletion_at = Some(now());
    assert_eq!(refused(&accept(2), &snapshot), (Code::DeletionPending, "14.1"));
    let mut snapshot = asked();
    snapshot.conversions[0].from_recovery = true;
    assert_eq!(refused(&accept(2), &snapshot), (Code::LoginPresent, "12.5"));
}

#[test]
fn rule_12_19_whose_the_administrators_account_is_must_be_beyond_doubt_when_accepting() {
    let cases: [(Code, Breaking); 3] = [
        (Code::AccountFrozen, |s| row(s, 2).frozen_at = Some(now())),
        (Code::DeletionPending, |s| row(s, 2).deletion_at = Some(now())),
        (Code::LoginChangeOpen, |s| {
            row(s, 2).login_change_until = Some(now().plus_secs(1));
        }),
    ];
    for (code, unfit) in cases {
        for mut snapshot in [asked(), {
            let mut waits = waiting();
            waits.conversions[0].accepted_at = None;
            waits.conversions[0].effective_at = None;
            waits
        }] {
            unfit(&mut snapshot);
            assert_eq!(refused(&accept(2), &snapshot).0, code);
        }
    }
    // An operator's lock does not keep anybody from administering (rule 12.4), and a change that is final nobody.
    let mut snapshot = asked();
    row(&mut snapshot, 2).locked = true;
    row(&mut snapshot, 2).login_change_until = Some(now());
    assert!(decide(&accept(2), &snapshot).is_ok());
}

#[test]
fn rule_12_11_more_than_was_shown_is_not_accepted() {
    let worse = (Code::ConsequencesChanged, "12.11");
    // What the account's owner is shown is kept with the request.
    let mut snapshot = proved(both());
    snapshot.keys = vec![key(1, 1, None)];
    let (changes, _) = decide(&request("ben"), &snapshot).unwrap();
    let kept = changes.writes.iter().find_map(|write| match write {
        Write::PutConversion(row) => Some(row.clone()),
        _ => None,
    });
    snapshot.conversions = vec![kept.unwrap()];
    assert!(decide(&accept(2), &snapshot).is_ok());
    // Another key that keeps working is nothing worse, another that stops working is.
    snapshot.keys.push(key(2, 1, Some(1)));
    assert!(decide(&accept(2), &snapshot).is_ok());
    snapshot.keys.push(key(3, 1, None));
    assert_eq!(refused(&accept(2), &snapshot), worse);
    snapshot.keys.clear();
    assert!(decide(&accept(2), &snapshot).is_ok());
    // So is a tenant that the account's owner was not told of.
    snapshot.logins.push(login(2, IdentityKind::WorkOrSchool, TENANT));
    snapshot.listed = vec![(OperatorList::TenantPair, format!("example.org {TENANT}"))];
    assert_eq!(refused(&accept(2), &snapshot), worse);
    snapshot.conversions[0].shown = String::new();
    snapshot.listed.clear();
    assert!(decide(&accept(2), &snapshot).is_ok());
}
