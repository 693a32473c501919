//! The three commands of the window.

use contract::desktop::{Action, View};
use manager::AppHandle;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::State;

/// Whether what follows the first paint has begun.
#[derive(Default)]
pub struct Begun(AtomicBool);

impl Begun {
    /// Begins, once.
    pub fn begin(&self, handle: &AppHandle) {
        if !self.0.swap(true, Ordering::SeqCst) {
            handle.begin();
        }
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
pub fn painted(handle: State<'_, AppHandle>, begun: State<'_, Begun>) {
    tracing::info!("first paint");
    begun.begin(&handle);
}
