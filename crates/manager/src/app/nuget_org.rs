//! Accounts at nuget.org: added by their username, shown as anybody sees them, looked at again.

mod kept;
mod look;
mod surprise;

pub(super) use kept::recall_posted;

use super::{App, spend::COLOURS};
use crate::{
    model::{PageKey, Profile},
    public::{ENTRIES, Public, Seen},
};
use cache::{ProfileRecord, State};
use contract::{
    Code, Problem, Secret,
    desktop::nuget_org::{NUGET_ORG, NugetOrgTab},
};
use nuget_org::{Looked, SitePage, username_in};

/// A look that is older than this is made again when the account's page is opened, in seconds.
const STALE: i64 = 10 * 60;

impl App {
    /// Whether the account is at nuget.org.
    pub(super) fn is_guided(&self, id: &str) -> bool {
        self.model.profile(id).is_some_and(Profile::is_guided)
    }

    pub(super) fn draft_nuget_org(&mut self, username: String) {
        self.save_setting("nuget_org_draft", &username);
        self.model.nuget_org_form.username = username;
    }

    /// Looks the account up before anything is kept. One that is known already is shown.
    pub(super) fn add_nuget_org(&mut self, typed: String) {
        if self.model.nuget_org_form.busy {
            return;
        }
        self.draft_nuget_org(typed.clone());
        self.model.nuget_org_form.refusal = None;
        let username = username_in(&typed).to_owned();
        if username.contains('@') {
            self.model.nuget_org_form.refusal = Some(Problem::from(Code::UsernameIsEmail).about("username"));
            return;
        }
        if let Some(known) = self.known_at_nuget_org(&username) {
            self.draft_nuget_org(String::new());
            return self.show_nuget_org(&known, NugetOrgTab::Overview);
        }
        self.model.nuget_org_form.busy = true;
        let site = self.ports.nuget_org.clone();
        self.spawn(async move {
            let looked = site.look(&username).await;
            move |app: &mut App| app.on_looked_up(&typed, looked)
        });
    }

    /// The account of this name in the list, in any case.
    pub(super) fn known_at_nuget_org(&self, username: &str) -> Option<String> {
        let mut profiles = self.model.profiles.iter();
        let same =
            |profile: &&Profile| profile.is_guided() && profile.record.account_id == username.to_ascii_lowercase();
        profiles.find(same).map(|profile| profile.record.id.clone())
    }

    /// The answer. The person may have gone on typing or to another page, and is not called back from there.
    fn on_looked_up(&mut self, typed: &str, looked: Result<Looked, Problem>) {
        self.model.nuget_org_form.busy = false;
        let unchanged = self.model.nuget_org_form.username == typed;
        let found = match looked {
            Ok(found @ Looked::Seen(_)) => Ok(found),
            Ok(Looked::NoProfile) => Err(Code::SiteAccountUnknown.into()),
            Err(problem) => Err(problem),
        };
        let found = match found {
            Ok(found) => found,
            Err(problem) if unchanged => {
                self.model.nuget_org_form.refusal = Some(problem.about("username"));
                return;
            }
            Err(_) => return,
        };
        let id = self.keep_nuget_org(found);
        if unchanged {
            self.draft_nuget_org(String::new());
        }
        if self.model.page == PageKey::AddNugetOrg {
            self.go(PageKey::NugetOrg(id, NugetOrgTab::Overview));
        }
    }

    /// Adds an account, unless it was added meanwhile.
    fn keep_nuget_org(&mut self, found: Looked) -> String {
        let username = match &found {
            Looked::Seen(seen) => seen.username.clone(),
            Looked::NoProfile => String::new(),
        };
        let id = match self.known_at_nuget_org(&username) {
            Some(known) => known,
            None => self.new_at_nuget_org(username),
        };
        self.take_look(&id, found);
        self.expect_next_look(&id, None);
        id
    }

