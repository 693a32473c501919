//! The account service under load from another process, beside what the same machine does without it.
//!
//! For each size of gallery a prepared database is served by the optimised program. Then the scenarios take turns,
//! round after round, and within them the sizes, so that a noisy moment meets all of them; medians are printed, and
//! each figure beside the one that it is to be compared with. Accounts are picked uniformly at random from all of them.
#![expect(clippy::print_stdout, reason = "what a benchmark prints is what it is for")]

mod connection;
mod figures;
mod load;
mod person;
mod program;
mod provider;
mod random;
mod raw;
mod report;
mod scenario;

use anyhow::{Context, Result, bail};
use clap::Parser;
use figures::Figures;
use load::Load;
use person::Holder;
use program::Program;
use provider::Provider;
use raw::Raw;
use report::{Beside, Size};
use scenario::{BACKGROUNDS, FOREGROUNDS, SCENARIOS, WRITES, named};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How often the service is started to see how long that takes.
const STARTS: usize = 5;

/// How long it rests before its idle memory is looked at.
const REST: Duration = Duration::from_secs(2);

/// For how long it writes before it is killed.
const LOAD: Duration = Duration::from_millis(500);

/// How long a filled database serves: its sessions and keys count as used just now for four hours, and after that each
/// first read of one would be measured together with the write that notes it (rule 3.4).
const FRESH: Duration = Duration::from_secs(3 * 3600);

/// What is measured, and with what.
#[derive(Parser)]
struct Arguments {
    /// The optimised program `nuget-accounts-service`.
    #[arg(long)]
    service: PathBuf,
    /// The program `bench-load`, which fills databases.
    #[arg(long)]
    loader: PathBuf,
    /// Where databases are made; they need about 2 KiB for each account, three times.
    #[arg(long)]
    folder: PathBuf,
    /// How many accounts, for each gallery to measure.
    #[arg(long, value_delimiter = ',', default_value = "1000,1000000")]
    accounts: Vec<u32>,
    /// How many seconds each scenario runs in each round.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// How many rounds.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Only scenarios whose name holds this.
    #[arg(long, default_value = "")]
    only: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let provider = Provider::start().context("starting an identity provider")?;
    let prepared = arguments
        .accounts
        .iter()
        .map(|accounts| Prepared::new(&arguments, &provider, *accounts));
    let prepared: Vec<Prepared> = prepared.collect::<Result<_>>()?;
    let programs = prepared.iter().map(|gallery| gallery.serve(&arguments));
    let programs: Vec<(Program, f64)> = programs.collect::<Result<_>>()?;
    let mut served: Vec<Served<'_>> = prepared
        .iter()
        .zip(&programs)
        .map(|(gallery, (program, _))| Served::new(gallery, program, &provider, &arguments))
        .collect::<Result<_>>()?;
    rounds(&arguments, &mut served).await?;
    beside(&arguments, &mut served).await?;
    let measured: Vec<Measured> = served.into_iter().map(Served::end).collect();
    let mut sizes = Vec::new();
    for ((gallery, (program, idle)), measured) in prepared.into_iter().zip(programs).zip(measured) {
        program.kill()?;
        sizes.push(gallery.end(&arguments, &provider, idle, measured).await?);
    }
    report::print(&sizes);
    Ok(())
}

/// A gallery of some size, with its database and configuration.
struct Prepared {
    accounts: u32,
    /// Making a token costs more than reading its row, so all are made before anything is measured.
    holders: Vec<Holder>,
    folder: TempDir,
    config: PathBuf,
    starts: Vec<Duration>,
    bytes: u64,
}

impl Prepared {
    fn new(arguments: &Arguments, provider: &Provider, accounts: u32) -> Result<Self> {
        let original = prepared(arguments, accounts)?;
        let folder = tempfile::tempdir_in(&arguments.folder)?;
        for name in ["accounts.db", "raw.db"] {
            fs::copy(&original, folder.path().join(name))?;
        }
        let config = program::configure(folder.path(), provider)?;
        Ok(Self {
            accounts,
            holders: (0..accounts).map(Holder::new).collect(),
            starts: starts(arguments, &config)?,
            config,
            folder,
            bytes: fs::metadata(&original)?.len(),
        })
    }

    /// Starts its program, and looks at its memory after a rest, in MiB.
    fn serve(&self, arguments: &Arguments) -> Result<(Program, f64)> {
        let program = Program::start(&arguments.service, &self.config)?;
        std::thread::sleep(REST);
        let idle = program.memory()?;
        Ok((program, idle))
    }

    /// What comes after the program was killed.
    async fn end(self, arguments: &Arguments, provider: &Provider, idle: f64, measured: Measured) -> Result<Size> {
        let starts_after_kill = starts_after_kill(arguments, &self.config, provider, &self.holders).await?;
        Ok(Size {
            accounts: self.accounts,
            figures: measured.figures,
            beside: measured.beside,
            idle,
            busiest: measured.busiest,
            starts: self.starts,
            starts_after_kill,
            bytes: self.bytes,
        })
    }
}

/// A gallery that is served, and what was measured of it.
struct Served<'a> {
    load: Load<'a>,
    raw: Raw,
    measured: Measured,
}

