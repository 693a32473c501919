//! The project's own commands, so that a machine needs nothing but git, Rust and Node: `cargo xtask run` and
//! `cargo xtask test` do all the set-up there is.
//!
//! What is built how often, decided for two cores: there is one target folder and one profile. Every build and every
//! test selects the same packages (the whole workspace but this one), because another selection would resolve other
//! features and compile the dependencies again. Clippy reads what `cargo check` makes, which shares build scripts and
//! macros with the build but not the libraries; that second pass is the price of the real clippy.
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what these commands print is what they are for"
)]

mod app;
mod bench;
mod bindings;
mod check;
mod document;
mod fuzz;
mod icons;
mod live;
mod node;
mod package;
mod packages;
mod process;
mod session;
mod sheets;
mod stamp;
mod tests;
mod tree;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  run                  install what is missing, build, and open the app
  test                 install what is missing, check, and pass every test, end-to-end ones included
  test --fast          the same without the desktop session
  check                format, clippy, layering, generated files, dependency policy, UI types and lint
  gen                  write ui/src/generated from the Rust types, and docs/openapi.json from the routes
  fuzz api             install what is missing, and send the account service what its description does not expect;
                       --quick as the tests do, --seed 1 for the same requests again or another number for others
  icons                write every icon from the drawings in icons/
  package              make the .deb and the .rpm, release build
  screenshots          take all pictures of the documents, in both themes: the real app, and pages of wizards
  bench startup        measure the optimised app's start-up beside Chromium's
  bench service        load the optimised account service from another process, beside what SQLite does alone;
                       --accounts 1000,1000000 --seconds 3 --rounds 5 --only NAME; with --slow-disk before these,
                       on a disk whose flush takes a millisecond
  package --debug      the same from the development build, as the tests do
  live-check           by hand: ask nuget.org whether it still is what this app takes it for. Reads, and posts nothing;
                       live-check USERNAME looks at another account than a well-known one
  package service      make the .deb of the account service, release build (--debug: development build)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["run", rest @ ..] => app::run(rest.strip_prefix(&["--"]).unwrap_or(rest)),
        ["test"] => tests::run(tests::Scope::Everything),
        ["test", "--fast"] => tests::run(tests::Scope::WithoutSession),
        ["check"] => check::run(),
        ["gen"] => bindings::write()
            .and_then(|()| document::write())
            .and_then(|()| sheets::write()),
        ["fuzz", "api", options @ ..] => fuzz::on_demand(options),
        ["icons"] => icons::write(),
        ["screenshots"] => session::take_pictures(),
        ["bench", "startup"] => session::bench_startup(),
        ["bench", "service", options @ ..] => bench::service(options),
        ["live-check", rest @ ..] => live::check(rest),
        ["package"] => package::run(package::Build::Release),
        ["package", "--debug"] => package::run(package::Build::Development),
        ["package", "service"] => package::service::run(package::Build::Release),
        ["package", "service", "--debug"] => package::service::run(package::Build::Development),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("no such command: {}\n\n{USAGE}", arguments.join(" ")),
    }
}