    fn new_at_nuget_org(&mut self, username: String) -> String {
        let record = ProfileRecord {
            id: self.new_id(),
            gallery: NUGET_ORG.to_owned(),
            account_id: username.to_ascii_lowercase(),
            username,
            colour: u8::try_from(self.model.profiles.len() % COLOURS).unwrap_or_default(),
            signed_in: false,
            session_ended: false,
            event_cursor: None,
            added_at: self.now(),
        };
        let id = record.id.clone();
        self.model.profiles.push(Profile::new(record));
        self.save_profile(&id);
        id
    }

    pub(super) fn show_nuget_org(&mut self, id: &str, tab: NugetOrgTab) {
        let same = matches!(&self.model.page, PageKey::NugetOrg(shown, _) if shown == id);
        let Some(profile) = self.model.profile_mut(id).filter(|profile| profile.is_guided()) else {
            return;
        };
        if !same {
            profile.public.show_first_packages();
        }
        self.go(PageKey::NugetOrg(id.to_owned(), tab));
        if !same {
            self.look_if_stale(id);
        }
    }

    /// Looks at an account whose page the person sees, unless that was done a moment ago or the site asked for time.
    pub(super) fn look_if_stale(&mut self, id: &str) {
        let now = self.now();
        let Some(profile) = self.model.profile(id) else { return };
        let fresh = profile.as_of.is_some_and(|at| (0..STALE).contains(&now.secs_since(at)));
        if !fresh && !profile.public.turn.must_wait(now) {
            self.look(id);
        }
    }

    /// Shows more of what the shown part has.
    pub(super) fn show_more_of_nuget_org(&mut self, id: &str) {
        let tab = match &self.model.page {
            PageKey::NugetOrg(shown, tab) if shown == id => *tab,
            _ => return,
        };
        match tab {
            NugetOrgTab::Packages => {
                if let Some(profile) = self.model.profile_mut(id) {
                    profile.public.show_more_packages();
                }
            }
            NugetOrgTab::Journal => {
                let held = self.model.profile(id).and_then(|profile| profile.public.journal.last());
                let oldest = held.map(|row| row.number);
                self.read_journal(id, oldest, ENTRIES);
            }
            NugetOrgTab::Overview | NugetOrgTab::Tasks => {}
        }
    }

    /// Reads a page of an account's journal: what is older than this entry, or the latest.
    fn read_journal(&mut self, id: &str, before: Option<i64>, shown: usize) {
        let limit = u32::try_from(shown + 1).unwrap_or(u32::MAX);
        let rows = match self.ports.state.journal(id, before, limit) {
            Ok(rows) => rows,
            Err(error) => return tracing::error!(%error, "state.db could not be read"),
        };
        match (self.model.profile_mut(id), before) {
            (Some(profile), Some(_)) => profile.public.add_to_journal(rows, shown),
            (Some(profile), None) => profile.public.take_journal(rows, shown),
            (None, _) => {}
        }
    }

    pub(super) fn open_nuget_org_profile(&mut self, id: &str) {
        let Some(profile) = self.model.profile(id).filter(|profile| profile.is_guided()) else {
            return;
        };
        let page = SitePage::Profile(profile.record.username.clone());
        let address = page.address(self.ports.nuget_org.addresses());
        self.open_in_browser(Secret::new(address.into()), Some(id.to_owned()));
    }
}

/// The profile with what was seen of it. What cannot be read counts as never seen: it will be looked at again.
pub(super) fn with_seen(state: &State, mut profile: Profile) -> Result<Profile, cache::Error> {
    let id = profile.record.id.clone();
    if let Some(record) = state.seen(&id)?
        && let Ok(seen) = serde_json::from_str::<Seen>(&record.value)
    {
        profile.public = Public::default();
        profile.public.take(seen);
        profile.as_of = Some(record.at);
    }
    let limit = u32::try_from(ENTRIES + 1).unwrap_or(u32::MAX);
    profile.public.take_journal(state.journal(&id, None, limit)?, ENTRIES);
    kept::with_turn(state, profile)
}
