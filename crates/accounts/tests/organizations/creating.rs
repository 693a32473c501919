//! Creating an organization (rules 11.1 to 11.3 and 11.20).

use crate::{
    scene::team,
    support::{TENANT, caller, decide, id, login, mails, now, person, refused, row, told, with},
};
use accounts::{
    Guard, Write,
    account::ClaimedName,
    letter::LetterKind,
    operator_list::OperatorList,
    organization::{CreateOrganization, tenant},
    username::Username,
};
use contract::{
    Code,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    identity::IdentityKind,
    organization::Role,
    session::SessionKind,
};

fn create(username: &str, email: &str) -> CreateOrganization {
    CreateOrganization {
        caller: caller(1),
        username: username.to_owned(),
        email: email.to_owned(),
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
        let told = |told: &Consequence| matches!(told, Consequence::TenantPolicyApplies { tenant } if tenant == TENANT);
        assert_eq!(changes.consequences.iter().any(told), applies);
    }
    let address = accounts::email::EmailAddress::parse("x@Example.ORG").unwrap();
    assert_eq!(tenant::pair(&address, "ABC"), "example.org abc");
}
