//! An account's page: shown from the cache, and read again behind it.

use super::App;
use crate::{
    gallery::GalleryClient,
    health::{Belongings, Extent},
    model::PageKey,
};
use contract::{
    Code, Problem, Secret, Timestamp,
    account::{Account, AuditEntry},
    desktop::{
        nuget_org::NugetOrgTab,
        view::{AccountStanding, AccountTab},
    },
    session::Session,
};
use serde::Serialize;

/// How many pages of packages are read, of 50 each.
const PAGES: usize = 20;

/// An account as the gallery just told it.
struct Read {
    account: Account,
    sessions: Vec<Session>,
    activity: Vec<AuditEntry>,
    standing: AccountStanding,
    belongings: Belongings,
    extent: Extent,
}

impl App {
    pub(super) fn show_account(&mut self, id: &str, tab: AccountTab) {
        if self.is_guided(id) {
            return self.show_nuget_org(id, nuget_org_tab(tab));
        }
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        profile.refusal = None;
        let signed_in = profile.is_signed_in();
        let same = matches!(&self.model.page, PageKey::Account(shown, _) if shown == id);
        self.go(PageKey::Account(id.to_owned(), tab));
        if signed_in && !same {
            self.refresh(id);
            self.listen(id);
        }
    }

    /// Reads the account again, behind what is shown. One read at a time for each account; what is asked for meanwhile
    /// is read after it.
    pub(super) fn refresh(&mut self, id: &str) {
        if self.is_guided(id) {
            return self.look(id);
        }
        self.refresh_mails();
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        if !profile.takes_calls() {
            return;
        }
        if profile.refreshing {
            profile.refresh_again = true;
            return;
        }
        profile.refreshing = true;
        let (session, access, profile) = (profile.session, self.access(id), id.to_owned());
        self.spawn(async move {
            let read = async {
                let (client, token) = access.await?;
                read(&client, &token).await
            };
            let read = read.await;
            move |app: &mut App| app.on_read(&profile, session, read)
        });
    }

    fn on_read(&mut self, id: &str, session: u64, read: Result<Read, Problem>) {
        let Some(profile) = self.model.profile_mut(id).filter(|profile| profile.session == session) else {
            return;
        };
        profile.refreshing = false;
        let again = std::mem::take(&mut profile.refresh_again);
        match read {
            Ok(read) => self.take_read(id, read),
            Err(problem) => self.take_problem(id, &problem),
        }
        // Something happened while it was read, so it may be old already. It is shown all the same: where something
        // happens all the time, nothing else would ever be.
        if again {
            self.refresh(id);
        }
    }

    fn take_read(&mut self, id: &str, read: Read) {
        self.take_account(id, read.account);
        let now = self.now();
        self.write_cache(id, "sessions", &read.sessions, now);
        self.write_cache(id, "activity", &read.activity, now);
        self.write_cache(id, "standing", &read.standing, now);
        self.write_cache(id, "belongings", &read.belongings, now);
        self.write_cache(id, "extent", &read.extent, now);
        if let Some(profile) = self.model.profile_mut(id) {
            profile.sessions = read.sessions;
            profile.activity = read.activity;
            profile.belongings = read.belongings;
            profile.extent = read.extent;
            let before = std::mem::replace(&mut profile.standing, read.standing.clone());
            self.dismiss_answered(id, &before, &read.standing);
            self.dismiss_ended_keys(id);
            self.tell_of_keys(id);
        }
        self.hurry_stream(id);
    }

    /// The gallery answered with the account: it is the present state, and the gallery is reachable.
    pub(super) fn take_account(&mut self, id: &str, account: Account) {
        let now = self.now();
        self.write_cache(id, "account", &account, now);
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        profile.as_of = Some(now);
        profile.unreachable_since = None;
        profile.token_unreadable = false;
        profile.record.username.clone_from(&account.username);
        let before = profile.account.replace(account);
        self.save_profile(id);
        self.dismiss_over(id, before.as_ref());
    }

    /// The gallery told that the account will be deleted; its session ends with that.
    pub(super) fn take_deletion(&mut self, id: &str, at: Timestamp) {
        let account = self.model.profile(id).and_then(|profile| profile.account.clone());
        if let Some(account) = account {
            self.take_account(
                id,
                Account {
                    deletion_at: Some(at),
                    ..account
                },
            );
        }
    }

    /// What a failed call says about the account. Only the gallery's own word, or an open keyring without the token,
    /// ends a session here.
    pub(super) fn take_problem(&mut self, id: &str, problem: &Problem) {
        let now = self.now();
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        match problem.code {
            Code::SessionRequired => self.end_session_here(id),
            Code::KeyringLocked | Code::KeyringUnavailable | Code::KeyringCorrupt => profile.token_unreadable = true,
            Code::GalleryUnreachable
            | Code::GalleryNotTrusted
            | Code::GalleryFailed
            | Code::GalleryBusy
            | Code::NotAGallery => {
                profile.unreachable_since.get_or_insert(now);
            }
            _ => {}
        }
    }

