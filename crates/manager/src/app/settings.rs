//! Settings, notices, the keyring's and the links' state, the practice mailbox.

use super::App;
use crate::{
    gallery::{PRACTICE, mailed_link::mailed_link},
    model::PageKey,
    words::Tongue,
};
use contract::{
    Code, Secret, Timestamp,
    desktop::view::{Language, NoticeKind, ProfileId, Theme},
};
use std::ops::RangeInclusive;

/// How small and how large the page can be drawn, in per cent, as browsers do.
const ZOOM: RangeInclusive<u16> = 50..=400;

/// What was kept of how large the page is drawn. What could not be read with it is no size to start with.
pub(super) fn zoom(setting: Option<&str>) -> u16 {
    let kept = setting.and_then(|percent| percent.parse().ok());
    kept.filter(|percent| ZOOM.contains(percent)).unwrap_or(100)
}

impl App {
    pub(super) fn show_settings(&mut self) {
        self.model.links = self.ports.links.handler();
        self.go(PageKey::Settings);
    }

    pub(super) fn set_theme(&mut self, theme: Theme) {
        let name = match theme {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        self.save_setting("theme", name);
        self.model.theme = theme;
    }

    /// Keeps how large the page is drawn; the window draws it so.
    pub(super) fn set_zoom(&mut self, percent: u16) {
        let percent = percent.clamp(*ZOOM.start(), *ZOOM.end());
        self.save_setting("zoom", &percent.to_string());
        self.model.zoom = percent;
    }

    pub(super) fn set_language(&mut self, language: Language) {
        let name = match language {
            Language::System => "system",
            Language::English => "english",
            Language::German => "german",
        };
        self.save_setting("language", name);
        self.model.language = language;
    }

    /// The language of what is said outside the window.
    pub(super) fn tongue(&self) -> Tongue {
        Tongue::of(self.model.language, self.ports.locale.as_deref())
    }

    pub(super) fn set_notifications(&mut self, on: bool) {
        self.save_setting("notifications", if on { "on" } else { "off" });
        self.model.notifications = on;
    }

    /// Opens an address that nothing waits for, off the app's task, since starting a browser may take its time.
    pub(super) fn open_in_browser(&self, address: Secret, about: Option<ProfileId>) {
        let ports = self.ports.clone();
        self.spawn(async move {
            let opened = tokio::task::spawn_blocking(move || ports.browser.open(&address)).await;
            move |app: &mut App| {
                let problem = match opened {
                    Ok(Ok(())) => return,
                    Ok(Err(problem)) => problem,
                    Err(_) => Code::BrowserNotOpened.into(),
                };
                app.tell(NoticeKind::Problem { problem }, about);
            }
        });
    }

    pub(super) fn repair_links(&mut self) {
        match self.ports.links.repair() {
            Ok(()) => self.tell(NoticeKind::LinksRepaired, None),
            Err(problem) => self.tell(NoticeKind::Problem { problem }, None),
        }
        self.model.links = self.ports.links.handler();
    }

    pub(super) fn show_mailbox(&mut self) {
        self.go(PageKey::Mailbox);
        self.read_mails();
    }

    /// Reads the mails again where they are shown: what just happened may have sent one.
    pub(super) fn refresh_mails(&self) {
        if self.model.page == PageKey::Mailbox {
            self.read_mails();
        }
    }

    fn read_mails(&self) {
        let ports = self.ports.clone();
        self.spawn(async move {
            let mails = ports.practice.mails().await;
            move |app: &mut App| app.model.mails = mails
        });
    }

    /// Opens the link of a practice mail in the browser; nothing where the mail has none.
    pub(super) fn open_mailed_link(&mut self, id: &str) {
        let mail = self.model.mails.iter().find(|mail| mail.id == id);
        let Some(link) = mail.and_then(|mail| mailed_link(&mail.text)) else {
            return;
        };
        self.open_in_browser(link, None);
    }

    /// Lets the time of the practice gallery pass: what waits there is due, and what was known of it is old.
    pub(super) fn let_time_pass(&mut self, until: Timestamp) {
        let ports = self.ports.clone();
        self.spawn(async move {
            let result = ports.practice.let_time_pass(until).await;
            move |app: &mut App| match result {
                Ok(()) => app.on_time_passed(),
                Err(problem) => app.tell(NoticeKind::Problem { problem }, None),
            }
        });
    }

    fn on_time_passed(&mut self) {
        self.model.practice_ahead = self.ports.practice.ahead();
        for profile in self.practice_profiles() {
            self.refresh(&profile);
        }
        self.end_waits();
        self.refresh_mails();
    }

    fn practice_profiles(&self) -> Vec<String> {
        let there = self.model.profiles.iter();
        let there = there.filter(|profile| profile.record.gallery == PRACTICE);
        there.map(|profile| profile.record.id.clone()).collect()
    }

    /// Puts the practice gallery back to its beginning; the accounts known there are gone with it. A second press while that
    /// is done is the same press: it would take away what was begun since.
    pub(super) fn start_over(&mut self) {
        if std::mem::replace(&mut self.starting_over, true) {
            return;
        }
        let ports = self.ports.clone();
        self.spawn(async move {
            let result = ports.practice.start_over().await;
            move |app: &mut App| {
                app.starting_over = false;
                match result {
                    Ok(()) => app.on_started_over(),
                    Err(problem) => app.tell(NoticeKind::Problem { problem }, None),
                }
            }
        });
    }

    fn on_started_over(&mut self) {
        self.model.practice_ahead = 0;
        for profile in self.practice_profiles() {
            self.drop_profile(&profile);
        }
        self.drop_wizards(|wizard| wizard.gallery == PRACTICE);
        for wizard in self.sign_ins_at(PRACTICE) {
            self.drop_sign_in(&wizard);
        }
        self.scrub();
        self.model.mails.clear();
        self.tell(NoticeKind::StartedOver, None);
        let home = self.model.home();
        self.go(home);
    }
}
