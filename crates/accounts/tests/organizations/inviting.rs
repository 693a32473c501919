//! Inviting somebody (rules 11.9 to 11.11).

use crate::{
    scene::{ORG, accept, cancel, decline, invite, team},
    support::{
        DAY, TENANT, before, decide, entropy, hearing, hears, id, invitation, login, mails, member, now, organization,
        person, refused, row, told,
    },
};
use accounts::{
    Snapshot, Write,
    account::ClaimedName,
    letter::LetterKind,
    mailed_act::{self, ActKind},
    organization::{Invited, mails_again},
    username::Username,
};
use contract::{Code, account::AuditKind, event::EventKind, identity::IdentityKind, organization::Role};

/// Rule 11.4.
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
