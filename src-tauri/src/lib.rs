//! The desktop shell: window, tray, links, notifications, and the adapters between them and [`manager`]. It holds no logic.

mod browser;
mod clipboard;
mod commands;
mod computer;
mod crash;
mod downloads;
mod links;
mod log;
mod notifications;
mod power;
mod practice_host;
mod start;
mod tray;
mod webkit;
mod window;

use manager::AppHandle;
use tauri::{Manager, RunEvent, WindowEvent};

/// Runs the app until it quits.
///
/// A failure to start is told on the standard error stream, since there is no window yet to tell it in.
pub fn run() {
    webkit::prepare();
    crash::leave_no_secrets();
    let built = tauri::Builder::default()
        .manage(links::Early::default())
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            links::offer(app, arguments.iter().skip(1).map(String::as_str));
            window::show(app);
        }))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .invoke_handler(tauri::generate_handler![
            commands::act,
            commands::view,
            commands::painted
        ])
        .setup(|app| Ok(start::start(app)?))
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(on_event),
        Err(error) => log::cannot_start(&error),
    }
}

fn on_event(app: &tauri::AppHandle, event: RunEvent) {
    match event {
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } if tray::is_shown(app) && keeps_running(app) => {
            api.prevent_close();
            window::hide(app);
            app.state::<AppHandle>().closed_to_tray();
        }
        RunEvent::WindowEvent {
            event: WindowEvent::Focused(in_front),
            ..
        } => notifications::window_is_in_front(app, in_front),
        RunEvent::Exit => {
            if let Some(handle) = app.try_state::<AppHandle>() {
                handle.stop();
            }
        }
        _ => {}
    }
}

/// Whether the person wants the app to go on in the tray when its window is closed.
fn keeps_running(app: &tauri::AppHandle) -> bool {
    app.try_state::<AppHandle>()
        .is_some_and(|handle| handle.inner().keeps_running())
}
