//! Who tells the random stories of a property test.

use proptest::test_runner::{Config, RngSeed, TestRunner};

/// Different beginnings of what happens.
const SEEDS: [u64; 3] = [9, 23, 4711];

/// One for each beginning, the same in every run, with so many stories each, and without files left behind.
/// `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more and for another beginning.
#[must_use]
pub fn runners(cases: u32) -> Vec<TestRunner> {
    let asked = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let cases = match std::env::var_os("PROPTEST_CASES") {
        Some(_) => asked.cases,
        None => cases,
    };
    let seeds = match asked.rng_seed {
        seed @ RngSeed::Fixed(_) => vec![seed],
        RngSeed::Random => SEEDS.map(RngSeed::Fixed).to_vec(),
    };
    let configured = seeds.into_iter().map(|rng_seed| Config {
        cases,
        rng_seed,
        ..asked.clone()
    });
    configured.map(TestRunner::new).collect()
}
