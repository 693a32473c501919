//! 64 connections that ask as fast as they are answered.

use crate::{
    figures::Figures,
    person::{Holder, Person},
    program::Program,
    provider::Provider,
    scenario::Scenario,
};
use anyhow::{Context, Result};
use futures::future::try_join_all;
use std::{
    cell::Cell,
    time::{Duration, Instant},
};

/// How many connections ask at once.
pub const CONNECTIONS: u32 = 64;

/// How often the service's memory is looked at meanwhile, which keeps it waiting for a moment.
const LOOK: Duration = Duration::from_millis(500);

/// The service under load, and who loads it.
pub struct Load<'a> {
    /// The service.
    pub program: &'a Program,
    /// Who signs ID tokens.
    pub provider: &'a Provider,
    /// How many accounts there are.
    pub accounts: u32,
    /// How long each scenario runs.
    pub long: Duration,
    runs: Cell<u32>,
    holders: &'a [Holder],
    busiest: Cell<f64>,
}

impl<'a> Load<'a> {
    /// Asks nothing yet.
    pub fn new(program: &'a Program, provider: &'a Provider, holders: &'a [Holder], long: Duration) -> Self {
        Self {
            program,
            provider,
            accounts: u32::try_from(holders.len()).unwrap_or(u32::MAX),
            long,
            runs: Cell::new(0),
            holders,
            busiest: Cell::new(0.0),
        }
    }

    /// The most anonymous memory that the service was seen to have under load, in MiB.
    pub fn busiest(&self) -> f64 {
        self.busiest.get()
    }

    /// Looks at the service's memory until the end.
    async fn watch(&self, end: Instant) -> Result<()> {
        while Instant::now() + LOOK < end {
            tokio::time::sleep(LOOK).await;
            self.busiest.set(self.busiest.get().max(self.program.memory()?));
        }
        Ok(())
    }

    /// Runs a scenario by itself.
    pub async fn run(&self, scenario: &Scenario) -> Result<Figures> {
        let before = self.program.processor()?;
        let end = Instant::now() + self.long;
        let (figures, watched) = futures::join!(self.asked(scenario, end), self.watch(end));
        watched?;
        let mut figures = figures?;
        let used = self.program.processor()?.saturating_sub(before);
        figures.processor = used.as_secs_f64() / figures.count.max(1) as f64;
        Ok(figures)
    }

    /// Runs a scenario while as many other connections are busy with another one.
    pub async fn run_beside(&self, scenario: &Scenario, background: &Scenario) -> Result<Figures> {
        let end = Instant::now() + self.long;
        let (figures, others, watched) =
            futures::join!(self.asked(scenario, end), self.asked(background, end), self.watch(end));
        others?;
        watched?;
        figures
    }

    async fn asked(&self, scenario: &Scenario, end: Instant) -> Result<Figures> {
        let run = self.runs.replace(self.runs.get() + 1);
        let begun = Instant::now();
        let people = (0..CONNECTIONS).map(|number| async move {
            let seed = u64::from(run) << 32 | u64::from(number);
            let mut person = Person::new(self.provider, self.program.address, self.holders, seed);
            let mut latencies = Vec::new();
            while Instant::now() < end {
                latencies.push(scenario.act.once(&mut person).await?);
            }
            anyhow::Ok(latencies)
        });
        let latencies = try_join_all(people).await.with_context(|| scenario.name)?;
        Ok(Figures::new(latencies.concat(), begun.elapsed()))
    }
}
