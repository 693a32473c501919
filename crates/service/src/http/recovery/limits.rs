//! What keeps these routes from being used to guess, to find out or to annoy (rules 10.4 and 10.13).

use crate::{
    gallery::Gallery,
    http::{
        caller::{Remote, limit_named},
        problem::Failure,
    },
    rate::Limited,
};
use std::time::Duration;
use tokio::time::Instant;

/// How long an answer takes at least that must not tell whether there is such an account: more than the longest way
/// there takes on an idle machine.
const AT_LEAST: Duration = Duration::from_millis(250);

/// Takes one from what this address may ask, and from what may be asked about this name, whether or not somebody has it.
pub fn take(gallery: &Gallery, remote: &Remote, name: &str) -> Result<(), Failure> {
    remote.limit(gallery, Limited::Recovery)?;
    limit_named(gallery, Limited::Recovery, remote, &folded(name))
}

/// The same where nothing happens, and nothing is told, without the account's whole address: for each address that is typed
/// apart, so that who does not know it uses up nothing of what its owner may ask.
pub fn take_addressed(gallery: &Gallery, remote: &Remote, name: &str, address: &str) -> Result<(), Failure> {
    remote.limit(gallery, Limited::Recovery)?;
    // No name has a line break in it, as it would be no name.
    let both = format!("{}\n{}", folded(name), folded(address));
    limit_named(gallery, Limited::Recovery, remote, &both)
}

/// Takes one from what this address may ask, and from the passwords that may be typed for this name, whether or not
/// somebody has it.
pub fn take_password(gallery: &Gallery, remote: &Remote, name: &str) -> Result<(), Failure> {
    remote.limit(gallery, Limited::Recovery)?;
    limit_named(gallery, Limited::Passwords, remote, &folded(name))
}

/// What was typed, as names and addresses are compared.
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Waits until the least time has passed.
pub async fn wait_from(begun: Instant) {
    tokio::time::sleep_until(begun + AT_LEAST).await;
}
