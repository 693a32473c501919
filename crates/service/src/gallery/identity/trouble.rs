//! Why the identity provider cannot be reached: said once for each reason, however often it is asked.

use microsoft::discovery::DiscoveryError;
use std::{
    error::Error,
    sync::{Mutex, PoisonError},
};

/// What was said last, while it cannot be reached.
#[derive(Debug, Default)]
pub struct Trouble(Mutex<Option<String>>);

impl Trouble {
    /// Takes up what came of asking, and logs it where it is another thing than before.
    pub fn note(&self, reached: &Result<(), DiscoveryError>) {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match reached {
            Ok(()) if said.take().is_some() => tracing::info!("the identity provider can be reached again"),
            // It was asked a moment ago, and that was said then.
            Ok(()) | Err(DiscoveryError::Resting) => {}
            Err(error) => {
                let reason = chain(error);
                if said.as_ref() != Some(&reason) {
                    tracing::warn!(
                        error = reason,
                        "the identity provider cannot be reached, so nobody can sign in"
                    );
                    *said = Some(reason);
                }
            }
        }
    }
}

/// An error with what caused it: the first alone seldom says what to mend.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said = format!("{said}: {error}");
        cause = error.source();
    }
    said
}
