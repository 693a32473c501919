//! Rules 11.1 to 11.24 in sentences, without any storage.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use accounts::{
    Guard, Snapshot, Write,
    account::ClaimedName,
    contact::{ChangeAddress, ConfirmAddress},
    letter::LetterKind,
    mailed_act::{self, ActKind},
    operator_list::OperatorList,
    organization::{
        AcceptInvitation, CancelInvitation, ChangeRole, CreateOrganization, DeclineByLink, DeclineInvitation,
        DeleteOrganization, Invite, Invited, RemoveMember, mails_again, tenant, view,
    },
    username::Username,
};
use contract::{
    AccountId, Code, Secret,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    event::EventKind,
    identity::IdentityKind,
    organization::Role,
    session::SessionKind,
};
use support::{
    DAY, TENANT, before, caller, decide, entropy, has, hearing, hears, id, invitation, key, login, mails, member, now,
    organization, person, refused, row, told, with,
};

const ORG: u8 = 9;

/// Anna administers the organization, Ben collaborates, Cara is no member.
fn team() -> Snapshot {
    let mut snapshot = with(vec![
        person(1, "anna"),
        person(2, "ben"),
        person(3, "cara"),
        organization(ORG, "team"),
    ]);
    snapshot.members = vec![member(ORG, 1, true), member(ORG, 2, false)];
    snapshot
}

fn create(username: &str, email: &str) -> CreateOrganization {
    CreateOrganization {
        caller: caller(1),
        username: username.to_owned(),
        email: email.to_owned(),
    }
}

fn invite(by: u8, username: &str, administrator: bool) -> Invite {
    Invite {
        caller: caller(by),
        organization: id(ORG),
        username: username.to_owned(),
        administrator,
    }
}

fn cancel(by: u8, username: &str) -> CancelInvitation {
    CancelInvitation {
        caller: caller(by),
        organization: id(ORG),
        invited: username.to_owned(),
    }
}

fn accept(by: u8) -> AcceptInvitation {
    AcceptInvitation {
        caller: caller(by),
        organization: id(ORG),
    }
}

fn decline(by: u8) -> DeclineInvitation {
    DeclineInvitation {
        caller: caller(by),
        organization: id(ORG),
    }
}

fn change(by: u8, username: &str, administrator: bool) -> ChangeRole {
    ChangeRole {
        caller: caller(by),
        organization: id(ORG),
        member: username.to_owned(),
        administrator,
    }
}

fn remove(by: u8, username: &str) -> RemoveMember {
    RemoveMember {
        caller: caller(by),
        organization: id(ORG),
        member: username.to_owned(),
    }
}

#[test]
fn rule_11_1_names_and_addresses_are_judged_by_their_forms_first() {
    let snapshot = with(vec![person(1, "anna")]);
    for name in ["a%b", "a`b", "a/b", r"a\b", "a|b", "a(b)", "a*b", "a&b", "ab", "-abc"] {
        let refusal = refused(&create(name, "team@example.org"), &snapshot);
        assert_eq!(refusal, (Code::UsernameInvalid, "1.1"), "{name}");
    }
    let refusal = refused(&create("team@example.org", "team@example.org"), &snapshot);
    assert_eq!(refusal, (Code::UsernameIsEmail, "1.3"));
    let refusal = refused(&create("team", "no address"), &snapshot);
    assert_eq!(refusal, (Code::EmailInvalid, "1.5"));
}

#[test]
fn rule_11_1_who_creates_has_a_confirmed_address_and_is_free_to_act() {
    let create = create("team", "team@example.org");
    let mut snapshot = with(vec![person(1, "anna")]);
    row(&mut snapshot, 1).confirmed_email = None;
    assert_eq!(refused(&create, &snapshot), (Code::EmailUnconfirmed, "5.9"));
    snapshot = with(vec![person(1, "anna")]);
    row(&mut snapshot, 1).locked = true;
    assert_eq!(refused(&create, &snapshot), (Code::AccountLocked, "3.8"));
    row(&mut snapshot, 1).frozen_at = Some(now());
    assert_eq!(refused(&create, &snapshot), (Code::AccountFrozen, "9.9"));
    snapshot = with(vec![person(1, "anna")]);
    row(&mut snapshot, 1).deletion_at = Some(now());
    assert_eq!(refused(&create, &snapshot), (Code::DeletionPending, "14.1"));
    snapshot.sessions[0].kind = SessionKind::Recovery;
    assert_eq!(refused(&create, &snapshot), (Code::FullSessionRequired, "3.7"));
}

