//! The tray icon. What its menu says comes from [`manager::tray`].

#[cfg(target_os = "linux")]
mod host;

use contract::desktop::View;
use manager::{
    AppHandle,
    tray::{TrayEntry, menu, opened_by, tooltip},
    words::Tongue,
};
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};
use tauri::{
    Manager,
    image::Image,
    menu::{Menu, MenuItem, PredefinedMenuItem},
    tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent},
};

/// The tray icon, where there is one, and the menu that it shows.
#[derive(Default)]
pub struct Tray {
    icon: Mutex<Option<TrayIcon>>,
    shown: Mutex<Vec<TrayEntry>>,
    /// Whether the desktop had a place for it when it was last heard of.
    hosted: AtomicBool,
    locale: Option<String>,
}

impl Tray {
    /// No icon yet; its menu speaks the language of this locale to somebody who chose none.
    pub fn speaking(locale: Option<String>) -> Self {
        Self {
            locale,
            ..Self::default()
        }
    }

    fn is_built(&self) -> bool {
        self.icon.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn is_shown(&self) -> bool {
        self.hosted.load(Ordering::SeqCst) && self.is_built()
    }

    fn tongue(&self, view: &View) -> Tongue {
        Tongue::of(view.language, self.locale.as_deref())
    }
}

/// Whether closing the window may hide it: only where a tray brings it back.
pub fn is_shown(app: &tauri::AppHandle) -> bool {
    app.try_state::<Tray>().is_some_and(|tray| tray.is_shown()) && has_host()
}

/// Whether the desktop has a place for tray icons at this moment.
fn has_host() -> bool {
    #[cfg(target_os = "linux")]
    return host::exists();
    #[cfg(not(target_os = "linux"))]
    true
}

/// Shows the icon from when the desktop has a place for it until it has none. Without one closing the window quits.
pub fn follow_host(app: tauri::AppHandle) {
    #[cfg(target_os = "linux")]
    {
        let following = std::thread::Builder::new()
            .name("tray-host".to_owned())
            .spawn(move || host::follow(|there| settle(&app, there)));
        if let Err(error) = following {
            tracing::warn!(%error, "no tray icon");
        }
    }
    #[cfg(not(target_os = "linux"))]
    settle(&app, true);
}

/// A place for the icon came or went. What was hidden in a tray that is gone nobody could bring back.
fn settle(app: &tauri::AppHandle, there: bool) {
    let in_front = app.clone();
    let _ = app.run_on_main_thread(move || {
        let app = in_front;
        let tray = app.state::<Tray>();
        let handle = app.state::<AppHandle>();
        if there && !tray.is_built() {
            create(&app, &handle.view());
        }
        tray.hosted.store(there, Ordering::SeqCst);
        handle.set_tray(tray.is_shown());
        if !there {
            crate::window::show_if_hidden(&app);
        }
    });
}

fn create(app: &tauri::AppHandle, view: &View) {
    match build(app, view) {
        Ok(icon) => *app.state::<Tray>().icon.lock().unwrap_or_else(PoisonError::into_inner) = Some(icon),
        Err(error) => tracing::warn!(%error, "no tray icon"),
    }
}

fn build(app: &tauri::AppHandle, view: &View) -> tauri::Result<TrayIcon> {
    let tray = app.state::<Tray>();
    let tongue = tray.tongue(view);
    let entries = menu(view, tongue);
    let icon = TrayIconBuilder::with_id("main")
        .icon(Image::from_bytes(include_bytes!("../../icons/tray.png"))?)
        .tooltip(tooltip(view, tongue))
        .menu(&native(app, &entries)?)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| on_entry(app, event.id().as_ref()))
        .on_tray_icon_event(|icon, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
            {
                crate::window::show(icon.app_handle());
            }
        })
        .build(app)?;
    *tray.shown.lock().unwrap_or_else(PoisonError::into_inner) = entries;
    Ok(icon)
}

/// Brings the menu up to date, if it says something else now.
pub fn update(app: &tauri::AppHandle, view: &View) {
    let tray = app.state::<Tray>();
    let icon = tray.icon.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(icon) = icon.as_ref() else { return };
    let tongue = tray.tongue(view);
    let entries = menu(view, tongue);
    let mut shown = tray.shown.lock().unwrap_or_else(PoisonError::into_inner);
    if *shown == entries {
        return;
    }
    let updated = native(app, &entries)
        .and_then(|menu| icon.set_menu(Some(menu)))
        .and_then(|()| icon.set_tooltip(Some(tooltip(view, tongue))));
    match updated {
        Ok(()) => *shown = entries,
        Err(error) => tracing::warn!(%error, "the tray menu could not be updated"),
    }
}

fn native(app: &tauri::AppHandle, entries: &[TrayEntry]) -> tauri::Result<Menu<tauri::Wry>> {
    let menu = Menu::new(app)?;
    for entry in entries {
        match entry {
            TrayEntry::Page { id, text, .. } => {
                menu.append(&MenuItem::with_id(app, id.clone(), text, true, None::<&str>)?)?;
            }
            TrayEntry::Separator => menu.append(&PredefinedMenuItem::separator(app)?)?,
            TrayEntry::Open { text } => menu.append(&MenuItem::with_id(app, "open", text, true, None::<&str>)?)?,
            TrayEntry::Quit { text } => menu.append(&MenuItem::with_id(app, "quit", text, true, None::<&str>)?)?,
        }
    }
    Ok(menu)
}

fn on_entry(app: &tauri::AppHandle, id: &str) {
    let opens = opened_by(
        &app.state::<Tray>().shown.lock().unwrap_or_else(PoisonError::into_inner),
        id,
    );
    match opens {
        Some(opens) => crate::notifications::open_page(app, opens),
        None if id == "quit" => app.exit(0),
        None => crate::window::show(app),
    }
}
