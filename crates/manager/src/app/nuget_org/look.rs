//! A look at an account: asked for by the person or by the watch, taken in, kept.

use crate::{
    app::App,
    public::{ENTRIES, Seen, saved},
};
use contract::{Problem, desktop::nuget_org::Change};
use nuget_org::Looked;

impl App {
    /// Looks at the account again, behind what is shown; one look at a time.
    pub(in crate::app) fn look(&mut self, id: &str) {
        let site = self.ports.nuget_org.clone();
        let Some(profile) = self.model.profile_mut(id).filter(|profile| profile.is_guided()) else {
            return;
        };
        if std::mem::replace(&mut profile.refreshing, true) {
            return;
        }
        let (username, id) = (profile.record.username.clone(), id.to_owned());
        let before = profile.public.seen().map(|seen| seen.account.clone());
        // Before the answer, so that a look that never ends is not made again at once.
        self.expect_next_look(&id, None);
        self.spawn(async move {
            let looked = match before {
                Some(before) => site.look_again(&username, &before).await,
                None => site.look(&username).await,
            };
            move |app: &mut App| app.on_looked(&id, looked)
        });
    }

    fn on_looked(&mut self, id: &str, looked: Result<Looked, Problem>) {
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        profile.refreshing = false;
        match looked {
            Ok(looked) => {
                let changes = self.take_look(id, looked);
                self.expect_next_look(id, None);
                self.tell_surprises(id, &changes);
            }
            Err(problem) => {
                self.expect_next_look(id, Some(&problem));
                if let Some(profile) = self.model.profile_mut(id) {
                    profile.refusal = Some(problem);
                }
            }
        }
    }

    /// Keeps what was seen, here and in the journal. Gives what became different since the look before; the first one
    /// has nothing before it.
    pub(super) fn take_look(&mut self, id: &str, looked: Looked) -> Vec<Change> {
        let now = self.now();
        let Some(profile) = self.model.profile_mut(id) else {
            return Vec::new();
        };
        let first = profile.public.seen().is_none();
        let (seen, changes) = Seen::after(profile.public.seen(), looked);
        let record = saved(&seen, id, now);
        let renamed = seen.live && seen.account.username != profile.record.username;
        if renamed && seen.account.username.eq_ignore_ascii_case(&profile.record.username) {
            profile.record.username.clone_from(&seen.account.username);
            self.save_profile(id);
        }
        if let Some(record) = record {
            let rows: Vec<String> = changes
                .iter()
                .filter_map(|change| serde_json::to_string(change).ok())
                .collect();
            self.saved(self.ports.state.put_seen(&record, &rows));
        }
        let Some(profile) = self.model.profile_mut(id) else {
            return Vec::new();
        };
        profile.public.take(seen);
        profile.as_of = Some(now);
        profile.refusal = None;
        let shown = profile.public.journal.len().max(ENTRIES);
        self.read_journal(id, None, shown);
        if first { Vec::new() } else { changes }
    }
}
