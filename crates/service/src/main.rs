//! `nuget-accounts-service`: the account service as a program of its own.

mod commands;
mod settings;

use clap::Parser;
use commands::{Act, Done};
use settings::Settings;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// The account service of a NuGet gallery.
#[derive(Parser)]
#[command(name = "nuget-accounts-service", version)]
struct Arguments {
    /// The configuration file (TOML). Each of its keys can also be given as NUGET_ACCOUNTS_KEY in the environment,
    /// which wins.
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    act: Act,
}

/// 0 where it was done; 1 where it was refused or failed, with a sentence; 2 where the command line is not understood.
fn main() -> ExitCode {
    let Arguments { config, act } = Arguments::parse();
    let settings = Settings::read(config.as_deref(), std::env::vars_os());
    match settings.and_then(|settings| commands::run(act, settings)) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::NotWell) => ExitCode::FAILURE,
        Err(error) => {
            writeln!(io::stderr(), "error: {error:#}").ok();
            ExitCode::FAILURE
        }
    }
}
