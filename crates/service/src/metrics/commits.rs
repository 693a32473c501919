//! What the store's writer counts.

use prometheus_client::{
    metrics::{
        counter::Counter,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use std::time::Duration;

/// What the store's writer has done since it was opened.
#[derive(Clone, Debug)]
pub struct Commits {
    /// Submissions committed.
    pub commands: Counter,
    /// Transactions that they took.
    pub commits: Counter,
    /// Submissions that were decided on what had changed meanwhile.
    pub conflicts: Counter,
    /// Submissions that the disk refused.
    pub failures: Counter,
    took: Histogram,
}

impl Default for Commits {
    fn default() -> Self {
        Self {
            commands: Counter::default(),
            commits: Counter::default(),
            conflicts: Counter::default(),
            failures: Counter::default(),
            took: Histogram::new(exponential_buckets(0.0001, 2.0, 16)),
        }
    }
}

impl Commits {
    /// A transaction took so long, its way to the disk included.
    pub fn took(&self, time: Duration) {
        self.took.observe(time.as_secs_f64());
    }

    /// Shows them.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("store_commands", "Commands committed", self.commands.clone());
        registry.register("store_commits", "Transactions that commands took", self.commits.clone());
        let help = "Commands decided on rows that changed meanwhile, and decided again";
        registry.register("store_conflicts", help, self.conflicts.clone());
        let help = "Commands that the disk refused; nothing of them was kept";
        registry.register("store_failures", help, self.failures.clone());
        let help = "One transaction, its way to the disk included";
        registry.register_with_unit("store_commit", help, Unit::Seconds, self.took.clone());
    }
}
