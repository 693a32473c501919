//! What keeps these routes from being used to guess, to find out or to annoy (rules 10.4 and 10.13).

use crate::{
    gallery::Gallery,
    http::{caller::Remote, problem::Failure},
    rate::Limited,
};
use accounts::digest;
use std::time::Duration;
use tokio::time::Instant;

/// How long an answer takes at least that must not tell whether there is such an account: more than the longest way
/// there takes on an idle machine.
const AT_LEAST: Duration = Duration::from_millis(250);

/// Takes one from what this address may ask, and from what may be asked about this name, whether or not somebody has it.
/// The name's own limit is wide where it is shared, so that one who asks much hinders no other soon.
pub fn take(gallery: &Gallery, remote: &Remote, name: &str) -> Result<(), Failure> {
    remote.limit(gallery, Limited::Recovery)?;
    let name = name.trim().to_lowercase();
    let label = "nuget-accounts/recovery-of-name/v1";
    let from_here = digest::labelled(label, &[name.as_bytes(), &remote.0]);
    let from_all = digest::labelled(label, &[name.as_bytes()]);
    let now = gallery.now();
    gallery.limits.take(Limited::RecoveryOfName, from_here, now)?;
    Ok(gallery.limits.take(Limited::RecoveryOfNameByAll, from_all, now)?)
}

/// Waits until the least time has passed.
pub async fn wait_from(begun: Instant) {
    tokio::time::sleep_until(begun + AT_LEAST).await;
}
