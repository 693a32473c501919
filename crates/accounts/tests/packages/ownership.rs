use crate::world::{ANNA, BEN, CARA, CONTOSO, DAY, Set, SetOf, World, id};
use accounts::{
    Guard, Write,
    letter::LetterKind,
    login_change::UNDO_SECONDS,
    mailed_act::{ActKind, hash_of},
    package::{
        AnswerOffer, DeclineOfferByLink, OFFER_SECONDS, OFFERS, OWNERS, OfferAnswer, RemoveOwner, SetListed,
        WithdrawOffer,
    },
};
use contract::{Code, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind, session::SessionKind};

fn answer(world: &World, number: u8, answer: OfferAnswer) -> AnswerOffer {
    AnswerOffer {
        caller: world.caller(number),
        offer: world.waiting().id,
        answer,
    }
}

fn remove(world: &World, number: u8, package: &str, username: &str) -> RemoveOwner {
    RemoveOwner {
        caller: world.caller(number),
        package: package.to_owned(),
        username: username.to_owned(),
    }
}

fn listing(world: &World, number: u8, listed: bool) -> SetListed {
    SetListed {
        caller: world.caller(number),
        package: "One".to_owned(),
        listed,
    }
}

fn micro(time: Timestamp, micros: i64) -> Timestamp {
    Timestamp::from_micros(time.as_micros() + micros)
}

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
    assert_eq!(world.refused(&world.offer(ANNA, "One", "ben")), Code::TooManyRequests);
    world.run(&world.offer(ANNA, "One", "cara")).unwrap();
    let mut world = World::new().with("One", &[ANNA]);
    let pattern = world.rows.owners[0].clone();
    for number in 0..OWNERS - 1 {
        let mut owner = pattern.clone();
        owner.account = id(100 + u8::try_from(number).unwrap());
        world.rows.owners.push(owner);
    }
    assert_eq!(world.refused(&world.offer(ANNA, "One", "ben")), Code::TooManyRequests);
}

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

#[test]
fn rule_13_9_that_somebody_became_or_stopped_being_an_owner_is_mailed_whatever_they_chose() {
    let mut world = World::new().with("One", &[ANNA]);
    world.account(ANNA).mail.from_others = false;
    world.account(BEN).mail.from_others = false;
    world.run(&world.offer(ANNA, "One", "ben")).unwrap();
    assert!(world.last.mails.is_empty());
    let told = EventKind::OwnershipOffered {
        package: "One".to_owned(),
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
fn rule_13_10_any_member_of_an_owner_lists_and_unlists() {
    let mut world = World::new().with("One", &[CONTOSO]);
    assert_eq!(world.refused(&listing(&world, CARA, false)), Code::NotPackageOwner);
    assert!(!world.run(&listing(&world, BEN, false)).unwrap().listed);
    assert_eq!(world.told, [("one".to_owned(), false, vec!["Contoso".to_owned()])]);
    assert_eq!(world.last.audit[0].entry.kind, AuditKind::PackageUnlisted);
    // Again is no change.
    world.run(&listing(&world, ANNA, false)).unwrap();
    assert!(world.last.writes.is_empty() && world.last.audit.is_empty());
    world.run(&listing(&world, ANNA, true)).unwrap();
    assert!(matches!(&world.last.writes[0], Write::UpdatePackage(row) if row.listed));
}
