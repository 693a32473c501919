//! `bench-load DATABASE COUNT`: fills a database for benchmarks.

use ambient::{Clock, SystemClock};
use anyhow::{Context, bail};
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, count] = arguments.as_slice() else {
        bail!("bench-load DATABASE COUNT");
    };
    let database = PathBuf::from(database);
    if database.exists() {
        bail!("{} is there already", database.display());
    }
    let count = count.parse().context("not a number of accounts")?;
    service::bulk::load(&database, count, SystemClock.now())?;
    Ok(())
}
