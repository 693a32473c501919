//! `nuget-accounts-service`: the account service as a program of its own.

mod commands;
mod settings;

use clap::Parser;
use commands::{Act, Done};
use service::OpenError;
use settings::{Settings, Unusable};
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

/// What it ends with where the configuration cannot be used: `EX_CONFIG` of sysexits(3). The unit does not start it again
/// then.
const CONFIGURATION: u8 = 78;

/// 0 where it was done; 1 where it was refused or failed, with a sentence; 2 where the command line is not understood; 78
/// where the configuration cannot be used.
fn main() -> ExitCode {
    let Arguments { config, act } = Arguments::parse();
    let settings = Settings::read(config.as_deref(), std::env::vars_os());
    let settings = settings.map_err(anyhow::Error::from);
    match settings.and_then(|settings| commands::run(act, settings)) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::NotWell) => ExitCode::FAILURE,
        Err(error) => {
            writeln!(io::stderr(), "error: {error:#}").ok();
            code_of(&error)
        }
    }
}

fn code_of(error: &anyhow::Error) -> ExitCode {
    let refused_later = matches!(error.downcast_ref(), Some(OpenError::Configuration(_)));
    if refused_later || error.is::<Unusable>() {
        ExitCode::from(CONFIGURATION)
    } else {
        ExitCode::FAILURE
    }
}
