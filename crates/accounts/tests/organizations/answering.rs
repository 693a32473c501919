//! Answering an invitation, and withdrawing it (rules 11.12 to 11.15).

use crate::{
    scene::{ORG, accept, cancel, change, decline, invite, remove, team},
    support::{DAY, TENANT, decide, entropy, has, hearing, id, invitation, login, mails, now, refused, row, told},
};
use accounts::{
    Guard, Write,
    letter::LetterKind,
    mailed_act::{self, ActKind},
    organization::{DeclineByLink, view},
};
use contract::{
    Code,
    account::{AccountKind, AuditKind},
    identity::IdentityKind,
    organization::Role,
    session::SessionKind,
};

#[test]
fn rule_11_12_an_invitation_is_accepted_by_the_invited_who_may_still_join() {
    let mut snapshot = team();
    assert_eq!(refused(&accept(3), &snapshot), (Code::InvitationNotFound, "11.12"));
    snapshot.invitations = vec![invitation(ORG, 3, true)];
    assert_eq!(refused(&accept(2), &snapshot), (Code::InvitationNotFound, "11.12"));
    row(&mut snapshot, 3).confirmed_email = None;
    assert_eq!(refused(&accept(3), &snapshot), (Code::EmailUnconfirmed, "5.9"));
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, true)];
    row(&mut snapshot, 3).kind = AccountKind::Organization;
    assert_eq!(refused(&accept(3), &snapshot), (Code::MemberIsOrganization, "11.12"));
    row(&mut snapshot, 3).kind = AccountKind::Individual;
    row(&mut snapshot, ORG).required_tenant = Some(TENANT.to_owned());
    for other in [
        login(3, IdentityKind::Personal, TENANT),
        login(3, IdentityKind::WorkOrSchool, "another"),
    ] {
        snapshot.logins = vec![other];
        assert_eq!(refused(&accept(3), &snapshot), (Code::TenantPolicyNotMet, "11.20"));
    }
    let obstacle = view::invitations(&snapshot, id(3), now()).invitations[0].obstacle;
    assert_eq!(obstacle, Some(Code::TenantPolicyNotMet));
    // It would bind whoever joins, and is told before.
    let invitation = &view::invitations(&snapshot, id(3), now()).invitations[0];
    assert_eq!(invitation.required_tenant.as_deref(), Some(TENANT));
    snapshot.logins = vec![login(3, IdentityKind::WorkOrSchool, TENANT)];
    let (changes, answer) = decide(&accept(3), &snapshot).unwrap();
    assert_eq!(
        (answer.organization.as_str(), answer.role),
        ("team", Role::Administrator)
    );
    assert_eq!((answer.members, answer.administrators), (3, 2));
    assert!(has(&changes, &Write::RemoveInvitation(snapshot.invitations[0].id)));
    let kind = AuditKind::InvitationAccepted;
    assert_eq!(told(&changes), [(id(3), kind, None), (id(ORG), kind, Some("cara"))]);
    assert_eq!(hearing(&changes), [id(1), id(2), id(3)]);
    let [
        (
            "team@example.org",
            LetterKind::MemberUpdated {
                administrator: true, ..
            },
        ),
    ] = mails(&changes)[..]
    else {
        panic!("{:?}", mails(&changes))
    };
    row(&mut snapshot, ORG).mail.from_others = false;
    assert!(decide(&accept(3), &snapshot).unwrap().0.mails.is_empty());
}

