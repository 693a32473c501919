//! Invitations of who administers no more (rule 11.27).

use crate::{
    scene::{ORG, accept, change, invite, remove, team},
    support::{decide, has, hears, id, invitation, mails, now, refused, told},
};
use accounts::{Guard, Snapshot, Write, letter::LetterKind, organization::Invited};
use contract::{AccountId, Code, account::AuditKind, consequence::Consequence, event::EventKind, organization::Role};

/// Ben administers too, and has invited Cara.
fn invited_by_ben() -> Snapshot {
    let mut snapshot = team();
    snapshot.members[1].administrator = true;
    let mut made = invitation(ORG, 3, false);
    made.invited_by = id(2);
    snapshot.invitations = vec![made];
    snapshot
}

#[test]
fn rule_11_27_what_an_administrator_invited_to_is_withdrawn_when_they_stop_being_one_and_the_invited_is_told() {
    let snapshot = invited_by_ben();
    let about = snapshot.invitations[0].id;
    let demoted = decide(&change(1, "ben", false), &snapshot).unwrap().0;
    let removed = decide(&remove(1, "ben"), &snapshot).unwrap().0;
    let left = decide(&remove(2, "ben"), &snapshot).unwrap().0;
    for changes in [&demoted, &removed, &left] {
        assert!(has(changes, &Write::RemoveInvitation(about)) && has(changes, &Write::RemoveMailedActs(about)));
        let told = told(changes);
        for account in [id(3), id(ORG)] {
            let about = |row: &&(AccountId, AuditKind, Option<&str>)| {
                row.0 == account && row.1 == AuditKind::InvitationCancelled
            };
            assert_eq!(told.iter().filter(about).count(), 1);
        }
        assert!(hears(changes, 3, &EventKind::AccountChanged));
        let is_told = |(to, kind): &(&str, &LetterKind)| {
            *to == "cara@example.org" && matches!(kind, LetterKind::InvitationCancelled { .. })
        };
        assert!(mails(changes).iter().any(is_told));
        let touches = |guard: &Guard| matches!(guard, Guard::ChangesAccount { account, .. } if *account == id(3));
        assert_eq!(changes.guards.iter().filter(|guard| touches(guard)).count(), 1);
    }
    for changes in [&demoted, &removed, &left] {
        let withdrawn = Consequence::RequestsWithdrawn { count: 1 };
        assert!(changes.consequences.contains(&withdrawn));
    }
    let role = Consequence::RoleChanges {
        organization: "team".to_owned(),
        member: "ben".to_owned(),
        role: Role::Collaborator,
    };
    assert_eq!(demoted.consequences[0], role);
}

#[test]
fn rule_11_27_what_others_invited_to_stays_and_so_does_all_of_who_stays_an_administrator() {
    let snapshot = invited_by_ben();
    let about = snapshot.invitations[0].id;
    let raised = decide(&change(1, "ben", true), &snapshot).unwrap().0;
    let another_left = decide(&remove(1, "anna"), &snapshot).unwrap().0;
    for changes in [&raised, &another_left] {
        assert!(!has(changes, &Write::RemoveInvitation(about)));
    }
    // One that has run out goes in silence.
    let mut snapshot = invited_by_ben();
    snapshot.invitations[0].expires_at = now();
    let changes = decide(&change(1, "ben", false), &snapshot).unwrap().0;
    assert!(has(&changes, &Write::RemoveInvitation(about)));
    assert!(!told(&changes).iter().any(|(account, ..)| *account == id(3)));
}

#[test]
fn rule_11_27_an_invitation_of_who_administers_no_more_is_none_until_an_administrator_renews_it() {
    let mut snapshot = team();
    snapshot.members[1].administrator = true;
    snapshot.invitations = vec![invitation(ORG, 3, true)];
    decide(&accept(3), &snapshot).unwrap();
    snapshot.members[0].administrator = false;
    assert_eq!(refused(&accept(3), &snapshot), (Code::InvitationNotFound, "11.12"));
    let (changes, Invited { pending: answer, .. }) = decide(&invite(2, "cara", false), &snapshot).unwrap();
    assert_eq!(answer.role, Role::Collaborator);
    let [Write::PutInvitation(renewed)] = &changes.writes[..] else {
        panic!("{:?}", changes.writes)
    };
    snapshot.invitations = vec![renewed.clone()];
    let (_, answer) = decide(&accept(3), &snapshot).unwrap();
    assert_eq!(answer.role, Role::Collaborator);
}
