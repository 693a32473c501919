//! What the program can be told to do.

mod admin;
mod database;
mod put;
mod self_check;
mod serve;

use crate::settings::Settings;
use ambient::{Clock, SystemClock};
use anyhow::Context;
use clap::{Args, Subcommand};
use service::maintenance::Terms;
use std::{
    fmt::Display,
    io::{self, Write},
    path::PathBuf,
};

/// A command.
#[derive(Subcommand)]
pub enum Act {
    /// Serve the HTTP API until SIGTERM or Ctrl+C. SIGHUP has the certificate read again.
    Serve,
    /// Look for what does not hold together in the database; a service may run.
    Check,
    /// Copy the database to a new file; a service may run.
    Backup {
        /// The file, which must not exist.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Put a backup in the place of the database; no service may run.
    Restore {
        /// The backup.
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        #[command(flatten)]
        replacing: Replacing,
        /// Also where the backup does not hold together; what does not is told.
        #[arg(long)]
        as_it_is: bool,
    },
    /// Write the whole database as lines of JSON; a service may run.
    Export {
        /// The file, which must not exist, or - for the standard output.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Make a database of an export; no service may run.
    Import {
        /// The file, or - for the standard input.
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        #[command(flatten)]
        replacing: Replacing,
    },
    /// Look after accounts; a service may run.
    Admin {
        #[command(subcommand)]
        act: admin::Act,
    },
}

/// On which terms a database takes the place of another.
#[derive(Args)]
pub struct Replacing {
    /// Also where there are accounts. The database that is replaced is kept beside the new one.
    #[arg(long)]
    replace: bool,
    /// End every session that is in it, so that none lives again that was ended since it was written.
    #[arg(long)]
    end_sessions: bool,
    /// This computer's clock was looked at, and is right although what was written is old.
    #[arg(long)]
    clock_is_right: bool,
}

impl Replacing {
    fn terms(self, as_it_is: bool) -> Terms {
        Terms {
            now: SystemClock.now(),
            replace: self.replace,
            end_sessions: self.end_sessions,
            clock_is_right: self.clock_is_right,
            as_it_is,
        }
    }
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Done, and nothing to complain about.
    Well,
    /// Done, but what was found is not well.
    NotWell,
}

/// Prints what was done or found. Whoever reads it may have gone, as `head` does, or have no room.
///
/// # Errors
/// It cannot be printed.
fn say(text: impl Display) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    let written = writeln!(output, "{text}").and_then(|()| output.flush());
    written.context("what there is to say cannot be printed")
}

/// Does what was asked for.
///
/// # Errors
/// Why it was not done.
pub fn run(act: Act, settings: Settings) -> anyhow::Result<Done> {
    let database = settings.database();
    match act {
        Act::Serve => serve::run(settings)?,
        Act::Check => return database::check(database),
        Act::Backup { to } => return database::backup(database, &to),
        Act::Restore {
            from,
            replacing,
            as_it_is,
        } => return database::restore(&from, database, replacing.terms(as_it_is)),
        Act::Export { to } => database::export(database, &to)?,
        Act::Import { from, replacing } => database::import(database, &from, replacing.terms(false))?,
        Act::Admin { act } => admin::run(&act, settings)?,
    }
    Ok(Done::Well)
}
