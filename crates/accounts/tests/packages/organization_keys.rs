//! Rules 13.41 to 13.43: what an organization's administrators see and revoke.

use crate::world::{ANNA, BEN, CARA, CONTOSO, World, id};
use accounts::{
    key::{MadeKey, RevokeOrganizationKey, of_organization},
    letter::{Credential, LetterKind},
};
use contract::{Code, account::AuditKind, consequence::Consequence, key::OrganizationKey};

fn revoke(world: &World, by: u8, made: &MadeKey) -> RevokeOrganizationKey {
    RevokeOrganizationKey {
        caller: world.caller(by),
        organization: id(CONTOSO),
        key: made.key.id,
    }
}

fn seen(world: &World) -> Vec<OrganizationKey> {
    of_organization(&world.rows, id(CONTOSO), world.now).keys
}

#[test]
fn rule_13_41_administrators_see_whose_keys_can_push_for_the_organization() {
    let mut world = World::new();
    world.made(ANNA, "anna");
    let first = world.made(BEN, "contoso");
    world.later(1);
    let second = world.made(ANNA, "contoso");
    let keys = seen(&world);
    let ids: Vec<_> = keys.iter().map(|key| key.id).collect();
    assert_eq!(
        ids,
        [second.key.id, first.key.id],
        "the latest first, and none for other packages"
    );
    let told = (keys[1].holder.as_str(), keys[1].is_member, keys[1].full_access);
    assert_eq!(told, ("Ben", true, false));
    assert_eq!(
        (&keys[1].ending, &keys[1].scopes),
        (&first.key.ending, &first.key.scopes)
    );

    // The key of who is no member any more does not work, but would again.
    world.rows.members.retain(|member| member.account != id(BEN));
    assert!(!seen(&world)[1].is_member);
    world.key(&first).expires_at = world.now;
    assert_eq!(seen(&world).len(), 1, "what has run out is no concern");
}

#[test]
fn rule_13_42_an_administrator_revokes_a_members_key_and_the_member_is_told() {
    let mut world = World::new();
    let made = world.made(BEN, "contoso");
    world.account(BEN).mail.from_others = false;
    world.run(&revoke(&world, ANNA, &made)).unwrap();
    let now = world.now;
    assert_eq!(world.key(&made).revoked_at, Some(now));
    assert_eq!(seen(&world), []);
    let rows = world.last.audit.iter();
    let rows: Vec<_> = rows
        .map(|row| (row.account, row.entry.kind, row.entry.by.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            (id(BEN), AuditKind::KeyRevoked, Some("Anna")),
            (id(CONTOSO), AuditKind::KeyRevoked, Some("Anna")),
        ]
    );
    assert_eq!(world.mailed(), ["Ben@example.org"]);
    let LetterKind::KeyRevokedBy {
        organization,
        by,
        ending,
        ..
    } = &world.last.mails[0].letter.kind
    else {
        panic!("{:?}", world.last.mails)
    };
    assert_eq!((&**organization, &**by, ending), ("Contoso", "Anna", &made.key.ending));
    let of_others = vec!["Ben".to_owned()];
    assert_eq!(
        world.last.consequences,
        [Consequence::KeysRevoked { count: 1, of_others }]
    );
    assert_eq!(world.refused(&revoke(&world, ANNA, &made)), Code::NotFound);
}

#[test]
fn rule_13_42_who_revokes_their_own_key_there_is_told_as_always() {
    let mut world = World::new();
    let made = world.made(ANNA, "contoso");
    world.run(&revoke(&world, ANNA, &made)).unwrap();
    let what = Credential::ApiKey("build server".to_owned());
    assert_eq!(world.last.mails[0].letter.kind, LetterKind::CredentialRemoved { what });
}

#[test]
fn rule_13_42_only_administrators_whose_login_nobody_can_take_back_revoke_and_only_what_is_the_organizations() {
    let mut world = World::new();
    let (bens, bens_own) = (world.made(BEN, "contoso"), world.made(BEN, "ben"));
    for stranger in [BEN, CARA] {
        assert_eq!(world.refused(&revoke(&world, stranger, &bens)), Code::NotAuthorized);
    }
    assert_eq!(world.refused(&revoke(&world, ANNA, &bens_own)), Code::NotFound);
    let until = world.now.plus_secs(60);
    world.account(ANNA).login_change_until = Some(until);
    assert_eq!(world.refused(&revoke(&world, ANNA, &bens)), Code::LoginChangeOpen);
    assert_eq!(world.key(&bens).revoked_at, None);
}

#[test]
fn rule_13_43_a_full_access_key_is_seen_and_left_to_its_holder() {
    let mut world = World::new();
    let (bens, caras) = (world.made(BEN, "ben"), world.made(CARA, "cara"));
    world.key(&bens).owner = None;
    world.key(&caras).owner = None;
    let keys = seen(&world);
    assert_eq!(keys.len(), 1, "Cara is no member, so hers does nothing here");
    assert_eq!((keys[0].holder.as_str(), keys[0].full_access), ("Ben", true));
    assert_eq!(world.refused(&revoke(&world, ANNA, &bens)), Code::KeyOwnerNotAllowed);
    assert_eq!(world.refused(&revoke(&world, ANNA, &caras)), Code::NotFound);
}
