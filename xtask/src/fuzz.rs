//! The account service's HTTP API under an outside fuzzer, which reads its description and sends what that allows and
//! what it does not. The gallery must not fail, must answer as described, and must refuse what is wrong.

mod gallery;
mod schemathesis;

use crate::{
    app::EVERYTHING,
    packages::{self, Purpose},
    process::{cargo, run, step},
};
use anyhow::{Result, bail};
use gallery::Gallery;
use schemathesis::Schemathesis;

/// How much is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// The same requests each time, in under a minute: for every run of the tests.
    Quick,
    /// Others each time, for some minutes.
    Thorough,
}

impl Effort {
    /// The fuzzer's options.
    fn options(self) -> &'static [&'static str] {
        match self {
            Self::Quick => &["--max-examples", "60", "--seed", "1"],
            Self::Thorough => &["--max-examples", "600"],
        }
    }
}

/// A stream of events does not end, so it is only asked for where it is refused.
const STREAM: &str = "/api/v1/events";

/// Ends the session that everything else needs, so it comes last.
const LAST: &str = "/api/v1/sessions/current";

/// Ends it too, as the fuzzer sends ids that it was answered with.
const LAST_BY_ID: &str = "/api/v1/sessions/{id}";

/// Installs the fuzzer if it is missing, so that a machine that cannot have it hears so first.
pub fn prepare() -> Result<()> {
    Schemathesis::installed().map(|_| ())
}

/// Installs what is missing and fuzzes for some minutes.
pub fn thoroughly() -> Result<()> {
    step("Looking for what is missing");
    packages::ensure(Purpose::Fuzz)?;
    api(Effort::Thorough)
}

/// What only package feeds may ask. A session's token is a wrong guess there, of which one address has only so many.
const FEED: &str = "^/api/v1/feed/";

/// Whose requests are sent.
#[derive(Clone, Copy)]
enum Sender {
    Nobody,
    Person,
    Feed,
}

/// Sends requests without a session, with one, to what ends it, and as a package feed.
pub fn api(effort: Effort) -> Result<()> {
    let fuzzer = Schemathesis::installed()?;
    step("Building the account service to be fuzzed");
    let targets = ["--bin", "nuget-accounts-service", "--example", "fuzzed_gallery"];
    run(cargo().arg("build").args(EVERYTHING).args(targets))?;
    let selections: [(&str, Sender, &[&str]); 4] = [
        ("without a session", Sender::Nobody, &[]),
        (
            "with a session",
            Sender::Person,
            &[
                "--exclude-path-regex",
                FEED,
                "--exclude-path",
                STREAM,
                "--exclude-path",
                LAST,
                "--exclude-path",
                LAST_BY_ID,
            ],
        ),
        (
            "to end the session",
            Sender::Person,
            &["--include-path", LAST, "--include-path", LAST_BY_ID],
        ),
        ("as a package feed", Sender::Feed, &["--include-path-regex", FEED]),
    ];
    let mut failed = Vec::new();
    for (name, sender, selection) in selections {
        step(&format!("Fuzzing the API {name}"));
        // Each has a gallery of its own, so that no limit on one address is used up by the one before.
        let gallery = Gallery::start()?;
        let token = match sender {
            Sender::Nobody => None,
            Sender::Person => Some(gallery.token.as_str()),
            Sender::Feed => Some(gallery.feed.as_str()),
        };
        if !fuzzer.passes(&gallery.origin, token, selection, effort)? {
            failed.push(name);
        }
        gallery.end()?;
    }
    if failed.is_empty() {
        return Ok(());
    }
    bail!(
        "the fuzzer found something {}; what it sent is shown above",
        failed.join(" and ")
    );
}
