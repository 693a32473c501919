//! A look at an account: asked for by the person or by the watch, taken in, kept.

use crate::{
    app::App,
    gallery::requests::Told,
    public::{ENTRIES, Seen, saved},
};
use contract::{
    Problem,
    desktop::{nuget_org::Change, wizard::Step},
};
use nuget_org::Looked;
use wizards::{Answer, SiteRequest};

impl App {
    /// Looks at the account again, behind what is shown; one look at a time.
    pub(in crate::app) fn look(&mut self, id: &str) {
        let (site, now) = (self.ports.nuget_org.clone(), self.now());
        let Some(profile) = self.model.profile_mut(id).filter(|profile| profile.is_guided()) else {
            return;
        };
        if std::mem::replace(&mut profile.refreshing, true) {
            return;
        }
        // Before the answer, so that a look that never ends is not made again at once.
        profile.public.turn.postpone(now);
        let (username, id) = (profile.record.username.clone(), id.to_owned());
        let before = profile.public.seen().map(|seen| seen.account.clone());
        // As it is now: a wizard may be over when the answer comes.
        let led_to = self.marked_of(&id);
        self.spawn(async move {
            let looked = match before {
                Some(before) => site.look_again(&username, &before).await,
                None => site.look(&username).await,
            };
            move |app: &mut App| app.on_looked(&id, looked, &led_to)
        });
    }

    fn on_looked(&mut self, id: &str, looked: Result<Looked, Problem>, led_to: &[Step]) {
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        profile.refreshing = false;
        match looked {
            Ok(looked) => {
                let changes = self.take_look(id, looked);
                self.expect_next_look(id, None);
                self.tell_surprises(id, &changes, led_to);
            }
            Err(problem) => {
                self.expect_next_look(id, Some(&problem));
                if let Some(profile) = self.model.profile_mut(id) {
                    profile.refusal = Some(problem);
                }
            }
        }
    }

    /// A wizard looked at an account: where that is in the list and its profile page came or went, it is looked at too,
    /// while the wizard is there that expects it.
    pub(in crate::app) fn compare_with_seen(&mut self, request: &SiteRequest, answer: &Result<Told, Problem>) {
        let (SiteRequest::Look { username }, Ok(told)) = (request, answer) else {
            return;
        };
        let Answer::Seen(seen) = &told.answer else { return };
        let known = self.known_at_nuget_org(username);
        let differs = |id: &String| {
            let profile = self.model.profile(id);
            profile.is_some_and(|profile| profile.public.is_live() != seen.is_some())
        };
        if let Some(id) = known.filter(differs) {
            self.look(&id);
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
