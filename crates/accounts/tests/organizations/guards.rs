//! What the commit of each act rests on (rules 8.3 and 11.25): neither less, which would be a race, nor more, which would let
//! strangers hold it up.

use crate::{
    scene::{ORG, accept, cancel, change, decline, invite, remove, team},
    support::{caller, decide, entropy, guarded, id, invitation, now, row},
};
use accounts::{
    Command, Snapshot,
    mailed_act::{ActKind, MailedAct},
    organization::{CreateOrganization, DeclineByLink, DeleteOrganization},
};

/// Ben administers too, and has invited Cara.
fn invited_by_ben() -> Snapshot {
    let mut snapshot = team();
    snapshot.members[1].administrator = true;
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    snapshot.invitations[0].invited_by = id(2);
    snapshot
}

fn of<C: Command>(command: &C, snapshot: &Snapshot) -> Vec<(&'static str, u8)> {
    guarded(
        &decide(command, snapshot)
            .unwrap_or_else(|refusal| panic!("{refusal:?}"))
            .0,
    )
}

#[test]
fn rule_11_25_an_act_on_a_member_or_an_invitation_rests_on_the_session_on_who_acts_and_on_both_accounts() {
    let by_other = [("changed", 3), ("changed", ORG), ("seen", 1), ("session", 1)];
    assert_eq!(of(&invite(1, "cara", false), &team()), by_other);
    assert_eq!(of(&cancel(1, "cara"), &invited_by_ben()), by_other);
    let own = [("changed", 3), ("changed", ORG), ("session", 3)];
    assert_eq!(of(&accept(3), &invited_by_ben()), own);
    assert_eq!(of(&decline(3), &invited_by_ben()), own);
    let by_other = [("changed", 2), ("changed", ORG), ("seen", 1), ("session", 1)];
    assert_eq!(of(&change(1, "ben", true), &team()), by_other);
    assert_eq!(of(&remove(1, "ben"), &team()), by_other);
    let own = [("changed", 2), ("changed", ORG), ("session", 2)];
    assert_eq!(of(&remove(2, "ben"), &team()), own);
}

#[test]
fn rule_11_27_who_is_no_administrator_any_more_takes_the_invited_with_them() {
    let mut snapshot = invited_by_ben();
    for _ in 0..2 {
        let invited = [("changed", 2), ("changed", 3), ("changed", ORG)];
        let by_other: Vec<_> = invited.into_iter().chain([("seen", 1), ("session", 1)]).collect();
        assert_eq!(of(&change(1, "ben", false), &snapshot), by_other);
        assert_eq!(of(&remove(1, "ben"), &snapshot), by_other);
        let own: Vec<_> = invited.into_iter().chain([("session", 2)]).collect();
        assert_eq!(of(&change(2, "ben", false), &snapshot), own);
        assert_eq!(of(&remove(2, "ben"), &snapshot), own);
        // An invitation that has run out is removed too.
        snapshot.invitations[0].expires_at = now();
    }
}

#[test]
fn what_changes_nothing_rests_on_nothing() {
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    assert!(of(&invite(1, "cara", false), &snapshot).is_empty());
    assert!(of(&change(1, "ben", false), &snapshot).is_empty());
}

#[test]
fn rule_11_14_declining_by_the_link_rests_on_both_accounts_and_on_no_session() {
    let mut snapshot = invited_by_ben();
    let (kind, about) = (ActKind::Invitation, snapshot.invitations[0].id);
    let (act, _) = MailedAct::issue(kind, id(3), about, 60, now(), &mut entropy());
    let command = DeclineByLink {
        act: act.hash,
        invitation: about,
        organization: id(ORG),
    };
    snapshot.mailed_acts = vec![act];
    assert_eq!(of(&command, &snapshot), [("changed", 3), ("changed", ORG)]);
}

#[test]
fn creating_and_deleting_an_organization_rest_on_who_does_it() {
    let create = CreateOrganization {
        caller: caller(1),
        username: "crew".to_owned(),
        email: "crew@example.org".to_owned(),
    };
    assert_eq!(of(&create, &team()), [("changed", 1), ("session", 1)]);
    let mut alone = team();
    alone.members.truncate(1);
    row(&mut alone, ORG).confirmed_email = None;
    let delete = DeleteOrganization {
        caller: caller(1),
        organization: id(ORG),
        typed: "team".to_owned(),
    };
    assert_eq!(of(&delete, &alone), [("changed", 1), ("changed", ORG), ("session", 1)]);
}
