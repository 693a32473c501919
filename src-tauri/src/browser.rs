//! The system browser.

use contract::{Code, Problem, Secret};
use manager::ports::Browser;

/// Opens addresses with the desktop's own opener.
pub struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open(&self, address: &Secret) -> Result<(), Problem> {
        // The opener's error text holds the address, which is a secret: it is not passed on.
        tauri_plugin_opener::open_url(address.expose(), None::<&str>)
            .map_err(|_| Problem::new(Code::BrowserNotOpened, "the desktop's opener failed"))
    }
}
