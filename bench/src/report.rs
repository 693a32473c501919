//! The tables, in the form of `docs/performance.md`.

use crate::{
    figures::{Figures, median},
    scenario::SCENARIOS,
};
use std::{collections::BTreeMap, fmt, time::Duration};

/// Everything about a gallery of one size.
pub struct Size {
    /// How many accounts.
    pub accounts: u32,
    /// Each scenario, round after round.
    pub figures: BTreeMap<&'static str, Vec<Figures>>,
    /// What is left while something else goes on.
    pub beside: Vec<Beside>,
    /// Anonymous memory after a start and a rest, in MiB.
    pub idle: f64,
    /// The most under load, in MiB.
    pub busiest: f64,
    /// Starts after an orderly end.
    pub starts: Vec<Duration>,
    /// Starts after a kill under load.
    pub starts_after_kill: Vec<Duration>,
    /// The database, in bytes, before it was measured.
    pub bytes: u64,
}

/// Something alone, and while something else goes on.
pub struct Beside {
    /// What is measured.
    pub foreground: &'static str,
    /// What goes on.
    pub background: &'static str,
    /// By itself.
    pub alone: Figures,
    /// Beside the other.
    pub together: Figures,
}

impl fmt::Display for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} beside {}: {:.2} of the rate (aim ≥ 0.8), {:.2} of the p99 (aim ≤ 1.5)",
            self.foreground,
            self.background,
            self.together.rate / self.alone.rate,
            self.together.p99 / self.alone.p99
        )
    }
}

/// Prints all tables.
pub fn print(sizes: &[Size]) {
    for size in sizes {
        println!("\n### {} accounts\n", size.accounts);
        rates(size);
        ratios(size);
        state(size);
    }
    if let [small, .., large] = sizes {
        across(small, large);
    }
}

fn rates(size: &Size) {
    println!("| | a second | p50 | p99 | processor each |\n| --- | --- | --- | --- | --- |");
    for (name, rounds) in &size.figures {
        let figures = Figures::median(rounds);
        let processor = if figures.processor > 0.0 {
            format!("{:.0} µs", figures.processor * 1e6)
        } else {
            String::new()
        };
        let Figures { rate, p50, p99, .. } = figures;
        println!("| {name} | {rate:.0} | {p50:.0} µs | {p99:.0} µs | {processor} |");
    }
}

fn ratios(size: &Size) {
    println!("\n| | beside | ratio | aim |\n| --- | --- | --- | --- |");
    for scenario in SCENARIOS {
        for (other, aim) in scenario.beside {
            let (Some(ours), Some(theirs)) = (size.figures.get(scenario.name), size.figures.get(other)) else {
                continue;
            };
            let aim = aim.map_or_else(String::new, |aim| format!("≥ {aim}"));
            // Within a round both met the same machine.
            let ratios = ours.iter().zip(theirs).map(|(ours, theirs)| ours.rate / theirs.rate);
            println!("| {} | {other} | {:.2} | {aim} |", scenario.name, median(ratios));
        }
    }
    for beside in &size.beside {
        println!("\n{beside}");
    }
}

fn state(size: &Size) {
    let millis = |starts: &[Duration]| median(starts.iter().map(|start| start.as_secs_f64() * 1000.0));
    println!(
        "\nanonymous memory {:.1} MiB idle (aim ≤ 40), {:.1} MiB under load (aim ≤ 90); database {:.1} MiB; ready after \
         {:.0} ms (aim ≤ 100), after a kill under load {:.0} ms",
        size.idle,
        size.busiest,
        size.bytes as f64 / 1_048_576.0,
        millis(&size.starts),
        millis(&size.starts_after_kill)
    );
}

fn across(small: &Size, large: &Size) {
    println!("\n### {} accounts beside {}\n", large.accounts, small.accounts);
    for (name, figures) in &large.figures {
        if let Some(fewer) = small.figures.get(name) {
            // They took turns, so within a round both met the same machine.
            let ratios = figures.iter().zip(fewer).map(|(large, small)| large.rate / small.rate);
            println!("{name}: {:.2} of the rate", median(ratios));
        }
    }
}
