//! The three commands of the window.

use contract::desktop::{Action, View};
use manager::AppHandle;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::State;

/// Whether what follows the first paint has begun.
#[derive(Default)]
pub struct Begun(AtomicBool);

impl Begun {
    /// Whether nobody asked before.
    pub fn is_first(&self) -> bool {
        !self.0.swap(true, Ordering::SeqCst)
    }
}

/// Does what the person asked for, and answers with the view after it.
#[tauri::command]
pub async fn act(action: Action, handle: State<'_, AppHandle>) -> Result<View, ()> {
    Ok(handle.act(action).await)
}

/// The present view.
#[tauri::command]
pub fn view(handle: State<'_, AppHandle>) -> View {
    handle.view()
}

/// The first page is painted: what must not delay it may begin.
#[tauri::command]
pub fn painted(app: tauri::AppHandle) {
    tracing::info!("first paint");
    crate::start::begin(&app);
}
