//! What a gallery's events become: a notice in the app, and a notification on the desktop.

use super::App;
use crate::{
    notify::{self, Told},
    ports::Notification,
};
use contract::{
    EventId,
    desktop::view::NoticeKind,
    event::{Event, EventKind},
};

impl App {
    /// Tells of an event, unless that was done, or this app did itself what it tells of.
    pub(super) fn take_news(&mut self, id: &str, event: &Event) {
        // Asked of each, since an act of this app explains one event only.
        let is_own = self.is_own_act(id, &event.what);
        if is_own && event.what == EventKind::LoginChanged {
            // The person has just decided what becomes of the earlier one.
            self.dismiss_notices(|notice| {
                notice.profile.as_deref() == Some(id) && matches!(notice.what, NoticeKind::LoginChanged { .. })
            });
        }
        if is_own || self.model.has_told(event.id) {
            return;
        }
        let Some((what, notification)) = self.told_about(id).and_then(|told| self.in_words(&told, event)) else {
            return;
        };
        if !is_known_place(&event.what) {
            self.show(notification, is_alarm(&event.what));
        }
        self.tell(what, Some(id.to_owned()));
    }

    /// Shows a notification, where the person wants them and there were not too many.
    pub(super) fn notify(&mut self, notification: Notification) {
        self.show(notification, false);
    }

    /// An alarm is counted apart: however much others ask for, what happens to the account itself is shown.
    fn show(&mut self, notification: Notification, alarm: bool) {
        let now = self.now();
        let bucket = if alarm { &mut self.alarms } else { &mut self.bucket };
        if self.model.notifications && bucket.take(now) {
            self.ports.notifier.notify(notification);
        }
    }

    pub(super) fn told_about(&self, id: &str) -> Option<Told> {
        let record = &self.model.profile(id)?.record;
        Some(Told {
            profile: id.to_owned(),
            gallery: record.gallery.clone(),
            username: record.username.clone(),
        })
    }

    /// What it says; nothing where the event is for the app alone.
    fn in_words(&self, told: &Told, event: &Event) -> Option<(NoticeKind, Notification)> {
        let (tongue, username, event_id) = (self.tongue(), told.username.clone(), event.id);
        Some(match &event.what {
            EventKind::SignedIn { installation, .. } => (
                NoticeKind::NewSignIn {
                    username,
                    installation: installation.clone(),
                    event: event_id,
                },
                notify::new_sign_in(tongue, told, installation),
            ),
            EventKind::Invited { organization } => (
                NoticeKind::Invited {
                    username,
                    organization: organization.clone(),
                    event: event_id,
                },
                notify::invited(tongue, told, organization),
            ),
            EventKind::ConversionRequested { account } => (
                NoticeKind::ConversionRequested {
                    username,
                    account: account.clone(),
                    event: event_id,
                },
                notify::conversion_requested(tongue, told, account),
            ),
            EventKind::OwnershipOffered { package, to } => {
                let to = to.clone().filter(|to| !to.eq_ignore_ascii_case(&username));
                let notification = notify::ownership_offered(tongue, told, package, to.as_deref());
                let package = package.clone();
                let what = NoticeKind::OwnershipOffered {
                    username,
                    package,
                    to,
                    event: event_id,
                };
                (what, notification)
            }
            EventKind::PackageRegistered { package } => (
                NoticeKind::PackageRegistered {
                    username,
                    package: package.clone(),
                    event: event_id,
                },
                notify::package_registered(tongue, told, package),
            ),
            what => return self.of_the_account(told, what, event_id),
        })
    }

    /// What happened to the account as a whole.
    fn of_the_account(&self, told: &Told, what: &EventKind, event: EventId) -> Option<(NoticeKind, Notification)> {
        let (tongue, username) = (self.tongue(), told.username.clone());
        Some(match what {
            EventKind::LoginChanged => (
                NoticeKind::LoginChanged { username, event },
                notify::login_changed(tongue, told),
            ),
            EventKind::RecoveryStarted => (
                NoticeKind::RecoveryStarted { username, event },
                notify::recovery_started(tongue, told),
            ),
            EventKind::KeyFoundInPublic { key } => (
                NoticeKind::KeyFoundInPublic {
                    username,
                    key: key.clone(),
                    event,
                },
                notify::key_found_in_public(tongue, told, key),
            ),
            EventKind::DeletionRequested => (
                NoticeKind::DeletionRequested { username, event },
                notify::deletion_requested(tongue, told),
            ),
            _ => return None,
        })
    }
}

/// Whether somebody may be taking the account away, or publishing in its name.
fn is_alarm(what: &EventKind) -> bool {
    matches!(
        what,
        EventKind::LoginChanged
            | EventKind::RecoveryStarted
            | EventKind::KeyFoundInPublic { .. }
            | EventKind::DeletionRequested
    )
}

/// A sign-in where the account was signed in to before stands in the app, and disturbs nobody.
fn is_known_place(what: &EventKind) -> bool {
    matches!(what, EventKind::SignedIn { new_place: false, .. })
}
