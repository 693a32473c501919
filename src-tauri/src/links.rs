//! The app's links: where they come in, and who opens them.

#[cfg(target_os = "linux")]
mod linux;

use contract::{Problem, desktop::view::LinkHandler};
use manager::{AppHandle, inbox::has_our_scheme, ports::LinkRegistration};
use tauri::Manager;
use tauri_plugin_deep_link::DeepLinkExt;

/// Puts what looks like a link into the inbox, which judges it. Program arguments are anybody's words.
pub fn offer<'a>(app: &tauri::AppHandle, texts: impl Iterator<Item = &'a str>) {
    let Some(handle) = app.try_state::<AppHandle>() else {
        return;
    };
    for text in texts.filter(|text| has_our_scheme(text)) {
        handle.offer_link(text);
    }
}

/// Listens for links, and takes the one that started the app: on Linux and Windows it is an argument of this process.
pub fn listen(app: &tauri::App) {
    let handle = app.handle().clone();
    app.deep_link().on_open_url(move |event| {
        let urls = event.urls();
        offer(&handle, urls.iter().map(url::Url::as_str));
        crate::window::show(&handle);
    });
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    offer(app.handle(), arguments.iter().map(String::as_str));
    if let Ok(Some(urls)) = app.deep_link().get_current() {
        offer(app.handle(), urls.iter().map(url::Url::as_str));
    }
}

/// The desktop's registration of the app's scheme.
#[cfg_attr(target_os = "linux", allow(dead_code))]
pub struct SystemLinks(pub tauri::AppHandle);

#[cfg(target_os = "linux")]
impl LinkRegistration for SystemLinks {
    fn handler(&self) -> LinkHandler {
        linux::handler()
    }

    fn repair(&self) -> Result<(), Problem> {
        linux::register()
    }
}

#[cfg(not(target_os = "linux"))]
impl LinkRegistration for SystemLinks {
    fn handler(&self) -> LinkHandler {
        match self.0.deep_link().is_registered(contract::APP_ID) {
            Ok(true) => LinkHandler::Ours,
            Ok(false) => LinkHandler::None,
            Err(_) => LinkHandler::Unknown,
        }
    }

    fn repair(&self) -> Result<(), Problem> {
        self.0.deep_link().register(contract::APP_ID).map_err(|error| {
            Problem::new(
                contract::Code::AppFailed,
                format!("the links cannot be registered: {error}"),
            )
        })
    }
}