    fn end_session_here(&mut self, id: &str) {
        self.tokens.remove(id);
        self.stop_listening(id);
        let mut just_ended = false;
        if let Some(profile) = self.model.profile_mut(id) {
            just_ended = !std::mem::replace(&mut profile.record.session_ended, true);
            profile.next_session();
        }
        self.save_profile(id);
        // A deletion or a conversion that took effect ends it; who waits for that looks.
        if just_ended {
            self.tell_wizards(id);
        }
    }

    /// What a call for the account needs, later: the gallery's client, and the token.
    pub(super) fn access(
        &self,
        id: &str,
    ) -> impl Future<Output = Result<(GalleryClient, Secret), Problem>> + Send + use<> {
        let profile = self.model.profile(id).ok_or_else(|| Code::NotFound.into());
        let gallery = profile.and_then(|profile| self.gallery_record(&profile.record.gallery));
        let (reach, token) = (self.reach.clone(), self.token_of(id));
        async move {
            let token = token.await?;
            Ok((reach.gallery(gallery).await?, token))
        }
    }

    pub(super) fn save_profile(&self, id: &str) {
        if let Some(profile) = self.model.profile(id) {
            self.saved(self.ports.state.put_profile(&profile.record));
        }
    }

    fn write_cache(&self, id: &str, kind: &str, value: &impl Serialize, now: Timestamp) {
        let Ok(value) = serde_json::to_string(value) else {
            return;
        };
        if let Err(error) = self.ports.cache.write(id, kind, &value, now, now) {
            tracing::warn!(%error, "cache.db could not be written");
        }
    }
}

/// The part of a nuget.org account that stands for one of another account: a click in the tray or on a notification
/// knows only these.
fn nuget_org_tab(tab: AccountTab) -> NugetOrgTab {
    match tab {
        AccountTab::Activity => NugetOrgTab::Journal,
        _ => NugetOrgTab::Overview,
    }
}

async fn read(client: &GalleryClient, token: &Secret) -> Result<Read, Problem> {
    let mut extent = Extent {
        sessions: true,
        ..Extent::default()
    };
    Ok(Read {
        account: client.account(token).await?,
        sessions: client.sessions(token).await?.sessions,
        activity: client.activity(token).await?.entries,
        standing: standing(client, token, &mut extent).await?,
        belongings: belongings(client, token, &mut extent).await?,
        extent,
    })
}

/// What it is part of and what waits for it. A session that may only keep the account, or only recover it, sees none of it.
async fn standing(client: &GalleryClient, token: &Secret, extent: &mut Extent) -> Result<AccountStanding, Problem> {
    let part_of = unless_restricted(client.organizations(token).await)?;
    extent.organizations = part_of.is_some();
    let conversions = unless_restricted(client.conversions(token).await)?;
    let own = unless_restricted(client.conversion(token).await)?;
    let (organizations, invitations) =
        part_of.map_or_else(Default::default, |list| (list.organizations, list.invitations));
    let offers = unless_restricted(client.offers(token).await)?;
    let recoveries = unless_restricted(client.recoveries(token).await)?;
    let waiting = conversions.map(|list| list.conversions).unwrap_or_default();
    Ok(AccountStanding {
        organizations,
        invitations,
        conversions: waiting.into_iter().map(|waiting| waiting.request).collect(),
        conversion: own.and_then(|own| own.request),
        offers: offers.map(|list| list.received).unwrap_or_default(),
        recoveries: recoveries.map(|state| state.under_way).unwrap_or_default(),
    })
}

/// What it owns: its packages, as many as a person can look after, and its keys.
async fn belongings(client: &GalleryClient, token: &Secret, extent: &mut Extent) -> Result<Belongings, Problem> {
    let mut packages = Vec::new();
    let mut cursor = None;
    for _ in 0..PAGES {
        let Some(page) = unless_restricted(client.packages(token, cursor.as_deref()).await)? else {
            break;
        };
        packages.extend(page.packages);
        cursor = page.next;
        if cursor.is_none() {
            extent.packages = true;
            break;
        }
    }
    let keys = unless_restricted(client.keys(token).await)?;
    extent.keys = keys.is_some();
    Ok(Belongings {
        packages,
        keys: keys.map(|list| list.keys).unwrap_or_default(),
    })
}

fn unless_restricted<T>(read: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(problem) if matches!(problem.code, Code::FullSessionRequired | Code::DeletionPending) => Ok(None),
        Err(problem) => Err(problem),
    }
}
