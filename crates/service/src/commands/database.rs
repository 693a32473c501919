//! The commands about a whole database.

use super::{Done, say};
use ambient::{Clock, SystemClock};
use anyhow::Context;
use service::maintenance::{self, TableSum};
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

/// Copies the database.
pub fn backup(database: &Path, to: &Path) -> anyhow::Result<()> {
    maintenance::backup(database, to)?;
    say(format_args!("{} is a backup of {}.", to.display(), database.display()))
}

/// Puts a backup in its place.
pub fn restore(from: &Path, database: &Path, replace: bool, end_sessions: bool) -> anyhow::Result<()> {
    let end = end_sessions.then(|| SystemClock.now());
    let hint = "add --replace to put the backup in its place";
    let kept = maintenance::restore(from, database, replace, end).map_err(|error| match error {
        maintenance::MaintenanceError::NotEmpty(_) => anyhow::anyhow!("{error}: {hint}"),
        _ => error.into(),
    })?;
    say(format_args!(
        "{} is restored from {}.",
        database.display(),
        from.display()
    ))?;
    if let Some(kept) = kept {
        say(format_args!(
            "The database that was there is kept as {}.",
            kept.display()
        ))?;
    }
    Ok(())
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
pub fn import(database: &Path, from: &Path) -> anyhow::Result<()> {
    let sums = if from == Path::new("-") {
        maintenance::import(database, &mut io::stdin().lock())?
    } else {
        let file = File::open(from).with_context(|| format!("cannot read {}", from.display()))?;
        maintenance::import(database, &mut BufReader::new(file))?
    };
    say(format_args!("{} holds {}.", database.display(), counted(&sums)))
}

fn counted(sums: &BTreeMap<String, TableSum>) -> String {
    let rows: u64 = sums.values().map(|sum| sum.rows).sum();
    format!("{rows} rows in {} tables", sums.len())
}
