//! The description of the account service's HTTP API, written from its routes.

use crate::{
    app::EVERYTHING,
    process::{cargo, run, step},
    tree,
};
use anyhow::{Context, Result, bail};
use std::{fs, path::PathBuf};

/// The variable by which the test `openapi` is told where to write.
const FILE_VARIABLE: &str = "NUGET_ACCOUNTS_OPENAPI_FILE";

/// Writes `docs/openapi.json` anew.
pub fn write() -> Result<()> {
    fs::write(written_file(), export()?)?;
    println!("docs/openapi.json written");
    Ok(())
}

/// Fails where `docs/openapi.json` is not what [`write`] would write.
pub fn check() -> Result<()> {
    let written = fs::read_to_string(written_file()).unwrap_or_default();
    // A checkout on Windows may have turned the line ends.
    if written.replace("\r\n", "\n") == export()? {
        return Ok(());
    }
    bail!("docs/openapi.json is not up to date; run `cargo xtask gen`");
}

fn written_file() -> PathBuf {
    tree::root().join("docs/openapi.json")
}

/// The document as the routes are now.
fn export() -> Result<String> {
    step("Writing the description of the API");
    let folder = tree::target().join("xtask");
    fs::create_dir_all(&folder)?;
    let file = folder.join("openapi.json");
    let mut command = cargo();
    command.args(["test", "--quiet"]).args(EVERYTHING);
    command.args(["--test", "openapi", "--", "--exact"]);
    command.arg("the_document_in_the_repository_is_the_one_that_is_served");
    run(command.env(FILE_VARIABLE, &file))?;
    fs::read_to_string(&file).context("the exporting test wrote nothing")
}
