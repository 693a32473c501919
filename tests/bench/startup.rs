//! Start-up of the app beside Chromium in app mode with the same UI files: time to the painted account page, memory, idle
//! processor. Five rounds, one after the other in turn, one paint marker for both; prints medians and ratios.
//!
//! The marker is the UI's own: the second animation frame after the first page was drawn. The app tells it to its log, the
//! page in Chromium tells it to the server that it came from.
#![expect(clippy::print_stdout, reason = "what a benchmark prints is what it is for")]

#[path = "startup/measure.rs"]
mod measure;
#[path = "startup/prepared.rs"]
mod prepared;
#[path = "startup/served.rs"]
mod served;

use anyhow::{Context, Result};
use measure::Measure;
use std::{env, path::PathBuf};
use tests::session::{DesktopSession, Parts};

/// How often each is started.
const ROUNDS: usize = 5;

/// Chromium without what it does for itself: no updates, no sync, no first-run pages, no GPU, which this screen has not.
const CHROMIUM: &[&str] = &[
    "--no-sandbox",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-gpu",
    "--password-store=basic",
    "--window-size=960,680",
];

#[tokio::main]
async fn main() -> Result<()> {
    let program = env::var_os("NUGET_ACCOUNTS_BIN")
        .map(PathBuf::from)
        .context("NUGET_ACCOUNTS_BIN names no program")?;
    let ui = env::var_os("NUGET_ACCOUNTS_UI")
        .map(PathBuf::from)
        .context("NUGET_ACCOUNTS_UI names no folder")?;
    println!("Chromium's flags: {} --app=…", CHROMIUM.join(" "));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        let session = DesktopSession::with(
            "bench",
            Parts {
                keyring: true,
                tray: true,
                browser: None,
            },
        )
        .await?;
        ours.push(
            prepared::start(&session, &program)
                .await
                .with_context(|| format!("the app, round {round}"))?,
        );
        theirs.push(
            served::start(&session, &ui, CHROMIUM)
                .await
                .with_context(|| format!("Chromium, round {round}"))?,
        );
        println!(
            "round {round}: app {}   Chromium {}",
            ours[round - 1],
            theirs[round - 1]
        );
        session.passed();
    }
    let (ours, theirs) = (Measure::median(&ours), Measure::median(&theirs));
    println!("median:  app {ours}   Chromium {theirs}");
    println!(
        "ratio:   paint {:.2}   memory {:.2}",
        ours.paint_ms / theirs.paint_ms,
        ours.memory_mib / theirs.memory_mib
    );
    Ok(())
}
