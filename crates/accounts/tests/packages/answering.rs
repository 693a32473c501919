//! Answering and withdrawing an offer (rules 13.5, 13.7 and 13.8).

use crate::{
    offers::{answer, listing, micro, remove},
    world::{ANNA, BEN, CARA, CONTOSO, DAY, World, id},
};
use accounts::{
    login_change::UNDO_SECONDS,
    mailed_act::{ActKind, hash_of},
    package::{DeclineOfferByLink, OfferAnswer, WithdrawOffer},
};
use contract::{Code, account::AuditKind, consequence::Consequence};

#[test]
fn rule_13_7_while_a_change_of_the_login_can_be_undone_ownership_stays_as_it_is() {
    let mut world = World::new().with("One", &[ANNA, BEN]);
    let until = world.now.plus_secs(UNDO_SECONDS);
    world.account(ANNA).login_change_until = Some(until);
    assert_eq!(world.refused(&world.offer(ANNA, "One", "cara")), Code::LoginChangeOpen);
    assert_eq!(
        world.refused(&remove(&world, ANNA, "One", "Ben")),
        Code::LoginChangeOpen
    );
    // Unlisting protects people, and is undone by listing.
    world.run(&listing(&world, ANNA, false)).unwrap();
    let (offer, removal) = (world.offer(ANNA, "One", "cara"), remove(&world, ANNA, "One", "Ben"));
    world.now = micro(until, -1);
    assert_eq!(world.refused(&offer), Code::LoginChangeOpen);
    world.now = until;
    world.run(&offer).unwrap();
    world.run(&removal).unwrap();
}

#[test]
fn rule_13_7_a_transfer_is_not_accepted_while_the_offerers_change_can_be_undone() {
    let mut world = World::new().with("One", &[ANNA]);
    let mut transfer = world.offer(ANNA, "One", "ben");
    transfer.transfer = true;
    world.run(&transfer).unwrap();
    world.account(ANNA).login_change_until = Some(world.now.plus_secs(5));
    let accept = answer(&world, BEN, OfferAnswer::Accept);
    let refusal = world.run(&accept).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.field),
        (Code::LoginChangeOpen, Some("offered_by"))
    );
    world.later(5);
    assert_eq!(world.run(&accept).unwrap().owners, ["Ben"]);
}

#[test]
fn rule_13_7_who_offered_must_still_be_an_owner_and_fit_when_it_is_accepted() {
    let mut world = World::new().with("One", &[ANNA, CARA]);
    world.run(&world.offer(ANNA, "One", "ben")).unwrap();
    let accept = answer(&world, BEN, OfferAnswer::Accept);
    world.account(ANNA).locked = true;
    let refusal = world.run(&accept).unwrap_err();
    assert_eq!((refusal.code, refusal.field), (Code::AccountLocked, Some("offered_by")));
    world.account(ANNA).locked = false;
    world.rows.owners.retain(|owner| owner.account != id(ANNA));
    assert_eq!(world.refused(&accept), Code::OwnershipRequestNotFound);
}

#[test]
fn rule_13_7_a_transfer_hands_the_package_over_and_withdraws_other_offers() {
    let mut world = World::new().with("One", &[ANNA]);
    world.run(&world.offer(ANNA, "One", "cara")).unwrap();
    let mut transfer = world.offer(ANNA, "One", "ben");
    transfer.transfer = true;
    world.run(&transfer).unwrap();
    let foretold = &world.last.consequences;
    assert!(matches!(&foretold[0], Consequence::OwnershipBegins { owner, .. } if owner == "Ben"));
    assert!(matches!(&foretold[1], Consequence::OwnershipEnds { remaining, .. } if remaining == &["Ben"]));
    assert_eq!(
        world.run(&answer(&world, BEN, OfferAnswer::Accept)).unwrap().owners,
        ["Ben"]
    );
    assert!(world.rows.ownership_offers.is_empty());
    let done = &world.last.consequences;
    assert!(done.contains(&Consequence::RequestsWithdrawn { count: 1 }));
    assert_eq!(world.told.last().unwrap().2, ["Ben"]);
    let kinds: Vec<_> = world
        .last
        .audit
        .iter()
        .map(|row| (row.account, row.entry.kind))
        .collect();
    assert!(kinds.contains(&(id(ANNA), AuditKind::OwnerRemoved)));
    assert!(kinds.contains(&(id(BEN), AuditKind::OwnershipAccepted)));
    assert!(kinds.contains(&(id(CARA), AuditKind::OwnershipDeclined)));
    let withdrawn = world.last.audit.iter().find(|row| row.account == id(CARA)).unwrap();
    assert_eq!(withdrawn.entry.subject.as_deref(), Some("One: Cara"));
}

