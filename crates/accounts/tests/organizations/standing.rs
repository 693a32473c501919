//! Who may do something, who sees what, and what waits (rules 11.6 to 11.8, 11.23 and 11.26).

use crate::{
    scene::{ORG, accept, cancel, change, decline, invite, remove, team},
    support::{caller, decide, id, invitation, now, refused, row},
};
use accounts::{
    Snapshot,
    contact::{ChangeAddress, ConfirmAddress},
    organization::{CreateOrganization, DeleteOrganization, Invite, view},
};
use contract::{Code, Secret};

/// Everything that needs an administrator, by somebody who is none.
#[test]
fn rule_11_8_strangers_collaborators_and_unknown_organizations_are_answered_alike() {
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    for by in [2, 3] {
        let denied = (Code::NotAuthorized, "11.8");
        assert_eq!(refused(&invite(by, "cara", false), &snapshot), denied);
        assert_eq!(refused(&cancel(by, "cara"), &snapshot), denied);
        assert_eq!(refused(&change(by, "ben", true), &snapshot), denied);
        assert_eq!(refused(&remove(by, "anna"), &snapshot), denied);
    }
    // An account that is no organization, and one that does not exist.
    for organization in [id(3), id(77)] {
        let command = Invite {
            organization,
            ..invite(1, "cara", false)
        };
        assert_eq!(refused(&command, &snapshot), (Code::NotAuthorized, "11.8"));
    }
}

#[test]
fn rule_11_6_before_its_address_is_confirmed_nobody_is_invited_changed_or_removed_but_answers_are_taken() {
    let mut snapshot = team();
    row(&mut snapshot, ORG).confirmed_email = None;
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    let unconfirmed = (Code::OrganizationUnconfirmed, "11.6");
    // It is said before anything about the named account.
    assert_eq!(refused(&invite(1, "nobody", false), &snapshot), unconfirmed);
    assert_eq!(refused(&change(1, "nobody", true), &snapshot), unconfirmed);
    assert_eq!(refused(&remove(1, "nobody"), &snapshot), unconfirmed);
    assert_eq!(refused(&remove(2, "ben"), &snapshot), unconfirmed);
    assert!(decide(&cancel(1, "cara"), &snapshot).is_ok());
    assert!(decide(&accept(3), &snapshot).is_ok());
    assert!(decide(&decline(3), &snapshot).is_ok());
}

/// Rule 11.4.
#[test]
fn rule_11_7_members_see_the_organization_and_strangers_do_not() {
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, true)];
    assert_eq!(view::organization(&snapshot, id(3), id(ORG), now()), None);
    assert_eq!(view::organization(&snapshot, id(1), id(3), now()), None);
    let by = |number| view::organization(&snapshot, id(number), id(ORG), now()).unwrap();
    let (anna, ben) = (by(1), by(2));
    assert!(anna.may.manage_account && anna.may.manage_members && anna.may.manage_owners && anna.may.publish);
    assert!(!anna.may.leave, "the last administrator");
    assert!(!ben.may.manage_account && !ben.may.manage_members && !ben.may.manage_owners && ben.may.publish);
    assert!(ben.may.leave && ben.account.is_none());
    assert_eq!(
        anna.account.unwrap().confirmed_email.as_deref(),
        Some("team@example.org")
    );
    let names: Vec<&str> = ben.members.iter().map(|member| member.username.as_str()).collect();
    assert_eq!(names, ["anna", "ben"]);
    assert_eq!(ben.invitations[0].username, "cara");
    assert_eq!(ben.invitations[0].invited_by.as_deref(), Some("anna"));
}

#[test]
fn rule_11_23_somebody_sees_their_organizations_and_what_invites_them() {
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, true)];
    let list = view::organizations(&snapshot, id(2), now());
    assert_eq!(list.organizations.len(), 1);
    assert_eq!(
        (list.organizations[0].members, list.organizations[0].administrators),
        (2, 1)
    );
    assert!(list.invitations.is_empty());
    let list = view::organizations(&snapshot, id(3), now());
    assert!(list.organizations.is_empty());
    assert_eq!(list.invitations[0].organization, "team");
    assert_eq!(list.invitations[0].obstacle, None);
}

