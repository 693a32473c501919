//! Whether this computer saves its battery, as far as its desktop says.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "windows")]
mod windows;

#[cfg(target_os = "linux")]
use self::linux::is_saving;
#[cfg(target_os = "macos")]
use self::macos::is_saving;
#[cfg(target_os = "windows")]
use self::windows::is_saving;

use futures::future::BoxFuture;
use manager::ports::Power;
use std::time::Duration;

/// How long the system may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// The system's own word. Where it has none, nothing is saved.
pub struct SystemPower;

impl Power for SystemPower {
    fn saves_battery(&self) -> BoxFuture<'static, bool> {
        Box::pin(async {
            let asked = tauri::async_runtime::spawn_blocking(is_saving);
            matches!(tokio::time::timeout(PATIENCE, asked).await, Ok(Ok(true)))
        })
    }
}

/// Elsewhere nobody says.
#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
fn is_saving() -> bool {
    false
}
