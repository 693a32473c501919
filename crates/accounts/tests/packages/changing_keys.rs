//! Changing, regenerating and revoking an API key (rules 13.23 to 13.26).

use crate::{
    key::{change, narrow, regenerate, revoke, widened},
    world::{ANNA, BEN, CARA, DAY, World},
};
use contract::{Code, account::AuditKind};

#[test]
fn rule_13_23_a_change_names_the_revision_that_it_was_made_from() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let mut first = change(&world, ANNA, &made);
    first.packages = Some(vec!["A.*".to_owned()]);
    first.expires_in_days = Some(30);
    let changed = world.run(&first).unwrap();
    assert_eq!(
        (changed.packages.as_slice(), changed.scopes.len()),
        (&["A.*".to_owned()][..], 3)
    );
    assert_eq!(changed.expires_at.secs_since(world.now), 30 * DAY);
    assert_ne!(changed.revision, made.key.revision);
    assert_eq!(world.last.audit[0].entry.kind, AuditKind::KeyChanged);
    assert_eq!(world.refused(&first), Code::Stale);
    assert_eq!(world.refused(&regenerate(&world, ANNA, &made)), Code::Stale);
    let mut second = change(&world, ANNA, &made);
    second.revision.clone_from(&changed.revision);
    // The same again changes nothing.
    assert_eq!(world.run(&second).unwrap(), changed);
    assert!(world.last.writes.is_empty());
    second.description = Some(String::new());
    assert_eq!(world.refused(&second), Code::KeyDescriptionInvalid);
}

#[test]
fn rule_13_23_other_peoples_keys_and_revoked_ones_are_not_found() {
    let mut world = World::new();
    let made = world.made(BEN, "Contoso");
    for number in [ANNA, CARA] {
        assert_eq!(world.refused(&change(&world, number, &made)), Code::NotFound);
        assert_eq!(world.refused(&regenerate(&world, number, &made)), Code::NotFound);
        assert_eq!(world.refused(&revoke(&world, number, &made)), Code::NotFound);
    }
    world.run(&revoke(&world, BEN, &made)).unwrap();
    assert_eq!(world.refused(&change(&world, BEN, &made)), Code::NotFound);
    assert_eq!(world.refused(&regenerate(&world, BEN, &made)), Code::NotFound);
    assert_eq!(world.refused(&revoke(&world, BEN, &made)), Code::NotFound);
}

#[test]
fn rule_13_23_a_key_that_has_run_out_is_regenerated_not_prolonged() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    world.now = made.key.expires_at;
    world.later(0);
    let mut command = change(&world, ANNA, &made);
    command.expires_in_days = Some(1);
    assert_eq!(world.refused(&command), Code::KeyInvalid);
    let new = world.run(&regenerate(&world, ANNA, &made)).unwrap();
    assert_eq!(new.key.expires_at.secs_since(world.now), 365 * DAY);
}

#[test]
fn rule_13_23_a_full_access_key_of_the_past_can_only_be_revoked() {
    let mut world = World::new();
    let mut made = world.made(ANNA, "anna");
    world.key(&made).owner = None;
    made.key.revision = world.key(&made).revision();
    assert_eq!(world.refused(&change(&world, ANNA, &made)), Code::KeyInvalid);
    assert_eq!(world.refused(&regenerate(&world, ANNA, &made)), Code::KeyInvalid);
    world.run(&revoke(&world, ANNA, &made)).unwrap();
}

#[test]
fn rule_13_24_regenerating_makes_a_key_for_the_same_and_revokes_the_old_one() {
    let mut world = World::new();
    let mut command = world.making(BEN, "Contoso");
    command.expires_in_days = Some(30);
    let old = world.run(&command).unwrap();
    world.later(7 * DAY + 1);
    let new = world.run(&regenerate(&world, BEN, &old)).unwrap();
    assert_ne!(new.text, old.text);
    assert_ne!(new.key.id, old.key.id);
    assert_eq!(
        (new.key.owner.as_deref(), &new.key.scopes, &new.key.packages),
        (Some("Contoso"), &old.key.scopes, &old.key.packages)
    );
    assert_eq!(new.key.expires_at.secs_since(world.now), 30 * DAY);
    let now = world.now;
    assert_eq!(world.key(&old).revoked_at, Some(now));
    assert_eq!(world.refused(&regenerate(&world, BEN, &old)), Code::NotFound);
}

#[test]
fn rule_13_26_no_key_is_widened_while_a_change_of_its_holders_login_can_be_undone() {
    let mut world = World::new();
    let made = narrow(&mut world);
    let until = world.now.plus_secs(1);
    world.account(ANNA).login_change_until = Some(until);
    for command in widened(&world, &made) {
        assert_eq!(world.refused(&command), Code::LoginChangeOpen);
    }
    // What it cannot do already it does not learn by this.
    let mut narrower = change(&world, ANNA, &made);
    narrower.packages = Some(vec!["contoso.Core*".to_owned()]);
    narrower.expires_in_days = Some(1);
    narrower.description = Some("the other one".to_owned());
    world.run(&narrower).unwrap();
    assert!(world.last.mails.is_empty());
}
