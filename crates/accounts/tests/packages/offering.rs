//! Offering ownership (rules 13.3 to 13.6).

use crate::{
    offers::{answer, listing, micro, remove},
    world::{ANNA, BEN, CARA, CONTOSO, DAY, Set, SetOf, World, id},
};
use accounts::package::{OFFER_SECONDS, OFFERS, OWNERS, OfferAnswer};
use contract::{Code, event::EventKind, session::SessionKind};

#[test]
fn rule_13_5_an_offer_makes_nobody_an_owner_before_it_is_accepted() {
    let mut world = World::new().with("One", &[ANNA]);
    let offered = world.run(&world.offer(ANNA, "ONE", "ben")).unwrap();
    assert!(!offered.accepted);
    assert_eq!(world.owners("One"), ["Anna"]);
    assert_eq!(world.mailed(), ["Ben@example.org"]);
    assert!(world.told.is_empty());
    let accepted = world.run(&answer(&world, BEN, OfferAnswer::Accept)).unwrap();
    assert_eq!(accepted.owners, ["Anna", "Ben"]);
    assert_eq!(world.owners("One"), ["Anna", "Ben"]);
    assert!(world.rows.ownership_offers.is_empty());
    assert_eq!(
        world.told,
        [("one".to_owned(), true, vec!["Anna".to_owned(), "Ben".to_owned()])]
    );
}

#[test]
fn rule_13_5_what_cannot_be_offered_is_refused_with_its_own_reason() {
    let cases: [(&str, &str, Code, Set); 9] = [
        ("One", "ben@example.org", Code::UsernameIsEmail, |_| {}),
        ("One", "nobody", Code::AccountUnknown, |_| {}),
        ("One", "a b", Code::AccountUnknown, |_| {}),
        ("One", "ANNA", Code::OwnerAlready, |_| {}),
        ("One", "ben", Code::MemberUnconfirmed, |world| {
            world.account(BEN).confirmed_email = None;
        }),
        ("One", "ben", Code::AccountLocked, |world| {
            world.account(BEN).locked = true
        }),
        ("Two", "ben", Code::NotFound, |_| {}),
        ("a..b", "ben", Code::PackageInvalid, |_| {}),
        ("One", "ben", Code::FullSessionRequired, |world| {
            world.rows.sessions[0].kind = SessionKind::Recovery;
        }),
    ];
    for (package, to, code, set) in cases {
        let mut world = World::new().with("One", &[ANNA]);
        set(&mut world);
        assert_eq!(world.refused(&world.offer(ANNA, package, to)), code, "{package} {to}");
    }
}

#[test]
fn rule_13_3_only_who_may_speak_for_an_owner_offers_ownership() {
    let mut world = World::new().with("One", &[CONTOSO]);
    assert_eq!(world.refused(&world.offer(CARA, "One", "ben")), Code::NotPackageOwner);
    assert_eq!(world.refused(&world.offer(BEN, "One", "cara")), Code::NotAuthorized);
    let offered = world.run(&world.offer(ANNA, "One", "cara")).unwrap();
    assert_eq!(offered.offer.unwrap().offered_by, "Contoso");
}

#[test]
fn rule_13_8_an_offer_to_an_organization_is_told_to_who_may_answer_it() {
    let mut world = World::new().with("One", &[CARA]);
    world.run(&world.offer(CARA, "One", "contoso")).unwrap();
    let asked = EventKind::OwnershipOffered {
        package: "One".to_owned(),
        to: Some("Contoso".to_owned()),
    };
    let events = world.last.events.iter().filter(|row| row.event.what == asked);
    let told: Vec<_> = events.map(|row| row.account).collect();
    assert_eq!(told, [id(ANNA)], "Ben only collaborates");
}

#[test]
fn rule_13_3_who_belongs_to_several_owners_may_say_in_whose_name() {
    let mut world = World::new().with("One", &[ANNA, CONTOSO]);
    let mut command = world.offer(ANNA, "One", "cara");
    assert_eq!(world.run(&command).unwrap().offer.unwrap().offered_by, "Anna");
    command.owner = Some("CONTOSO".to_owned());
    assert_eq!(world.run(&command).unwrap().offer.unwrap().offered_by, "Contoso");
    command.owner = Some("Ben".to_owned());
    assert_eq!(world.refused(&command), Code::NotPackageOwner);
}

