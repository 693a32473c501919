//! What is kept in `state.db` so that a restart is no way round it: what was posted, and how long the site is left alone.

use crate::{app::App, model::Profile};
use cache::{PostedRecord, State, TurnRecord};
use nuget_org::{
    Site,
    pace::{Decided, Posted, Turn},
};

impl App {
    /// Keeps what the app's own limit counts.
    pub(in crate::app) fn keep_posted(&self) {
        let posted = self.ports.nuget_org.posted().into_iter();
        let records: Vec<PostedRecord> = posted
            .map(|Posted { at, username }| PostedRecord { username, at })
            .collect();
        self.saved(self.ports.state.put_posted(&records));
    }

    /// Keeps when an account is looked at next.
    pub(in crate::app) fn keep_turn(&self, id: &str) {
        let Some(profile) = self.model.profile(id) else { return };
        let decided = profile.public.turn.decided();
        self.saved(self.ports.state.put_turn(&TurnRecord {
            profile: id.to_owned(),
            next: decided.next,
            since: decided.since,
            failures: decided.failures,
            asked: decided.asked,
        }));
    }
}

/// The limit goes on counting where an earlier run of the app ended.
pub(in crate::app) fn recall_posted(site: &Site, state: &State) -> Result<(), cache::Error> {
    let records = state.posted()?.into_iter();
    let posted = records.map(|PostedRecord { username, at }| Posted { at, username });
    site.recall(posted.collect());
    Ok(())
}

/// The profile with its place in the watch.
pub(super) fn with_turn(state: &State, mut profile: Profile) -> Result<Profile, cache::Error> {
    if let Some(record) = state.turn(&profile.record.id)? {
        profile.public.turn = Turn::resumed(Decided {
            next: record.next,
            since: record.since,
            failures: record.failures,
            asked: record.asked,
        });
    }
    Ok(profile)
}
