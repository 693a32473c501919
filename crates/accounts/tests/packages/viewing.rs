//! Who sees what of packages (rule 13.11).

use crate::world::{ANNA, BEN, CARA, CONTOSO, World, id};
use accounts::package::{OFFER_SECONDS, PackageId, view};
use contract::Code;

#[test]
fn rule_13_11_packages_are_listed_for_their_owner_and_for_members_of_it() {
    let world = World::new();
    let listed = |person, named: &str| view::listed_owner(&world.rows, id(person), named);
    assert_eq!(listed(CARA, "CARA").unwrap(), id(CARA));
    for member in [ANNA, BEN] {
        assert_eq!(listed(member, "contoso").unwrap(), id(CONTOSO));
    }
    for (person, named, code) in [
        (CARA, "Contoso", Code::NotAuthorized),
        (CARA, "Anna", Code::NotAuthorized),
        (CARA, "nobody", Code::AccountUnknown),
    ] {
        let refusal = listed(person, named).unwrap_err();
        assert_eq!((refusal.code, refusal.rule), (code, "13.11"), "{named}");
        assert_eq!(refusal.field, Some("owner"));
    }
}

#[test]
fn rule_13_11_everybody_sees_a_packages_owners_and_only_who_belongs_to_one_its_offers() {
    let mut world = World::new().with("One", &[CONTOSO]);
    world.run(&world.offer(ANNA, "One", "cara")).unwrap();
    let one = PackageId::parse("ONE").unwrap();
    for (person, offers) in [(ANNA, 1), (BEN, 1), (CARA, 0)] {
        let details = view::details(&world.rows, id(person), &one, world.now).unwrap();
        assert_eq!(details.package.id, "One");
        assert_eq!(details.package.owners, ["Contoso"]);
        assert_eq!(details.offers.len(), offers, "{person}");
    }
    let later = world.now.plus_secs(OFFER_SECONDS);
    let details = view::details(&world.rows, id(ANNA), &one, later).unwrap();
    assert!(details.offers.is_empty(), "nobody can accept it any more");
    let two = PackageId::parse("Two").unwrap();
    let refusal = view::details(&world.rows, id(ANNA), &two, world.now).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (Code::NotFound, "13.2"));
}
