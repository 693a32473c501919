//! Which keys a feed may trust, and for what (rules 13.26 and 13.28 to 13.33).

use crate::{
    asked::{asking, push, verdict},
    world::{ANNA, BEN, CARA, CONTOSO, DAY, Set, World, id},
};
use accounts::{
    Write,
    feed::{Request, is_secret, secret_hash},
    key::{RevokeKey, Scopes},
    login_change::UNDO_SECONDS,
};
use contract::{
    Secret, Timestamp,
    feed::{Denial, FeedAction},
    key::KeyScope,
};

fn reason(world: &World, request: &Request) -> Option<Denial> {
    let answer = verdict(world, request).answer;
    assert_eq!(answer.allowed, answer.reason.is_none());
    answer.reason
}

#[test]
fn rule_13_28_a_feed_is_known_by_its_secret() {
    let hash = secret_hash("9F86D081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08").unwrap();
    assert!(is_secret(&[[0; 32], hash], "test"));
    assert!(is_secret(&[hash, [0; 32]], "test"));
    assert!(!is_secret(&[hash], ""));
    assert!(!is_secret(&[], "test"));
    assert_eq!(secret_hash("9f"), None);
    assert_eq!(secret_hash(&"é".repeat(32)), None);
}

#[test]
fn rule_13_29_a_text_that_is_no_key_or_no_id_is_denied_without_looking() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let mut request = asking(&made, FeedAction::Push, "a b");
    assert_eq!(Request::read(&request).unwrap_err(), Denial::PackageInvalid);
    request.key = Secret::new("ngak_0".to_owned());
    assert_eq!(Request::read(&request).unwrap_err(), Denial::KeyUnknown);
    request.package = "One".to_owned();
    request.key = accounts::key::secret_text::from_bytes([9; 32]);
    let answer = verdict(&world, &Request::read(&request).unwrap()).answer;
    assert_eq!((answer.reason, answer.holder), (Some(Denial::KeyUnknown), None));
}

#[test]
fn rule_13_30_a_key_works_until_it_ends_is_revoked_or_its_account_is_not_fit() {
    let cases: [(Denial, Set); 12] = [
        (Denial::KeyRevoked, |world| {
            world.rows.keys[0].revoked_at = Some(world.now)
        }),
        (Denial::KeyExpired, |world| world.rows.keys[0].expires_at = world.now),
        (Denial::AccountLocked, |world| world.account(BEN).locked = true),
        (Denial::AccountFrozen, |world| {
            world.account(BEN).frozen_at = Some(world.now);
        }),
        (Denial::AccountInDeletion, |world| {
            world.account(BEN).deletion_at = Some(world.now);
        }),
        (Denial::AccountUnconfirmed, |world| {
            world.account(BEN).confirmed_email = None;
        }),
        (Denial::AccountLocked, |world| world.account(CONTOSO).locked = true),
        (Denial::AccountInDeletion, |world| {
            world.account(CONTOSO).deletion_at = Some(world.now);
        }),
        (Denial::AccountUnconfirmed, |world| {
            world.account(CONTOSO).confirmed_email = None;
        }),
        (Denial::NotMember, |world| {
            world.rows.members.retain(|member| member.account != id(BEN));
        }),
        (Denial::NotOwner, |world| {
            world.rows.owners.retain(|owner| owner.account != id(CONTOSO));
        }),
        (Denial::KeyHeld, |world| {
            world.account(BEN).login_change_until = Some(world.now.plus_secs(UNDO_SECONDS));
        }),
    ];
    for (denial, set) in cases {
        let mut world = World::new().with("One", &[CONTOSO, ANNA]);
        let made = world.made(BEN, "Contoso");
        let request = push(&made, "ONE");
        assert_eq!(reason(&world, &request), None);
        set(&mut world);
        assert_eq!(reason(&world, &request), Some(denial));
        assert_eq!(verdict(&world, &request).answer.holder.as_deref(), Some("Ben"));
    }
}

#[test]
fn rule_13_30_a_key_works_until_its_last_microsecond() {
    let mut world = World::new().with("One", &[ANNA]);
    let made = world.made(ANNA, "anna");
    let request = push(&made, "One");
    let ends = made.key.expires_at.as_micros();
    world.now = Timestamp::from_micros(ends - 1);
    assert_eq!(reason(&world, &request), None);
    world.now = Timestamp::from_micros(ends);
    assert_eq!(reason(&world, &request), Some(Denial::KeyExpired));
}

#[test]
fn rule_13_26_a_key_from_before_a_login_change_goes_on_and_one_made_since_waits() {
    let mut world = World::new().with("One", &[ANNA]);
    let before = push(&world.made(ANNA, "anna"), "One");
    world.now = Timestamp::from_micros(world.now.as_micros() + 1);
    let until = world.now.plus_secs(UNDO_SECONDS);
    world.account(ANNA).login_change_until = Some(until);
    let since = push(&world.made(ANNA, "anna"), "One");
    assert_eq!(reason(&world, &before), None);
    assert_eq!(reason(&world, &since), Some(Denial::KeyHeld));
    world.now = Timestamp::from_micros(until.as_micros() - 1);
    assert_eq!(reason(&world, &since), Some(Denial::KeyHeld));
    world.now = until;
    assert_eq!(reason(&world, &since), None);
}

