//! Opening the app from what was saved, and what follows the first paint.

use super::{
    App, AppHandle, Early,
    keyring::KeyringQueue,
    nuget_org::{recall_posted, with_seen},
    own_acts::OwnActs,
    reach::Reach,
    saved::UnderWay,
    settings,
};
use crate::{
    gallery::PRACTICE,
    inbox::Inbox,
    model::{GalleryForm, Model, NugetOrgForm, PageKey, Profile},
    notify::Bucket,
    ports::Ports,
    sign_in::{Fact, SignInWizard},
    view,
};
use cache::NoticeRecord;
use contract::desktop::{
    trouble::TroublePage,
    view::{KeyringStatus, Language, LinkHandler, Notice, Theme},
};
use serde::de::DeserializeOwned;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, atomic::AtomicBool},
};
use tokio::sync::{mpsc, watch};

/// What opening the app may fail with.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The precious database cannot be read.
    #[error("state.db cannot be read: {0}")]
    State(#[from] cache::Error),
}

impl App {
    /// Opens the app from its two databases. No network, no keyring: the first paint waits for this.
    ///
    /// # Errors
    /// Where `state.db` cannot be read.
    pub fn open(ports: Ports) -> Result<(Self, AppHandle), OpenError> {
        let model = load(&ports)?;
        recall_posted(&ports.nuget_org, &ports.state)?;
        let opened = Self::read_opened_sessions(&ports.state)?;
        let early = Early::of(&model);
        let (inputs, received) = mpsc::unbounded_channel();
        let keeps_running = Arc::new(AtomicBool::new(model.keeps_running));
        let (views, seen) = watch::channel(view::view(&model, 1, ports.clock.now()));
        let app = Self {
            model,
            reach: Arc::new(Reach::new(&ports)),
            ports: Arc::new(ports),
            inbox: Inbox::default(),
            attempts: HashMap::new(),
            loopbacks: HashMap::new(),
            runs: HashMap::new(),
            tokens: HashMap::new(),
            calls: HashMap::new(),
            outdated: HashSet::new(),
            looked: HashMap::new(),
            typed: HashMap::new(),
            request_secrets: HashMap::new(),
            unread_secrets: HashMap::new(),
            unsaved: HashSet::new(),
            streams: HashMap::new(),
            opened,
            own_acts: OwnActs::default(),
            starting_over: false,
            bucket: Bucket::default(),
            alarms: Bucket::default(),
            scrubbing: None,
            watching: false,
            early,
            keyring: KeyringQueue::new(),
            keyring_before: None,
            revision: 1,
            inputs: inputs.clone(),
            received,
            views,
            keeps_running: keeps_running.clone(),
        };
        let handle = AppHandle {
            inputs,
            views: seen,
            keeps_running,
        };
        Ok((app, handle))
    }

    /// What follows the first paint.
    pub(super) fn begin(&mut self) {
        self.end_what_ran_out();
        self.keep_posted();
        self.resume_wizards();
        self.watch_prompts();
        self.probe_keyring();
        self.restore_attempts();
        let signed_in: Vec<String> = self
            .model
            .profiles
            .iter()
            .filter(|profile| profile.is_signed_in())
            .map(|profile| profile.record.id.clone())
            .collect();
        let shown = match &self.model.page {
            PageKey::Account(profile, _) => Some(profile.clone()),
            _ => None,
        };
        self.begin_watching();
        if let PageKey::NugetOrg(profile, _) = self.model.page.clone() {
            self.look_if_stale(&profile);
        }
        for profile in signed_in {
            if shown.as_deref() == Some(&profile) || self.is_real(&profile) {
                self.refresh(&profile);
                self.listen(&profile);
            }
        }
    }

    /// Whether the account is at a gallery other than practice, which starts only when it is used.
    fn is_real(&self, profile: &str) -> bool {
        self.model
            .profile(profile)
            .is_some_and(|profile| profile.record.gallery != PRACTICE)
    }

    /// Ends wizards whose time ran out while the app was closed, and those that were in the middle of a call. What a
    /// locked keyring may have kept of those that ended before is removed.
    fn end_what_ran_out(&mut self) {
        let now = self.now();
        let wizards = self.model.sign_ins.iter().filter(|wizard| self.run_of(&wizard.id) == 0);
        let earlier: Vec<String> = wizards.map(|wizard| wizard.id.clone()).collect();
        for id in earlier {
            if self.model.sign_in(&id).is_some_and(SignInWizard::has_ended) {
                self.give_up_attempt(&id);
            } else {
                self.step(&id, Fact::AppStarted(now));
            }
        }
    }
}