#[test]
fn rule_11_2_a_name_that_was_ever_used_and_every_confirmed_address_are_taken_the_creators_own_too() {
    let mut snapshot = team();
    let taken = refused(&create("TEAM", "new@example.org"), &snapshot);
    assert_eq!(taken, (Code::UsernameTaken, "1.4"));
    snapshot.names.push(ClaimedName {
        username: Username::parse("Gone").unwrap(),
        account: None,
    });
    let tombstone = refused(&create("gone", "new@example.org"), &snapshot);
    assert_eq!(tombstone, (Code::UsernameTaken, "1.4"));
    for address in ["ANNA@example.org", "ben@example.org", "team@EXAMPLE.org"] {
        assert_eq!(
            refused(&create("fresh", address), &snapshot),
            (Code::EmailTaken, "11.2"),
            "{address}"
        );
    }
}

#[test]
fn rule_11_3_a_new_organization_has_a_pending_address_and_its_creator_as_only_administrator() {
    let snapshot = with(vec![person(1, "anna")]);
    let (changes, answer) = decide(&create("Team", "team@example.org"), &snapshot).unwrap();
    let Write::InsertAccount(row) = &changes.writes[0] else {
        panic!("no account")
    };
    assert_eq!(row.kind, AccountKind::Organization);
    assert_eq!(
        (row.confirmed_email.is_none(), row.required_tenant.is_none()),
        (true, true)
    );
    assert!(row.mail.from_others && row.mail.package_published);
    let member = changes.writes.iter().find_map(|write| match write {
        Write::InsertMember(member) => Some(member),
        _ => None,
    });
    let member = member.unwrap();
    assert_eq!((member.account, member.administrator), (id(1), true));
    assert_eq!(member.organization, row.id);
    let [("team@example.org", LetterKind::ConfirmAddress { .. })] = mails(&changes)[..] else {
        panic!("{:?}", mails(&changes))
    };
    let kind = AuditKind::OrganizationCreated;
    assert_eq!(told(&changes), [(row.id, kind, Some("anna")), (id(1), kind, None)]);
    assert_eq!(
        (answer.role, answer.confirmed, answer.members),
        (Role::Administrator, false, 1)
    );
    // A part of the creator changes, so that a conversion of theirs at the same time sees the membership.
    assert!(changes.guards.contains(&Guard::ChangesAccount {
        account: id(1),
        version: 1
    }));
}

#[test]
fn rule_11_20_an_organization_gets_its_creators_tenant_only_where_the_operator_lists_the_pair() {
    let cases = [
        (None, "example.org", false),
        (Some((IdentityKind::WorkOrSchool, TENANT)), "example.org", true),
        (Some((IdentityKind::WorkOrSchool, TENANT)), "EXAMPLE.org", true),
        (Some((IdentityKind::WorkOrSchool, TENANT)), "other.org", false),
        (Some((IdentityKind::WorkOrSchool, "another")), "example.org", false),
        (Some((IdentityKind::Personal, TENANT)), "example.org", false),
    ];
    for (identity, domain, applies) in cases {
        let mut snapshot = with(vec![person(1, "anna")]);
        snapshot.logins = identity
            .map(|(kind, tenant)| login(1, kind, tenant))
            .into_iter()
            .collect();
        let text = format!("example.org {TENANT}");
        snapshot.listed = vec![(OperatorList::TenantPair, text)];
        let (changes, _) = decide(&create("team", &format!("team@{domain}")), &snapshot).unwrap();
        let Write::InsertAccount(row) = &changes.writes[0] else {
            panic!("no account")
        };
        assert_eq!(row.required_tenant.is_some(), applies, "{identity:?} {domain}");
        assert_eq!(changes.consequences.is_empty(), !applies);
    }
    let address = accounts::email::EmailAddress::parse("x@Example.ORG").unwrap();
    assert_eq!(tenant::pair(&address, "ABC"), "example.org abc");
}

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

