//! Desktop notifications, and what a click on one does.

use contract::desktop::Action;
use manager::{
    AppHandle,
    ports::{Notification, Notifier},
};
use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
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
}

/// The desktop's notifications.
pub struct DesktopNotifier(pub tauri::AppHandle);

impl Notifier for DesktopNotifier {
    fn notify(&self, notification: Notification) {
        let shown = self.0.state::<Shown>();
        // It stands in the window, and is announced there.
        if shown.in_front.load(Ordering::SeqCst) {
            return;
        }
        let id = shown.next.fetch_add(1, Ordering::SeqCst) % REMEMBERED;
        shown
            .opens
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, notification.opens);
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
    let was = shown.in_front.swap(in_front, Ordering::SeqCst);
    if !in_front || was {
        return;
    }
    let mut opens = shown.opens.lock().unwrap_or_else(PoisonError::into_inner);
    if opens.is_empty() {
        return;
    }
    opens.clear();
    if let Err(error) = app.notification().remove_all_active() {
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
        let opens = handle
            .state::<Shown>()
            .opens
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .cloned();
        if let Some(opens) = opens {
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
