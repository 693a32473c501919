//! Whatever people do, in whatever order, these hold: a package keeps an owner, nobody owns it twice, no offer is to an
//! owner or by somebody who is none, and feeds were told the truth.

use crate::world::{ANNA, BEN, CARA, World};
use accounts::package::{AnswerOffer, OfferAnswer, RemoveOwner, SetListed, WithdrawOffer};
use proptest::{prelude::*, test_runner::RngSeed};

const NAMES: [&str; 4] = ["Anna", "Ben", "Cara", "Contoso"];
const PEOPLE: [u8; 3] = [ANNA, BEN, CARA];

#[derive(Clone, Debug)]
enum Step {
    Offer { by: usize, to: usize, transfer: bool },
    Answer { by: usize, offer: usize, accept: bool },
    Withdraw { by: usize, offer: usize },
    Remove { by: usize, who: usize },
    List { by: usize, listed: bool },
    Wait { days: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize, 0..4_usize, any::<bool>()).prop_map(|(by, to, transfer)| Step::Offer { by, to, transfer }),
        4 => (0..3_usize, 0..4_usize, any::<bool>()).prop_map(|(by, offer, accept)| Step::Answer { by, offer, accept }),
        1 => (0..3_usize, 0..4_usize).prop_map(|(by, offer)| Step::Withdraw { by, offer }),
        3 => (0..3_usize, 0..4_usize).prop_map(|(by, who)| Step::Remove { by, who }),
        1 => (0..3_usize, any::<bool>()).prop_map(|(by, listed)| Step::List { by, listed }),
        1 => (1..40_i64).prop_map(|days| Step::Wait { days }),
    ]
}

/// Refusals are as good as anything: what counts is what holds afterwards.
fn run(world: &mut World, step: &Step) {
    let nth = |world: &World, offer: usize| {
        let offers = &world.rows.ownership_offers;
        (!offers.is_empty()).then(|| offers[offer % offers.len()].id)
    };
    let package = "One".to_owned();
    match *step {
        Step::Offer { by, to, transfer } => {
            let mut command = world.offer(PEOPLE[by], "One", NAMES[to]);
            command.transfer = transfer;
            world.run(&command).ok();
        }
        Step::Answer { by, offer, accept } => {
            let (caller, offer) = (world.caller(PEOPLE[by]), nth(world, offer));
            let answer = if accept {
                OfferAnswer::Accept
            } else {
                OfferAnswer::Decline
            };
            offer.and_then(|offer| world.run(&AnswerOffer { caller, offer, answer }).ok());
        }
        Step::Withdraw { by, offer } => {
            let (caller, offer) = (world.caller(PEOPLE[by]), nth(world, offer));
            offer.and_then(|offer| world.run(&WithdrawOffer { caller, offer }).ok());
        }
        Step::Remove { by, who } => {
            let (caller, username) = (world.caller(PEOPLE[by]), NAMES[who].to_owned());
            world
                .run(&RemoveOwner {
                    caller,
                    package,
                    username,
                })
                .ok();
        }
        Step::List { by, listed } => {
            let caller = world.caller(PEOPLE[by]);
            world
                .run(&SetListed {
                    caller,
                    package,
                    listed,
                })
                .ok();
        }
        Step::Wait { days } => world.later(days * 86_400),
    }
}

fn check(world: &World) {
    let owners = world.owners("One");
    assert!(!owners.is_empty());
    let mut once = owners.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), owners.len());
    let owns = |account| world.rows.owners_of("one").any(|owner| owner.account == account);
    for offer in &world.rows.ownership_offers {
        assert!(!owns(offer.account) && owns(offer.offered_by), "{offer:?}");
    }
    if let Some((_, listed, told)) = world.told.last() {
        let package = world.rows.package("one").unwrap();
        assert_eq!((*listed, told), (package.listed, &owners));
    }
}

/// The same cases in every run, and no files left behind.
fn seeded() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(8252),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn whatever_people_do_a_package_keeps_an_owner_and_feeds_know_it(steps in prop::collection::vec(step(), 0..40)) {
        let mut world = World::new().with("One", &[ANNA]);
        for step in &steps {
            run(&mut world, step);
            check(&world);
        }
    }
}