#[test]
fn rule_11_12_a_change_of_a_member_counts_as_a_change_of_both_accounts() {
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    let both = |changes: &accounts::Changes, member: u8| {
        [ORG, member].into_iter().all(|number| {
            changes.guards.contains(&Guard::ChangesAccount {
                account: id(number),
                version: i64::from(number),
            })
        })
    };
    assert!(both(&decide(&accept(3), &snapshot).unwrap().0, 3));
    assert!(both(&decide(&decline(3), &snapshot).unwrap().0, 3));
    assert!(both(&decide(&cancel(1, "cara"), &snapshot).unwrap().0, 3));
    assert!(both(&decide(&change(1, "ben", true), &snapshot).unwrap().0, 2));
    assert!(both(&decide(&remove(1, "ben"), &snapshot).unwrap().0, 2));
    assert!(both(&decide(&remove(2, "ben"), &snapshot).unwrap().0, 2));
    snapshot.invitations.clear();
    assert!(both(&decide(&invite(1, "cara", false), &snapshot).unwrap().0, 3));
}

#[test]
fn rule_11_13_a_member_who_accepts_is_only_raised_wherever_they_sign_in() {
    for (is, asked) in [(false, true), (true, false), (true, true), (false, false)] {
        let mut snapshot = team();
        row(&mut snapshot, ORG).required_tenant = Some(TENANT.to_owned());
        snapshot.members[1].administrator = is;
        snapshot.invitations = vec![invitation(ORG, 2, asked)];
        let (changes, answer) = decide(&accept(2), &snapshot).unwrap();
        assert_eq!(answer.role, Role::of(is || asked));
        let Write::UpdateMember(member) = &changes.writes[0] else {
            panic!("{:?}", changes.writes)
        };
        assert_eq!(member.administrator, is || asked);
    }
}

#[test]
fn rule_11_14_an_invitation_is_declined_in_any_session_and_by_its_link() {
    let mut snapshot = team();
    let open = invitation(ORG, 3, false);
    snapshot.invitations = vec![open.clone()];
    snapshot.sessions[2].kind = SessionKind::Recovery;
    row(&mut snapshot, 3).deletion_at = Some(now());
    let (changes, ()) = decide(&decline(3), &snapshot).unwrap();
    assert_eq!(
        changes.writes,
        [Write::RemoveInvitation(open.id), Write::RemoveMailedActs(open.id)]
    );
    let [("anna@example.org", LetterKind::InvitationDeclined { member })] = &mails(&changes)[..] else {
        panic!("{:?}", mails(&changes))
    };
    assert_eq!(member, "cara");

    let (act, reference) =
        mailed_act::MailedAct::issue(ActKind::Invitation, id(3), open.id, 30 * DAY, now(), &mut entropy());
    snapshot.mailed_acts = vec![act];
    let by_link = |reference: &str| DeclineByLink {
        act: mailed_act::hash_of(reference),
        invitation: open.id,
        organization: id(ORG),
    };
    let (changes, ()) = decide(&by_link(reference.expose()), &snapshot).unwrap();
    assert_eq!(told(&changes)[0], (id(3), AuditKind::InvitationDeclined, None));
    assert_eq!(refused(&by_link("another"), &snapshot).0, Code::InvitationNotFound);
    // A link about something else declines nothing.
    snapshot.mailed_acts[0].kind = ActKind::Conversion;
    assert_eq!(
        refused(&by_link(reference.expose()), &snapshot).0,
        Code::InvitationNotFound
    );
}

#[test]
fn rule_11_15_a_withdrawn_invitation_is_mailed_to_who_wants_it() {
    let mut snapshot = team();
    assert_eq!(
        refused(&cancel(1, "cara"), &snapshot),
        (Code::InvitationNotFound, "11.12")
    );
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    assert_eq!(
        refused(&cancel(1, "nobody"), &snapshot),
        (Code::InvitationNotFound, "11.12")
    );
    let (changes, ()) = decide(&cancel(1, "cara"), &snapshot).unwrap();
    assert!(matches!(
        mails(&changes)[..],
        [("cara@example.org", LetterKind::InvitationCancelled { .. })]
    ));
    row(&mut snapshot, 3).mail.from_others = false;
    assert!(decide(&cancel(1, "cara"), &snapshot).unwrap().0.mails.is_empty());
}