#[test]
fn rule_11_9_who_is_invited_is_judged_in_order() {
    let mut snapshot = team();
    snapshot
        .accounts
        .extend([person(4, "unconfirmed"), organization(5, "other")]);
    snapshot.names.extend(
        ["unconfirmed", "other"]
            .into_iter()
            .zip([4, 5])
            .map(|(name, account)| ClaimedName {
                username: Username::parse(name).unwrap(),
                account: Some(id(account)),
            }),
    );
    row(&mut snapshot, 4).confirmed_email = None;
    row(&mut snapshot, ORG).required_tenant = Some(TENANT.to_owned());
    let cases = [
        ("anna", Code::MemberAlready, "11.9"),
        ("BEN", Code::MemberAlready, "11.9"),
        ("cara@example.org", Code::UsernameIsEmail, "1.3"),
        ("a b", Code::UsernameInvalid, "1.1"),
        ("nobody", Code::AccountUnknown, "11.9"),
        ("unconfirmed", Code::MemberUnconfirmed, "11.9"),
        ("other", Code::MemberIsOrganization, "11.9"),
        ("cara", Code::TenantPolicyNotMet, "11.20"),
    ];
    for (name, code, rule) in cases {
        assert_eq!(refused(&invite(1, name, true), &snapshot), (code, rule), "{name}");
    }
    snapshot.logins = vec![login(3, IdentityKind::WorkOrSchool, &TENANT.to_uppercase())];
    assert!(decide(&invite(1, "cara", true), &snapshot).is_ok());
}

#[test]
fn rule_11_10_an_invitation_is_mailed_to_the_invited_and_told_to_the_administrators() {
    let mut snapshot = team();
    snapshot.members.push(member(ORG, 4, true));
    snapshot.accounts.push(person(4, "dora"));
    row(&mut snapshot, 4).mail.from_others = false;
    let (changes, Invited { pending: answer, .. }) = decide(&invite(1, "Cara", true), &snapshot).unwrap();
    assert_eq!((answer.username.as_str(), answer.role), ("cara", Role::Administrator));
    assert_eq!(answer.expires_at, now().plus_secs(30 * DAY));
    let [
        (
            "cara@example.org",
            LetterKind::Invited {
                organization,
                by,
                administrator: true,
                reference,
                ..
            },
        ),
        ("anna@example.org", LetterKind::InvitationMade { .. }),
    ] = &mails(&changes)[..]
    else {
        panic!("{:?}", mails(&changes))
    };
    assert_eq!((organization.as_str(), by.as_str()), ("team", "anna"));
    let acts = changes.writes.iter().filter_map(|write| match write {
        Write::InsertMailedAct(act) => Some(act),
        _ => None,
    });
    let acts: Vec<_> = acts.collect();
    assert_eq!(acts[0].hash, mailed_act::hash_of(reference.expose()));
    assert_eq!((acts[0].kind, acts[0].account), (ActKind::Invitation, id(3)));
    let kind = AuditKind::MemberInvited;
    assert_eq!(
        told(&changes),
        [(id(ORG), kind, Some("anna")), (id(3), kind, Some("anna"))]
    );
    let organization = "team".to_owned();
    assert!(hears(&changes, 3, &EventKind::Invited { organization }));
    assert_eq!(hearing(&changes), [id(1), id(2), id(3), id(4)]);
}

#[test]
fn rule_11_10_who_wants_no_mail_from_others_is_invited_without_one() {
    let mut snapshot = team();
    row(&mut snapshot, 3).mail.from_others = false;
    let (changes, _) = decide(&invite(1, "cara", false), &snapshot).unwrap();
    assert_eq!(mails(&changes).len(), 1);
    assert!(matches!(mails(&changes)[0].1, LetterKind::InvitationMade { .. }));
    assert!(
        !changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::InsertMailedAct(_)))
    );
}

