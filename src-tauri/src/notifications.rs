//! Desktop notifications, and what a click on one does.

use contract::desktop::Action;
use manager::{
    AppHandle,
    ports::{Notification, Notifier},
};
use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicI32, Ordering},
    },
};
use tauri::Manager;
use tauri_plugin_notification::NotificationExt;

/// How many shown notifications are remembered for their click.
const REMEMBERED: i32 = 50;

/// What a click on each shown notification opens.
#[derive(Default)]
pub struct Shown {
    next: AtomicI32,
    opens: Mutex<HashMap<i32, Action>>,
    /// Whether the person has the window in front of them.
    in_front: AtomicBool,
    /// Whether any was shown since then.
    unseen: AtomicBool,
}

impl Shown {
    /// The number of a notification that is to be shown now, whose click opens this; none while the person has the window
    /// in front of them: it stands there, and is announced.
    fn remember(&self, opens: Action) -> Option<i32> {
        if self.in_front.load(Ordering::SeqCst) {
            return None;
        }
        let id = self.next.fetch_add(1, Ordering::SeqCst) % REMEMBERED;
        self.opened().insert(id, opens);
        self.unseen.store(true, Ordering::SeqCst);
        Some(id)
    }

    /// What a click on this one opens. Some desktops bring the window to the front before they tell of the click.
    fn opened_by(&self, id: i32) -> Option<Action> {
        self.opened().get(&id).cloned()
    }

    /// The window came to the front, or left it. Whether notifications are to be taken back, since they were seen in it.
    fn turn(&self, in_front: bool) -> bool {
        let was = self.in_front.swap(in_front, Ordering::SeqCst);
        in_front && !was && self.unseen.swap(false, Ordering::SeqCst)
    }

    fn opened(&self) -> MutexGuard<'_, HashMap<i32, Action>> {
        self.opens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The desktop's notifications.
pub struct DesktopNotifier(pub tauri::AppHandle);

impl Notifier for DesktopNotifier {
    fn notify(&self, notification: Notification) {
        let Some(id) = self.0.state::<Shown>().remember(notification.opens) else {
            return;
        };
        let result = self
            .0
            .notification()
            .builder()
            .id(id)
            .title(notification.title)
            .body(notification.body)
            .show();
        if let Err(error) = result {
            tracing::warn!(%error, "a notification could not be shown");
        }
    }
}

/// The window came to the front, or left it. What stands in it as a notice was seen, so nothing of it is left on the
/// desktop, as far as the desktop lets it be taken back.
pub fn window_is_in_front(app: &tauri::AppHandle, in_front: bool) {
    let Some(shown) = app.try_state::<Shown>() else { return };
    if shown.turn(in_front)
        && let Err(error) = app.notification().remove_all_active()
    {
        tracing::warn!(%error, "notifications could not be taken back");
    }
}

/// A click opens the exact page.
pub fn follow_clicks(app: &tauri::AppHandle) {
    let handle = app.clone();
    let registered = app.notification().on_action(move |performed| {
        let Some(id) = performed.notification().map(|notification| notification.id()) else {
            return;
        };
        if let Some(opens) = handle.state::<Shown>().opened_by(id) {
            open_page(&handle, opens);
        }
    });
    if let Err(error) = registered {
        tracing::warn!(%error, "clicks on notifications are not heard");
    }
}

/// Opens a page in the window.
pub fn open_page(app: &tauri::AppHandle, opens: Action) {
    let handle = app.state::<AppHandle>().inner().clone();
    tauri::async_runtime::spawn(async move {
        handle.act(opens).await;
    });
    crate::window::show(app);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_pops_up_over_the_window_that_the_person_looks_at() {
        let shown = Shown::default();
        shown.turn(true);
        assert_eq!(shown.remember(Action::ShowSettings), None);
        shown.turn(false);
        assert!(shown.remember(Action::ShowSettings).is_some());
    }

    #[test]
    fn what_was_shown_is_taken_back_once_when_the_window_is_seen() {
        let shown = Shown::default();
        let id = shown.remember(Action::ShowSettings).unwrap();
        assert_eq!(shown.opened_by(id), Some(Action::ShowSettings));
        assert!(shown.turn(true));
        assert_eq!(
            shown.opened_by(id),
            Some(Action::ShowSettings),
            "its click may still be on its way"
        );
        assert!(!shown.turn(true) && !shown.turn(false) && !shown.turn(true));
    }
}