fn load(ports: &Ports) -> Result<Model, cache::Error> {
    let state = &ports.state;
    let installation = installation_id(ports)?;
    let now = ports.clock.now();
    let nuget_org = view::nuget_org_record(&ports.nuget_org.addresses().gallery, now);
    let mut galleries = vec![view::practice_record(now), nuget_org];
    galleries.extend(state.galleries()?);
    let profiles = state
        .profiles()?
        .into_iter()
        .map(|record| with_saved(ports, Profile::new(record)))
        .collect::<Result<_, _>>()?;
    let UnderWay {
        sign_ins,
        wizards,
        unreadable,
    } = UnderWay::read(&state.wizards()?);
    let mut model = Model {
        practice_ahead: ports.practice.ahead(),
        page: PageKey::from_setting(&state.setting("page")?.unwrap_or_default()),
        galleries,
        profiles,
        sign_ins,
        wizards,
        unreadable,
        codes: HashMap::new(),
        key_texts: HashMap::new(),
        trouble: TroublePage::default(),
        notices: state.notices()?.into_iter().filter_map(notice).collect(),
        keyring: KeyringStatus::Unknown,
        theme: theme(state.setting("theme")?.as_deref()),
        zoom: settings::zoom(state.setting("zoom")?.as_deref()),
        language: language(state.setting("language")?.as_deref()),
        notifications: state.setting("notifications")?.as_deref() != Some("off"),
        keeps_running: state.setting("keeps_running")?.as_deref() != Some("off"),
        last_day: state.setting("last_day")?.unwrap_or_default(),
        watch: state.setting("watch")?.as_deref() != Some("off"),
        links: LinkHandler::Unknown,
        gallery_form: GalleryForm {
            address: state.setting("gallery_draft")?.unwrap_or_default(),
            ..GalleryForm::default()
        },
        nuget_org_form: NugetOrgForm {
            username: state.setting("nuget_org_draft")?.unwrap_or_default(),
            ..NugetOrgForm::default()
        },
        forms: HashMap::new(),
        mails: Vec::new(),
        tray: false,
        version: ports.version.clone(),
        installation,
        nuget_org: ports.nuget_org.addresses().clone(),
    };
    model.page = existing_page(&model);
    Ok(model)
}

/// The remembered page, or the first account where that page is no more.
fn existing_page(model: &Model) -> PageKey {
    let exists = match &model.page {
        PageKey::Account(id, _) | PageKey::NugetOrg(id, _) | PageKey::Leaving(id) => model.profile(id).is_some(),
        PageKey::SignIn(id) => model.sign_in(id).is_some(),
        PageKey::Wizard(id) => model.wizard(id).is_some(),
        PageKey::Welcome => model.profiles.is_empty(),
        _ => true,
    };
    if exists { model.page.clone() } else { model.home() }
}

/// The id of this installation, made once.
fn installation_id(ports: &Ports) -> Result<String, cache::Error> {
    if let Some(id) = ports.state.setting("installation")? {
        return Ok(id);
    }
    let id = ambient::new_uuid(ports.clock.as_ref(), ports.random.as_ref()).to_string();
    ports.state.set_setting("installation", &id)?;
    Ok(id)
}

/// The profile with what is known of it.
fn with_saved(ports: &Ports, profile: Profile) -> Result<Profile, cache::Error> {
    if profile.is_guided() {
        with_seen(&ports.state, profile)
    } else {
        Ok(with_cached(ports, profile))
    }
}

/// The profile with what the cache holds of it. A value that cannot be read counts as none: it will be read again.
fn with_cached(ports: &Ports, mut profile: Profile) -> Profile {
    let id = profile.record.id.clone();
    if let Some((account, as_of)) = cached(ports, &id, "account") {
        profile.account = Some(account);
        profile.as_of = Some(as_of);
    }
    profile.sessions = cached(ports, &id, "sessions")
        .map(|(sessions, _)| sessions)
        .unwrap_or_default();
    profile.standing = cached(ports, &id, "standing")
        .map(|(standing, _)| standing)
        .unwrap_or_default();
    profile.belongings = cached(ports, &id, "belongings")
        .map(|(belongings, _)| belongings)
        .unwrap_or_default();
    profile.extent = cached(ports, &id, "extent")
        .map(|(extent, _)| extent)
        .unwrap_or_default();
    profile.activity = cached(ports, &id, "activity")
        .map(|(activity, _)| activity)
        .unwrap_or_default();
    profile
}

fn cached<T: DeserializeOwned>(ports: &Ports, profile: &str, kind: &str) -> Option<(T, contract::Timestamp)> {
    let cached = ports.cache.read(profile, kind).ok()??;
    Some((serde_json::from_str(&cached.value).ok()?, cached.as_of))
}

fn notice(record: NoticeRecord) -> Option<Notice> {
    let what = serde_json::from_str(&record.what).ok()?;
    Some(Notice {
        id: record.id,
        at: record.at,
        what,
        profile: record.profile,
    })
}

fn language(setting: Option<&str>) -> Language {
    match setting {
        Some("english") => Language::English,
        Some("german") => Language::German,
        _ => Language::System,
    }
}

fn theme(setting: Option<&str>) -> Theme {
    match setting {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}
