//! Counting what test runs say.

use std::fmt;

/// How many tests passed and failed so far, read from the lines that Rust's test harness ends with.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    passed: u64,
    failed: u64,
    failed_runs: u64,
}

impl Tally {
    /// Takes a line of a test run's output; lines that are no result count nothing.
    pub fn read(&mut self, line: &str) {
        let Some(result) = line.trim_start().strip_prefix("test result: ") else {
            return;
        };
        self.passed += count(result, "passed");
        self.failed += count(result, "failed");
    }

    /// Takes note that a run ended badly, which it also does where something did not compile and no result was said.
    pub fn note_failed_run(&mut self) {
        self.failed_runs += 1;
    }

    /// Whether everything ran and passed.
    pub fn is_good(&self) -> bool {
        self.failed == 0 && self.failed_runs == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number before `word` in `ok. 12 passed; 0 failed; 1 ignored`.
fn count(result: &str, word: &str) -> u64 {
    let words: Vec<&str> = result.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
    let pair = words.windows(2).find(|pair| pair[1] == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_runs_are_summed() {
        let mut tally = Tally::default();
        tally.read("running 3 tests");
        tally.read("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        tally.read("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s");
        assert_eq!(tally.to_string(), "15 passed, 2 failed");
        assert!(!tally.is_good());
    }

    #[test]
    fn a_run_that_did_not_compile_is_not_good_though_nothing_failed() {
        let mut tally = Tally::default();
        tally.read("test result: ok. 1 passed; 0 failed");
        assert!(tally.is_good());
        tally.note_failed_run();
        assert!(!tally.is_good());
    }
}
