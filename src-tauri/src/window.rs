//! The one window.

use contract::desktop::{View, view::Theme};
use tauri::{Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

const LABEL: &str = "main";

/// The window, as a port.
pub struct MainWindow(pub tauri::AppHandle);

impl manager::ports::Window for MainWindow {
    fn show(&self) {
        show(&self.0);
    }
}

/// Makes the window with the first view in it, so that its first paint waits for no call.
pub fn create(app: &tauri::App, view: &View) -> tauri::Result<WebviewWindow> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("NuGet Accounts")
        .inner_size(960.0, 680.0)
        .min_inner_size(400.0, 480.0)
        .theme(theme(view))
        .initialization_script(first_view(view))
        .build()?;
    // Before anything is drawn, so that nothing moves. A page of the usual size is no reason not to start.
    if view.zoom != 100 {
        let _ = window.set_zoom(f64::from(view.zoom) / 100.0);
    }
    Ok(window)
}

fn theme(view: &View) -> Option<tauri::Theme> {
    match view.theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

fn first_view(view: &View) -> String {
    let json = serde_json::to_string(view).unwrap_or_else(|_| "null".to_owned());
    format!("window.__NUGET_ACCOUNTS_VIEW__={json};")
}

/// Shows the window: unminimised, visible, in front. Used by the tray, a second launch, links and notifications.
pub fn show(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Shows the window if it was hidden and nothing else could bring it back.
pub fn show_if_hidden(app: &tauri::AppHandle) {
    let window = app.get_webview_window(LABEL);
    if window.is_some_and(|window| matches!(window.is_visible(), Ok(false))) {
        show(app);
    }
}

/// Hides the window; the tray brings it back.
pub fn hide(app: &tauri::AppHandle) {
    crate::notifications::window_is_in_front(app, false);
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.hide();
    }
}
