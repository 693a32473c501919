//! `admin check-sign-in`: the operator's self-check (rules 16.9, 16.10).

use super::say;
use crate::settings::Settings;
use ambient::{OsRandom, SystemClock};
use anyhow::bail;
use service::{Configuration, maintenance, operator::operate, self_check::SelfCheck};
use std::{io::BufRead, sync::Arc};
use tokio::sync::mpsc;

/// Has the operator sign in, prints what the provider sent, and keeps what was seen.
///
/// # Errors
/// The sign-in failed, or what was seen cannot be kept.
pub fn run(second_factor: bool, settings: Settings) -> anyhow::Result<()> {
    let database = settings.database();
    if !maintenance::is_there(database)? {
        // Else the operator would sign in, and nothing of it could be kept.
        bail!(
            "there is no database {}: start the service once first",
            database.display()
        );
    }
    let configuration = settings.configuration_without_sending()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(check(configuration, second_factor))
}

async fn check(configuration: Configuration, second_factor: bool) -> anyhow::Result<()> {
    let (clock, random) = (Arc::new(SystemClock), Arc::new(OsRandom));
    let begun = SelfCheck::begin(configuration.clone(), clock.clone(), &*random, second_factor).await?;
    say(format_args!(
        "Open this address in a browser and sign in:\n\n{}\n\nWhere the browser runs on another computer, it ends on a \
         page that it cannot open: paste that page's address here, and press Enter.",
        begun.address()
    ))?;
    let report = begun.finish(pasted(), |complaint| drop(say(complaint))).await?;
    say(format_args!("\n{report}"))?;
    say(operate(configuration, clock, random, &report.note()).await?)
}

/// The lines of the standard input, read by a thread of their own: one that waits for a line cannot be stopped, and
/// ends with the program.
fn pasted() -> mpsc::Receiver<String> {
    let (lines, pasted) = mpsc::channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if !line.trim().is_empty() && lines.blocking_send(line).is_err() {
                return;
            }
        }
    });
    pasted
}