#[test]
fn rule_13_8_an_offer_is_answered_by_whom_it_is_for_and_only_once() {
    let mut world = World::new().with("One", &[CARA]);
    world.run(&world.offer(CARA, "One", "Contoso")).unwrap();
    let accept = answer(&world, ANNA, OfferAnswer::Accept);
    // A collaborator, and the one who made it, may not.
    for number in [BEN, CARA] {
        for said in [OfferAnswer::Accept, OfferAnswer::Decline] {
            let command = answer(&world, number, said);
            assert_eq!(world.refused(&command), Code::OwnershipRequestNotFound);
        }
    }
    assert_eq!(world.run(&accept).unwrap().owners, ["Cara", "Contoso"]);
    assert_eq!(world.refused(&accept), Code::OwnershipRequestNotFound);
}

#[test]
fn rule_13_8_any_owner_withdraws_an_offer_and_nobody_else() {
    let mut world = World::new().with("One", &[ANNA, CONTOSO]);
    world.run(&world.offer(ANNA, "One", "cara")).unwrap();
    let withdraw = |world: &World, number| WithdrawOffer {
        caller: world.caller(number),
        offer: world.waiting().id,
    };
    for number in [BEN, CARA] {
        let command = withdraw(&world, number);
        assert_eq!(world.refused(&command), Code::OwnershipRequestNotFound);
    }
    let command = withdraw(&world, ANNA);
    world.run(&command).unwrap();
    assert!(world.rows.ownership_offers.is_empty());
    assert_eq!(world.refused(&command), Code::OwnershipRequestNotFound);
}

#[test]
fn rule_13_5_who_may_answer_for_both_sides_is_not_asked_twice() {
    let mut world = World::new().with("One", &[ANNA]);
    let mut command = world.offer(ANNA, "One", "Contoso");
    command.transfer = true;
    let offered = world.run(&command).unwrap();
    assert!(offered.accepted && offered.offer.is_none());
    assert_eq!(offered.package.owners, ["Contoso"]);
    assert_eq!(world.owners("One"), ["Contoso"]);
    // Ben is a collaborator: what is for Contoso waits for its administrator.
    let mut world = World::new().with("One", &[BEN]);
    assert!(!world.run(&world.offer(BEN, "One", "Contoso")).unwrap().accepted);
}

/// What the button behind the link of the latest mail does.
fn by_link(world: &World) -> DeclineOfferByLink {
    let reference = world.last.mails[0].letter.kind.reference().unwrap();
    DeclineOfferByLink {
        act: hash_of(reference.expose()),
        offer: world.waiting().id,
    }
}

#[test]
fn rule_13_8_the_mailed_link_declines_an_offer_without_a_session_once() {
    let mut world = World::new().with("One", &[ANNA]);
    world.run(&world.offer(ANNA, "One", "ben")).unwrap();
    let link = by_link(&world);
    let other = DeclineOfferByLink {
        act: hash_of("another"),
        ..link
    };
    assert_eq!(world.refused(&other), Code::OwnershipRequestNotFound);
    world.rows.mailed_acts[0].kind = ActKind::Invitation;
    assert_eq!(world.refused(&link), Code::OwnershipRequestNotFound);
    world.rows.mailed_acts[0].kind = ActKind::OwnershipOffer;
    world.run(&link).unwrap();
    assert!(world.rows.ownership_offers.is_empty() && world.rows.mailed_acts.is_empty());
    assert_eq!(world.owners("One"), ["Anna"]);
    let rows = world.last.audit.iter();
    let rows: Vec<_> = rows.map(|row| (row.account, row.entry.kind)).collect();
    let declined = AuditKind::OwnershipDeclined;
    assert_eq!(rows, [(id(BEN), declined), (id(ANNA), declined)]);
    assert_eq!(world.refused(&link), Code::OwnershipRequestNotFound);
}

#[test]
fn rule_13_8_the_mailed_link_goes_with_its_offer() {
    let mut world = World::new().with("One", &[ANNA]);
    world.run(&world.offer(ANNA, "One", "ben")).unwrap();
    assert_eq!(world.rows.mailed_acts[0].expires_at, world.waiting().expires_at);
    let first = by_link(&world);
    world.later(DAY);
    world.run(&world.offer(ANNA, "One", "ben")).unwrap();
    assert_eq!(
        world.refused(&first),
        Code::OwnershipRequestNotFound,
        "another one took its place"
    );
    assert_eq!(world.rows.mailed_acts.len(), 1);
    world.run(&answer(&world, BEN, OfferAnswer::Accept)).unwrap();
    assert!(world.rows.mailed_acts.is_empty());
}