#[test]
fn rule_13_31_each_scope_allows_its_own_and_nothing_else() {
    let none = Scopes::default();
    let push_new = Scopes { push_new: true, ..none };
    let push_version = Scopes {
        push_version: true,
        ..none
    };
    let unlist = Scopes { unlist: true, ..none };
    let (missing, unknown) = (Some(Denial::ScopeMissing), Some(Denial::PackageUnknown));
    for (scopes, action, package, expected) in [
        (push_new, FeedAction::Push, "One", None),
        (push_new, FeedAction::Push, "New", None),
        (push_new, FeedAction::Unlist, "One", missing),
        (push_version, FeedAction::Push, "One", None),
        (push_version, FeedAction::Push, "New", missing),
        (push_version, FeedAction::List, "One", missing),
        (unlist, FeedAction::Push, "One", missing),
        (unlist, FeedAction::Push, "New", missing),
        (unlist, FeedAction::Unlist, "One", None),
        (unlist, FeedAction::List, "One", None),
        (unlist, FeedAction::Unlist, "New", unknown),
    ] {
        let mut world = World::new().with("One", &[ANNA]);
        let made = world.made(ANNA, "anna");
        world.key(&made).scopes = scopes;
        let request = Request::read(&asking(&made, action, package)).unwrap();
        assert_eq!(reason(&world, &request), expected, "{scopes:?} {action:?} {package}");
    }
}

#[test]
fn rule_13_31_a_push_of_an_unknown_package_without_the_wish_to_register_is_denied() {
    let mut world = World::new();
    let mut command = world.making(ANNA, "anna");
    command.terms.scopes = vec![KeyScope::PushVersion];
    for made in [world.made(ANNA, "anna"), world.run(&command).unwrap()] {
        let mut request = asking(&made, FeedAction::Push, "New");
        request.register = false;
        let request = Request::read(&request).unwrap();
        assert_eq!(reason(&world, &request), Some(Denial::PackageUnknown));
        assert_eq!(verdict(&world, &request).registers_for, None);
    }
}

#[test]
fn rule_13_32_a_key_is_only_for_its_packages() {
    let mut world = World::new().with("Contoso.Core", &[ANNA]).with("Other", &[ANNA]);
    let mut command = world.making(ANNA, "anna");
    command.terms.packages = vec!["X".to_owned(), "contoso.*".to_owned()];
    let made = world.run(&command).unwrap();
    assert_eq!(reason(&world, &push(&made, "CONTOSO.CORE")), None);
    assert_eq!(reason(&world, &push(&made, "Contoso.New")), None);
    assert_eq!(reason(&world, &push(&made, "Other")), Some(Denial::PackageNotInKey));
    assert_eq!(reason(&world, &push(&made, "New")), Some(Denial::PackageNotInKey));
}

#[test]
fn rule_13_33_a_key_acts_for_its_owner_alone() {
    let mut world = World::new().with("Hers", &[ANNA]).with("Theirs", &[CONTOSO]);
    let (own, organizations) = (world.made(ANNA, "anna"), world.made(ANNA, "Contoso"));
    assert_eq!(reason(&world, &push(&own, "Hers")), None);
    assert_eq!(reason(&world, &push(&own, "Theirs")), Some(Denial::NotOwner));
    assert_eq!(reason(&world, &push(&organizations, "Theirs")), None);
    assert_eq!(reason(&world, &push(&organizations, "Hers")), Some(Denial::NotOwner));
    let answer = verdict(&world, &push(&organizations, "THEIRS")).answer;
    assert_eq!(
        (answer.owner.as_deref(), answer.package.as_deref(), answer.owners),
        (Some("Contoso"), Some("Theirs"), vec!["Contoso".to_owned()])
    );
}

#[test]
fn rule_13_33_a_full_access_key_acts_for_every_owner_that_its_holder_belongs_to() {
    let mut world = World::new()
        .with("Hers", &[ANNA])
        .with("Theirs", &[CARA, CONTOSO])
        .with("Foreign", &[CARA]);
    let made = world.made(ANNA, "anna");
    world.key(&made).owner = None;
    world.key(&made).scopes = Scopes::default();
    world.key(&made).packages.clear();
    let owner = |world: &World, package| verdict(world, &push(&made, package)).answer.owner;
    assert_eq!(owner(&world, "Hers").as_deref(), Some("Anna"));
    assert_eq!(owner(&world, "Theirs").as_deref(), Some("Contoso"));
    assert_eq!(owner(&world, "New").as_deref(), Some("Anna"));
    assert_eq!(reason(&world, &push(&made, "Foreign")), Some(Denial::NotOwner));
}

#[test]
fn rule_13_3_a_full_access_key_acts_for_the_owner_that_may_act() {
    let mut world = World::new().with("Theirs", &[CONTOSO]);
    world.administers_fabrikam(ANNA, "Theirs");
    let made = world.made(ANNA, "anna");
    world.key(&made).owner = None;
    world.key(&made).scopes = Scopes::default();
    world.key(&made).packages.clear();
    let owner = |world: &World| verdict(world, &push(&made, "Theirs")).answer.owner;
    assert_eq!(owner(&world).as_deref(), Some("Contoso"));
    world.account(CONTOSO).locked = true;
    assert_eq!(owner(&world).as_deref(), Some("Fabrikam"));
    world.account(8).frozen_at = Some(world.now);
    assert_eq!(reason(&world, &push(&made, "Theirs")), Some(Denial::AccountLocked));
}

#[test]
fn rule_13_30_a_revoked_key_says_so_for_ever() {
    let mut world = World::new().with("One", &[ANNA]);
    let made = world.made(ANNA, "anna");
    let caller = world.caller(ANNA);
    world
        .run(&RevokeKey {
            caller,
            key: made.key.id,
        })
        .unwrap();
    assert!(matches!(&world.last.writes[0], Write::UpdateKey(key) if key.revoked_at.is_some()));
    world.later(1000 * DAY);
    assert_eq!(reason(&world, &push(&made, "One")), Some(Denial::KeyRevoked));
}