#[test]
fn rule_11_26_who_changed_a_login_that_can_be_taken_back_changes_nothing_of_an_organization_but_may_leave() {
    let mut snapshot = team();
    row(&mut snapshot, 1).login_change_until = Some(now().plus_secs(1));
    snapshot.invitations = vec![invitation(ORG, 3, true)];
    let open = (Code::LoginChangeOpen, "9.8");
    assert_eq!(refused(&invite(1, "cara", true), &snapshot), open);
    assert_eq!(refused(&change(1, "ben", true), &snapshot), open);
    assert_eq!(refused(&remove(1, "ben"), &snapshot), open);
    let delete = DeleteOrganization {
        caller: caller(1),
        organization: id(ORG),
        typed: "team".to_owned(),
    };
    assert_eq!(refused(&delete, &snapshot), open);
    decide(&cancel(1, "cara"), &snapshot).unwrap();
    snapshot.members[1].administrator = true;
    decide(&remove(1, "anna"), &snapshot).unwrap();
    row(&mut snapshot, 1).login_change_until = Some(now());
    decide(&remove(1, "ben"), &snapshot).unwrap();
}

#[test]
fn rule_11_26_who_could_still_be_made_to_give_the_account_back_creates_and_joins_nothing() {
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, true)];
    row(&mut snapshot, 3).login_change_until = Some(now().plus_secs(1));
    let create = CreateOrganization {
        caller: caller(3),
        username: "fresh".to_owned(),
        email: "fresh@example.org".to_owned(),
    };
    let open = (Code::LoginChangeOpen, "9.8");
    assert_eq!(refused(&create, &snapshot), open);
    assert_eq!(refused(&accept(3), &snapshot), open);
    let obstacle = |snapshot: &Snapshot| view::invitations(snapshot, id(3), now()).invitations[0].obstacle;
    assert_eq!(obstacle(&snapshot), Some(Code::LoginChangeOpen));
    decide(&decline(3), &snapshot).unwrap();
    row(&mut snapshot, 3).login_change_until = Some(now());
    assert_eq!(obstacle(&snapshot), None);
    decide(&create, &snapshot).unwrap();
    decide(&accept(3), &snapshot).unwrap();
}

#[test]
fn rule_11_23_whose_computer_deleted_an_organization_stands_in_their_own_activity_and_nowhere_else() {
    let mut snapshot = team();
    snapshot.members.retain(|member| member.administrator);
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    let delete = DeleteOrganization {
        caller: caller(1),
        organization: id(ORG),
        typed: "team".to_owned(),
    };
    let (changes, ()) = decide(&delete, &snapshot).unwrap();
    let rows = changes.audit.iter();
    let computers: Vec<_> = rows
        .map(|row| (row.account, row.entry.installation.as_deref()))
        .collect();
    assert!(computers.contains(&(id(1), Some("Laptop"))));
    assert!(computers.contains(&(id(3), None)) && computers.contains(&(id(ORG), None)));
    for (account, computer) in computers {
        assert_eq!(computer.is_some(), account == id(1));
    }
}

#[test]
fn rule_11_26_an_organizations_address_waits_for_its_administrators_login() {
    let mut snapshot = team();
    row(&mut snapshot, 1).login_change_until = Some(now().plus_secs(1));
    let ask = ChangeAddress {
        caller: caller(1),
        account: id(ORG),
        address: "new@example.org".to_owned(),
        password: None,
        login: None,
        revision: None,
    };
    let open = (Code::LoginChangeOpen, "9.8");
    assert_eq!(refused(&ask, &snapshot), open);
    let confirm = ConfirmAddress {
        caller: caller(1),
        account: id(ORG),
        code: Secret::new("12345678".to_owned()),
    };
    assert_eq!(refused(&confirm, &snapshot), open);
    row(&mut snapshot, 1).login_change_until = None;
    decide(&ask, &snapshot).unwrap();
    assert_eq!(refused(&confirm, &snapshot), (Code::EmailNotPending, "5.6"));
    row(&mut snapshot, 1).locked = true;
    assert_eq!(refused(&ask, &snapshot), (Code::AccountLocked, "3.8"));
}
