//! The clipboard, written from Rust so that nothing passes through the window.

use contract::{Code, Problem, Secret};
use manager::ports::Clipboard;
use tauri_plugin_clipboard_manager::ClipboardExt;

/// The desktop's clipboard.
pub struct SystemClipboard(pub tauri::AppHandle);

impl Clipboard for SystemClipboard {
    fn copy(&self, text: &Secret) -> Result<(), Problem> {
        self.0
            .clipboard()
            .write_text(text.expose())
            .map_err(|error| Problem::new(Code::AppFailed, format!("the clipboard cannot be written: {error}")))
    }
}
