//! Removing owners, and listing what they own (rules 13.9 and 13.10).

use crate::{
    offers::{answer, listing, remove},
    world::{ANNA, BEN, CARA, CONTOSO, SetOf, World, id},
};
use accounts::{
    Guard, Write,
    letter::LetterKind,
    package::{OfferAnswer, OfferOwnership},
};
use contract::{Code, account::AuditKind, consequence::Consequence, event::EventKind};

#[test]
fn rule_13_9_any_owner_removes_any_owner_but_not_the_last_one() {
    let mut world = World::new().with("One", &[ANNA, BEN]);
    assert_eq!(
        world.refused(&remove(&world, CARA, "One", "Ben")),
        Code::NotPackageOwner
    );
    assert_eq!(world.refused(&remove(&world, ANNA, "One", "Cara")), Code::NotFound);
    let package = world.run(&remove(&world, BEN, "one", "ANNA")).unwrap();
    assert_eq!(package.owners, ["Ben"]);
    assert_eq!(world.mailed(), ["Anna@example.org", "Ben@example.org"]);
    assert_eq!(world.refused(&remove(&world, BEN, "One", "Ben")), Code::LastOwner);
    assert_eq!(world.owners("One"), ["Ben"]);
}

/// Rules 5.25 and 15.3.
#[test]
fn rule_13_9_that_somebody_became_or_stopped_being_an_owner_is_mailed_whatever_they_chose() {
    let mut world = World::new().with("One", &[ANNA]);
    world.account(ANNA).mail.from_others = false;
    world.account(BEN).mail.from_others = false;
    world.run(&world.offer(ANNA, "One", "ben")).unwrap();
    assert!(world.last.mails.is_empty());
    let told = EventKind::OwnershipOffered {
        package: "One".to_owned(),
        to: Some("Ben".to_owned()),
    };
    assert!(
        world
            .last
            .events
            .iter()
            .any(|row| row.account == id(BEN) && row.event.what == told)
    );
    world.run(&answer(&world, BEN, OfferAnswer::Accept)).unwrap();
    assert_eq!(world.mailed(), ["Anna@example.org", "Ben@example.org"]);
    let added =
        |mail: &accounts::outbound::Mail| matches!(mail.letter.kind, LetterKind::OwnersChanged { added: true, .. });
    assert!(world.last.mails.iter().all(added));
}

#[test]
fn rule_13_9_every_change_of_the_owners_guards_all_of_them() {
    let mut world = World::new().with("One", &[ANNA, BEN, CARA]);
    world.run(&remove(&world, ANNA, "One", "Cara")).unwrap();
    for number in [ANNA, BEN, CARA] {
        let guarded = world
            .last
            .guards
            .iter()
            .any(|guard| matches!(guard, Guard::ChangesAccount { account, .. } if *account == id(number)));
        assert!(guarded, "{number}");
    }
    let twice = world.last.guards.len();
    let mut guards = world.last.guards.clone();
    guards.dedup();
    assert_eq!(guards.len(), twice);
}

#[test]
fn rule_13_3_one_owner_that_may_do_nothing_does_not_hold_up_who_belongs_to_another() {
    let unfit: [SetOf; 3] = [
        |world, number| world.account(number).locked = true,
        |world, number| world.account(number).deletion_at = Some(world.now),
        |world, number| world.account(number).confirmed_email = None,
    ];
    for set in unfit {
        let mut world = World::new().with("One", &[CONTOSO, CARA]);
        world.administers_fabrikam(ANNA, "One");
        set(&mut world, CONTOSO);
        let offered = world.run(&world.offer(ANNA, "One", "ben")).unwrap();
        assert_eq!(offered.offer.unwrap().offered_by, "Fabrikam");
        assert!(!world.run(&listing(&world, ANNA, false)).unwrap().listed);
        world.run(&remove(&world, ANNA, "One", "Cara")).unwrap();
        // Who names the one that may do nothing is told so, and so is who belongs to no other.
        let named = OfferOwnership {
            owner: Some("Contoso".to_owned()),
            ..world.offer(ANNA, "One", "cara")
        };
        let of_named = world.refused(&named);
        assert_eq!(world.refused(&listing(&world, BEN, true)), of_named);
    }
}

#[test]
fn rule_13_10_any_member_of_an_owner_lists_and_unlists() {
    let mut world = World::new().with("One", &[CONTOSO]);
    assert_eq!(world.refused(&listing(&world, CARA, false)), Code::NotPackageOwner);
    assert!(!world.run(&listing(&world, BEN, false)).unwrap().listed);
    assert_eq!(world.told, [("one".to_owned(), false, vec!["Contoso".to_owned()])]);
    assert_eq!(world.last.audit[0].entry.kind, AuditKind::PackageUnlisted);
    let unlisted = Consequence::ListingChanges {
        package: "One".to_owned(),
        listed: false,
    };
    assert_eq!(world.last.consequences, [unlisted]);
    // Again is no change.
    world.run(&listing(&world, ANNA, false)).unwrap();
    assert!(world.last.writes.is_empty() && world.last.audit.is_empty());
    world.run(&listing(&world, ANNA, true)).unwrap();
    assert!(matches!(&world.last.writes[0], Write::UpdatePackage(row) if row.listed));
}
