//! The account service under load from another process, beside what the same machine does without it.
//!
//! For each size of gallery a prepared database is served by the optimised program. Then the scenarios take turns,
//! round after round, so that a noisy moment meets all of them; medians are printed, and each figure beside the one
//! that it is to be compared with. Accounts are picked uniformly at random from all of them.
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
    let mut sizes = Vec::new();
    for accounts in &arguments.accounts {
        let size = measure(&arguments, &provider, *accounts).await;
        sizes.push(size.with_context(|| format!("with {accounts} accounts"))?);
    }
    report::print(&sizes);
    Ok(())
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

async fn measure(arguments: &Arguments, provider: &Provider, accounts: u32) -> Result<Size> {
    let original = prepared(arguments, accounts)?;
    let folder = tempfile::tempdir_in(&arguments.folder)?;
    for name in ["accounts.db", "raw.db"] {
        fs::copy(&original, folder.path().join(name))?;
    }
    let config = program::configure(folder.path(), provider)?;
    let starts = starts(arguments, &config)?;
    let program = Program::start(&arguments.service, &config)?;
    tokio::time::sleep(REST).await;
    let idle = program.memory()?;
    let load = Load::new(&program, provider, accounts, Duration::from_secs(arguments.seconds));
    let mut raw = Raw::open(&folder.path().join("raw.db"), accounts)?;
    let figures = rounds(arguments, &load, &mut raw).await?;
    let beside = beside(arguments, &load).await?;
    let busiest = load.busiest();
    program.kill()?;
    let starts_after_kill = starts_after_kill(arguments, &config, provider, accounts).await?;
    Ok(Size {
        accounts,
        figures,
        beside,
        idle,
        busiest,
        starts,
        starts_after_kill,
        bytes: fs::metadata(&original)?.len(),
    })
}

/// All scenarios in turn, round after round. The first round warms up and is not counted.
async fn rounds(arguments: &Arguments, load: &Load<'_>, raw: &mut Raw) -> Result<BTreeMap<&'static str, Vec<Figures>>> {
    let mut all: BTreeMap<&'static str, Vec<Figures>> = BTreeMap::new();
    for round in 0..=arguments.rounds {
        let mut found = Vec::new();
        for scenario in SCENARIOS
            .iter()
            .filter(|scenario| scenario.name.contains(&arguments.only))
        {
            found.push((scenario.name, load.run(scenario).await?));
        }
        found.extend(raw.round(load.long, &arguments.only)?);
        for (name, figures) in found {
            println!("{} accounts, round {round}: {name} {figures}", load.accounts);
            if round > 0 {
                all.entry(name).or_default().push(figures);
            }
        }
    }
    Ok(all)
}

/// What is left of some scenarios while others go on.
async fn beside(arguments: &Arguments, load: &Load<'_>) -> Result<Vec<Beside>> {
    let mut found = Vec::new();
    let pairs = BACKGROUNDS
        .iter()
        .flat_map(|back| FOREGROUNDS.iter().map(move |front| (front, back)));
    for (front, back) in pairs.filter(|(front, _)| front.contains(&arguments.only)) {
        let front = named(front).context("no such scenario")?;
        let (mut alone, mut together) = (Vec::new(), Vec::new());
        for _ in 0..arguments.rounds {
            alone.push(load.run(front).await?);
            together.push(load.run_beside(front, back).await?);
        }
        let beside = Beside {
            foreground: front.name,
            background: back.name,
            alone: Figures::median(&alone),
            together: Figures::median(&together),
        };
        println!("{} accounts: {beside}", load.accounts);
        found.push(beside);
    }
    Ok(found)
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
    accounts: u32,
) -> Result<Vec<Duration>> {
    let mut found = Vec::new();
    let writes = named(WRITES).context("no such scenario")?;
    for start in 0..=STARTS {
        let program = Program::start(&arguments.service, config)?;
        // The one before the first was killed when it had nothing to do.
        if start > 0 {
            found.push(program.ready);
        }
        let load = Load::new(&program, provider, accounts, LOAD * 2);
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
