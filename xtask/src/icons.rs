//! The icons, rendered from the two drawings in `icons/`.

use crate::{
    node,
    process::{run, step},
    tree,
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the packaging tool makes of the app's drawing by itself and we keep: not the sizes of phones.
const KEPT: &[&str] = &["png", "ico", "icns"];

/// Further sizes, in pixels, that Linux desktops look for.
const LINUX_SIZES: &[u32] = &[16, 24, 48, 256];

/// The icons for the tray: name, ink in place of the drawing's black, and size in pixels. macOS colours its template
/// itself.
const TRAY: &[(&str, &str, u32)] = &[
    ("tray-on-light", "#1f1f1f", 32),
    ("tray-on-dark", "#ffffff", 32),
    ("tray-template", "#000000", 44),
];

/// The ink of the drawing for the tray.
const INK: &str = "#000000";

/// Writes every icon that `tauri.conf.json` and the shell name.
pub fn write() -> Result<()> {
    node::install(node::PACKAGING)?;
    step("Rendering the icons");
    let icons = tree::root().join("icons");
    let drawing = icons.join("icon.svg");

    let made = rendered(&drawing, "app", &[])?;
    for file in made.read_dir()? {
        let file = file?.path();
        if file
            .extension()
            .is_some_and(|ending| KEPT.iter().any(|kept| ending == *kept))
        {
            keep(&file, &icons)?;
        }
    }
    let made = rendered(&drawing, "linux", LINUX_SIZES)?;
    for size in LINUX_SIZES {
        keep(&made.join(format!("{size}x{size}.png")), &icons)?;
    }
    let colour = rendered(&drawing, "tray", &[32])?.join("32x32.png");
    fs::copy(colour, icons.join("tray.png"))?;
    for (name, ink, size) in TRAY {
        write_tray(&icons, name, ink, *size)?;
    }
    Ok(())
}

fn write_tray(icons: &Path, name: &str, ink: &str, size: u32) -> Result<()> {
    let drawing = fs::read_to_string(icons.join("tray.svg")).context("reading icons/tray.svg")?;
    let inked = tree::target().join("xtask/icons").join(format!("{name}.svg"));
    fs::write(&inked, drawing.replace(INK, ink))?;
    let made = rendered(&inked, name, &[size])?;
    fs::copy(
        made.join(format!("{size}x{size}.png")),
        icons.join(format!("{name}.png")),
    )?;
    Ok(())
}

/// Renders a drawing into a folder of its own, in the sizes asked for or, where none is, in every system's.
fn rendered(drawing: &Path, name: &str, sizes: &[u32]) -> Result<PathBuf> {
    let folder = tree::target().join("xtask/icons").join(name);
    fs::create_dir_all(&folder)?;
    let mut command = node::tauri();
    command.arg("icon").arg(drawing).arg("--output").arg(&folder);
    for size in sizes {
        command.args(["--png", &size.to_string()]);
    }
    run(&mut command)?;
    Ok(folder)
}

fn keep(file: &Path, icons: &Path) -> Result<()> {
    let name = file.file_name().context("an icon without a name")?;
    fs::copy(file, icons.join(name)).with_context(|| format!("copying {}", file.display()))?;
    Ok(())
}
