//! After something was removed: the databases are rewritten beside the app, so that no trace is left in their files.

use super::App;

impl App {
    /// Rewrites both databases, after the last time that is still under way.
    pub(super) fn scrub(&mut self) {
        let (ports, before) = (self.ports.clone(), self.scrubbing.take());
        self.scrubbing = Some(tokio::spawn(async move {
            if let Some(before) = before {
                let _ = before.await;
            }
            let scrubbed = tokio::task::spawn_blocking(move || {
                for result in [ports.cache.scrub(), ports.state.scrub()] {
                    if let Err(error) = result {
                        tracing::warn!(%error, "traces of what was removed may be left in a file");
                    }
                }
            });
            let _ = scrubbed.await;
        }));
    }
}
