//! The commands about a whole database.

use super::{Done, put, say};
use ambient::{Clock, SystemClock};
use anyhow::Context;
use service::maintenance::{self, TableSum, Terms};
use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{self, BufReader, BufWriter, Write},
    path::Path,
};

/// Prints every violated invariant.
pub fn check(database: &Path) -> anyhow::Result<Done> {
    let violations = maintenance::check(database)?;
    for violation in &violations {
        say(violation)?;
    }
    if violations.is_empty() {
        say(format_args!("{} holds together.", database.display()))?;
        return Ok(Done::Well);
    }
    Ok(Done::NotWell)
}

/// Copies the database. What does not hold in it is printed: the copy is made, but will be refused when it is needed.
pub fn backup(database: &Path, to: &Path) -> anyhow::Result<Done> {
    let violations = maintenance::backup(database, to)?;
    let (to, database) = (to.display(), database.display());
    match violations.as_deref() {
        Some([]) => say(format_args!("{to} is a backup of {database}."))?,
        None => say(format_args!(
            "{to} is a backup of {database}, which an older program wrote: `restore` will look it through."
        ))?,
        Some(violations) => {
            for violation in violations {
                say(violation)?;
            }
            say(format_args!(
                "{to} is a copy of {database}, which does not hold together: `restore` takes it with --as-it-is only."
            ))?;
            return Ok(Done::NotWell);
        }
    }
    Ok(Done::Well)
}

/// Puts a backup in its place.
pub fn restore(from: &Path, database: &Path, terms: Terms) -> anyhow::Result<Done> {
    let put = maintenance::restore(from, database, terms).map_err(put::refused)?;
    let (database, from) = (database.display(), from.display());
    say(format_args!("{database} is restored from {from}."))?;
    put::tell(&put)
}

/// Writes the database as lines.
pub fn export(database: &Path, to: &Path) -> anyhow::Result<()> {
    let now = SystemClock.now();
    if to == Path::new("-") {
        maintenance::export(database, &mut BufWriter::new(io::stdout().lock()), now)?;
        return Ok(());
    }
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options
        .open(to)
        .with_context(|| format!("cannot make {}", to.display()))?;
    let mut writer = BufWriter::new(&file);
    let written = maintenance::export(database, &mut writer, now);
    let done = written.and_then(|sums| Ok(writer.flush().and_then(|()| file.sync_all()).map(|()| sums)?));
    match done {
        Ok(sums) => say(format_args!("{} holds {}.", to.display(), counted(&sums))),
        Err(error) => {
            // Half an export is none.
            std::fs::remove_file(to).ok();
            Err(error.into())
        }
    }
}

/// Makes the database of an export.
pub fn import(database: &Path, from: &Path, terms: Terms) -> anyhow::Result<()> {
    let imported = if from == Path::new("-") {
        maintenance::import(
            database,
            &mut io::stdin().lock(),
            Path::new("the standard input"),
            terms,
        )
    } else {
        let file = File::open(from).with_context(|| format!("cannot read {}", from.display()))?;
        maintenance::import(database, &mut BufReader::new(file), from, terms)
    };
    let imported = imported.map_err(put::refused)?;
    say(format_args!(
        "{} holds {}.",
        database.display(),
        counted(&imported.sums)
    ))?;
    put::tell(&imported.put).map(drop)
}

fn counted(sums: &BTreeMap<String, TableSum>) -> String {
    let rows: u64 = sums.values().map(|sum| sum.rows).sum();
    format!("{rows} rows in {} tables", sums.len())
}
