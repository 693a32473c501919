//! Random sequences of commands on a store in memory, beside a reference model that restates the rules plainly.
//!
//! Before each command the model says whether it is done or under which code it is refused; after it, everything that
//! is stored must be what the model has, and the invariants must hold. So a rule that is broken only by an unlikely
//! order of commands is found here. Both sides know the same few names, identities, addresses and packages, so that
//! commands meet.

#![allow(clippy::unwrap_used)]

mod act;
mod compare;
mod invariants;
mod plain;
mod world;

use act::{Act, By, acts};
use invariants::Watched;
use plain::Plain;
use proptest::{prelude::*, test_runner::RngSeed};
use world::World;

/// What an account can be called; the first four are tried for people, the next two for organizations.
pub(crate) const NAMES: [&str; 8] = [
    "Anna",
    "Ben",
    "Cara",
    "Dora",
    "Contoso",
    "Fabrikam",
    "Elsa",
    "Adventure",
];
/// How many people there are at the provider.
pub(crate) const IDENTITIES: usize = 5;
/// How many addresses there are.
pub(crate) const ADDRESSES: usize = 7;
/// What packages can be called.
pub(crate) const PACKAGES: [&str; 3] = ["One", "Two", "Three"];

/// The same cases in every run, and no files left behind.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(8252),
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::default()
    }
}

/// Three confirmed people, the first of whom has a confirmed organization.
fn beginning() -> Vec<Act> {
    let by = |name| By { name, older: false };
    let person = |number| {
        let (identity, name, address, whose) = (number, number, number, number);
        let (by, right) = (by(number), true);
        [
            Act::Register {
                identity,
                name,
                address,
            },
            Act::ConfirmAddress { by, whose, right },
        ]
    };
    let organization = [
        Act::CreateOrganization {
            by: by(0),
            name: 4,
            address: 4,
        },
        Act::ConfirmAddress {
            by: by(0),
            whose: 4,
            right: true,
        },
    ];
    (0..3).flat_map(person).chain(organization).collect()
}

/// Runs a sequence; answers with how many of its commands were done and how many were refused.
async fn run(acts: &[Act]) -> (usize, usize) {
    let (mut plain, mut world, mut watched) = (Plain::default(), World::new(), Watched::default());
    let mut counts = (0, 0);
    for (step, act) in acts.iter().enumerate() {
        let done = world.run(act, &plain).await;
        plain.now += 1;
        let Some(done) = done else { continue };
        assert_eq!(
            done,
            plain.decide(act),
            "step {step}, {act:?}: on the right what the model says"
        );
        let found = world.stored().await;
        let lines = compare::of_store(&found, &world);
        compare::same(&lines, &plain, step, act);
        watched.look(&found, lines, &world, step, act).await;
        if done.is_ok() {
            counts.0 += 1;
        } else {
            counts.1 += 1;
        }
    }
    counts
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn whatever_is_done_in_whatever_order_the_gallery_does_what_the_model_says(random in acts()) {
        let acts: Vec<Act> = beginning().into_iter().chain(random).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (done, refused) = runtime.block_on(run(&acts));
        if std::env::var_os("MODEL_COUNTS").is_some() {
            println!("done {done}, refused {refused}");
        }
    }
}
