//! Pictures of pages that take a long way to reach in the app: drawn from the window's fixtures, by Chromium.

use crate::path;
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use tests::served;
use tokio::process::Command;

/// The pages that the documents show, and the size of their window in pixels.
const PAGES: &[(&str, u32, u32)] = &[
    ("api-keys", 1000, 1180),
    ("api-keys-shown", 900, 640),
    ("codes-shown", 900, 860),
    ("convert-blockers", 900, 760),
    ("delete-check", 900, 820),
    ("email-check", 900, 640),
    ("guided-check", 1000, 860),
    ("guided-task", 1000, 860),
    ("members", 900, 760),
    ("nuget-org", 1000, 860),
    ("recover-waiting", 900, 640),
    ("tenant-text", 900, 760),
    ("trouble", 900, 820),
    ("two-factor-on", 900, 640),
    ("undo-check", 900, 640),
    ("wizard-check", 900, 700),
    ("wizard-conflict", 900, 700),
];

/// Flags of a Chromium that draws one page and looks for nothing on the network.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
];

/// How long a page has to draw itself, in milliseconds of its own clock, which stands still while it loads.
const BUDGET: u32 = 10_000;

/// Takes each in both themes.
pub async fn take(folder: &Path) -> Result<()> {
    let ui = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
    let origin = served::window(ui).await?;
    let profile = tempfile::tempdir()?;
    for (name, width, height) in PAGES {
        for theme in ["light", "dark"] {
            let file = folder.join(format!("{name}-{theme}.png"));
            let address = format!("{origin}/index.html?fixture={name}&theme={theme}");
            draw(profile.path(), &address, (*width, *height), &file).await?;
            println!("{}", file.display());
        }
    }
    Ok(())
}

/// Draws what stands at this address, in a window of this size.
pub async fn draw(profile: &Path, address: &str, (width, height): (u32, u32), file: &Path) -> Result<()> {
    let size = format!("--window-size={width},{height}");
    let picture = format!("--screenshot={}", path(file)?);
    chromium(profile, &[&size, &picture, address]).await?;
    ensure!(file.exists(), "no picture of {address}");
    Ok(())
}

/// The page at this address after its scripts ran, as HTML.
pub async fn read(profile: &Path, address: &str) -> Result<String> {
    chromium(profile, &["--dump-dom", address]).await
}

async fn chromium(profile: &Path, arguments: &[&str]) -> Result<String> {
    let done = Command::new("chromium")
        .args(FLAGS)
        .arg(format!("--virtual-time-budget={BUDGET}"))
        .arg(format!("--user-data-dir={}", path(profile)?))
        .args(arguments)
        .output()
        .await?;
    let said = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "Chromium, {arguments:?}: {said}");
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}
