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
    "--virtual-time-budget=3000",
];

/// Takes each in both themes.
pub async fn take(folder: &Path) -> Result<()> {
    let ui = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
    let origin = served::window(ui).await?;
    let profile = tempfile::tempdir()?;
    for (name, width, height) in PAGES {
        for theme in ["light", "dark"] {
            let file = folder.join(format!("{name}-{theme}.png"));
            let taken = Command::new("chromium")
                .args(FLAGS)
                .arg(format!("--user-data-dir={}", path(profile.path())?))
                .arg(format!("--window-size={width},{height}"))
                .arg(format!("--screenshot={}", path(&file)?))
                .arg(format!("{origin}/index.html?fixture={name}&theme={theme}"))
                .output()
                .await?;
            let said = String::from_utf8_lossy(&taken.stderr);
            ensure!(taken.status.success() && file.exists(), "no picture of {name}: {said}");
            println!("{}", file.display());
        }
    }
    Ok(())
}
