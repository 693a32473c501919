//! What Tauri needs to know before the shell is compiled.

use std::{fs, io, path::Path};
use tauri_build::{AppManifest, Attributes};

/// The commands of the window. Naming them here makes each one deny by default; the capability grants them.
const COMMANDS: &[&str] = &["act", "view", "painted"];

const UI: &str = "ui/dist";

fn main() {
    println!("cargo:rerun-if-changed={UI}");
    println!("cargo:rerun-if-changed=icons");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = Attributes::new()
        .app_manifest(AppManifest::new().commands(COMMANDS))
        .capabilities_path_pattern("src-tauri/capabilities/*");
    let prepared = stand_in_for_the_ui()
        .map_err(Into::into)
        .and_then(|()| tauri_build::try_build(attributes));
    if let Err(error) = prepared {
        println!("cargo::error={error:#}");
    }
}

/// The shell embeds the built UI and does not compile without one. Where it was not built yet (an editor, clippy by
/// hand), a page that says so stands in for it.
fn stand_in_for_the_ui() -> io::Result<()> {
    let page = Path::new(UI).join("index.html");
    if page.is_file() {
        return Ok(());
    }
    fs::create_dir_all(UI)?;
    fs::write(
        page,
        "<!doctype html><html lang=\"en\"><title>NuGet Accounts</title><p>The UI is not built. Run <code>cargo xtask run</code>.</p></html>\n",
    )
}
