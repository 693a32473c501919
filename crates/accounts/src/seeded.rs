//! Property tests that try the same cases in every run, and leave no files behind.

use proptest::test_runner::{Config, RngSeed};

/// Their configuration, with this many cases.
pub(crate) fn cases(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(8252),
        failure_persistence: None,
        ..Config::default()
    }
}