/// What was measured of a gallery.
#[derive(Default)]
struct Measured {
    figures: BTreeMap<&'static str, Vec<Figures>>,
    beside: Vec<Beside>,
    busiest: f64,
}

impl<'a> Served<'a> {
    fn new(gallery: &'a Prepared, program: &'a Program, provider: &'a Provider, arguments: &Arguments) -> Result<Self> {
        let long = Duration::from_secs(arguments.seconds);
        Ok(Self {
            load: Load::new(program, provider, &gallery.holders, long),
            raw: Raw::open(&gallery.folder.path().join("raw.db"), gallery.accounts)?,
            measured: Measured::default(),
        })
    }

    /// Keeps what was found in a round. The first one warms up and is not counted.
    fn keep(&mut self, round: usize, name: &'static str, figures: Result<Figures>) -> Result<()> {
        let accounts = self.load.accounts;
        let figures = figures.with_context(|| format!("with {accounts} accounts"))?;
        println!("{accounts} accounts, round {round}: {name} {figures}");
        if round > 0 {
            self.measured.figures.entry(name).or_default().push(figures);
        }
        Ok(())
    }

    fn end(mut self) -> Measured {
        self.measured.busiest = self.load.busiest();
        self.measured
    }
}

/// Fills a database, once for the runs of some hours: each measures copies.
fn prepared(arguments: &Arguments, accounts: u32) -> Result<PathBuf> {
    let original = arguments.folder.join(format!("{accounts}.db"));
    if original.exists() && fs::metadata(&original)?.modified()?.elapsed().unwrap_or_default() > FRESH {
        fs::remove_file(&original)?;
    }
    if !original.exists() {
        println!("filling a database with {accounts} accounts");
        let begun = Instant::now();
        let mut loader = Command::new(&arguments.loader);
        let status = loader.arg(&original).arg(accounts.to_string()).status()?;
        if !status.success() {
            bail!("the database could not be filled");
        }
        println!("filled in {:.0} s", begun.elapsed().as_secs_f64());
    }
    Ok(original)
}

/// All scenarios in turn, round after round, and each of them for one size after the other.
async fn rounds(arguments: &Arguments, served: &mut [Served<'_>]) -> Result<()> {
    let is_wanted = |name: &str| name.contains(&arguments.only);
    for round in 0..=arguments.rounds {
        for scenario in SCENARIOS.iter().filter(|scenario| is_wanted(scenario.name)) {
            for gallery in served.iter_mut() {
                let figures = gallery.load.run(scenario).await;
                gallery.keep(round, scenario.name, figures)?;
            }
        }
        for name in raw::ALL.into_iter().filter(|name| is_wanted(name)) {
            for gallery in served.iter_mut() {
                let figures = gallery.raw.measure(name, gallery.load.long);
                gallery.keep(round, name, figures)?;
            }
        }
    }
    Ok(())
}

/// What is left of some scenarios while others go on.
async fn beside(arguments: &Arguments, served: &mut [Served<'_>]) -> Result<()> {
    let pairs = BACKGROUNDS
        .iter()
        .flat_map(|back| FOREGROUNDS.iter().map(move |front| (front, back)));
    for (front, back) in pairs.filter(|(front, _)| front.contains(&arguments.only)) {
        let front = named(front).context("no such scenario")?;
        for gallery in served.iter_mut() {
            let (mut alone, mut together) = (Vec::new(), Vec::new());
            for _ in 0..arguments.rounds {
                alone.push(gallery.load.run(front).await?);
                together.push(gallery.load.run_beside(front, back).await?);
            }
            let beside = Beside {
                foreground: front.name,
                background: back.name,
                alone: Figures::median(&alone),
                together: Figures::median(&together),
            };
            println!("{} accounts: {beside}", gallery.load.accounts);
            gallery.measured.beside.push(beside);
        }
    }
    Ok(())
}

/// How long it takes to be ready after an orderly end.
fn starts(arguments: &Arguments, config: &Path) -> Result<Vec<Duration>> {
    // The first one reads the program and the database from the disk.
    Program::start(&arguments.service, config)?.stop()?;
    let mut found = Vec::new();
    for _ in 0..STARTS {
        let program = Program::start(&arguments.service, config)?;
        found.push(program.ready);
        program.stop()?;
    }
    Ok(found)
}

/// How long it takes after a kill while it is writing.
async fn starts_after_kill(
    arguments: &Arguments,
    config: &Path,
    provider: &Provider,
    holders: &[Holder],
) -> Result<Vec<Duration>> {
    let mut found = Vec::new();
    let writes = named(WRITES).context("no such scenario")?;
    for start in 0..=STARTS {
        let program = Program::start(&arguments.service, config)?;
        // The one before the first was killed when it had nothing to do.
        if start > 0 {
            found.push(program.ready);
        }
        let load = Load::new(&program, provider, holders, LOAD * 2);
        // What is asked for when it ends is cut off, so the load fails.
        let (cut_off, ended) = futures::join!(load.run(writes), async {
            tokio::time::sleep(LOAD).await;
            program.end()
        });
        ended?;
        if cut_off.is_ok() {
            bail!("nothing was asked for when it was killed");
        }
        program.kill()?;
    }
    Ok(found)
}
