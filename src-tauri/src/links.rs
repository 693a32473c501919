//! The app's links: where they come in, and who opens them.

#[cfg(target_os = "linux")]
mod linux;

use contract::{Problem, desktop::view::LinkHandler};
use manager::{AppHandle, inbox::has_our_scheme, ports::LinkRegistration};
use std::sync::{Mutex, PoisonError};
use tauri::Manager;
use tauri_plugin_deep_link::DeepLinkExt;

/// How many links are held before there is an inbox, and how long each may be, in bytes.
const EARLY: (usize, usize) = (16, 4096);

/// Links that another launch brought while this one was still starting.
#[derive(Default)]
pub struct Early(Mutex<Vec<String>>);

impl Early {
    fn hold(&self, link: &str) {
        let mut links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if links.len() < EARLY.0 && link.len() <= EARLY.1 {
            links.push(link.to_owned());
        }
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Puts what looks like a link into the inbox, which judges it. Program arguments are anybody's words.
pub fn offer<'a>(app: &tauri::AppHandle, texts: impl Iterator<Item = &'a str>) {
    for text in texts.filter(|text| has_our_scheme(text)) {
        match app.try_state::<AppHandle>() {
            Some(handle) => handle.offer_link(text),
            None => app.state::<Early>().hold(text),
        }
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
    let early = app.state::<Early>().take();
    offer(app.handle(), early.iter().map(String::as_str));
    if let Ok(Some(urls)) = app.deep_link().get_current() {
        offer(app.handle(), urls.iter().map(url::Url::as_str));
    }
}

/// The desktop's registration of the app's scheme.
#[cfg_attr(
    target_os = "linux",
    expect(dead_code, reason = "the desktop is asked by its own programs there")
)]
pub struct SystemLinks(pub tauri::AppHandle);

/// Whether the app may register itself unasked: where nobody opens its links, or an earlier registration of its own leads
/// to another place, say to a copy that is gone. Another program that opens them is the person's affair.
pub fn is_ours_to_register(handler: &LinkHandler) -> bool {
    match handler {
        LinkHandler::None => true,
        LinkHandler::Other { name } => *name == format!("{}.desktop", contract::APP_ID),
        LinkHandler::Ours | LinkHandler::Unknown => false,
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_apps_own_registration_that_leads_elsewhere_is_renewed_and_no_other_programs_is_touched() {
        let other = |name: &str| LinkHandler::Other { name: name.to_owned() };
        assert!(is_ours_to_register(&LinkHandler::None));
        assert!(is_ours_to_register(&other("io.github.nuget-accounts.desktop")));
        assert!(!is_ours_to_register(&other("somebody-else.desktop")));
        assert!(!is_ours_to_register(&LinkHandler::Ours));
        assert!(!is_ours_to_register(&LinkHandler::Unknown));
    }

    #[test]
    fn links_before_the_inbox_are_held_in_order_and_not_without_end() {
        let early = Early::default();
        for number in 0..20 {
            early.hold(&format!("link {number}"));
        }
        let held = early.take();
        assert_eq!((held.len(), held[0].as_str()), (EARLY.0, "link 0"));
        assert!(early.take().is_empty());
        early.hold(&"x".repeat(EARLY.1 + 1));
        assert!(early.take().is_empty());
    }
}
