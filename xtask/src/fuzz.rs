//! The account service's HTTP API under an outside fuzzer, which reads its description and sends what that allows and
//! what it does not. The gallery must not fail, must answer as described, and must refuse what is wrong.

mod gallery;
mod schemathesis;

use crate::{
    app::EVERYTHING,
    packages::{self, Purpose},
    process::{cargo, run, step},
};
use anyhow::{Context, Result, bail};
use gallery::Gallery;
use schemathesis::Schemathesis;

/// How much is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// In under a minute: for every run of the tests.
    Quick,
    /// For some minutes.
    Thorough,
}

/// What is sent: the same requests each time for the same effort and seed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// How much.
    pub effort: Effort,
    /// Where its randomness begins.
    pub seed: u64,
}

/// The seed where none is named.
pub const SEED: u64 = 1;

impl Sent {
    /// The fuzzer's options.
    fn options(self) -> [String; 4] {
        let examples = match self.effort {
            Effort::Quick => 60,
            Effort::Thorough => 600,
        };
        let words = [
            "--max-examples",
            &examples.to_string(),
            "--seed",
            &self.seed.to_string(),
        ];
        words.map(str::to_owned)
    }
}

/// What the words after `fuzz api` ask for.
pub fn asked(options: &[&str]) -> Result<Sent> {
    let (effort, rest) = match options {
        ["--quick", rest @ ..] => (Effort::Quick, rest),
        rest => (Effort::Thorough, rest),
    };
    let seed = match rest {
        [] => SEED,
        ["--seed", seed] => seed.parse().with_context(|| format!("the seed {seed} is no number"))?,
        _ => bail!(
            "fuzz api takes --quick, and --seed with a number; not {}",
            rest.join(" ")
        ),
    };
    Ok(Sent { effort, seed })
}

/// A stream of events does not end, so with a session it is asked for by a proxy that ends it.
const STREAM: &str = "/api/v1/events";

/// Ends the session that everything else needs, so it comes last.
const LAST: &str = "/api/v1/sessions/current";

/// Ends it too, as the fuzzer sends ids that it was answered with.
const LAST_BY_ID: &str = "/api/v1/sessions/{id}";

/// Installs the fuzzer if it is missing, so that a machine that cannot have it hears so first.
pub fn prepare() -> Result<()> {
    Schemathesis::installed().map(|_| ())
}

/// Installs what is missing and fuzzes as the words after `fuzz api` ask.
pub fn on_demand(options: &[&str]) -> Result<()> {
    let sent = asked(options)?;
    if sent.effort == Effort::Thorough {
        step("Looking for what is missing");
        packages::ensure(Purpose::Fuzz)?;
    }
    api(sent)
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

/// Where a part of the API is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// The gallery itself.
    Gallery,
    /// The proxy that ends streams.
    Streams,
}

/// Sends requests without a session, with one, for events, to what ends the session, and as a package feed.
pub fn api(sent: Sent) -> Result<()> {
    let fuzzer = Schemathesis::installed()?;
    step("Building the account service to be fuzzed");
    let targets = ["--bin", "nuget-accounts-service", "--example", "fuzzed_gallery"];
    run(cargo().arg("build").args(EVERYTHING).args(targets))?;
    let selections: [(&str, At, Sender, &[&str]); 5] = [
        ("without a session", At::Gallery, Sender::Nobody, &[]),
        ("for events", At::Streams, Sender::Person, &["--include-path", STREAM]),
        (
            "with a session",
            At::Gallery,
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
            At::Gallery,
            Sender::Person,
            &["--include-path", LAST, "--include-path", LAST_BY_ID],
        ),
        (
            "as a package feed",
            At::Gallery,
            Sender::Feed,
            &["--include-path-regex", FEED],
        ),
    ];
    let mut failed = Vec::new();
    for (name, at, sender, selection) in selections {
        step(&format!("Fuzzing the API {name}"));
        // Each has a gallery of its own, so that no limit on one address is used up by the one before.
        let gallery = Gallery::start()?;
        let token = match sender {
            Sender::Nobody => None,
            Sender::Person => Some(gallery.token.as_str()),
            Sender::Feed => Some(gallery.feed.as_str()),
        };
        let url = match at {
            At::Gallery => &gallery.origin,
            At::Streams => &gallery.streams,
        };
        if !fuzzer.passes((&gallery.origin, url), token, selection, sent)? {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn seed_of(options: &[&str]) -> Option<(bool, u64)> {
        let sent = asked(options).ok()?;
        Some((sent.effort == Effort::Quick, sent.seed))
    }

    #[test]
    fn a_seed_is_fixed_unless_it_is_named() {
        assert_eq!(seed_of(&[]), Some((false, SEED)));
        assert_eq!(seed_of(&["--quick"]), Some((true, SEED)));
        assert_eq!(seed_of(&["--seed", "7"]), Some((false, 7)));
        assert_eq!(seed_of(&["--quick", "--seed", "7"]), Some((true, 7)));
        for wrong in [&["--seed"][..], &["--seed", "x"], &["--slow"], &["7"]] {
            assert_eq!(seed_of(wrong), None, "{wrong:?}");
        }
    }
}