#[test]
fn rule_11_10_an_invitation_that_is_repeated_is_the_same_one_and_its_role_is_only_raised() {
    for (had, asked) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut snapshot = team();
        let first = invitation(ORG, 3, had);
        snapshot.invitations = vec![first.clone()];
        let (changes, Invited { pending: answer, .. }) = decide(&invite(1, "cara", asked), &snapshot).unwrap();
        assert_eq!(answer.role, Role::of(had || asked));
        // Within the hour nothing is mailed, and what changes nothing writes nothing.
        assert!(changes.mails.is_empty());
        assert_eq!(changes.writes.is_empty(), had || !asked);
        let later = now().plus_secs(3600);
        let (changes, Invited { pending: answer, .. }) = invite(1, "cara", asked).decide_at(&snapshot, later);
        assert_eq!(answer.expires_at, later.plus_secs(30 * DAY));
        let [
            Write::PutInvitation(renewed),
            Write::RemoveMailedActs(earlier),
            Write::InsertMailedAct(_),
        ] = &changes.writes[..]
        else {
            panic!("{:?}", changes.writes)
        };
        assert_eq!(*earlier, first.id, "the link of the mail before works no more");
        assert_eq!((renewed.id, renewed.administrator), (first.id, had || asked));
        assert_eq!(changes.mails.len(), 2);
        let (changes, _) = invite(1, "cara", asked).decide_at(&snapshot, before(later));
        assert!(changes.mails.is_empty());
    }
}

trait DecideAt: accounts::Command {
    fn decide_at(&self, snapshot: &Snapshot, at: contract::Timestamp) -> (accounts::Changes, Self::Answer) {
        self.decide(snapshot, at, &mut entropy()).unwrap()
    }
}

impl<C: accounts::Command> DecideAt for C {}

#[test]
fn rule_11_9_an_open_invitation_is_renewed_without_asking_whether_the_account_may_still_join() {
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    row(&mut snapshot, 3).confirmed_email = None;
    assert!(decide(&invite(1, "cara", true), &snapshot).is_ok());
}

#[test]
fn rule_11_11_an_invitation_is_open_for_30_days_to_the_microsecond() {
    use accounts::Command;
    let mut snapshot = team();
    snapshot.invitations = vec![invitation(ORG, 3, true)];
    for session in &mut snapshot.sessions {
        session.seen_at = now().plus_secs(29 * DAY);
    }
    let ends = now().plus_secs(30 * DAY);
    assert!(accept(3).decide(&snapshot, before(ends), &mut entropy()).is_ok());
    let refusal = accept(3).decide(&snapshot, ends, &mut entropy()).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (Code::InvitationNotFound, "11.12"));
    let refusal = decline(3).decide(&snapshot, ends, &mut entropy()).unwrap_err();
    assert_eq!(refusal.code, Code::InvitationNotFound);
    let refusal = cancel(1, "cara").decide(&snapshot, ends, &mut entropy()).unwrap_err();
    assert_eq!(refusal.code, Code::InvitationNotFound);
    // What has run out leaves no role behind.
    let (_, Invited { pending: answer, .. }) = invite(1, "cara", false).decide_at(&snapshot, ends);
    assert_eq!(answer.role, Role::Collaborator);
}

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

#[test]
fn rule_11_16_a_role_is_changed_and_the_organization_and_the_member_are_mailed() {
    let snapshot = team();
    assert_eq!(
        refused(&change(1, "cara", true), &snapshot),
        (Code::MemberNotFound, "11.17")
    );
    assert_eq!(
        refused(&change(1, "nobody", true), &snapshot),
        (Code::MemberNotFound, "11.17")
    );
    let (changes, answer) = decide(&change(1, "ben", true), &snapshot).unwrap();
    assert_eq!(answer.role, Role::Administrator);
    let to: Vec<&str> = mails(&changes).iter().map(|(to, _)| *to).collect();
    assert_eq!(to, ["team@example.org", "ben@example.org"]);
    let kind = AuditKind::MemberRoleChanged;
    assert_eq!(
        told(&changes),
        [(id(ORG), kind, Some("anna")), (id(2), kind, Some("anna"))]
    );
    // The role that somebody has already changes nothing and mails nobody.
    let (changes, _) = decide(&change(1, "ben", false), &snapshot).unwrap();
    assert!(changes.writes.is_empty() && changes.mails.is_empty() && changes.audit.is_empty());
}

