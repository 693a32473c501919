//! What one run of a scenario gave.

use std::{fmt, time::Duration};

/// Rate and latencies.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// How many were done.
    pub count: u64,
    /// How many in a second.
    pub rate: f64,
    /// The median latency in microseconds.
    pub p50: f64,
    /// The latency that one in a hundred is above, in microseconds.
    pub p99: f64,
    /// Processor time of the service for each, in seconds; nothing where there was no service.
    pub processor: f64,
}

impl Figures {
    /// From the latency of each and the time that all took together.
    pub fn new(mut latencies: Vec<Duration>, took: Duration) -> Self {
        latencies.sort_unstable();
        let at = |part: f64| {
            let last = latencies.len().saturating_sub(1);
            let index = (last as f64 * part) as usize;
            latencies
                .get(index)
                .map_or(f64::NAN, |latency| latency.as_secs_f64() * 1e6)
        };
        Self {
            count: latencies.len() as u64,
            rate: latencies.len() as f64 / took.as_secs_f64(),
            p50: at(0.5),
            p99: at(0.99),
            processor: 0.0,
        }
    }

    /// The median of each figure.
    pub fn median(all: &[Self]) -> Self {
        let middle = |figure: fn(&Self) -> f64| median(all.iter().map(figure));
        Self {
            count: all.iter().map(|figures| figures.count).sum(),
            rate: middle(|figures| figures.rate),
            p50: middle(|figures| figures.p50),
            p99: middle(|figures| figures.p99),
            processor: middle(|figures| figures.processor),
        }
    }
}

/// The one in the middle; of an even number the larger one.
pub fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0}/s, p50 {:.0} µs, p99 {:.0} µs", self.rate, self.p50, self.p99)?;
        if self.processor > 0.0 {
            write!(f, ", processor {:.1} µs", self.processor * 1e6)?;
        }
        Ok(())
    }
}
