//! What is measured of a program and the processes that it started.

use anyhow::{Context, Result};
use std::{fmt, fs, time::Duration};

/// How long a program settles before its idle processor time is taken, and over how long that is.
const SETTLE: Duration = Duration::from_secs(5);
const IDLE: Duration = Duration::from_secs(10);

/// Clock ticks in a second, as `/proc` counts processor time on Linux.
const TICKS: f64 = 100.0;

/// One start.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// From the start of the process to the painted page, in milliseconds.
    pub paint_ms: f64,
    /// Proportional set size of all its processes once it has settled, in MiB.
    pub memory_mib: f64,
    /// Processor time while idle, in percent of one core.
    pub idle_percent: f64,
}

impl Measure {
    /// Lets the program settle, then measures it.
    pub async fn settled(paint: Duration, root: u32) -> Result<Self> {
        tokio::time::sleep(SETTLE).await;
        let memory = family(root)?.into_iter().map(proportional_kib).sum::<f64>() / 1024.0;
        let before = ticks(root)?;
        tokio::time::sleep(IDLE).await;
        let idle = (ticks(root)? - before) / TICKS / IDLE.as_secs_f64() * 100.0;
        Ok(Self {
            paint_ms: paint.as_secs_f64() * 1000.0,
            memory_mib: memory,
            idle_percent: idle,
        })
    }

    /// The median of each figure.
    pub fn median(measures: &[Self]) -> Self {
        let middle = |figure: fn(&Self) -> f64| {
            let mut figures: Vec<f64> = measures.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
        };
        Self {
            paint_ms: middle(|m| m.paint_ms),
            memory_mib: middle(|m| m.memory_mib),
            idle_percent: middle(|m| m.idle_percent),
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "paint {:.0} ms, memory {:.0} MiB, idle {:.2} %",
            self.paint_ms, self.memory_mib, self.idle_percent
        )
    }
}

/// The process and all that it started, directly or not.
pub fn family(root: u32) -> Result<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Some(id) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        if let Some(parent) = stat(id).and_then(|fields| fields.get(1)?.parse::<u32>().ok()) {
            parents.push((id, parent));
        }
    }
    let mut family = vec![root];
    let mut seen = 0;
    while seen < family.len() {
        let elder = family[seen];
        family.extend(parents.iter().filter(|(_, parent)| *parent == elder).map(|(id, _)| *id));
        seen += 1;
    }
    Ok(family)
}

/// The fields of `/proc/ID/stat` after the program's name, which may hold anything.
fn stat(id: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(") ")?;
    Some(rest.split(' ').map(str::to_owned).collect())
}

fn ticks(root: u32) -> Result<f64> {
    let used = |id| {
        let fields = stat(id)?;
        Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
    };
    Ok(family(root)?.into_iter().filter_map(used).sum())
}

fn proportional_kib(id: u32) -> f64 {
    let read = || -> Result<f64> {
        let text = fs::read_to_string(format!("/proc/{id}/smaps_rollup"))?;
        let line = text.lines().find(|line| line.starts_with("Pss:")).context("no Pss")?;
        Ok(line.split_whitespace().nth(1).context("no figure")?.parse()?)
    };
    read().unwrap_or(0.0)
}