#[test]
fn rule_11_17_an_administrator_removes_members_and_a_member_leaves() {
    let mut snapshot = team();
    snapshot.keys = vec![
        key(1, 2, Some(ORG)),
        key(2, 2, Some(2)),
        key(3, 1, Some(ORG)),
        key(4, 2, Some(ORG)),
    ];
    snapshot.keys[3].revoked_at = Some(now());
    assert_eq!(refused(&remove(1, "cara"), &snapshot), (Code::MemberNotFound, "11.17"));
    let (removed, ()) = decide(&remove(1, "ben"), &snapshot).unwrap();
    let gone = Write::RemoveMember {
        organization: id(ORG),
        account: id(2),
    };
    assert_eq!(removed.writes, [gone]);
    let kind = AuditKind::MemberRemoved;
    assert_eq!(
        told(&removed),
        [(id(ORG), kind, Some("anna")), (id(2), kind, Some("anna"))]
    );
    assert_eq!(hearing(&removed), [id(1), id(2)]);
    // Keys are kept, but stop working (rule 11.19).
    let member = || "ben".to_owned();
    assert_eq!(
        removed.consequences,
        [
            Consequence::MembershipEnds {
                organization: "team".to_owned(),
                member: member()
            },
            Consequence::KeysRevoked {
                count: 1,
                of_others: vec![member()]
            },
        ]
    );
    let (left, ()) = decide(&remove(2, "ben"), &snapshot).unwrap();
    assert_eq!(left.writes, removed.writes);
    let kind = AuditKind::MemberLeft;
    assert_eq!(told(&left), [(id(ORG), kind, Some("ben")), (id(2), kind, None)]);
}

#[test]
fn rule_11_21_who_is_removed_is_mailed_whatever_they_want_to_be_mailed_and_who_leaves_is_not() {
    let mut snapshot = team();
    row(&mut snapshot, 2).mail.from_others = false;
    let to = |command: &RemoveMember| {
        let (changes, ()) = decide(command, &snapshot).unwrap();
        changes.mails.iter().map(|mail| mail.to.clone()).collect::<Vec<_>>()
    };
    assert_eq!(to(&remove(1, "ben")), ["team@example.org", "ben@example.org"]);
    assert_eq!(to(&remove(2, "ben")), ["team@example.org"]);
}

#[test]
fn rule_11_18_the_last_administrator_stays_one() {
    let mut snapshot = team();
    let last = (Code::LastAdministrator, "11.18");
    assert_eq!(refused(&change(1, "anna", false), &snapshot), last);
    assert_eq!(refused(&remove(1, "anna"), &snapshot), last);
    snapshot.members[1].administrator = true;
    assert!(decide(&change(1, "anna", false), &snapshot).is_ok());
    assert!(decide(&change(2, "anna", false), &snapshot).is_ok());
    assert!(decide(&remove(1, "anna"), &snapshot).is_ok());
    assert!(decide(&remove(2, "anna"), &snapshot).is_ok());
}

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
fn rule_11_26_an_organizations_address_waits_for_its_administrators_login() {
    let mut snapshot = team();
    row(&mut snapshot, 1).login_change_until = Some(now().plus_secs(1));
    let ask = ChangeAddress {
        caller: caller(1),
        account: id(ORG),
        address: "new@example.org".to_owned(),
        password: None,
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
    for changes in [&removed, &left] {
        let withdrawn = Consequence::RequestsWithdrawn { count: 1 };
        assert!(changes.consequences.contains(&withdrawn));
    }
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
fn rule_11_10_an_invitation_would_be_mailed_unless_one_was_within_the_hour() {
    let mut snapshot = team();
    let mails = |snapshot: &Snapshot, later| mails_again(snapshot, id(ORG), id(3), now().plus_secs(later));
    assert!(mails(&snapshot, 0));
    snapshot.invitations = vec![invitation(ORG, 3, false)];
    let made = snapshot.invitations[0].made_at;
    let since = (now().as_micros() - made.as_micros()) / 1_000_000;
    assert!(!mails_again(&snapshot, id(ORG), id(3), made.plus_secs(3599)));
    assert!(mails(&snapshot, 3600 - since));
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