#[test]
fn rule_13_4_whose_account_is_not_fit_does_nothing_with_packages() {
    let cases: [(Code, SetOf); 4] = [
        (Code::AccountLocked, |world, number| world.account(number).locked = true),
        (Code::AccountFrozen, |world, number| {
            world.account(number).frozen_at = Some(world.now);
        }),
        (Code::DeletionPending, |world, number| {
            world.account(number).deletion_at = Some(world.now);
        }),
        (Code::EmailUnconfirmed, |world, number| {
            world.account(number).confirmed_email = None;
        }),
    ];
    for (code, set) in cases {
        let mut world = World::new().with("One", &[ANNA, BEN]);
        set(&mut world, ANNA);
        assert_eq!(world.refused(&world.offer(ANNA, "One", "cara")), code);
        assert_eq!(world.refused(&remove(&world, ANNA, "One", "Ben")), code);
        assert_eq!(world.refused(&listing(&world, ANNA, false)), code);
        let mut world = World::new().with("One", &[ANNA]);
        world.run(&world.offer(ANNA, "One", "ben")).unwrap();
        set(&mut world, BEN);
        assert_eq!(world.refused(&answer(&world, BEN, OfferAnswer::Accept)), code);
        // Saying no takes nothing but a session.
        world.run(&answer(&world, BEN, OfferAnswer::Decline)).unwrap();
    }
}

#[test]
fn rule_13_4_an_organization_has_to_be_fit_too() {
    let cases: [(Code, Set); 3] = [
        (Code::AccountLocked, |world| world.account(CONTOSO).locked = true),
        (Code::DeletionPending, |world| {
            world.account(CONTOSO).deletion_at = Some(world.now);
        }),
        (Code::OrganizationUnconfirmed, |world| {
            world.account(CONTOSO).confirmed_email = None;
        }),
    ];
    for (code, set) in cases {
        let mut world = World::new().with("One", &[CONTOSO, CARA]);
        set(&mut world);
        assert_eq!(world.refused(&world.offer(ANNA, "One", "ben")), code);
        assert_eq!(world.refused(&remove(&world, ANNA, "One", "Cara")), code);
        assert_eq!(world.refused(&listing(&world, BEN, false)), code);
    }
}

#[test]
fn rule_13_6_an_offer_can_be_accepted_until_its_last_microsecond() {
    let mut world = World::new().with("One", &[ANNA]);
    world.run(&world.offer(ANNA, "One", "ben")).unwrap();
    let ends = world.waiting().expires_at;
    assert_eq!(ends.secs_since(world.now), OFFER_SECONDS);
    let accept = answer(&world, BEN, OfferAnswer::Accept);
    world.later(OFFER_SECONDS);
    assert_eq!(world.refused(&accept), Code::OwnershipRequestNotFound);
    world.now = micro(ends, -1);
    world.run(&accept).unwrap();
}

#[test]
fn rule_13_6_the_same_offer_within_a_day_mails_nobody_again() {
    let mut world = World::new().with("One", &[ANNA]);
    let first = world.run(&world.offer(ANNA, "One", "ben")).unwrap().offer.unwrap();
    world.later(DAY - 1);
    let again = world.run(&world.offer(ANNA, "One", "ben")).unwrap().offer.unwrap();
    assert_eq!(again, first);
    assert!(world.last.mails.is_empty() && world.last.writes.is_empty());
    world.later(1);
    let later = world.run(&world.offer(ANNA, "One", "ben")).unwrap().offer.unwrap();
    assert_ne!(later.id, first.id);
    assert_eq!(world.mailed(), ["Ben@example.org"]);
    assert_eq!(world.rows.ownership_offers.len(), 1);
}

#[test]
fn rule_13_6_another_offer_to_the_same_account_replaces_the_one_before() {
    let mut world = World::new().with("One", &[ANNA]);
    world.run(&world.offer(ANNA, "One", "ben")).unwrap();
    let mut transfer = world.offer(ANNA, "One", "ben");
    transfer.transfer = true;
    world.run(&transfer).unwrap();
    assert_eq!(world.rows.ownership_offers.len(), 1);
    assert!(world.waiting().transfer);
}

#[test]
fn rule_13_6_only_so_many_offers_wait_and_only_so_many_owners_there_are() {
    let mut world = World::new().with("One", &[ANNA]);
    world.run(&world.offer(ANNA, "One", "cara")).unwrap();
    let pattern = world.waiting().clone();
    for number in 0..OFFERS - 1 {
        let mut offer = pattern.clone();
        offer.account = id(100 + u8::try_from(number).unwrap());
        world.rows.ownership_offers.push(offer);
    }
    assert_eq!(world.refused(&world.offer(ANNA, "One", "ben")), Code::LimitReached);
    world.run(&world.offer(ANNA, "One", "cara")).unwrap();
    let mut world = World::new().with("One", &[ANNA]);
    let pattern = world.rows.owners[0].clone();
    for number in 0..OWNERS - 1 {
        let mut owner = pattern.clone();
        owner.account = id(100 + u8::try_from(number).unwrap());
        world.rows.owners.push(owner);
    }
    assert_eq!(world.refused(&world.offer(ANNA, "One", "ben")), Code::LimitReached);
}
