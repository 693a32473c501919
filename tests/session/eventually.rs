//! Waiting for what other programs do, by looking again until a deadline.

use anyhow::{Error, Result, anyhow};
use std::{
    future::Future,
    time::{Duration, Instant},
};

/// How long a test waits for something that must happen. Generous, because the computer may be busy with other work; a
/// test that passes never waits this long.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How long a test watches that something does not happen.
pub const QUIET: Duration = Duration::from_millis(1500);

const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// Looks again and again until `look` finds something.
///
/// # Errors
/// When the deadline passes: `what` was waited for, and what the last look said.
pub async fn eventually<T, F>(deadline: Duration, what: &str, mut look: impl FnMut() -> F) -> Result<T>
where
    F: Future<Output = Result<Option<T>>>,
{
    let end = Instant::now() + deadline;
    loop {
        let seen = look().await;
        if let Ok(Some(found)) = seen {
            return Ok(found);
        }
        if Instant::now() >= end {
            let last = seen.err().map_or_else(|| "it was not there".to_owned(), explained);
            return Err(anyhow!("waited {} s for {what}: {last}", deadline.as_secs()));
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

/// What went wrong, with the driver's own words, which its errors show to programmers only.
fn explained(error: Error) -> String {
    let cause: String = format!("{:?}", error.root_cause()).chars().take(400).collect();
    format!("{error:#} ({cause})")
}

/// Looks again and again for a while, and is content when `look` never finds anything.
///
/// # Errors
/// When `look` finds something, or cannot look.
pub async fn never<T, F>(span: Duration, what: &str, mut look: impl FnMut() -> F) -> Result<()>
where
    F: Future<Output = Result<Option<T>>>,
{
    let end = Instant::now() + span;
    while Instant::now() < end {
        if look().await?.is_some() {
            return Err(anyhow!("it happened, and should not: {what}"));
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    Ok(())
}
